"""The timeline's parameters: what a URL may ask for, and the entries that it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.http import QueryDict

from actors.models import Conflict
from claims.enums import Verdict
from lib.edtf_dates import FuzzyDate
from timeline.enums import EventType
from timeline.models import Entry, EntryActor

if TYPE_CHECKING:
    from timeline.models.entry import EntryQuerySet

PAGE_SIZE = 50
NEWEST, OLDEST = "newest", "oldest"
_CURSOR = re.compile(r"(-?\d{1,18})_(\d{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# More actors than this in one question is a mistake or an attack: each costs the index a look.
_MOST_ACTORS = 20


@dataclass(frozen=True)
class Cursor:
    """The last entry of a page: the next one starts behind it."""

    occurred: datetime
    pk: int

    @classmethod
    def after(cls, entry: Entry) -> Cursor:
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
            raise ValidationError(f"“{text}” is not a date. Write 2025-03-13, 2025-03 or 2025.")
        return found


class MomentField(FuzzyDateField):
    """A day, which means its end, or a time; gives a datetime or None."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError where the text is neither."""
        found = super().clean(value)
        if found is None:
            return None
        if not found.is_exact:
            raise ValidationError(f"“{found.edtf}” is not one day. Write 2025-03-14 or 2025-03-14T12:00Z.")
        return found.latest


class CursorField(forms.CharField):
    """A place in the timeline, from the link of the page before."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError where no page gave this."""
        text = super().clean(value)
        try:
            return Cursor.parse(text) if text else None
        except ValueError as error:
            raise ValidationError("No page of the timeline starts here. Leave “cursor” out.") from error


class SlugsField(forms.Field):
    """Any number of slugs, each once, in the order given."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        """Raises ValidationError where one is not a slug or there are too many."""
        slugs = list(dict.fromkeys(slug for slug in value or [] if slug))
        if len(slugs) > _MOST_ACTORS:
            raise ValidationError(f"At most {_MOST_ACTORS} actors at once.")
        for slug in slugs:
            try:
                validate_slug(slug)
            except ValidationError as error:
                raise ValidationError(f"There is no actor “{slug}” in the timeline.") from error
        return slugs


def _choice(what: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        required=False,
        choices=[("", "any"), *choices],
        error_messages={"invalid_choice": f"“%(value)s” is not {what} of this timeline."},
    )


class TimelineFilters(forms.Form):
    """Every parameter of the timeline; none may be unknown, none is silently ignored."""

    q = forms.CharField(required=False, max_length=200)
    conflict = forms.SlugField(
        required=False, max_length=80, error_messages={"invalid": "There is no such conflict in the timeline."}
    )
    actor = SlugsField(required=False)
    type = _choice("a type", EventType.choices)
    verdict = _choice("a verdict", Verdict.choices)
    to = FuzzyDateField(required=False, max_length=64)
    as_of = MomentField(required=False, max_length=64)
    order = forms.ChoiceField(
        required=False,
        choices=[(NEWEST, "newest first"), (OLDEST, "oldest first")],
        error_messages={"invalid_choice": "“%(value)s” is not an order: it can be newest or oldest."},
    )
    cursor = CursorField(required=False, max_length=40)

    def __init__(self, parameters: QueryDict, *, conflict: Conflict | None = None) -> None:
        """`conflict` is given by the URL's path; the parameter of that name is then not known."""
        super().__init__(parameters)
        self.parameters = parameters
        self.path_conflict = conflict
        self.fields["from"] = FuzzyDateField(required=False, max_length=64)
        if conflict is not None:
            del self.fields["conflict"]

    def clean(self) -> dict[str, Any]:
        """Check what concerns more than one parameter, or the database."""
        for name, given in self.parameters.lists():
            if name not in self.fields:
                self.add_error(None, f"There is no parameter “{name[:60]}” here.")
            elif name != "actor" and len(given) > 1:
                self.add_error(name, f"“{name}” can be given once.")
        values: dict[str, Any] = self.cleaned_data
        first, last = values.get("from"), values.get("to")
        if first and not first.earliest:
            self.add_error("from", f"“{first.edtf}” has no first day. Write it as “to”.")
        if last and not last.latest:
            self.add_error("to", f"“{last.edtf}” has no last day. Write it as “from”.")
        if first and last and first.earliest and last.latest and last.latest < first.earliest:
            self.add_error("to", f"“to” ({last}) lies before “from” ({first}).")
        self.chosen_actors = self._find_actors(values.get("actor") or [])
        self.chosen_conflict = self.path_conflict or self._find_conflict(values.get("conflict", ""))
        return values

    def _find_actors(self, slugs: list[str]) -> list[EntryActor]:
        """The published name of each actor, in the order given."""
        found = {actor.slug: actor for actor in EntryActor.objects.named(slugs)} if slugs else {}
        for slug in slugs:
            if slug not in found:
                self.add_error("actor", f"There is no actor “{slug}” in the timeline.")
        return [found[slug] for slug in slugs if slug in found]

    def _find_conflict(self, slug: str) -> Conflict | None:
        found = Entry.objects.conflicts().filter(slug=slug).first() if slug else None
        if slug and found is None:
            self.add_error("conflict", f"There is no conflict “{slug}” in the timeline.")
        return found

    def question(self) -> Question:
        """What is asked for; only after `is_valid()`."""
        values = self.cleaned_data
        first, last = values["from"], values["to"]
        return Question(
            words=values["q"],
            conflict=self.chosen_conflict,
            actors=self.chosen_actors,
            type=values["type"],
            verdict=values["verdict"],
            first=first.earliest if first else None,
            last=last.latest if last else None,
            as_of=values["as_of"],
            order=values["order"] or NEWEST,
            cursor=values["cursor"],
        )


@dataclass(frozen=True)
class Question:
    """What a reader asks of the timeline."""

    words: str = ""
    conflict: Conflict | None = None
    actors: list[EntryActor] = field(default_factory=list)
    type: str = ""
    verdict: str = ""
    first: datetime | None = None
    last: datetime | None = None
    as_of: datetime | None = None
    order: str = NEWEST
    cursor: Cursor | None = None

    def entries_of_any_kind(self) -> EntryQuerySet:
        """The entries meant, whatever their conflict, type and verdict: what those facets count."""
        entries = Entry.objects.as_of(self.as_of) if self.as_of else Entry.objects.current()
        if self.words:
            entries = entries.matching(self.words)
        return entries.naming([actor.actor_id for actor in self.actors]).between(self.first, self.last)

    def entries(self) -> EntryQuerySet:
        """All entries meant, in no order."""
        entries = self.entries_of_any_kind()
        if self.conflict:
            entries = entries.filter(conflict=self.conflict)
        if self.type:
            entries = entries.filter(type=self.type)
        if self.verdict:
            entries = entries.filter(verdict=self.verdict)
        return entries

    def page(self) -> tuple[list[Entry], Cursor | None]:
        """One page of entries and the place where the next one starts."""
        entries = self.entries()
        newest = self.order == NEWEST
        if self.cursor:
            entries = entries.behind(self.cursor.occurred, self.cursor.pk, newest=newest)
        found = list((entries.newest() if newest else entries.oldest()).for_cards()[: PAGE_SIZE + 1])
        more = len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
        return found, Cursor.after(found[-1]) if more else None
