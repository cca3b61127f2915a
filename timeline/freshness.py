"""Conditional requests: the newest entry, withdrawal and merge say how fresh public pages are."""

import hashlib
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from timeline.published import Published, published


@cache
def _release() -> str:
    """A digest of what pages are made with, so that a new release is not answered with "not modified"."""
    digest = hashlib.sha256()
    for folder in ("templates", "static", "timeline", "claims/templatetags", "config/locale"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            if path.suffix in {".html", ".css", ".js", ".po", ".py", ".svg"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def published_state(request: HttpRequest) -> Published:
    """What is published, asked once for a request."""
    kept: Published | None = vars(request).get("published_state")
    if kept is None:
        kept = vars(request)["published_state"] = published()
    return kept


def tag_of(response: HttpResponse) -> str:
    """The ETag of a page that shows what gazetteers say now: that of what is on it, which tells nothing else."""
    return f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'


def entity_tag(request: HttpRequest, **_: Any) -> str | None:
    """The ETag of a public page, or None for people who are logged in: their pages carry their name and tokens."""
    return None if settings.SESSION_COOKIE_NAME in request.COOKIES else shared_tag(request)


def shared_tag(request: HttpRequest, **_: Any) -> str | None:
    """The ETag of what reads the same for everybody, logged in or not."""
    if settings.DEBUG:
        return None
    body = [request.headers.get(name, "") for name in ("HX-Request", "HX-Target", "HX-History-Restore-Request")]
    # Some pages say which day it is: when somebody read them, and what changed in the last days.
    asked = f"{request.get_full_path()} {body} {published_state(request)} {timezone.now():%Y-%m-%d} {_release()}"
    return f'"{hashlib.sha256(asked.encode(errors="replace")).hexdigest()[:32]}"'
