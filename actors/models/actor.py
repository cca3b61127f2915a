"""Who takes part: actors, the names they go by and the offices they hold."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from actors.enums import ActorKind, NameKind, OfficeKind, PhotoLicence, Script
from actors.models.keys import Keyed, NameKeysField, OfficeKeysField, index_of_keys
from lib.country_names import country_name
from lib.edtf_dates import EDTFField
from lib.history import keeps_history_without
from lib.naming.keys import words_of
from lib.nested_rows import NestingQuerySet


class ActorQuerySet(NestingQuerySet["Actor"]):
    def for_cards(self) -> Self:
        """With whom each acts for, the names that texts call it by and the offices it held; one question."""
        names, offices = ActorName.objects.defer("keys"), Office.objects.defer("keys")
        latest = offices.order_by(F("start_earliest").desc(nulls_last=True))
        return self.select_related("acts_for").nest("names", rows=names).nest("offices", rows=latest)

    def for_gazetteer(self) -> Self:
        """Actors with everything a name in a text can be matched to."""
        return self.select_related("acts_for").prefetch_related("names", "offices__organisation")


@keeps_history_without("keys")
class Actor(Keyed):
    """A person, state, organisation or force that says or does something."""

    Kind = ActorKind

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=ActorKind.choices)
    country = models.CharField(
        max_length=3, blank=True, default="", help_text="ISO 3166-1 alpha-3, empty for none or several."
    )
    wikidata = models.CharField("Wikidata id", max_length=16, blank=True, default="")
    ucdp_id = models.PositiveIntegerField(
        "UCDP actor id", null=True, blank=True, help_text="Actor id in the UCDP actor dataset."
    )
    gw_number = models.PositiveSmallIntegerField(
        "Gleditsch and Ward number",
        null=True,
        blank=True,
        help_text="Of a state, such as 365 for Russia.",
    )
    description = models.CharField(max_length=300, blank=True, default="")
    photo = models.FileField(
        upload_to="actors/", blank=True, help_text="Shown only where PHOTO_LICENCES has its licence."
    )
    photo_licence = models.CharField(max_length=16, choices=PhotoLicence.choices, blank=True, default="")
    photo_credit = models.CharField(max_length=200, blank=True, default="", help_text="Whom the licence wants named.")
    photo_page = models.URLField(max_length=500, blank=True, default="", help_text="Where it was taken from.")
    acts_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agents",
        help_text="On whose behalf this actor speaks and acts, such as an adviser for the government.",
    )
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    keys = NameKeysField(of="name")

    objects: ClassVar[ActorQuerySet] = ActorQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]
        indexes = [index_of_keys("actors_actor_keys")]
        permissions = [("merge_actor", "Can merge and split actors")]
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
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="actors_actor_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(photo="") | (~Q(photo_licence="") & ~Q(photo_credit="")),
                name="actors_actor_photo_has_licence_and_credit",
            ),
            models.UniqueConstraint(fields=["ucdp_id"], name="actors_actor_ucdp_id_is_used_once"),
            models.UniqueConstraint(fields=["gw_number"], name="actors_actor_gw_number_is_used_once"),
        ]

    @property
    def country_in_words(self) -> str:
        """The name of its country, in the language of the page; "" where none is given."""
        return country_name(self.country) if self.country else ""

    def __str__(self) -> str:
        return self.name

    def is_metonym(self, name: str) -> bool:
        """Whether who calls the actor so names a place by the letter, as with Moscow; in any case of the name."""
        words = words_of(name)
        metonyms = (words_of(one.text) for one in self.names.all() if one.kind == NameKind.METONYM)
        return any(
            len(words) == len(other)
            and all(not one.trunks.isdisjoint(two.trunks) for one, two in zip(words, other, strict=True))
            for other in metonyms
        )

    @property
    def principals(self) -> list["Actor"]:
        """On whose behalf this actor speaks, nearest first: adviser, then government, then state."""
        chain: list[Actor] = []
        actor = self.acts_for
        while actor is not None and actor not in chain:
            chain.append(actor)
            actor = actor.acts_for
        return chain


@keeps_history_without("keys")
class ActorName(Keyed):
    """One way in which texts call an actor, beside its main name."""

    Kind = NameKind

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=8, blank=True, default="", help_text="BCP 47, empty for any.")
    script = models.CharField(max_length=4, choices=Script.choices, default=Script.LATIN)
    kind = models.CharField(max_length=16, choices=NameKind.choices)
    start_edtf = EDTFField("used from (EDTF)", earliest_field="start_earliest")
    start_earliest = models.DateTimeField(null=True, blank=True, editable=False)
    end_edtf = EDTFField("used until (EDTF)", latest_field="end_latest")
    end_latest = models.DateTimeField(null=True, blank=True, editable=False)
    keys = NameKeysField(of="text")

    class Meta:
        ordering = ["text"]
        indexes = [index_of_keys("actors_actorname_keys")]
        constraints = [
            models.UniqueConstraint(fields=["actor", "text", "kind"], name="actors_actorname_is_listed_once"),
            models.CheckConstraint(
                condition=Q(start_earliest__isnull=True)
                | Q(end_latest__isnull=True)
                | Q(end_latest__gte=F("start_earliest")),
                name="actors_actorname_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.text


@keeps_history_without("keys")
class Office(Keyed):
    """A post or a membership that an actor held, with its dates, so that a claim of 2025 shows what was held then."""

    Kind = OfficeKind

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="offices")
    kind = models.CharField(max_length=10, choices=OfficeKind.choices, default=OfficeKind.OFFICE)
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    start_edtf = EDTFField("start (EDTF)", earliest_field="start_earliest")
    start_earliest = models.DateTimeField(null=True, blank=True, editable=False)
    end_edtf = EDTFField("end (EDTF)", latest_field="end_latest")
    end_latest = models.DateTimeField(null=True, blank=True, editable=False)
    keys = OfficeKeysField(of="title")

    class Meta:
        ordering = ["actor", F("start_earliest").desc(nulls_last=True)]
        indexes = [index_of_keys("actors_office_keys")]
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
