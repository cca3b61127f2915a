"""Celery's way in: ids in, one call."""

from collections.abc import Iterable

from celery import shared_task

from claims.reports import Asked, Report
from claims.reports.tables import PERIODS
from timeline import actions
from timeline.models import Schedule
from timeline.reports import REPORTS

# So many a minute: what is left over is still due a minute later.
_MOST = 50


@shared_task
def publish_scheduled(schedule_id: int) -> None:
    """Publish one event as it was scheduled, in a transaction of its own: one that fails holds up no other."""
    actions.publish_scheduled(schedule_id=schedule_id)


@shared_task
def tell_of_due_events() -> None:
    """Tell people of the events that are due today."""
    actions.tell_of_due_events()


@shared_task
def publish_what_is_due() -> None:
    """Hand to the workers what is to be published now. Handed over twice, it is published once."""
    for schedule_id in Schedule.objects.due().values_list("pk", flat=True)[:_MOST]:
        publish_scheduled.delay(schedule_id)


@shared_task
def work_out_report(name: str, what: str, days: int | None) -> None:
    """Work out anew what is kept of a report."""
    report, asked = REPORTS[name], Asked(what=what, days=days)
    if report.keeps_rows:
        report.rows_now(asked, anew=True)
    report.overview_now(asked, anew=True)


@shared_task
def work_out_recent_reports() -> None:
    """Hand to the workers what is kept of reports over a period, and of how things stand."""
    for report in REPORTS.values():
        if report.keeps_rows:
            _hand_over(report, [int(days) for days in PERIODS if days.isdecimal()])
        elif report.overview:
            work_out_report.delay(report.name, "", None)


@shared_task
def work_out_reports_of_all_time() -> None:
    """Hand to the workers what is kept of reports over all time."""
    for report in REPORTS.values():
        if report.keeps_rows:
            _hand_over(report, [None])


def _hand_over(report: Report, periods: Iterable[int | None]) -> None:
    for what in report.choices or [""]:
        for days in periods:
            work_out_report.delay(report.name, what, days)
