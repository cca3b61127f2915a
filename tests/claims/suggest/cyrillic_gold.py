# ruff: noqa: T201 - run as a program it prints the scores
"""The labelled Ukrainian and Russian texts, and how well the engine reads them.

`python -m tests.claims.suggest.cyrillic_gold` prints the scores; with `-v` also what was missed and invented.
"""

import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from claims.suggest import Gazetteer, Statement, analyse

TEXTS = Path(__file__).parent / "cyrillic_texts"
SEEDS = Path(__file__).parents[3] / "seeds"
HALVES = ("before", "after", "fresh", "last")


@dataclass
class Gold:
    """One labelled statement; spans are code points of its text."""

    content: list[tuple[int, int]]
    cue: tuple[int, int]
    source: tuple[int, int] | None
    kind: str
    speaker: str | None
    stance: str | None
    doubted: bool


@dataclass
class Score:
    """Counts over texts; a statement is right when content overlaps by half and the source is the same."""

    right: int = 0
    given: int = 0
    wanted: int = 0
    kinds: int = 0
    speakers: int = 0
    with_speaker: int = 0
    stances: int = 0
    with_stance: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.given + self.wanted)

    @property
    def kind_accuracy(self) -> float:
        return self.kinds / max(self.right, 1)

    def __str__(self) -> str:
        return (
            f"F1 {self.f1:.2f} (P {self.right / max(self.given, 1):.2f}, R {self.right / self.wanted:.2f}, "
            f"n {self.wanted}), kind {self.kind_accuracy:.2f}, speaker {self.speakers / max(self.with_speaker, 1):.2f}, "
            f"stance {self.stances / max(self.with_stance, 1):.2f}"
        )


def _near(text: str, words: str, at: int) -> tuple[int, int]:
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)" if words[0].isalpha() else re.escape(words)
    starts = [match.start() for match in re.finditer(pattern, text)]
    assert starts, words
    start = min(starts, key=lambda k: abs(k - at))
    return start, start + len(words)


def load(language: str, half: str) -> list[tuple[dict, list[Gold]]]:
    """The texts of one language and half with their labels."""
    rows = yaml.safe_load((TEXTS / f"{language}_{half}.yaml").read_text("utf-8"))
    loaded = []
    for row in rows:
        text, gold, at = row["text"], [], 0
        for one in row["statements"]:
            content = []
            for words in one["content"]:
                start = text.find(words, content[-1][1] if content else 0)
                later = text.find(words, at) if not content else start
                start = later if later >= 0 else start
                assert start >= 0, words
                content.append((start, start + len(words)))
            at = content[0][0] + 1
            cue = _near(text, one["cue"], content[0][1] if content[0][0] else content[-1][1])
            source = _near(text, one["source"], cue[0]) if one["source"] else None
            gold.append(
                Gold(
                    content,
                    cue,
                    source,
                    one["kind"],
                    one.get("speaker"),
                    one.get("stance"),
                    one.get("doubted", False),
                )
            )
        loaded.append((row, gold))
    return loaded


def _characters(spans) -> set[int]:
    return {k for start, end in spans for k in range(start, end)}


def _overlap(one, other) -> float:
    a, b = _characters(one), _characters(other)
    return len(a & b) / len(a | b) if a | b else 1.0


def _source_is_right(gold: Gold, found: Statement) -> bool:
    if gold.source is None or not found.source:
        return gold.source is None and not found.source
    return _overlap([gold.source], found.source) >= 0.5


def score(language: str, half: str, gazetteer: Gazetteer, only: str | None = None) -> Score:
    """Compare the engine's statements with the labels."""
    total = Score()
    for row, gold in load(language, half):
        if only and only not in row["id"]:
            continue
        text = row["text"]
        found = list(analyse(text, gazetteer=gazetteer, date=str(row["date"]), language=language).statements)
        total.given += len(found)
        total.wanted += len(gold)
        for one in gold:
            best = max(
                found, key=lambda f: (_source_is_right(one, f), _overlap(one.content, f.content)), default=None
            )
            best = max(
                (f for f in found if _source_is_right(one, f)),
                key=lambda f: _overlap(one.content, f.content),
                default=None,
            )
            words = " | ".join(text[a:b] for a, b in one.content)
            if best is None or _overlap(one.content, best.content) < 0.5:
                total.notes.append(f"MISSED {row['id']}: {text[slice(*one.cue)]}: {words}")
                continue
            found.remove(best)
            total.right += 1
            total.kinds += best.kind == one.kind
            if best.kind != one.kind:
                total.notes.append(f"KIND {row['id']}: {best.kind} for {one.kind}: {best.rule}: {words}")
            if one.speaker:
                total.with_speaker += 1
                total.speakers += best.speaker == one.speaker
                if best.speaker != one.speaker:
                    total.notes.append(f"SPEAKER {row['id']}: {best.speaker} for {one.speaker}: {words}")
            if one.stance:
                total.with_stance += 1
                total.stances += best.stance == one.stance
                if best.stance != one.stance:
                    total.notes.append(f"STANCE {row['id']}: {best.stance} for {one.stance}: {words}")
            if one.doubted != best.doubted:
                total.notes.append(f"DOUBT {row['id']}: {words}")
        for extra in found:
            parts = " | ".join(text[a:b] for a, b in extra.content)
            source = " | ".join(text[a:b] for a, b in extra.source)
            cue = " | ".join(text[a:b] for a, b in extra.cue)
            total.notes.append(f"EXTRA {row['id']}: {extra.rule}: [{source}] [{cue}] [{parts}]")
    return total


def text_in(language: str) -> str:
    """All that is labelled in a language."""
    halves = (half for half in HALVES if (TEXTS / f"{language}_{half}.yaml").exists())
    return "\n".join(row["text"] for half in halves for row, _ in load(language, half))


def seconds_per_400_words(gazetteer: Gazetteer) -> dict[str, float]:
    """Process time of a warm engine per 400 words, by language."""
    taken = {}
    for language in ("uk", "ru"):
        text = text_in(language)
        runs = []
        for _ in range(7):
            start = time.process_time()
            analyse(text, gazetteer=gazetteer, date="2025-03-14", language=language)
            runs.append(time.process_time() - start)
        taken[language] = min(runs[1:]) * 400 / len(text.split())
        taken[f"{language} cold"] = runs[0] * 400 / len(text.split())
    return taken


if __name__ == "__main__":
    known = Gazetteer.from_seeds(SEEDS)
    for half in HALVES:
        for language in ("uk", "ru"):
            if (TEXTS / f"{language}_{half}.yaml").exists():
                result = score(language, half, known)
                print(language, half, result)
                if "-v" in sys.argv and ("-b" not in sys.argv or half == "before"):
                    print(*result.notes, sep="\n")
    print({name: f"{value * 1000:.1f} ms" for name, value in seconds_per_400_words(known).items()})
