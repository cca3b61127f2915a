"""Feeds at the desk: their health, and following new ones."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from articles import actions, arrivals
from articles.feeds.errors import FeedError
from articles.feeds.opml import Outline, read_opml, write_opml
from articles.forms import AddFeedForm, FeedForm, FindFeedsForm, OpmlForm
from articles.ingest.errors import UnreadableError
from articles.ingest.finding import find_feeds
from articles.models import Feed, Source
from lib.attributed import require

PAGE = "articles/feeds.html"


def _page(request: DeskRequest, status: int = 200, **more: Any) -> HttpResponse:
    feeds = list(arrivals.feeds())
    context = {
        "nav": "desk",
        "feeds": feeds,
        "failing": sum(1 for feed in feeds if feed.status == Feed.Status.ACTIVE and feed.health.failures),
        "find_form": FindFeedsForm(),
        "opml_form": OpmlForm(),
        **more,
    }
    return render(request, PAGE, context, status=status)


@require_GET
@desk_view()
def feeds(request: DeskRequest) -> HttpResponse:
    """Every feed and how its polling goes."""
    return _page(request)


@require_POST
@desk_view("articles.manage_feed")
def find(request: DeskRequest) -> HttpResponse:
    """The feeds of a site, or the feed at this very address, to choose from."""
    form = FindFeedsForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, find_form=form)
    try:
        found = find_feeds(form.cleaned_data["url"])
    except UnreadableError as error:
        form.add_error("url", _("Nothing was found: %(error)s.") % {"error": error})
        return _page(request, 422, find_form=form)
    followed = set(Feed.objects.filter(url__in=[one.url for one in found]).values_list("url", flat=True))
    return _page(request, candidates=found, followed=followed, sources=Source.objects.all(), find_form=form)


@require_POST
@desk_view("articles.manage_feed")
def add(request: DeskRequest) -> HttpResponse:
    """Follow a feed."""
    form = AddFeedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The feed was not added: its address or outlet is missing."))
        return redirect("articles:feeds")
    try:
        feed = actions.add_feed(**form.cleaned_data, by=request.user)
    except ValidationError as error:
        messages.error(request, _("The feed was not added: %(list)s.") % {"list": "; ".join(error.messages)})
        return redirect("articles:feeds")
    messages.success(request, _("%(feed)s is followed. Its newest pieces are on their way.") % {"feed": feed})
    return redirect(feed)


@require_POST
@desk_view("articles.manage_feed")
def import_opml(request: DeskRequest) -> HttpResponse:
    """Follow every feed of an OPML file."""
    form = OpmlForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, 422, opml_form=form)
    try:
        outlines = read_opml(form.cleaned_data["opml"])
    except FeedError as error:
        form.add_error("opml", _("Nothing was taken: %(error)s.") % {"error": error})
        return _page(request, 422, opml_form=form)
    refused = []
    for outline in outlines:
        try:
            actions.add_feed(url=outline.feed_url, title=outline.title, by=request.user)
        except ValidationError as error:
            refused.append(f"{outline.title or outline.feed_url}: {'; '.join(error.messages)}")
    number = len(outlines) - len(refused)
    messages.success(
        request,
        ngettext("%(number)s feed of the file is followed.", "%(number)s feeds of the file are followed.", number)
        % {"number": number},
    )
    for words in refused[:20]:
        messages.error(request, _("Not taken: %(words)s") % {"words": words})
    return redirect("articles:feeds")


@require_GET
@desk_view()
def export_opml(request: DeskRequest) -> HttpResponse:  # noqa: ARG001  # every view takes one
    """Every feed as OPML, for another reader."""
    outlines = [
        Outline(title=str(feed), feed_url=feed.url, site_url=feed.source.site, categories=(feed.source.name,))
        for feed in Feed.objects.for_health()
    ]
    body = write_opml("Feeds of the newsroom", outlines)
    headers = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
    return HttpResponse(body, content_type="text/x-opml; charset=utf-8", headers=headers)


@require_http_methods(["GET", "POST"])
@desk_view()
def feed(request: DeskRequest, pk: int) -> HttpResponse:
    """One feed: how its polling goes, what it listed last, its name and pace."""
    kept = get_object_or_404(arrivals.feeds(), pk=pk)
    form, status = FeedForm.of(kept), 200
    if request.method == "POST":
        require(request.user, "articles.manage_feed")
        form, status = FeedForm(request.POST), 422
        if form.is_valid():
            title = form.cleaned_data["title"]
            actions.change_feed(feed=kept, title=title, shortest=form.shortest, by=request.user)
            return redirect(kept)
    context = {
        "nav": "desk",
        "feed": kept,
        "form": form,
        "polls": kept.polls.all()[:20],
        "items": kept.items.select_related("fetch__ingest_job__snapshot")[:40],
    }
    return render(request, "articles/feed.html", context, status=status)


@require_POST
@desk_view("articles.manage_feed")
def pause(request: DeskRequest, pk: int) -> HttpResponse:
    """Poll it no more for now."""
    actions.pause_feed(feed=get_object_or_404(Feed, pk=pk), by=request.user)
    return _back(request)


@require_POST
@desk_view("articles.manage_feed")
def resume(request: DeskRequest, pk: int) -> HttpResponse:
    """Poll it again."""
    actions.resume_feed(feed=get_object_or_404(Feed, pk=pk), by=request.user)
    return _back(request)


@require_POST
@desk_view("articles.manage_feed")
def poll_now(request: DeskRequest, pk: int) -> HttpResponse:
    """Look at it now."""
    actions.poll_now(feed=get_object_or_404(Feed, pk=pk), by=request.user)
    messages.success(request, _("It is being looked at. What is new comes in as it is fetched."))
    return _back(request)


def _back(request: DeskRequest) -> HttpResponse:
    """To the page where the button was."""
    if request.POST.get("from") == "feed":
        return redirect("articles:feed", pk=request.resolver_match.kwargs["pk"])  # type: ignore[union-attr]
    return redirect("articles:feeds")
