"""`/api/v1/` and `/reconcile`: the routers of the apps under one roof, and errors as RFC 9457 has them."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from articles.api import router as articles
from lib.problems import problem
from timeline.reconcile import router as reconcile

api = NinjaAPI(
    title="Attested",
    version="1",
    description="Bring articles in. Errors are application/problem+json (RFC 9457).",
    urls_namespace="api",
    docs_url=None,
)
api.add_router("/", articles)
# By the protocol of others, which describes itself in its manifest. It reads no cookie and changes nothing.
reconciliation = NinjaAPI(
    title="Attested: actors", version="0.2", urls_namespace="reconcile", docs_url=None, openapi_url=None
)
reconciliation.add_router("/", reconcile)


@api.exception_handler(AuthenticationError)
def no_token(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """Without a token, or with one that is revoked or for something else."""
    return problem(
        401, "Show a token for this with “Authorization: Bearer …”.", headers={"WWW-Authenticate": "Bearer"}
    )


@reconciliation.exception_handler(ValidationError)
@api.exception_handler(ValidationError)
def not_understood(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Fields that are missing, or are not what they have to be, each by its name."""
    errors = [
        {"pointer": "/".join(str(part) for part in found["loc"][-2:] if part != "body"), "detail": found["msg"]}
        for found in error.errors
    ]
    return problem(400, "The request has fields that cannot be read.", errors=errors)


@api.exception_handler(PermissionDenied)
def not_allowed(_request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    """The token's person may not do this."""
    return problem(403, str(error))


@reconciliation.exception_handler(RequestDataTooBig)
@api.exception_handler(RequestDataTooBig)
def too_big(_request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    """More than is read into memory."""
    return problem(413, "The request is too large; send a long text or a page as a file, to articles/files.")


@api.exception_handler(Http404)
def not_there(_request: HttpRequest, _error: Http404) -> HttpResponse:
    """Nothing has this number or address."""
    return problem(404)


@reconciliation.exception_handler(Throttled)
def too_often(_request: HttpRequest, _error: Throttled) -> HttpResponse:
    """More from one address than `RECONCILE_PER_MINUTE`; ninja says in `Retry-After` when to come again."""
    detail = "Too many requests from your address in this minute. “Retry-After” says in how many seconds to go on."
    return problem(429, detail, headers={"Access-Control-Allow-Origin": "*"})


@reconciliation.exception_handler(HttpError)
@api.exception_handler(HttpError)
def refused(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja itself refuses, such as a body that is no JSON."""
    return problem(error.status_code, str(error))
