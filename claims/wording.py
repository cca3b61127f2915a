"""How a claim reads in a comparison: each of its parts by its name for people, in words."""

from django.utils.translation import gettext, gettext_noop, pgettext

from claims.actions import ClaimContent
from claims.enums import AttributionRole, ClaimKind, Directness, LinkKind, Outcome, Stance
from lib.edtf_dates import FuzzyDate
from lib.languages import cached_by_language
from lib.typed_dates import TypedDateError, context_of, read_typed


def date_in_words(edtf: str) -> str:
    """A date for a comparison; "" where none is given."""
    return str(FuzzyDate.parse(edtf)) if edtf else ""


def reading_of_date(typed: str, *, near: str = "") -> dict[str, object]:
    """How a typed date is understood, for `claims/date_in_words.html`: its words, its EDTF unless that is what was
    typed, or what is wrong.
    """
    try:
        found = read_typed(typed, near=context_of(near))
    except TypedDateError as error:
        return {"fault": str(error)}
    return {
        "words": str(FuzzyDate.parse(found.edtf)),
        "edtf": found.edtf if found.edtf != typed.strip() else "",
        "year_is_assumed": found.year_is_assumed,
    }


def people_in_words(people: list[tuple[str, str]]) -> str:
    """Names with their roles: "Yuri Ushakov (speaker), Russia (spokesperson for)"."""
    return ", ".join(f"{name} ({AttributionRole(role).label})" for name, role in people)


def content_in_words(content: ClaimContent) -> dict[str, str]:
    """Everything that a claim says, by what people call it."""
    return by_names(
        text=content.text,
        quote=content.quote,
        quote_language=content.quote_language,
        translation=content.translation,
        kind=str(ClaimKind(content.kind).label),
        directness=str(Directness(content.directness).label),
        issue=content.issue.name if content.issue else "",
        stance=str(Stance(content.stance).label) if content.stance else "",
        conditions=content.conditions,
        said=date_in_words(content.said_edtf),
        happened=date_in_words(content.happened_edtf),
        place=content.place.name if content.place else "",
        deadline=date_in_words(content.deadline_edtf),
        outcome=str(Outcome(content.outcome).label) if content.outcome else "",
        people=people_in_words([(actor.name, role) for actor, role in content.attributions]),
    )


def by_names(**parts: str) -> dict[str, str]:
    """Parts of a claim in words by what people call them, in their language: what is compared has the same names."""
    names = _names_of_parts()
    return {names[part]: words for part, words in parts.items()}


@cached_by_language
def _names_of_parts() -> dict[str, str]:
    return {
        "text": pgettext("part of a claim", "claim"),
        "quote": pgettext("part of a claim", "words said"),
        "quote_language": pgettext("part of a claim", "language of the words"),
        "translation": pgettext("part of a claim", "translation"),
        "kind": pgettext("part of a claim", "kind"),
        "directness": pgettext("part of a claim", "directness"),
        "issue": pgettext("part of a claim", "issue"),
        "stance": pgettext("part of a claim", "stance"),
        "conditions": pgettext("part of a claim", "conditions"),
        "said": pgettext("part of a claim", "said"),
        "happened": pgettext("part of a claim", "happened"),
        "place": pgettext("part of a claim", "place"),
        "deadline": pgettext("part of a claim", "deadline"),
        "outcome": pgettext("part of a claim", "outcome"),
        "people": pgettext("part of a claim", "people"),
    }


# How a claim stands to one that was linked to it; the link itself is read from the other side.
_LINKED_FROM = {
    LinkKind.REPEATS: gettext_noop("is repeated by"),
    LinkKind.CONTRADICTS: gettext_noop("is contradicted by"),
    LinkKind.DENIES: gettext_noop("is denied by"),
    LinkKind.WALKS_BACK: gettext_noop("is walked back by"),
    LinkKind.SUPERSEDES: gettext_noop("is superseded by"),
    LinkKind.FULFILS: gettext_noop("is reported as kept by"),
    LinkKind.BREACHES: gettext_noop("is reported as broken by"),
}


def linked_from(kind: str) -> str:
    """How a claim stands to one that was linked to it by a link of this kind."""
    return gettext(_LINKED_FROM[LinkKind(kind)])


# Why a suggestion is worth checking, or less so: the engine's codes (claims.suggest.worth) as the desk says them.
WORTH_REASONS = {
    "verifiable": gettext_noop("can be checked"),
    "casualties": gettext_noop("counts casualties"),
    "number": gettext_noop("names a number"),
    "new": gettext_noop("new development"),
    "contradicts": gettext_noop("contradicts a recorded claim"),
    "commitment": gettext_noop("a commitment"),
    "threat": gettext_noop("a threat"),
    "position": gettext_noop("a position on an issue we follow"),
    "known_actor": gettext_noop("names an actor we follow"),
    "dated": gettext_noop("dated"),
    "placed": gettext_noop("names a place"),
    "anonymous": gettext_noop("anonymous source"),
    "doubted": gettext_noop("the article doubts it"),
    "denied": gettext_noop("a denial"),
    "relayed": gettext_noop("second-hand"),
    "opinion": gettext_noop("only an opinion"),
    "prediction": gettext_noop("about the future"),
    "vague": gettext_noop("vague"),
    "question": gettext_noop("a question"),
    "boilerplate": gettext_noop("stock phrase"),
}


def worth_reasons_in_words(codes: list[str]) -> list[str]:
    """The engine's reasons as the desk says them; a code that nobody knows any more is left out."""
    return [gettext(WORTH_REASONS[code]) for code in codes if code in WORTH_REASONS]


def worth_in_words(worth: float) -> str:
    """high, medium or low; the two borders stand in the middle of what the engine gives plain facts and opinions."""
    level = pgettext("worth", "high"), pgettext("worth", "medium"), pgettext("worth", "low")
    return level[0 if worth >= _HIGH else 1 if worth >= _MEDIUM else 2]


_HIGH, _MEDIUM = 0.65, 0.4
