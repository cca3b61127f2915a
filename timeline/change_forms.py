"""What the pages of changes and corrections may be asked."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.between import Narrowing
from timeline.filters import MARKS, TimelineFilters
from timeline.models import Entry, EntryTag
from timeline.moments import NARROWING, known_by
from timeline.parameter_fields import CursorField, FuzzyDateField, MomentField, Rank
from timeline.parameters import PageParameters

_SINCE = timedelta(days=7)


class RevisionsForm(PageParameters):
    """Two revisions of an event to compare; by default the newest and the one before it."""

    to = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    since = MomentField(required=False, max_length=64)

    def __init__(self, parameters: QueryDict, *, revisions: list[Entry]) -> None:
        """`revisions` are all that were ever published, newest first."""
        super().__init__(parameters)
        self.fields["from"] = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
        self.ever = revisions

    def clean(self) -> dict[str, Any]:
        """Find the revisions; `before` is None where there was none."""
        values = super().clean()
        self.revisions = known_by(self.ever, values.get("as_of"))
        if self.errors or not self.revisions:
            return values
        since, first = values["since"], values["from"]
        if since and first:
            self.add_error("since", gettext("“since” and “from” both say where to begin: give one of them."))
            return values
        after = self._revision("to", values["to"]) if values["to"] else self.revisions[0]
        if after is None:
            return values
        if since:
            before = next((entry for entry in self.revisions if entry.known_at <= since), None)
            before = min(before, after, key=lambda entry: entry.revision) if before else None
        elif first:
            before = self._revision("from", first)
        else:
            before = next((entry for entry in self.revisions if entry.revision < after.revision), None)
        if first and before and before.revision >= after.revision:
            self.add_error(
                "from",
                gettext("“from” (%(first)d) has to be earlier than “to” (%(last)d).")
                % {"first": before.revision, "last": after.revision},
            )
        return values | {"before": before, "after": after}

    def _revision(self, name: str, number: int) -> Entry | None:
        found = next((entry for entry in self.revisions if entry.revision == number), None)
        if found is None:
            self.add_error(name, gettext("There is no revision %(number)d of this event.") % {"number": number})
        return found


class ChangesForm(TimelineFilters):
    """Two moments, and which entries are meant; by default the seven days until now."""

    since = MomentField(required=False, max_length=64)
    until = MomentField(required=False, max_length=64)

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters)
        for name in set(self.fields) - {*NARROWING, "since", "until", "as_of", "cursor"}:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Set the two moments."""
        values = super().clean()
        if isinstance(values.get("cursor"), Rank):
            self.add_error("cursor", gettext("No page of changes starts here. Leave “cursor” out."))
        as_of = values.get("as_of")
        until = values.get("until") or as_of or timezone.now()
        if as_of and until > as_of:
            self.add_error("until", gettext("“until” lies after “as_of”: that was not known then."))
        since = values.get("since") or _before(until)
        if since > until:
            self.add_error("since", gettext("“since” lies after “until”."))
        return values | {"first": since, "last": until}

    def narrowing(self) -> Narrowing:
        """Which entries are meant; only after `is_valid()`."""
        values = self.cleaned_data
        return Narrowing(
            conflict=self.chosen_conflict,
            actors=self.chosen_actors,
            merges=self.merges,
            type=values["type"],
            verdict=values["verdict"],
            tags=tuple((kind, tag.slug) for kind, tag in self.chosen_tags.items() if tag)
            + tuple((EntryTag.Kind.MARK.value, mark) for mark in MARKS if values[mark]),
        )


def _before(until: datetime) -> datetime:
    """Midnight, so that the same day asks the same question."""
    try:
        return (until - _SINCE).replace(hour=0, minute=0, second=0, microsecond=0)
    except OverflowError:  # the beginning of the calendar
        return until


class CorrectionsForm(PageParameters):
    """Corrections of one conflict or of all, published in a span of days."""

    conflict = forms.SlugField(
        required=False, max_length=80, error_messages={"invalid": _("There is no such conflict in the timeline.")}
    )
    to = FuzzyDateField(required=False, max_length=64)
    cursor = CursorField(required=False, max_length=40)

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters)
        self.fields["from"] = FuzzyDateField(required=False, max_length=64)

    def clean(self) -> dict[str, Any]:
        """Find the conflict, and look that the span has a beginning and an end."""
        values = super().clean()
        first, last, slug = values.get("from"), values.get("to"), values.get("conflict", "")
        if first and not first.earliest:
            self.add_error("from", gettext("“%(date)s” has no first day. Write it as “to”.") % {"date": first.edtf})
        if last and not last.latest:
            self.add_error("to", gettext("“%(date)s” has no last day. Write it as “from”.") % {"date": last.edtf})
        if first and last and first.earliest and last.latest and last.latest < first.earliest:
            self.add_error(
                "to", gettext("“to” (%(last)s) lies before “from” (%(first)s).") % {"last": last, "first": first}
            )
        if isinstance(values.get("cursor"), Rank):
            self.add_error("cursor", gettext("No page of corrections starts here. Leave “cursor” out."))
        found = Entry.objects.conflicts().filter(slug=slug).first() if slug else None
        if slug and found is None:
            self.add_error("conflict", gettext("There is no conflict “%(slug)s” in the timeline.") % {"slug": slug})
        return values | {"chosen_conflict": found}
