"""Commitments as rows of a table."""

from collections.abc import Iterable, Iterator

from claims.enums import LinkKind
from lib.csv_rows import Value
from timeline.commitments import Commitments, Report
from timeline.threads import Said

HEAD = (
    "claim",
    "commitment",
    "promised by",
    "office",
    "on behalf of",
    "promised to",
    "said (EDTF)",
    "deadline (EDTF)",
    "conditions",
    "outcome",
    "overdue",
    "reported as kept by",
    "reported as broken by",
    "denied by",
    "issue",
    "verdict",
    "event",
    "published",
    "url",
)


def commitment_rows(asked: Commitments, site: str, as_of: str) -> Iterator[tuple[Value, ...]]:
    """A row for each commitment that is asked for; addresses begin with `site`."""
    for one in asked.all(given=as_of):
        statement, speaker = one.statement, one.said.speaker
        denials = [denial for report in one.reports for denial in report.denials]
        yield (
            statement.claim_id,
            statement.text,
            speaker["name"] if speaker else "",
            speaker["office"] if speaker else "",
            _names(one.on_behalf),
            _names(one.addressees),
            statement.said_edtf,
            statement.deadline_edtf,
            statement.conditions,
            one.outcome.value,
            one.is_overdue,
            _reported(one.reports, LinkKind.FULFILS),
            _reported(one.reports, LinkKind.BREACHES),
            "; ".join(_told(denial) for denial in denials),
            statement.issue_name,
            statement.verdict,
            statement.entry.title,
            statement.entry.known_at,
            f"{site}{one.said.url}",
        )


def _names(people: Iterable[dict[str, str]]) -> str:
    return "; ".join(one["name"] for one in people)


def _reported(reports: Iterable[Report], kind: LinkKind) -> str:
    return "; ".join(_told(report.said) for report in reports if report.kind == kind)


def _told(said: Said) -> str:
    """Who says it, and what was found of that: "Ushakov: Aid was resumed. (verified)"."""
    who = f"{said.speaker['name']}: " if said.speaker else ""
    return f"{who}{said.statement.text} ({said.statement.verdict})"
