"""Fields that several forms of the desk have: a person or a place by name, text in lines, a date as it is typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.models import Actor, Conflict, Place
from actors.resolving import Match, ask, meant, resolve_all
from claims.wording import date_in_words
from lib.naming.standing import Reading
from lib.typed_dates import TypedDateError, context_of, read_typed

# While a date is typed, the line below its field says how it is understood.
_UNDERSTOOD = {"hx-trigger": "input changed delay:250ms", "hx-target": "next .understood", "hx-swap": "innerHTML"}
_DATE_HINT = gettext_lazy(
    "13 March 2025, mid-March 2025, about 13 March 2025, 10–12 March 2025, or EDTF; empty if unknown."
)
_NEAR = 0.5  # from where a match is worth asking about, see actors.resolving


def _listed(matches: list[Match]) -> str:
    return ", ".join(str(match.actor) for match in matches)


class ActorField(forms.CharField):
    """An actor by name, offered from the page's list of names."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": "actor-names", "autocomplete": "off"}))
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Actor | None:
        """The actor of that name. Raises ValidationError where there is none, or more than one."""
        name = " ".join(str(super().clean(value)).split())
        if not name:
            return None
        # Who is filled in speaks or acts: "Moscow" is no city here.
        found = resolve_all([ask(name, reading=Reading.RULERS)])[0]
        sure = meant(found)
        if len(sure) == 1:
            return sure[0].actor
        if sure:
            raise ValidationError(
                _("More than one actor is called %(name)s: %(list)s.") % {"name": name, "list": _listed(sure)}
            )
        if near := meant(found, least=_NEAR):
            raise ValidationError(
                _("No actor is called %(name)s. Do you mean %(list)s? If not, add the actor under “Names” first.")
                % {"name": name, "list": _listed(near)}
            )
        raise ValidationError(
            _("No actor is called %(name)s yet. Add the actor under “Names” first.") % {"name": name}
        )


class PlaceField(forms.CharField):
    """A place by name, offered from the page's list of names."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": "place-names", "autocomplete": "off"}))
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Place | None:
        """The place of that name. Raises ValidationError where there is none."""
        name = " ".join(str(super().clean(value)).split())
        if not name:
            return None
        place = Place.objects.called(name)
        if place is None:
            raise ValidationError(_("No place is called %(name)s in the gazetteer.") % {"name": name})
        return place


class TextInLines(forms.CharField):
    """Text of several lines. Browsers send line breaks as CR LF; the captures that words are quoted from have LF."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> Any:
        """The text with the line breaks that it was shown with."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class EDTFInput(forms.CharField):
    """A date as precise as it is known, typed in words or as EDTF; its value is EDTF."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _DATE_HINT)
        shown = {"autocomplete": "off", "hx-get": reverse_lazy("claims:date_in_words")} | _UNDERSTOOD
        super().__init__(max_length=64, widget=forms.TextInput(attrs=shown), **kwargs)
        self.near = ""

    def near_to(self, *dates: str) -> None:
        """Read a date without a year as the one nearest to the first of these that says its year."""
        self.near = context_of(*dates)
        if self.near:
            asked = urlencode({"near": self.near})
            self.widget.attrs["hx-get"] = f"{reverse('claims:date_in_words')}?{asked}"

    def in_words(self, value: str) -> str:
        """What stands in the field as a person reads it, where two people's dates are compared."""
        return date_in_words(value)

    def clean(self, value: Any) -> str:
        """The date as EDTF. Raises ValidationError with what is missing or in doubt."""
        typed = str(super().clean(value))
        try:
            return read_typed(typed, near=self.near).edtf
        except TypedDateError as error:
            raise ValidationError(str(error), code="date") from error


def dates_near(form: forms.Form, *dates: str, conflict: Conflict) -> None:
    """Have the form's date fields read dates without a year near to these, else within a conflict of one year."""
    fields = [field for field in form.fields.values() if isinstance(field, EDTFInput)]
    span = f"{conflict.start_edtf}/{conflict.end_edtf}" if conflict.start_edtf and conflict.end_edtf else ""
    for field in fields:
        field.near_to(*dates, span)
