"""What the database keeps in English, told in the reader's language.

Steps of the inbox and reasons of proposed links are kept as words, and as the same words whoever caused them. Here
are the sentences that the code writes; what fits none of them is shown as it is kept.
"""

import re
from collections.abc import Callable

from django.utils.dates import MONTHS_ALT
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.enums import Stance

_Telling = Callable[..., str]


def _took(number: str) -> str:
    return ngettext("took %(number)s report", "took %(number)s reports", int(number)) % {"number": number}


def _unassigned(number: str) -> str:
    words = ngettext("assigned %(number)s report to nobody", "assigned %(number)s reports to nobody", int(number))
    return words % {"number": number}


def _assigned(number: str, name: str) -> str:
    words = ngettext("assigned %(number)s report to %(name)s", "assigned %(number)s reports to %(name)s", int(number))
    return words % {"number": number, "name": name}


def _put_off(number: str, day: str, month: str, rest: str) -> str:
    words = ngettext(
        "put off %(number)s report until %(when)s", "put off %(number)s reports until %(when)s", int(number)
    )
    return words % {"number": number, "when": f"{day} {_month(month)} {rest}"}


def _dismissed(number: str) -> str:
    return ngettext("dismissed %(number)s report", "dismissed %(number)s reports", int(number)) % {"number": number}


def _reopened(number: str) -> str:
    return ngettext("re-opened %(number)s report", "re-opened %(number)s reports", int(number)) % {"number": number}


def _month(name: str) -> str:
    number = _MONTHS.index(name)
    return str(list(MONTHS_ALT.values())[number])


def _figures(before: str, after: str) -> str:
    return _("other figures: %(before)s, then %(after)s") % {"before": _listed(before), "after": _listed(after)}


def _listed(numbers: str) -> str:
    return _("none") if numbers == "none" else get_text_list(numbers.split(" and "), _("and"))


def _stances(who: str, issue: str, before: str, after: str) -> str:
    if who == "speaker":
        words = _("the same speaker on %(issue)s: %(before)s, then %(after)s")
    else:
        words = _("the same side on %(issue)s: %(before)s, then %(after)s")
    return words % {"issue": issue, "before": _stance(before), "after": _stance(after)}


def _stance(word: str) -> str:
    return next((str(one.label) for one in Stance if one.value.replace("_", " ") == word), word)


_SENTENCES: tuple[tuple[re.Pattern[str], _Telling], ...] = (
    (re.compile(r"took (\d+) reports?"), _took),
    (re.compile(r"assigned (\d+) reports? to nobody"), _unassigned),
    (re.compile(r"assigned (\d+) reports? to (.+)"), _assigned),
    (re.compile(r"put off (\d+) reports? until (\d+) ([A-Z][a-z]+) (\d{4}, \d\d:\d\d UTC)"), _put_off),
    (re.compile(r"dismissed (\d+) reports?"), _dismissed),
    (re.compile(r"re-opened (\d+) reports?"), _reopened),
    (re.compile(r"other figures: (.+), then (.+)"), _figures),
    (re.compile(r"the same (speaker|side) on (.+): ([a-z ]+), then ([a-z ]+)"), _stances),
    (re.compile(r"the same words, and a denial"), lambda: _("the same words, and a denial")),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_REASONS = {"same words", "similar words", "same number", "another number", "same speaker", "same issue", "same day"}
_REASONS |= {"near in meaning"}


def told(kept: str) -> str:
    """A kept sentence in the reader's language; as it is kept where no sentence of the code fits it."""
    for pattern, telling in _SENTENCES:
        if found := pattern.fullmatch(kept):
            return telling(*found.groups())
    reasons = kept.split(", ")
    return ", ".join(_(reason) for reason in reasons) if _REASONS.issuperset(reasons) else kept
