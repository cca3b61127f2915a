"""What people decide of suggestions; what other engines propose of the same is decided with it."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from actors.models import Actor, Conflict
from actors.resolving import ask, meant, resolve_all
from articles.models import Article
from claims.actions.edits import edit_of
from claims.actions.inbox_refresh import refresh_inbox_of
from claims.actions.writing import ClaimContent, write_claim
from claims.engines import merging
from claims.enums import AttributionRole, Decision, Relation
from claims.models import Claim, Suggestion
from lib.attributed import attributed, require
from lib.naming.standing import Reading
from lib.one_at_a_time import one_at_a_time


def proposed_content(suggestion: Suggestion, *, conflict: Conflict) -> ClaimContent:
    """The claim that a suggestion would become; a speaker whom an editor has added since is found by name."""
    attributions: list[tuple[Actor, str]] = []
    speaker = suggestion.speaker
    if speaker is None and suggestion.speaker_name:
        speaker = speakers_meant([suggestion])[suggestion.pk]
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


def speakers_meant(suggestions: Collection[Suggestion]) -> dict[int, Actor | None]:
    """For each suggestion the actor whom its text names as the speaker, by what the newsroom knows now.

    None where the name may be several people's, or nobody's. Who speaks is no city, whatever its name is.
    """
    named = [suggestion for suggestion in suggestions if suggestion.speaker_name]
    asked = [ask(one.speaker_name, language=one.language, on=one.said_edtf, reading=Reading.RULERS) for one in named]
    found = [meant(matches) for matches in resolve_all(asked, most=2, read=Actor.objects.for_cards())]
    alone = {one.pk: actors[0].actor if len(actors) == 1 else None for one, actors in zip(named, found, strict=True)}
    return {suggestion.pk: alone.get(suggestion.pk) for suggestion in suggestions}


def _alone_with(suggestion: Suggestion) -> None:
    """One decision at a time on a capture: each may close another one's twin."""
    one_at_a_time(f"deciding on snapshot {suggestion.excerpt.snapshot_id}")


def _held(suggestion: Suggestion) -> Suggestion:
    """The suggestion as it stands now, locked. Raises ValidationError where a later reading has replaced it."""
    held = Suggestion.objects.select_for_update().filter(pk=suggestion.pk).first()
    if held is None:
        raise ValidationError(
            _("The article has been read again since. Reload the page to see what is suggested now.")
        )
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
        _alone_with(suggestion)
        held = _held(suggestion)
        if held.claim is not None:
            return held.claim
        if held.decision != Decision.PENDING:
            raise ValidationError(_why_decided(held, "rejected"))
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
        _close_twins(held, by)
        refresh_inbox_of(articles=Article.objects.filter(snapshots=held.excerpt.snapshot_id))
    return held.claim


def reject_suggestion(*, suggestion: Suggestion, by: User, reason: str = "") -> Suggestion:
    """Put a suggestion aside; rejecting it twice changes nothing."""
    require(by, "claims.decide_suggestion")
    with attributed(by, f"rejected a suggestion: {reason}" if reason else "rejected a suggestion"):
        _alone_with(suggestion)
        held = _held(suggestion)
        if held.decision == Decision.REJECTED:
            return held
        if held.decision != Decision.PENDING:
            raise ValidationError(_why_decided(held, "accepted"))
        held.decision, held.reason = Decision.REJECTED, reason.strip()
        held.decided_by, held.decided_at = by, timezone.now()
        held.save()
        _close_twins(held, by)
        refresh_inbox_of(articles=Article.objects.filter(snapshots=held.excerpt.snapshot_id))
    return held


def _why_decided(held: Suggestion, how: str) -> str:
    if held.decision == Decision.SAME:
        return _("Somebody has already decided what another engine suggested of the same.")
    return (
        _("Somebody has already rejected this suggestion.")
        if how == "rejected"
        else _("Somebody has already accepted this suggestion.")
    )


def _close_twins(decided: Suggestion, by: User) -> None:
    """What other engines proposed of the same is decided with it: nobody is asked twice."""
    pending = Suggestion.objects.pending().filter(run__snapshot=decided.excerpt.snapshot_id)
    near = pending.filter(excerpt__start__lt=decided.excerpt.end, excerpt__end__gt=decided.excerpt.start)
    rows = list(near.exclude(run__engine=decided.run.engine).values_list(*merging.COLUMNS))
    if not rows:
        return
    (itself,) = merging.found_in(Suggestion.objects.filter(pk=decided.pk).values_list(*merging.COLUMNS))
    engines_done: set[str] = set()
    for twin in sorted(merging.found_in(rows), key=lambda one: -one.score):
        if twin.is_twin_of(itself) and twin.engine not in engines_done:
            engines_done.add(twin.engine)
            held = Suggestion.objects.select_for_update(of=("self",)).pending().filter(pk=twin.pk).first()
            if held is not None:
                held.decision, held.same_as = Decision.SAME, decided
                held.reason = f"the same as what {decided.run.engine} suggested"
                held.decided_by, held.decided_at = by, timezone.now()
                held.save()
