"""Celery's way in: ids in, one call."""

from collections.abc import Iterable
from typing import Any

from celery import shared_task
from django.dispatch import receiver
from django.utils.translation import override

from claims.reports import Asked, Report
from claims.reports.tables import PERIODS
from lib.backlog import room_for
from lib.languages import languages
from lib.outbox import job_waiting
from timeline import actions
from timeline.models import Delivery, News, Schedule
from timeline.reports import REPORTS

# So many a minute: what is left over is still due a minute later.
_MOST = 50
# Each queue is filled up to so many.
_AGAIN = 200


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
    for language in languages():
        with override(language):
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


@shared_task
def match_news(news_id: int) -> None:
    """Find the saved searches that one piece of news is for."""
    actions.match_news(news_id=news_id)


@shared_task
def deliver(delivery_id: int) -> None:
    """Send one message to a webhook."""
    actions.deliver(delivery_id=delivery_id)


@shared_task
def republish_waiting_news() -> None:
    """Queue again what nobody has taken up, and messages whose next try is due."""
    for model, task in ((News, match_news), (Delivery, deliver)):
        for pk in model.objects.waiting().values_list("pk", flat=True)[: room_for(task, _AGAIN)]:
            task.delay(pk)


@shared_task
def mail_due_searches() -> None:
    """Have mails sent to everybody whose saved searches found something."""
    for user_id in actions.people_to_mail_searches():
        mail_searches.delay(user_id)


@shared_task
def mail_searches(user_id: int) -> None:
    """Send one person's mail of what is due."""
    actions.mail_searches(user_id=user_id)


@shared_task
def forget_old_news() -> None:
    """Delete what was told long ago."""
    actions.forget_old_news()


@receiver(job_waiting, sender=News)
def queue_news(pk: int, **_kwargs: Any) -> None:
    """Hand new news to the workers."""
    match_news.delay(pk)


@receiver(job_waiting, sender=Delivery)
def queue_delivery(pk: int, **_kwargs: Any) -> None:
    """Hand a new message to the workers."""
    deliver.delay(pk)
