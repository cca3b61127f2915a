"""What engines propose and people decide."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from actors.models import Actor, Conflict
from articles.models import Snapshot
from claims.actions.earlier import Earlier, is_decided
from claims.actions.edits import edit_of
from claims.actions.gazetteers import Known, known
from claims.actions.muting import hold_mutes, mute_new
from claims.actions.passages import mark_passages
from claims.actions.writing import ClaimContent, write_claim
from claims.enums import AttributionRole, Decision, Relation
from claims.models import Attribution, Claim, Excerpt, Suggestion, SuggestionRun
from claims.suggest import ENGINE_NAME, ENGINE_VERSION, Proposal, suggest
from lib import outbox
from lib.attributed import attributed, require


def request_suggestions(*, snapshot: Snapshot, announced: bool = True) -> SuggestionRun:
    """Have the engine read a snapshot, once for each engine version and date of the article.

    An article that gets back a date which it had before is read by that date again. What is not `announced` goes to
    the workers when they have nothing else to do, if whoever asked does not do it first.
    """
    run: SuggestionRun
    with transaction.atomic():
        run, created = SuggestionRun.objects.select_for_update(of=("self",)).get_or_create(
            snapshot=snapshot,
            engine=ENGINE_NAME,
            engine_version=ENGINE_VERSION,
            dated=snapshot.article.published_edtf,
        )
        outdated = (
            not created
            and run.state in {run.State.DONE, run.State.FAILED}
            and SuggestionRun.objects.filter(snapshot=snapshot, created_at__gt=run.created_at).exists()
        )
        if outdated:
            run.state, run.attempts, run.error, run.finished_at = run.State.WAITING, 0, "", None
            run.created_at = timezone.now()  # asked for anew, after the readings in between
            run.save()
        if announced and (created or outdated):
            outbox.announce(run)
    return run


def read_again(*, snapshot: Snapshot, by: User) -> int:
    """Have the engine read a capture once more that it did not get through; gives how many readings had failed."""
    require(by, "articles.ingest_article")
    with attributed(by, "asked for another reading"):
        failed = list(SuggestionRun.objects.failed().filter(snapshot=snapshot).select_for_update(of=("self",)))
        for run in failed:
            outbox.start_again(run)
    return len(failed)


def make_suggestions(*, run_id: int) -> bool:
    """Read the run's snapshot and keep what the engine proposes; True when this call did it."""
    return outbox.run(SuggestionRun, run_id, _read)


def _read(run: SuggestionRun) -> None:
    snapshot = Snapshot.objects.select_related("article").get(pk=run.snapshot_id)
    if snapshot.article.published_edtf != run.dated:
        return  # dated in the meantime: that reading has a run of its own
    if snapshot.article.snapshots.filter(number__gt=snapshot.number).exists():
        return  # the article reads otherwise by now, and its newest capture is read instead
    newsroom = known()
    proposals = suggest(snapshot, gazetteer=newsroom.gazetteer)
    with attributed(None, f"suggested by {run.engine} {run.engine_version}"):
        hold_mutes()
        earlier = _clear_earlier(run, snapshot)
        new = [
            one
            for one in proposals
            if not is_decided(one, speaker=newsroom.actors.get(one.speaker or ""), earlier=earlier)
        ]
        _keep(run, snapshot, new, newsroom)


def _clear_earlier(run: SuggestionRun, snapshot: Snapshot) -> list[Earlier]:
    """Earlier readings of the article give way, except where a person has already decided; gives what there was."""
    of_article = Suggestion.objects.filter(run__snapshot__article=snapshot.article_id)
    if not of_article.exists():
        return []
    # The lock waits for whoever is deciding at this moment, and then passes over what has been decided.
    waiting = list(of_article.pending().exclude(run=run).select_for_update(of=("self",)).values_list("pk", flat=True))
    here = of_article.filter(run__snapshot=run.snapshot_id)
    earlier = _as_earlier(here, "excerpt")
    # What was decided about an earlier capture holds wherever this one still has the passage.
    decided = of_article.exclude(decision=Decision.PENDING)
    moved = decided.filter(excerpt__placements__snapshot=run.snapshot_id, excerpt__placements__start__isnull=False)
    earlier += _as_earlier(moved, "excerpt__placements")
    Suggestion.objects.filter(pk__in=waiting).delete()
    return earlier


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
        rule=proposal.rule,
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


