"""Conditional requests: the newest entry and the newest withdrawal say how fresh every public page is."""

import hashlib
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Subquery
from django.http import HttpRequest
from django.utils import timezone

from timeline.models import Entry, Withdrawal


@cache
def _release() -> str:
    """A digest of what pages are made with, so that a new release is not answered with "not modified"."""
    digest = hashlib.sha256()
    for folder in ("templates", "static", "timeline", "claims/templatetags", "config/locale"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            if path.suffix in {".html", ".css", ".js", ".po", ".py", ".svg"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def entity_tag(request: HttpRequest, **_: Any) -> str | None:
    """The ETag of a public page, or None for people who are logged in: their pages carry their name and tokens."""
    return None if settings.SESSION_COOKIE_NAME in request.COOKIES else shared_tag(request)


def shared_tag(request: HttpRequest, **_: Any) -> str | None:
    """The ETag of what reads the same for everybody, logged in or not."""
    if settings.DEBUG:
        return None
    withdrawn = Withdrawal.objects.order_by("-pk").values("pk")[:1]
    newest = Entry.objects.order_by("-pk").values_list("pk", Subquery(withdrawn)).first()
    body = [request.headers.get(name, "") for name in ("HX-Request", "HX-Target", "HX-History-Restore-Request")]
    # Some pages say which day it is: when somebody read them, and what changed in the last days.
    asked = f"{request.get_full_path()} {body} {newest} {timezone.now():%Y-%m-%d} {_release()}"
    return f'"{hashlib.sha256(asked.encode(errors="replace")).hexdigest()[:32]}"'
