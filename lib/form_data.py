"""What was sent in a form, to show the form again."""

from typing import Any

from django import forms
from django.http import QueryDict


def sent_again(form: forms.BaseForm, **values: Any) -> None:
    """Keep what was typed, with these fields as they stand now: such as the version that is on the page again."""
    data = form.data.copy() if isinstance(form.data, QueryDict) else QueryDict(mutable=True)
    for name, value in values.items():
        data[form.add_prefix(name)] = str(value)
    form.data = data
