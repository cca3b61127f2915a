"""The workbench: one article, its passages, and new claims made from them."""

from typing import Any

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from actors.models import Actor, Conflict, Place
from articles.actions import set_published
from articles.models import Snapshot
from claims import actions, workbench
from claims.drafts import new_claims_begun, new_claims_on, taken_up, typed, without_faults
from claims.finding import claims_like
from claims.forms import ClaimForm, DateForm, PassageForm, RelationForm
from claims.models import Claim, Evidence
from claims.rereading import is_outdated
from lib.form_errors import add_errors
from lib.htmx import render_page
from lib.kept_questions import Given
from lib.nested_rows import Beside, KeptLists, Nested

PAGE = "claims/article.html"


def current_conflict(request: DeskRequest, conflicts: list[Conflict] | None = None) -> Conflict:
    """The conflict that new claims belong to: the one chosen last, or the first. Raises Http404 without any."""
    by_slug = {one.slug: one for one in (Conflict.objects.all() if conflicts is None else conflicts)}
    if not by_slug:
        raise Http404(_("No conflict is followed yet: an administrator adds the first one."))
    if asked := request.GET.get("conflict", ""):
        if asked not in by_slug:
            raise Http404
        request.session["conflict"] = asked
    return by_slug.get(request.session.get("conflict", "")) or next(iter(by_slug.values()))


@KeptLists
def _beside() -> tuple[QuerySet[Snapshot], dict[str, Beside]]:
    return Snapshot.objects.filter(pk=Given("capture")), {
        "conflicts": Nested(Conflict.objects.all()),
        "begun": Nested(new_claims_begun(Given("new_claims"), Given("person"))),
        "actor_names": ArraySubquery(Actor.objects.values("name").order_by("name")),
        "place_names": ArraySubquery(Place.objects.values("name").order_by("name")),
    }


def workbench_of(request: DeskRequest, snapshot: Any, *, with_muted: bool = False, **more: Any) -> dict[str, Any]:
    """The context of the whole page; the capture is one of `workbench.captures()`."""
    article = snapshot.article
    lists = _beside.ask(capture=snapshot.pk, new_claims=new_claims_on(article.pk), person=request.user.pk)
    suggestions = workbench.suggestions_of(snapshot, with_muted=with_muted)
    engine = workbench.reading_of(snapshot)
    return {
        "nav": "desk",
        "article": article,
        "snapshot": snapshot,
        "paragraphs": workbench.paragraphs(snapshot.text),
        "cards": workbench.cards_of(snapshot, suggestions=suggestions),
        "progress": workbench.progress_in(suggestions, snapshot.muted),
        "with_muted": with_muted,
        "being_read": engine.goes_on,
        "reading_fault": engine.fault,
        "reading_later": engine.later,
        "is_outdated": not engine.goes_on and is_outdated(snapshot),
        "conflict": current_conflict(request, lists["conflicts"]),
        "date_form": DateForm(),
        **lists,
        **more,
    }


def gazetteer_names() -> dict[str, Any]:
    """What the name fields of every form on a page offer."""
    return {
        "actor_names": Actor.objects.values_list("name", flat=True).order_by("name"),
        "place_names": Place.objects.values_list("name", flat=True).order_by("name"),
    }


def capture_of(request: DeskRequest, pk: int) -> Snapshot:
    """The capture that the request names by its number, or the newest."""
    number = (request.POST or request.GET).get("capture", "")
    if number.isdecimal() and len(number) < 9:
        found: Snapshot | None = workbench.captures().filter(article=pk, number=int(number)).first()
    else:
        found = workbench.newest_capture(pk)
    if found is None:
        raise Http404
    return found


def page_of(snapshot: Snapshot, anchor: str = "") -> str:
    """The address of a capture on the workbench."""
    url = reverse("claims:article", args=[snapshot.article_id])
    return f"{url}?capture={snapshot.number}{'#' + anchor if anchor else ''}"


