"""Readings of captures by engines: asked for, made, and kept as suggestions."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from articles.models import Snapshot
from claims.actions.earlier import Earlier, is_decided
from claims.actions.gazetteers import Known, known
from claims.actions.muting import hold_mutes, mute_new
from claims.actions.passages import mark_passages
from claims.engines import merging
from claims.engines.meter import Ledger
from claims.engines.protocol import EngineError, Suggested, Suggester
from claims.engines.registry import engines
from claims.engines.rules import Rules
from claims.enums import AttributionRole, Decision
from claims.models import Attribution, Excerpt, Suggestion, SuggestionRun
from claims.suggest import ENGINE_NAME, Proposal
from lib import outbox
from lib.attributed import attributed, require
from lib.one_at_a_time import one_at_a_time

# An engine begins no further question after so many seconds with one article; one question takes 200 at most.
_ASKING = 90.0
_LEASE = timedelta(seconds=320)
# What a server has done wrong may be mended soon, or in an hour; after that a person has to look at it.
_WAITS = (10, 60, 300, 1800, 3600)


def request_suggestions(
    *, snapshot: Snapshot, engine: Suggester | None = None, announced: bool = True
) -> SuggestionRun:
    """Have an engine, by default the first, read a snapshot, once for each of its versions and the article's dates.

    An article that gets back a date which it had before is read by that date again. What is not `announced` goes to
    the workers when they have nothing else to do, if whoever asked does not do it first.
    """
    run: SuggestionRun
    reads = engine or next(iter(_switched_on()))
    with transaction.atomic():
        run, created = SuggestionRun.objects.select_for_update(of=("self",)).get_or_create(
            snapshot=snapshot,
            engine=reads.name,
            engine_version=reads.version,
            dated=snapshot.article.published_edtf,
        )
        outdated = (
            not created
            and run.state in {run.State.DONE, run.State.FAILED}
            and SuggestionRun.objects.filter(
                snapshot=snapshot, engine=reads.name, created_at__gt=run.created_at
            ).exists()
        )
        if outdated:
            run.state, run.attempts, run.error, run.finished_at = run.State.WAITING, 0, "", None
            run.created_at = timezone.now()  # asked for anew, after the readings in between
            run.save()
        if announced and (created or outdated):
            outbox.announce(run)
    return run


def request_readings(*, snapshot: Snapshot) -> list[SuggestionRun]:
    """Have every engine that is switched on read a snapshot."""
    return [request_suggestions(snapshot=snapshot, engine=engine) for engine in _switched_on()]


def _switched_on() -> Sequence[Suggester]:
    """The engines; the rules, where not one of those that are switched on can be loaded."""
    return list(engines().loaded.values()) or [Rules()]


def read_again(*, snapshot: Snapshot, by: User) -> int:
    """Have engines read a capture once more that they did not get through; gives how many readings had failed."""
    require(by, "articles.ingest_article")
    with attributed(by, "asked for another reading"):
        failed = list(SuggestionRun.objects.failed().filter(snapshot=snapshot).select_for_update(of=("self",)))
        for run in failed:
            outbox.start_again(run)
    return len(failed)


def make_suggestions(*, run_id: int) -> bool:
    """Have the run's engine read its snapshot, and keep what it proposes; True when this call did it.

    Engines but the rules are asked before the transaction in which suggestions are written: a server that takes its
    time holds no lock, and what it was paid for stays when something goes wrong afterwards.
    """
    read: list[tuple[Suggested, Known]] = []

    def ask(run: SuggestionRun, snapshot: Snapshot) -> None:
        newsroom = known()
        read.append((_asked(run, snapshot, newsroom), newsroom))

    def prepare(run: SuggestionRun) -> None:
        if run.engine != ENGINE_NAME and (snapshot := _to_read(run)):
            ask(run, snapshot)

    def keep(run: SuggestionRun) -> None:
        snapshot = _to_read(run)
        if snapshot is None:
            return
        if run.engine == ENGINE_NAME:
            ask(run, snapshot)
        if read:
            _write(run, snapshot, *read[0])

    return outbox.run(SuggestionRun, run_id, keep, prepare=prepare, lasting=_lasting)


def _lasting(run: SuggestionRun) -> timedelta:
    """How long a worker may be silent: the rules hold the run's lock, and so need no more than others."""
    return outbox.usual_lease() if run.engine == ENGINE_NAME else _LEASE


