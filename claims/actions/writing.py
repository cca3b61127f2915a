"""Claims: their content, their evidence and their links."""

from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from actors.enums import OfficeKind
from actors.models import Actor, Conflict, Place
from actors.standing import hold_standing
from claims.actions.link_search import seek_links
from claims.actions.placing import place_passage
from claims.actions.telling import tell_of_change
from claims.actions.translating import credit_translation
from claims.actions.workflow import withdraw_approval
from claims.enums import (
    AttributionRole,
    ClaimKind,
    Directness,
    LinkKind,
    Outcome,
    ProposalState,
    Relation,
    Stage,
    Stance,
)
from claims.models import Attribution, Claim, ClaimLink, Evidence, Excerpt, Issue, LinkProposal, Review
from claims.outcomes import REPORTS, is_reported_on, needs_reports, why_not_outcome
from claims.policies import TRANSITIONS, is_closed
from claims.signals import claims_linked
from claims.similar import index_claims
from lib.attributed import attributed, require
from lib.edtf_dates import FuzzyDate
from lib.versions import check_version


@dataclass(frozen=True, kw_only=True)
class ClaimContent:
    """What a claim says and who says it: everything that a form or a suggestion fills in."""

    conflict: Conflict
    text: str
    kind: str = ClaimKind.FACT
    directness: str = Directness.PARAPHRASE
    quote: str = ""
    quote_language: str = ""
    translation: str = ""
    issue: Issue | None = None
    stance: str = ""
    conditions: str = ""
    said_edtf: str = ""
    happened_edtf: str = ""
    place: Place | None = None
    deadline_edtf: str = ""
    outcome: str = ""
    attributions: tuple[tuple[Actor, str], ...] = field(default=())

    def row(self) -> dict[str, object]:
        """The columns of the claim itself."""
        return {item.name: getattr(self, item.name) for item in fields(self) if item.name != "attributions"}

    @classmethod
    def of(cls, claim: Claim) -> "ClaimContent":
        """What a claim says now."""
        return cls.read_from(claim, tuple((item.actor, item.role) for item in claim.attributions.all()))

    @classmethod
    def read_from(cls, row: Any, attributions: tuple[tuple[Actor, str], ...]) -> "ClaimContent":
        """What a row says, be it a claim or a kept version of one."""
        names = {item.name for item in fields(cls)} - {"attributions"}
        return cls(**{name: getattr(row, name) for name in names}, attributions=attributions)

    def says_the_same_as(self, other: "ClaimContent") -> bool:
        """Whether both make the same claim; in which order its people are listed is no part of it."""
        mine, its = (replace(content, attributions=()) for content in (self, other))
        return mine == its and set(self.attributions) == set(other.attributions)


def _check(content: ClaimContent) -> None:
    errors: dict[str, str] = {}
    if not content.text.strip():
        errors["text"] = _("Say what is claimed.")
    if content.kind not in ClaimKind.values:
        errors["kind"] = _("%(kind)r is not a kind of claim.") % {"kind": content.kind}
    if content.directness not in Directness.values:
        errors["directness"] = _("%(directness)r is not a directness.") % {"directness": content.directness}
    if content.stance and content.stance not in Stance.values:
        errors["stance"] = _("%(stance)r is not a stance.") % {"stance": content.stance}
    if unknown := {role for _, role in content.attributions} - set(AttributionRole.values):
        errors["attributions"] = _("%(list)s is not a role.") % {"list": ", ".join(sorted(unknown))}
    if content.stance and content.kind != ClaimKind.POSITION:
        errors["stance"] = _("Only a position has a stance.")
    if content.stance and content.issue is None:
        errors["issue"] = _("A stance is a stance on an issue: choose which.")
    if content.issue is not None and content.issue.conflict_id != content.conflict.pk:
        errors["issue"] = _("That issue belongs to another conflict.")
    elif content.issue is not None and (merged := Issue.objects.filter(merged=content.issue.pk).first()):
        errors["issue"] = _("That issue was merged into “%(other)s”: choose that.") % {"other": merged}
    if content.directness == Directness.VERBATIM and not content.quote.strip():
        errors["quote"] = _("A verbatim claim needs the words that were said.")
    errors |= _promise_errors(content) | _date_errors(content)
    if errors:
        raise ValidationError(errors)


