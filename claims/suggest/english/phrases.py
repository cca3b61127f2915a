# ruff: noqa: SIM905 - word lists read better as running text
"""Noun phrases and verb groups in a row of items, found without a tagger: closed classes and capitals."""

from __future__ import annotations

from claims.suggest.english.lexicon import (
    COORDINATORS,
    DETERMINERS,
    HONORIFICS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    SUBORDINATORS,
    verb_form,
)
from claims.suggest.english.verbs import (
    Items,
    group_start,
    has_auxiliary_suffix,
    has_finite,
    is_adverb,
    is_finite,
    is_time_word,
    looks_like_verb,
)
from claims.suggest.sentences import Item

Range = tuple[int, int]

_STOP_MARKS = frozenset(",;:—–-()[]!?")
_PHRASE_ENDS = frozenset("who that which whose where when while as because if but after before during".split())
APPOSITION_OPENERS = frozenset(
    (
        "a an the who whose whom which where himself herself themselves itself now then both all one formerly"
        " former who's also speaking writing citing referring and"
    ).split()
)


def noun_phrase_before(items: Items, end: int, floor: int) -> Range | None:
    """The subject that ends right before `end`: its head phrase without apposition and lead-in."""
    if end <= floor:
        return None
    last = items[end - 1]
    aside = (last.kind == "mark" and last.text in ",—–-)") or last.text == "--"
    if not aside and last.kind == "quote":
        aside = last.text[-2:-1] == "," and end - 2 > floor and items[end - 2].kind == "word"
    if aside:
        return _before_parenthesis(items, end, floor)
    start, verb_at = end, None
    while start > floor:
        index = start - 1
        if items[index].kind == "word":
            if _bounds_phrase(items, index, start, end, floor):
                break
            if start < end and is_finite(items, index):
                verb_at = index
                break
            start = index
            continue
        step = _step_over(items, index, start, end, floor)
        if step is None:
            break
        start = step
    if verb_at is not None and start < end and items[start].lower in PREPOSITIONS:
        form = verb_form(items[verb_at].lower)
        widened = noun_phrase_before(items, verb_at, floor) if form and form[1] == "ed" else None
        if widened is not None and items[widened[1] - 1].lower not in PERSONAL:
            return widened[0], end  # "the man accused of theft"
    return _trim_lead(items, start, end)


def _bounds_phrase(items: Items, index: int, start: int, end: int, floor: int) -> bool:
    """Whether a word of a closed class ends the phrase on its left."""
    low = items[index].lower
    if low in _OPENS_CLAUSE and start < end and _main_verb_before(items, floor, index):
        return True
    if low in SUBORDINATORS:
        return low not in ("as", "than") and not (low == "that" and start == end)
    if low == "and":
        return start == end or index == floor or (has_finite(items, floor, index) and not _joins_names(items, index))
    return low in ("but", "yet", "or", "nor")


_OPENS_CLAUSE = frozenset({"after", "before", "since", "until"})


def _main_verb_before(items: Items, floor: int, joint: int) -> bool:
    """As in "It comes days after X said": a clause is over where "after" opens another."""
    for index in range(joint - 1, max(floor, joint - 12), -1):
        if items[index].kind != "word" or items[index].lower in _PHRASE_ENDS:
            return False
        if looks_like_verb(items, index):
            return True
    return False


def _joins_names(items: Items, joint: int) -> bool:
    """As in "…, Ukrainian and American negotiators said": a comma opens the phrase that "and" stands in."""
    for index in range(joint - 1, max(-1, joint - 5), -1):
        if items[index].text == "," or items[index].kind == "quote":
            return index < joint - 1
        if items[index].kind != "word" or is_finite(items, index):
            return False
    return False


def _step_over(items: Items, index: int, start: int, end: int, floor: int) -> int | None:
    """Where the phrase goes on behind a quotation or mark within it; None where it ends."""
    item = items[index]
    if item.kind == "quote":
        if start == end or index <= floor:
            return None
        nick = len(item.text) < 30 and items[index - 1].capital
        return index if nick or not _closes_quote(item) else None
    if item.text == ")" and start < end:
        return next((k for k in range(index, floor - 1, -1) if items[k].text == "("), None)
    if item.text == ",":
        return index if _inner_list_comma(items, index, start, end) else None
    return None if item.text in _STOP_MARKS or item.text in ("--", ".", "…", "•", "*", ">") else index


def _closes_quote(item: Item) -> bool:
    return item.text.rstrip("”\"'’»“ ").endswith((",", "?", "!", ".", "—", "-", "…"))


