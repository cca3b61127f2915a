"""What publications have changed, as pages say it: the rows are frozen in the newsroom's language."""

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Choices
from django.utils import translation
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actors.enums import PlacePrecision
from claims.enums import ClaimKind, Directness, Outcome, Stance, Verdict
from timeline.enums import EventType, FigureKind

# The names that `timeline.actions.changes` gives.
_FACTS = {
    "title": pgettext_lazy("fact", "title"),
    "summary": pgettext_lazy("fact", "summary"),
    "type": pgettext_lazy("fact", "type"),
    "date": pgettext_lazy("fact", "date"),
    "place": pgettext_lazy("fact", "place"),
    "precision of the place": pgettext_lazy("fact", "precision of the place"),
    "statement": pgettext_lazy("fact", "statement"),
    "quote": pgettext_lazy("fact", "quote"),
    "translation": pgettext_lazy("fact", "translation"),
    "kind": pgettext_lazy("fact", "kind"),
    "directness": pgettext_lazy("fact", "directness"),
    "issue": pgettext_lazy("fact", "issue"),
    "stance": pgettext_lazy("fact", "stance"),
    "conditions": pgettext_lazy("fact", "conditions"),
    "date said": pgettext_lazy("fact", "date said"),
    "date it happened": pgettext_lazy("fact", "date it happened"),
    "verdict": pgettext_lazy("fact", "verdict"),
    "how it was checked": pgettext_lazy("fact", "how it was checked"),
    "actor": pgettext_lazy("fact", "actor"),
    "published by": pgettext_lazy("fact", "published by"),
    "approved by": pgettext_lazy("fact", "approved by"),
    "contradiction": pgettext_lazy("fact", "contradiction"),
    "deadline": pgettext_lazy("fact", "deadline"),
    "outcome": pgettext_lazy("fact", "outcome"),
    "link": pgettext_lazy("fact", "link"),
    "attribution": pgettext_lazy("fact", "attribution"),
    "on behalf of": pgettext_lazy("fact", "on behalf of"),
    "passage": pgettext_lazy("fact", "passage"),
    "credibility": pgettext_lazy("fact", "credibility"),
    "number of origins": pgettext_lazy("fact", "number of origins"),
    "withdrawal": pgettext_lazy("fact", "withdrawal"),
    "event": pgettext_lazy("fact", "event"),
    # `EventLinkKind` in the newsroom's language.
    "followed from": _("followed from"),
    "in answer to": _("in answer to"),
    "part of": _("part of"),
}
_OF_SOMEBODY = (
    (re.compile(r"role of (.+)", re.DOTALL), _("role of %(name)s")),
    (re.compile(r"office of (.+)", re.DOTALL), _("office of %(name)s")),
)
_PEOPLE = {
    "one person alone, as urgent": _("one person alone, as urgent"),
    "two people": _("two people"),
}


_VALUES = {
    "type": EventType,
    "precision of the place": PlacePrecision,
    "kind": ClaimKind,
    "directness": Directness,
    "stance": Stance,
    "verdict": Verdict,
    "outcome": Outcome,
}
_BY = {"published by", "approved by"}
_FIGURE = re.compile(r"(.+), by (.+)", re.DOTALL)


@cache
def _by_their_words(kinds: type[Choices]) -> dict[str, Any]:
    """The labels of a code list by what they are in the language in which they are frozen."""
    with translation.override(settings.LANGUAGE_CODE):
        return {str(label): label for _value, label in kinds.choices}


def fact_in_words(what: str) -> str:
    """What changed, in the language of the page; as it is frozen where it has no other words."""
    if what in _FACTS:
        return str(_FACTS[what])
    for pattern, words in _OF_SOMEBODY:
        if found := pattern.fullmatch(what):
            return str(words % {"name": found[1]})
    figure = _FIGURE.fullmatch(what)
    figures = _by_their_words(FigureKind)
    if figure and figure[1] in figures:
        by = gettext("the newsroom") if figure[2] == "the newsroom" else figure[2]
        return gettext("%(kind)s, by %(who)s") % {"kind": figures[figure[1]], "who": by}
    return what


def value_in_words(change: dict[str, str], name: str) -> str:
    """How it was, or is (`before` or `after`): the words of code lists in the language of the page."""
    what, frozen = change["what"], change[name]
    labels = _by_their_words(_VALUES[what]) if what in _VALUES else _PEOPLE if what in _BY else {}
    return str(labels.get(frozen, frozen))
