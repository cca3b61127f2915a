"""Numbers of people as reports give them and people type them: "5", "3-7", "at least 5", "up to 7"."""

import re
from typing import NamedTuple

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_MOST = 2_147_483_647  # what PostgreSQL's integer holds
_NUMBER = r"(\d{1,3}(?:[ ,.\u00a0\u202f’']\d{3})+|\d+)"
_HOW = gettext_lazy("Type 5, 3-7, at least 5 or up to 7.")
_SEVERAL = [
    re.compile(rf"(?:between|from|від|з|от|с) {_NUMBER} (?:and|to|до|і|та|и) {_NUMBER}"),
    re.compile(rf"{_NUMBER} ?(?:-|–|—|to|до) ?{_NUMBER}"),
]
# What comes before or after the number, and how far the number itself is from the end that is meant.
_AT_LEAST = {
    0: r"at least|no fewer than|no less than|not fewer than|min\.|≥|>=|щонайменше|не менше|не менее|минимум|від|от",
    1: r"more than|over|above|>|понад|більше|більше ніж|более|больше|свыше",
}
_AT_MOST = {
    0: r"up to|at most|no more than|not more than|max\.|≤|<=|до|щонайбільше|не більше|не более|максимум",
    -1: r"fewer than|less than|under|below|<|менше|менше ніж|менее|меньше",
}
_AND_MORE = re.compile(rf"{_NUMBER} ?(?:\+|or more|and more|або більше|или более)")
_AND_LESS = re.compile(rf"{_NUMBER} or (?:fewer|less)")


class TypedCountError(ValueError):
    """What was typed is no number that can be compared; the message is for the person who typed it."""


class Count(NamedTuple):
    """From `low` to `high`; None where that end is open. Never both."""

    low: int | None
    high: int | None

    def __str__(self) -> str:
        """As it reads: "5", "3 to 7", "at least 5", "up to 7"."""
        if self.low is None:
            return _("up to %(high)s") % {"high": intcomma(self.high)}
        if self.high is None:
            return _("at least %(low)s") % {"low": intcomma(self.low)}
        low = intcomma(self.low)
        return low if self.low == self.high else _("%(low)s to %(high)s") % {"low": low, "high": intcomma(self.high)}


def read_count(text: str) -> Count:
    """The number or range that a person typed. Raises TypedCountError for what is none, such as "dozens"."""
    words = " ".join(text.lower().split())
    if not words:
        raise TypedCountError(_("How many? %(how)s") % {"how": _HOW})
    found = _read(words)
    if found is None:
        raise TypedCountError(
            _("“%(typed)s” is no number that can be compared with others. %(how)s")
            % {"typed": text.strip(), "how": _HOW}
        )
    if found.low is not None and found.high is not None and found.low > found.high:
        raise TypedCountError(_("“%(typed)s” ends below its start.") % {"typed": text.strip()})
    if max(found.low or 0, found.high or 0) > _MOST or (found.high is not None and found.high < 0):
        raise TypedCountError(_("“%(typed)s” is no number of people.") % {"typed": text.strip()})
    return found


def _read(words: str) -> Count | None:
    if exact := re.fullmatch(_NUMBER, words):
        return Count(_number(exact[1]), _number(exact[1]))
    for pattern in _SEVERAL:
        if found := pattern.fullmatch(words):
            return Count(_number(found[1]), _number(found[2]))
    for off, lead in _AT_LEAST.items():
        if found := re.fullmatch(rf"(?:{lead}) ?{_NUMBER}", words):
            return Count(_number(found[1]) + off, None)
    for off, lead in _AT_MOST.items():
        if found := re.fullmatch(rf"(?:{lead}) ?{_NUMBER}", words):
            return Count(None, _number(found[1]) + off)
    if found := _AND_MORE.fullmatch(words):
        return Count(_number(found[1]), None)
    if found := _AND_LESS.fullmatch(words):
        return Count(None, _number(found[1]))
    return None


def _number(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))