def _promise_errors(content: ClaimContent) -> dict[str, str]:
    errors = {}
    if content.outcome and content.outcome not in Outcome.values:
        errors["outcome"] = _("%(outcome)r is not an outcome.") % {"outcome": content.outcome}
    for name in ("deadline_edtf", "outcome"):
        if getattr(content, name) and content.kind != ClaimKind.COMMITMENT:
            errors[name] = _("Only a commitment has a deadline and an outcome.")
    return errors


def check_new(content: ClaimContent) -> None:
    """A claim that nothing is linked to yet. Raises ValidationError naming the field that is wrong."""
    _check(content)
    if needs_reports(content.outcome):
        raise ValidationError(
            {"outcome": _("Save the commitment first: its outcome rests on claims that are linked to it.")}
        )


def _check_promise(current: Claim, content: ClaimContent) -> None:
    """What an edit makes of a commitment has to fit the claims that report on it."""
    if content.kind != ClaimKind.COMMITMENT and is_reported_on(current):
        raise ValidationError(
            {"kind": _("Other claims report it as kept or broken: take those links away before it is no commitment.")}
        )
    if content.outcome != current.outcome and (reason := why_not_outcome(current, content.outcome)):
        raise ValidationError({"outcome": reason})


def _date_errors(content: ClaimContent) -> dict[str, str]:
    errors = {}
    for name in ("said_edtf", "happened_edtf", "deadline_edtf"):
        try:
            FuzzyDate.parse(getattr(content, name))
        except ValueError as error:
            errors[name] = str(error)
    return errors


# Who else is named in a claim is shown without an office: it is not they who speak with its weight.
SPEAKING = {AttributionRole.SPEAKER, AttributionRole.RELAYED_BY}


def office_then(actor: Actor, said: str) -> str:
    """The office that an actor held whenever it may have been said; "" where it held none, or where that is not sure.

    A date that is known to the month may lie before or after a change of office in it, and an unknown one anywhere.
    A membership is no office: who speaks is not introduced by it.
    """
    when = FuzzyDate.parse(said)
    for office in actor.offices.all():
        began = office.start_earliest is None or (when.earliest and office.start_earliest <= when.earliest)
        lasted = office.end_latest is None or (when.latest and office.end_latest >= when.latest)
        if began and lasted and office.kind == OfficeKind.OFFICE:
            return office.title
    return ""


def office_shown(actor: Actor, role: str, said: str) -> str:
    """With which office somebody in this role is shown."""
    return office_then(actor, said) if role in SPEAKING else ""


def _attribute(claim: Claim, content: ClaimContent) -> None:
    standing = hold_standing([actor for actor, _role in content.attributions])
    wanted = dict.fromkeys((standing[actor.pk], role) for actor, role in content.attributions)
    for attribution in claim.attributions.select_related("actor"):
        if (attribution.actor, attribution.role) not in wanted:
            attribution.delete()
    for actor, role in wanted:
        Attribution.objects.update_or_create(
            claim=claim,
            actor=actor,
            role=role,
            defaults={"office": office_shown(actor, role, content.said_edtf)},
        )


def write_claim(
    *,
    excerpt: Excerpt,
    content: ClaimContent,
    by: User,
    relation: str = Relation.SUPPORTS,
    reason: str = "wrote a claim",
) -> Claim:
    """A new draft claim that rests on a passage. Raises ValidationError naming the field that is wrong."""
    require(by, "claims.write_claim")
    check_new(content)
    _check_relation(relation)
    with attributed(by, reason):
        translator = by if content.translation else None
        claim = Claim.objects.create(**content.row(), author=by, edited_by=by, translated_by=translator)
        _attribute(claim, content)
        Evidence.objects.create(claim=claim, excerpt=excerpt, relation=relation, added_by=by)
        place_passage(excerpt=excerpt)
        index_claims([claim.pk])
        seek_links(claim=claim)
    return claim


def _check_relation(relation: str) -> None:
    if relation not in Relation.values:
        raise ValidationError({"relation": _("%(relation)r is not a relation.") % {"relation": relation}})


def _changed(claim: Claim, by: User, what: str) -> None:
    """A content change: who made it cannot approve it, and what was approved goes back to review.

    Without a passage that supports it there is nothing to review, so that it is a draft then.
    """
    claim.edited_by = by
    claim.version += 1
    if claim.stage == Stage.APPROVED:
        supported = claim.evidence.filter(relation=Relation.SUPPORTS).exists()
        claim.stage = TRANSITIONS["change"].target if supported else Stage.DRAFT
        claim.submitted_at = timezone.now() if supported else claim.submitted_at
        withdraw_approval(claim)
        Review.objects.create(claim=claim, outcome=TRANSITIONS["change"].outcome, reasons=what, by=by)
    claim.save()
    tell_of_change(claim, by=by)


