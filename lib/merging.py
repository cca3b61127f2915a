"""The page on which one thing is merged into another: which one, as it was read, carried out or refused."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lib.form_data import sent_again
from lib.form_errors import add_errors
from lib.versions import StaleVersionError, Versioned

OVERTAKEN = _("One of them was changed after you opened this page, so nothing was done. Read it again below.")

FormT = TypeVar("FormT", bound=forms.Form)


class Mergeable(Versioned, Protocol):
    """What is merged."""

    pk: int


def refused(form: forms.Form, carry_out: Callable[[dict[str, Any]], object]) -> int | None:
    """Carry out what was sent; the status to show the form again with, None once it is done."""
    if not form.is_valid():
        return 422
    try:
        carry_out(form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return 422
    except StaleVersionError:
        form.add_error(None, OVERTAKEN)
        return 409
    return None


def as_read(kind: type[FormT], sent: FormT | None, thing: Mergeable, into: Mergeable | None) -> FormT:
    """The form on both as they stand now; one that was refused keeps what was typed."""
    numbers = {"into": into.pk, "version": thing.version, "into_version": into.version} if into else {}
    if sent is None:
        return kind(initial=numbers)
    # What was read is on the page again, as it stands now.
    sent_again(sent, **numbers)
    return sent
