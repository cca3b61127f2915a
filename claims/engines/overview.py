"""What the desk shows of engines: how far each is, what it found and lost, and what it costs."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from claims.engines.meter import start_of_day
from claims.engines.registry import engines
from claims.enums import CallOutcome, Decision
from claims.models import EngineCall, Suggestion, SuggestionRun

_DAYS = 7
_REASONS = {
    "not_verbatim": gettext_noop("not in the text, to the character"),
    "speaker_not_in_text": gettext_noop("by somebody whom the text does not name"),
    "cuts_a_word": gettext_noop("beginning or ending inside a word"),
    "too_long": gettext_noop("too long"),
    "too_short": gettext_noop("too short"),
    "too_many": gettext_noop("more than one answer may have"),
    "duplicate": gettext_noop("said twice"),
    "unknown_kind": gettext_noop("of no kind that there is"),
    "broken_item": gettext_noop("not fitting the schema"),
    "decided_already": gettext_noop("decided already"),
}
# What was left out of a suggestion that was kept.
_LEFT_OUT = {
    "unknown_issue": gettext_noop("an issue that there is not"),
    "unknown_stance": gettext_noop("a stance that there is not"),
    "date_not_in_text": gettext_noop("a date that the text does not have"),
    "wording_adds": gettext_noop("a wording that says more than the text"),
    "piece_not_read": gettext_noop("the end of a very long article"),
}


@dataclass
class Line:
    """One engine on the desk; numbers are of the last seven days unless they say otherwise."""

    name: str
    version: str = ""
    about: str = ""
    problem: str = ""  # why it cannot be loaded
    is_on: bool = False
    waiting: int = 0  # now
    put_off: int = 0  # of these, so many have to wait for something
    failed: int = 0
    made: int = 0
    pending: int = 0
    accepted: int = 0
    rejected: int = 0
    same: int = 0
    last_success: Any = None
    last_error: str = ""
    last_error_at: Any = None
    dropped: list[tuple[str, int]] = field(default_factory=list)
    left_out: list[tuple[str, int]] = field(default_factory=list)
    calls: int = 0
    kept: int = 0  # questions that had been answered before
    tokens_in: int = 0
    tokens_out: int = 0
    cost_today: Decimal = Decimal(0)
    cost: Decimal = Decimal(0)
    budget: Decimal | None = None
    is_paid: bool = False
    is_spent: bool = False  # runs wait for tomorrow

    @property
    def dropped_in_all(self) -> int:
        """How many proposals were not kept."""
        return sum(number for _, number in self.dropped)


def currency() -> str:
    """What prices and budgets are in."""
    return str(settings.ENGINE_CURRENCY)


def overview() -> list[Line]:
    """Every engine that is switched on, in order, and then those that have read something in the last days."""
    known = engines()
    lines = {
        name: Line(
            name,
            version=engine.version,
            about=gettext(engine.about) if engine.about else "",
            is_on=True,
            budget=engine.tariff.budget,
            is_paid=bool(engine.tariff.price_in or engine.tariff.price_out or engine.tariff.budget is not None),
        )
        for name, engine in known.loaded.items()
    }
    lines |= {name: Line(name, is_on=True, problem=problem) for name, problem in known.problems.items()}
    since = timezone.now() - timedelta(days=_DAYS)
    _add_runs(lines, since)
    _add_suggestions(lines, since)
    _add_calls(lines, since)
    return list(lines.values())


def _line(lines: dict[str, Line], name: str) -> Line:
    return lines.setdefault(name, Line(name))


def _add_runs(lines: dict[str, Line], since: Any) -> None:
    now = timezone.now()
    unfinished = Q(state__in=["waiting", "running"])
    # Unfinished ones are few, and those of the last days have the highest numbers.
    runs = SuggestionRun.objects.filter(Q(created_at__gte=since) | unfinished).order_by()
    counted = runs.values("engine").annotate(
        waits=Count("pk", filter=unfinished),
        put_off=Count("pk", filter=Q(state="waiting", not_before__gt=now)),
        for_budget=Count("pk", filter=Q(state="waiting", not_before__gt=now, cause="budget")),
        fails=Count("pk", filter=Q(state="failed")),
        success=Max("finished_at", filter=Q(state="done")),
    )
    for row in counted:
        line = _line(lines, row["engine"])
        line.waiting, line.put_off, line.failed = row["waits"], row["put_off"], row["fails"]
        line.last_success, line.is_spent = row["success"], bool(row["for_budget"])
    newest = runs.filter(state="failed").order_by("engine", "-finished_at").distinct("engine")
    for engine, error, at in newest.values_list("engine", "error", "finished_at"):
        _line(lines, engine).last_error, _line(lines, engine).last_error_at = error, at
    reasons: dict[str, Counter[str]] = {}
    for engine, dropped in runs.exclude(dropped={}).values_list("engine", "dropped"):
        reasons.setdefault(engine, Counter()).update(dropped)
    for engine, counts in reasons.items():
        line, most = _line(lines, engine), counts.most_common()
        line.left_out = [(gettext(_LEFT_OUT[reason]), number) for reason, number in most if reason in _LEFT_OUT]
        line.dropped = [
            (gettext(_REASONS[reason]) if reason in _REASONS else reason, number)
            for reason, number in most
            if reason not in _LEFT_OUT
        ]


def _add_suggestions(lines: dict[str, Line], since: Any) -> None:
    of_run: QuerySet[Suggestion] = Suggestion.objects.filter(run__created_at__gte=since).order_by()
    for row in of_run.values("run__engine").annotate(
        made=Count("pk"),
        pending=Count("pk", filter=Q(decision=Decision.PENDING)),
        accepted=Count("pk", filter=Q(decision__in=[Decision.ACCEPTED, Decision.EDITED])),
        rejected=Count("pk", filter=Q(decision=Decision.REJECTED)),
        same=Count("pk", filter=Q(decision=Decision.SAME)),
    ):
        line = _line(lines, row["run__engine"])
        line.made, line.pending, line.accepted = row["made"], row["pending"], row["accepted"]
        line.rejected, line.same = row["rejected"], row["same"]


def _add_calls(lines: dict[str, Line], since: Any) -> None:
    asked = ~Q(outcome=CallOutcome.KEPT)
    for row in (
        EngineCall.objects.since(since)
        .order_by()
        .values("engine")
        .annotate(
            calls=Count("pk", filter=asked),
            kept=Count("pk", filter=~asked),
            tokens_in=Sum("tokens_in"),
            tokens_out=Sum("tokens_out"),
            spent=Sum("cost"),
            today=Sum("cost", filter=Q(at__gte=start_of_day())),
        )
    ):
        line = _line(lines, row["engine"])
        line.calls, line.kept = row["calls"], row["kept"]
        line.tokens_in, line.tokens_out = row["tokens_in"] or 0, row["tokens_out"] or 0
        line.cost, line.cost_today = row["spent"] or Decimal(0), row["today"] or Decimal(0)
