"""Who says what: source, cue and content of each attribution in English sentences.

Each reading of a verb is a rule with a name; the first that fits is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from claims.suggest.english.according import according_to, colon, headline, in_view
from claims.suggest.english.attitudes import attitudes
from claims.suggest.english.contents import (
    addressee,
    closed,
    content_end,
    has_quote,
    left_content,
    main_clause_after,
    noun_end,
    resumed,
    resumed_clause,
    right_end,
    right_start,
    shape_of,
)
from claims.suggest.english.cues import Cue, find_cues
from claims.suggest.english.lexicon import NEGATIONS, PERSONAL, PREPOSITIONS, SPEAKER_NOUNS, SUBORDINATORS
from claims.suggest.english.phrases import COUNTS, Range, noun_phrase_after, starts_noun_phrase
from claims.suggest.english.subjects import CONTRACTIONS, SAYING, after_quote, find_source, quote_closes
from claims.suggest.english.verbs import Items, has_finite, has_verb, is_adverb, looks_like_verb
from claims.suggest.kinds import STANCE_OF_VERB
from claims.suggest.sentences import Item, Sentence
from claims.suggest.types import Attribution, Span

# "The plan, announced on Monday": these stand behind their content only with a speaker for subject.
_OF_SPEAKERS = frozenset({"announce", "report", "suggest", "confirm", "claim", "predict", "propose", "tell", "warn"})
_RULE_OF_SOURCE = {"own": "preposed", "subject": "participle", "chain": "coordinated", "none": "preposed"}
# "Found a way", "showed them in" attribute nothing; "the poll found", "records show" do.
_OF_STUDIES = frozenset({"find", "show", "reveal", "indicate"})
_STUDIES = frozenset(
    [
        "poll",
        "polls",
        "survey",
        "surveys",
        "study",
        "studies",
        "report",
        "reports",
        "analysis",
        "data",
        "figures",
        "results",
        "research",
        "review",
        "inquiry",
        "investigation",
        "records",
        "documents",
        "footage",
        "video",
        "videos",
        "images",
        "photos",
        "statistics",
        "estimates",
        "court",
        "tribunal",
        "jury",
        "investigators",
        "inspectors",
        "researchers",
        "count",
        "tally",
        "polling",
        "audit",
        "census",
    ]
)
_ASIDES = frozenset(
    {"citing", "quoting", "calling", "invoking", "echoing", "describing", "called", "titled", "headlined"}
)
_MODALS = frozenset({"would", "could", "might", "may", "can", "will", "should", "must"})
_MOST_CUES = 40  # in one sentence; more are no prose, and each looks at all others
_IMAGINED = frozenset({"if", "unless", "provided", "whether", "until", "once", "condition"})


@dataclass(frozen=True, slots=True)
class _Case:
    """One cue in its sentence, with what the rules ask about it."""

    items: Items
    cues: list[Cue]
    number: int
    before: Sentence | None  # the sentence before this one
    source: Range | None
    found: str  # how the source was found: own, subject, chain, none
    right: int  # where content on the right would begin

    @property
    def cue(self) -> Cue:
        return self.cues[self.number]

    @property
    def quote_before(self) -> Item | None:
        """The quotation that the sentence before ends with."""
        last = self.before.items[-1] if self.before is not None else None
        return last if last is not None and last.kind == "quote" else None


# A reading is the source and the attribution; either may be missing. No reading: the rule does not apply.
_Reading = tuple[Range | None, Attribution | None]


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
    return [_make(items, cues[-1], source, [(after.items[0].start, after.items[0].end)], "block-quote", 0.8)]


def _in_sentence(sentence: Sentence, before: Sentence | None) -> list[Attribution]:
    items = sentence.items
    found: list[Attribution] = []
    cues = find_cues(items)[:_MOST_CUES]
    heads: list[Range | None] = []
    for number, cue in enumerate(cues):
        source, how = find_source(items, cues, number, heads)
        case = _Case(items, cues, number, before, source, how, right_start(items, cue))
        source, made = next((reading for rule in _RULES if (reading := rule(case)) is not None), (source, None))
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


def _inverted(case: _Case) -> _Reading | None:
    """As in "…," said X."""
    items, cue = case.items, case.cue
    plain = cue.first == cue.verb and not cue.passive and cue.tag in {"ed", "s"} and cue.base in SAYING
    if not plain or cue.last + 1 >= len(items):
        return None
    opening = items[cue.last + 1]
    aside = items[cue.verb - 2] if cue.verb > 1 and items[cue.verb - 1].kind == "quote" else None
    if aside is not None and aside.lower in _ASIDES:
        return None  # "X, citing “…,” said the …"
    opens = starts_noun_phrase(opening) or (after_quote(items, cue.verb) and _plain_noun(opening))
    after = noun_phrase_after(items, cue.last + 1, len(items)) if opens else None
    if after is None or not _inverts(items, cue, after):
        return None
    content = left_content(items, cue.verb)
    if content:
        content += resumed(items, after[1], case.cues)
        score = 0.9 if has_quote(items, 0, cue.verb) else 0.75
        return after, _make(items, cue, after, content, "inverted", score)
    if case.quote_before is not None:
        span = (case.quote_before.start, case.quote_before.end)
        return after, _make(items, cue, after, [span], "inverted", 0.8)
    return None


def _plain_noun(item: Item) -> bool:
    return item.kind == "word" and item.lower not in PREPOSITIONS | SUBORDINATORS | {"not"} and not is_adverb(item)


def _inverts(items: Items, cue: Cue, after: Range) -> bool:
    """Whether the phrase behind the verb is its subject and not the content's."""
    at = cue.verb - 1
    if at < 0:
        return items[cue.verb].capital
    if after_quote(items, cue.verb):
        return True
    end = len(items)
    if items[at].text != "," or not has_verb(items, 0, at) or items[after[0]].lower in PERSONAL:
        return False
    if after[1] < end and looks_like_verb(items, after[1]):
        return False
    closing = (
        after[1] >= end
        or items[after[1]].text in {".", ",", "?", "!"}
        or items[after[1]].lower in {"on", "in", "at", "after", "who"}
    )
    if not closing:
        return False
    apposed = after[1] < end and items[after[1]].text == ","
    return not has_finite(items, after[1], end) or (apposed and _clause_ends(items, at))