def proposed_content(suggestion: Suggestion, *, conflict: Conflict) -> ClaimContent:
    """The claim that a suggestion would become; a speaker whom an editor has added since is found by name."""
    attributions: list[tuple[Actor, str]] = []
    speaker = suggestion.speaker
    if speaker is None and suggestion.speaker_name:
        called = Actor.objects.select_related("acts_for").called(suggestion.speaker_name)
        speaker = called[0] if len(called) == 1 else None
    if speaker:
        attributions.append((speaker, AttributionRole.SPEAKER))
        if speaker.acts_for:
            attributions.append((speaker.acts_for, AttributionRole.SPOKESPERSON_FOR))
    if suggestion.relayed_by and suggestion.relayed_by != speaker:
        attributions.append((suggestion.relayed_by, AttributionRole.RELAYED_BY))
    if suggestion.addressee:
        attributions.append((suggestion.addressee, AttributionRole.ADDRESSEE))
    named = {actor.pk for actor, _ in attributions}
    attributions += [(actor, AttributionRole.SUBJECT) for actor in suggestion.subjects.all() if actor.pk not in named]
    return ClaimContent(
        conflict=conflict,
        text=suggestion.text,
        quote=suggestion.quote,
        quote_language=suggestion.language if suggestion.quote else "",
        kind=suggestion.kind,
        directness=suggestion.directness,
        issue=suggestion.issue,
        stance=suggestion.stance,
        said_edtf=suggestion.said_edtf,
        happened_edtf=suggestion.happened_edtf,
        place=suggestion.place,
        attributions=tuple(attributions),
    )


def _held(suggestion: Suggestion) -> Suggestion:
    """The suggestion as it stands now, locked. Raises ValidationError where a later reading has replaced it."""
    held = Suggestion.objects.select_for_update().filter(pk=suggestion.pk).first()
    if held is None:
        raise ValidationError("The article has been read again since. Reload the page to see what is suggested now.")
    return held


def accept_suggestion(
    *, suggestion: Suggestion, by: User, conflict: Conflict, content: ClaimContent | None = None
) -> Claim:
    """Turn a suggestion into a draft claim, as it stands or with the editor's content.

    Accepting what is already accepted gives the same claim again. Raises ValidationError where the content is not
    fit, or somebody has rejected the suggestion in the meantime.
    """
    require(by, "claims.decide_suggestion")
    with attributed(by, "accepted a suggestion"):
        held = _held(suggestion)
        if held.claim is not None:
            return held.claim
        if held.decision != Decision.PENDING:
            raise ValidationError("Somebody has already rejected this suggestion.")
        proposed = proposed_content(held, conflict=conflict)
        content = content or proposed
        held.claim = write_claim(
            excerpt=held.excerpt,
            content=content,
            by=by,
            relation=Relation.SUPPORTS,
            reason="accepted a suggestion",
        )
        held.decision = Decision.ACCEPTED if content.says_the_same_as(proposed) else Decision.EDITED
        held.words_changed, held.changed = edit_of(proposed, content)
        held.decided_by, held.decided_at = by, timezone.now()
        held.save()
    return held.claim


def reject_suggestion(*, suggestion: Suggestion, by: User, reason: str = "") -> Suggestion:
    """Put a suggestion aside; rejecting it twice changes nothing."""
    require(by, "claims.decide_suggestion")
    with attributed(by, f"rejected a suggestion: {reason}" if reason else "rejected a suggestion"):
        held = _held(suggestion)
        if held.decision == Decision.REJECTED:
            return held
        if held.decision != Decision.PENDING:
            raise ValidationError("Somebody has already accepted this suggestion.")
        held.decision, held.reason = Decision.REJECTED, reason.strip()
        held.decided_by, held.decided_at = by, timezone.now()
        held.save()
    return held
