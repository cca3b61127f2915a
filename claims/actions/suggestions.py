"""What engines propose and people decide."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actors.models import Actor, Conflict, Place
from articles.models import Snapshot
from claims.actions.passages import mark_passage
from claims.actions.writing import ClaimContent, write_claim
from claims.enums import AttributionRole, Decision, Relation
from claims.models import Claim, Issue, Suggestion, SuggestionRun
from claims.suggest import ENGINE_NAME, ENGINE_VERSION, Proposal, suggest
from claims.suggest.gazetteer import Gazetteer
from lib import outbox
from lib.attributed import attributed, require


def current_gazetteer() -> Gazetteer:
    """Every actor, place and issue that the newsroom keeps, as the engine reads them."""
    actors = [
        {
            "slug": actor.slug,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country or None,
            "acts_for": actor.acts_for.slug if actor.acts_for else None,
            "offices": [{"title": office.title} for office in actor.offices.all()],
            "names": [{"text": name.text, "kind": name.kind} for name in actor.names.all()],
        }
        for actor in Actor.objects.for_gazetteer()
    ]
    places = [
        {
            "slug": place.slug,
            "name": place.name,
            "country": place.country or None,
            "precision": place.precision,
            "names": [{"text": name.text} for name in place.names.all()],
        }
        for place in Place.objects.prefetch_related("names")
    ]
    issues = [
        {
            "slug": issue.slug,
            "name": issue.name,
            "parent": issue.parent.slug if issue.parent else None,
            "keywords": issue.keywords,
        }
        for issue in Issue.objects.select_related("parent")
    ]
    return Gazetteer.from_rows(actors=actors, places=places, issues=issues)


def request_suggestions(*, snapshot: Snapshot) -> SuggestionRun:
    """Have the engine read a snapshot, once for each engine version and date of the article.

    An article that gets back a date which it had before is read by that date again.
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
        if created or outdated:
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
    proposals = suggest(snapshot, gazetteer=current_gazetteer())
    actors = {actor.slug: actor for actor in Actor.objects.all()}
    issues = {issue.slug: issue for issue in Issue.objects.all()}
    places = {place.slug: place for place in Place.objects.all()}
    with attributed(None, f"suggested by {run.engine} {run.engine_version}"):
        decided = _clear_earlier(run)
        for proposal in proposals:
            if (proposal.start, proposal.end, proposal.rule, proposal.kind) not in decided:
                _keep(run, snapshot, proposal, actors, issues, places)


def _clear_earlier(run: SuggestionRun) -> set[tuple[int, int, str, str]]:
    """Earlier readings of the article give way, except where a person has already decided; gives what is decided."""
    of_article = Suggestion.objects.filter(run__snapshot__article__snapshots=run.snapshot_id)
    # The lock waits for whoever is deciding at this moment, and then passes over what has been decided.
    earlier = of_article.pending().exclude(run=run).select_for_update(of=("self",))
    Suggestion.objects.filter(pk__in=list(earlier.values_list("pk", flat=True))).delete()
    decided = of_article.exclude(decision=Decision.PENDING)
    # One passage may hold a fact and a position; its wording may differ where names have been added since.
    here = decided.filter(run__snapshot=run.snapshot_id).values_list("excerpt__start", "excerpt__end", "rule", "kind")
    # What was decided about an earlier capture holds wherever this one still has the passage.
    moved = decided.filter(excerpt__placements__snapshot=run.snapshot_id, excerpt__placements__start__isnull=False)
    placed = moved.values_list("excerpt__placements__start", "excerpt__placements__end", "rule", "kind")
    return {(start or 0, end or 0, rule, kind) for start, end, rule, kind in (*here, *placed)}


def _keep(
    run: SuggestionRun,
    snapshot: Snapshot,
    proposal: Proposal,
    actors: dict[str, Actor],
    issues: dict[str, Issue],
    places: dict[str, Place],
) -> None:
    excerpt = mark_passage(snapshot=snapshot, start=proposal.start, end=proposal.end, exact=proposal.exact, by=None)
    issue = issues.get(proposal.issue or "")
    suggestion, _ = Suggestion.objects.get_or_create(
        run=run,
        excerpt=excerpt,
        rule=proposal.rule,
        kind=proposal.kind,
        text=proposal.text,
        defaults={
            "score": proposal.score,
            "quote": proposal.quote or "",
            "language": proposal.language,
            "directness": proposal.directness,
            "speaker": actors.get(proposal.speaker or ""),
            "speaker_name": (proposal.speaker_name or "")[:200],
            "relayed_by": actors.get(proposal.relayed_by or ""),
            "addressee": actors.get(proposal.addressee or ""),
            "issue": issue,
            "stance": (proposal.stance or "") if issue and proposal.kind == "position" else "",
            "said_edtf": proposal.said_edtf or "",
            "happened_edtf": proposal.happened_edtf or "",
            "date_phrase": (proposal.said_phrase or proposal.happened_phrase or "")[:120],
            "place": places.get(proposal.place or ""),
        },
    )
    suggestion.subjects.set([actors[slug] for slug in proposal.actors if slug in actors])


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
