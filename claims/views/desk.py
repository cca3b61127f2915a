"""My work, the inbox, and what waits for a second person."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import DeskRequest, desk_view
from accounts.models import User
from articles.models import Article, Feed
from claims.desk_numbers import PageNumbers, person
from claims.inbox import FILTERS, Wanted, counted, newest_article, page_of, to_decide
from claims.inbox_forms import ActForm, LookForm
from claims.models import Claim, InboxStep, SavedFilter
from claims.wording import reading_of_date
from lib.how_many import HowMany
from lib.htmx import render_page
from lib.kept_questions import Given
from lib.nested_rows import Beside, KeptLists, Nested

_OVERDUE_SHOWN, _MINE_SHOWN = 8, 12


@require_GET
@desk_view()
def desk(request: DeskRequest) -> HttpResponse:
    """My open claims, counts, and the reports that came in."""
    return desk_page(request, Wanted.of(request.GET.dict()), number=request.GET.get("page", ""))


def desk_page(
    request: DeskRequest, wanted: Wanted, *, number: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    """The desk with what is wanted of the inbox; where htmx asks, the inbox alone."""
    whole = not request.htmx or request.htmx.history_restore_request
    told = _whole.ask(request.user) if whole else _inbox.ask(person=request.user.pk)
    context = {
        "nav": "desk",
        "filters": [(show, words, wanted.showing(show)) for show, words in FILTERS.items()],
        "wanted": wanted,
        "look": LookForm(wanted),
        "act": ActForm(),
        "page": page_of(wanted, request.user, number),
        "numbers": told,
        **told,
        "to_decide": _in_the_title(told["to_decide"]),
        "last_step": next(iter(told["last_steps"]), None),
        **more,
    }
    return render_page(request, "claims/desk.html", context, partial="inbox", status=status)


def _beside_the_inbox() -> dict[str, Beside]:
    """A person's saved views, their last step, and how many reports wait for a decision."""
    return {
        "to_decide": to_decide(),
        "saved": Nested(SavedFilter.objects.filter(user=Given("person"))),
        "last_steps": Nested(InboxStep.objects.of(Given("person")).standing().lately()[:1]),
    }


@KeptLists
def _inbox() -> tuple[QuerySet[User], dict[str, Beside]]:
    return person(), _beside_the_inbox()


@PageNumbers
def _whole() -> dict[str, Beside]:
    waiting = Claim.objects.awaiting_review()
    return {
        **_beside_the_inbox(),
        "in_review": HowMany(waiting),
        "for_me": HowMany(waiting.reviewable_by(Given("person"))),
        "newest": newest_article(),
        "broken_feeds": HowMany(Feed.objects.broken()),
        "overdue": Nested(Claim.objects.overdue().for_lines()[:_OVERDUE_SHOWN]),
        "mine": Nested(Claim.objects.worked_on_by(Given("person")).with_last_step().for_lines()[:_MINE_SHOWN]),
    }


def _in_the_title(waiting: int) -> str:
    return counted(waiting) if waiting else ""


@KeptLists
def _arriving() -> tuple[QuerySet[User], dict[str, Beside]]:
    return person(), {"newest": newest_article(), "to_decide": to_decide()}


@require_GET
@desk_view()
def arrived(request: DeskRequest) -> HttpResponse:
    """How many articles have come in since the page was opened, which says up to which one it knows."""
    after = request.GET.get("after", "")
    numbers = _arriving.ask(person=request.user.pk)
    newest = int(after) if after.isdecimal() and len(after) < 18 else numbers["newest"]
    context = {
        "newest": newest,
        "number": Article.objects.filter(pk__gt=newest).count(),
        "to_decide": _in_the_title(numbers["to_decide"]),
    }
    return render(request, "claims/desk.html#arrived", context)


@require_GET
@desk_view()
def date_in_words(request: DeskRequest) -> HttpResponse:
    """What a typed date is understood as; the parameter is the field's own name, and `near` what it is close to."""
    typed = next((str(value) for name, value in request.GET.items() if name != "near"), "")
    return render(request, "claims/date_in_words.html", reading_of_date(typed, near=request.GET.get("near", "")))
