"""Who agrees with whom: the positions that the statements of one entry take on each issue, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.enums import Stance
from timeline.models import Statement


@dataclass(frozen=True)
class Voice:
    """One who takes a position, and the statement that says so."""

    who: str
    statement: Statement


@dataclass(frozen=True)
class Side:
    """All who take one position."""

    stance: str
    voices: list[Voice]


@dataclass(frozen=True)
class Standing:
    """The sides of one issue, in the order of the stances."""

    issue: str
    sides: list[Side]


def standings(statements: Iterable[Statement]) -> list[Standing]:
    """Each issue on which at least two of an entry's statements take a position; the same one is agreement."""
    by_issue: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.stance and statement.issue_name:
            by_issue.setdefault(statement.issue_name, []).append(statement)
    return [
        Standing(
            issue,
            [
                Side(str(stance.label), [Voice(_who(one), one) for one in told if one.stance == stance])
                for stance in Stance
                if any(one.stance == stance for one in told)
            ],
        )
        for issue, told in by_issue.items()
        if len(told) > 1
    ]


def _who(statement: Statement) -> str:
    speaker = statement.speakers[0]["name"] if statement.speakers else ""
    parties = ", ".join(party["name"] for party in statement.on_behalf_of[-1:])
    if speaker and parties:
        return _("%(speaker)s, for %(parties)s") % {"speaker": speaker, "parties": parties}
    return speaker or parties or _("In the newsroom’s words")
