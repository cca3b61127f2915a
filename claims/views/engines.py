"""The engines that propose claims."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from accounts.access import DeskRequest, desk_view
from claims.engines.overview import currency, overview
from lib.htmx import render_page


@require_GET
@desk_view()
def engines(request: DeskRequest) -> HttpResponse:
    """Each engine with its health, what it found, and what it costs; settings alone change it.

    The page asks again while somebody looks at it.
    """
    context = {"nav": "desk", "engines": overview(), "currency": currency()}
    return render_page(request, "claims/engines.html", context, partial="engines")
