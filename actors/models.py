"""The gazetteers: the conflict, who takes part in it, and where."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse

from actors.enums import ActorKind, NameKind, PlacePrecision, Script
from lib.edtf_dates import EDTFField
from lib.history import keeps_history, versions_of

# A demonym or a metonym names more than one actor; these kinds name the one.
_OWN_NAMES = [NameKind.FULL, NameKind.SHORT, NameKind.ALIAS, NameKind.TRANSLITERATION, NameKind.FORMER]


class ActorQuerySet(models.QuerySet["Actor"]):
    def for_gazetteer(self) -> Self:
        """Actors with everything a name in a text can be matched to."""
        return self.select_related("acts_for").prefetch_related("names", "offices__organisation")

    def called(self, name: str) -> list["Actor"]:
        """Actors of exactly that name; a main name goes before other people's aliases."""
        main = list(self.filter(name__iexact=name).order_by("pk")[:5])
        aliases = Q(names__text__iexact=name, names__kind__in=_OWN_NAMES)
        return main or list(self.filter(aliases).distinct().order_by("name", "pk")[:5])

    def with_words(self, words: str) -> Self:
        """With these words in the name or in another one that the actor goes by."""
        words = " ".join(words.replace("\0", "").split())
        named = self.filter(Q(name__icontains=words) | Q(names__text__icontains=words))
        return named.distinct().order_by("name", "pk") if words else self.none()

    def by_name(self, names: Collection[str]) -> dict[str, "Actor"]:
        """For each of these names the one actor that `called()` finds; names of nobody or of several are left out."""
        lowered = {name.lower() for name in names}
        main: dict[str, set[int]] = defaultdict(set)
        others: dict[str, set[int]] = defaultdict(set)
        for name, pk in self.annotate(low=Lower("name")).filter(low__in=lowered).values_list("low", "pk"):
            main[name].add(pk)
        aliases = ActorName.objects.annotate(low=Lower("text")).filter(low__in=lowered, kind__in=_OWN_NAMES)
        for name, pk in aliases.values_list("low", "actor"):
            others[name].add(pk)
        meant = {name: main.get(name.lower()) or others.get(name.lower(), set()) for name in names}
        actors = self.in_bulk({pk for pks in meant.values() for pk in pks})
        return {name: actors[min(pks)] for name, pks in meant.items() if len(pks) == 1}


@keeps_history
class Actor(models.Model):
    """A person, state, organisation or force that says or does something."""

    Kind = ActorKind

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=ActorKind.choices)
    country = models.CharField(
        max_length=3, blank=True, default="", help_text="ISO 3166-1 alpha-3, empty for none or several."
    )
    wikidata = models.CharField("Wikidata id", max_length=16, blank=True, default="")
    description = models.CharField(max_length=300, blank=True, default="")
    acts_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agents",
        help_text="On whose behalf this actor speaks and acts, such as an adviser for the government.",
    )

    objects: ClassVar[ActorQuerySet] = ActorQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{3}$"),
                name="actors_actor_country_is_alpha_3",
            ),
            models.CheckConstraint(
                condition=Q(wikidata="") | Q(wikidata__regex=r"^Q[1-9][0-9]*$"),
                name="actors_actor_wikidata_is_an_item",
            ),
            models.UniqueConstraint(
                fields=["wikidata"], condition=~Q(wikidata=""), name="actors_actor_wikidata_is_used_once"
            ),
            models.CheckConstraint(
                condition=Q(acts_for__isnull=True) | ~Q(acts_for=F("id")),
                name="actors_actor_does_not_act_for_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def principals(self) -> list["Actor"]:
        """On whose behalf this actor speaks, nearest first: adviser, then government, then state."""
        chain: list[Actor] = []
        actor = self.acts_for
        while actor is not None and actor not in chain:
            chain.append(actor)
            actor = actor.acts_for
        return chain


@keeps_history
class ActorName(models.Model):
    """One way in which texts call an actor, beside its main name."""

    Kind = NameKind

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=8, blank=True, default="", help_text="BCP 47, empty for any.")
    script = models.CharField(max_length=4, choices=Script.choices, default=Script.LATIN)
    kind = models.CharField(max_length=16, choices=NameKind.choices)

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["actor", "text", "kind"], name="actors_actorname_is_listed_once"),
        ]

    def __str__(self) -> str:
        return self.text


