"""What may be asked of a report in its address; whatever cannot be read narrows nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.reports import Asked, Report
from claims.reports.tables import NOBODY, PERIODS
from claims.reports.waiting import people_with_work
from timeline.models import Event


class ReportForm(forms.Form):
    """The fields that the report knows."""

    what = forms.ChoiceField(label=_("Show"), required=False)
    days = forms.ChoiceField(label=_("Time"), required=False, choices=list(PERIODS.items()))
    person = forms.ChoiceField(label=_("Assigned to"), required=False)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        if report.choices:
            self._choose("what", list(report.choices.items()))
        else:
            del self.fields["what"]
        if not report.period:
            del self.fields["days"]
        if report.by_person:
            people: list[tuple[str, Any]] = [
                (str(person.pk), str(person)) for person in people_with_work(Event.objects.all())
            ]
            self._choose("person", [("", _("Anybody")), (NOBODY, _("Nobody")), *people])
        else:
            del self.fields["person"]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for mypy: they are all declared so above
        field.choices = choices

    def asked(self) -> Asked:
        """What was asked for, or what the report shows unasked."""
        self.is_valid()
        days = self.cleaned_data.get("days") or self.report.period
        what = self.cleaned_data.get("what") or next(iter(self.report.choices), "")
        person = self.cleaned_data.get("person", "")
        return Asked(days=int(days) if days.isdecimal() else None, what=what, person=person)
