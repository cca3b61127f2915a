"""One claim: what it says, what it rests on, and how it stands to others; `deciding` has the steps of its review."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import DeskRequest, desk_view
from claims import actions
from claims.claim_page import claim_of_page, parts_of
from claims.decision import decision
from claims.finding import TEXTS_READ, captures_like, claims_like, passages_like
from claims.forms import LinkForm, RelationForm
from claims.linked_claims import thread_at_desk
from claims.models import Claim, Evidence, Excerpt
from claims.policies import StaleVersionError, is_closed
from claims.together import version_seen
from lib.form_errors import add_errors

PAGE = "claims/claim.html"


def claim_or_404(pk: int) -> Claim:
    """The claim as its page shows it. Raises Http404 where there is none."""
    found = claim_of_page(pk)
    if found is None:
        raise Http404
    return found


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
        "linked_thread": thread_at_desk(claim),
        "link_form": LinkForm(),
        "relation_form": RelationForm(),
        "q": words,
        "found": claims_like(words, other_than=claim.pk),
        "passages": passage_words,
        "found_passages": passages_like(passage_words, claim=claim),
        "found_captures": captures_like(passage_words),
        "texts_read": TEXTS_READ,
        **parts_of(claim, request.user),
        **more,
    }


@require_GET
@desk_view()
def claim(request: DeskRequest, pk: int) -> HttpResponse:
    """A claim with its evidence, links, history, and the steps that this person may take."""
    found = claim_or_404(pk)
    if found.merged_into:
        messages.info(
            request, _("Claim %(number)s, “%(found)s”, was merged into this one.") % {"number": pk, "found": found}
        )
        return redirect(found.merged_into)
    return render(request, PAGE, page_context(request, found))


@require_POST
@desk_view("claims.write_claim")
def add_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Rest the claim on a passage that is already marked in an article."""
    found, form = claim_or_404(pk), RelationForm(request.POST)
    chosen = request.POST.get("excerpt", "")
    excerpt = Excerpt.objects.filter(pk=int(chosen) if chosen.isdecimal() and len(chosen) < 18 else 0).first()
    if excerpt is None:
        form.add_error(None, _("Choose a passage from the list."))
    elif form.is_valid():
        try:
            relation = form.cleaned_data["relation"]
            seen = version_seen(request.POST)
            actions.add_evidence(claim=found, excerpt=excerpt, relation=relation, by=request.user, version=seen)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError as error:
            return _overtaken(request, pk, error, relation_form=form)
        else:
            messages.success(request, _("Added the passage."))
            return redirect(f"{found.get_absolute_url()}#evidence")
    return render(request, PAGE, page_context(request, found, relation_form=form), status=422)


@require_POST
@desk_view("claims.write_claim")
def remove_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a passage away from its claim."""
    evidence = get_object_or_404(Evidence.objects.select_related("claim"), pk=pk)
    try:
        actions.remove_evidence(evidence=evidence, by=request.user, version=version_seen(request.POST))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except StaleVersionError as error:
        return _overtaken(request, evidence.claim_id, error)
    else:
        messages.success(request, _("Took the passage away."))
    return redirect(f"{evidence.claim.get_absolute_url()}#evidence")


@require_POST
@desk_view("claims.write_claim")
def add_link(request: DeskRequest, pk: int) -> HttpResponse:
    """Say how this claim stands to another."""
    found, form = claim_or_404(pk), LinkForm(request.POST)
    if form.is_valid():
        other = get_object_or_404(Claim, pk=form.cleaned_data["other"])
        try:
            kind, seen = form.cleaned_data["kind"], version_seen(request.POST)
            actions.link_claims(claim=found, other=other, kind=kind, by=request.user, version=seen)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError as error:
            return _overtaken(request, pk, error, link_form=form)
        else:
            messages.success(request, _("Linked."))
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


def _overtaken(request: DeskRequest, pk: int, error: StaleVersionError, **forms_sent: Any) -> HttpResponse:
    """The claim's page as it stands now, where somebody changed it after it was opened; nothing was done."""
    for form in forms_sent.values():
        form.add_error(None, _("%(error)s Read it again on this page, then decide.") % {"error": error})
    if not forms_sent:
        messages.error(
            request, _("%(error)s Nothing was done. Read it again on this page, then decide.") % {"error": error}
        )
    return render(request, PAGE, page_context(request, claim_or_404(pk), **forms_sent), status=409)
