# ruff: noqa: SIM905 - word lists read better as running text
"""Which words of a sentence are verbs, and how far their groups reach; decided without a tagger."""

from __future__ import annotations

from collections.abc import Sequence

from claims.suggest.english.lexicon import ADVERBS, AUXILIARIES, BE, DETERMINERS, PREPOSITIONS, TIME_WORDS, verb_form
from claims.suggest.sentences import Item

Items = Sequence[Item]


_NOT_ADVERB = frozenset(
    ("family ally rally reply july italy assembly supply only likely early monthly daily weekly").split()
)


def is_adverb(item: Item) -> bool:
    """Closed-class adverbs and most words in -ly, in lower case."""
    low = item.lower
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERB and not item.capital)


def possessive(item: Item) -> bool:
    """Whether the word owns what follows: "Moscow's", "allies'"; not "it's"."""
    return item.lower.endswith(("'s", "s'")) and item.lower not in (
        "let's",
        "it's",
        "he's",
        "she's",
        "that's",
    )


def has_auxiliary_suffix(item: Item) -> bool:
    """Short forms that hold a verb: he's, they've, I'd, we'll, don't."""
    low = item.lower
    if low.endswith(("n't", "'ve", "'d", "'ll", "'re", "'m")):
        return True
    return low in ("he's", "she's", "it's", "that's", "there's", "who's", "what's", "here's")


def is_finite(items: Items, index: int) -> bool:
    """Whether the word is most likely a finite verb here."""
    item = items[index]
    if item.kind != "word":
        return False
    low = item.lower
    if has_auxiliary_suffix(item):
        return True
    if low in AUXILIARIES:
        return (
            low not in ("being", "been", "having", "be", "may", "will", "might", "can")
            or not item.capital
            or index == 0
        )
    form = verb_form(low)
    close = low == "close" and index + 1 < len(items) and items[index + 1].lower == "to"  # an adjective
    if form is None or close or (item.capital and index > 0):
        return False
    tag = form[1]
    before = items[index - 1] if index else None
    while before is not None and is_adverb(before) and index > 1:
        index -= 1
        before = items[index - 1]
    if tag == "ed":
        return before is None or not (
            before.lower in DETERMINERS - {"that", "this"} or before.lower in PREPOSITIONS or possessive(before)
        )
    if tag == "s":
        if before is None or before.kind != "word":
            return before is not None and before.text in ",)—"
        return before.lower in ("he", "she", "it", "who", "which", "that", "this") or (
            before.capital and not possessive(before) and before.lower not in DETERMINERS
        )
    if tag == "base":
        return before is not None and (
            before.lower in ("they", "we", "i", "you", "who", "people")
            or before.lower in AUXILIARIES - {"is", "are", "was", "were", "be", "been", "being"}
        )
    return False


def has_finite(items: Items, start: int, end: int) -> bool:
    """Whether a finite verb stands between two items; the strict test, for short stretches."""
    return any(is_finite(items, index) for index in range(start, end))


def has_verb(items: Items, start: int, end: int) -> bool:
    """The same by the looser test."""
    return any(looks_like_verb(items, index) for index in range(start, end))


def looks_like_verb(items: Items, index: int) -> bool:
    """A looser test that also takes plural nouns for subjects: "critics say", "forces have"."""
    if is_finite(items, index):
        return True
    form = verb_form(items[index].lower)
    if form is None or items[index].capital or index == 0:
        return False
    before = items[index - 1]
    if before.kind != "word" or before.lower in DETERMINERS or before.lower in PREPOSITIONS or possessive(before):
        return False
    return form[1] == "s" or (form[1] == "base" and before.lower.endswith("s"))


def is_time_word(item: Item) -> bool:
    """Weekdays, months, "yesterday", "later" and their like."""
    low = item.lower.rstrip(".").removesuffix("'s")
    if low in ("may", "march"):
        return item.capital
    return low in TIME_WORDS


def group_start(items: Items, verb: int, floor: int) -> int:
    """First item of the verb's group: auxiliaries, adverbs and chains such as "went on to say"."""
    first = verb
    while first > floor:
        before = items[first - 1]
        if before.kind != "word":
            break
        if (before.lower in AUXILIARIES and not (before.capital and first - 1 > 0)) or is_adverb(before):
            first -= 1
        elif before.lower == "to" and first - 1 > floor:
            chain = _chain_start(items, first - 1, floor)
            if chain is None:
                break
            first = chain
        else:
            break
    return first


def _chain_start(items: Items, to: int, floor: int) -> int | None:
    """For "declined to", "was quick to", "went on to": where the governing verb stands."""
    for index in range(to - 1, max(floor, to - 4) - 1, -1):
        item = items[index]
        if item.kind != "word":
            return None
        form = verb_form(item.lower)
        if form is not None and form[1] in ("ed", "s", "en", "base") and not item.capital:
            return index if index == to - 1 or form[0] in ("go", "come", "set", "move", "continue") else None
        if item.lower in BE or item.lower in ("'s", "has", "had", "have"):
            return index
        if item.lower in DETERMINERS or item.capital:
            return None
    return None
