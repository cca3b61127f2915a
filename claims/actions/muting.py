"""Muting: a rule's suggestions go out of sight for one outlet or for all, and come back when the mute ends.

A muted suggestion stays pending and is kept, so nothing is lost by muting and nothing has to be made again. Rows are
changed in batches: the first in the transaction that mutes, each further one by a job that asks for the next.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Source
from claims.enums import ClaimKind
from claims.models import Mute, MuteSweep, Suggestion, SuggestionRun
from lib import outbox
from lib.attributed import attributed, require
from lib.one_at_a_time import one_at_a_time, while_nobody_does

_BATCH = 500
_MUTING = "muting"


def mute_pattern(
    *,
    engine: str,
    rule: str,
    reason: str,
    by: User,
    source: Source | None = None,
    kind: str = "",
    phrase: str = "",
) -> Mute:
    """Keep a rule's suggestions out of sight, for one outlet or, by a reviewer, for all; the same twice is one mute.

    Raises ValidationError naming the field that is wrong.
    """
    _may_mute(by, source)
    pattern = {"engine": engine.strip(), "rule": rule.strip(), "kind": kind, "phrase": " ".join(phrase.split())}
    _check(pattern, reason)
    with attributed(by, f"muted {rule}: {reason.strip()}"):
        one_at_a_time(_MUTING)
        mute, created = Mute.objects.active().get_or_create(
            **pattern, source=source, ended_at=None, defaults={"reason": reason.strip(), "muted_by": by}
        )
        if created:
            _next_batch(mute, after=0)
    return mute


def unmute_pattern(*, mute: Mute, by: User) -> Mute:
    """Bring back what a mute keeps out of sight, unless another one does too; ending it twice changes nothing."""
    _may_mute(by, mute.source)
    with attributed(by, f"un-muted {mute.rule}"):
        one_at_a_time(_MUTING)
        held = Mute.objects.get(pk=mute.pk)
        if held.ended_at is None:
            held.ended_by, held.ended_at = by, timezone.now()
            held.save()
            _next_batch(held, after=0)
    return held


def sweep_mute(*, sweep_id: int) -> bool:
    """Bring one more batch of suggestions in line with a mute; True when this call did it."""
    return outbox.run(MuteSweep, sweep_id, _sweep)


def hold_mutes() -> None:
    """Until this transaction ends no mute begins or ends, so that what it keeps is muted by those that stand."""
    while_nobody_does(_MUTING)


def mute_new(suggestions: Iterable[Suggestion], *, run: SuggestionRun, source_id: int) -> None:
    """Mute the suggestions, not yet kept, of a reading of this outlet's article; `hold_mutes` comes before."""
    mutes = list(Mute.objects.active().filter(engine=run.engine))
    for one in suggestions if mutes else ():
        words = (one.text, one.excerpt.exact)
        one.mute = _first(mutes, rule=one.rule, kind=one.kind, words=words, source_id=source_id)


def _may_mute(by: User, source: Source | None) -> None:
    require(by, "claims.mute_suggestion")
    if source is None:
        require(by, "claims.mute_everywhere")


def _check(pattern: dict[str, str], reason: str) -> None:
    errors = {}
    for name in ("engine", "rule"):
        if not pattern[name]:
            errors[name] = _("Say which engine.") if name == "engine" else _("Say which rule.")
    if not reason.strip():
        errors["reason"] = _("Say why, for whoever wonders later where these suggestions are.")
    if pattern["kind"] and pattern["kind"] not in ClaimKind.values:
        errors["kind"] = _("%(value)r is not a kind of claim.") % {"value": pattern["kind"]}
    longest = {"engine": 40, "rule": 60, "phrase": 120}
    for name, length in longest.items():
        if len(pattern[name]) > length:
            errors[name] = _("At most %(number)s characters.") % {"number": length}
    if len(reason.strip()) > 300:
        errors["reason"] = _("At most 300 characters.")
    if errors:
        raise ValidationError(errors)


def _sweep(sweep: MuteSweep) -> None:
    with attributed(None, "brought suggestions in line with a mute"):
        one_at_a_time(_MUTING)
        _next_batch(Mute.objects.get(pk=sweep.mute_id), after=sweep.after)


def _next_batch(mute: Mute, *, after: int) -> None:
    """Change the next suggestions that the mute is about, and ask for those that come after them."""
    # The lock waits for whoever is deciding at this moment, and then passes over what has been decided.
    found = Suggestion.objects.filter(pk__gt=after).order_by("pk").select_for_update(of=("self",))
    if mute.ended_at:
        found = found.muted().filter(mute=mute)
    else:
        found = found.to_decide().filter(rule=mute.rule, run__engine=mute.engine)
        found = found.filter(kind=mute.kind) if mute.kind else found
        found = found.filter(run__snapshot__article__source=mute.source_id) if mute.source_id else found
    columns = ("pk", "kind", "text", "excerpt__exact", "run__snapshot__article__source_id")
    batch = list(found.values_list(*columns)[:_BATCH])
    standing = list(Mute.objects.active().filter(engine=mute.engine, rule=mute.rule)) if batch else []
    changed: dict[Mute | None, list[int]] = {}
    for pk, kind, text, exact, source_id in batch:
        one = _first(standing, rule=mute.rule, kind=kind, words=(text, exact), source_id=source_id)
        if one is not None or mute.ended_at:
            changed.setdefault(one, []).append(pk)
    for other, pks in changed.items():
        Suggestion.objects.filter(pk__in=pks).update(mute=other)
    if len(batch) == _BATCH:
        outbox.announce(MuteSweep.objects.create(mute=mute, after=batch[-1][0]))


def _first(mutes: Iterable[Mute], *, rule: str, kind: str, words: tuple[str, str], source_id: int) -> Mute | None:
    """The oldest of these mutes that keeps such a suggestion out of sight."""
    for mute in mutes:
        if mute.rule == rule and mute.source_id in {None, source_id} and mute.hides(kind=kind, words=words):
            return mute
    return None