def _inner_list_comma(items: Items, index: int, start: int, end: int) -> bool:
    """The comma of "Berlin, Paris and Rome said"."""
    return (
        any(items[k].lower == "and" for k in range(start, min(end, start + 5)))
        and items[start].capital
        and index > 0
        and items[index - 1].capital
    )


def _before_parenthesis(items: Items, end: int, floor: int) -> Range | None:
    """The subject before an apposition or relative clause that ends at `end`."""
    mark = "," if items[end - 1].kind == "quote" else items[end - 1].text
    if mark == ")":
        opening = next((k for k in range(end - 2, floor - 1, -1) if items[k].text == "("), None)
        return noun_phrase_before(items, opening, floor) if opening is not None else None
    pair = "," if mark == "," else mark
    opening_name = _opening_name(items, end, floor) if pair == "," else None
    if opening_name is not None:
        return opening_name
    cut = end - 1
    for _ in range(7):
        opening = next((k for k in range(cut - 1, floor - 1, -1) if items[k].text == pair), None)
        if opening is None:
            return None
        before = next(
            (k for k in range(opening - 1, floor - 1, -1) if items[k].text == pair or items[k].kind == "quote"),
            floor - 1,
        )
        head = items[before + 1 : opening]
        if head and _may_be_head(items, before + 1, opening):
            found = noun_phrase_before(items, opening, floor)
            if found is not None:
                return found
        cut = opening
    return None


def _opening_name(items: Items, end: int, floor: int) -> Range | None:
    """The name that opens the sentence, where nothing but asides stands between it and the verb."""
    begin = int(is_clock(items[0]))
    if floor or items[begin].kind != "word":
        return None
    comma = next((k for k in range(begin + 1, end) if items[k].kind != "word"), None)
    if comma is None or items[comma].text != "," or comma > 9 or comma >= end - 1:
        return None
    lead = items[begin]
    if lead.lower in PREPOSITIONS | SUBORDINATORS | COORDINATORS or is_adverb(lead) or is_time_word(lead):
        return None
    named = items[comma - 1].capital or lead.lower in DETERMINERS
    if not named or has_finite(items, begin, comma) or not _only_asides(items, comma + 1, end - 1):
        return None
    return _trim_lead(items, begin, comma)


def is_clock(item: Item) -> bool:
    """A time of day, as it leads the entries of a live file."""
    return item.text[0].isdigit() and item.text[-1].isdigit() and ":" in item.text


def _only_asides(items: Items, start: int, end: int) -> bool:
    """Whether no main verb stands here: relative clauses and participles may."""
    relative = False
    for index in range(start, end):
        if items[index].text == ",":
            relative = False
        elif items[index].lower in {"who", "which", "whose", "whom", "where"}:
            relative = True
        elif not relative and is_finite(items, index) and not _reduced(items, index):
            return False
    return True


def _reduced(items: Items, index: int) -> bool:
    """A participle behind a noun: "a man accused of", "a group based in"."""
    return items[index].lower.endswith("ed") and index + 1 < len(items) and items[index + 1].lower in PREPOSITIONS


def _may_be_head(items: Items, start: int, end: int) -> bool:
    """Whether this stretch between commas can be the named subject, not one more apposition to it."""
    first = items[start]
    if first.lower in APPOSITION_OPENERS and first.lower not in ("the", "and"):
        return start == 0 and first.lower in ("a", "an", "one", "all", "both")
    if first.text[0].isdigit() or first.lower in ("d-ohio", "inc.", "jr."):
        return False
    if items[end - 1].lower in PERSONAL:
        return True
    if first.lower == "the" and start > 0:
        return (
            not any(items[k].lower in ("of", "for", "at") for k in range(start, end)) or items[start - 1].text != ","
        )
    if first.kind == "word" and not first.capital and first.lower not in DETERMINERS:
        if start == 0:
            return True
        if first.lower.endswith(("ing", "ed")) or any(items[k].lower in PREPOSITIONS for k in range(start, end)):
            return first.lower in PREPOSITIONS and items[end - 1].capital
        return end - start > 1 and items[end - 1].capital and items[end - 2].capital
    return not all(is_time_word(item) or item.lower in PREPOSITIONS for item in items[start:end])


