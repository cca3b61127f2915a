"""What is asked for on the inbox: what to look for, and what to do with the reports that were chosen."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles.enums import Reliability
from articles.models import Source
from claims import actions
from claims.inbox import LANGUAGES, Wanted, people_of_the_desk
from claims.models import InboxStep
from lib.kept_questions import KeptQuestion
from lib.plain_select import PlainSelect

_MORNING = time(6, tzinfo=UTC)
SNOOZES = {
    "tomorrow": gettext_lazy("Tomorrow"),
    "week": gettext_lazy("Next Monday"),
    "date": gettext_lazy("On the date"),
}


@KeptQuestion
def _outlets() -> QuerySet[Source, tuple[str, str]]:
    return Source.objects.order_by("name").values_list("slug", "name")


class LookForm(forms.Form):
    """What the inbox is narrowed to, beside its parts."""

    show = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(
        label=gettext_lazy("Words of the title"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    source = forms.ChoiceField(label=gettext_lazy("Outlet"), required=False, widget=PlainSelect)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False, widget=PlainSelect)
    reliability = forms.ChoiceField(
        label=gettext_lazy("Reliability"),
        required=False,
        choices=[("", gettext_lazy("Any reliability")), *Reliability.choices],
        widget=PlainSelect,
    )
    followed = forms.BooleanField(label=gettext_lazy("Followed only"), required=False)
    changed = forms.BooleanField(label=gettext_lazy("Source changed"), required=False)

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(initial=vars(wanted))
        known: dict[str, Any] = LANGUAGES | (
            {wanted.language: wanted.language} if wanted.language not in {"", *LANGUAGES} else {}
        )
        outlets = cast("forms.ChoiceField", self.fields["source"])
        outlets.choices = [("", _("All outlets")), *_outlets.ask()]
        languages = cast("forms.ChoiceField", self.fields["language"])
        languages.choices = [("", _("Any language")), *known.items()]


class ActForm(forms.Form):
    """What to do with the reports that were chosen."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Assign to"),
        required=False,
        queryset=User.objects.none(),
        to_field_name="username",
        empty_label=gettext_lazy("Nobody"),
        widget=PlainSelect,
    )
    snooze = forms.ChoiceField(
        label=gettext_lazy("Put off until"), required=False, choices=list(SNOOZES.items()), widget=PlainSelect
    )
    until = forms.DateField(
        label=gettext_lazy("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason to dismiss"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        field, people = cast("forms.ModelChoiceField[User]", self.fields["to"]), people_of_the_desk.ask()
        if data is not None:
            field.queryset = User.objects.filter(pk__in=[one.pk for one in people])
        # Django would read them through a cursor, which takes four round trips.
        field.choices = [("", field.empty_label), *((one.username, str(one)) for one in people)]

    @property
    def chosen(self) -> list[int]:
        """The reports that were chosen."""
        picked = self.data.getlist("items") if isinstance(self.data, QueryDict) else []
        return [int(pk) for pk in dict.fromkeys(picked) if pk.isdecimal() and len(pk) < 18]

    def carry_out(self, by: User) -> InboxStep | None:
        """Do what the pressed button says; None, with the errors on the form, where that cannot be done."""
        if not self.is_valid():
            return None
        steps: dict[str, Callable[[], InboxStep]] = {
            "assign": lambda: actions.assign_items(items=self.chosen, to=self.cleaned_data["to"], by=by),
            "assign_me": lambda: actions.assign_items(items=self.chosen, to=by, by=by),
            "snooze": lambda: actions.snooze_items(items=self.chosen, until=self._until(), by=by),
            "dismiss": lambda: actions.dismiss_items(items=self.chosen, reason=self.cleaned_data["reason"], by=by),
            "reopen": lambda: actions.reopen_items(items=self.chosen, by=by),
        }
        # Enter in the field of the reason presses no button.
        pressed = self.data.get("do") or ("dismiss" if self.cleaned_data["reason"] else "")
        if pressed not in steps:
            self.add_error(None, _("Say what to do with the reports."))
            return None
        try:
            return steps[pressed]()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.add_error(name if name in self.fields else None, messages)
            return None

    def _until(self) -> datetime:
        today = timezone.now().date()
        days: dict[str, date | None] = {
            "tomorrow": today + timedelta(days=1),
            "week": today + timedelta(days=7 - today.weekday()),
            "date": self.cleaned_data["until"],
        }
        day = days.get(self.cleaned_data["snooze"] or "tomorrow")
        if day is None:
            raise ValidationError({"until": _("Say until which date.")})
        return datetime.combine(day, _MORNING)

    @property
    def faults(self) -> list[Any]:
        """Everything that is wrong, once."""
        return list(dict.fromkeys(message for messages in self.errors.values() for message in messages))