def _to_read(run: SuggestionRun) -> Snapshot | None:
    """The run's snapshot; None where another run reads the article, by its date of now, or as it reads by now."""
    snapshot = Snapshot.objects.select_related("article").get(pk=run.snapshot_id)
    if snapshot.article.published_edtf != run.dated:
        return None
    return None if snapshot.article.snapshots.filter(number__gt=snapshot.number).exists() else snapshot


def _asked(run: SuggestionRun, snapshot: Snapshot, newsroom: Known) -> Suggested:
    """What the run's engine proposes. Raises PermanentError, and RetryLaterError where it may do so later."""
    engine = next((one for one in _switched_on() if one.name == run.engine), None)
    if engine is None:
        words = engines().problems.get(run.engine, "it is not switched on any more")
        raise outbox.PermanentError(f"{run.engine} cannot read: {words}", cause="switched_off")
    if engine.version != run.engine_version:
        request_suggestions(snapshot=snapshot, engine=engine)
        raise outbox.PermanentError(
            f"{run.engine} has another version by now, which reads it as well", cause="another_version"
        )
    meter = Ledger(engine, snapshot, seconds=_ASKING)
    try:
        return engine.suggest(snapshot, gazetteer=newsroom.gazetteer, meter=meter)
    except EngineError as error:
        if not error.retry or run.retries >= len(_WAITS):
            raise outbox.PermanentError(str(error), cause=error.cause[:24]) from error
        wait = max(timedelta(seconds=_WAITS[run.retries]), error.after or timedelta(0))
        raise outbox.RetryLaterError(str(error), after=wait, cause=error.cause[:24]) from error


def _write(run: SuggestionRun, snapshot: Snapshot, suggested: Suggested, newsroom: Known) -> None:
    """Keep each proposal that stands in the text, and that nobody has decided; count the others."""
    dropped = Counter(suggested.dropped)
    with attributed(None, f"suggested by {run.engine} {run.engine_version}"):
        if run.engine != ENGINE_NAME:  # which comes late: somebody may be deciding on the same at this moment
            one_at_a_time(f"deciding on snapshot {run.snapshot_id}")
        hold_mutes()
        before = _clear_earlier(run, snapshot)
        proposals = []
        for one in suggested.proposals:
            if one.start < 0 or one.end <= one.start or snapshot.text[one.start : one.end] != one.exact:
                dropped["not_verbatim"] += 1
            elif before.settles(run, one, newsroom):
                dropped["decided_already"] += 1
            else:
                proposals.append(one)
        _keep(run, snapshot, proposals, newsroom)
        run.made, run.dropped = len(proposals), {reason: number for reason, number in dropped.items() if number}


class _Before(NamedTuple):
    """What earlier readings proposed about an article, and what people have decided of any engine's proposals."""

    earlier: tuple[Earlier, ...] = ()
    decided: tuple[merging.Found, ...] = ()

    def settles(self, run: SuggestionRun, proposal: Proposal, newsroom: Known) -> bool:
        """Whether somebody has decided this, or what another engine proposed of the same."""
        speaker = newsroom.actors.get(proposal.speaker or "")
        if is_decided(proposal, speaker=speaker, earlier=self.earlier):
            return True
        here = merging.Found(
            engine=run.engine,
            start=proposal.start,
            end=proposal.end,
            kind=proposal.kind,
            speaker=merging.speaker_key(speaker, proposal.speaker_name or ""),
        )
        return any(here.is_twin_of(other) for other in self.decided)


def _clear_earlier(run: SuggestionRun, snapshot: Snapshot) -> _Before:
    """An engine's earlier readings give way, except where a person has already decided; gives what there was."""
    of_article = Suggestion.objects.filter(run__snapshot__article=snapshot.article_id)
    if not of_article.exists():
        return _Before()
    # The lock waits for whoever is deciding at this moment, and then passes over what has been decided.
    waiting = of_article.pending().filter(run__engine=run.engine).exclude(run=run).select_for_update(of=("self",))
    giving_way = list(waiting.values_list("pk", flat=True))
    decided = of_article.exclude(decision=Decision.PENDING)
    # What was decided about an earlier capture holds wherever this one still has the passage.
    moved = decided.filter(excerpt__placements__snapshot=run.snapshot_id, excerpt__placements__start__isnull=False)
    here = of_article.filter(run__snapshot=run.snapshot_id)
    earlier = (*_as_earlier(here, "excerpt"), *_as_earlier(moved, "excerpt__placements"))
    there = [column.replace("excerpt__", "excerpt__placements__") for column in merging.COLUMNS]
    decided_here = decided.filter(run__snapshot=run.snapshot_id).values_list(*merging.COLUMNS)
    found = merging.found_in([*decided_here, *moved.values_list(*there)])
    Suggestion.objects.filter(pk__in=giving_way).delete()
    return _Before(earlier, tuple(found))


