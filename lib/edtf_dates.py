"""Dates as precise as they are known, written in EDTF (ISO 8601-2, levels 0 to 2)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import edtf
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from edtf.parser.edtf_exceptions import EDTFParseException

from lib import date_words

# Where a date is unknown its row still needs a place in every order: after all others in "newest first".
UNKNOWN_SORT = datetime(1, 1, 1, tzinfo=UTC)

_QUALIFIER = re.compile(r"[~?%]")
_TIME = re.compile(r"^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:?\d{2})?$")
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SEASONS = {
    21: _("spring %(year)s"),
    22: _("summer %(year)s"),
    23: _("autumn %(year)s"),
    24: _("winter %(year)s"),
}
# How `lib.typed_dates` writes a part of a month or a year: ten days, or four months, with vague ends.
_PART = re.compile(
    r"(?P<year>\d{4})-(?:(?P<month>\d\d)-)?(?P<start>\d\d)~/(?P=year)-(?(month)(?P=month)-)(?P<end>\d\d)~"
)
_PARTS = {
    ("01", "10"): _("early %(span)s"),
    ("11", "20"): _("mid-%(span)s"),
    ("01", "04"): _("early %(span)s"),
    ("05", "08"): _("mid-%(span)s"),
    ("09", "12"): _("late %(span)s"),
}
_PARTS |= {("21", f"{day}"): _("late %(span)s") for day in range(28, 32)}
_MONTHS = re.compile(r"\d{4}-(?:0\d|1[0-2])/\d{4}-(?:0\d|1[0-2])|\d{4}-3[3-6]")
_UNKNOWN = {"", "XXXX", "XXXX-XX", "XXXX-XX-XX"}


class DatePrecision(models.TextChoices):
    """How exactly a date is known."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


# Pages, forms and saves read the same few dates again and again.
@lru_cache(maxsize=8192)
def _parse(text: str) -> FuzzyDate:
    return FuzzyDate._parse(text)  # noqa: SLF001  # the cache is a part of the class


@dataclass(frozen=True)
class FuzzyDate:
    """A date with its precision: `edtf` as written, and the first and last moment that it may mean (UTC).

    `earliest` and `latest` are None where the date is unknown or open on that side.
    """

    edtf: str
    precision: DatePrecision
    earliest: datetime | None
    latest: datetime | None

    @classmethod
    def parse(cls, text: str) -> FuzzyDate:
        """The date that an EDTF text means; "" is the unknown date. Raises ValueError for anything else."""
        text = text.strip()
        # A moment is read quickly, and hardly ever again: it would drive from the cache what takes long to read.
        return cls._parse_time(text) if _TIME.match(text) else _parse(text)

    @classmethod
    def _parse(cls, text: str) -> FuzzyDate:
        if text in _UNKNOWN:
            return cls("", DatePrecision.UNKNOWN, None, None)
        return cls._parse_plain(text) or cls._parse_edtf(text)

    @classmethod
    def _parse_plain(cls, text: str) -> FuzzyDate | None:
        """A calendar day, month or year, None for all other EDTF, which takes its grammar some 15 ms to read."""
        plain = _PLAIN.fullmatch(text)
        if plain is None:
            return None
        year, month, day = (int(part) if part else None for part in plain.groups())
        try:
            first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            return None  # 2025-22 is a season, and 2025-02-30 nothing
        last = first if day else first.replace(month=month or 12, day=monthrange(first.year, month or 12)[1])
        return cls(
            text,
            DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR,
            datetime.combine(first, time.min, UTC),
            datetime.combine(last, time.max, UTC),
        )

    @classmethod
    def _parse_edtf(cls, text: str) -> FuzzyDate:
        try:
            parsed = edtf.parse_edtf(text)
            earliest, latest = _bound(parsed, "lower_strict", text), _bound(parsed, "upper_strict", text)
        except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError(f"{text!r} is not a date in EDTF, such as 2025-03-13, 2025-03 or 2025-03~") from error
        if earliest and latest and latest < earliest:
            raise ValueError(f"{text!r} ends before it starts")
        return cls(
            text,
            _precision(text, parsed, earliest, latest),
            datetime.combine(earliest, time.min, UTC) if earliest else None,
            datetime.combine(latest, time.max, UTC) if latest else None,
        )

    @classmethod
    def _parse_time(cls, text: str) -> FuzzyDate:
        try:
            moment = datetime.fromisoformat(text)
            moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError) as error:  # a time zone may lead out of the calendar
            raise ValueError(f"{text!r} is not a date and time: {error}") from error
        return cls(text, DatePrecision.TIME, moment, moment)

    @property
    def sort(self) -> datetime:
        """The moment that orders this date among others; never shown.

        An exact date stands at its start, a fuzzy one at the end of its span, so that in "newest first" the
        lane of a month heads the month's days; the unknown date comes last.
        """
        exact = self.precision in {DatePrecision.TIME, DatePrecision.DAY}
        return (self.earliest if exact else self.latest or self.earliest) or UNKNOWN_SORT

    @property
    def is_exact(self) -> bool:
        """Whether the date names one day."""
        return self.precision in {DatePrecision.TIME, DatePrecision.DAY}

    def __str__(self) -> str:
        """The date in words: "13 March 2025", "March 2025", "summer 2024", "about March 2025"."""
        if self.precision == DatePrecision.UNKNOWN:
            return gettext("date unknown")
        first, last = self.earliest, self.latest
        if self.precision == DatePrecision.TIME and first:
            return date_words.at(first)
        if self.precision == DatePrecision.APPROXIMATE:
            if part := _part_in_words(self.edtf, first):
                return part
            return gettext("about %(date)s") % {"date": FuzzyDate.parse(_QUALIFIER.sub("", self.edtf))}
        if self.precision == DatePrecision.SEASON and first:
            return _SEASONS[int(self.edtf[5:7])] % {"year": self.edtf[:4]}
        if self.precision == DatePrecision.YEAR and first:
            return f"{first.year}"
        if self.precision == DatePrecision.MONTH and first:
            return date_words.month(first)
        if self.precision == DatePrecision.WEEK and first:
            return gettext("week of %(day)s") % {"day": date_words.day(first)}
        return _span(first, last, in_months=bool(_MONTHS.fullmatch(self.edtf)))


