"""A form that is sent twice is carried out once: by the key that `{% once %}` puts into it."""

import hashlib
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.models import User
from claims.actions.together import begin_sending, end_sending
from claims.models import SentForm
from lib.languages import here, without_language

KEY = "once"
_DESK = "/desk/"
_FRAGMENT_KEPT = 600  # seconds; without it htmx loads the page again
_AS_EVER = {
    # Pages send these by themselves, again and again, with all that stands in the form.
    "claims:here",
    "claims:keep_draft",
    # It only looks, and waits for other people's servers meanwhile, which no transaction may.
    "articles:find_feeds",
    # Its answer shows a secret that is kept nowhere: whoever sees only the second answer needs a second one.
    "articles:bookmarklet",
}
_NOT_CONTENT = {KEY, "csrfmiddlewaretoken"}


class OnceMiddleware:
    """Carries out each form of the desk once; the view and the row of its key are one transaction.

    A form that was sent already leads to where it led the first time. A form without a key is carried out as ever.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing but the view is inside of the transaction; see `process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The view's answer, or the one that it gave before; None where the form has no key."""
        if (
            request.method != "POST"
            or not without_language(request.path).startswith(_DESK)
            or not request.POST.get(KEY)
        ):
            return None
        if request.resolver_match is not None and request.resolver_match.view_name in _AS_EVER:
            return None
        user = request.user
        if not isinstance(user, User) or not user.has_perm("claims.use_desk"):
            return None  # the view says so
        try:
            key = UUID(request.POST[KEY])
        except ValueError:
            return _refused(request, _("This form has no readable key."), status=400)
        with transaction.atomic():
            return _once(request, user, key, lambda: view(request, *args, **kwargs))


def _once(request: HttpRequest, user: User, key: UUID, act: Callable[[], HttpResponse]) -> HttpResponse:
    path, digest = request.path[:300], _digest(request)
    sent, is_first = begin_sending(key=key, path=path, digest=digest, by=user)
    if sent.by_id != user.pk or sent.path != path:
        return _refused(request, _("This form was given to another person, or for something else."), status=409)
    if sent.digest != digest:
        # Somebody went back to the page and changed what is in the form: that is not the same thing sent twice.
        sent, is_first = begin_sending(key=uuid5(key, digest), path=path, digest=digest, by=user)
    if not is_first:
        return _again(request, sent)
    response = act()
    done = response.status_code < 400
    end_sending(sent=sent, location=response.headers.get("Location", ""), done=done, by=user)
    if done and _is_htmx(request) and not response.streaming:
        kept = {name: value for name, value in response.headers.items() if name.startswith("HX-")}
        cache.set(_fragment(sent), (response.status_code, bytes(response.content), kept), _FRAGMENT_KEPT)
    return response


def _again(request: HttpRequest, sent: SentForm) -> HttpResponse:
    """What the form led to when it was carried out: the same page, or for htmx the same fragment while it is kept."""
    if not _is_htmx(request):
        return HttpResponseRedirect(sent.location or _came_from(request))
    kept = cache.get(_fragment(sent))
    if kept is None:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    status, content, headers = kept
    return HttpResponse(content, status=status, headers=headers)


def _came_from(request: HttpRequest) -> str:
    """The desk’s page on which the form stood, where the browser tells; not the address that it was sent to."""
    page = request.headers.get("Referer", "")
    path = urlsplit(page).path
    ours = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()})
    return page if ours and without_language(path).startswith(_DESK) and path != request.path else here(_DESK)


def _refused(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    if _is_htmx(request):
        messages.error(request, _("%(why)s Nothing was changed.") % {"why": why})
        return HttpResponse(status=status, headers={"HX-Refresh": "true"})
    return render(request, "claims/not_sent_once.html", {"nav": "desk", "why": why}, status=status)


def _is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _fragment(sent: SentForm) -> str:
    return f"sent:{sent.pk}"


def _digest(request: HttpRequest) -> str:
    """What the form says, in one word: its fields but for the tokens, and its files by name and size."""
    said = [[name, request.POST.getlist(name)] for name in sorted(request.POST) if name not in _NOT_CONTENT]
    files = [
        [name, [[file.name, file.size] for file in request.FILES.getlist(name)]] for name in sorted(request.FILES)
    ]
    return hashlib.sha256(json.dumps([said, files]).encode()).hexdigest()
