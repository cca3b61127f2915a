"""New actors, met in a text."""

import re
from itertools import count

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from actors.enums import ActorKind, NameKind, Script
from actors.models import Actor, ActorName, Office
from actors.resolving import SURE, resolve
from lib.attributed import attributed, require
from lib.naming.keys import VERSION as KEYS_VERSION

_SLUG = 80  # characters, see `Actor.slug`


def add_actor(*, name: str, kind: str, by: User, office: str = "", acts_for: Actor | None = None) -> Actor:
    """A new actor from a name met in a text, known from now on by its surname too where it is a person.

    Raises ValidationError where an actor of that name exists.
    """
    require(by, "actors.add_actor")
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("An actor needs a name.")})
    if kind not in ActorKind.values:
        raise ValidationError({"kind": f"{kind!r} is not a kind of actor."})
    known = Actor.objects.filter(name__iexact=name).exists()
    if known or (name.isascii() and Actor.objects.filter(slug=slugify(name)).exists()):
        raise ValidationError({"name": _("There is already an actor called %(name)s.") % {"name": name}})
    with attributed(by, "added from a text"):
        actor = Actor(slug=free_slug(name), name=name, kind=kind, acts_for=acts_for)
        try:
            with transaction.atomic():
                actor.save(force_insert=True)
        except IntegrityError as error:  # a colleague was quicker
            raise ValidationError(
                {"name": _("There is already an actor called %(name)s.") % {"name": name}}
            ) from error
        if surname := _surname(actor):
            ActorName.objects.create(actor=actor, text=surname, script=script_of(surname), kind=NameKind.SHORT)
        if office.strip():
            Office.objects.create(actor=actor, title=office.strip(), organisation=acts_for)
    return actor


def index_stale_names(*, most: int = 1000) -> int:
    """Make the keys anew of so many names and offices whose keys were made in an older way; gives how many."""
    done = 0
    models: tuple[type[Actor | ActorName | Office], ...] = (Actor, ActorName, Office)
    for model in models:
        with transaction.atomic():
            stale = model.objects.exclude(keys__contains=[KEYS_VERSION]).order_by("pk")
            rows = list(stale.select_for_update()[:most])
            for row in rows:
                row._meta.get_field("keys").pre_save(row, add=False)  # noqa: SLF001  # Django's documented API
            model.objects.bulk_update(rows, ["keys"])
        done += len(rows)
    return done


def _surname(actor: Actor) -> str:
    """How texts call a person after the first time; "" where it is not theirs alone."""
    *first, last = actor.name.split()
    if actor.kind != ActorKind.PERSON or not first or len(last) < 3:
        return ""
    others = [match for match in resolve(last) if match.actor != actor and match.score >= SURE]
    return "" if others else last


def script_of(name: str) -> str:
    """In which letters a name is written (ISO 15924)."""
    return Script.CYRILLIC if re.search("[\u0400-\u04ff]", name) else Script.LATIN


def free_slug(name: str) -> str:
    """An address for a name; names in other scripts leave little or nothing of themselves in ASCII."""
    wanted = slugify(name)[:_SLUG].strip("-") or "actor"
    taken = set(Actor.objects.filter(slug__startswith=wanted[: _SLUG - 5]).values_list("slug", flat=True))
    numbered = (f"{wanted[: _SLUG - 5]}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)
