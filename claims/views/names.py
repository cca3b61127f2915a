"""Who is named in an article: known actors with their offices, and names that are not in the gazetteer yet."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from accounts.access import DeskRequest, desk_view
from actors import actions
from actors.models import Actor
from articles.models import Snapshot
from claims.actions.gazetteers import current_gazetteer
from claims.actions.writing import office_then
from claims.following import offered
from claims.forms import ActorForm
from claims.suggest import NameMention, analyse
from claims.views.articles import capture_of
from lib.form_errors import add_errors
from lib.htmx import render_page

PAGE = "claims/names.html"


def _names(request: DeskRequest, snapshot: Snapshot, refused: ActorForm | None = None) -> dict[str, Any]:
    published = snapshot.article.published_edtf
    mentions = analyse(
        snapshot.text, gazetteer=current_gazetteer(), date=published or None, language=snapshot.language or None
    ).names
    known = Actor.objects.for_gazetteer().filter(slug__in={name.actor for name in mentions if name.actor})
    metonyms: dict[str, dict[str, None]] = defaultdict(dict)  # as the text calls them, each once
    for name in mentions:
        if name.actor and name.form == "metonym":
            metonyms[name.actor].setdefault(name.text)
    new: dict[str, NameMention] = {}
    for name in mentions:
        if name.is_new_actor:
            first = new.get(name.text)
            if first is None or (first.office is None and name.office):
                new[name.text] = name
    forms = [
        refused
        if refused is not None and refused.data.get("name") == name.text
        else ActorForm(
            initial={"name": name.text, "kind": name.kind, "office": name.office or ""}, auto_id=f"name{number}-%s"
        )
        for number, name in enumerate(new.values())
    ]
    if refused is not None and refused not in forms:
        forms.insert(0, refused)
    follows = {item.thing: item for item in offered(request.user, "actor", known)}
    return {
        "nav": "desk",
        "article": snapshot.article,
        "snapshot": snapshot,
        "known": [
            (actor, metonyms.get(actor.slug, {}), office_then(actor, published), follows[actor]) for actor in known
        ],
        "new_names": forms,
        "actor_names": Actor.objects.values_list("name", flat=True).order_by("name"),
    }


@require_GET
@desk_view()
def names(request: DeskRequest, pk: int) -> HttpResponse:
    """The panel of names, as a part of the workbench or as a page of its own."""
    return render_page(request, PAGE, _names(request, capture_of(request, pk)), partial="names")


@require_POST
@desk_view("actors.add_actor")
def add_name(request: DeskRequest, pk: int) -> HttpResponse:
    """Put a name into the gazetteer as a new actor."""
    snapshot, form = capture_of(request, pk), ActorForm(request.POST, auto_id="added-%s")
    added = None
    if form.is_valid():
        try:
            added = actions.add_actor(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
    context = _names(request, snapshot, None if added else form) | {"added": added}
    response = render_page(request, PAGE, context, partial="named", status=200 if added else 422)
    if added:
        response["HX-Trigger"] = "named"  # cards that wait for a name ask again, see claims/card.html
    return response
