"""How good the engines' suggestions are, as the desk decided, and what the desk has muted."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from claims import actions
from claims.actions.edits import in_words
from claims.models import Mute
from claims.quality import FEW, WEEKS, WINDOWS, Scope, last_of_rule, mutes, quality_of
from claims.quality_forms import MuteForm, ScopeForm
from claims.suggest import ENGINE_NAME
from claims.suggest.rules import RULES
from lib.form_errors import add_errors
from lib.htmx import render_page
from lib.word_diff import word_diff


def _query(scope: Scope, **more: str) -> str:
    """The scope as it stands in an address, after "?"."""
    days = str(scope.days) if scope.days else "all"
    asked = {"days": days, "engine": scope.engine, "source": scope.source.slug if scope.source else ""} | more
    return urlencode({name: value for name, value in asked.items() if value})


def _typed(values: QueryDict) -> dict[str, str]:
    return {name: str(value).replace("\0", "") for name, value in values.items()}


def _asked(request: DeskRequest) -> tuple[ScopeForm, Scope]:
    form = ScopeForm(_typed(request.GET))
    return form, form.scope()


@require_GET
@desk_view("claims.decide_suggestion")
def quality(request: DeskRequest) -> HttpResponse:
    """What became of suggestions, by engine, rule and kind."""
    form, scope = _asked(request)
    found = quality_of(scope)
    standing, ended = mutes()
    windows = [(words, _query(scope, days=days), days == str(scope.days or "all")) for days, words in WINDOWS.items()]
    context = {
        "nav": "desk",
        "form": form,
        "scope": scope,
        "windows": windows,
        "query": _query(scope),
        "engines": sorted({ENGINE_NAME, *(line.engine for line in found.engines), scope.engine} - {""}),
        "quality": found,
        "few": FEW,
        "weeks": WEEKS,
        "standing": standing,
        "ended": ended,
    }
    return render(request, "claims/quality.html", context)


@require_GET
@desk_view("claims.decide_suggestion")
def rule(request: DeskRequest) -> HttpResponse:
    """The suggestions of a rule that were rejected or changed last."""
    _form, scope = _asked(request)
    name = request.GET.get("rule", "").replace("\0", "")
    if not name:
        raise Http404(_("Which rule?"))
    found = [
        (one, word_diff(one.text, one.accepted_as) if one.claim_id else [], in_words(one.changed))  # type: ignore[attr-defined]  # annotated
        for one in last_of_rule(scope, name)
    ]
    context = {"nav": "desk", "rule": name, "known": RULES.get(name), "found": found, "query": _query(scope)}
    return render_page(request, "claims/rule.html", context, partial="last")


@require_http_methods(["GET", "POST"])
@desk_view("claims.mute_suggestion")
def mute(request: DeskRequest) -> HttpResponse:
    """Ask what is to be muted and why; POST mutes it."""
    everywhere = request.user.has_perm("claims.mute_everywhere")
    typed = _typed(request.POST or request.GET)
    form = MuteForm(typed if request.method == "POST" else None, initial=typed, everywhere=everywhere)
    if form.is_bound and form.is_valid():
        try:
            made = actions.mute_pattern(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request,
                _("Muted %(rule)s for %(outlet)s.") % {"rule": made.rule, "outlet": made.source}
                if made.source
                else _("Muted %(rule)s for all outlets.") % {"rule": made.rule},
            )
            return redirect("claims:quality")
    name = typed.get("rule", "")
    context: dict[str, Any] = {"nav": "desk", "form": form, "rule": name, "known": RULES.get(name)}
    return render(request, "claims/mute.html", context, status=422 if form.is_bound else 200)


@require_POST
@desk_view("claims.mute_suggestion")
def unmute(request: DeskRequest, pk: int) -> HttpResponse:
    """Bring back what a mute keeps out of sight."""
    found = get_object_or_404(Mute.objects.select_related("source"), pk=pk)
    actions.unmute_pattern(mute=found, by=request.user)
    messages.success(
        request,
        _("%(rule)s is no longer muted for %(outlet)s.") % {"rule": found.rule, "outlet": found.source}
        if found.source
        else _("%(rule)s is no longer muted for all outlets.") % {"rule": found.rule},
    )
    return redirect("claims:quality")
