"""What single parameters of a public address may be: dates, moments, slugs, and the place where a page starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext

from lib.edtf_dates import DatePrecision, FuzzyDate
from timeline.lanes import Placed
from timeline.models import Entry

_CURSOR = re.compile(r"(-?\d{1,18})_(\d{1,18})")
_RANK = re.compile(r"r(\d{1,3})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# EDTF ends at the second, and two publications may share one.
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z", re.ASCII)
# More actors than this in one question is a mistake or an attack: each costs the index a look.
_MOST_ACTORS = 20


@dataclass(frozen=True)
class Cursor:
    """The last entry of a page: the next one starts behind it."""

    occurred: datetime
    pk: int

    @classmethod
    def after(cls, entry: Entry | Placed[Any]) -> Cursor:
        """The place behind an entry."""
        return cls(entry.occurred, entry.pk)

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """Read what `str()` gave. Raises ValueError for anything else."""
        found = _CURSOR.fullmatch(text)
        if not found:
            raise ValueError("not a place in the timeline")
        try:
            return cls(_EPOCH + timedelta(microseconds=int(found[1])), int(found[2]))
        except OverflowError as error:
            raise ValueError("not a place in the timeline") from error

    def __str__(self) -> str:
        """Microseconds since 1970 and the entry's id: whole numbers survive a URL."""
        return f"{(self.occurred - _EPOCH) // timedelta(microseconds=1)}_{self.pk}"


@dataclass(frozen=True)
class Rank:
    """The place of a page among the best matches."""

    number: int

    def __str__(self) -> str:
        return f"r{self.number}"


class FuzzyDateField(forms.CharField):
    """A date in EDTF; gives a FuzzyDate or None."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError with an example where the text is not a date."""
        text = super().clean(value)
        if not text:
            return None
        try:
            found = FuzzyDate.parse(text)
        except (ValueError, OverflowError):  # a time zone can carry a time out of the calendar
            found = FuzzyDate.parse("")
        if found.earliest is None and found.latest is None:
            raise ValidationError(
                gettext("“%(text)s” is not a date. Write 2025-03-13, 2025-03 or 2025.") % {"text": text}
            )
        return found


class MomentField(FuzzyDateField):
    """A day, which means its end, or a time; gives a datetime or None."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError where the text is neither."""
        if isinstance(value, str) and _INSTANT.fullmatch(value.strip()):
            try:
                return datetime.fromisoformat(value.strip()).replace(tzinfo=UTC)
            except ValueError as error:
                raise ValidationError(
                    gettext("“%(text)s” is not a time. Write 2025-03-14T12:00Z.") % {"text": value.strip()}
                ) from error
        found = super().clean(value)
        if found is None:
            return None
        if not found.is_exact:
            raise ValidationError(
                gettext("“%(text)s” is not one day. Write 2025-03-14 or 2025-03-14T12:00Z.") % {"text": found.edtf}
            )
        return found.latest


class DayField(FuzzyDateField):
    """One day; gives a date or None."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError where the text is no day."""
        found = super().clean(value)
        if found is None:
            return None
        if found.precision != DatePrecision.DAY or found.earliest is None:
            raise ValidationError(gettext("“%(text)s” is not one day. Write 2025-03-14.") % {"text": found.edtf})
        return found.earliest.date()


class CursorField(forms.CharField):
    """A place in the timeline, from the link of the page before."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError where no page gave this."""
        text = super().clean(value)
        try:
            if found := _RANK.fullmatch(text):
                return Rank(int(found[1]))
            return Cursor.parse(text) if text else None
        except ValueError as error:
            raise ValidationError(gettext("No page of the timeline starts here. Leave “cursor” out.")) from error


class SlugsField(forms.Field):
    """Any number of slugs, each once, in the order given."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        """Raises ValidationError where one is not a slug or there are too many."""
        slugs = list(dict.fromkeys(slug for slug in value or [] if slug))
        if len(slugs) > _MOST_ACTORS:
            raise ValidationError(gettext("At most %(number)d actors at once.") % {"number": _MOST_ACTORS})
        for slug in slugs:
            try:
                validate_slug(slug)
            except ValidationError as error:
                raise ValidationError(
                    gettext("There is no actor “%(slug)s” in the timeline.") % {"slug": slug}
                ) from error
        return slugs
