# ruff: noqa: SIM905 - word lists read better as running text
"""How many of the statements in a text the engine finds, with the right source, kind, speaker and so on.

Contents match by the words they cover (Jaccard at least one half), one to one and best first; a source is right when
its head word is and the spans overlap. Both as in the quotation literature's "loosely matched".
"""

from __future__ import annotations

import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Span = tuple[int, int]

LABELLED = Path(__file__).parent / "labelled" / "articles"
HALF = 0.5  # of the words that either side covers
_WORD = re.compile(r"[\w$%]+(?:[.,'’\-]\w+)*")
_PHRASE_END = re.compile(r",|\(| who | of | for | at | in | from | on ")
_MARKS = re.compile('[“”"«»„]')
# The cues that come closest to claims; the research corpus holds many more ("a belief that", "polls show").
_REPORTING = frozenset(
    """
    said says say saying told tells tell telling added adds adding wrote writes writing noted notes
    noting explained explains argued argues arguing claimed claims claiming reported reports
    announced insisted insists warned warns declared asked asks asking replied responded continued
    suggested suggests suggesting acknowledged concluded tweeted stated states recalled predicted
    contended complained stressed asserted admitted confirmed denied quipped joked posted promised
    pledged vowed urged
    """.split()
)
TOLD = ("kind", "speaker", "issue", "stance", "act", "negated", "doubted")  # what gold statements may say


@dataclass(frozen=True)
class Gold:
    """One statement as a person marked it; `told` holds what else was said about it."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Article:
    """A labelled text."""

    name: str
    text: str
    statements: tuple[Gold, ...]
    language: str = "en"
    register: str = ""
    date: str | None = None
    dates: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Mapping[str, Any], ...] = ()


def labelled(half: str) -> list[Article]:
    """The project's own texts: `before`, `after` or `again`. Raises ValueError where a phrase is not in its text."""
    rows = yaml.safe_load((LABELLED / f"{half}.yaml").read_text("utf-8"))
    return [_article(row) for row in rows]


def _article(row: Mapping[str, Any]) -> Article:
    text = row["text"]
    for phrase in (*(row.get("dates") or {}), *(row.get("names") or {})):
        _place(row["id"], text, phrase, 0)
    return Article(
        name=row["id"],
        text=text,
        statements=tuple(_gold(row["id"], text, one) for one in row["statements"]),
        language=row["language"],
        register=row["register"],
        date=str(row["date"]),
        dates={phrase: str(value) for phrase, value in (row.get("dates") or {}).items()},
        names=row.get("names") or {},
        events=tuple(row.get("events") or ()),
    )


def _gold(name: str, text: str, row: Mapping[str, Any]) -> Gold:
    spans: list[Span] = []
    for phrase in row["content"] if isinstance(row["content"], list) else [row["content"]]:
        spans.append(_place(name, text, phrase, spans[-1][1] if spans else 0, forward=True))
    near = spans[0][0]
    cue = (_place(name, text, row["cue"], near),) if row.get("cue") else ()
    source = (_place(name, text, row["source"], cue[0][0] if cue else near),) if row.get("source") else ()
    return Gold(tuple(spans), cue, source, {key: row[key] for key in TOLD if key in row})


def _place(name: str, text: str, phrase: str, near: int, *, forward: bool = False) -> Span:
    """The occurrence of a phrase at or nearest to an offset, as whole words."""
    bounded = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")
    found = [match.span() for match in bounded.finditer(text) if not forward or match.start() >= near]
    if not found:
        raise ValueError(f"{name}: “{phrase}” is not in the text")
    return found[0] if forward else min(found, key=lambda span: abs(span[0] - near))


def research_articles(archive: Path) -> Iterator[Article]:
    """Articles with attributions in brat's stand-off format from a tar archive of NAME.txt and NAME.ann."""
    with tarfile.open(archive) as tar:
        files = {member.name: member for member in tar.getmembers() if member.isfile()}
        for name in sorted(name for name in files if name.endswith(".ann")):
            annotations, text = (
                reader.read().decode("utf-8")
                for member in (files[name], files[name.removesuffix(".ann") + ".txt"])
                if (reader := tar.extractfile(member)) is not None
            )
            yield Article(Path(name).stem, text, tuple(_of_brat(annotations)))


