"""Moments as the newsroom's clock shows them: typed and read in local time with its zone, kept in UTC."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone

from lib import date_words


def zone() -> ZoneInfo:
    """Where the newsroom's clocks hang."""
    return ZoneInfo(settings.NEWSROOM_ZONE)


def newsroom_time(moment: datetime) -> str:
    """A moment such as "29 November 2026, 16:00 EET (14:00 UTC)"; the day of UTC where it is another one."""
    local, utc = moment.astimezone(zone()), moment.astimezone(ZoneInfo("UTC"))
    words = f"{date_words.day(local)}, {local:%H:%M} {local.tzname()}"
    if local.utcoffset() == utc.utcoffset():
        return words
    day = "" if local.date() == utc.date() else f"{date_words.day_of_month(utc)}, "
    return f"{words} ({day}{utc:%H:%M} UTC)"


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class NewsroomMomentField(forms.DateTimeField):
    """A moment typed in newsroom time; one that the clock skips or shows twice is refused."""

    widget = MomentInput
    input_formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S")

    def to_python(self, value: Any) -> datetime | None:
        """The moment, aware of its zone."""
        with timezone.override(zone()):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """As the field shows it: in newsroom time."""
        with timezone.override(zone()):
            return super().prepare_value(value)