def _clause_ends(items: Items, comma: int) -> bool:
    """The stretch before the comma is a clause, not an apposition of the subject."""
    opening = next((k for k in range(comma - 1, -1, -1) if items[k].text == ","), -1)
    return has_verb(items, opening + 1, comma) and items[opening + 1].lower not in {"who", "which", "whose"}


def _trailing(case: _Case) -> _Reading | None:
    """As in "…," X said; also in the middle of what was said."""
    items, source = case.items, case.source
    if source is None or case.found != "own" or source[0] == 0:
        return None
    right, end = case.right, len(items)
    if after_quote(items, source[0]) and not _quote_belongs_elsewhere(case, source):
        content = left_content(items, source[0]) + resumed(items, case.cue.last + 1, case.cues)
        return source, _make(items, case.cue, source, content, "trailing", 0.95)
    if items[source[0] - 1].text != "," or not closed(items, right) or not _can_trail(items, case.cue, source):
        return None
    if has_verb(items, 0, source[0]) or has_quote(items, 0, source[0]) or (right < end and items[right].text == ","):
        content = left_content(items, source[0]) + resumed_clause(items, right, case.cues, case.number)
        return source, _make(items, case.cue, source, content, "trailing", 0.85)
    return None


def _quote_belongs_elsewhere(case: _Case, source: Range) -> bool:
    """The quotation before the source is a title in a lead-in or somebody else's words; the content follows."""
    items, right = case.items, case.right
    if right >= len(items):
        return False
    if items[right].lower == "that":
        return True
    if case.number and items[0].lower in SUBORDINATORS and not closed(items, right):
        return True
    at = source[0] - 1 if items[source[0] - 1].kind == "quote" else source[0] - 2
    if at < 1 or items[at - 1].kind != "word" or closed(items, right):
        return False
    lead = items[0].lower in PREPOSITIONS or items[0].lower in SUBORDINATORS
    return lead and not has_verb(items, 0, at) and has_verb(items, right, len(items))


