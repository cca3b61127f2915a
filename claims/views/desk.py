"""My work, the inbox, and what waits for a second person."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import DeskRequest, desk_view
from articles.models import Article, Feed
from claims.inbox import FILTERS, inbox, newest_article
from claims.models import Claim
from claims.wording import reading_of_date
from lib.htmx import render_page

_PER_PAGE = 25


@require_GET
@desk_view()
def desk(request: DeskRequest) -> HttpResponse:
    """My open claims, counts, and the articles that came in."""
    show = request.GET.get("show", "all")
    show = show if show in FILTERS else "all"
    waiting = Claim.objects.awaiting_review()
    context = {
        "nav": "desk",
        "mine": Claim.objects.worked_on_by(request.user).with_last_step().for_cards()[:12],
        "waiting": waiting.count(),
        "waiting_for_me": waiting.reviewable_by(request.user).count(),
        "filters": FILTERS,
        "show": show,
        "show_query": f"show={show}&",
        "articles": Paginator(inbox(show), _PER_PAGE).get_page(request.GET.get("page")),
        "newest": newest_article(),
        "broken_feeds": Feed.objects.broken().count(),
    }
    return render_page(request, "claims/desk.html", context, partial="inbox")


@require_GET
@desk_view()
def arrived(request: DeskRequest) -> HttpResponse:
    """How many articles have come in since the page was opened, which says up to which one it knows."""
    after = request.GET.get("after", "")
    newest = int(after) if after.isdecimal() and len(after) < 18 else newest_article()
    context = {"newest": newest, "number": Article.objects.filter(pk__gt=newest).count()}
    return render(request, "claims/desk.html#arrived", context)


@require_GET
@desk_view()
def date_in_words(request: DeskRequest) -> HttpResponse:
    """What a typed date is understood as; the parameter is the field's own name, and `near` what it is close to."""
    typed = next((str(value) for name, value in request.GET.items() if name != "near"), "")
    return render(request, "claims/date_in_words.html", reading_of_date(typed, near=request.GET.get("near", "")))
