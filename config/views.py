"""Pages for machines that watch the application or collect its pages."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

_ROBOTS = """\
User-agent: *
Disallow: /accounts/
Disallow: /admin/
Disallow: /api/
Disallow: /desk/
Disallow: /*/accounts/
Disallow: /*/desk/
"""


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What programs that collect pages need not ask for: what asks who is there."""
    return HttpResponse(_ROBOTS, content_type="text/plain")


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process is up."""
    return HttpResponse("ok\n", content_type="text/plain")