def _as_earlier(suggestions: QuerySet[Suggestion], where: str) -> list[Earlier]:
    """The suggestions at the offsets of that relation, with what became of them."""
    columns = (f"{where}__start", f"{where}__end", "rule", "kind", "speaker", "speaker_name", "decision")
    rows = list(suggestions.order_by("pk").values_list(*columns, "claim", "claim__kind"))
    claims = [claim for *_, claim, _ in rows if claim]
    says: dict[int, set[int]] = {}
    spoken = Attribution.objects.filter(claim__in=claims, role=AttributionRole.SPEAKER) if claims else ()
    for one in spoken:
        says.setdefault(one.claim_id, set()).add(one.actor_id)
    return [
        Earlier(
            start=start,
            end=end,
            rule=rule,
            kinds=frozenset({kind, claim_kind or kind}),
            speakers=frozenset(({speaker} if speaker else set()) | says.get(claim or 0, set())),
            called=called,
            decided=decision != Decision.PENDING,
            accepted=claim is not None,
        )
        for start, end, rule, kind, speaker, called, decision, claim, claim_kind in rows
    ]


def _keep(run: SuggestionRun, snapshot: Snapshot, proposals: Sequence[Proposal], newsroom: Known) -> None:
    """Each proposal once, all in a few statements; the run's row is locked, so nobody else writes for it."""
    if not proposals:
        return
    excerpts = mark_passages(snapshot=snapshot, passages=[(one.start, one.end, one.exact) for one in proposals])
    kept = {(one.excerpt_id, one.rule, one.kind, one.text): one for one in Suggestion.objects.filter(run=run)}
    new: dict[tuple[int, str, str, str], Suggestion] = {}
    subjects: dict[tuple[int, str, str, str], list[int]] = {}
    for proposal in proposals:
        excerpt = excerpts[proposal.start, proposal.end]
        key = (excerpt.pk, proposal.rule, proposal.kind, proposal.text)
        if key not in kept and key not in new:
            new[key] = _suggestion(run, excerpt, proposal, newsroom)
        subjects[key] = [newsroom.actors[slug] for slug in proposal.actors if slug in newsroom.actors]
    mute_new(new.values(), run=run, source_id=snapshot.article.source_id)
    Suggestion.objects.bulk_create(new.values())
    for key in subjects.keys() & kept.keys():
        kept[key].subjects.set(subjects[key])
    named = Suggestion.subjects.through
    named._default_manager.bulk_create(  # noqa: SLF001  # Django's documented API
        named(suggestion_id=one.pk, actor_id=actor) for key, one in new.items() for actor in subjects[key]
    )


def _suggestion(run: SuggestionRun, excerpt: Excerpt, proposal: Proposal, newsroom: Known) -> Suggestion:
    issue = newsroom.issues.get(proposal.issue or "")
    return Suggestion(
        run=run,
        excerpt=excerpt,
        rule=proposal.rule[:60],
        kind=proposal.kind,
        text=proposal.text,
        score=proposal.score,
        quote=proposal.quote or "",
        language=proposal.language,
        directness=proposal.directness,
        speaker_id=newsroom.actors.get(proposal.speaker or ""),
        speaker_name=(proposal.speaker_name or "")[:200],
        relayed_by_id=newsroom.actors.get(proposal.relayed_by or ""),
        addressee_id=newsroom.actors.get(proposal.addressee or ""),
        issue_id=issue,
        stance=(proposal.stance or "") if issue and proposal.kind == "position" else "",
        act=proposal.act or "",
        negated=proposal.negated,
        hedged=proposal.hedged,
        doubted=proposal.doubted,
        worth=proposal.worth,
        worth_reasons=list(proposal.worth_reasons),
        said_edtf=proposal.said_edtf or "",
        happened_edtf=proposal.happened_edtf or "",
        date_phrase=(proposal.said_phrase or proposal.happened_phrase or "")[:120],
        place_id=newsroom.places.get(proposal.place or ""),
    )