def _can_trail(items: Items, cue: Cue, source: Range) -> bool:
    """As in "…, a plan announced on Monday" is no statement; "…, the ministry announced on Monday" is."""
    if cue.base not in SAYING or (cue.tag == "base" and (cue.first < cue.verb or cue.base == "tell")):
        return False
    return cue.base not in _OF_SPEAKERS or any(
        item.capital or item.lower in PERSONAL or item.lower in SPEAKER_NOUNS for item in items[source[0] : source[1]]
    )


def _as_clause(case: _Case) -> _Reading | None:
    """As in "As X noted, …"."""
    items, source, right = case.items, case.source, case.right
    if source is None or not 0 < source[0] <= 2 or items[source[0] - 1].lower != "as" or case.cue.base not in SAYING:
        return None
    if right + 1 >= len(items) or items[right].text not in {",", ":"}:
        return None
    span = (items[right + 1].start, content_end(items, right + 1, len(items)))
    return source, _make(items, case.cue, source, [span], "as-clause", 0.8)


def _asked(case: _Case) -> _Reading | None:
    """As in "Asked whether …, X said": the one who is asked, not the one who asks."""
    items, cue, right = case.items, case.cue, case.right
    if cue.base not in {"ask", "ask about"} or cue.tag != "ed":
        return None
    lead = cue.first == 0 or items[cue.first - 1].lower in {"when", "if"}
    if not lead:
        later = case.cues[case.number + 1 : case.number + 2]
        aside = items[cue.first - 1].text in {",", "—"} and bool(later)
        if not aside or not any(items[k].text == "," for k in range(cue.last, later[0].first)):
            return None
    comma = next((k for k in range(right, len(items)) if items[k].text == ","), len(items))
    if comma <= right:
        return None
    made = _make(items, cue, None, [(items[right].start, content_end(items, right, comma))], "asked", 0.4)
    return None, replace(made, shape="that")


def _imagined(case: _Case) -> _Reading | None:
    """As in "Ready to accept", "if Russia accepts": nobody has accepted anything."""
    items, cue, source = case.items, case.cue, case.source
    if cue.base in SAYING:
        return None
    if cue.tag == "base" and cue.first > 0 and items[cue.first - 1].lower == "to":
        return source, None
    group = {item.lower for item in items[cue.first : cue.verb]}
    if cue.base in STANCE_OF_VERB and group & _MODALS and not group & NEGATIONS:
        return source, None
    if cue.base in STANCE_OF_VERB and "s" not in cue.frames and source and items[source[0] - 1].lower == "which":
        return source, None  # "which X accepted": the object stands before; positions reads these
    at = source[0] if source and source[0] < cue.first else cue.first
    lead = {item.lower for item in items[max(0, at - 3) : at]}
    return (source, None) if lead & _IMAGINED else None


def _passive(case: _Case) -> _Reading | None:
    """As in "The plan was proposed by X": the subject is the content, the agent the source."""
    items, cue, subject = case.items, case.cue, case.source
    if not cue.passive:
        return None
    end, after = len(items), cue.last + 1
    if subject is None:
        return None, None
    if after < end and items[after].lower == "by":
        agent = noun_phrase_after(items, after + 1, end)
        if agent is not None and cue.base in SAYING | {"reject", "accept", "condemn", "criticize", "welcome"}:
            content = (items[subject[0]].start, items[subject[1] - 1].end)
            return subject, replace(_make(items, cue, agent, [content], "passive", 0.6), shape="noun")
    right = case.right
    if right < end and cue.base == "ask" and items[right].lower in {"if", "whether", "why", "what", "how", "about"}:
        comma = next((k for k in range(right, end) if items[k].text == ","), end)
        span = (items[right].start, content_end(items, right, comma))
        return subject, replace(_make(items, cue, None, [span], "passive", 0.4), shape="that")
    return subject, None


def _puts_number(items: Items, start: int, end: int) -> bool:
    """As in "put the death toll at eight"."""
    for index in range(start, min(end - 1, start + 10)):
        if items[index].kind == "mark":
            return False
        if items[index].lower == "at":
            word = items[index + 1].lower
            return (
                word[0].isdigit()
                or word in COUNTS
                or word in {"about", "around", "nearly", "over", "between", "some"}
            )
    return False


