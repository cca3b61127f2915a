"""Each reading of an attributing verb is a rule; the first that fits is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from claims.suggest.english.cases import Case, Reading, make
from claims.suggest.english.content_ends import content_end, main_clause_after, noun_end, right_end
from claims.suggest.english.content_starts import addressee
from claims.suggest.english.contents import closed, shape_of
from claims.suggest.english.cues import Cue, skip_time
from claims.suggest.english.lexicon import NEGATIONS
from claims.suggest.english.phrases import COUNTS, Range, noun_phrase_after
from claims.suggest.english.said_before import inverted, lone, trailing, verb_first
from claims.suggest.english.subjects import SAYING
from claims.suggest.english.verbs import Items, looks_like_verb
from claims.suggest.kinds import STANCE_OF_VERB

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
_MODALS = frozenset({"would", "could", "might", "may", "can", "will", "should", "must"})
_IMAGINED = frozenset({"if", "unless", "provided", "whether", "until", "once", "condition"})


def _as_clause(case: Case) -> Reading | None:
    """As in "As X noted, …"."""
    items, source, right = case.items, case.source, case.right
    if source is None or not 0 < source[0] <= 2 or items[source[0] - 1].lower != "as" or case.cue.base not in SAYING:
        return None
    if right + 1 >= len(items) or items[right].text not in {",", ":"}:
        return None
    span = (items[right + 1].start, content_end(items, right + 1, len(items)))
    return source, make(items, case.cue, source, [span], "as-clause", 0.8)


def _asked(case: Case) -> Reading | None:
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
    made = make(items, cue, None, [(items[right].start, content_end(items, right, comma))], "asked", 0.4)
    return None, replace(made, shape="that")


def _imagined(case: Case) -> Reading | None:
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


def _passive(case: Case) -> Reading | None:
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
            return subject, replace(make(items, cue, agent, [content], "passive", 0.6), shape="noun")
    right = case.right
    if right < end and cue.base == "ask" and items[right].lower in {"if", "whether", "why", "what", "how", "about"}:
        comma = next((k for k in range(right, end) if items[k].text == ","), end)
        span = (items[right].start, content_end(items, right, comma))
        return subject, replace(make(items, cue, None, [span], "passive", 0.4), shape="that")
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


def _preposed(case: Case) -> Reading | None:
    """X said (that) …; "…, saying …" and "… and added …" have their subject further off."""
    items, cue, source, right = case.items, case.cue, case.source, case.right
    if source is None and cue.tag == "base" and cue.first == cue.verb:
        return None, None
    cited = cue.base == "cite" and cue.tag == "ing"  # who is cited is the source's source
    if cited or (cue.base == "put" and not _puts_number(items, right, len(items))):
        return source, None
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
    if shape == "noun" and skip_time(items, right) > right:
        return source, None  # "after the court ruled last July"
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
    made = make(items, cue, source, spans, _RULE_OF_SOURCE[case.found], _score(cue, shape, source))
    return source, replace(made, shape=shape, addressee=addressee(items, cue, right))


READINGS: tuple[Callable[[Case], Reading | None], ...] = (
    verb_first,
    inverted,
    trailing,
    _as_clause,
    _asked,
    _imagined,
    _passive,
    _preposed,
    lone,
)


def _score(cue: Cue, shape: str, source: Range | None) -> float:
    base = {"quote": 0.9, "that": 0.9, "clause": 0.8, "infinitive": 0.7, "noun": 0.55}[shape]
    return base - (0.25 if source is None else 0.0) - (0.1 if cue.base not in SAYING else 0.0)
