"""What entries are found by. These rows can all be made anew from the public ones (`manage.py index_entries`)."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from claims.models import Issue
from lib.rows_as_json import JSONRowsQuerySet
from timeline.models.entry import Entry
from timeline.models.known import known_first


class EntrySearchQuerySet(JSONRowsQuerySet["EntrySearch"]):
    pass


class EntrySearch(models.Model):
    """The searchable words of an entry, kept out of the wide row."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="search")
    vector = SearchVectorField()
    version = models.PositiveSmallIntegerField(
        db_default=0, help_text="Of the way in which its words and tags were read; older ones are read again."
    )

    objects: ClassVar[EntrySearchQuerySet] = EntrySearchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], fastupdate=False, name="timeline_entrysearch_words"),
            models.Index(fields=["version", "entry"], name="timeline_entrysearch_version"),
        ]

    def __str__(self) -> str:
        return f"words of entry {self.entry_id}"


class EntryTagQuerySet(JSONRowsQuerySet["EntryTag"]):
    def named(self, kind: str, slug: str, as_of: datetime | None = None) -> Self:
        """The latest tag of a kind with a slug, which has the name by which it goes now, or went at a moment.

        What had not been published at that moment has its later name.
        """
        tags = self.filter(kind=kind, slug=slug)
        return tags.order_by(*known_first(as_of), "-entry_id")[:1]

    def last_of(self, kind: str, slugs: Iterable[str], as_of: datetime | None = None) -> Self:
        """The same of several issues, a row for each that was ever published."""
        rows = self.filter(kind=kind, slug=OuterRef("slug")).order_by(*known_first(as_of), "-entry_id")
        latest = Issue.objects.filter(slug__in=list(slugs)).values(row=Subquery(rows.values("pk")[:1]))
        return self.filter(pk__in=latest)


class EntryTag(models.Model):
    """Entry to what it can be narrowed by: an issue, an outlet, a place, or a mark such as "contested".

    Actors that only its statements name are here as well: `EntryActor` has those who take part and those who speak.
    """

    class Kind(models.TextChoices):
        ISSUE = "issue", "issue"
        SOURCE = "source", "outlet"
        PLACE = "place", "place"
        MARK = "mark", "mark"
        NAMED = "named", "actor that a statement names"

    class Mark(models.TextChoices):
        CONTESTED = "contested", _("contested")
        CORRECTED = "corrected", _("corrected")

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="tags", db_index=False)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=200)

    objects: ClassVar[EntryTagQuerySet] = EntryTagQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "kind", "slug"], name="timeline_entrytag_stands_once"),
        ]
        indexes = [
            models.Index(F("kind"), F("slug"), F("entry").desc(), name="timeline_entrytag_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


class SearchTerm(models.Model):
    """A word that something published has, for proposals where a search finds nothing."""

    text = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text


class SearchGram(models.Model):
    """Three letters of a word: PostgreSQL's `pg_trgm` is not there everywhere."""

    gram = models.CharField(max_length=3)
    term = models.ForeignKey(SearchTerm, on_delete=models.CASCADE, related_name="grams")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gram", "term"], name="timeline_searchgram_stands_once")]

    def __str__(self) -> str:
        return self.gram
