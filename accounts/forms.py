"""What people fill in about their accounts."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.enums import DigestRhythm, NotificationKind, TokenScope
from accounts.models import User


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=100, label=_("What it is for"), help_text=_("So that you know later what to revoke.")
    )
    scope = forms.ChoiceField(choices=TokenScope.choices, label=_("What it may do"))


class ChoicesForm(forms.Form):
    """Which kinds of notifications a person wants, on the desk and by mail, and how often mails are sent."""

    digest = forms.ChoiceField(
        choices=DigestRhythm.choices,
        label=_("Mail me"),
        help_text=_("Mails have counts and links only, and come at most this often; daily ones from 6:00 UTC on."),
    )

    language = forms.ChoiceField(
        choices=settings.LANGUAGES,
        required=False,
        label=_("Language of mails and notifications"),
        help_text=_("Pages are in the language that you choose at their foot."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        chosen = {choice.kind: choice for choice in user.notification_choices.all()}
        initial: dict[str, Any] = {"digest": user.digest, "language": user.language}
        for kind in NotificationKind:
            choice = chosen.get(kind)
            initial |= {
                f"{kind}-desk": choice.on_desk if choice else True,
                f"{kind}-mail": choice.by_mail if choice else True,
            }
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for kind in NotificationKind:
            self.fields[f"{kind}-desk"] = forms.BooleanField(required=False)
            self.fields[f"{kind}-mail"] = forms.BooleanField(required=False)

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each kind in words, with its box for the desk and the one for mails."""
        return [(str(kind.label), self[f"{kind}-desk"], self[f"{kind}-mail"]) for kind in NotificationKind]

    def choices(self) -> dict[str, tuple[bool, bool]]:
        """{kind: (on the desk, by mail)}"""
        return {
            kind.value: (self.cleaned_data[f"{kind}-desk"], self.cleaned_data[f"{kind}-mail"])
            for kind in NotificationKind
        }
