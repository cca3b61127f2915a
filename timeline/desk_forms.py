"""What editors fill in about events."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy, pgettext_lazy

from actors.enums import PlacePrecision
from actors.models import Conflict
from claims.form_fields import ActorField, EDTFInput, PlaceField, dates_near
from claims.models import Claim
from lib.typed_counts import Count, TypedCountError, read_count
from timeline.actions import EventContent
from timeline.enums import EventLinkKind, EventRole, EventType, FigureKind
from timeline.models import Event, Figure


class RoleForm(forms.Form):
    """One actor of an event."""

    actor = ActorField()
    role = forms.ChoiceField(choices=EventRole.choices, initial=EventRole.PARTICIPANT, required=False)


RoleFormSet = formset_factory(RoleForm, extra=2, max_num=40, absolute_max=60)


# The small map follows the place and its precision while they are chosen.
_ON_THE_MAP = {
    "hx-get": reverse_lazy("timeline:desk_place_map"),
    "hx-trigger": "input changed delay:300ms",
    "hx-target": "#place-map",
    "hx-include": "[name='place'], [name='place_precision']",
}


class EventForm(forms.Form):
    """Everything that an event says; `content()` is what the actions take."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    summary = forms.CharField(
        label=gettext_lazy("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    type = forms.ChoiceField(label=pgettext_lazy("event", "Type"), choices=EventType.choices)
    happened_edtf = EDTFInput(label=gettext_lazy("Happened"))
    place = PlaceField(label=gettext_lazy("Place"))
    place_precision = forms.ChoiceField(
        label=gettext_lazy("Precision of the place"),
        required=False,
        choices=[("", gettext_lazy("the place’s own")), *PlacePrecision.choices],
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
        for name in ("place", "place_precision"):
            self.fields[name].widget.attrs |= _ON_THE_MAP
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


class CountField(forms.CharField):
    """A number of people or a range of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("How many"),
            max_length=40,
            help_text=gettext_lazy("5, 3-7, at least 5 or up to 7"),
            **kwargs,
        )

    def clean(self, value: Any) -> Count:
        """The range. Raises ValidationError for what cannot be compared, such as "dozens"."""
        try:
            return read_count(str(super().clean(value)))
        except TypedCountError as error:
            raise ValidationError(str(error), code="count") from error


class CountForm(forms.Form):
    """How many people a figure counts; `figure` is the one that is changed, None for a new one."""

    count = CountField()

    def __init__(self, *args: Any, figure: Figure | None = None, **kwargs: Any) -> None:
        if figure is not None:
            kwargs |= {"initial": {"count": str(figure.count)}, "auto_id": f"figure-{figure.pk}-%s"}
        super().__init__(*args, **kwargs)
        self.figure = figure


class FigureForm(CountForm):
    """A new figure, tied to one of the event's claims."""

    kind = forms.ChoiceField(label=gettext_lazy("Whom"), choices=FigureKind.choices)
    claim = forms.ModelChoiceField(Claim.objects.none(), label=gettext_lazy("By which claim"), empty_label=None)

    field_order = ("kind", "count", "claim")

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="new-figure-%s", **kwargs)
        field = cast("forms.ModelChoiceField[Claim]", self.fields["claim"])
        field.queryset = event.claims.order_by("event_claims__position")


class LinkForm(forms.Form):
    """What an event followed from, and on whose word."""

    kind = forms.ChoiceField(label=gettext_lazy("This event"), choices=EventLinkKind.choices)
    other = forms.ModelChoiceField(
        Event.objects.none(),
        label=gettext_lazy("Which event"),
        error_messages={"required": gettext_lazy("Find the other event and choose it from the list.")},
    )
    claim = forms.ModelChoiceField(
        Claim.objects.none(),
        label=gettext_lazy("On the word of which claim"),
        required=False,
        empty_label=gettext_lazy("none: see the note"),
    )
    note = forms.CharField(
        label=gettext_lazy("Note of the newsroom"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Readers see it. Without a claim it is what the link rests on: why do we say so?"),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        kwargs["auto_id"] = "new-link-%s"
        super().__init__(*args, **kwargs)
        others = cast("forms.ModelChoiceField[Event]", self.fields["other"])
        others.queryset = Event.objects.beside(event)
        claims = cast("forms.ModelChoiceField[Claim]", self.fields["claim"])
        claims.queryset = event.claims.order_by("event_claims__position")


class NoteForm(forms.Form):
    """The correction note of a publication that changes published facts."""

    note = forms.CharField(
        label=gettext_lazy("Correction note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Readers see it: what was wrong, and what is right."),
    )


class PublishAloneForm(NoteForm):
    """What somebody says who publishes their own event because it cannot wait."""

    urgency = forms.CharField(
        label=gettext_lazy("Why it cannot wait for a second person"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For the desk."),
    )
