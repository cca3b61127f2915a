"""Rows that belong to an entry and say where it stands, so that lists need not read the wide row to find it."""

from __future__ import annotations

from datetime import datetime
from typing import Self, TypeVar

from django.db import connection, models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import GreaterThan, LessThan

# "Since May": it stands at its start and may be of any day after.
OPEN_END = Q(occurred_latest__isnull=True, occurred_earliest__isnull=False)
COPIED = ("occurred_earliest", "occurred_latest", "known_at", "superseded_at")


RowT = TypeVar("RowT", bound=models.Model)


class PlacedQuerySet(models.QuerySet[RowT]):
    def current(self) -> Self:
        """Of the newest revision of each event."""
        return self.filter(superseded_at__isnull=True)

    def as_of(self, moment: datetime) -> Self:
        """What was public at a moment."""
        return self.filter(known_at__lte=moment).filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment))

    def known(self, moment: datetime | None) -> Self:
        """What readers saw at a moment (None is now)."""
        return self.current() if moment is None else self.as_of(moment)

    def between(self, first: datetime | None, last: datetime | None) -> Self:
        """Of entries whose time, as exactly as it is known, may fall into a span; open where None."""
        rows = self
        if first:
            rows = rows.filter(Q(occurred_latest__gte=first) | OPEN_END)
        if last:
            always_open = Q(occurred_earliest__isnull=True, occurred_latest__isnull=False)
            rows = rows.filter(Q(occurred_earliest__lte=last) | always_open)
        return rows

    def behind(self, occurred: datetime, entry: int, *, newest: bool) -> Self:
        """Of entries after this place in the order.

        Compared as rows, which is what an index starts from: thousands may stand at one moment, the end of a month.
        """
        here = Func(F("occurred"), F("pk"), function="ROW", output_field=models.BooleanField())
        place = Func(Value(occurred), Value(entry), function="ROW", output_field=models.BooleanField())
        return self.filter(LessThan(here, place) if newest else GreaterThan(here, place))


class Placed(models.Model):
    """What an entry's own columns of these names say. Triggers keep it, see `0025_rows_of_entries_say_when`."""

    occurred = models.DateTimeField()
    occurred_earliest = models.DateTimeField(null=True, editable=False)
    occurred_latest = models.DateTimeField(null=True, editable=False)
    known_at = models.DateTimeField(null=True, editable=False)
    superseded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


class NarrowQuerySet(PlacedQuerySet[RowT]):
    """Of rows that copy what their entry says."""

    def wrong(self) -> list[int]:
        """The entries with a row that does not say what they say; none, we trust."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT r.entry_id FROM {self._that_differ} ORDER BY r.entry_id")  # noqa: S608  # names of columns
            return [number for (number,) in cursor.fetchall()]

    def work_out(self) -> int:
        """Copy anew what entries say; how many rows were wrong."""
        named, said = ", ".join(COPIED), ", ".join(f"e.{name}" for name in COPIED)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self._table} SET ({named}) = (SELECT {said} FROM timeline_entry e WHERE e.id = entry_id)"  # noqa: S608
                f" WHERE id IN (SELECT r.id FROM {self._that_differ})"
            )
            return int(cursor.rowcount)

    @property
    def _table(self) -> str:
        return str(self.model._meta.db_table)  # noqa: SLF001  # Django's documented model API

    @property
    def _that_differ(self) -> str:
        own, said = (", ".join(f"{table}.{name}" for name in COPIED) for table in ("r", "e"))
        return f"{self._table} r JOIN timeline_entry e ON e.id = r.entry_id WHERE ({own}) IS DISTINCT FROM ({said})"
