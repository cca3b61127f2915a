"""`/reconcile`: names in other people's tables to actors, by the W3C community's Reconciliation Service API 0.2.

Only actors of public entries are known here, by the names that readers know them by. What the service offers is in
its manifest; what it does not (`extend`, suggestions of types and properties) is refused when it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import override
from ninja import Router, Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from actors.enums import ActorKind
from actors.resolving import Match, ask, meant, resolve_all
from lib.edtf_dates import FuzzyDate
from lib.naming.ranking import Asked
from lib.problems import problem
from lib.rate_limits import EachMinute
from timeline.published_actors import Published

router = Router(tags=["reconciliation"], throttle=EachMinute("RECONCILE_PER_MINUTE"))
MOST_QUERIES, LONGEST_NAME, MOST_RESULTS = 50, 200, 50
_SUGGESTED = 10
_OF_ANOTHER_KIND = 0.8  # where a query's type is wished for and not demanded
_TYPES = {kind.value: kind for kind in ActorKind}


def _of_one(value: Any) -> Any:
    """A property's value as text: a reconciled cell is an object, and several values stand for the first."""
    value = value[0] if isinstance(value, list) and value else value
    value = (value.get("name") or value.get("id")) if isinstance(value, dict) else value
    return str(value) if isinstance(value, int | float) else value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _date(value: str) -> str:
    FuzzyDate.parse(value)
    return value


class Property(Schema):
    """What a query says beside the name."""

    model_config = ConfigDict(extra="forbid")

    pid: Literal["language", "date", "country"]
    v: Annotated[str, BeforeValidator(_of_one), StringConstraints(max_length=64)]


class Query(Schema):
    """One name of a batch."""

    model_config = ConfigDict(extra="forbid")

    query: str = Field(max_length=LONGEST_NAME)
    type: Annotated[list[ActorKind], BeforeValidator(_listed)] = []
    type_strict: Literal["any", "all", "should"] = "should"
    limit: int = Field(5, ge=1, le=MOST_RESULTS)
    properties: list[Property] = Field([], max_length=10)

    def said(self, pid: str) -> str:
        """What a property says; "" where it is not given."""
        return next((one.v for one in self.properties if one.pid == pid), "")

    def asked(self) -> Asked:
        """The question for `resolve_all()`. Raises ValueError where the date is none."""
        return ask(self.query, language=self.said("language"), on=_date(self.said("date")))


_BATCH = TypeAdapter(dict[str, Query])


class _RefusedError(ValueError):
    """What cannot be answered; each problem has a field as its `pointer`, and a `detail`."""

    def __init__(self, problems: Sequence[dict[str, str]]) -> None:
        super().__init__("The request has fields that cannot be read.")
        self.problems = problems


def _refusal(error: _RefusedError) -> HttpResponse:
    return problem(400, str(error), errors=error.problems)


