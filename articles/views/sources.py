"""Outlets at the desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import DeskRequest, desk_view
from articles import actions
from articles.arrivals import articles_a_day, lag_of_outlets, outlets
from articles.forms import SourceForm
from articles.models import Feed, Source
from lib.attributed import require
from lib.form_errors import add_errors

PAGE = "articles/sources.html"


@require_GET
@desk_view()
def sources(request: DeskRequest) -> HttpResponse:
    """Every outlet with how much it brings and how its feeds are."""
    found = list(outlets())
    days, lags = articles_a_day(), lag_of_outlets()
    rows = [(source, days.get(source.pk), lags.get(source.pk)) for source in found]
    return render(request, PAGE, {"nav": "desk", "rows": rows})


@require_http_methods(["GET", "POST"])
@desk_view("articles.add_source")
def new(request: DeskRequest) -> HttpResponse:
    """A form for an outlet that is not known yet."""
    return _edit(request, Source())


@require_http_methods(["GET", "POST"])
@desk_view()
def source(request: DeskRequest, slug: str) -> HttpResponse:
    """One outlet: what comes from it, its feeds, and what is known of it."""
    return _edit(request, get_object_or_404(Source, slug=slug))


def _edit(request: DeskRequest, kept: Source) -> HttpResponse:
    known = kept.pk is not None
    form = SourceForm(request.POST or None, instance=kept)
    status = 200
    if request.method == "POST":
        require(request.user, "articles.change_source" if known else "articles.add_source")
        status = 422
        if form.is_valid():
            try:
                saved = actions.save_source(source=form.instance, by=request.user)
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, f"{saved} is kept.")
                return redirect(saved)
    context = {
        "nav": "desk",
        "source": get_object_or_404(Source, pk=kept.pk) if known else None,
        "form": form,
        "days": articles_a_day([kept.pk]).get(kept.pk) if known else None,
        "feeds": Feed.objects.filter(source=kept.pk).for_health() if known else [],
        "latest": kept.articles.newest()[:10] if known else [],
    }
    return render(request, "articles/source.html", context, status=status)
