"""Outlets at the desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import DeskRequest, desk_view
from articles import actions
from articles.actions.sources import version_of
from articles.arrivals import outlets
from articles.forms import SourceForm
from articles.models import Feed, Source
from lib.attributed import require
from lib.form_errors import add_errors
from lib.three_way import merge, settled
from lib.versions import StaleVersionError

PAGE = "articles/sources.html"


@require_GET
@desk_view()
def sources(request: DeskRequest) -> HttpResponse:
    """Every outlet with how much it brings and how its feeds are."""
    return render(request, PAGE, {"nav": "desk", "sources": outlets()})


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


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _joined(pk: int, form: SourceForm, *, base: int, unchosen: bool = False) -> dict[str, Any]:
    """What the page shows in place of a form that was overtaken: the changes of both, joined by field."""
    current = Source.objects.get(pk=pk)
    row = current.versions.filter(pgh_id=base).first()  # type: ignore[attr-defined]
    names = [field.attname for field in Source._meta.concrete_fields]  # noqa: SLF001  # Django's documented API
    before = SourceForm(instance=Source(**{name: getattr(row, name) for name in names})) if row else None
    found = merge(before, SourceForm(instance=current), SourceForm(instance=form.instance))
    return {
        "form": SourceForm(found.sent, instance=Source.objects.get(pk=pk)),
        "version": version_of(current),
        "overtaken": found,
        "happened": _("somebody else saved this outlet"),
        "base": base,
        "unchosen": unchosen,
    }


def _edit(request: DeskRequest, kept: Source) -> HttpResponse:
    known = kept.pk is not None
    sent, unchosen = settled(request.POST)
    form = SourceForm(sent or None, instance=kept)
    version, status = request.POST.get("version") or (version_of(kept) if known else 0), 200
    more: dict[str, Any] = {}
    if request.method == "POST":
        require(request.user, "articles.change_source" if known else "articles.add_source")
        status = 422
        seen = _number(request.POST["version"]) if "version" in request.POST else None
        if form.is_valid() and unchosen:
            more = _joined(kept.pk, form, base=_number(request.POST.get("base", "")), unchosen=True)
        elif form.is_valid():
            try:
                saved = actions.save_source(source=form.instance, by=request.user, version=seen)
            except ValidationError as error:
                add_errors(form, error)
            except StaleVersionError:
                more, status = _joined(kept.pk, form, base=seen or 0), 409
            else:
                messages.success(request, _("%(saved)s is kept.") % {"saved": saved})
                return redirect(saved)
    context = {
        "nav": "desk",
        "source": get_object_or_404(outlets(), pk=kept.pk) if known else None,
        "form": form,
        "version": version,
        "feeds": Feed.objects.filter(source=kept.pk).for_health() if known else [],
        "latest": kept.articles.last_in()[:10] if known else [],
        **more,
    }
    return render(request, "articles/source.html", context, status=status)
