"""The desk's list of actors, and pairs that may be one."""

from dataclasses import dataclass

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from actors.alike import Alike, candidates
from actors.enums import ActorKind
from actors.models import Actor, Office
from actors.resolving import resolve
from claims.enums import AttributionRole
from claims.models import Attribution, OfficeEvidence
from lib.how_many import HowMany, UpTo

_SHOWN, _PAIRS = 100, 50
_COUNTED = 100  # so many claims of each
UNFOUNDED, ALIKE, MERGED = "unfounded", "alike", "merged"


class ListForm(forms.Form):
    """Which actors are listed."""

    q = forms.CharField(required=False, max_length=200, label=_("Words of the name"))
    kind = forms.ChoiceField(required=False, label=_("Kind"), choices=[("", _("any")), *ActorKind.choices])
    show = forms.ChoiceField(
        required=False,
        label=_("Show"),
        choices=[
            ("", _("all")),
            (UNFOUNDED, _("offices without evidence")),
            (ALIKE, _("may be the same")),
            (MERGED, _("merged into others")),
        ],
    )

    def value(self, name: str) -> str:
        """What was chosen; what is no choice counts as nothing."""
        return str(self.cleaned_data.get(name, "")) if self.is_valid() or self.is_bound else ""


@dataclass(frozen=True)
class Pair:
    """Two actors that may be one, and why somebody should look."""

    one: Actor
    other: Actor
    why: str


def actors_listed(form: ListForm) -> tuple[list[Actor], int]:
    """The first hundred of those asked for, and how many there are."""
    show, words = form.value("show"), " ".join(form.value("q").replace("\0", "").split())
    if show == ALIKE:
        return [], 0
    found = Actor.objects.filter(merged_into__isnull=show != MERGED)
    if words:
        named = Q(name__icontains=words) | Q(names__text__icontains=words) | Q(slug=words)
        alike = [match.actor.pk for match in resolve(words, beginning=True, most=_SHOWN)]
        found = found.filter(Q(pk__in=Actor.objects.filter(named).values("pk")) | Q(pk__in=alike))
    if kind := form.value("kind"):
        found = found.filter(kind=kind)
    if show == UNFOUNDED:
        founded = OfficeEvidence.objects.filter(office=OuterRef("pk"))
        unfounded = Office.objects.filter(~Exists(founded), actor=OuterRef("pk"))
        found = found.filter(Exists(unfounded))
    # In one claim nobody has more roles than there are: of so many attributions, enough are of different claims.
    attributed = Attribution.objects.filter(actor=OuterRef("pk")).order_by("role")
    claims = HowMany(attributed, different="claim", at_most=len(AttributionRole) * (_COUNTED + 1))
    shown = found.select_related("acts_for", "merged_into").order_by("name", "pk")
    listed = list(shown.annotate(number=claims)[:_SHOWN])
    for actor in listed:
        actor.claim_count = UpTo(actor.number, _COUNTED)  # type: ignore[attr-defined]
    return listed, found.count() if len(listed) == _SHOWN else len(listed)


def pairs_alike(form: ListForm, found: list[Alike] | None = None) -> list[Pair]:
    """The likeliest pairs, where they are asked for."""
    if found is None:
        found = candidates() if form.value("show") == ALIKE else []
    found = found[:_PAIRS]
    actors = Actor.objects.in_bulk({pk for pair in found for pk in (pair.one, pair.other)}) if found else {}
    there = [pair for pair in found if pair.one in actors and pair.other in actors]
    return [Pair(actors[pair.one], actors[pair.other], pair.in_words) for pair in there]
