"""The ledger of commitments, as a page and as a table."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.enums import Outcome
from lib import date_words
from lib.csv_rows import csv_lines
from lib.problems import problem
from timeline.addresses import Chip, address, tidy, with_values, without
from timeline.commitment_forms import CommitmentsForm
from timeline.commitment_tables import HEAD, commitment_rows
from timeline.commitments import OUTCOME_SHAPES
from timeline.moments import as_known
from timeline.parameters import refused
from timeline.views import public_page


@public_page
def commitments(request: HttpRequest) -> HttpResponse:
    """Who promised what to whom, and what was observed of it."""
    form = CommitmentsForm(request.GET)
    if not form.is_valid():
        return refused(request, form)
    query, asked = tidy(request.GET), form.asked()
    found, further = asked.page(given=request.GET.get("as_of", ""))
    bare = without(query, "cursor")
    context = {
        "nav": "commitments",
        "as_known": as_known(asked.as_of, query),
        "asked": asked,
        "judged": date_words.day(asked.on),
        "promises": found,
        "outcomes": [(outcome, OUTCOME_SHAPES[outcome], outcome.label) for outcome in Outcome],
        "chips": _chips(form, bare),
        "kept": [(name, value) for name in _KEPT for value in bare.getlist(name)],
        "typed_on": query.get("on", ""),
        "as_of": request.GET.get("as_of", ""),
        "narrowed": bool(without(bare, "as_of", "on")),
        "csv_url": f"{reverse('timeline:commitments_csv')}{address(bare)}".removesuffix("."),
        "further": address(with_values(query, cursor=str(further))) if further else "",
        "from_the_start": address(bare) if asked.cursor else "",
    }
    return render(request, "timeline/commitments.html", context)


# What the form of the page keeps of the address: it asks for the rest itself.
_KEPT = ("actor", "issue", "conflict", "as_of")


def _chips(form: CommitmentsForm, bare: Any) -> list[Chip]:
    """The filters that the form has no field for, each with the address without it."""
    chips = []
    for slug, name in form.chosen_actors.items():
        others = bare.copy()
        others.setlist("actor", [other for other in bare.getlist("actor") if other != slug])
        chips.append(Chip(_("Actor"), name, address(others)))
    if form.chosen_issue:
        chips.append(Chip(_("Issue"), form.chosen_issue.name, address(without(bare, "issue"))))
    if form.chosen_conflict:
        chips.append(Chip(_("Conflict"), form.chosen_conflict.name, address(without(bare, "conflict"))))
    return chips


@public_page
def commitments_csv(request: HttpRequest) -> HttpResponseBase:
    """All commitments that are asked for as a table, in the order of the page."""
    form = CommitmentsForm(request.GET)
    if not form.is_valid():
        errors = [
            {"pointer": name.replace("__all__", ""), "detail": str(message)}
            for name, messages in form.errors.items()
            for message in messages
        ]
        return problem(400, "The ledger cannot answer this address.", errors=errors)
    rows = commitment_rows(form.asked(), request.build_absolute_uri("/").rstrip("/"), request.GET.get("as_of", ""))
    headers = {"Content-Disposition": f'attachment; filename="commitments-{timezone.now():%Y-%m-%d}.csv"'}
    return StreamingHttpResponse(csv_lines(HEAD, rows), content_type="text/csv; charset=utf-8", headers=headers)
