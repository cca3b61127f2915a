"""What is filled in about publications to come, embargoes, withdrawals, merges and splits."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.form_fields import TextInLines
from claims.merging_forms import ReasonForm
from claims.models import Claim
from timeline.newsroom import NewsroomMomentField, zone


class ScheduleForm(forms.Form):
    """When an event is to be published, with the note of a correction."""

    at = NewsroomMomentField(label=gettext_lazy("Publish at"))
    note = TextInLines(label=gettext_lazy("Correction note"), required=False, rows=3, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "schedule-%s", **kwargs})
        self.fields["at"].help_text = _("Newsroom time (%(key)s).") % {"key": zone().key}
        self.fields["note"].help_text = _("Readers see it: what was wrong, and what is right.")


class EmbargoForm(forms.Form):
    """Until when nobody publishes an event; an empty moment lifts the embargo."""

    until = NewsroomMomentField(label=gettext_lazy("Nobody publishes it before"), required=False)
    reason = TextInLines(label=gettext_lazy("Reason"), rows=2, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "embargo-%s", **kwargs})
        self.fields["until"].help_text = _("Newsroom time (%(key)s); empty lifts the embargo.") % {"key": zone().key}


class SplitForm(ReasonForm):
    """Which claims go to the new event."""

    claims: forms.ModelMultipleChoiceField[Claim] = forms.ModelMultipleChoiceField(
        Claim.objects.none(), error_messages={"required": gettext_lazy("Choose at least one of its claims.")}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "split-%s", **kwargs})
        self.fields["claims"].queryset = event.claims.all()  # type: ignore[attr-defined]