def _of_brat(annotations: str) -> Iterator[Gold]:
    spans: dict[str, tuple[Span, ...]] = {}
    for line in annotations.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T") and rest:  # a line without a tab goes on with the text of the one before
            places = rest.partition("\t")[0].split(" ", 1)[1].split(";")
            spans[key] = tuple((int(first), int(last)) for first, last in (place.split() for place in places))
        elif key.startswith("E"):
            roles: dict[str, tuple[Span, ...]] = defaultdict(tuple)
            for pair in rest.split():
                role, _, of = pair.partition(":")
                roles[role.rstrip("0123456789").lower()] += spans.get(of, ())
            if roles["content"]:
                yield Gold(roles["content"], roles["cue"], roles["source"])


def is_reporting(text: str, cue: Sequence[Span]) -> bool:
    """Whether the cue is a verb of reporting or "according to"."""
    words = " ".join(text[start:end] for start, end in cue).lower()
    return "according to" in words or not _REPORTING.isdisjoint(_WORD.findall(words))


class Tally:
    """Counts over many texts, and what follows from them."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.told: dict[str, Counter[bool]] = defaultdict(Counter)

    def add(self, text: str, gold: Sequence[Gold], found: Sequence[Any]) -> None:
        """Count one text; what is found has `content`, `source` and the attributes that gold statements tell."""
        words = [match.span() for match in _WORD.finditer(text)]
        wanted, given = ([_covered(one.content, words) for one in side] for side in (gold, found))
        self.counts["gold"] += len(gold)
        self.counts["found"] += len(found)
        quoted = [any(_MARKS.search(text[start:end]) for start, end in one.content) for one in gold]
        self.counts["quoted"] += sum(quoted)
        for overlap, i, j in _pairs(given, wanted):
            self.counts["exact"] += given[i] == wanted[j]
            if overlap < HALF:
                continue
            self.counts["near"] += 1
            self.counts["quoted found"] += quoted[j]
            self.counts["right"] += _same_source(text, gold[j].source, found[i].source, words)
            for key, value in gold[j].told.items():
                self.told[key][getattr(found[i], key) == value] += 1

    def f1(self, what: str) -> float:
        """F1 of `exact`, `near` or `right` (near, with the right source)."""
        return 2 * self.counts[what] / max(1, self.counts["gold"] + self.counts["found"])

    def quoted_recall(self) -> float:
        """How many of the contents with quotation marks were found."""
        return self.counts["quoted found"] / max(1, self.counts["quoted"])

    def share(self, key: str) -> float | None:
        """How often `kind`, `speaker` and so on were right where the statement was found and gold tells it."""
        told = self.told[key]
        return told[True] / told.total() if told.total() else None


def _covered(spans: Iterable[Span], words: Sequence[Span]) -> frozenset[int]:
    return frozenset(n for n, (start, end) in enumerate(words) if any(start < b and end > a for a, b in spans))


def _pairs(given: Sequence[frozenset[int]], wanted: Sequence[frozenset[int]]) -> Iterator[tuple[float, int, int]]:
    """Overlaps, best first, no side twice."""
    overlaps = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(given) for j, b in enumerate(wanted) if a & b),
        reverse=True,
    )
    used_given: set[int] = set()
    used_wanted: set[int] = set()
    for overlap, i, j in overlaps:
        if i not in used_given and j not in used_wanted:
            used_given.add(i)
            used_wanted.add(j)
            yield overlap, i, j


def _same_source(text: str, wanted: Sequence[Span], given: Sequence[Span], words: Sequence[Span]) -> bool:
    if not wanted or not given:
        return not wanted and not given
    head = _head(text, wanted)
    return (
        head is not None
        and head == _head(text, given)
        and not _covered(wanted, words).isdisjoint(_covered(given, words))
    )


def _head(text: str, spans: Sequence[Span]) -> str | None:
    """The last word before a comma, bracket or preposition."""
    phrase = _PHRASE_END.split(text[slice(*spans[0])])[0]
    words = [word for word in _WORD.findall(phrase) if word not in {"the", "a", "an"}]
    return re.sub(r"['’]s$", "", words[-1].lower()) if words else None