def _is_study(items: Items, cue: Cue, source: Range | None) -> bool:
    """As in "the poll found", "records show", but not "attempts to find a solution"."""
    if source is None or items[cue.first].lower == "to" or items[cue.first - 1].lower == "to":
        return False
    return any(items[k].lower in _STUDIES for k in range(*source))


def _preposed(case: _Case) -> _Reading | None:
    """X said (that) …; "…, saying …" and "… and added …" have their subject further off."""
    items, cue, source, right = case.items, case.cue, case.source, case.right
    if source is None and cue.tag == "base" and cue.first == cue.verb:
        return None, None
    if cue.base == "put" and not _puts_number(items, right, len(items)):
        return source, None
    if cue.base == "cite" and cue.tag == "ing":
        return source, None  # who is cited is the source's source
    if cue.base == "quote" and any(
        items[k].lower == "as" for k in range(cue.last + 1, min(len(items), cue.last + 14))
    ):
        return source, None  # "quoted X as saying": X speaks
    if closed(items, right):
        return None
    stop = right_end(items, case.cues, case.number, right)
    shape = shape_of(items, cue, right, stop)
    if shape is None or stop <= right:
        return None
    behind = [item.lower for item in items[cue.last + 1 : cue.last + 4]]
    if cue.base == "ask" and behind in (["not", "to", "be"], ["to", "remain", "anonymous"]):
        return source, None  # "who asked not to be named"
    if source and items[source[0]].lower in {"who", "which"} and source[0] and items[source[0] - 1].text == ",":
        stop = main_clause_after(items, right, stop)  # "X, which denied that, has called for …"
    if cue.base in _OF_STUDIES and shape != "that" and not _is_study(items, cue, source):
        return source, None
    if shape == "noun":
        stop = noun_end(items, cue, right, stop)
    # "Urged Kyiv to wait": whom it is asked of belongs to what is asked.
    start = cue.last + 1 if items[right].lower == "to" and shape == "infinitive" else right
    spans = [(items[start].start, content_end(items, right, stop))]
    if source and source[0] and items[source[0] - 1].lower in {"which", "that"} and looks_like_verb(items, right):
        # "The plan, which X said was dead, …": the relative pronoun is part of what was said.
        gap = items[source[0] - 1]
        comma = next((k for k in range(right, stop) if items[k].text == ","), stop)
        spans = [(gap.start, gap.end), (items[right].start, content_end(items, right, comma))]
    made = _make(items, cue, source, spans, _RULE_OF_SOURCE[case.found], _score(cue, shape, source))
    return source, replace(made, shape=shape, addressee=addressee(items, cue, right))


def _lone(case: _Case) -> _Reading | None:
    """A whole sentence "X said." after a quotation."""
    quote, source = case.quote_before, case.source
    if (
        quote is None
        or source is None
        or source[0] > 0
        or case.right < len(case.items)
        or case.cue.base not in SAYING
    ):
        return None
    return source, _make(case.items, case.cue, source, [(quote.start, quote.end)], "trailing", 0.8)


_RULES: tuple[Callable[[_Case], _Reading | None], ...] = (
    _inverted,
    _trailing,
    _as_clause,
    _asked,
    _imagined,
    _passive,
    _preposed,
    _lone,
)


def _score(cue: Cue, shape: str, source: Range | None) -> float:
    base = {"quote": 0.9, "that": 0.9, "clause": 0.8, "infinitive": 0.7, "noun": 0.55}[shape]
    return base - (0.25 if source is None else 0.0) - (0.1 if cue.base not in SAYING else 0.0)


def _make(items: Items, cue: Cue, source: Range | None, content: list[Span], rule: str, score: float) -> Attribution:
    return Attribution(
        content=tuple(content),
        cue=((items[cue.first].start, items[cue.last].end),),
        source=((items[source[0]].start, _phrase_end(items, source)),) if source else (),
        verb=cue.base,
        rule=rule,
        score=score,
        shape="quote" if rule in {"trailing", "inverted", "block-quote"} else "clause",
    )


def _phrase_end(items: Items, phrase: Range) -> int:
    """The end of a source; of "he's" it is only "he"."""
    last = items[phrase[1] - 1]
    if phrase[1] - phrase[0] == 1 and last.lower in CONTRACTIONS:
        return last.start + last.lower.index("'")
    return last.end
