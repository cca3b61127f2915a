# ruff: noqa: SIM905 - word lists read better as running text
"""Where what was said begins behind the verb: after times, places, and whom it was said to."""

from __future__ import annotations

from claims.suggest.english.contents import QUESTIONS, closed
from claims.suggest.english.cues import Cue, skip_modifiers
from claims.suggest.english.lexicon import DETERMINERS, PERSONAL, PREPOSITIONS
from claims.suggest.english.phrases import noun_phrase_after
from claims.suggest.english.subjects import SAYING
from claims.suggest.english.verbs import Items, has_finite, is_adverb, looks_like_verb
from claims.suggest.types import Span

_OBJECTS = frozenset("him them us me her".split())
_TALES = frozenset("story stories truth tale lie lies".split())
# Verbs behind which time, place and venue may come before the content: "said on Monday in a letter that".
_WITH_MODIFIERS = frozenset(
    (
        "say tell add write continue respond reply tweet explain note post announce report declare conclude"
        " state complain joke testify confirm claim predict argue boast suggest recall"
    ).split()
)
_WHEN_SAID = frozenset("late early on in at during earlier later after".split())


def right_start(items: Items, cue: Cue) -> int:
    """Where the content on the right begins, behind addressee and modifiers."""
    index, end = cue.last + 1, len(items)
    if cue.base in SAYING and index < end and items[index].lower in _WHEN_SAID:
        behind = skip_modifiers(items, index, end)
        if behind >= end or (items[behind].kind == "mark" and closed(items, behind)):
            return behind  # "…, the minister warned late on Monday."
    if "a" in cue.frames or cue.base == "ask":
        index = _behind_addressee(items, cue, index)
    elif cue.frames == "n" or ("s" in cue.frames and "c" not in cue.frames):
        return index
    if index < end and cue.base == "ask" and items[index].lower in {"about", "for"}:
        return index
    if cue.base in _WITH_MODIFIERS:
        quoted = _quote_behind_comma(items, index, end)
        if quoted is not None:
            return quoted
        index = skip_modifiers(items, index, end)
    while index < end and is_adverb(items[index]) and items[index].lower.endswith("ly"):
        index += 1
    return _behind_comma(items, index)


def _quote_behind_comma(items: Items, index: int, end: int) -> int | None:
    """As in "said in the lobby of a hotel, “…”": where the quotation begins."""
    if index >= end or items[index].lower not in PREPOSITIONS:
        return None
    for at in range(index + 1, min(end, index + 14)):
        if items[at].kind == "quote" and items[at - 1].kind == "mark" and items[at - 1].text in {",", ":"}:
            return at if not has_finite(items, index, at) else None
        if items[at].lower == "that":
            return None
    return None


def _behind_comma(items: Items, index: int) -> int:
    """The start of "…, that", ": …" or "…, at a rally, that" behind the verb."""
    end = len(items)
    if index + 1 >= end or items[index].text not in {",", ":", "—", "–", "--"}:
        return index
    if items[index].text in {"—", "–", "--"}:
        again = next((k for k in range(index + 1, min(end - 1, index + 14)) if items[k].text == items[index].text), 0)
        if again and items[again + 1].lower == "that":
            return again + 1
    if items[index + 1].kind == "quote" or items[index + 1].lower == "that" or items[index].text == ":":
        return index + 1
    close = next((k for k in range(index + 1, min(end, index + 14)) if items[k].text == ","), None)
    if items[index].text == "," and close is not None and close + 1 < end:
        resumes = items[close + 1].kind == "quote" or items[close + 1].lower == "that"
        if resumes and not has_finite(items, index + 1, close):
            return close + 1
    return index


def _behind_addressee(items: Items, cue: Cue, start: int) -> int:
    end = len(items)
    if start >= end or items[start].kind != "word" or _takes_no_addressee(items, cue, start):
        return start
    low = items[start].lower
    if cue.base == "warn" and low in PREPOSITIONS:
        return start if low in {"of", "about", "against"} else skip_modifiers(items, start, end)
    for index in range(start + 1, min(end, start + 24)):
        found = _addressee_end(items, cue, start, index)
        if found is not None:
            return found
    return start + 1 if end - start > 1 else end


def _takes_no_addressee(items: Items, cue: Cue, start: int) -> bool:
    """As in "Told the story", "asked whether", "promised jobs": what follows is not whom it was said to."""
    low = items[start].lower
    if low == "that":
        return True
    if cue.base == "tell":
        return start + 1 < len(items) and items[start + 1].lower in _TALES
    if cue.base == "ask":
        return low in QUESTIONS | {"for", "about", "to"}
    return (
        cue.base in {"urge", "promise", "caution", "advise", "warn"}
        and low not in PERSONAL | DETERMINERS | _OBJECTS | PREPOSITIONS
        and not items[start].capital
        and not low.endswith("s")
    )


_OF_WHAT = frozenset({"warn", "remind", "inform", "tell", "notify", "assure", "accuse", "convince"})


def _addressee_end(items: Items, cue: Cue, start: int, index: int) -> int | None:
    """Where the content begins, if it does so at or right behind this item."""
    item, low = items[index], items[index].lower
    if (
        item.kind == "quote"
        or item.text in {":", ","}
        or low in QUESTIONS | {"that", "to", "not"} - {"who", "where", "when"}
    ):
        return index
    # "Urged the rest of the party to wait", but "warned Moscow of sanctions".
    content_of = low == "of" and (cue.base in _OF_WHAT or "o" not in cue.frames)
    if low in PERSONAL or ((low == "about" or content_of) and index <= start + 4):
        return index
    if index == start + 1 and item.kind == "word" and items[start].lower in _OBJECTS | {"reporters"}:
        return skip_modifiers(items, index, len(items))
    if low in PREPOSITIONS and low != "of":
        return max(index, skip_modifiers(items, index, len(items)))
    if index > start + 1 and looks_like_verb(items, index):
        for at in range(index - 1, start, -1):
            if items[at].lower in DETERMINERS or (items[at].capital and not items[at - 1].capital):
                return at
        return index
    return None


def addressee(items: Items, cue: Cue, right: int) -> Span | None:
    """Whom it was said to, between the verb and the content."""
    if "a" not in cue.frames and cue.base != "ask":
        return None
    phrase = noun_phrase_after(items, cue.last + 1, right) if right > cue.last + 1 else None
    return (items[phrase[0]].start, items[phrase[1] - 1].end) if phrase else None
