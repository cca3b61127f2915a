"""One claim: what it says, what it rests on, and how it stands to others; `deciding` has the steps of its review."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from claims import actions
from claims.actions import ClaimContent
from claims.claim_page import parts_of
from claims.decision import decision
from claims.finding import captures_like, claims_like, passages_like
from claims.forms import ClaimForm, LinkForm, RelationForm
from claims.history import history_of
from claims.models import Claim, Evidence, Excerpt
from claims.policies import StaleVersionError, is_closed
from claims.views.articles import gazetteer_names
from claims.wording import content_in_words
from lib.form_errors import add_errors
from lib.word_diff import differences

PAGE = "claims/claim.html"


def _claim(pk: int) -> Claim:
    return get_object_or_404(Claim.objects.for_page(), pk=pk)


def page_context(
    request: DeskRequest, claim: Claim, *, refused: dict[str, forms.Form] | None = None, **more: Any
) -> dict[str, Any]:
    """Everything that a claim's page shows; `refused` is the step whose form has errors, by its name."""
    # A refused form carries what was looked for along with it.
    words, passage_words = (request.POST.get(name) or request.GET.get(name, "") for name in ("q", "passages"))
    return {
        "nav": "desk",
        "claim": claim,
        "may_change": request.user.has_perm("claims.write_claim") and not is_closed(claim),
        **decision(claim, request.user, refused=refused),
        "links": claim.links.select_related("other", "added_by"),
        "linked_from": claim.linked_from.select_related("claim", "added_by"),
        "link_form": LinkForm(),
        "relation_form": RelationForm(),
        "q": words,
        "found": claims_like(words, other_than=claim.pk),
        "passages": passage_words,
        "found_passages": passages_like(passage_words, claim=claim),
        "found_captures": captures_like(passage_words),
        **parts_of(claim),
        **more,
    }


@require_GET
@desk_view()
def claim(request: DeskRequest, pk: int) -> HttpResponse:
    """A claim with its evidence, links, history, and the steps that this person may take."""
    return render(request, PAGE, page_context(request, _claim(pk)))


@require_http_methods(["GET", "POST"])
@desk_view("claims.write_claim")
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """What a claim says, as a form; a stale version gives both texts and keeps what was typed."""
    found = _claim(pk)
    if request.method == "GET" and is_closed(found):
        messages.error(request, f"This claim is {found.get_stage_display()}; re-open it first.")
        return redirect(found)
    content = ClaimContent.of(found)
    form = ClaimForm(request.POST or None, conflict=found.conflict, content=content, auto_id="claim-%s")
    version, status = request.POST.get("version", str(found.version)), 200
    stale: dict[str, Any] = {}
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                read = int(version) if version.isdecimal() and len(version) < 9 else 0
                actions.edit_claim(claim=found, content=form.content(), version=read, by=request.user)
            except ValidationError as error:
                add_errors(form, error)
            except StaleVersionError:
                found, status = _claim(pk), 409
                there, typed = content_in_words(ClaimContent.of(found)), content_in_words(form.content())
                stale = {"last": history_of(found)[0], "differences": differences(there, typed)}
                version = str(found.version)
            else:
                messages.success(request, "Saved.")
                return redirect(found)
    context = {"nav": "desk", "claim": found, "form": form, "version": version} | stale | gazetteer_names()
    return render(request, "claims/claim_edit.html", context, status=status)


@require_POST
@desk_view("claims.write_claim")
def add_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Rest the claim on a passage that is already marked in an article."""
    found, form = _claim(pk), RelationForm(request.POST)
    chosen = request.POST.get("excerpt", "")
    excerpt = Excerpt.objects.filter(pk=int(chosen) if chosen.isdecimal() and len(chosen) < 18 else 0).first()
    if excerpt is None:
        form.add_error(None, "Choose a passage from the list.")
    elif form.is_valid():
        try:
            relation = form.cleaned_data["relation"]
            actions.add_evidence(claim=found, excerpt=excerpt, relation=relation, by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, "Added the passage.")
            return redirect(f"{found.get_absolute_url()}#evidence")
    return render(request, PAGE, page_context(request, found, relation_form=form), status=422)


@require_POST
@desk_view("claims.write_claim")
def remove_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a passage away from its claim."""
    evidence = get_object_or_404(Evidence.objects.select_related("claim"), pk=pk)
    try:
        actions.remove_evidence(evidence=evidence, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Took the passage away.")
    return redirect(f"{evidence.claim.get_absolute_url()}#evidence")


@require_POST
@desk_view("claims.write_claim")
def add_link(request: DeskRequest, pk: int) -> HttpResponse:
    """Say how this claim stands to another."""
    found, form = _claim(pk), LinkForm(request.POST)
    if form.is_valid():
        other = get_object_or_404(Claim, pk=form.cleaned_data["other"])
        try:
            actions.link_claims(claim=found, other=other, kind=form.cleaned_data["kind"], by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, "Linked.")
            return redirect(f"{found.get_absolute_url()}#links")
    return render(request, PAGE, page_context(request, found, link_form=form), status=422)


@require_GET
@desk_view()
def find(request: DeskRequest) -> HttpResponse:
    """Claims by their words, as a list to choose from; `name` is the field that the choice is sent in."""
    name = request.GET.get("name", "")
    skip = request.GET.get("skip", "")
    found = claims_like(request.GET.get("q", ""), other_than=int(skip[:18]) if skip.isdecimal() else None)
    context = {"found": found, "name": name if name in {"claim", "other"} else "claim", "q": request.GET.get("q", "")}
    return render(request, "claims/found.html", context)
