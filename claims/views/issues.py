"""Issues at the desk: the tree, and what each says."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from actors.models import Conflict
from claims import actions
from claims.actor_forms import IssueForm
from claims.gazetteer_history import history_of_issue
from claims.issue_tree import trees
from claims.merging_forms import MergeForm, ReasonForm
from claims.models import Issue, IssueMerge
from claims.references import issue_references
from claims.views.actor_merging import AsRead
from lib import merging
from lib.attributed import require
from lib.chosen import chosen
from lib.form_errors import add_errors
from lib.history import version_number, versions_of
from lib.three_way import merge as join
from lib.three_way import settled
from lib.versions import StaleVersionError

_PAGE, _MERGE = "claims/issue.html", "claims/issue_merge.html"


def _issue(slug: str) -> Issue:
    return get_object_or_404(Issue.objects.select_related("conflict", "parent", "merged_into"), slug=slug)


@require_GET
@desk_view()
def issues(request: DeskRequest) -> HttpResponse:
    """The tree of each conflict."""
    return render(request, "claims/issues.html", {"nav": "desk", "trees": trees()})


@require_http_methods(["GET", "POST"])
@desk_view("claims.change_issue")
def new(request: DeskRequest, slug: str) -> HttpResponse:
    """A new issue of a conflict."""
    conflict, status = get_object_or_404(Conflict, slug=slug), 200
    below = chosen(Issue.objects.filter(conflict=conflict), request.GET.get("below", ""))
    form = IssueForm(request.POST or None, instance=Issue(conflict=conflict), initial={"parent": below})
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = actions.write_issue(conflict=conflict, content=form.content(), by=request.user)
            except ValidationError as error:
                add_errors(form, error)
            else:
                return redirect("claims:issue", made.slug)
    context = {"nav": "desk", "issue": None, "conflict": conflict, "form": form}
    return render(request, _PAGE, context, status=status)


@require_http_methods(["GET", "POST"])
@desk_view()
def issue(request: DeskRequest, slug: str) -> HttpResponse:
    """One issue; what is said of it can be changed here."""
    found = _issue(slug)
    if request.method == "GET":
        return _page(request, found)
    require(request.user, "claims.change_issue")
    sent, unchosen = settled(request.POST)
    form = IssueForm(sent, instance=_issue(slug))
    base, version = (_number(request.POST.get(name, "")) for name in ("base", "version"))
    more: dict[str, Any] = {"form": form}
    status = 422
    if form.is_valid() and unchosen:
        more = _joined(found, form, base, unchosen=True)
    elif form.is_valid():
        try:
            actions.edit_issue(issue=found, content=form.content(), by=request.user, version=version)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError:
            more, status = _joined(found, form, version), 409
        else:
            messages.success(request, _("%(saved)s is kept.") % {"saved": form.cleaned_data["name"]})
            return redirect("claims:issue", found.slug)
    return _page(request, found, status, **more)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _joined(found: Issue, form: IssueForm, base: int, *, unchosen: bool = False) -> dict[str, Any]:
    current = Issue.objects.get(pk=found.pk)
    row = versions_of(Issue).filter(id=found.pk, pgh_id=base).first()
    names = ("conflict_id", "name", "parent_id", "description", "keywords")
    before = IssueForm(instance=Issue(**{name: getattr(row, name) for name in names})) if row else None
    joined = join(before, IssueForm(instance=current), IssueForm(instance=form.instance))
    return {
        "form": IssueForm(joined.sent, instance=current),
        "overtaken": joined,
        "happened": _("somebody else saved this issue"),
        "base": base,
        "unchosen": unchosen,
    }


def _page(request: DeskRequest, found: Issue, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "nav": "desk",
        "issue": found,
        "conflict": found.conflict,
        "version": version_number(found),
        "form": IssueForm(instance=found),
        "merged": found.merges_into.in_force().select_related("gone", "by"),
        "into": found.merges.in_force().select_related("kept", "by").first(),
        "undo_form": ReasonForm(auto_id="undo-%s"),
        "history": history_of_issue(found),
    }
    return render(request, _PAGE, context | more, status=status)


@require_http_methods(["GET", "POST"])
@desk_view("claims.merge_issue")
def merge(request: DeskRequest, slug: str) -> HttpResponse:
    """Choose the other issue, see what would move, and merge this one into it."""
    found, status = _issue(slug), 200
    others = Issue.objects.filter(conflict=found.conflict, merged_into__isnull=True).exclude(pk=found.pk)
    into = chosen(others, (request.POST or request.GET).get("into", ""))
    form = MergeForm(request.POST) if request.method == "POST" else None
    if form is not None:
        refused = merging.refused(form, lambda read: _merge(request, found, into, read))
        if refused is None and into is not None:
            messages.success(request, _("“%(gone)s” goes on as this issue.") % {"gone": found})
            return redirect("claims:issue", into.slug)
        status = refused or 422
    mine = AsRead(found.pk, version_number(found))
    theirs = AsRead(into.pk, version_number(into)) if into else None
    context = {
        "nav": "desk",
        "issue": _issue(slug),
        "into": into,
        "others": others.order_by("name"),
        "form": merging.as_read(MergeForm, form, mine, theirs),
        "preview": issue_references.count(found.pk, into.pk) if into else [],
    }
    return render(request, _MERGE, context, status=status)


def _merge(request: DeskRequest, found: Issue, into: Issue | None, read: dict[str, Any]) -> None:
    if into is None:
        raise ValidationError(_("Choose the other issue."))
    actions.merge_issues(gone=found, by=request.user, kept=into, **{key: read[key] for key in read if key != "into"})


@require_POST
@desk_view("claims.merge_issue")
def unmerge(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    found, form = (
        get_object_or_404(IssueMerge.objects.select_related("gone", "kept"), pk=pk),
        ReasonForm(request.POST),
    )
    refused = merging.refused(form, lambda read: actions.unmerge_issues(merge=found, by=request.user, **read))
    if refused is None:
        messages.success(request, _("They are two issues again."))
        return redirect("claims:issue", found.gone.slug)
    return _page(request, found.gone, refused, undo_refused=form)
