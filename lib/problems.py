"""Errors for programs: RFC 9457, `application/problem+json`."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

MEDIA_TYPE = "application/problem+json"


def problem(
    status: int, detail: str = "", *, errors: Sequence[dict[str, str]] = (), headers: dict[str, str] | None = None
) -> JsonResponse:
    """The answer that says what went wrong; each of `errors` has a field as its `pointer`, and a `detail`."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = list(errors)
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE, headers=headers)
