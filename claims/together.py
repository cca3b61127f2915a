"""Several people at one claim or event: what it said on a version, and their changes joined."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict

from claims.actions import ClaimContent
from claims.models import Attribution, Claim
from lib import three_way
from lib.three_way import Merge, settled

__all__ = ["Merge", "claim_at", "merge", "number", "overtaken", "row_at", "rows_at", "settled", "version_seen"]


def number(text: str) -> int:
    """A version as a form sends it; 0, which none has, where it is not one."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def version_seen(sent: QueryDict) -> int | None:
    """The version that was on the page from which a form was sent; None where the form says nothing of it."""
    return number(str(sent["version"])) if "version" in sent else None


def merge(base: forms.BaseForm | None, theirs: forms.BaseForm, mine: forms.BaseForm) -> Merge:
    """The changes of two people to one form, joined by field; see `lib.three_way`. `claims/merge.html` shows it."""
    return three_way.merge(base, theirs, mine)


def overtaken(found: Merge, happened: str, *, base: int, sent: QueryDict | None = None) -> dict[str, Any]:
    """What `claims/merge.html` shows: the merge, what happened meanwhile, and on which version it was begun.

    `sent` is a form that came back before all was chosen; what was chosen stays.
    """
    if sent is not None:
        found.both = [one._replace(chosen=sent.get(f"choose-{one.name}", "")) for one in found.both]
    return {"overtaken": found, "happened": happened, "base": base, "unchosen": sent is not None}


def row_at(model: type[Model], pk: int, version: int, *named: str) -> Any:
    """The last kept row of a claim or event with this version number, or None."""
    return _kept(model).filter(pgh_obj=pk, version=version).select_related(*named).last()


def rows_at(model: type[Model], moment: datetime, *named: str, **of: int) -> list[Any]:
    """The kept rows that hung on it at that moment: a change and what hangs on it are one transaction."""
    rows: dict[int, Any] = {}
    for row in _kept(model).filter(pgh_created_at__lte=moment, **of).select_related(*named):
        rows[row.id] = row
        if row.pgh_label == "delete":
            del rows[row.id]
    return list(rows.values())


def _kept(model: type[Model]) -> QuerySet[Any]:
    versions: Any = model._meta.get_field("versions").related_model  # noqa: SLF001  # Django's documented model API
    found: QuerySet[Any] = versions.objects.order_by("pgh_id")
    return found


def claim_at(claim: Claim, version: int) -> ClaimContent | None:
    """What a claim said on that version; None where it never had it."""
    row = row_at(Claim, claim.pk, version, "conflict", "issue", "place")
    if row is None:
        return None
    people = rows_at(Attribution, row.pgh_created_at, "actor", claim_id=claim.pk)
    return ClaimContent.read_from(row, attributions=tuple((one.actor, one.role) for one in people))
