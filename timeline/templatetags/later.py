"""What the desk's page of an event says of later: embargo, publication to come, withdrawal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.template import Context

from timeline.enums import ScheduleState
from timeline.later_forms import EmbargoForm, ScheduleForm
from timeline.models import Event, Schedule, Withdrawal
from timeline.newsroom import newsroom_time
from timeline.policies import why_not_publish

register = template.Library()
register.filter("newsroom_time", newsroom_time)


@dataclass(frozen=True)
class Later:
    """Each part None where there is nothing to say."""

    waiting: Schedule | None
    failed: Schedule | None
    embargo_until: datetime | None
    embargo_why: str
    withdrawal: Withdrawal | None
    may_schedule: bool
    schedule_form: ScheduleForm
    embargo_form: EmbargoForm


@register.simple_tag(takes_context=True)
def later_of(context: Context) -> Later:
    """Of the page's event; forms that were refused come from the page's context."""
    event: Event = context["event"]
    latest = event.schedules.select_related("by").first()
    until = event.embargo_until if event.is_embargoed else None
    return Later(
        waiting=latest if latest and latest.state == ScheduleState.WAITING else None,
        failed=latest if latest and latest.state == ScheduleState.FAILED else None,
        embargo_until=until,
        embargo_why=_why_embargoed(event) if until else "",
        withdrawal=None if context["live"] else event.withdrawals.select_related("by").first(),
        may_schedule=why_not_publish(event, context["request"].user) is None,
        schedule_form=context.get("schedule_form") or ScheduleForm(),
        embargo_form=context.get("embargo_form") or EmbargoForm(initial={"until": until}),
    )


def _why_embargoed(event: Event) -> str:
    """The reason that was given for the embargo as it stands, out of the history."""
    versions: Any = event.versions.select_related("pgh_context").order_by("-pgh_id")  # type: ignore[attr-defined]
    first = None
    for row in versions[:50]:
        if row.embargo_until != event.embargo_until:
            break
        first = row
    told = first.pgh_context.metadata.get("reason", "") if first and first.pgh_context else ""
    return str(told).partition(": ")[2]


@register.simple_tag
def merged_events(event: Event) -> Any:
    """The events that were merged into this one."""
    return event.merged.order_by("pk")
