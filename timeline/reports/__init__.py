"""The desk's reports, by the name in their address."""

from claims.reports import Report
from timeline.reports.alone import ALONE
from timeline.reports.changes import CORRECTIONS, VERDICTS
from timeline.reports.commitments import COMMITMENTS
from timeline.reports.contradictions import CONTRADICTIONS
from timeline.reports.throughput import EDITORS, SOURCES
from timeline.reports.waiting import WAITING

REPORTS: dict[str, Report] = {
    report.name: report
    for report in (WAITING, ALONE, VERDICTS, CORRECTIONS, CONTRADICTIONS, COMMITMENTS, SOURCES, EDITORS)
}

__all__ = ["REPORTS"]
