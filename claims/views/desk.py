"""My work, the inbox, and what waits for a second person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import DeskRequest, desk_view
from accounts.models import User
from articles.models import Article, Feed
from claims.desk_numbers import numbers_for, together
from claims.inbox import FILTERS, Wanted, count, counted, newest_article, page_of, to_decide
from claims.inbox_forms import ActForm, LookForm
from claims.models import Claim, InboxStep, SavedFilter
from claims.wording import reading_of_date
from lib.how_many import HowMany
from lib.htmx import render_page
from lib.nested_rows import Nested, beside

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
    items = wanted.items(request.user)
    asked = {"to_decide": to_decide(), "found": count(items)}
    whole = not request.htmx or request.htmx.history_restore_request
    numbers = numbers_for(request.user, **asked, **_beside(request)) if whole else together(request.user, **asked)
    context = {
        "nav": "desk",
        "filters": [(show, words, wanted.showing(show)) for show, words in FILTERS.items()],
        "wanted": wanted,
        "look": LookForm(wanted),
        "act": ActForm(),
        "page": page_of(items, number, numbers["found"]),
        "to_decide": _in_the_title(numbers["to_decide"]),
        "numbers": numbers,
        "newest": numbers.get("newest"),
        **_lists(request.user, whole=whole),
        **more,
    }
    return render_page(request, "claims/desk.html", context, partial="inbox", status=status)


def _lists(user: User, *, whole: bool) -> dict[str, Any]:
    """This person's saved views, their last step, and, on the whole page, their claims and promises that are due."""
    lists: dict[str, Nested[Any]] = {
        "saved": Nested(SavedFilter.objects.filter(user=user)),
        "last_steps": Nested(InboxStep.objects.of(user).standing().lately()[:1]),
    }
    if whole:
        lists["overdue"] = Nested(Claim.objects.overdue(timezone.now().date()).for_lines()[:_OVERDUE_SHOWN])
        lists["mine"] = Nested(Claim.objects.worked_on_by(user).with_last_step().for_lines()[:_MINE_SHOWN])
    found = beside(User.objects.filter(pk=user.pk), **lists)
    return found | {"last_step": next(iter(found.pop("last_steps")), None)}


def _beside(request: DeskRequest) -> dict[str, Any]:
    """The numbers beside the inbox."""
    waiting = Claim.objects.awaiting_review()
    return {
        "in_review": HowMany(waiting),
        "for_me": HowMany(waiting.reviewable_by(request.user)),
        "newest": newest_article(),
        "broken_feeds": HowMany(Feed.objects.broken()),
    }


def _in_the_title(waiting: int) -> str:
    return counted(waiting) if waiting else ""


@require_GET
@desk_view()
def arrived(request: DeskRequest) -> HttpResponse:
    """How many articles have come in since the page was opened, which says up to which one it knows."""
    after = request.GET.get("after", "")
    numbers = together(request.user, newest=newest_article(), to_decide=to_decide())
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
