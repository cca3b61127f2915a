# ruff: noqa: SIM905 - word lists read better as running text
"""What was said: where the content of an attribution begins and ends, and what it is grammatically."""

from __future__ import annotations

from claims.suggest.english.cues import Cue, skip_modifiers, skip_time
from claims.suggest.english.lexicon import AUXILIARIES, BE, DETERMINERS, PERSONAL, PREPOSITIONS, verb_form
from claims.suggest.english.phrases import noun_phrase_after, noun_phrase_before
from claims.suggest.english.subjects import SAYING
from claims.suggest.english.verbs import (
    Items,
    has_auxiliary_suffix,
    has_finite,
    has_verb,
    is_adverb,
    is_finite,
    looks_like_verb,
    possessive,
)
from claims.suggest.types import Span

_VENUES = frozenset(
    (
        "statement interview speech tweet tweets email e-mail letter report post message briefing memo article column"
        " op-ed essay video address conference remarks broadcast debate rally hearing appearance book event filing"
        " release call phone telephone television twitter facebook telegram"
    ).split()
)
_CLOSERS = frozenset("because while although though when since until but whom whereas after before".split())
_EXAMPLES = frozenset({"including", "namely", "such"})
_DETACHED = frozenset("—–(;-") | {"--"}
FINAL = frozenset({".", "!", "?", "…", "..."})
_LEADS = frozenset("while although though as after since before because if when whereas".split())
_QUESTIONS = frozenset("if whether why how what who where when".split())
_OBJECTS = frozenset("him them us me her".split())
_TALES = frozenset("story stories truth tale lie lies".split())
# Verbs behind which time, place and venue may come before the content: "said on Monday in a letter that".
_WITH_MODIFIERS = frozenset(
    (
        "say tell add write continue respond reply tweet explain note post announce report declare conclude"
        " state complain joke testify confirm claim predict argue boast suggest recall"
    ).split()
)


def left_content(items: Items, until: int) -> list[Span]:
    """Everything of the sentence before the source."""
    end = until
    while end and items[end - 1].kind == "mark" and items[end - 1].text in {",", "—", "–", "-", ":", "--"}:
        end -= 1
    halves = [k for k in range(1, end - 2) if items[k].text == ";"]
    start = halves[-1] + 1 if halves and has_verb(items, halves[-1] + 1, end) else 0
    while start < end and items[start].kind == "mark" and items[start].text in ",—–-•*":
        start += 1
    return [(items[start].start, items[end - 1].end)] if start < end else []


# Behind "…," he said: what goes on with the sentence that was quoted.
_GOES_ON = frozenset("to because if or rather even not unless so instead".split())


def resumed(items: Items, index: int, cues: list[Cue]) -> list[Span]:
    """The second half of a split quotation: "…," he said, "…"."""
    end = len(items)
    at = skip_modifiers(items, index, end)
    while at < min(end, index + 40) and items[at].kind != "quote":
        if any(cue.verb == at for cue in cues) or (items[at].kind == "word" and looks_like_verb(items, at)):
            return []
        at += 1
    if index + 1 < end and items[index].text == "," and items[index + 1].lower in _GOES_ON:
        return [(items[index + 1].start, content_end(items, index + 1, end))]
    if at >= end or items[at].kind != "quote" or items[at - 1].kind != "mark":
        return []
    stop = next((cue.first for cue in cues if cue.first > at), end)
    if stop < end:
        stop = at + 1
    return [(items[at].start, content_end(items, at, stop))]


def resumed_clause(items: Items, right: int, cues: list[Cue], number: int) -> list[Span]:
    """What goes on after "…, he said, …" without quotation marks."""
    end, at = len(items), right + 1
    if at >= end or items[right].text != ",":
        return []
    following = cues[number + 1] if number + 1 < len(cues) else None
    if following is not None and following.first <= at + 1 and following.tag == "ing":
        return []
    unfinished = _is_unfinished(items, number, cues)
    clause = unfinished or (has_finite(items, at, end) and items[at].lower not in {
        "who", "which", "but", "and", "a", "an", "although", "while",
    })  # fmt: skip
    return [(items[at].start, content_end(items, at, end))] if clause or items[at].kind == "quote" else []


