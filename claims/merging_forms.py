"""What is filled in to make one claim of two, or two of one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.form_fields import TextInLines
from claims.models import Claim, Evidence


class ReasonForm(forms.Form):
    """Why something is done that cannot be read off from what it does."""

    reason = TextInLines(label=_("Reason"), rows=3, max_length=2000)


class MergeForm(ReasonForm):
    """The other claim or event, both as they were read, and why they are one."""

    into = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    into_version = forms.IntegerField(widget=forms.HiddenInput)


class SplitForm(forms.Form):
    """Which passages the new claim rests on, and whether the old one keeps them."""

    evidence: forms.ModelMultipleChoiceField[Evidence] = forms.ModelMultipleChoiceField(
        Evidence.objects.none(), error_messages={"required": _("Choose at least one of its passages.")}
    )
    move = forms.ChoiceField(
        label=_("The passages"),
        choices=[("", _("support both claims")), ("yes", _("go to the new claim"))],
        required=False,
    )
    reason = TextInLines(label=_("Reason"), rows=2, max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "split-%s", **kwargs})
        self.fields["evidence"].queryset = claim.evidence.all()  # type: ignore[attr-defined]

    def clean_move(self) -> bool:
        """Whether the old claim gives the passages away."""
        return bool(self.cleaned_data["move"])