def _locked(claim: Claim, version: int | None = None) -> Claim:
    current = Claim.objects.select_for_update().get(pk=claim.pk)
    if is_closed(current):
        raise ValidationError(
            _("This claim is %(stage)s; re-open it first.") % {"stage": current.get_stage_display()}
        )
    check_version(current, version)
    return current


def hold_unmerged(*claims: Claim) -> None:
    """Until this transaction ends none of these claims is merged into another. Raises ValidationError if one was."""
    held = Claim.objects.filter(pk__in=[claim.pk for claim in claims]).order_by("pk").select_for_update(no_key=True)
    for claim in held:
        if claim.merged_into_id is not None:
            raise ValidationError(
                {
                    "claim": _("Claim %(claim)s was merged into claim %(other)s: go on there.")
                    % {"claim": claim.pk, "other": claim.merged_into_id}
                }
            )


def edit_claim(*, claim: Claim, content: ClaimContent, version: int, by: User, reason: str = "") -> Claim:
    """Change what a claim says; an approved claim goes back to review.

    Raises StaleVersionError where `version` is not the one that stands there now.
    """
    require(by, "claims.write_claim")
    _check(content)
    with attributed(by, reason or "edited the claim"):
        current = _locked(claim, version)
        if ClaimContent.of(current).says_the_same_as(content):
            return current
        _check_promise(current, content)
        credit_translation(current, content.row(), by)
        for name, value in content.row().items():
            setattr(current, name, value)
        _changed(current, by, reason or "The claim was edited.")
        _attribute(current, content)
        index_claims([current.pk])
        seek_links(claim=current)
    return current


def add_evidence(*, claim: Claim, excerpt: Excerpt, relation: str, by: User, version: int | None = None) -> Evidence:
    """Rest a claim on one more passage; the same passage again changes its relation.

    Raises StaleVersionError where the claim was changed since `version`, as do the other two below.
    """
    require(by, "claims.write_claim")
    _check_relation(relation)
    with attributed(by, f"added evidence: {relation}"):
        current = _locked(claim, version)
        known = current.evidence.filter(excerpt=excerpt).first()
        if known is not None and known.relation == relation:
            return known
        evidence, _ = Evidence.objects.update_or_create(
            claim=current, excerpt=excerpt, defaults={"relation": relation, "added_by": by}
        )
        place_passage(excerpt=excerpt)
        _changed(current, by, "A passage was added." if known is None else f"A passage now {relation}.")
    return evidence


def remove_evidence(*, evidence: Evidence, by: User, version: int | None = None) -> None:
    """Take a passage away from a claim."""
    require(by, "claims.write_claim")
    with attributed(by, "removed evidence"):
        current = _locked(evidence.claim, version)
        if current.evidence.filter(pk=evidence.pk).delete()[0]:
            _changed(current, by, "A passage was taken away.")


def touch(*claims: Claim) -> None:
    """What readers see of these claims is not all there is any more: their events wait to be published again."""
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(updated_at=timezone.now())


def link_claims(*, claim: Claim, other: Claim, kind: str, by: User, version: int | None = None) -> ClaimLink:
    """Say how one claim stands to another: `claim` contradicts `other`."""
    require(by, "claims.write_claim")
    if kind not in LinkKind.values:
        raise ValidationError({"kind": _("%(kind)r is not a kind of link.") % {"kind": kind}})
    if claim.pk == other.pk:
        raise ValidationError({"other": _("A claim cannot be linked to itself.")})
    with attributed(by, f"linked claims: {kind}"):
        hold_unmerged(claim, other)
        check_version(Claim.objects.get(pk=claim.pk), version)
        if kind in REPORTS and not Claim.objects.filter(pk=other.pk, kind=ClaimKind.COMMITMENT).exists():
            raise ValidationError({"kind": _("Only a commitment is kept or broken; the other claim is none.")})
        link, made = ClaimLink.objects.get_or_create(claim=claim, other=other, kind=kind, defaults={"added_by": by})
        if made:
            claims_linked.send(Claim, claim=claim, other=other)
        # Nobody is asked about two claims that stand linked.
        LinkProposal.objects.between(claim, other).open().update(
            state=ProposalState.CONFIRMED, decided_by=by, decided_at=timezone.now()
        )
    return link