def _for_any_origin(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages of other sites may ask: nothing here depends on who asks."""

    @wraps(view)
    def answer(*args: Any, **options: Any) -> HttpResponse:
        response = view(*args, **options)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


router.add_decorator(_for_any_origin, mode="view")


@router.get("reconcile", url_name="service")
def service(request: HttpRequest) -> HttpResponse:
    """What the service is, or with `queries` (a JSON object of queries by key) what it finds for each."""
    try:
        _only(request.GET, "queries")
        return JsonResponse(_answers(request.GET["queries"]) if "queries" in request.GET else manifest())
    except _RefusedError as error:
        return _refusal(error)


@router.post("reconcile", url_name="service")
def batch(request: HttpRequest) -> HttpResponse:
    """The same as a form, as OpenRefine sends it."""
    try:
        _only(request.GET)
        _only(request.POST, "queries")
        return JsonResponse(_answers(request.POST.get("queries", "")))
    except _RefusedError as error:
        return _refusal(error)


@router.api_operation(["OPTIONS"], "reconcile", url_name="service", throttle=[])
def preflight(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # ninja takes no other name
    """What a browser asks before it lets a page of another site ask."""
    return HttpResponse(status=204, headers={"Access-Control-Allow-Methods": "GET, POST"})


@router.get("reconcile/suggest/entity", url_name="suggest")
def suggest(request: HttpRequest, prefix: str = "", cursor: int = 0) -> HttpResponse:  # noqa: ARG001  # as above
    """Actors whose name begins so. OpenRefine sends parameters of its own beside it, which mean nothing here."""
    if len(prefix) > LONGEST_NAME or not 0 <= cursor <= 1000:
        name = "prefix" if len(prefix) > LONGEST_NAME else "cursor"
        return _refusal(_RefusedError([{"pointer": name, "detail": "That is too long or too much."}]))
    published = Published()
    most = cursor + _SUGGESTED
    found = resolve_all([ask(prefix, beginning=True)], most=most, among=published)[0][cursor:]
    with override("en"):
        return JsonResponse({"result": [_suggested(match, published) for match in found]})


def manifest() -> dict[str, Any]:
    """The service as the specification has services describe themselves (section 3.1)."""
    site = settings.SITE_URL.rstrip("/")
    with override("en"):
        preview = f"{site}{reverse('timeline:reconcile_preview')}?id={{{{id}}}}"
        about = f"{site}{reverse('timeline:about')}"
        types = [_type(kind) for kind in ActorKind]
    return {
        "versions": ["0.2"],
        "name": "Attested: actors",
        "identifierSpace": f"{site}/actors/",
        "schemaSpace": f"{site}/reconcile#",
        "documentation": about,
        "defaultTypes": types,
        "view": {"url": f"{site}/actors/{{{{id}}}}/"},
        "preview": {"url": preview, "width": 400, "height": 220},
        "suggest": {"entity": {"service_url": site, "service_path": reverse("reconcile:suggest")}},
        "batchSize": MOST_QUERIES,
    }


def _only(given: Iterable[str], *known: str) -> None:
    """Refuse parameters that nothing here is said by."""
    problems = [
        {"pointer": name[:60], "detail": "There is no such parameter here."} for name in given if name not in known
    ]
    if problems:
        raise _RefusedError(problems)


def _answers(text: str) -> dict[str, Any]:
    queries = _read(text)
    published = Published()
    asked = []
    for key, query in queries.items():
        try:
            asked.append(query.asked())
        except ValueError as error:
            raise _RefusedError([{"pointer": f"queries/{key}/properties/date", "detail": str(error)}]) from error
    found = resolve_all(asked, most=MOST_RESULTS, among=published)
    with override("en"):
        return {
            key: {"result": _results(query, matches, published)}
            for (key, query), matches in zip(queries.items(), found, strict=True)
        }


def _read(text: str) -> dict[str, Query]:
    try:
        batch = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _RefusedError([{"pointer": "queries", "detail": "That is no JSON."}]) from error
    if not isinstance(batch, dict) or len(batch) > MOST_QUERIES:
        given = f", not {len(batch)}" if isinstance(batch, dict) else ""
        detail = f"An object with at most {MOST_QUERIES} queries by their keys is needed{given}."
        raise _RefusedError([{"pointer": "queries", "detail": detail}])
    try:
        return _BATCH.validate_python(batch)
    except ValidationError as error:
        problems = [
            {"pointer": "/".join(["queries", *(str(part)[:60] for part in one["loc"])]), "detail": one["msg"]}
            for one in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise _RefusedError(problems[:20]) from error


def _results(query: Query, matches: list[Match], published: Published) -> list[dict[str, Any]]:
    """The candidates for a query, those of its type first or alone; `match` where one is surely meant."""
    country = query.said("country").upper()
    wanted = [match for match in matches if not country or match.actor.country == country]
    fits = {match.actor.pk: _is_of_type(match, query) for match in wanted}
    if query.type_strict != "should":
        wanted = [match for match in wanted if fits[match.actor.pk]]
    scores = {match.actor.pk: match.score * (1.0 if fits[match.actor.pk] else _OF_ANOTHER_KIND) for match in wanted}
    wanted.sort(key=lambda match: -scores[match.actor.pk])
    sure = meant([match for match in wanted if fits[match.actor.pk]])
    return [
        _result(match, scores[match.actor.pk], published, is_meant=[match] == sure) for match in wanted[: query.limit]
    ]


def _is_of_type(match: Match, query: Query) -> bool:
    """An actor has one kind: it is of all of several types only where they are the same."""
    kinds = set(query.type)
    if query.type_strict == "all":
        return kinds <= {match.actor.kind}
    return not kinds or match.actor.kind in kinds


def _result(match: Match, score: float, published: Published, *, is_meant: bool) -> dict[str, Any]:
    actor = published.public[match.actor.pk]
    return {
        "id": actor.slug,
        "name": actor.name,
        "description": match.in_words,
        "type": [_type(_TYPES[match.actor.kind])],
        "score": round(100 * score, 1),
        "match": is_meant,
        "features": [
            {"id": "name", "value": match.score},
            {"id": "metonym", "value": match.is_metonym},
            {"id": "as_place", "value": match.as_place},
        ],
    }


def _suggested(match: Match, published: Published) -> dict[str, Any]:
    actor = published.public[match.actor.pk]
    kind = _type(_TYPES[match.actor.kind])
    return {"id": actor.slug, "name": actor.name, "description": match.in_words, "notable": [kind]}


def _type(kind: ActorKind) -> dict[str, str]:
    return {"id": kind.value, "name": str(kind.label)}
