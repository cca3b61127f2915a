"""Requests that may come from htmx, and the fragments that answer them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


class HtmxHttpRequest(HttpRequest):
    """A request after `HtmxMiddleware`."""

    htmx: HtmxDetails


def render_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, partial: str, status: int = 200
) -> HttpResponse:
    """The whole page, or its named partial where htmx asks for it; caches keep the two bodies apart."""
    wants_partial = isinstance(getattr(request, "htmx", None), HtmxDetails) and bool(request.htmx)  # type: ignore[attr-defined]
    history = wants_partial and request.htmx.history_restore_request  # type: ignore[attr-defined]
    name = f"{template}#{partial}" if wants_partial and not history else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