@require_GET
@desk_view()
def article(request: DeskRequest, pk: int) -> HttpResponse:
    """An article's text with its suggestions and claims."""
    snapshot = capture_of(request, pk)
    with_muted = request.GET.get("muted") == "shown"
    context = workbench_of(request, snapshot, with_muted=with_muted)
    if request.GET.get("order") == "worth":
        context |= {"cards": workbench.by_worth(context["cards"]), "order": "worth"}
    return render(request, PAGE, context)


@require_POST
@desk_view("articles.date_article")
def date_article(request: DeskRequest, pk: int) -> HttpResponse:
    """Give an article its date; the engine then reads its relative dates."""
    snapshot, form = capture_of(request, pk), DateForm(request.POST)
    if form.is_valid():
        try:
            dated = set_published(article=snapshot.article, edtf=form.cleaned_data["published"], by=request.user)
        except ValidationError as error:
            form.add_error("published", error.messages[0])
        else:
            if dated.published_edtf:
                messages.success(
                    request,
                    _("Dated %(published)s. Relative dates are being read again.") % {"published": dated.published},
                )
                return redirect(page_of(snapshot))
            form.add_error("published", _("That says that the date is unknown, which it is already."))
    context = workbench_of(request, snapshot) | {"date_form": form}
    return render(request, PAGE, context, status=422)


@require_GET
@desk_view()
def reading(request: DeskRequest, pk: int) -> HttpResponse:
    """Nothing while an engine still reads the article; then the page loads again with what it found."""
    snapshot = capture_of(request, pk)
    if workbench.is_being_read(snapshot):
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
@desk_view("articles.ingest_article")
def read_again(request: DeskRequest, pk: int) -> HttpResponse:
    """Have the engine try once more to read the article."""
    snapshot = capture_of(request, pk)
    if not actions.read_again(snapshot=snapshot, by=request.user):
        messages.error(request, _("No reading has failed, or it is on its way again already."))
    return redirect(page_of(snapshot))


@require_POST
@desk_view("articles.ingest_article")
def reread(request: DeskRequest, pk: int) -> HttpResponse:
    """Have the present engine read what only an earlier version of it has read."""
    snapshot = capture_of(request, pk)
    if is_outdated(snapshot):
        run = actions.request_rereading(snapshot=snapshot, by=request.user)
        words = _(
            "%(engine)s %(version)s reads this article again. "
            "What is decided stays; what waits gives way to what it finds."
        )
        messages.success(request, words % {"engine": run.engine, "version": run.engine_version})
    else:
        messages.error(request, _("The present engine has read this already, or this is not the newest capture."))
    return redirect(page_of(snapshot))


@require_http_methods(["GET", "POST"])
@desk_view("claims.write_claim")
def new_claim(request: DeskRequest, pk: int) -> HttpResponse:
    """A claim from selected text: GET gives the form filled in from the passage, POST writes it."""
    snapshot, conflict = capture_of(request, pk), current_conflict(request)
    passage = PassageForm(request.POST or request.GET, snapshot=snapshot)
    published = snapshot.article.published_edtf
    form = ClaimForm(request.POST or None, conflict=conflict, near=published, auto_id="new-%s")
    if not passage.is_valid():
        return _composer(request, snapshot, passage, None, status=422)
    if request.method == "GET":
        content = workbench.content_from_passage(passage, article=snapshot.article, conflict=conflict)
        draft = taken_up(request, _draft_form(snapshot, passage))
        form = ClaimForm(
            typed(draft) if draft else None, conflict=conflict, content=content, near=published, auto_id="new-%s"
        )
        return _composer(request, snapshot, passage, without_faults(form) if draft else form)
    if form.is_valid():
        shown = _shown(snapshot)
        try:
            evidence = _write(passage, form, request)
        except ValidationError as error:
            add_errors(form, error)
        else:
            actions.throw_draft_away(form=_draft_form(snapshot, passage), by=request.user)
            return _composed(request, snapshot, evidence, shown)
    return _composer(request, snapshot, passage, form, status=422)


