"""Answers that are the same for everybody: no cookie is read or set, so that any cache may keep and share them."""

from functools import wraps
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from lib.problems import problem
from timeline.freshness import shared_tag
from timeline.views import View


def shared_page(view: View) -> View:
    """Readable by anybody, with an ETag; unlike `public_page` it does not ask who is there."""
    conditional = condition(etag_func=shared_tag)(view)

    @require_safe
    @wraps(view)
    def page(request: HttpRequest, **path: Any) -> HttpResponseBase:
        response = conditional(request, **path)
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            del response["ETag"]  # "not modified" is no answer to a question that is refused
        patch_cache_control(response, no_cache=True, public=True)
        return response

    return page


def refused(form: forms.Form) -> JsonResponse:
    """What is wrong with the parameters, each named, for programs."""
    errors = [
        {"detail": str(message), "pointer": "" if name == "__all__" else name}
        for name, messages in form.errors.items()
        for message in messages
    ]
    words = "; ".join(f"{error['pointer'] or 'unknown'}: {error['detail']}" for error in errors)
    return problem(HTTPStatus.BAD_REQUEST, words, errors=errors)
