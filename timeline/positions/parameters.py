"""What the pages of positions can be asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from timeline.parameter_fields import DayField, SlugsField
from timeline.parameters import PageParameters


class DayParameters(PageParameters):
    """As things stood on a day, as of a moment."""

    on = DayField(required=False, max_length=64)


class IssueParameters(DayParameters):
    """Whose positions on one issue."""

    actor = SlugsField(required=False)
    side = forms.SlugField(required=False, max_length=80)
    repeatable = frozenset({"actor"})


class MatrixParameters(IssueParameters):
    """Which actors and issues, and the day with which another one is compared."""

    since = DayField(required=False, max_length=64)
    conflict = forms.SlugField(required=False, max_length=80)
    issue = forms.SlugField(required=False, max_length=80)
    page = forms.IntegerField(required=False, min_value=1, max_value=1000)
    issues_page = forms.IntegerField(required=False, min_value=1, max_value=1000)

    def clean(self) -> dict[str, Any]:
        """The day compared with is not behind the one that is shown."""
        values = super().clean()
        on, since = values.get("on"), values.get("since")
        if on and since and since > on:
            self.add_error("since", _("This day comes after the one that is shown (“on”)."))
        return values


class CompareParameters(DayParameters):
    """Two actors."""

    actor = SlugsField(required=False)
    repeatable = frozenset({"actor"})
