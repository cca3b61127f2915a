"""What an editor made of a suggestion: how many words were changed, and what else."""

from typing import NamedTuple

from claims.actions.writing import ClaimContent
from claims.enums import AttributionRole
from lib.word_diff import words_changed

# What may be changed, by the name that is kept with the suggestion, and what the desk calls it.
PARTS = {
    "text": "wording",
    "kind": "kind",
    "speaker": "speaker",
    "people": "other people",
    "directness": "directness",
    "quote": "words said",
    "translation": "translation",
    "issue": "issue",
    "stance": "stance",
    "conditions": "conditions",
    "said": "date said",
    "happened": "date happened",
    "place": "place",
}


def in_words(parts: list[str]) -> list[str]:
    """The names of PARTS as the desk calls them."""
    return [PARTS.get(name, name) for name in parts]


class Edit(NamedTuple):
    """The words of the text that were changed, and the names of PARTS that differ."""

    words: int
    parts: list[str]


def edit_of(proposed: ClaimContent, content: ClaimContent) -> Edit:
    """How the content that was accepted differs from the one that was proposed."""
    before, after = _parts(proposed), _parts(content)
    return Edit(words_changed(proposed.text, content.text), [name for name in PARTS if before[name] != after[name]])


def _parts(content: ClaimContent) -> dict[str, object]:
    speakers = {actor.pk for actor, role in content.attributions if role == AttributionRole.SPEAKER}
    others = {(actor.pk, role) for actor, role in content.attributions if role != AttributionRole.SPEAKER}
    return {
        "text": content.text,
        "kind": content.kind,
        "speaker": speakers,
        "people": others,
        "directness": content.directness,
        "quote": (content.quote, content.quote_language),
        "translation": content.translation,
        "issue": content.issue,
        "stance": content.stance,
        "conditions": content.conditions,
        "said": content.said_edtf,
        "happened": content.happened_edtf,
        "place": content.place,
    }
