"""The engines that propose claims."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import DeskRequest, desk_view
from claims.engines.overview import currency, overview


@require_GET
@desk_view()
def engines(request: DeskRequest) -> HttpResponse:
    """Each engine with its health, what it found, and what it costs; settings alone change it."""
    return render(request, "claims/engines.html", {"nav": "desk", "engines": overview(), "currency": currency()})
