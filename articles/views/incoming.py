"""What is on its way in, what did not come, and bringing in more."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions as accounts
from accounts.access import DeskRequest, desk_view
from accounts.enums import TokenScope
from articles import actions
from articles import bookmarklet as bookmarklets
from articles.arrivals import failures, waiting
from articles.forms import AddressesForm, FilesForm, PasteForm
from articles.ingest.errors import UnreadableError
from articles.models import Batch, Fetch, IngestJob
from lib.attributed import require
from lib.htmx import render_page

PAGE = "articles/incoming.html"
_KINDS: dict[str, type[Fetch] | type[IngestJob]] = {"fetch": Fetch, "job": IngestJob}


@require_http_methods(["GET", "POST"])
@desk_view()
def incoming(request: DeskRequest) -> HttpResponse:
    """What comes in, with its progress; POST brings in addresses or files."""
    addresses, files, status = AddressesForm(), FilesForm(), 200
    if request.method == "POST":
        require(request.user, "articles.ingest_article")
        batch = None
        if request.FILES:
            files = FilesForm(request.POST, request.FILES)
            if files.is_valid():
                batch = actions.bring_in_files(files=files.cleaned_data["upload"], by=request.user)
        else:
            addresses = AddressesForm(request.POST)
            if addresses.is_valid():
                batch = actions.bring_in_addresses(addresses=addresses.cleaned_data["addresses"], by=request.user)
        if batch is not None:
            return redirect("articles:incoming")  # which says what of it is on the way and what was refused
        status = 422
    context = {
        "nav": "desk",
        "addresses_form": addresses,
        "files_form": files,
        "waiting": waiting(),
        "batches": Batch.objects.with_progress().select_related("requested_by")[:10],
        "failures": failures(),
    }
    return render_page(request, PAGE, context, partial="progress", status=status)


@require_POST
@desk_view("articles.ingest_article")
def again(request: DeskRequest, kind: str, pk: int) -> HttpResponse:
    """Try once more what failed."""
    model = _KINDS.get(kind)
    if model is None:
        raise Http404
    failed: Fetch | IngestJob = get_object_or_404(model, pk=pk)  # type: ignore[assignment]  # one of the two
    if not actions.try_again(job=failed, by=request.user):
        messages.error(request, _("That has not failed, or is on its way again already."))
    return redirect("articles:incoming")


@require_http_methods(["GET", "POST"])
@desk_view("articles.ingest_article")
def paste(request: DeskRequest) -> HttpResponse:
    """Bring in a text that somebody has copied."""
    form, status = PasteForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _job, asked = actions.bring_in_text(by=request.user, **form.cleaned_data)
            except UnreadableError as error:
                form.add_error("text", f"{error}.".capitalize())
            else:
                messages.success(request, _("The text is on its way.") if asked else _("This text was sent before."))
                return redirect("articles:incoming")
    return render(request, "articles/paste.html", {"nav": "desk", "form": form}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@desk_view("articles.ingest_article")
def bookmarklet(request: DeskRequest) -> HttpResponse:
    """What the bookmarklet does; POST makes one with a token of its own, and shows it this once."""
    link = ""
    if request.method == "POST":
        name = f"Bookmarklet of {timezone.now():%Y-%m-%d}"
        _, plain = accounts.make_token(name=name, scope=TokenScope.CAPTURE, by=request.user)
        endpoint = request.build_absolute_uri(reverse("api:capture"))
        link = bookmarklets.bookmarklet(endpoint=endpoint, token=plain)
    return render(request, "articles/bookmarklet.html", {"nav": "desk", "link": link})
