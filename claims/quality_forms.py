"""What is asked for on the page about quality, and on the one that mutes a rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Source
from claims.enums import ClaimKind
from claims.quality import WINDOWS, Scope


class ScopeForm(forms.Form):
    """What the address of the page narrows it to; whatever cannot be read narrows nothing."""

    days = forms.ChoiceField(required=False, choices=list(WINDOWS.items()))
    engine = forms.CharField(required=False, max_length=40, widget=forms.Select)
    source = forms.ModelChoiceField(
        label=gettext_lazy("Outlet"),
        required=False,
        queryset=Source.objects.order_by("name"),
        to_field_name="slug",
        empty_label=gettext_lazy("All outlets"),
    )

    def scope(self) -> Scope:
        """The decisions that were asked for, of the last 30 days unless others were."""
        self.is_valid()
        days = self.cleaned_data.get("days") or "30"
        return Scope(
            days=None if days == "all" else int(days),
            engine=self.cleaned_data.get("engine", ""),
            source=self.cleaned_data.get("source"),
        )


class MuteForm(forms.Form):
    """Which suggestions are to go out of sight, and why."""

    engine = forms.CharField(max_length=40, widget=forms.HiddenInput)
    rule = forms.CharField(max_length=60, widget=forms.HiddenInput)
    source = forms.ModelChoiceField(
        label=gettext_lazy("Outlet"),
        queryset=Source.objects.order_by("name"),
        to_field_name="slug",
        empty_label=gettext_lazy("Choose one"),
        help_text=gettext_lazy("A reviewer can mute a rule for all outlets."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("Any kind")), *ClaimKind.choices]
    )
    phrase = forms.CharField(
        label=gettext_lazy("Only with these words"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("In the proposed claim or its passage; empty for all of the rule’s."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if everywhere:
            self.fields["source"] = forms.ModelChoiceField(
                label=_("Outlet"),
                required=False,
                queryset=Source.objects.order_by("name"),
                to_field_name="slug",
                empty_label=_("All outlets"),
            )
