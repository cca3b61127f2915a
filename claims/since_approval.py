"""What changed in a claim since it was last approved, from the row versions that triggers keep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext, pgettext

from claims.actions import ClaimContent
from claims.enums import Relation, Stage
from claims.models import Attribution, Claim, Evidence, Excerpt
from claims.wording import content_in_words, people_in_words
from lib.kept_questions import KeptQuestion, among
from lib.word_diff import Difference, differences


@dataclass(frozen=True)
class PassageChange:
    """A passage that was added or removed, or that does something else now."""

    did: str
    relation: str
    exact: str

    @property
    def did_in_words(self) -> str:
        """What became of it, as a sentence's beginning."""
        return {
            "added": gettext("Passage added"),
            "changed": gettext("Passage changed"),
            "removed": gettext("Passage removed"),
        }[self.did]


@dataclass(frozen=True)
class SinceApproval:
    """How a claim differs from what was approved at `approved_at`."""

    approved_at: datetime
    verdict: str
    differences: list[Difference] = field(default_factory=list)
    passages: list[PassageChange] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        """Whether nothing differs, such as where it was re-opened and left as it was."""
        return not self.differences and not self.passages


@KeptQuestion
def _approved() -> QuerySet[Any]:
    """What of each claim was approved last."""
    approved = _versions_of(Claim).filter(among("pgh_obj_id", "claims"), stage=Stage.APPROVED)
    newest = approved.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return newest.select_related("conflict", "issue", "place")


def since_approval(claims: Iterable[Claim]) -> dict[int, SinceApproval]:
    """By claim, what changed since it was last approved; left out is what never was and what is approved now.

    The claims are those of `for_cards()` or `for_queue()`. The questions are as many for one claim as for a hundred.
    """
    waiting = {claim.pk: claim for claim in claims if claim.stage != Stage.APPROVED}
    if not waiting:
        return {}
    approved = {row.pgh_obj_id: row for row in _approved.ask(claims=list(waiting))}
    if not approved:
        return {}
    people = _as_of(_versions_of(Attribution).filter(claim__in=approved).select_related("actor"), approved)
    evidence = _as_of(_versions_of(Evidence).filter(claim__in=approved), approved)
    now = {item.pk for pk in approved for item in waiting[pk].evidence.all()}
    gone = {row.excerpt_id for pk in approved for key, row in evidence[pk].items() if key not in now}
    words = dict(Excerpt.objects.filter(pk__in=gone).values_list("pk", "exact")) if gone else {}
    return {pk: _compared(waiting[pk], row, people[pk], evidence[pk], words) for pk, row in approved.items()}


def since_approval_of(claim: Claim, kept: Mapping[str, list[Any]]) -> SinceApproval | None:
    """The same of one claim, by the versions that its history is told from; see `claims.history.kept`."""
    approved = next((row for row in reversed(kept["versions"]) if row.stage == Stage.APPROVED), None)
    if claim.stage == Stage.APPROVED or approved is None:
        return None
    people, evidence = (_as_of(kept[name], {claim.pk: approved})[claim.pk] for name in ("named_in", "evidence"))
    words = {row.excerpt_id: row.excerpt.exact for row in evidence.values()}
    return _compared(claim, approved, people, evidence, words)


def _compared(
    claim: Claim, approved: Any, people: dict[int, Any], evidence: dict[int, Any], words: dict[int, str]
) -> SinceApproval:
    now = {item.pk: item for item in claim.evidence.all()}
    return SinceApproval(
        approved_at=approved.approved_at,
        verdict=approved.verdict,
        differences=differences(_in_words(approved, people.values()), content_in_words(ClaimContent.of(claim))),
        passages=_passages(evidence, now, words),
    )


def _versions_of(model: type[Model]) -> QuerySet[Any]:
    """The kept versions of a model's rows, oldest first; pghistory makes their model."""
    versions: Any = model._meta.get_field("versions").related_model  # noqa: SLF001  # Django's documented model API
    found: QuerySet[Any] = versions.objects.order_by("pgh_id")
    return found


def _as_of(rows: Iterable[Any], approved: dict[int, Any]) -> dict[int, dict[int, Any]]:
    """By claim and row, what stood there when the claim was approved: a change and its rows are one transaction."""
    stood: dict[int, dict[int, Any]] = {pk: {} for pk in approved}
    for row in rows:
        if row.pgh_created_at > approved[row.claim_id].pgh_created_at:
            continue
        if row.pgh_label == "delete":
            stood[row.claim_id].pop(row.id, None)
        else:
            stood[row.claim_id][row.id] = row
    return stood


def _in_words(row: Any, people: Iterable[Any]) -> dict[str, str]:
    columns = {item.name: getattr(row, item.name) for item in fields(ClaimContent) if item.name != "attributions"}
    named = people_in_words([(item.actor.name, item.role) for item in people])
    return content_in_words(ClaimContent(**columns)) | {pgettext("part of a claim", "people"): named}


def _passages(then: dict[int, Any], now: dict[int, Evidence], words: dict[int, str]) -> list[PassageChange]:
    changes = [
        PassageChange("added", item.get_relation_display(), item.excerpt.exact)
        for key, item in now.items()
        if key not in then
    ]
    changes += [
        PassageChange(
            "changed",
            f"{Relation(then[key].relation).label} → {item.get_relation_display()}",
            item.excerpt.exact,
        )
        for key, item in now.items()
        if key in then and then[key].relation != item.relation
    ]
    return changes + [
        PassageChange("removed", str(Relation(row.relation).label), words.get(row.excerpt_id, ""))
        for key, row in then.items()
        if key not in now
    ]
