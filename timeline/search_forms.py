"""What people fill in to save a search, and to be told of what it finds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from timeline.enums import MailRhythm
from timeline.models.following import LONGEST_NAME, LONGEST_QUERY, LONGEST_URL


class ChangeForm(forms.Form):
    name = forms.CharField(max_length=LONGEST_NAME, label=_("Name"))
    mail = forms.ChoiceField(
        choices=MailRhythm.choices,
        initial=MailRhythm.NEVER,
        label=_("Mail me what it finds"),
        help_text=_("Daily mails come from 6:00 UTC on, weekly ones on Mondays."),
    )


class SearchForm(ChangeForm):
    query = forms.CharField(max_length=LONGEST_QUERY, required=False, widget=forms.HiddenInput)


class WebhookForm(forms.Form):
    url = forms.CharField(
        max_length=LONGEST_URL,
        label=_("Address"),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("It is sent a signed message for each entry that the search finds."),
    )
