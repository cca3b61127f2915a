"""What editors fill in about events."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from actors.enums import PlacePrecision
from actors.models import Conflict
from claims.forms import ActorField, EDTFInput, PlaceField, dates_near
from timeline.actions import EventContent
from timeline.enums import EventRole, EventType


class RoleForm(forms.Form):
    """One actor of an event."""

    actor = ActorField()
    role = forms.ChoiceField(choices=EventRole.choices, initial=EventRole.PARTICIPANT, required=False)


RoleFormSet = formset_factory(RoleForm, extra=2, max_num=40, absolute_max=60)


class EventForm(forms.Form):
    """Everything that an event says; `content()` is what the actions take."""

    title = forms.CharField(max_length=200)
    summary = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    type = forms.ChoiceField(choices=EventType.choices)
    happened_edtf = EDTFInput(label="Happened")
    place = PlaceField()
    place_precision = forms.ChoiceField(
        label="Precision of the place",
        required=False,
        choices=[("", "the place’s own"), *PlacePrecision.choices],
    )

    people: "BaseFormSet[RoleForm]"

    def __init__(
        self,
        *args: Any,
        conflict: Conflict,
        content: EventContent | None = None,
        prefilled: dict[str, str] | None = None,
        near: str = "",
        **kwargs: Any,
    ) -> None:
        people = []
        if content is not None:
            place = {"place": content.place.name if content.place else "", "place_precision": content.place_precision}
            kwargs["initial"] = content.row() | place | (prefilled or {})
            people = [{"actor": actor.name, "role": role} for actor, role in content.actors]
        super().__init__(*args, **kwargs)
        dates_near(self, content.happened_edtf if content else "", near, conflict=conflict)
        self.conflict = conflict
        self.people = RoleFormSet(
            self.data if self.is_bound else None, initial=people, prefix="people", auto_id=f"{self.auto_id}"
        )

    def is_valid(self) -> bool:
        """Whether the event and everybody in it can be read."""
        people = self.people.is_valid()
        return super().is_valid() and people

    def content(self) -> EventContent:
        """What was filled in, as an event's content."""
        rows = [row.cleaned_data for row in self.people.forms if row.cleaned_data.get("actor")]
        who = [(row["actor"], row["role"] or EventRole.PARTICIPANT) for row in rows]
        return EventContent(conflict=self.conflict, actors=tuple(dict.fromkeys(who)), **self.cleaned_data)


class NoteForm(forms.Form):
    """The correction note of a publication that changes published facts."""

    note = forms.CharField(
        label="Correction note",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers see it: what was wrong, and what is right.",
    )
