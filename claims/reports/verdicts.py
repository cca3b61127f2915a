"""Verdicts given, changed and taken back, from the kept versions of claims."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Max, Min, Q, QuerySet, RowRange, Value, When, Window
from django.db.models.functions import Lag
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from accounts.models import User
from claims.enums import Stage
from claims.models import Claim
from claims.policies import TRANSITIONS
from claims.reports.tables import Asked

CHANGES = {
    "changes": gettext_lazy("Changed and taken back"),
    "first": gettext_lazy("Given for the first time"),
    "all": pgettext_lazy("changes of verdicts", "All"),
}


@dataclass(frozen=True)
class VerdictChange:
    """One step of a claim's verdict; `before` is the one given last, "" where there was none or it stands no more."""

    version: int
    claim: int
    text: str
    at: datetime
    before: str
    after: str
    did: str
    who: str
    why: str


def versions() -> QuerySet[Any]:
    """The kept versions of claims; pghistory makes their model."""
    model: Any = Claim._meta.get_field("versions").related_model  # noqa: SLF001  # Django's documented model API
    found: QuerySet[Any] = model.objects.all()
    return found


def verdict_steps(asked: Asked) -> QuerySet[Any]:
    """The versions in which a claim's verdict was given, changed or taken back, newest first."""
    looked_at = versions()
    if asked.since:
        # Only claims that changed in the period; of these all versions, since each is compared with the one before.
        changed = versions().filter(**asked.since_on("pgh_created_at"))
        looked_at = looked_at.filter(pgh_obj__in=changed.values("pgh_obj"))
    elif asked.what not in {"first", "all"}:
        looked_at = looked_at.filter(pgh_obj__in=_touched_after_approval(looked_at))
    over: dict[str, Any] = {"partition_by": "pgh_obj", "order_by": "pgh_id"}
    earlier = Case(When(stage=Stage.APPROVED, then=F("pgh_id")))
    steps = looked_at.annotate(
        was_at=Window(Lag("stage", default=Value("")), **over),
        was_verdict=Window(Lag("verdict", default=Value("")), **over),
        given_before=Window(Max(earlier), frame=RowRange(end=-1), **over),
    )
    first = Q(stage=Stage.APPROVED, given_before__isnull=True)
    again = Q(stage=Stage.APPROVED, given_before__isnull=False) & (
        ~Q(was_at=Stage.APPROVED) | ~Q(verdict=F("was_verdict"))
    )
    taken_back = Q(was_at=Stage.APPROVED) & ~Q(stage=Stage.APPROVED)
    wanted = {"first": first, "all": first | again | taken_back}.get(asked.what, again | taken_back)
    found = versions().filter(pgh_id__in=steps.filter(wanted).values("pgh_id"), **asked.since_on("pgh_created_at"))
    return found.order_by("-pgh_id")


def _touched_after_approval(looked_at: QuerySet[Any]) -> QuerySet[Any]:
    """The claims with a version after their first approval: few, and found without comparing version by version."""
    approved = Min("pgh_id", filter=Q(stage=Stage.APPROVED))
    claims = looked_at.order_by().values("pgh_obj").annotate(first=approved, last=Max("pgh_id"))
    touched: QuerySet[Any] = claims.filter(first__lt=F("last")).values("pgh_obj")
    return touched


def verdict_changes(steps: list[Any]) -> list[VerdictChange]:
    """These versions, each told against the verdict that the claim had been given last; three queries."""
    given: dict[int, list[tuple[int, str]]] = defaultdict(list)
    approved = versions().filter(pgh_obj__in={step.pgh_obj_id for step in steps}, stage=Stage.APPROVED)
    for number, claim, verdict in approved.order_by("pgh_id").values_list("pgh_id", "pgh_obj", "verdict"):
        given[claim].append((number, verdict))
    contexts = {step.pgh_id: (step.pgh_context.metadata if step.pgh_context else {}) for step in steps}
    people = User.objects.in_bulk({who for context in contexts.values() if (who := context.get("user"))})
    return [_told(step, given[step.pgh_obj_id], contexts[step.pgh_id], people) for step in steps]


def _told(step: Any, given: list[tuple[int, str]], context: dict[str, Any], people: dict[int, User]) -> VerdictChange:
    before = next((verdict for number, verdict in reversed(given) if number < step.pgh_id), "")
    stands = step.stage == Stage.APPROVED
    if not stands:
        did = pgettext("a verdict", "taken back")
    elif not before:
        did = pgettext("a verdict", "given")
    else:
        did = pgettext("a verdict", "given again") if before == step.verdict else pgettext("a verdict", "changed")
    person = people.get(context.get("user") or 0)
    return VerdictChange(
        version=step.pgh_id,
        claim=step.pgh_obj_id,
        text=step.text,
        at=step.pgh_created_at,
        before=before,
        after=step.verdict if stands else "",
        did=did,
        who=str(person) if person else gettext("The system"),
        why=step.rationale if stands else _reasons(str(context.get("reason", ""))),
    )


def _reasons(reason: str) -> str:
    """Why a step was taken, without the step's name that the history keeps before it."""
    name, _, reasons = reason.partition(": ")
    return reasons if name in TRANSITIONS else reason
