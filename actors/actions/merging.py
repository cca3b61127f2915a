"""Two actors that are one, one that is two, and two that only look alike."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from actors.actions.adding import free_slug, script_of
from actors.enums import ActorKind, NameKind
from actors.models import Actor, ActorMerge, NotSame
from actors.references import actor_references
from lib.attributed import attributed, require
from lib.history import version_number
from lib.kept_rows import Row, set_column, whole
from lib.moving import move
from lib.one_at_a_time import one_at_a_time
from lib.unmerging import hold_both, unmerge
from lib.versions import StaleVersionError

# What one merge has taken away, the next one may have to change.
_MERGING = "merging actors"


def merge_actors(
    *,
    gone: Actor,
    kept: Actor,
    reason: str,
    by: User,
    kinds_differ: bool = False,
    version: int | None = None,
    into_version: int | None = None,
) -> ActorMerge:
    """Let `gone` go on as `kept`, which keeps what is said of it: all rows that name `gone` name `kept` then.

    What `kept` has already is taken away and kept whole in the merge. Claims stay approved, for who is meant is the
    same; what readers see under the old name waits to be published again. Merging again what is merged so changes
    nothing. Two of different kinds are merged only with `kinds_differ`.
    """
    require(by, "actors.merge_actor")
    if not reason.strip():
        raise ValidationError({"reason": _("Say why they are one.")})
    if gone.pk == kept.pk:
        raise ValidationError({"into": _("An actor cannot be merged into itself.")})
    with attributed(by, f"merged actors: {reason.strip()}"):
        one_at_a_time(_MERGING)
        actor_references.hold([gone.pk])
        lost, stays = hold_both(gone, kept, (version, into_version))
        if lost.merged_into_id == stays.pk:
            known: ActorMerge = lost.merges.in_force().get()
            return known
        _check_merge(lost, stays, kinds_differ=kinds_differ)
        # Before the rows move: who acts for the old one is not found by its number afterwards.
        actor_references.look_other([lost.pk])
        before = _act_for_another(lost, stays)
        moved = move(actor_references, lost.pk, stays.pk, list(ActorMerge.objects.in_force()))
        moved["set"] = before + moved["set"]
        moved["made"] = _call_so_too(lost, stays)
        lost.merged_into = stays
        lost.save(update_fields=["merged_into"])
        merge: ActorMerge = ActorMerge.objects.create(
            gone=lost, kept=stays, reason=reason.strip(), by=by, at=timezone.now(), moved=moved
        )
    return merge


def _check_merge(gone: Actor, kept: Actor, *, kinds_differ: bool) -> None:
    if gone.merged_into is not None:
        raise ValidationError(_("It was merged into %(other)s already.") % {"other": gone.merged_into})
    if kept.merged_into is not None:
        raise ValidationError(
            {"into": _("That one was merged itself, into %(other)s.") % {"other": kept.merged_into}}
        )
    if gone.kind != kept.kind and not kinds_differ:
        raise ValidationError(
            {
                "kinds_differ": _("One is of the kind “%(one)s”, the other “%(other)s”: say that they are one still.")
                % {"one": gone.get_kind_display(), "other": kept.get_kind_display()}
            }
        )


def _act_for_another(gone: Actor, kept: Actor) -> list[Row]:
    """Whoever acted for the other one, itself or through others, acts for whom that acts for."""
    if gone not in kept.principals:
        return []
    beyond = gone.acts_for
    ends_in_itself = beyond is not None and (kept == beyond or kept in beyond.principals)
    return [set_column(kept, "acts_for_id", None if beyond is None or ends_in_itself else beyond.pk)]


def _call_so_too(gone: Actor, kept: Actor) -> list[Row]:
    """The main name of the one is another name of the other, if it is not that already."""
    if gone.name == kept.name or kept.names.filter(text=gone.name).exists():
        return []
    return [whole(kept.names.create(text=gone.name, script=script_of(gone.name), kind=NameKind.ALIAS))]


def unmerge_actors(*, merge: ActorMerge, reason: str, by: User) -> ActorMerge:
    """Take a merge back, see `lib.unmerging`."""
    require(by, "actors.merge_actor")
    undone: ActorMerge = unmerge(
        merge,
        registry=actor_references,
        lock=_MERGING,
        told="took a merge of actors back",
        reason=reason,
        by=by,
    )
    return undone


def split_actor(
    *,
    actor: Actor,
    name: str,
    kind: str,
    rows: Mapping[str, Collection[int]],
    reason: str,
    by: User,
    description: str = "",
    version: int | None = None,
) -> Actor:
    """A new actor out of one that is two: these rows, by the key of their reference, name the new one then.

    The name may be the same, as two people may have one; merging the new one back takes the split back.
    """
    require(by, "actors.merge_actor")
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("An actor needs a name.")})
    if kind not in ActorKind.values:
        raise ValidationError({"kind": _("%(kind)r is not a kind of actor.") % {"kind": kind}})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why they are two.")})
    if not any(rows.values()):
        raise ValidationError({"rows": _("Choose at least one thing that is the other one’s.")})
    with attributed(by, f"split an actor: {reason.strip()}"):
        one_at_a_time(_MERGING)
        actor_references.hold([actor.pk])
        current = Actor.objects.select_for_update(of=("self",)).get(pk=actor.pk)
        if version is not None and version_number(current) != version:
            raise StaleVersionError(current)
        if current.merged_into is not None:
            raise ValidationError(_("It was merged into %(other)s already.") % {"other": current.merged_into})
        made = Actor.objects.create(
            slug=free_slug(name), name=name, kind=kind, country=current.country, description=description.strip()
        )
        done = move(actor_references, current.pk, made.pk, among=rows)
        if not done["went"]:
            raise ValidationError({"rows": _("Choose at least one thing that is the other one’s.")})
        actor_references.look_other([made.pk])
    return made


def say_not_same(*, one: Actor, other: Actor, by: User) -> NotSame:
    """That two actors only look alike: nobody is asked again. Saying it twice changes nothing."""
    require(by, "actors.merge_actor")
    if one.pk == other.pk:
        raise ValidationError(_("Choose two actors."))
    low, high = sorted((one, other), key=lambda actor: actor.pk)
    with attributed(by, "said that two actors are not the same"):
        return NotSame.objects.get_or_create(one=low, other=high, defaults={"said_by": by})[0]


def take_back_not_same(*, pair: NotSame, reason: str, by: User) -> None:
    """That two actors may be one after all: they are proposed again where their names are alike."""
    require(by, "actors.merge_actor")
    if not reason.strip():
        raise ValidationError({"reason": _("Say why they may be one.")})
    with attributed(by, f"took back that two actors are not the same: {reason.strip()}"):
        NotSame.objects.filter(pk=pair.pk).delete()