def _draft_form(snapshot: Snapshot, passage: PassageForm) -> str:
    return f"{new_claims_on(snapshot.article_id)}{snapshot.number}:{passage.first}-{passage.after}"


@transaction.atomic
def _write(passage: PassageForm, form: ClaimForm, request: DeskRequest) -> Evidence:
    claim = actions.write_claim(excerpt=_mark(passage, request), content=form.content(), by=request.user)
    return claim.evidence.get()


def _mark(passage: PassageForm, request: DeskRequest) -> Any:
    return actions.mark_passage(
        snapshot=passage.snapshot, start=passage.first, end=passage.after, exact=passage.exact, by=request.user
    )


@require_POST
@desk_view("claims.write_claim")
def new_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Rest an existing claim on the selected passage."""
    snapshot, conflict = capture_of(request, pk), current_conflict(request)
    passage, form = PassageForm(request.POST, snapshot=snapshot), RelationForm(request.POST)
    chosen = request.POST.get("claim", "")
    claim = Claim.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 18 else None
    if not passage.is_valid():
        return _composer(request, snapshot, passage, None, status=422)
    if claim is None:
        fault = _("Choose a claim from the list.")
    elif not form.is_valid():
        fault = str(form.errors["relation"][0])
    else:
        shown = _shown(snapshot)
        try:
            evidence = _rest(claim, passage, form, request)
        except ValidationError as error:
            fault = error.messages[0]
        else:
            return _composed(request, snapshot, evidence, shown)
    content = workbench.content_from_passage(passage, article=snapshot.article, conflict=conflict)
    claim_form = ClaimForm(conflict=conflict, content=content, auto_id="new-%s")
    return _composer(request, snapshot, passage, claim_form, status=422, evidence_fault=fault)


@transaction.atomic
def _rest(claim: Claim, passage: PassageForm, form: RelationForm, request: DeskRequest) -> Evidence:
    relation = form.cleaned_data["relation"]
    return actions.add_evidence(claim=claim, excerpt=_mark(passage, request), relation=relation, by=request.user)


def _composer(
    request: DeskRequest,
    snapshot: Snapshot,
    passage: PassageForm,
    form: ClaimForm | None,
    *,
    status: int = 200,
    evidence_fault: str = "",
) -> HttpResponse:
    """The form for a new claim, beside the text it is made from; `form` is None where no passage was found."""
    words = request.GET.get("q", "")
    context = {
        "article": snapshot.article,
        "snapshot": snapshot,
        "passage": passage,
        "draft_form": _draft_form(snapshot, passage) if form is not None else "",
        "form": form,
        "relation_form": RelationForm(),
        "evidence_fault": evidence_fault,
        "q": words,
        "found": claims_like(words),
    }
    if not request.htmx:
        context |= workbench_of(request, snapshot)
    return render_page(request, PAGE, context, partial="composer", status=status)


_NO_CARDS = "no-cards"


def _shown(snapshot: Snapshot) -> set[str]:
    """What the page shows of passages: the keys of its cards, or that of the note in their place."""
    keys = {card.key for card in workbench.cards_of(snapshot)}
    return keys or (set() if workbench.is_being_read(snapshot) else {_NO_CARDS})


def _composed(request: DeskRequest, snapshot: Snapshot, evidence: Evidence, shown: set[str]) -> HttpResponse:
    """The card of the evidence in its place in the text, and an empty composer; `shown` was there before."""
    cards = workbench.cards_of(snapshot)
    place = next(place for place, card in enumerate(cards) if card.shows(evidence))
    card = cards[place]
    if not request.htmx:
        return redirect(page_of(snapshot, card.key))
    context = {
        "snapshot": snapshot,
        "article": snapshot.article,
        "card": card,
        "is_first": _NO_CARDS in shown,
        "is_known": card.key in shown,
        # The claim's other passages: new evidence takes its approval back.
        "others": [other for other in cards if other.claim == card.claim and other.key in shown - {card.key}],
        "before": cards[place + 1].key if place + 1 < len(cards) else "",
    }
    return render_page(request, PAGE, context, partial="composed")
