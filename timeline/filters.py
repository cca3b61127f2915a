"""The timeline's parameters: what a URL may ask for, and the entries that it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from django import forms
from django.contrib.postgres.search import SearchRank
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actors.models import Conflict
from claims.enums import Verdict
from timeline.boxes import Box, BoxField, OffTheMap
from timeline.counting.narrowing import Counted
from timeline.enums import EventType
from timeline.lanes import C, Placed
from timeline.listing import entries_of_page
from timeline.merges import ISSUE, Merges, merges_at
from timeline.models import Entry, EntryActor, EntryTag
from timeline.models.entry import EntryQuerySet
from timeline.parameter_fields import Cursor, CursorField, FuzzyDateField, MomentField, Rank, SlugsField
from timeline.published import Published
from timeline.search.query import Search

T = TypeVar("T")
Shape = Callable[[EntryQuerySet], EntryQuerySet]

PAGE_SIZE = 50
_ROWS_AT_ONCE = 500
NEWEST, OLDEST, RELEVANCE = "newest", "oldest", "relevance"
ORDERS = [(NEWEST, _("newest first")), (OLDEST, _("oldest first")), (RELEVANCE, _("best match first"))]
# So many of the newest that match are ranked; more than that, and their order says little.
MOST_RANKED = 1_000
_WEIGHTS = [0.1, 0.3, 0.6, 1.0]  # of names, quotes, statements and titles
LIST, MAP = "list", "map"
# Parameters that are kinds of tags, and those that ask for a mark.
TAGGED = (EntryTag.Kind.ISSUE.value, EntryTag.Kind.PLACE.value, EntryTag.Kind.SOURCE.value)
MARKS = (EntryTag.Mark.CONTESTED.value, EntryTag.Mark.CORRECTED.value)


_UNKNOWN_TAG = {
    EntryTag.Kind.ISSUE.value: _("There is no issue “%(slug)s” in the timeline."),
    EntryTag.Kind.PLACE.value: _("There is no place “%(slug)s” in the timeline."),
    EntryTag.Kind.SOURCE.value: _("There is no outlet “%(slug)s” in the timeline."),
}


def no_such_parameter(name: str) -> str:
    """That a page does not know a parameter."""
    return gettext("There is no parameter “%(name)s” here.") % {"name": name[:60]}


def given_once(name: str) -> str:
    """That a parameter is given twice."""
    return gettext("“%(name)s” can be given once.") % {"name": name}


def _choice(choices: list[tuple[str, Any]], message: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        required=False, choices=[("", _("any")), *choices], error_messages={"invalid_choice": message}
    )


def _slug(message: Any) -> forms.SlugField:
    return forms.SlugField(required=False, max_length=80, error_messages={"invalid": message})


def _only() -> forms.ChoiceField:
    return forms.ChoiceField(
        required=False,
        choices=[("", _("all")), ("1", _("only these"))],
        error_messages={"invalid_choice": _("“%(value)s” is not a choice: it can be 1, or left out.")},
    )


class TimelineFilters(forms.Form):
    """Every parameter of the timeline; none may be unknown, none is silently ignored."""

    q = forms.CharField(required=False, max_length=200)
    conflict = forms.SlugField(
        required=False, max_length=80, error_messages={"invalid": _("There is no such conflict in the timeline.")}
    )
    actor = SlugsField(required=False)
    type = _choice(EventType.choices, _("“%(value)s” is not a type of this timeline."))
    verdict = _choice(Verdict.choices, _("“%(value)s” is not a verdict of this timeline."))
    to = FuzzyDateField(required=False, max_length=64, label=_("To"))
    as_of = MomentField(required=False, max_length=64)
    issue = _slug(_("There is no such issue in the timeline."))
    place = _slug(_("There is no such place in the timeline."))
    source = _slug(_("There is no such outlet in the timeline."))
    bbox = BoxField(required=False, max_length=120)
    contested = _only()
    corrected = _only()
    order = forms.ChoiceField(
        required=False,
        choices=ORDERS,
        error_messages={"invalid_choice": _("“%(value)s” is not an order: it can be newest, oldest or relevance.")},
    )
    view = forms.ChoiceField(
        required=False,
        choices=[(LIST, _("list")), (MAP, _("map"))],
        error_messages={"invalid_choice": _("“%(value)s” is not a view: it can be list or map.")},
    )
    cursor = CursorField(required=False, max_length=40)

    def __init__(
        self, parameters: QueryDict, *, conflict: Conflict | None = None, published: Published | None = None
    ) -> None:
        """`conflict` is given by the URL's path; the parameter of that name is then not known.

        `published` is what the request was told of already.
        """
        super().__init__(parameters)
        self.parameters = parameters
        self.published = published
        self.path_conflict = conflict
        self.fields["from"] = FuzzyDateField(required=False, max_length=64, label=_("From"))
        if conflict is not None:
            del self.fields["conflict"]

    def clean(self) -> dict[str, Any]:
        """Check what concerns more than one parameter, or the database."""
        for name, given in self.parameters.lists():
            if name not in self.fields:
                self.add_error(None, no_such_parameter(name))
            elif name != "actor" and len(given) > 1:
                self.add_error(name, given_once(name))
        values: dict[str, Any] = self.cleaned_data
        first, last = values.get("from"), values.get("to")
        if first and not first.earliest:
            self.add_error("from", gettext("“%(date)s” has no first day. Write it as “to”.") % {"date": first.edtf})
        if last and not last.latest:
            self.add_error("to", gettext("“%(date)s” has no last day. Write it as “from”.") % {"date": last.edtf})
        if first and last and first.earliest and last.latest and last.latest < first.earliest:
            self.add_error(
                "to", gettext("“to” (%(last)s) lies before “from” (%(first)s).") % {"last": last, "first": first}
            )
        self.merges = merges_at(values.get("as_of"), self.published)
        # As which each slug that was given goes on, where it does.
        self.went_on: dict[str, str] = {}
        self.chosen_actors = self._find_actors(values.get("actor") or [], values.get("as_of"))
        self.chosen_tags = {kind: self._find_tag(kind, values.get(kind, ""), values.get("as_of")) for kind in TAGGED}
        if values.get("order") == RELEVANCE and not values.get("q"):
            self.add_error(
                "order", gettext("“relevance” orders what a search finds: write something to search for (q).")
            )
        if values.get("cursor") and isinstance(values["cursor"], Rank) != (values.get("order") == RELEVANCE):
            self.add_error(
                "cursor", gettext("No page of the timeline in this order starts here. Leave “cursor” out.")
            )
        if values.get("cursor") and values.get("view") == MAP:
            self.add_error("cursor", gettext("A map has no pages. Leave “cursor” out."))
        slug = self.path_conflict.slug if self.path_conflict and values.get("as_of") else values.get("conflict", "")
        found = self._find_conflict(slug, values.get("as_of"))
        self.chosen_conflict = found or self.path_conflict
        return values

    def _find_actors(self, slugs: list[str], as_of: datetime | None) -> list[EntryActor]:
        """The name of each actor that was the last one published then, in the order given; merged ones are one."""
        named = EntryActor.objects.named(slugs, as_of) if slugs else ()
        found = {actor.slug: self.merges.actor_shown(actor) for actor in named}
        for slug in slugs:
            if slug not in found:
                self.add_error("actor", gettext("There is no actor “%(slug)s” in the timeline.") % {"slug": slug})
            elif found[slug].slug != slug:
                self.went_on[slug] = found[slug].slug
        return list({found[slug].actor_id: found[slug] for slug in slugs if slug in found}.values())

    def _find_tag(self, kind: str, slug: str, as_of: datetime | None) -> EntryTag | None:
        if not slug:
            return None
        found: EntryTag | None = EntryTag.objects.named(kind, slug, as_of).first()
        if found is None:
            self.add_error(kind, _UNKNOWN_TAG[kind] % {"slug": slug})
            return None
        found = self.merges.tag_shown(found)
        if found.slug != slug:
            self.went_on[slug] = found.slug
        return found

    def _find_conflict(self, slug: str, as_of: datetime | None) -> Conflict | None:
        """By the name that it had then."""
        if not slug:
            return None
        found: Conflict | None = Entry.objects.conflicts().worded_at(as_of).filter(slug=slug).first()
        if found is None:
            self.add_error("conflict", gettext("There is no conflict “%(slug)s” in the timeline.") % {"slug": slug})
        return found and found.as_worded()

    def settled(self, query: QueryDict) -> QueryDict:
        """A query with the slugs as which those that were given go on."""
        if not self.went_on:
            return query
        query = query.copy()
        for name in ("actor", ISSUE):
            if name in query:
                gone_on = (self.went_on.get(slug, slug) for slug in query.getlist(name))
                query.setlist(name, list(dict.fromkeys(gone_on)))
        return query

    def question(self) -> Question:
        """What is asked for; only after `is_valid()`. List and panel ask the same one, which is counted once."""
        return self._question

    @cached_property
    def _question(self) -> Question:
        values = self.cleaned_data
        first, last = values["from"], values["to"]
        return Question(
            search=Search.parse(values["q"]),
            tags=tuple((kind, tag.slug) for kind, tag in self.chosen_tags.items() if tag)
            + tuple((EntryTag.Kind.MARK.value, mark) for mark in MARKS if values[mark]),
            box=values["bbox"],
            conflict=self.chosen_conflict,
            actors=self.chosen_actors,
            merges=self.merges,
            type=values["type"],
            verdict=values["verdict"],
            first=first.earliest if first else None,
            last=last.latest if last else None,
            as_of=values["as_of"],
            published=self.published,
            order=values["order"] or NEWEST,
            cursor=values["cursor"],
        )


@dataclass(frozen=True)
class Question:
    """What a reader asks of the timeline."""

    search: Search = field(default_factory=Search)
    conflict: Conflict | None = None
    actors: list[EntryActor] = field(default_factory=list)
    type: str = ""
    verdict: str = ""
    first: datetime | None = None
    last: datetime | None = None
    tags: tuple[tuple[str, str], ...] = ()
    box: Box | OffTheMap | None = None
    as_of: datetime | None = None
    order: str = NEWEST
    cursor: Cursor | Rank | None = None
    merges: Merges = field(default_factory=Merges)
    published: Published | None = None

    @cached_property
    def counted(self) -> Counted:
        """What it means, as sets: how many entries there are, what they could be narrowed to, which come first."""
        return Counted(self)

    def entries_of_any_kind(self, among: EntryQuerySet | None = None) -> EntryQuerySet:
        """The entries meant, whatever their conflict, type and verdict: what those facets count.

        `among` are others to choose from than those that are public at the moment asked for.
        """
        if among is None:
            among = Entry.objects.as_of(self.as_of) if self.as_of else Entry.objects.current()
        entries = among
        if self.search:
            entries = entries.none() if self.search.means_nothing else entries.matching(self.search.query)
        for kind, slug in self.tags:
            entries = entries.tagged(kind, self.merges.slugs_meant(kind, slug))
        entries = self.in_box(entries)
        return entries.naming(self.merges.actors_meant(self.actors)).between(self.first, self.last)

    def in_box(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Those of these entries that lie in the box, or where one asks for that, nowhere on the map."""
        if isinstance(self.box, Box):
            return entries.inside(*self.box.edges)
        return entries.off_the_map() if self.box else entries

    @property
    def is_newest_first(self) -> bool:
        """Whether the order is not that of oldest first; what matches best is chosen from the newest."""
        return self.order != OLDEST

    def entries(self, among: EntryQuerySet | None = None) -> EntryQuerySet:
        """All entries meant, in no order; `among` as in `entries_of_any_kind`."""
        entries = self.entries_of_any_kind(among)
        if self.conflict:
            entries = entries.filter(conflict=self.conflict)
        if self.type:
            entries = entries.filter(type=self.type)
        if self.verdict:
            entries = entries.filter(verdict=self.verdict)
        return entries

    def page(self) -> tuple[list[Entry], Cursor | Rank | None]:
        """One page of entries and the place where the next one starts."""
        return self._page(PAGE_SIZE, EntryQuerySet.for_cards, self.counted)

    def cards(self, read: Callable[[list[int]], list[Placed[C]]]) -> tuple[list[Placed[C]], Cursor | Rank | None]:
        """The same as cards that `read` gives by the numbers of entries, in any order of those of one day."""
        if self.order == RELEVANCE:
            ranked, further = self._ranked_page(PAGE_SIZE, _numbers, self.counted)
            return read(ranked), further
        behind = self.cursor if isinstance(self.cursor, Cursor) else None
        found = read(self.counted.first(PAGE_SIZE + 1, behind))
        found.sort(key=lambda card: (card.occurred, card.pk), reverse=self.is_newest_first)
        more = len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
        return found, Cursor.after(found[-1]) if more else None

    def rows(self, size: int) -> tuple[list[Entry], Cursor | Rank | None]:
        """The same of any size, with what machine formats say."""
        return self._page(size, EntryQuerySet.for_rows, self.counted)

    def all_rows(self) -> Iterator[Entry]:
        """From the cursor to the end, a page at a time: no transaction stays open while a slow reader reads."""
        question: Question | None = self
        while question:
            # What is meant is worked out once, for the first page.
            found, further = question._page(_ROWS_AT_ONCE, EntryQuerySet.for_rows, self.counted)  # noqa: SLF001  # itself
            yield from found
            question = replace(question, cursor=further) if further else None

    def _page(self, size: int, shape: Shape, counted: Counted) -> tuple[list[Entry], Cursor | Rank | None]:
        if self.order == RELEVANCE:
            return self._ranked_page(size, shape, counted)
        found = list(shape(entries_of_page(self, size + 1, counted)))
        more = len(found) > size
        found = found[:size]
        return found, Cursor.after(found[-1]) if more else None

    def _ranked_page(
        self, size: int, shape: Callable[[EntryQuerySet], QuerySet[Entry, T]], counted: Counted
    ) -> tuple[list[T], Rank | None]:
        first = self.cursor.number if isinstance(self.cursor, Rank) else 0
        rank = SearchRank(F("search__vector"), self.search.query, weights=_WEIGHTS)
        among = counted.first(MOST_RANKED)
        # Named twice, so that neither is looked up a thousand times by the other.
        ranked = Entry.objects.filter(pk__in=among, search__entry__in=among)
        ranked = ranked.order_by(rank.desc(), "-occurred", "-pk")
        found = list(shape(ranked)[first : min(first + size + 1, MOST_RANKED)])
        more = len(found) > size
        return found[:size], Rank(first + size) if more else None

    def without_tag(self, kind: str) -> Question:
        """The same whatever its issue, outlet, place or mark (the name of a parameter)."""
        left = tuple((one, slug) for one, slug in self.tags if kind not in {one, slug})
        return replace(self, tags=left, cursor=None)


def _numbers(entries: EntryQuerySet) -> QuerySet[Entry, int]:
    return entries.values_list("pk", flat=True)