def _is_unfinished(items: Items, number: int, cues: list[Cue]) -> bool:
    """As in "It was, he said, …", "If they refuse, he warned, …": what was said before the cue is half a sentence."""
    comma = next((k for k in range(cues[number].first - 1, -1, -1) if items[k].text == ","), None)
    if comma is None or comma == 0:
        return False
    if not has_verb(items, 0, comma) and not has_quote(items, 0, comma):
        return True
    return items[comma - 1].lower in BE or items[0].lower in {"if", "unless", "once", "until"} or comma <= 2


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
    if index + 1 >= end or items[index].text not in {",", ":", "—", "--"}:
        return index
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
        found = _addressee_end(items, start, index)
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
        return low in _QUESTIONS | {"for", "about", "to"}
    return (
        cue.base in {"urge", "promise", "caution", "advise", "warn"}
        and low not in PERSONAL | DETERMINERS | _OBJECTS | PREPOSITIONS
        and not items[start].capital
        and not low.endswith("s")
    )


def _addressee_end(items: Items, start: int, index: int) -> int | None:
    """Where the content begins, if it does so at or right behind this item."""
    item, low = items[index], items[index].lower
    if (
        item.kind == "quote"
        or item.text in {":", ","}
        or low in _QUESTIONS | {"that", "to", "not"} - {"who", "where", "when"}
    ):
        return index
    if low in PERSONAL or (low in {"about", "of"} and index <= start + 4):
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


def right_end(items: Items, cues: list[Cue], number: int, start: int) -> int:
    """The content ends before a further statement, an "according to", or the main clause it leads in."""
    end = min(len(items), _next_statement(items, cues, number, start))
    end = min(end, _own_clause(items, start, end))
    for index in range(start + 1, end):
        if items[index].lower in {"according", "compared"} and items[index - 1].text == ",":
            return index - 1
    first_verb = cues[number].first
    head = next((k for k in range(first_verb - 1, -1, -1) if items[k].lower in _LEADS), None)
    if head is not None and head <= 1 and not any(items[k].text == "," for k in range(first_verb)):
        # "While X said this, Y said that": the lead-in ends at the comma.
        comma = next((k for k in range(start, end) if items[k].text == "," or _ends_with_comma(items, k)), None)
        if comma is not None and has_verb(items, comma + 1, end):
            return min(end, comma + (items[comma].kind == "quote"))
    first = items[start]
    closing = first.kind == "quote" and first.text[-2:-1] in {",", "."}
    if (
        closing
        and start + 1 < end
        and items[start + 1].kind == "word"
        and items[start + 1].lower not in {"and", "or"}
    ):
        return start + 1
    return end


_BESIDE = frozenset({"while", "whereas", "although", "though"})


def _own_clause(items: Items, start: int, end: int) -> int:
    """Where the article goes on by itself: ", and the city has …" with a subject and a verb of its own."""
    for index in range(start + 2, end - 2):
        if items[index].text == ";" or (items[index].lower in _BESIDE and items[index - 1].text == ","):
            return index - (items[index].text != ";")
        if items[index].lower not in {"and", "but"} or items[index - 1].text != ",":
            continue
        at = index + 1
        if items[at].lower in PERSONAL and at + 1 < end and looks_like_verb(items, at + 1):
            return index - 1
        if (items[at].lower in DETERMINERS and items[at].lower != "that") or items[at].capital:
            verb = next((k for k in range(at + 1, min(end, at + 9)) if is_finite(items, k)), None)
            if verb is not None and not any(items[k].kind != "word" for k in range(at, verb)):
                return index - 1
    return end


