"""What was published of an actor: the statements that it makes, that name it, and that are made on its behalf."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import chain, pairwise

from django.db.models import Q
from pyroaring import BitMap

from claims.enums import AttributionRole
from timeline.cards import at_moment, event_url
from timeline.counting.corpus import Corpus
from timeline.counting.days import union
from timeline.models import EntryTag, Statement
from timeline.models.known import of_entries_known
from timeline.public_actors import Occurring, naming
from timeline.wording import day_in_words

# A page reads so many of the newest statements and says so where there are more.
MOST_READ = 1_000
_ENTRIES_AT_ONCE = 500
_RARELY = 20  # entries for each statement

_COLUMNS = (
    *("claim_id", "position", "text", "quote", "quote_language", "translation", "verdict", "said_edtf"),
    *("speaker_ids", "attributions", "on_behalf_of", "directness"),
    *("entry__event_id", "entry__slug", "entry__revision"),
)


@dataclass(frozen=True)
class Party:
    """Somebody in the chain of those who speak for one another, as a statement has it."""

    slug: str
    name: str


@dataclass(frozen=True)
class Cited:
    """A statement as the place where something is written: when it was made, and where it stands."""

    said: str
    url: str
    text: str


@dataclass(frozen=True)
class Told:
    """Statements that readers saw at a moment, the newest published first, and whether there are `more` of them."""

    ids: frozenset[int]
    slugs: frozenset[str]
    as_of: str
    statements: list[Statement]
    more: bool
    occurring: Occurring

    @property
    def corpus(self) -> Corpus:
        """The sets of all that was published."""
        return self.occurring.corpus

    @property
    def spoken(self) -> list[Statement]:
        """Those in which the actor speaks."""
        return [one for one in self.statements if self.speaks(one)]

    @property
    def own(self) -> list[Statement]:
        """The same, of each claim the newest."""
        return newest_of_claims(self.spoken)

    def speaks(self, statement: Statement) -> bool:
        """Whether it is the actor who says it."""
        return not self.ids.isdisjoint(statement.speaker_ids)

    def cited(self, statement: Statement) -> Cited:
        """A statement as what something rests on."""
        return Cited(day_in_words(statement.said), statement_url(statement, self.as_of), statement.text)


def told_of(ids: Collection[int], slugs: Collection[str], moment: datetime | None, as_of: str = "") -> Told:
    """Everything that is said by these actors, on their behalf or of them; two questions, some more where it is much.

    Of the entries in which they occur the newest are read first: to find all statements that name somebody who is in
    a tenth of the entries, and put them in order, takes 10,000 buffers among 100,000 events.
    """
    meant = Q(speaker_ids__overlap=list(ids)) | naming(slugs)
    statements = Statement.objects.filter(meant).select_related("entry").only(*_COLUMNS)
    statements = statements.order_by("-entry_id", "position")
    occurring = Occurring(moment)
    entries = occurring.entries & _occurring_in(occurring.corpus, set(ids), set(slugs))
    rows: list[Statement] = []
    read = 0
    while entries and len(rows) <= MOST_READ:
        if (
            len(rows) * _RARELY < read
        ):  # takes part often and is rarely named: the index of those that name it is short
            rows = list(statements.filter(of_entries_known(moment))[: MOST_READ + 1])
            break
        newest = entries[-_ENTRIES_AT_ONCE:]
        entries = entries - newest
        rows += statements.filter(entry__in=list(newest))
        read += len(newest)
    return Told(frozenset(ids), frozenset(slugs), as_of, rows[:MOST_READ], len(rows) > MOST_READ, occurring)


def _occurring_in(sets: Corpus, ids: Collection[int], slugs: Collection[str]) -> BitMap:
    """Entries in which these actors take part or speak, or whose statements name them, whenever that was."""
    listed = (one.entries for (pk, slug), one in sets.actors.items() if pk in ids or slug in slugs)
    named = (one.entries for slug in slugs if (one := sets.tags.get((EntryTag.Kind.NAMED, slug))))
    return union(chain(listed, named))


def newest_of_claims(statements: Iterable[Statement]) -> list[Statement]:
    """One statement of each claim, of those that come newest first."""
    found: dict[int, Statement] = {}
    for statement in statements:
        found.setdefault(statement.claim_id, statement)
    return list(found.values())


def statement_url(statement: Statement, as_of: str) -> str:
    """Where a statement stands on the page of its event."""
    return at_moment(f"{event_url(statement.entry)}#statement-{statement.position}", as_of)


def said_by(statements: Iterable[Statement], day: date) -> list[Statement]:
    """Those that were made by the end of a day, the earliest first; not such of which nobody knows when."""
    end = datetime.combine(day, time.max, UTC)
    dated = [(one.said, one) for one in statements]
    known = [(said, one) for said, one in dated if said.earliest and said.earliest <= end]
    return [one for _, one in sorted(known, key=lambda pair: (pair[0].sort, pair[1].entry_id))]


def chain_of(statement: Statement) -> list[Party]:
    """On whose behalf a statement is made, nearest first; [] where those who are named for it stand in no one row."""
    chain = [Party(one["slug"], one["name"]) for one in statement.on_behalf_of]
    return chain if {one.slug for one in named_in(statement)} <= {one.slug for one in chain} else []


def named_in(statement: Statement) -> list[Party]:
    """For whom a statement itself says that its speaker speaks."""
    named = [one for one in statement.attributions if one["role"] == AttributionRole.SPOKESPERSON_FOR]
    return [Party(one["slug"], one["name"]) for one in named]


def links_of(statement: Statement) -> Iterator[tuple[Party, Party]]:
    """Who speaks for whom in a statement: the speaker for the first of the chain, that one for the next."""
    speakers = [Party(one["slug"], one["name"]) for one in statement.speakers[:1]]
    if chain := chain_of(statement):
        yield from pairwise([*speakers, *chain])
    else:
        yield from ((speaker, party) for speaker in speakers for party in named_in(statement))
