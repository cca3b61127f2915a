"""How urgent a report is: a sum of named points, each of which is worth as much as an hour of being newer.

Nothing here fades. A report's freshness grows with the time at which it was reported, so that newer ones pass it by
without its row being touched: with 12 more points it stands beside what came twelve hours later.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

Reason = tuple[str, float, int]  # code, points, the number that they come from

_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
# Who cannot be judged (F) is put before who is known to be wrong (D, E).
RELIABILITY = {"A": 12.0, "B": 9.0, "C": 6.0, "D": 2.0, "E": 0.0, "F": 4.0}
_A_SUGGESTION, _MOST_SUGGESTIONS = 0.5, 12
_WORTH, _MOST_WORTH = 3.0, 12.0
_A_FOLLOWED, _MOST_FOLLOWED = 8.0, 3
_FIRST_LOST, _EACH_LOST, _MOST_LOST = 24.0, 6.0, 5


@dataclass(frozen=True)
class Facts:
    """What is known about a report."""

    reported: datetime
    reliability: str
    pending: int = 0
    worth: float = 0.0  # the sum of what the pending suggestions are worth, each 0 to 1
    worthy: int = 0  # how many of them are worth something
    followed: int = 0
    lost: int = 0


def reasons(facts: Facts) -> list[Reason]:
    """The points of a report by name; those that are none are left out, but for when it was reported."""
    hours = (facts.reported - _SINCE).total_seconds() / 3600
    lost = _FIRST_LOST + _EACH_LOST * (min(facts.lost, _MOST_LOST) - 1) if facts.lost else 0.0
    found: list[Reason] = [
        ("lost", lost, facts.lost),
        ("followed", _A_FOLLOWED * min(facts.followed, _MOST_FOLLOWED), facts.followed),
        ("worth", min(_WORTH * facts.worth, _MOST_WORTH), facts.worthy),
        ("pending", _A_SUGGESTION * min(facts.pending, _MOST_SUGGESTIONS), facts.pending),
        ("reliability", RELIABILITY.get(facts.reliability, 0.0), 1),
    ]
    found = [(code, round(points, 1), number) for code, points, number in found if points]
    return [*found, ("freshness", round(hours, 1), 1)]


def urgency(found: list[Reason]) -> float:
    """Their sum."""
    return round(sum(points for _, points, _ in found), 1)
