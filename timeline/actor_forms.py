"""What the pages of actors may be asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actors.enums import ActorKind
from claims.enums import Verdict
from lib.edtf_dates import DatePrecision
from timeline.actor_record import UNDATED
from timeline.parameter_fields import FuzzyDateField
from timeline.parameters import PageParameters

_MOST_PAGES = 10_000


class DayField(FuzzyDateField):
    """One day; gives a date or None."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError where the text is not a day."""
        found = super().clean(value)
        if found is None:
            return None
        if found.precision != DatePrecision.DAY:
            raise ValidationError(gettext("“%(text)s” is not one day. Write 2025-03-14.") % {"text": found.edtf})
        return found.earliest.date()


class SaidField(FuzzyDateField):
    """A month or a year in which something was said, or "none" for what is not dated so exactly."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError where the text is neither."""
        return UNDATED if value == UNDATED else super().clean(value)


class _OnADay(PageParameters):
    """The day as of which things stand."""

    on = DayField(required=False, max_length=64)


class ActorParameters(_OnADay):
    """The page of an actor: which of its claims are listed."""

    verdict = forms.ChoiceField(
        required=False,
        choices=[("", _("any")), *Verdict.choices],
        error_messages={"invalid_choice": _("“%(value)s” is not a verdict of this timeline.")},
    )
    said = SaidField(required=False, max_length=64)


class ActorsParameters(_OnADay):
    """The list of actors."""

    q = forms.CharField(required=False, max_length=80)
    kind = forms.ChoiceField(
        required=False,
        choices=[("", _("any")), *ActorKind.choices],
        error_messages={"invalid_choice": _("“%(value)s” is not a kind of actor.")},
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=_MOST_PAGES)
