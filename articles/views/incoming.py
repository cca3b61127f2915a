"""What is on its way in, what did not come, and bringing in more."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from articles import actions
from articles.arrivals import failures, waiting
from articles.forms import AddressesForm, FilesForm
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
        messages.error(request, "That has not failed, or is on its way again already.")
    return redirect("articles:incoming")
