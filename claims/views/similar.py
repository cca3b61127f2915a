"""What is recorded already of what a suggestion or a passage says, looked up when somebody comes to it."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from accounts.access import DeskRequest, desk_view
from claims import workbench
from claims.actions import ClaimContent
from claims.enums import AttributionRole
from claims.forms import PassageForm
from claims.models import Suggestion
from claims.similar import Asked, contradictions
from claims.similar.finding import matches_of
from claims.views.articles import capture_of, current_conflict
from claims.views.suggestions import with_suggestion
from lib.htmx import render_page

PAGE = "claims/similar.html"
_LOOKED_AT = 12
_SHOWN = 3
# Less alike than this is not worth an editor's look.
_ALIKE = 0.25


def found_for(content: ClaimContent) -> dict[str, Any]:
    """Up to three claims that say the same, and up to three that say otherwise."""
    asked = Asked(
        text=content.text,
        quote=content.quote,
        language=content.quote_language,
        conflict=content.conflict,
        speakers=[actor for actor, role in content.attributions if role == AttributionRole.SPEAKER],
        issue=content.issue,
        said=content.said_edtf,
    )
    matches = matches_of(asked, limit=_LOOKED_AT)
    hints = contradictions(asked, stance=content.stance, matches=matches)
    return {"matches": [match for match in matches if match.score >= _ALIKE][:_SHOWN], "hints": hints}


@require_GET
@desk_view()
@with_suggestion
def for_suggestion(request: DeskRequest, found: Suggestion) -> HttpResponse:
    """Claims like a suggestion, as a part of its card or as a page of its own."""
    snapshot, excerpt = found.excerpt.snapshot, found.excerpt
    passage = PassageForm(
        {
            "capture": str(snapshot.number),
            "start": str(excerpt.start),
            "end": str(excerpt.end),
            "words": excerpt.exact[:200],
        },
        snapshot=snapshot,
    )
    passage.is_valid()
    content = workbench.content_of(found, conflict=current_conflict(request))
    context = {"nav": "desk", "key": f"suggestion-{found.pk}", "article": snapshot.article, "snapshot": snapshot}
    return render_page(request, PAGE, context | {"passage": passage} | found_for(content), partial="similar")


@require_GET
@desk_view()
def for_passage(request: DeskRequest, pk: int) -> HttpResponse:
    """Claims like a passage of which a new claim is being made."""
    snapshot = capture_of(request, pk)
    passage = PassageForm(request.GET, snapshot=snapshot)
    context: dict[str, Any] = {"nav": "desk", "key": "composer", "article": snapshot.article, "snapshot": snapshot}
    context["passage"] = passage
    if not passage.is_valid():
        return render_page(request, PAGE, context, partial="similar", status=422)
    conflict = current_conflict(request)
    content = workbench.content_from_passage(passage, article=snapshot.article, conflict=conflict)
    return render_page(request, PAGE, context | found_for(content), partial="similar")
