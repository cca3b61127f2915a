# ruff: noqa: E501 - patterns read better unbroken
"""How much a statement is worth checking: a sum of named reasons, each with a weight that one reads in a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lib.any_case import AnyCase

# Reason: what it adds to the base, or takes away.
WEIGHTS = {
    "verifiable": 0.20,  # a fact: somebody can find out whether it is so
    "casualties": 0.20,
    "number": 0.12,
    "new": 0.12,
    "contradicts": 0.25,  # found by the desk, which knows what else is recorded
    "commitment": 0.12,
    "threat": 0.12,
    "position": 0.10,
    "known_actor": 0.08,
    "dated": 0.08,
    "placed": 0.05,
    "anonymous": 0.10,
    "doubted": 0.15,
    "denied": 0.10,
    "relayed": 0.05,
    "opinion": -0.12,
    "prediction": -0.08,
    "vague": -0.10,
    "question": -0.15,
    "boilerplate": -0.30,
}
_BASE = 0.15

_NUMBER = AnyCase(
    r"(?<![\w-])(?:\d[\d.,]*(?! ?(?:am|pm)\b)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|millions?|billions?)\b|[$€£]\d"
    r"|\b(?:двоє|троє|десят\w+|сотн\w+|тысяч\w*|тисяч\w*|миллион\w*|мільйон\w*)\b",
)
_YEAR = re.compile(r"\b(?:(?:in|since|of|until|by|from) )?(?:19|20)\d\d\b")
_HARM = AnyCase(
    r"\b(?:kill(?:s|ed|ing)?|dead|died|deaths?|wound(?:s|ed|ing)?|injur(?:y|ies|ed)|casualt(?:y|ies)|missing|executed|fatalities|victims?|drowned|bodies|massacre\w*|displaced)\b"
    r"|\b(?:загину\w+|вбит\w+|поранен\w+|погиб\w+|убит\w+|ранен\w+)\b",
)
_NEW = AnyCase(
    r"\bfor the first time\b|\b(?:has|have) (?:just|now|begun|started)\b|\bunprecedented\b|\bbreaking\b|\bnew(?:ly)?\b|\bэксклюзив|\bвперше\b|\bвпервые\b",
)
_NEWS_VERBS = frozenset({"announce", "declare", "order", "reveal", "disclose", "unveil", "confirm", "decide"})
_VAGUE = AnyCase(
    r"\b(?:some|things?|situation|certain|various|progress|steps|something|somehow|in general|many challenges|further|constructive)\b",
)
_BOILERPLATE = AnyCase(
    r"\b(?:did(?: not|n['’]t) (?:immediately |respond|comment|reply|return)|declined to comment|request for comment|spoke on (?:the )?condition of anonymity|was not (?:immediately )?available|for more (?:information|details)|thank you|good (?:morning|evening|afternoon)|follow us|subscribe|read more)\b",
)


@dataclass(frozen=True, slots=True)
class Worth:
    """A score from 0 to 1 and the codes of what made it, strongest first."""

    score: float
    reasons: tuple[str, ...]


def worth_of(  # noqa: PLR0913  # one for each thing that a reason may rest on
    *,
    text: str,
    kind: str,
    verb: str,
    directness: str,
    around: str = "",
    issue: str | None = None,
    actors: int = 0,
    dated: bool = False,
    recent: bool = False,
    placed: bool = False,
    negated: bool = False,
    doubted: bool = False,
) -> Worth:
    """What a statement is worth checking by its own words and by what is known of it.

    `recent` says that it happened or was said within three days of the article; `actors` counts the known ones.
    """
    figures = _NUMBER.search(_YEAR.sub(" ", text)) is not None
    holds = {
        "verifiable": kind == "fact",
        "casualties": figures and _HARM.search(text) is not None,
        "number": figures,
        "new": recent or verb in _NEWS_VERBS or _NEW.search(text) is not None,
        "commitment": kind == "commitment",
        "threat": kind == "threat",
        "position": kind == "position" and issue is not None,
        "known_actor": actors > 0,
        "dated": dated,
        "placed": placed,
        "anonymous": directness == "anonymous_official",
        "relayed": directness == "relayed",
        "doubted": doubted,
        "denied": negated and verb in ("deny", "dispute", "refute"),
        "opinion": kind == "opinion",
        "prediction": kind == "prediction",
        "vague": not figures and not placed and (len(text.split()) < 5 or _VAGUE.search(text) is not None),
        "question": text.rstrip('”"». ').endswith("?"),
        "boilerplate": _BOILERPLATE.search(text) is not None or _BOILERPLATE.search(around) is not None,
    }
    return _summed(frozenset([code for code, holds_so in holds.items() if holds_so]))


def with_contradiction(reasons: Iterable[str]) -> Worth:
    """The same once the desk has found a recorded claim that says otherwise."""
    return _summed(frozenset((*reasons, "contradicts")))


@lru_cache(maxsize=2_000)  # few of all sets of reasons occur, and these often
def _summed(reasons: frozenset[str]) -> Worth:
    ranked = tuple(sorted(reasons & WEIGHTS.keys(), key=lambda code: (-WEIGHTS[code], code)))
    total = _BASE + sum(WEIGHTS[code] for code in ranked)
    return Worth(round(min(1.0, max(0.0, total)), 2), ranked)