def _trim_lead(items: Items, start: int, end: int) -> Range | None:
    """Leave out what stands before the phrase proper: conjunctions, adverbs, "on Monday", "in an interview"."""
    if start >= end or items[end - 1].kind == "mark":
        return None
    last = items[end - 1]
    if last.lower in PERSONAL or last.lower in ("who", "which"):
        return end - 1, end
    while start < end - 1 and _leads_in(items[start]):
        start += 1
    if _counts(items, start, end):
        return start, end
    if items[start].lower == "with" and end - start > 1:
        start += 1
    if (
        items[start].lower in PREPOSITIONS
        or is_time_word(items[start])
        or (items[start].lower in ("last", "this") and start + 1 < end and is_time_word(items[start + 1]))
    ):
        index = end - 1
        while index > start + 1 and (items[index - 1].capital or items[index - 1].lower in HONORIFICS):
            index -= 1
        if not last.capital:
            while (
                index > start + 1
                and items[index].lower not in DETERMINERS
                and items[index - 1].lower not in PREPOSITIONS
            ):
                index -= 1
        if is_time_word(items[index]):
            while index < end and is_time_word(items[index]):
                index += 1
        start = index
    if start >= end:
        return None
    if end - start == 1 and (last.lower in PREPOSITIONS | SUBORDINATORS | COORDINATORS or is_time_word(last)):
        return None
    return start, end


def _leads_in(item: Item) -> bool:
    return item.lower in COORDINATORS or is_adverb(item) or item.kind == "mark" or is_clock(item)


def _counts(items: Items, start: int, end: int) -> bool:
    """As in "About three in 10", "as many as 40 percent of voters", "more than half of them"."""
    lead = tuple(item.lower for item in items[start : start + 3])
    at = start
    if lead in _COUNT_LEADS:
        at += 3
    elif lead[:2] == ("more", "than"):
        at += 2
    elif lead[0] in {"about", "nearly", "almost", "over", "under"}:
        at += 1
    if at == start or at >= end:
        return False
    word = items[at].lower
    return word[0].isdigit() or word in COUNTS


_COUNT_LEADS = (("as", "many", "as"), ("as", "few", "as"), ("no", "fewer", "than"), ("no", "more", "than"))
COUNTS = frozenset("half one two three four five six seven eight nine ten a third quarter two-thirds all".split())


def noun_phrase_after(items: Items, start: int, stop: int) -> Range | None:
    """The phrase that begins at `start`, up to a comma, a quotation, a verb or a time."""
    index = start
    while index < stop:
        item = items[index]
        if item.kind == "quote":
            if (
                index > start
                and items[index - 1].capital
                and len(item.text) < 30
                and index + 1 < stop
                and items[index + 1].capital
            ):
                index += 1
                continue
            break
        if item.kind == "mark" and (item.text in _STOP_MARKS or item.text in (".", "--", "…")):
            break
        low = item.lower
        if low in _PHRASE_ENDS:
            break
        reduced = low.endswith("ed") and index + 1 < stop and items[index + 1].lower in PREPOSITIONS
        if index > start and not reduced and (low in PERSONAL or is_finite(items, index)):
            break
        if (
            index > start
            and is_time_word(item)
            and not (index + 1 < stop and items[index + 1].lower in ("from", "by"))
        ):
            break
        if (
            low in ("on", "in", "at")
            and index + 1 < stop
            and (is_time_word(items[index + 1]) or (items[index + 1].lower in ("a", "an") and index > start))
        ):
            break
        if low == "and" and index + 1 < stop and has_finite(items, index + 1, min(stop, index + 6)):
            break
        if low in ("last", "this") and index + 1 < stop and is_time_word(items[index + 1]):
            break
        index += 1
    while index > start and items[index - 1].lower in PREPOSITIONS | {"and"}:
        index -= 1
    return (start, index) if index > start else None


def starts_noun_phrase(item: Item) -> bool:
    """Whether a word can open a subject: a name, a title, a determiner, a pronoun."""
    if item.kind != "word":
        return False
    return (
        item.capital
        or item.lower in DETERMINERS
        or item.lower in PERSONAL
        or item.lower in HONORIFICS
        or item.lower in POSSESSIVES
    )


def clause_subject(items: Items, floor: int, upto: int) -> Range | None:
    """The subject of the first finite verb from `floor` on: whom a later "…, saying" belongs to."""
    for index in range(floor, upto):
        if looks_like_verb(items, index):
            item = items[index]
            if has_auxiliary_suffix(item) and not item.lower.endswith("n't"):
                return index, index + 1
            found = noun_phrase_before(items, group_start(items, index, floor), floor)
            if found is not None:
                return found
    return None