def main_clause_after(items: Items, start: int, end: int) -> int:
    """Where a relative clause closes with a comma and the verb of the main clause follows."""
    return next((k for k in range(start + 1, end) if items[k].text == "," and _verb_follows(items, k + 1, end)), end)


def _ends_with_comma(items: Items, index: int) -> bool:
    return items[index].kind == "quote" and items[index].text[-2:-1] == ","


def _next_statement(items: Items, cues: list[Cue], number: int, start: int) -> int:
    """Where ", adding …", " and added …" or ", while others say …" begins."""
    ours = cues[number].base in SAYING
    for later in cues[number + 1 :]:
        if later.first <= start:
            continue
        before = items[later.first - 1]
        apart = before.lower in {"and", "but"} and items[later.first - 2].text == ","
        if ours and later.base not in SAYING and later.tag != "ing" and not apart:
            continue
        stop = 0
        aside = later.tag == "ing" and (before.text == "," or _ends_with_comma(items, later.first - 1))
        if aside or (later.tag in {"ed", "s"} and before.lower in {"and", "but"}):
            stop = later.first
        elif later.tag in {"ed", "s", "base"}:
            stop = _rival_clause(items, later, start)
        if stop:
            while stop > start and (items[stop - 1].text in {",", "—"} or items[stop - 1].lower in {"and", "but"}):
                stop -= 1
            return stop
    return len(items)


def _rival_clause(items: Items, later: Cue, start: int) -> int:
    """Where a further statement by somebody else begins; 0 where there is none."""
    rival = noun_phrase_before(items, later.first, start)
    if rival is None or rival[0] <= start + 1:
        return 0
    lead = items[rival[0] - 1].lower
    joined = lead == "and" and items[rival[0]].lower not in PERSONAL
    return rival[0] - 1 if joined or lead in {"while", "although", "though", "whereas", "but"} else 0


def content_end(items: Items, start: int, end: int) -> int:
    """The offset where the content ends, without the sentence's own full stop or comma."""
    loose = (FINAL | {",", ";", "—", "–", ":", "--"}) - {"?", "!"}
    while end > start + 1 and items[end - 1].kind == "mark" and items[end - 1].text in loose:
        end -= 1
    return items[end - 1].end


def noun_end(items: Items, cue: Cue, start: int, end: int) -> int:
    """Where a noun phrase that was said ends: before a time, a venue, a relative clause or a further verb."""
    as_what = "s" in cue.frames
    for index in range(start + 1, end):
        item, low = items[index], items[index].lower
        if item.kind == "quote":
            continue
        if item.kind == "mark":
            if item.text in _DETACHED or (item.text == "," and not _goes_on_as_list(items, index, end)):
                return index
            continue
        if low in _CLOSERS or (low == "as" and not as_what and has_verb(items, index, end)):
            return index
        if low in {"and", "or"} and _verb_follows(items, index + 1, end):
            return index
        if _tells_when(items, index, end) or _tells_where_said(items, index, end):
            return index
    return end


def _goes_on_as_list(items: Items, comma: int, end: int) -> bool:
    """As in "the army, the police and the courts"."""
    if comma + 1 >= end:
        return False
    after = items[comma + 1].lower
    if after in _EXAMPLES:
        return True
    if after in {"and", "or"}:
        earlier = any(items[k].text == "," or items[k].lower in _EXAMPLES for k in range(max(0, comma - 14), comma))
        return earlier and not _verb_follows(items, comma + 2, end)
    joint = next((k for k in range(comma + 1, min(end, comma + 24)) if items[k].lower in {"and", "or"}), None)
    if joint is None or after in {"which", "who", "but", "whose", "with"}:
        return False
    return not has_finite(items, comma + 1, joint) and not _verb_follows(items, joint + 1, end)


