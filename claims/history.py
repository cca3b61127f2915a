"""A claim's history as sentences: who did what, when and why, with the words that changed."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from accounts.models import User
from claims.actions import ClaimContent
from claims.models import Attribution, Claim, Evidence
from claims.wording import content_in_words, people_in_words
from lib.word_diff import Difference, differences

_DID_TO_A_PASSAGE = {
    "insert": "added a passage ({})",
    "update": "changed what a passage does ({})",
    "delete": "removed a passage",
}


@dataclass(frozen=True)
class Step:
    """One line of the history."""

    who: str
    when: datetime
    did: str
    reasons: str = ""
    verdict: str = ""
    changes: list[Difference] = field(default_factory=list)


def history_of(claim: Claim) -> list[Step]:
    """Everything that happened to a claim, newest first."""
    named = ("pgh_context", "conflict", "issue", "place")
    versions = list(_versions_of(Claim).filter(pgh_obj=claim.pk).select_related(*named))
    evidence = list(_versions_of(Evidence).filter(claim_id=claim.pk).select_related("pgh_context"))
    named_in = list(_versions_of(Attribution).filter(claim_id=claim.pk).select_related("actor"))
    people = User.objects.in_bulk({pk for row in (*versions, *evidence) if (pk := _user_id(row))})
    steps = [
        Step(str(review.by), review.at, review.get_outcome_display(), review.reasons, review.verdict)
        for review in claim.reviews.select_related("by")
    ]
    before: dict[str, str] | None = None
    for row in versions:
        words = _in_words(row, named_in)
        if before is None:
            steps.append(Step(_name(row, people), row.pgh_created_at, "wrote the claim"))
        elif changes := differences(before, words):
            names = ", ".join(change.what for change in changes)
            steps.append(Step(_name(row, people), row.pgh_created_at, f"changed the {names}", changes=changes))
        before = words
    first = versions[0].pgh_created_at if versions else None
    for row in evidence:
        if row.pgh_label != "insert" or row.pgh_created_at != first:  # the first came with the claim, in one step
            did = _DID_TO_A_PASSAGE[row.pgh_label].format(row.get_relation_display())
            steps.append(Step(_name(row, people), row.pgh_created_at, did))
    return sorted(steps, key=lambda step: step.when)[::-1]


def _versions_of(model: type[Model]) -> QuerySet[Any]:
    """The kept versions of a model's rows, oldest first; pghistory makes their model."""
    versions: Any = model._meta.get_field("versions").related_model  # noqa: SLF001  # Django's documented model API
    found: QuerySet[Any] = versions.objects.order_by("pgh_id")
    return found


def _user_id(row: Any) -> int | None:
    context = row.pgh_context
    return context.metadata.get("user") if context else None


def _name(row: Any, people: dict[int, User]) -> str:
    person = people.get(_user_id(row) or 0)
    return str(person) if person else "The system"


def _in_words(row: Any, named_in: list[Any]) -> dict[str, str]:
    """What a version said, with the people who were named in it then: they are kept in rows of their own."""
    columns = {item.name: getattr(row, item.name) for item in fields(ClaimContent) if item.name != "attributions"}
    people: dict[int, tuple[str, str]] = {}
    for attribution in named_in:
        if attribution.pgh_created_at <= row.pgh_created_at:  # a change and its people are one transaction
            people[attribution.id] = (attribution.actor.name, attribution.role)
            if attribution.pgh_label == "delete":
                del people[attribution.id]
    return content_in_words(ClaimContent(**columns)) | {"people": people_in_words(list(people.values()))}