def _part_in_words(edtf: str, first: datetime | None) -> str:
    """As in "mid-March 2025" or "early 2025": an interval with vague ends that is a third of its month or year."""
    found = _PART.fullmatch(edtf)
    if found is None or first is None:
        return ""
    part = _PARTS.get((found["start"], found["end"]))
    if part is None:
        return ""
    return part % {"span": date_words.of_month(first) if found["month"] else str(first.year)}


def _span(first: datetime | None, last: datetime | None, *, in_months: bool) -> str:
    if first is None:
        return gettext("until %(day)s") % {"day": date_words.day(last)} if last else gettext("date unknown")
    if last is None:
        return gettext("since %(day)s") % {"day": date_words.day(first)}
    if first.date() == last.date():
        return date_words.day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_words.day(last)}"
    if in_months:
        begin = date_words.month_alone(first) if first.year == last.year else date_words.month(first)
        return f"{begin} – {date_words.month(last)}"
    return f"{date_words.day(first)} – {date_words.day(last)}"


def _bound(parsed: Any, side: str, text: str) -> date | None:
    start, _, end = text.partition("/")
    if "/" in text and (start if side == "lower_strict" else end) in {"", ".."}:
        return None
    part = parsed
    if "/" in text:  # python-edtf cannot give the bounds of an interval that is open on the other side
        part = edtf.parse_edtf(start if side == "lower_strict" else end)
    year, month, day = getattr(part, side)()[:3]
    if side == "upper_strict" and (year, month, day, part.__class__) == (year, 12, 31, edtf.Season) and "-24" in text:
        return date(year + 1, 3, 1) - timedelta(days=1)  # python-edtf ends winter with its first year
    return date(year, month, day)


def _precision(text: str, parsed: Any, earliest: date | None, latest: date | None) -> DatePrecision:
    if _QUALIFIER.search(text):
        return DatePrecision.APPROXIMATE
    if earliest is None or latest is None:
        return DatePrecision.RANGE
    if "/" in text:
        week = earliest.weekday() == 0 and latest - earliest == timedelta(days=6)
        return DatePrecision.WEEK if week else DatePrecision.RANGE
    if earliest == latest:
        return DatePrecision.DAY
    if isinstance(parsed, edtf.Season) and int(text[5:7]) in _SEASONS:
        return DatePrecision.SEASON
    if re.fullmatch(r"\d{4}-(\d{2}|\d{2}-XX)", text) and (earliest.month, earliest.year) == (
        latest.month,
        latest.year,
    ):
        return DatePrecision.MONTH
    if re.fullmatch(r"\d{4}", text):
        return DatePrecision.YEAR
    return DatePrecision.RANGE


def validate_edtf(text: str) -> None:
    """Raise ValidationError where the text is not EDTF."""
    try:
        FuzzyDate.parse(text)
    except ValueError as error:
        raise ValidationError(str(error), code="edtf") from error


class EDTFField(models.CharField):  # type: ignore[type-arg]  # django-stubs' CharField is generic, Django's is not
    """An EDTF text; on save the named date-time fields beside it are filled with its first and last moment.

    Declare the sibling fields below this one: Django asks fields for their values in order of declaration.
    """

    def __init__(self, *args: Any, earliest_field: str = "", latest_field: str = "", **kwargs: Any) -> None:
        self.earliest_field, self.latest_field = earliest_field, latest_field
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs["validators"] = [validate_edtf]
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Migrations keep the sibling fields' names and leave out the validator, which is always there."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        if self.earliest_field:
            kwargs["earliest_field"] = self.earliest_field
        if self.latest_field:
            kwargs["latest_field"] = self.latest_field
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001  # Django's signature
        """The text, after writing its bounds into the sibling fields. Raises ValueError if it is not EDTF."""
        value = super().pre_save(model_instance, add)
        fuzzy = FuzzyDate.parse(value or "")
        if self.earliest_field:
            setattr(model_instance, self.earliest_field, fuzzy.earliest)
        if self.latest_field:
            setattr(model_instance, self.latest_field, fuzzy.latest)
        return value
