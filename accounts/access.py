"""Who may open a page of the desk: one decorator, used by every view."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from lib.htmx import HtmxHttpRequest
from lib.languages import here

P = ParamSpec("P")


class PersonRequest(HtmxHttpRequest):
    """A request by somebody who has logged in."""

    user: User


class DeskRequest(PersonRequest):
    """A request by somebody who may use the desk."""


PersonView = Callable[Concatenate[PersonRequest, P], HttpResponse]
DeskView = Callable[Concatenate[DeskRequest, P], HttpResponse]


def _to_login(request: HttpRequest, home: str = "/desk/") -> HttpResponse:
    """The log-in, and from there back to the page, or `home`; what was sent has to be sent again."""
    htmx = getattr(request, "htmx", None)
    if isinstance(htmx, HtmxDetails) and htmx:
        # It follows a redirect by itself and would put the log-in's form where a card was.
        login = redirect_to_login(htmx.current_url_abs_path or here(home))
        return HttpResponseClientRedirect(login.url)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else here(home))


def desk_view(permission: str = "claims.use_desk") -> Callable[[DeskView[P]], Callable[..., HttpResponse]]:
    """Open the view to people of the desk who have the permission.

    Nobody else learns that the page exists: without a log-in it leads to the log-in, for a reader it is a 404. A
    colleague whose role does not reach so far is told so with a 403.
    """

    def decorate(view: DeskView[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            user = request.user
            if not isinstance(user, User) or not user.is_authenticated:
                return _to_login(request)
            if not user.has_perm("claims.use_desk"):
                raise Http404
            if not user.has_perm(permission):
                raise PermissionDenied(_("Your role does not allow this."))
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # it is one now: the checks above say so

        return opened

    return decorate


def person_view(home: str) -> Callable[[PersonView[P]], Callable[..., HttpResponse]]:
    """Open the view to whoever has logged in, readers included; others to the log-in, and on to `home`."""

    def decorate(view: PersonView[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_login(request, home)
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # it is one now: the check above says so

        return opened

    return decorate
