"""The rows of claims that name actors, and every row that names an issue (see `lib.references`)."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Follow
from actors.models import Actor, Office
from actors.references import CLAIMS, actor_references
from claims.enums import Stage
from claims.models import Attribution, Claim, Issue, IssueMerge, OfficeEvidence, Suggestion
from lib.references import Hanging, Reference, Registry

issue_references = Registry()


def _naming(actors: Collection[int]) -> QuerySet[Claim]:
    """Claims that name these actors or somebody who acts for them: readers are told of both."""
    meant, found = set(actors), set(actors)
    while found:
        found = set(Actor.objects.filter(acts_for__in=found).values_list("pk", flat=True)) - meant
        meant |= found
    direct = Attribution.objects.filter(actor__in=actors)
    through = Attribution.objects.filter(actor__in=meant - set(actors), claim__stage=Stage.APPROVED)
    return Claim.objects.filter(Q(pk__in=direct.values("claim")) | Q(pk__in=through.values("claim")))


def _on(issues: Collection[int]) -> QuerySet[Claim]:
    return Claim.objects.filter(issue__in=issues)


def _hold(claims: QuerySet[Claim]) -> None:
    list(claims.order_by("pk").select_for_update(of=("self",)).values_list("pk"))


def _touch(claims: QuerySet[Claim]) -> None:
    """Events that tell of them wait to be published again; a claim that nobody has approved is told of by none."""
    claims.filter(stage=Stage.APPROVED).update(updated_at=timezone.now())


def waiting_after(actor: Actor) -> int:
    """How many approved claims name the actor, or somebody who acts for it: what is published of them waits then."""
    return _naming([actor.pk]).filter(stage=Stage.APPROVED).count()


def _follows_of_issues() -> dict[str, ContentType]:
    return {"content_type": ContentType.objects.get_for_model(Issue)}


def add_references() -> None:
    """Called once, when the models are there."""
    subjects = Suggestion.subjects.through
    actor_references.add(
        Reference(
            model=Attribution,
            column="actor_id",
            what=_("claims that name it"),
            beside=("claim_id", "role"),
            example="claim",
        ),
        Reference(model=Suggestion, column="speaker_id", what=_("suggestions in which it speaks")),
        Reference(model=Suggestion, column="relayed_by_id", what=_("suggestions that it relays")),
        Reference(model=Suggestion, column="addressee_id", what=_("suggestions that are said to it")),
        Reference(
            model=subjects,
            column="actor_id",
            what=_("suggestions about it"),
            beside=("suggestion_id",),
            example="suggestion",
        ),
        Hanging(on=Office, model=OfficeEvidence, column="office_id", beside=("excerpt_id",)),
    )
    actor_references.holds(CLAIMS, lambda actors: _hold(_naming(actors)))
    actor_references.looks(lambda actors: _touch(_naming(actors)))
    issue_references.add(
        Reference(model=Claim, column="issue_id", what=_("claims on it")),
        Reference(model=Suggestion, column="issue_id", what=_("suggestions on it")),
        Reference(model=Issue, column="parent_id", what=_("issues below it")),
        Reference(
            model=Follow,
            column="object_id",
            what=_("people who follow it"),
            beside=("user_id", "content_type_id"),
            of_kind=_follows_of_issues,
            example="user",
        ),
    )
    issue_references.stay(IssueMerge)
    issue_references.holds(CLAIMS, lambda issues: _hold(_on(issues)))
    issue_references.looks(lambda issues: _touch(_on(issues)))
