"""What is known of an actor: its own words, its names, and the offices that it holds."""

from dataclasses import dataclass, fields
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from actors.actions.adding import script_of
from actors.models import Actor, ActorName, Office
from actors.references import actor_references
from actors.standing import hold_standing
from lib.attributed import attributed, require
from lib.edtf_dates import FuzzyDate
from lib.history import version_number
from lib.versions import StaleVersionError

RowT = TypeVar("RowT", ActorName, Office)


@dataclass(frozen=True, kw_only=True)
class ActorContent:
    """What is said of an actor itself; its address (the slug) is chosen once."""

    name: str
    kind: str
    country: str = ""
    wikidata: str = ""
    ucdp_id: int | None = None
    gw_number: int | None = None
    description: str = ""
    acts_for: Actor | None = None

    def row(self) -> dict[str, Any]:
        """The columns."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def of(cls, row: Any) -> "ActorContent":
        """What a row says, be it an actor or a kept version of one."""
        return cls(**{one.name: getattr(row, one.name) for one in fields(cls)})


def edit_actor(
    *, actor: Actor, content: ActorContent, by: User, version: int | None = None, reason: str = ""
) -> Actor:
    """Change what is said of an actor; what is published of it waits to be published again.

    Raises StaleVersionError where it was changed since `version`, the number of its last kept row.
    """
    require(by, "actors.change_actor")
    with attributed(by, reason.strip() or "edited the actor"):
        actor_references.hold([actor.pk])
        current = locked(actor)
        if version is not None and version_number(current) != version:
            raise StaleVersionError(current)
        if ActorContent.of(current) == content:
            return current
        for name, value in content.row().items():
            setattr(current, name, value)
        current.name = " ".join(current.name.split())
        _check_principal(current)
        current.full_clean()
        current.save()
        actor_references.look_other([current.pk])
    return current


def locked(actor: Actor) -> Actor:
    """The actor as it stands, held until the transaction ends. What was merged into another is not changed."""
    current = Actor.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    if current.merged_into is not None:
        raise ValidationError(
            _("It was merged into %(other)s: change that one, or take the merge back.")
            % {"other": current.merged_into}
        )
    return current


def _check_principal(actor: Actor) -> None:
    if actor.acts_for is None:
        return
    actor.acts_for = hold_standing([actor.acts_for])[actor.acts_for.pk]
    if actor == actor.acts_for or actor in actor.acts_for.principals:
        raise ValidationError(
            {"acts_for": _("%(other)s acts for %(actor)s already.") % {"other": actor.acts_for, "actor": actor}}
        )


def add_name(*, actor: Actor, by: User, text: str, reason: str = "", **values: Any) -> ActorName:
    """One more name by which texts call an actor."""
    return _save(ActorName(actor=actor), {"text": text, **values}, by, reason or "added a name")


def change_name(*, name: ActorName, by: User, reason: str = "", **values: Any) -> ActorName:
    """Change a name or the time in which it was used."""
    return _save(name, values, by, reason or "changed a name")


def remove_name(*, name: ActorName, reason: str, by: User) -> None:
    """Take a name away."""
    _remove(name, reason, by)


def add_office(*, actor: Actor, by: User, title: str, reason: str = "", **values: Any) -> Office:
    """One more office or membership."""
    return _save(Office(actor=actor), {"title": title, **values}, by, reason or "added an office")


def change_office(*, office: Office, by: User, reason: str = "", **values: Any) -> Office:
    """Change an office, or say when it ended; claims keep the office in which they were said."""
    return _save(office, values, by, reason or "changed an office")


def remove_office(*, office: Office, reason: str, by: User) -> None:
    """Take an office away that was never held, with its evidence."""
    _remove(office, reason, by)


def _save(row: RowT, values: dict[str, Any], by: User, reason: str) -> RowT:
    require(by, "actors.change_actor")
    with attributed(by, reason.strip()):
        current = _as_it_stands(row)
        for name, value in values.items():
            setattr(current, name, " ".join(value.split()) if isinstance(value, str) else value)
        if isinstance(current, ActorName):
            current.script = script_of(current.text)
        elif current.organisation is not None:
            current.organisation = hold_standing([current.organisation])[current.organisation.pk]
        _check_span(current)
        current.full_clean()
        current.save()
    return current


def _as_it_stands(row: RowT) -> RowT:
    """The row under the lock of its actor. Somebody may have taken it away or merged its actor since it was read."""
    if row.pk is None:
        locked(row.actor)
        return row
    rows = type(row)._default_manager.filter(pk=row.pk).select_related("actor")  # noqa: SLF001  # documented API
    if (read := rows.first()) is not None:
        locked(read.actor)
        if (current := rows.filter(actor=read.actor).first()) is not None:
            return current
    raise ValidationError(_("It is not there any more."))


def _check_span(row: Any) -> None:
    spans = {}
    for name in ("start_edtf", "end_edtf"):
        try:
            spans[name] = FuzzyDate.parse(getattr(row, name))
        except ValueError as error:
            raise ValidationError({name: str(error)}) from error
    first, last = spans["start_edtf"].earliest, spans["end_edtf"].latest
    if first and last and last < first:
        raise ValidationError({"end_edtf": _("It ends before it starts.")})


def _remove(row: RowT, reason: str, by: User) -> None:
    require(by, "actors.change_actor")
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is taken away.")})
    with attributed(by, reason.strip()):
        _as_it_stands(row).delete()
