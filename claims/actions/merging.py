"""Two claims that are one, and one that is two."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.actions import followers_of, notify
from accounts.enums import NotificationKind
from accounts.models import User
from claims import policies
from claims.actions.writing import ClaimContent, _attribute, _changed, _locked, check_new
from claims.enums import ClaimKind, ProposalState, ReviewOutcome
from claims.models import Claim, ClaimLink, Comment, Evidence, LinkProposal, Review, Suggestion
from claims.outcomes import is_reported_on
from claims.policies import StaleVersionError
from claims.signals import claims_merged, claims_to_be_merged
from claims.similar import index_claims
from lib.attributed import attributed, require


def merge_claims(
    *,
    claim: Claim,
    into: Claim,
    reason: str,
    by: User,
    version: int | None = None,
    into_version: int | None = None,
) -> Claim:
    """Let `claim` go on as `into`, which keeps its words: passages, links, comments, events and suggestions move.

    The merged claim is closed: dismissed or, where it was approved, retracted, by whom the workflow lets do that. New
    passages put an approved `into` back as every change of its evidence does. Merging again what is merged so changes
    nothing. Raises StaleVersionError where a version is not the one that stands there now.
    """
    require(by, "claims.write_claim")
    if claim.pk == into.pk:
        raise ValidationError({"into": _("A claim cannot be merged into itself.")})
    with attributed(by, f"merged claims: {reason.strip()}"):
        claims_to_be_merged.send(Claim, claim=claim, into=into)
        held = Claim.objects.filter(pk__in=[claim.pk, into.pk]).order_by("pk").select_for_update(of=("self",))
        rows = {row.pk: row for row in held}
        merged, kept = rows[claim.pk], rows[into.pk]
        if merged.merged_into_id == kept.pk:
            return kept
        for row, read in ((merged, version), (kept, into_version)):
            if read is not None and row.version != read:
                raise StaleVersionError(row)
        _check_merge(merged, kept)
        step = policies.check(policies.merging_step(merged), merged, by, reasons=reason)
        moved = _move_evidence(merged, kept)
        _move_links(merged, kept)
        Comment.objects.filter(claim=merged).update(claim=kept)
        Suggestion.objects.filter(claim=merged).update(claim=kept)
        for proposals in (merged.link_proposals, LinkProposal.objects.filter(other=merged)):
            proposals.filter(state=ProposalState.OPEN).delete()
        merged.stage, merged.merged_into = step.target, kept
        merged.version += 1
        merged.save()
        tell_history(merged, f"Into claim {kept.pk}: {reason.strip()}", ReviewOutcome.MERGED, by)
        tell_history(kept, f"Claim {merged.pk} into this one: {reason.strip()}", ReviewOutcome.MERGED, by)
        if moved:
            _changed(kept, by, f"Passages of claim {merged.pk} came with it: {reason.strip()}")
        claims_merged.send(Claim, claim=merged, into=kept, by=by)
        notify(
            people={*followers_of(merged, kept), merged.author, kept.author},
            kind=NotificationKind.CHANGED,
            text=lambda: _("“%(merged)s” was merged into “%(kept)s”.") % {"merged": merged, "kept": kept},
            path=kept.get_absolute_url(),
            key=f"merged:{merged.pk}:{merged.version}",
            by=by,
        )
    return kept


def _check_merge(claim: Claim, into: Claim) -> None:
    if claim.merged_into_id is not None:
        raise ValidationError(
            _("This claim was merged into claim %(other)s already.") % {"other": claim.merged_into_id}
        )
    if into.merged_into_id is not None:
        raise ValidationError(
            {"into": _("That claim was merged itself, into claim %(other)s.") % {"other": into.merged_into_id}}
        )
    if policies.is_closed(into):
        raise ValidationError(
            {"into": _("That claim is %(stage)s; re-open it first.") % {"stage": into.get_stage_display()}}
        )
    if claim.conflict_id != into.conflict_id:
        raise ValidationError({"into": _("That claim belongs to another conflict.")})
    if into.kind != ClaimKind.COMMITMENT and is_reported_on(claim):
        raise ValidationError(
            {"into": _("Other claims report this one as kept or broken, and that claim is no commitment.")}
        )


def tell_history(claim: Claim, reasons: str, outcome: ReviewOutcome, by: User) -> None:
    """A line in the claim’s history that is no step of the workflow."""
    Review.objects.create(claim=claim, outcome=outcome, reasons=reasons, by=by)


def _move_evidence(claim: Claim, into: Claim) -> int:
    """How many passages `into` rests on now that it did not rest on before; of those on both it keeps its own."""
    known = set(into.evidence.values_list("excerpt", flat=True))
    moved = 0
    for item in claim.evidence.order_by("pk"):
        if item.excerpt_id in known:
            item.delete()
        else:
            item.claim = into
            item.save(update_fields=["claim"])
            moved += 1
    return moved


def _move_links(claim: Claim, into: Claim) -> None:
    """Links to and from others; what the two had between them, or both had, is there once or not at all."""
    for link in [*claim.links.order_by("pk"), *claim.linked_from.order_by("pk")]:
        ends: dict[str, Any] = {"claim_id": link.claim_id, "other_id": link.other_id, "kind": link.kind}
        ends |= {name: into.pk for name in ("claim_id", "other_id") if ends[name] == claim.pk}
        if ends["claim_id"] == ends["other_id"] or ClaimLink.objects.filter(**ends).exists():
            link.delete()
        else:
            link.claim_id, link.other_id = ends["claim_id"], ends["other_id"]
            link.save(update_fields=["claim", "other"])


def split_claim(
    *,
    claim: Claim,
    evidence: Iterable[Evidence],
    content: ClaimContent,
    move: bool,
    reason: str,
    by: User,
    version: int | None = None,
) -> Claim:
    """A new draft claim on some of a claim's passages, which move to it or are there for both.

    Raises StaleVersionError where `version` is not the one that stands there now, and ValidationError where no
    passage is chosen, none would be left, or the new claim says nothing new.
    """
    require(by, "claims.write_claim")
    check_new(content)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why they are two claims.")})
    with attributed(by, f"split a claim: {reason.strip()}"):
        current = _locked(claim, version)
        wanted = {item.pk for item in evidence}
        chosen = list(current.evidence.filter(pk__in=wanted).order_by("pk"))
        if not chosen or len(chosen) != len(wanted):
            raise ValidationError({"evidence": _("Choose at least one of its passages.")})
        if move and len(chosen) == current.evidence.count():
            raise ValidationError({"evidence": _("Leave it at least one passage, or let both rest on them.")})
        if content.conflict != current.conflict:
            raise ValidationError(_("Both claims belong to one conflict."))
        if ClaimContent.of(current).says_the_same_as(content):
            raise ValidationError(
                {"text": _("It says the same as the other one still: say what the new claim says.")}
            )
        made = Claim.objects.create(**content.row(), author=by, edited_by=by)
        _attribute(made, content)
        _give_evidence(chosen, made, move=move, by=by)
        index_claims([made.pk])
        tell_history(current, f"Claim {made.pk} was made from it: {reason.strip()}", ReviewOutcome.SPLIT, by)
        tell_history(made, f"From claim {current.pk}: {reason.strip()}", ReviewOutcome.SPLIT, by)
        if move:
            _changed(current, by, f"Passages went to claim {made.pk}: {reason.strip()}")
        else:
            # So that the same form, sent again, is an old one.
            current.version += 1
            current.save()
    return made


def _give_evidence(chosen: list[Evidence], claim: Claim, *, move: bool, by: User) -> None:
    for item in chosen:
        if move:
            item.claim = claim
            item.save(update_fields=["claim"])
        else:
            values = {"relation": item.relation, "credibility": item.credibility}
            Evidence.objects.create(claim=claim, excerpt_id=item.excerpt_id, **values, added_by=by)
