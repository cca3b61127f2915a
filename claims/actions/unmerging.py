"""Taking back a merge of two claims: the history tells what it moved."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.actions import followers_of, notify
from accounts.enums import NotificationKind
from accounts.models import User
from claims.actions.link_search import seek_links
from claims.actions.merging import tell_history
from claims.actions.workflow import withdraw_approval
from claims.actions.writing import _changed
from claims.enums import ReviewOutcome, Stage
from claims.models import Claim, ClaimLink, Comment, Evidence, Suggestion
from claims.policies import StaleVersionError, is_closed
from claims.signals import claims_to_be_unmerged, claims_unmerged
from lib.attributed import attributed, require
from lib.history import changed_in, merge_of


def unmerge_claim(*, claim: Claim, reason: str, by: User) -> Claim:
    """Let a merged claim stand by itself again, as a draft: what came from it goes back to it.

    What the other one had before, or was given since, stays there. A passage of the merged claim that was taken from
    the other one since is the merged claim's again; a link that somebody took away is not made anew. Where passages
    go, an approved other claim is reviewed again. Taking it back twice changes nothing.
    """
    require(by, "claims.write_claim")
    if not reason.strip():
        raise ValidationError({"reason": _("Say why they are two claims after all.")})
    with attributed(by, f"took a merge of claims back: {reason.strip()}"):
        into = Claim.objects.filter(merged=claim).first()
        if into is not None:
            claims_to_be_unmerged.send(Claim, claim=claim, into=into)
        numbers = [claim.pk, into.pk] if into else [claim.pk]
        rows = {row.pk: row for row in Claim.objects.filter(pk__in=numbers).order_by("pk").select_for_update()}
        current = rows[claim.pk]
        if current.merged_into_id is None:
            return current
        kept = rows.get(current.merged_into_id)
        if kept is None:
            raise StaleVersionError(current)
        _check_unmerge(kept)
        merge = merge_of(current)
        current.stage, current.merged_into, current.edited_by = Stage.DRAFT, None, by
        withdraw_approval(current)
        current.version += 1
        current.save()
        went = _give_evidence_back(merge, current, kept)
        _give_links_back(merge, current, kept)
        _give_comments_and_suggestions_back(merge, current, kept)
        tell_history(current, f"It was merged into claim {kept.pk}: {reason.strip()}", ReviewOutcome.UNMERGED, by)
        tell_history(kept, f"Claim {current.pk} was merged into it: {reason.strip()}", ReviewOutcome.UNMERGED, by)
        if went:
            _changed(kept, by, f"Passages went back to claim {current.pk}: {reason.strip()}")
        seek_links(claim=current)
        claims_unmerged.send(Claim, claim=current, into=kept, merge=merge, by=by)
        notify(
            people={*followers_of(current, kept), current.author, kept.author},
            kind=NotificationKind.CHANGED,
            text=lambda: _("“%(one)s” and “%(other)s” are two claims again.") % {"one": current, "other": kept},
            path=current.get_absolute_url(),
            key=f"unmerged:{current.pk}:{current.version}",
            by=by,
        )
    return current


def _check_unmerge(kept: Claim) -> None:
    if kept.merged_into_id is not None:
        raise ValidationError(
            _("It was merged itself, into claim %(other)s: take that back first.") % {"other": kept.merged_into_id}
        )
    if is_closed(kept):
        raise ValidationError(
            _("Claim %(kept)s is %(stage)s; re-open it first.") % {"kept": kept.pk, "stage": kept.get_stage_display()}
        )


def _columns(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _give_evidence_back(merge: int, claim: Claim, kept: Claim) -> int:
    """How many passages `kept` rests on no more; what both rested on is there for both again."""
    went = 0
    for was in changed_in(merge, Evidence, claim_id=claim.pk):
        if Evidence.objects.filter(pk=was.id, claim=kept).update(claim=claim):
            went += 1
        else:
            values = _columns(was, "relation", "credibility", "added_by_id")
            Evidence.objects.get_or_create(claim=claim, excerpt_id=was.excerpt_id, defaults=values)
    return went


def _give_links_back(merge: int, claim: Claim, kept: Claim) -> None:
    for end in ("claim_id", "other_id"):
        for was in changed_in(merge, ClaimLink, **{end: claim.pk}):
            link = ClaimLink.objects.filter(pk=was.id, **{end: kept.pk}).first()
            if link is None and was.pgh_label != "delete":
                continue  # somebody took it away since
            far = "other_id" if end == "claim_id" else "claim_id"
            ends = {end: claim.pk, far: getattr(link, far) if link else _now(getattr(was, far)), "kind": was.kind}
            if ends["claim_id"] == ends["other_id"] or ClaimLink.objects.filter(**ends).exists():
                continue
            if link is None:
                ClaimLink.objects.create(**ends, added_by_id=was.added_by_id)
            else:
                ClaimLink.objects.filter(pk=link.pk).update(**{end: claim.pk})


def _now(pk: int) -> int:
    """The claim that a claim goes on as."""
    while into := Claim.objects.get(pk=pk).merged_into_id:
        pk = into
    return pk


def _give_comments_and_suggestions_back(merge: int, claim: Claim, kept: Claim) -> None:
    said = [was.id for was in changed_in(merge, Comment, claim_id=claim.pk)]
    Comment.objects.filter(pk__in=said, claim=kept).update(claim=claim)
    # What was answered there since belongs to the thread.
    Comment.objects.filter(reply_to__in=said, claim=kept).update(claim=claim)
    read = [was.id for was in changed_in(merge, Suggestion, claim_id=claim.pk)]
    Suggestion.objects.filter(pk__in=read, claim=kept).update(claim=claim)
