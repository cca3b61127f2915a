"""Who says what: source, cue and content of each attribution in English sentences, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.suggest.english.according import according_to, colon, headline, in_view
from claims.suggest.english.attitudes import attitudes
from claims.suggest.english.cases import Case, make
from claims.suggest.english.content_ends import content_end
from claims.suggest.english.content_starts import right_start
from claims.suggest.english.cues import find_cues
from claims.suggest.english.phrases import Range
from claims.suggest.english.readings import READINGS
from claims.suggest.english.subjects import SAYING, find_source, quote_closes
from claims.suggest.sentences import Sentence
from claims.suggest.types import Attribution

_MOST_CUES = 40  # in one sentence; more are no prose, and each looks at all others


def attributions(sentences: list[Sentence]) -> list[Attribution]:
    """All attributions of a text, sentence by sentence, with quotations that go on without a new cue."""
    found: list[Attribution] = []
    open_quote = False
    for number, sentence in enumerate(sentences):
        before = sentences[number - 1] if number else None
        here = _in_sentence(sentence, before)
        if not here and sentence.items[-1].text == ":" and number + 1 < len(sentences):
            here = _block_quote(sentence, sentences[number + 1])
        told = bool(found) and found[-1].content[-1][1] > sentence.start  # a quotation below "X wrote:"
        if not here and found and not told and before is not None and _only_quotes(sentence):
            same_paragraph = before.paragraph == sentence.paragraph or _is_paragraph(sentences, number)
            if open_quote or (same_paragraph and _ends_near(found[-1], before)):
                items = sentence.items
                span = (items[0].start, content_end(items, 0, len(items)))
                at = _speaking(found, before)
                found[at] = replace(found[at], content=(*found[at].content, span))
        elif found and not told and before is not None and _goes_on(sentence, before, found[-1], here):
            opening = sentence.items[0]
            at = _speaking(found, before)
            found[at] = replace(found[at], content=(*found[at].content, (opening.start, opening.end)))
        found += here
        quote = sentence.items[-1].quote
        open_quote = quote is not None and quote.open_ended and bool(found)
    return found


def _is_paragraph(sentences: list[Sentence], number: int) -> bool:
    """A paragraph that is one quotation and nothing else goes on with whoever spoke last."""
    sentence = sentences[number]
    following = sentences[number + 1] if number + 1 < len(sentences) else None
    return following is None or following.paragraph != sentence.paragraph


def _only_quotes(sentence: Sentence) -> bool:
    first, *rest = sentence.items
    return first.kind == "quote" and all(item.kind == "quote" or item.text in ".…" for item in rest)


def _goes_on(sentence: Sentence, before: Sentence, last: Attribution, here: Sequence[Attribution]) -> bool:
    """As in "…," said X. "…," which Y thinks …: the same speaker's words lead the next sentence of the paragraph."""
    opening = sentence.items[0]
    return (
        opening.kind == "quote"
        and quote_closes(opening)
        and not any(start < opening.end for one in here for start, _ in one.content)
        and last.rule in {"trailing", "inverted"}
        and before.paragraph == sentence.paragraph
        and _ends_near(last, before)
    )


def _ends_near(attribution: Attribution, sentence: Sentence) -> bool:
    ends = [end for _, end in attribution.content + attribution.cue + attribution.source]
    return max(ends) > sentence.start


def _speaking(found: list[Attribution], before: Sentence) -> int:
    """Which statement a quotation without a cue goes on: the quotation of the sentence before, if there was one."""
    for at in range(len(found) - 1, -1, -1):
        if max(end for _, end in found[at].cue + found[at].content) <= before.start:
            break
        if found[at].rule in {"trailing", "inverted"}:
            return at
    return len(found) - 1


def _block_quote(sentence: Sentence, after: Sentence) -> list[Attribution]:
    """As in "X wrote:" with the quotation in the paragraph below."""
    items = sentence.items
    cues = find_cues(items)
    if not cues or after.items[0].kind != "quote":
        return []
    source, _ = find_source(items, cues, len(cues) - 1, [None] * len(cues))
    if source is None or cues[-1].base not in SAYING:
        return []
    return [make(items, cues[-1], source, [(after.items[0].start, after.items[0].end)], "block-quote", 0.8)]


def _in_sentence(sentence: Sentence, before: Sentence | None) -> list[Attribution]:
    items = sentence.items
    found: list[Attribution] = []
    cues = find_cues(items)[:_MOST_CUES]
    heads: list[Range | None] = []
    for number, cue in enumerate(cues):
        source, how = find_source(items, cues, number, heads)
        case = Case(items, cues, number, before, source, how, right_start(items, cue))
        source, made = next((reading for rule in READINGS if (reading := rule(case)) is not None), (source, None))
        heads.append(source)
        if made is not None and made.content:
            found.append(made)
    found = [_before_trailing(one, found) for one in found]
    found += according_to(items) + in_view(items)
    found = attitudes(items, found)
    if not found:
        found += colon(items) or headline(items)
    return sorted(found, key=lambda one: one.cue[0])


def _before_trailing(one: Attribution, found: list[Attribution]) -> Attribution:
    """As in "Kyiv wants peace, the president wrote": what Kyiv wants ends before who wrote it."""
    for other in found:
        if other is one or other.rule != "trailing" or not other.source:
            continue
        start, end = one.content[-1]
        if start < other.content[0][1] <= other.source[0][0] < end and one.cue[0][0] >= other.content[0][0]:
            return replace(one, content=(*one.content[:-1], (start, other.content[0][1])))
    return one
