"""How a claim reads in a comparison: each of its parts by its name for people, in words."""

from claims.actions import ClaimContent
from claims.enums import AttributionRole, ClaimKind, Directness, LinkKind, Stance
from lib.edtf_dates import FuzzyDate
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
    return {
        "claim": content.text,
        "words said": content.quote,
        "language of the words": content.quote_language,
        "translation": content.translation,
        "kind": str(ClaimKind(content.kind).label),
        "directness": str(Directness(content.directness).label),
        "issue": content.issue.name if content.issue else "",
        "stance": str(Stance(content.stance).label) if content.stance else "",
        "conditions": content.conditions,
        "said": date_in_words(content.said_edtf),
        "happened": date_in_words(content.happened_edtf),
        "place": content.place.name if content.place else "",
        "people": people_in_words([(actor.name, role) for actor, role in content.attributions]),
    }


# How a claim stands to one that was linked to it; the link itself is read from the other side.
LINKED_FROM = {
    LinkKind.REPEATS: "is repeated by",
    LinkKind.CONTRADICTS: "is contradicted by",
    LinkKind.DENIES: "is denied by",
    LinkKind.WALKS_BACK: "is walked back by",
    LinkKind.SUPERSEDES: "is superseded by",
}

# Why a suggestion is worth checking, or less so: the engine's codes (claims.suggest.worth) as the desk says them.
WORTH_REASONS = {
    "verifiable": "can be checked",
    "casualties": "counts casualties",
    "number": "names a number",
    "new": "new development",
    "contradicts": "contradicts a recorded claim",
    "commitment": "a commitment",
    "threat": "a threat",
    "position": "a position on an issue we follow",
    "known_actor": "names an actor we follow",
    "dated": "dated",
    "placed": "names a place",
    "anonymous": "anonymous source",
    "doubted": "the article doubts it",
    "denied": "a denial",
    "relayed": "second-hand",
    "opinion": "only an opinion",
    "prediction": "about the future",
    "vague": "vague",
    "question": "a question",
    "boilerplate": "stock phrase",
}


def worth_in_words(worth: float) -> str:
    """high, medium or low; the two borders stand in the middle of what the engine gives plain facts and opinions."""
    return "high" if worth >= _HIGH else "medium" if worth >= _MEDIUM else "low"


_HIGH, _MEDIUM = 0.65, 0.4
