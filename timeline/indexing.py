"""What an entry is found by, read from its public rows alone: words, tags, positions, and terms for proposals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from django.db.models import Prefetch, QuerySet

from actors.models import ActorName, PlaceName
from lib.naming.spelling import folded
from timeline.models import Citation, Entry, EntrySearch, EntryTag, SearchGram, SearchTerm, Statement
from timeline.positions.rows import write_rows
from timeline.search.spelling import grams_of
from timeline.search.words import keys_of, words_of

# Counted up where words or tags are read in another way: `manage.py index_entries` then reads older entries again.
VERSION = 3
# Words of different fields are no phrase.
_APART = 10
_LAST_POSITION = 16_000  # PostgreSQL knows no position after 16,383
_MOST_OF_A_KEY = 200  # and no more than 255 positions of one lexeme
_SHORTEST_TERM = 4

Fields = list[tuple[str, str, str]]


def index_entry(entry: Entry, statements: list[tuple[Statement, list[Citation]]], *, corrected: bool) -> None:
    """Write what an entry is found by; `corrected` says whether it or a revision before it is a correction.

    `statements` come with their citations, in their order.
    """
    fields = _fields(entry, [statement for statement, _ in statements])
    EntrySearch.objects.update_or_create(entry=entry, defaults={"vector": vector_of(fields), "version": VERSION})
    EntryTag.objects.filter(entry=entry).delete()
    EntryTag.objects.bulk_create(
        EntryTag(entry=entry, kind=kind, slug=slug, name=name, occurred=entry.occurred)
        for kind, slug, name in _tags(entry, statements, corrected=corrected)
    )
    write_rows(entry, [statement for statement, _ in statements])
    _learn(fields)


def stale_entries() -> QuerySet[Entry]:
    """Entries that were read in an older way or not at all, with what `index_entry()` wants of them."""
    citations = Prefetch("citations", Citation.objects.order_by("position"))
    statements = Prefetch("statements", Statement.objects.order_by("position").prefetch_related(citations))
    return Entry.objects.exclude(search__version=VERSION).order_by("pk").prefetch_related(statements)


def index_stale(*, most: int) -> int:
    """Read up to so many stale entries again; how many there were."""
    entries = list(stale_entries()[:most])
    for entry in entries:
        statements = [(one, list(one.citations.all())) for one in entry.statements.all()]
        corrected = (
            Entry.objects.filter(event=entry.event_id, revision__lte=entry.revision)
            .exclude(correction_note="")
            .exists()
        )
        index_entry(entry, statements, corrected=corrected)
    return len(entries)


def _fields(entry: Entry, statements: list[Statement]) -> Fields:
    """What is read of an entry: weight, language and text of each field."""
    fields = [("A", "en", entry.title), ("B", "en", entry.summary)]
    for one in statements:
        fields += [
            ("B", "en", one.text),
            ("C", one.quote_language, one.quote),
            ("C", "en", one.translation),
            ("D", "en", one.issue_name),
            *(("D", "", person["name"]) for person in one.attributions),
            *(("D", "", party["name"]) for party in one.on_behalf_of),
        ]
    names = ActorName.objects.filter(actor__in=entry.actor_ids).order_by("pk").values_list("text", "language")
    fields += [("D", "", actor["name"]) for actor in entry.actors]
    fields += [("D", language, text) for text, language in names]
    places = PlaceName.objects.filter(place__slug=entry.place_slug) if entry.place_slug else PlaceName.objects.none()
    fields += [("D", "en", entry.place_name), *(("D", "", text) for text in places.values_list("text", flat=True))]
    # Nobody is read twice: a speaker is an actor of the entry, and stands behind several statements.
    return [field for field in dict.fromkeys(fields) if field[2]]


def vector_of(fields: Fields) -> str:
    """The text of a tsvector: each key with the places and weights of the words that it stands for."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    place = 0
    for weight, language, text in fields:
        for word in words_of(text):
            place = min(place + 1, _LAST_POSITION)
            for key in keys_of(word.written, language):
                if len(places[key]) < _MOST_OF_A_KEY:
                    places[key].append(f"{place}{weight}")
        place += _APART
    return " ".join(f"{_quoted(key)}:{','.join(dict.fromkeys(where))}" for key, where in sorted(places.items()))


def _quoted(key: str) -> str:
    escaped = key.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _tags(
    entry: Entry, statements: list[tuple[Statement, list[Citation]]], *, corrected: bool
) -> Iterator[tuple[str, str, str]]:
    issues = {one.issue_slug: one.issue_name for one, _ in statements if one.issue_slug}
    sources = {one.source_slug: one.source_name for one in chain.from_iterable(cited for _, cited in statements)}
    yield from ((EntryTag.Kind.ISSUE, slug, name) for slug, name in issues.items())
    yield from ((EntryTag.Kind.SOURCE, slug, name) for slug, name in sources.items())
    if entry.place_slug:
        yield EntryTag.Kind.PLACE, entry.place_slug, entry.place_name
    listed = {actor["slug"] for actor in entry.actors}
    people = chain.from_iterable((*one.attributions, *one.on_behalf_of) for one, _ in statements)
    named = {person["slug"]: person["name"] for person in people if person["slug"] not in listed}
    yield from ((EntryTag.Kind.NAMED, slug, name) for slug, name in named.items())
    if any(one.against for one, _ in statements) or "disputed" in entry.verdict_counts:
        yield EntryTag.Kind.MARK, EntryTag.Mark.CONTESTED, str(EntryTag.Mark.CONTESTED.label)
    if corrected:
        yield EntryTag.Kind.MARK, EntryTag.Mark.CORRECTED, str(EntryTag.Mark.CORRECTED.label)


def _learn(fields: Fields) -> None:
    written = {folded(word.written) for _, _, text in fields for word in words_of(text) if not word.written.isdigit()}
    terms = sorted(term for term in written if len(term) >= _SHORTEST_TERM)
    known = set(SearchTerm.objects.filter(text__in=terms).values_list("text", flat=True))
    new = [term for term in terms if term not in known]
    if not new:
        return
    # Two who publish at once may learn the same word; both look the rows up again.
    SearchTerm.objects.bulk_create((SearchTerm(text=term) for term in new), ignore_conflicts=True)
    SearchGram.objects.bulk_create(
        (
            SearchGram(gram=gram, term=term)
            for term in SearchTerm.objects.filter(text__in=new)
            for gram in sorted(grams_of(term.text))
        ),
        ignore_conflicts=True,
    )
