"""The tree of issues: writing, changing, and merging them."""

from dataclasses import dataclass, field, fields
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from actors.models import Conflict
from claims.models import Issue, IssueMerge
from claims.references import issue_references
from lib.attributed import attributed, require
from lib.history import version_number
from lib.kept_rows import set_column
from lib.moving import move
from lib.one_at_a_time import one_at_a_time
from lib.unmerging import hold_both, unmerge
from lib.versions import StaleVersionError

_SLUG, _PHRASE, _MOST_PHRASES = 80, 120, 200
_TREE = "the tree of issues"


@dataclass(frozen=True, kw_only=True)
class IssueContent:
    """What is said of an issue; its address (the slug) and its conflict are chosen once."""

    name: str
    parent: Issue | None = None
    description: str = ""
    keywords: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, row: Any) -> "IssueContent":
        """What a row says, be it an issue or a kept version of one."""
        values = {one.name: getattr(row, one.name) for one in fields(cls)}
        return cls(**values | {"keywords": tuple(row.keywords)})

    def row(self) -> dict[str, Any]:
        """The columns, tidied."""
        phrases = dict.fromkeys(" ".join(phrase.split()) for phrase in self.keywords)
        return {
            "name": " ".join(self.name.split()),
            "parent": self.parent,
            "description": self.description.strip(),
            "keywords": [phrase for phrase in phrases if phrase],
        }


def write_issue(*, conflict: Conflict, content: IssueContent, by: User) -> Issue:
    """A new issue of a conflict."""
    require(by, "claims.change_issue")
    with attributed(by, "wrote an issue"):
        one_at_a_time(_TREE)
        _check(content, conflict, None)
        issue = Issue(conflict=conflict, slug=_free_slug(content.name), **content.row())
        issue.full_clean()
        issue.save()
    return issue


def edit_issue(*, issue: Issue, content: IssueContent, by: User, version: int | None = None) -> Issue:
    """Change an issue; what is published on it waits to be published again where its name is another.

    Raises StaleVersionError where it was changed since `version`, the number of its last kept row.
    """
    require(by, "claims.change_issue")
    with attributed(by, "edited the issue"):
        one_at_a_time(_TREE)
        issue_references.hold([issue.pk])
        current = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
        if version is not None and version_number(current) != version:
            raise StaleVersionError(current)
        if current.merged_into is not None:
            raise ValidationError(
                _("It was merged into “%(other)s”: change that one.") % {"other": current.merged_into}
            )
        _check(content, current.conflict, current)
        renamed = content.row()["name"] != current.name
        for name, value in content.row().items():
            setattr(current, name, value)
        current.full_clean()
        current.save()
        if renamed:
            issue_references.look_other([current.pk])
    return current


def _check(content: IssueContent, conflict: Conflict, issue: Issue | None) -> None:
    errors = {}
    parent = content.parent
    same = conflict.issues.filter(name__iexact=content.row()["name"])
    same = same.exclude(pk=issue.pk) if issue else same
    if not content.name.strip():
        errors["name"] = _("An issue needs a name.")
    elif same.exists():
        errors["name"] = _("There is already an issue called %(name)s.") % {"name": content.name}
    if parent is not None and parent.conflict_id != conflict.pk:
        errors["parent"] = _("That issue belongs to another conflict.")
    elif parent is not None and parent.merged_into is not None:
        errors["parent"] = _("That issue was merged into “%(other)s”: choose that.") % {"other": parent.merged_into}
    elif parent is not None and issue is not None and issue.pk in _line(parent):
        errors["parent"] = _("“%(parent)s” lies below this one.") % {"parent": parent}
    if len(content.keywords) > _MOST_PHRASES or any(len(phrase) > _PHRASE for phrase in content.keywords):
        errors["keywords"] = _("At most %(number)s phrases of %(length)s characters.") % {
            "number": _MOST_PHRASES,
            "length": _PHRASE,
        }
    if errors:
        raise ValidationError(errors)


def _line(issue: Issue) -> list[int]:
    """The issue and those above it."""
    line: list[int] = []
    at: Issue | None = issue
    while at is not None and at.pk not in line:
        line.append(at.pk)
        at = at.parent
    return line


def _free_slug(name: str) -> str:
    wanted = slugify(name)[: _SLUG - 5].strip("-") or "issue"
    taken = set(Issue.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


def merge_issues(
    *,
    gone: Issue,
    kept: Issue,
    reason: str,
    by: User,
    version: int | None = None,
    into_version: int | None = None,
) -> IssueMerge:
    """Let `gone` go on as `kept`: claims, suggestions, followers and the issues below it are the other one's then.

    Its phrases lead to the other one while it is merged. Merging again what is merged so changes nothing.
    """
    require(by, "claims.merge_issue")
    if not reason.strip():
        raise ValidationError({"reason": _("Say why they are one.")})
    if gone.pk == kept.pk:
        raise ValidationError({"into": _("An issue cannot be merged into itself.")})
    with attributed(by, f"merged issues: {reason.strip()}"):
        one_at_a_time(_TREE)
        issue_references.hold([gone.pk])
        lost, stays = hold_both(gone, kept, (version, into_version))
        if lost.merged_into_id == stays.pk:
            known: IssueMerge = lost.merges.in_force().get()
            return known
        _check_merge(lost, stays)
        issue_references.look_other([lost.pk])
        # What lay below the one that goes, itself or below others there, lies where that one lay.
        raised = [set_column(stays, "parent_id", lost.parent_id)] if lost.pk in _line(stays) else []
        moved = move(issue_references, lost.pk, stays.pk, list(IssueMerge.objects.in_force()))
        moved["set"] = raised + moved["set"]
        lost.merged_into = stays
        lost.save(update_fields=["merged_into"])
        merge: IssueMerge = IssueMerge.objects.create(
            gone=lost, kept=stays, reason=reason.strip(), by=by, at=timezone.now(), moved=moved
        )
    return merge


def _check_merge(gone: Issue, kept: Issue) -> None:
    if gone.merged_into is not None:
        raise ValidationError(_("It was merged into %(other)s already.") % {"other": gone.merged_into})
    if kept.merged_into is not None:
        raise ValidationError(
            {"into": _("That one was merged itself, into %(other)s.") % {"other": kept.merged_into}}
        )
    if gone.conflict_id != kept.conflict_id:
        raise ValidationError({"into": _("That issue belongs to another conflict.")})


def unmerge_issues(*, merge: IssueMerge, reason: str, by: User) -> IssueMerge:
    """Take a merge back, see `lib.unmerging`; not where the tree would have a circle then."""
    require(by, "claims.merge_issue")
    undone: IssueMerge = unmerge(
        merge,
        registry=issue_references,
        lock=_TREE,
        told="took a merge of issues back",
        reason=reason,
        by=by,
        check=_check_no_circle,
    )
    return undone


def _check_no_circle(issue: Issue) -> None:
    """Somebody may have moved the other one, or one that goes back, meanwhile."""
    at, seen = Issue.objects.get(pk=issue.pk).parent, {issue.pk}
    while at is not None:
        if at.pk in seen:
            raise ValidationError(
                _("“%(issue)s” would lie below itself: move it in the tree first.") % {"issue": issue}
            )
        seen.add(at.pk)
        at = at.parent
