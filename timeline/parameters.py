"""What a public page may be asked: a wrong or an unknown parameter is refused by its name, none is ignored."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render

from timeline.filters import given_once, no_such_parameter
from timeline.parameter_fields import MomentField


def refuse_unknown(form: forms.BaseForm, given: QueryDict, *, repeatable: frozenset[str] = frozenset()) -> None:
    """Say of each parameter that the page does not know, or that is given twice, that it is so."""
    for name, values in given.lists():
        if name not in form.fields:
            form.add_error(None, no_such_parameter(name))
        elif name not in repeatable and len(values) > 1:
            form.add_error(name, given_once(name))


class PageParameters(forms.Form):
    """As of when a page is shown. Pages that can be asked more extend it."""

    as_of = MomentField(required=False, max_length=64)
    repeatable: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters)
        self.parameters = parameters

    def clean(self) -> dict[str, Any]:
        """Refuse what the page does not know."""
        refuse_unknown(self, self.parameters, repeatable=self.repeatable)
        values: dict[str, Any] = self.cleaned_data
        return values


def refused(request: HttpRequest, form: forms.BaseForm) -> HttpResponse:
    """What is wrong with the parameters of an address, each by its name."""
    return render(request, "timeline/bad_address.html", {"form": form}, status=HTTPStatus.BAD_REQUEST)


View = Callable[..., HttpResponseBase]


def asked(form: type[PageParameters] = PageParameters) -> Callable[[View], View]:
    """The view gets the checked parameters as `asked`; what is wrong with them is a page of its own (400)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, **path: Any) -> HttpResponseBase:
            parameters = form(request.GET)
            if not parameters.is_valid():
                return refused(request, parameters)
            return view(request, asked=parameters.cleaned_data, **path)

        return page

    return decorate
