"""What is done to parts of a claim's page: ratings, links, discussion and checklist. Each leads back to its part."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import DeskRequest, desk_view
from claims import actions
from claims.forms import CommentForm, RatingForm
from claims.models import Claim, ClaimLink, Comment, Evidence, LinkProposal
from claims.views.claims import PAGE, claim_or_404, page_context
from lib.form_errors import add_errors


def _back(request: DeskRequest, claim: Claim, part: str, said: str | ValidationError) -> HttpResponse:
    """To the part of the claim's page where it was done, with what came of it."""
    if isinstance(said, ValidationError):
        messages.error(request, said.messages[0])
    else:
        messages.success(request, said)
    return redirect(f"{claim.get_absolute_url()}#{part}")


@require_POST
@desk_view("claims.write_claim")
def rate(request: DeskRequest, pk: int) -> HttpResponse:
    """Say how credible a passage is."""
    evidence, form = get_object_or_404(Evidence.objects.select_related("claim"), pk=pk), RatingForm(request.POST)
    if not form.is_valid():
        fault = ValidationError(_("Choose a number from 1 to 6, and say why in at most 300 characters."))
        return _back(request, evidence.claim, "evidence", fault)
    try:
        actions.rate_evidence(evidence=evidence, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        return _back(request, evidence.claim, "evidence", error)
    return _back(request, evidence.claim, f"evidence-{pk}", _("Rated the passage."))


@require_POST
@desk_view()
def comment(request: DeskRequest, pk: int) -> HttpResponse:
    """Say something about a claim, or answer in a thread."""
    found, form = claim_or_404(pk), CommentForm(request.POST)
    if form.is_valid():
        first = found.comments.filter(pk=form.cleaned_data["reply_to"] or 0).first()
        try:
            made = actions.comment(claim=found, text=form.cleaned_data["text"], by=request.user, reply_to=first)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return redirect(f"{found.get_absolute_url()}#comment-{made.pk}")
    return render(request, PAGE, page_context(request, found, comment_form=form), status=422)


@require_POST
@desk_view()
def resolve(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that a thread is settled."""
    found = get_object_or_404(Comment.objects.select_related("claim"), pk=pk)
    actions.resolve_thread(comment=found, by=request.user)
    return _back(request, found.claim, "discussion", _("Resolved."))


@require_POST
@desk_view()
def reopen(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a resolved thread up again."""
    found = get_object_or_404(Comment.objects.select_related("claim"), pk=pk)
    actions.reopen_thread(comment=found, by=request.user)
    return _back(request, found.claim, f"comment-{found.reply_to_id or found.pk}", _("Re-opened the discussion."))


@require_POST
@desk_view("claims.write_claim")
def answer_check(request: DeskRequest, pk: int, item: str) -> HttpResponse:
    """Answer one line of the checklist."""
    found = get_object_or_404(Claim, pk=pk)
    state, note = request.POST.get("state", ""), request.POST.get("note", "")
    try:
        actions.answer_check(claim=found, item=item, state=state, note=note, by=request.user)
    except ValidationError as error:
        return _back(request, found, f"check-{item}", error)
    return redirect(f"{found.get_absolute_url()}#check-{item}")


@require_POST
@desk_view("claims.write_claim")
def remove_link(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a link away, with the reason."""
    link = get_object_or_404(ClaimLink.objects.select_related("claim", "other"), pk=pk)
    shown = link.other if request.POST.get("from") == str(link.other_id) else link.claim
    try:
        actions.unlink_claims(link=link, reason=request.POST.get("reason", ""), by=request.user)
    except ValidationError as error:
        return _back(request, shown, "links", error)
    return _back(request, shown, "links", _("Took the link away."))


@require_POST
@desk_view("claims.write_claim")
def confirm_link(request: DeskRequest, pk: int) -> HttpResponse:
    """Make a link that was proposed, perhaps of another kind."""
    proposal = get_object_or_404(LinkProposal.objects.select_related("claim", "other"), pk=pk)
    try:
        actions.confirm_proposal(proposal=proposal, kind=request.POST.get("kind", ""), by=request.user)
    except ValidationError as error:
        return _back(request, _shown(request, proposal), "links", error)
    return _back(request, _shown(request, proposal), "links", _("Linked."))


@require_POST
@desk_view("claims.write_claim")
def refuse_link(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that two claims do not stand to each other so; it is not proposed again."""
    proposal = get_object_or_404(LinkProposal.objects.select_related("claim", "other"), pk=pk)
    try:
        actions.refuse_proposal(proposal=proposal, by=request.user)
    except ValidationError as error:
        return _back(request, _shown(request, proposal), "links", error)
    return _back(request, _shown(request, proposal), "links", _("Refused. It will not be proposed again."))


def _shown(request: DeskRequest, proposal: LinkProposal) -> Claim:
    """The claim from whose page somebody decided."""
    return proposal.other if request.POST.get("from") == str(proposal.other_id) else proposal.claim
