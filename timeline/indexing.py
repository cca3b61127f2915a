"""What an entry is found by, read from its public rows alone: words, tags, positions, and terms for proposals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Prefetch, QuerySet

from actors.models import ActorName, PlaceName
from lib.kept_questions import KeptQuestion, among
from lib.naming.spelling import folded
from lib.one_at_a_time import one_at_a_time
from timeline.models import (
    Citation,
    Entry,
    EntrySearch,
    EntryTag,
    Position,
    SearchGram,
    SearchTerm,
    Statement,
    StatementLink,
)
from timeline.positions.rows import rows_of, write_rows
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
# Number, text and language of the names of actors, by the actor's number.
Names = Mapping[int, Sequence[tuple[int, str, str]]]


@KeptQuestion
def _known_terms() -> QuerySet[SearchTerm, str]:
    return SearchTerm.objects.filter(among("text", "terms")).order_by().values_list("text", flat=True)


@KeptQuestion
def _names_of_places() -> QuerySet[PlaceName, tuple[str, str]]:
    return PlaceName.objects.filter(among("place__slug", "slugs")).values_list("place__slug", "text")


@dataclass(frozen=True)
class ToIndex:
    """An entry with its statements and their citations, in their order.

    `corrected` says whether it or a revision before it is a correction.
    """

    entry: Entry
    statements: list[tuple[Statement, list[Citation]]]
    corrected: bool


@dataclass(frozen=True)
class Index:
    """What new entries are found by: rows, not saved."""

    searches: list[EntrySearch]
    tags: list[EntryTag]
    links: list[StatementLink]
    positions: list[Position]


def index_of(found: Sequence[ToIndex], *, names: Names) -> Index:
    """What new entries are found by; `names` are those of their actors.

    Which words are proposed is learned afterwards, by `learn_words()`.
    """
    positions, links = rows_of(statement for one in found for statement, _ in one.statements)
    return Index(
        searches=_searches(found, _fields(found, names)),
        tags=[row for one in found for row in _tag_rows(one)],
        links=links,
        positions=positions,
    )


def learn_words(entry: Entry) -> None:
    """Have the words of an entry proposed, from now on, where a search finds nothing."""
    statements = [(one, list(one.citations.all())) for one in entry.statements.prefetch_related("citations")]
    (fields,) = _fields([ToIndex(entry, statements, corrected=False)], _names_of(entry.actor_ids))
    learn_terms(terms_of(text for _, _, text in fields))


def stale_entries() -> QuerySet[Entry]:
    """Entries that were read in an older way or not at all, with what is read of them."""
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
        _index_again(ToIndex(entry, statements, corrected))
    return len(entries)


def _index_again(one: ToIndex) -> None:
    fields = _fields([one], _names_of(one.entry.actor_ids))
    EntrySearch.objects.bulk_create(
        _searches([one], fields),
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["vector", "version"],
    )
    EntryTag.objects.filter(entry=one.entry).delete()
    EntryTag.objects.bulk_create(_tag_rows(one))
    write_rows(one.entry, [statement for statement, _ in one.statements])
    learn_terms(terms_of(text for _, _, text in fields[0]))


def _searches(found: Iterable[ToIndex], fields: Iterable[Fields]) -> list[EntrySearch]:
    return [
        EntrySearch(entry=one.entry, vector=vector_of(read), version=VERSION)
        for one, read in zip(found, fields, strict=True)
    ]


def _tag_rows(one: ToIndex) -> list[EntryTag]:
    return [
        EntryTag(entry=one.entry, kind=kind, slug=slug, name=name)
        for kind, slug, name in _tags(one.entry, one.statements, corrected=one.corrected)
    ]


def _names_of(actors: Iterable[int]) -> Names:
    names: defaultdict[int, list[tuple[int, str, str]]] = defaultdict(list)
    rows = ActorName.objects.filter(actor__in=actors).order_by("pk")
    for pk, actor, text, language in rows.values_list("pk", "actor", "text", "language"):
        names[actor].append((pk, text, language))
    return names


def _fields(found: Sequence[ToIndex], names: Names) -> list[Fields]:
    """What is read of each entry: weight, language and text of each field."""
    slugs = {one.entry.place_slug for one in found} - {""}
    places: dict[str, list[str]] = defaultdict(list)
    for slug, text in _names_of_places.ask(slugs=list(slugs)) if slugs else ():
        places[slug].append(text)
    return [
        _fields_of_one(
            one.entry,
            [statement for statement, _ in one.statements],
            names=sorted(chain.from_iterable(names.get(pk, ()) for pk in one.entry.actor_ids)),
            places=places[one.entry.place_slug],
        )
        for one in found
    ]


def _fields_of_one(
    entry: Entry, statements: list[Statement], *, names: list[tuple[int, str, str]], places: list[str]
) -> Fields:
    return once(
        [
            *fields_of_entry(entry),
            *(field for one in statements for field in fields_of(one)),
            *(("D", "", actor["name"]) for actor in entry.actors),
            *(("D", language, text) for _pk, text, language in names),
            ("D", "en", entry.place_name),
            *(("D", "", text) for text in places),
        ]
    )


def fields_of_entry(entry: Entry) -> Fields:
    """What is read of an entry before its statements."""
    return [("A", "en", entry.title), ("B", "en", entry.summary)]


def fields_of(statement: Statement) -> Fields:
    """What is read of a statement."""
    return [
        ("B", "en", statement.text),
        ("C", statement.quote_language, statement.quote),
        ("C", "en", statement.translation),
        ("D", "en", statement.issue_name),
        *(("D", "", person["name"]) for person in statement.attributions),
        *(("D", "", party["name"]) for party in statement.on_behalf_of),
    ]


def once(fields: Iterable[tuple[str, str, str]]) -> Fields:
    """Nobody is read twice: a speaker is an actor of the entry, and stands behind several statements."""
    return [field for field in dict.fromkeys(fields) if field[2]]


def vector_of(fields: Fields, read: Callable[[str, str], Iterable[Iterable[str]]] | None = None) -> str:
    """The text of a tsvector: each key with the places and weights of the words that it stands for.

    `read` is `keys_by_word()`, or something that remembers what that gave.
    """
    read = read or keys_by_word
    places: dict[str, str] = {}
    place = 0
    for weight, language, text in fields:
        for keys in read(text, language):
            place = place + 1 if place < _LAST_POSITION else _LAST_POSITION
            where = f"{place}{weight}"
            for key in keys:
                places[key] = f"{places[key]},{where}" if key in places else where
        place += _APART
    # PostgreSQL sorts the keys, and counts a place once.
    return " ".join([f"{key}:{_so_many(where)}" for key, where in places.items()])


def _so_many(where: str) -> str:
    # No place is written in less than two letters.
    return where if len(where) < 3 * _MOST_OF_A_KEY else ",".join(where.split(",")[:_MOST_OF_A_KEY])


def keys_by_word(text: str, language: str) -> list[list[str]]:
    """The keys of each word of a text, as a tsvector is written."""
    return [[_quoted(key) for key in keys_of(word.written, language)] for word in words_of(text)]


def _quoted(key: str) -> str:
    escaped = key.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _tags(
    entry: Entry, statements: list[tuple[Statement, list[Citation]]], *, corrected: bool
) -> Iterator[tuple[str, str, str]]:
    citations = chain.from_iterable(cited for _, cited in statements)
    listed = {actor["slug"] for actor in entry.actors}
    named = chain.from_iterable(named_in(one).items() for one, _ in statements)
    return tags_of(
        issues={one.issue_slug: one.issue_name for one, _ in statements if one.issue_slug},
        sources={one.source_slug: one.source_name for one in citations},
        places={entry.place_slug: entry.place_name} if entry.place_slug else {},
        named={slug: name for slug, name in named if slug not in listed},
        contested="disputed" in entry.verdict_counts or any(one.against for one, _ in statements),
        corrected=corrected,
    )


def named_in(statement: Statement) -> dict[str, str]:
    """Everybody whom a statement names, by slug."""
    return {person["slug"]: person["name"] for person in (*statement.attributions, *statement.on_behalf_of)}


def tags_of(
    *,
    issues: Mapping[str, str],
    sources: Mapping[str, str],
    places: Mapping[str, str],
    named: Mapping[str, str],
    contested: bool,
    corrected: bool,
) -> Iterator[tuple[str, str, str]]:
    """Kind, slug and name of each tag, from what an entry has of each by slug."""
    yield from ((EntryTag.Kind.ISSUE, slug, name) for slug, name in issues.items())
    yield from ((EntryTag.Kind.SOURCE, slug, name) for slug, name in sources.items())
    yield from ((EntryTag.Kind.PLACE, slug, name) for slug, name in places.items())
    yield from ((EntryTag.Kind.NAMED, slug, name) for slug, name in named.items())
    if contested:
        yield EntryTag.Kind.MARK, EntryTag.Mark.CONTESTED, str(EntryTag.Mark.CONTESTED.label)
    if corrected:
        yield EntryTag.Kind.MARK, EntryTag.Mark.CORRECTED, str(EntryTag.Mark.CORRECTED.label)


def terms_of(texts: Iterable[str]) -> set[str]:
    """The words of these texts that may be proposed."""
    written = {folded(word.written) for text in texts for word in words_of(text) if not word.written.isdigit()}
    return {term for term in written if len(term) >= _SHORTEST_TERM}


def learn_terms(found: set[str]) -> None:
    """Have these words proposed, from now on, where a search finds nothing."""
    terms = sorted(found)
    known = set(_known_terms.ask(terms=terms))
    new = [term for term in terms if term not in known]
    if not new:
        return
    # Two may learn the same words at once: one after the other, or each would wait for a word that the other has.
    one_at_a_time("learn words")
    SearchTerm.objects.bulk_create((SearchTerm(text=term) for term in new), ignore_conflicts=True)
    SearchGram.objects.bulk_create(
        (
            SearchGram(gram=gram, term=term)
            for term in SearchTerm.objects.filter(text__in=new)
            for gram in sorted(grams_of(term.text))
        ),
        ignore_conflicts=True,
    )
