"""What became of an actor or an issue: who changed what of it, when and why."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from actors.models import Actor, ActorName, NotSame, Office
from claims.actor_forms import ActorForm, IssueForm
from claims.models import Issue
from lib.history import versions_of

_LINES = 30
_MERGED = {"merged_into_id": gettext_lazy("merged into others")}
_PHOTO = {
    "photo": gettext_lazy("photo"),
    "photo_licence": gettext_lazy("licence of the photo"),
    "photo_credit": gettext_lazy("credit of the photo"),
    "photo_page": gettext_lazy("where the photo was taken from"),
}
_LABELS: dict[type[Model], dict[str, Any]] = {
    Actor: {**ActorForm.Meta.labels, "acts_for_id": gettext_lazy("Speaks and acts for"), **_PHOTO, **_MERGED},
    Issue: {
        **{name: label for name, label in IssueForm.Meta.labels.items() if name != "parent"},
        "parent_id": IssueForm.Meta.labels["parent"],
        "keywords": gettext_lazy("Phrases by which texts mean it, one in a line"),
        **_MERGED,
    },
}


@dataclass
class Line:
    """What one person did at once."""

    at: datetime
    who: User | None
    reason: str
    what: list[str] = field(default_factory=list)


def history_of_actor(actor: Actor) -> list[Line]:
    """Its own words, its names and its offices, the latest first."""
    own = list(versions_of(Actor).filter(id=actor.pk).select_related("pgh_context"))
    names = versions_of(ActorName).filter(actor_id=actor.pk).select_related("pgh_context")
    offices = versions_of(Office).filter(actor_id=actor.pk).select_related("pgh_context")
    told = [(row, _changed(Actor, row, before)) for before, row in zip([None, *own], own, strict=False)]
    told += [(row, _part(row, row.text)) for row in names] + [(row, _part(row, row.title)) for row in offices]
    apart = (
        versions_of(NotSame)
        .filter(Q(one_id=actor.pk) | Q(other_id=actor.pk))
        .select_related("pgh_context", "one", "other")
    )
    told += [(row, _apart(row, row.other if row.one_id == actor.pk else row.one)) for row in apart]
    return _lines(told)


def _apart(row: Any, other: Actor) -> str:
    if row.pgh_label == "delete":
        return _("“%(name)s” may be the same again") % {"name": other}
    return _("“%(name)s” is not the same") % {"name": other}


def history_of_issue(issue: Issue) -> list[Line]:
    """Its own words, the latest first."""
    own = list(versions_of(Issue).filter(id=issue.pk).select_related("pgh_context"))
    return _lines([(row, _changed(Issue, row, before)) for before, row in zip([None, *own], own, strict=False)])


def _part(row: Any, name: str) -> str:
    said = {
        "insert": _("“%(name)s” was added"),
        "update": _("“%(name)s” was changed"),
        "delete": _("“%(name)s” was taken away"),
    }
    return said[row.pgh_label] % {"name": name}


def _changed(model: type[Model], row: Any, before: Any) -> str:
    if before is None:
        return _("It was added.")
    labels = _LABELS[model]
    return ", ".join(str(labels[name]) for name in labels if getattr(row, name) != getattr(before, name))


def _lines(told: list[tuple[Any, str]]) -> list[Line]:
    together: dict[Any, list[tuple[Any, str]]] = defaultdict(list)
    for row, words in sorted(told, key=lambda pair: pair[0].pgh_created_at, reverse=True):
        together[row.pgh_context_id or (row.pgh_id, type(row))].append((row, words))
    lines = []
    people: dict[int, list[Line]] = defaultdict(list)
    for rows in list(together.values())[:_LINES]:
        first = rows[0][0]
        said = first.pgh_context.metadata if first.pgh_context else {}
        line = Line(
            first.pgh_created_at,
            None,
            said.get("reason", ""),
            list(dict.fromkeys(words for _row, words in rows if words)),
        )
        people[said.get("user") or 0].append(line)
        lines.append(line)
    for pk, user in User.objects.in_bulk([pk for pk in people if pk]).items():
        for line in people[pk]:
            line.who = user
    return lines
