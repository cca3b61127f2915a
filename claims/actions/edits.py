"""What an editor made of a suggestion: how many words were changed, and what else."""

from typing import NamedTuple

from django.utils.translation import gettext, gettext_noop

from claims.actions.writing import ClaimContent
from claims.enums import AttributionRole
from lib.word_diff import words_changed

# What may be changed, by the name that is kept with the suggestion, and what the desk calls it.
PARTS = {
    "text": gettext_noop("wording"),
    "kind": gettext_noop("kind"),
    "speaker": gettext_noop("speaker"),
    "people": gettext_noop("other people"),
    "directness": gettext_noop("directness"),
    "quote": gettext_noop("words said"),
    "translation": gettext_noop("translation"),
    "issue": gettext_noop("issue"),
    "stance": gettext_noop("stance"),
    "conditions": gettext_noop("conditions"),
    "said": gettext_noop("date said"),
    "happened": gettext_noop("date happened"),
    "place": gettext_noop("place"),
}


def part_in_words(name: str) -> str:
    """A name of PARTS as the desk calls it."""
    return gettext(PARTS[name]) if name in PARTS else name


def in_words(parts: list[str]) -> list[str]:
    """The names of PARTS as the desk calls them."""
    return [part_in_words(name) for name in parts]


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
