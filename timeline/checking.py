"""How a statement was checked, in a sentence that readers can follow: on what it rests, and who looked."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.enums import Reliability
from claims.enums import Relation
from lib import date_words
from timeline.models import Citation, Statement


def checked_in_words(statement: Statement, citations: Iterable[Citation]) -> str:
    """Origins for and against, the best source, and whether a second person looked; from the frozen rows alone."""
    citations = list(citations)
    against = len({one.origin_group for one in citations if one.relation == Relation.DISPUTES})
    letters = sorted({one.reliability for one in citations if one.relation == Relation.SUPPORTS})
    says = [_supported(statement.origins)]
    if against:
        says.append(_opposed(against))
    sentences = ["; ".join(says)]
    # F is no grade: nobody can judge that source.
    if letters and letters[0] != Reliability.F:
        judged = str(Reliability(letters[0]).label).partition(": ")[2]
        rated = {"letter": letters[0], "words": judged}
        sentences.append(_("The best source behind it is rated %(letter)s, %(words)s") % rated)
    day = {"day": date_words.day(statement.approved_at)}
    if statement.single_person:
        sentences.append(_("One person alone, as urgent, checked it on %(day)s") % day)
    else:
        sentences.append(_("A second person checked it on %(day)s") % day)
    return ". ".join(sentence[0].upper() + sentence[1:] for sentence in sentences) + "."


def _supported(number: int) -> str:
    if number == 1:
        return _("one report supports it")
    return ngettext(
        "%(number)d independent report supports it", "%(number)d independent reports support it", number
    ) % {"number": number}


def _opposed(number: int) -> str:
    if number == 1:
        return _("one report speaks against it")
    return ngettext(
        "%(number)d independent report speaks against it", "%(number)d independent reports speak against it", number
    ) % {"number": number}