def _verb_follows(items: Items, index: int, end: int) -> bool:
    """A finite verb whose subject is further off."""
    while index < end and is_adverb(items[index]):
        index += 1
    if index >= end or items[index].kind != "word" or items[index].capital:
        return False
    form = verb_form(items[index].lower)
    return items[index].lower in AUXILIARIES or (form is not None and form[1] in {"ed", "s"} and index + 1 < end)


def _tells_when(items: Items, index: int, end: int) -> bool:
    if items[index].lower in {"on", "in", "at", "during", "by", "since"}:
        index += 1
    moved = skip_time(items, index)
    return index < moved <= end and not any(possessive(items[k]) for k in range(index, moved))


def _tells_where_said(items: Items, index: int, end: int) -> bool:
    if items[index].lower not in {"in", "on", "at", "during", "via", "by"} or index + 1 >= end:
        return False
    first = items[index + 1]
    if first.lower not in DETERMINERS and not first.capital:
        return first.lower in _VENUES
    return any(items[k].lower in _VENUES for k in range(index + 1, min(end, index + 5)))


def shape_of(items: Items, cue: Cue, start: int, end: int) -> str | None:
    """What the content is grammatically; None when the verb cannot take it."""
    first, low = items[start], items[start].lower
    if first.kind == "quote":
        return "quote"
    if low == "that" or (low in _QUESTIONS and cue.base in {"ask", "explain", "say", "tell", "wonder"}):
        return "that" if "c" in cue.frames or cue.base == "ask" else None
    if low == "to":
        if cue.last == start - 1:
            return "infinitive" if "t" in cue.frames else None
        return "infinitive" if "o" in cue.frames or cue.base in {"ask", "tell", "promise"} else None
    quoted = has_quote(items, start, min(end, start + 12))
    if "m" in cue.frames and not quoted:
        return None
    if "c" in cue.frames and looks_like_clause(items, start, end) and low not in PREPOSITIONS - _CLAUSE_PREPOSITIONS:
        return "clause"
    return _object_shape(items, cue, start, end, quoted=quoted)


_CLAUSE_PREPOSITIONS = frozenset("in after if under for without as on at".split())


def _object_shape(items: Items, cue: Cue, start: int, end: int, *, quoted: bool) -> str | None:
    low = items[start].lower
    if "o" in cue.frames and any(items[k].lower == "to" for k in range(start, min(end, start + 12))):
        return "infinitive"
    asked = cue.base in {"ask", "warn"} and low in {"about", "for", "of", "against"}
    if ("n" in cue.frames or "s" in cue.frames) and (asked or cue.base == "warn of" or low not in PREPOSITIONS):
        return "noun"
    if "c" in cue.frames and quoted:
        return "quote"
    if cue.base == "say" and items[start].kind == "word" and low not in PREPOSITIONS and end - start > 2:
        return "clause"
    return "noun" if asked and cue.base == "warn" else None


_CLAUSE_OPENERS = frozenset("which who whose whom because while after before although though unless".split())


def looks_like_clause(items: Items, start: int, end: int) -> bool:
    """Whether a subject and its verb stand here."""
    if has_auxiliary_suffix(items[start]):
        return True
    for index in range(start, min(end, start + 45)):
        if looks_like_verb(items, index):
            return True
        if index > start and items[index].lower in _CLAUSE_OPENERS:
            return False  # the verb that follows is that of a relative clause
        if items[index].text == "," and _verb_follows(items, index + 1, end):
            return False  # … or that of the main clause
    return False


def closed(items: Items, index: int) -> bool:
    """Nothing that could be content follows at this place."""
    end = len(items)
    if index >= end:
        return True
    item = items[index]
    if item.kind != "mark":
        return False
    if item.text in {",", ":", "—", "--"}:
        return not (index + 1 < end and (items[index + 1].kind == "quote" or items[index + 1].lower == "that"))
    return item.text in FINAL or item.text in ";)–]"


def has_quote(items: Items, start: int, end: int) -> bool:
    """Whether a quotation stands between two items."""
    return any(items[index].kind == "quote" for index in range(start, end))