@keeps_history
class Office(models.Model):
    """A post that an actor held, with its dates, so that a claim of 2025 shows the office held then."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="offices")
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    start_edtf = EDTFField("start (EDTF)", earliest_field="start_earliest")
    start_earliest = models.DateTimeField(null=True, blank=True, editable=False)
    end_edtf = EDTFField("end (EDTF)", latest_field="end_latest")
    end_latest = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["actor", F("start_earliest").desc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(fields=["actor", "title", "start_edtf"], name="actors_office_is_listed_once"),
            models.CheckConstraint(
                condition=Q(start_earliest__isnull=True)
                | Q(end_latest__isnull=True)
                | Q(end_latest__gte=F("start_earliest")),
                name="actors_office_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlaceQuerySet(models.QuerySet["Place"]):
    def called(self, name: str) -> "Place | None":
        """The place of that name, or that a text may call so."""
        return self.filter(Q(name__iexact=name) | Q(names__text__iexact=name)).distinct().first()

    def around(self, centre: tuple[float, float], bounds: tuple[float, float, float, float]) -> Self:
        """Places with a point within bounds (west, south, east, north), those nearest to the centre first."""
        west, south, east, north = bounds
        near = self.filter(longitude__range=(west, east), latitude__range=(south, north))
        away = (F("longitude") - centre[0]) * (F("longitude") - centre[0]) + (F("latitude") - centre[1]) * (
            F("latitude") - centre[1]
        )
        return near.order_by(away, "pk")


@keeps_history
class Place(models.Model):
    """A named place, with a point where it is small enough to have one."""

    Precision = PlacePrecision

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    precision = models.CharField(max_length=8, choices=PlacePrecision.choices)
    country = models.CharField(max_length=3, blank=True, default="", help_text="ISO 3166-1 alpha-3.")
    latitude = models.FloatField(null=True, blank=True, help_text="Decimal degrees, WGS 84.")
    longitude = models.FloatField(null=True, blank=True, help_text="Decimal degrees, WGS 84.")
    wikidata = models.CharField("Wikidata id", max_length=16, blank=True, default="")

    objects: ClassVar[PlaceQuerySet] = PlaceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # Spelled out: half a point makes a range unknown, and an unknown condition passes.
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="actors_place_point_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@keeps_history
class PlaceName(models.Model):
    """One way in which texts call a place, beside its main name."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["place", "text"], name="actors_placename_is_listed_once")]

    def __str__(self) -> str:
        return self.text


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def worded_at(self, moment: datetime | None) -> Self:
        """With the name and the description that each had at a moment (None: now); its first, if made later."""
        if moment is None:
            return self
        versions = versions_of(Conflict).filter(id=OuterRef("pk"))
        then = versions.filter(pgh_created_at__lte=moment).order_by("-pgh_id")
        first = versions.order_by("pgh_id")

        def worded(column: str) -> Coalesce:
            return Coalesce(Subquery(then.values(column)[:1]), Subquery(first.values(column)[:1]), column)

        return self.annotate(name_then=worded("name"), description_then=worded("description"))


@keeps_history
class Conflict(models.Model):
    """The whole that a newsroom follows; a deployment may follow several."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    start_edtf = EDTFField("start (EDTF)")
    end_edtf = EDTFField("end (EDTF)")
    timezone = models.CharField(max_length=64, default="UTC", help_text="Where its days begin, such as Europe/Kyiv.")
    parties = models.ManyToManyField(Actor, related_name="conflicts", blank=True)

    objects: ClassVar[ConflictQuerySet] = ConflictQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def as_worded(self) -> Self:
        """Itself with the wording that `worded_at()` found."""
        self.name = getattr(self, "name_then", self.name)
        self.description = getattr(self, "description_then", self.description)
        return self

    def get_absolute_url(self) -> str:
        """The conflict's own timeline."""
        return reverse("timeline:conflict", args=[self.slug])
