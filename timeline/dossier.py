"""One published revision with everything it rests on, as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from claims.enums import AttributionRole, ClaimKind, Directness, LinkKind, Outcome, Relation, Stance
from lib.word_diff import Difference, Piece, word_diff
from timeline.cards import (
    actor_url,
    at_moment,
    claim_url,
    event_changes_url,
    event_url,
    issue_url,
    passage_url,
    revision_url,
)
from timeline.checking import checked_in_words
from timeline.facts import fact_in_words, value_in_words
from timeline.figures import Spread, spreads
from timeline.models import Citation, Entry, Statement
from timeline.standing import Standing, standings
from timeline.wording import day_in_words, in_quotes, language_name, origins_in_words

_HEADINGS = {
    Relation.SUPPORTS: _("What it rests on"),
    Relation.DISPUTES: _("What speaks against it"),
    Relation.CONTEXT: _("Context"),
}


@dataclass(frozen=True)
class Cited:
    """A passage and the address where its article shows it; "" where nothing is published yet."""

    citation: Citation
    url: str


@dataclass(frozen=True)
class Origin:
    """One independent report: the passage in full once, and who else carries it."""

    first: Cited
    copies: list[Cited]

    @property
    def outlets(self) -> int:
        """How many outlets carry it."""
        return len({cited.citation.source_slug for cited in (self.first, *self.copies)})


@dataclass(frozen=True)
class Grounds:
    """The evidence of one relation, by origin."""

    heading: str
    relation: str
    origins: list[Origin]


@dataclass(frozen=True)
class StatementView:
    """One statement in words."""

    statement: Statement
    speaker: dict[str, str] | None
    speaker_url: str
    parties: list[str]
    others: list[tuple[str, str]]
    quote: str
    translation: str
    language: str
    kind: str
    directness: str
    stance: str
    position_of: str
    issue_url: str
    said: str
    happened: str
    deadline: str
    outcome: str
    claim_url: str  # "" where nothing of it is published yet
    origins: str
    checked: str
    grounds: list[Grounds] = field(default_factory=list)
    state: str = ""  # beside another revision: "new", "taken away" or what has changed
    marks: dict[str, list[Piece]] = field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """Two statements of one entry of which the first contradicts or denies the second."""

    one: StatementView
    kind: str
    other: StatementView


@dataclass(frozen=True)
class RevisionView:
    """One line of an event's history."""

    entry: Entry
    url: str
    changes_url: str
    is_shown: bool
    changes: list[Difference]


@dataclass(frozen=True)
class Dossier:
    """A revision, its statements and its history."""

    entry: Entry
    current: Entry
    current_url: str
    type: str
    origins: str
    actors: list[tuple[str, str]]
    statements: list[StatementView]
    pairs: list[Pair]
    standings: list[Standing]
    figures: list[Spread]
    history: list[RevisionView]


def _grounds(citations: Iterable[Citation], as_of: str) -> list[Grounds]:
    found = []
    for relation in Relation:
        of_relation = [citation for citation in citations if citation.relation == relation]
        by_origin: dict[int, list[Cited]] = {}
        for citation in of_relation:
            by_origin.setdefault(citation.origin_group, []).append(Cited(citation, passage_url(citation, as_of)))
        if by_origin:
            origins = [Origin(first, rest) for first, *rest in by_origin.values()]
            found.append(Grounds(str(_HEADINGS[relation]), relation.value, origins))
    return found


def statement_view(statement: Statement, citations: Iterable[Citation], as_of: str = "") -> StatementView:
    """A statement, published or about to be, with the passages that it rests on; links lead to that moment."""
    citations = list(citations)
    speaker = statement.speakers[0] if statement.speakers else None
    parties = [party["name"] for party in statement.on_behalf_of]
    roles = dict(AttributionRole.choices)
    others = [
        (str(roles[role]), ", ".join(person["name"] for person in people))
        for role, people in groupby(
            sorted(
                (one for one in statement.attributions if one is not speaker and one["name"] not in parties),
                key=lambda person: AttributionRole.values.index(person["role"]),
            ),
            key=lambda person: person["role"],
        )
    ]
    language = statement.quote_language or "en"
    return StatementView(
        statement=statement,
        speaker=speaker,
        # What is not published yet names actors that may have no page.
        speaker_url=at_moment(actor_url(speaker["slug"]), as_of) if speaker and statement.pk else "",
        parties=parties,
        others=others,
        quote=in_quotes(statement.quote, language) if statement.quote else "",
        translation=in_quotes(statement.translation) if statement.translation else "",
        language=language_name(language),
        kind=str(ClaimKind(statement.kind).label),
        directness=str(Directness(statement.directness).label),
        stance=str(Stance(statement.stance).label) if statement.stance else "",
        issue_url=at_moment(issue_url(statement.issue_slug), as_of) if statement.pk and statement.issue_slug else "",
        position_of=(parties[-1] if parties else (speaker or {}).get("name", "")),
        said=day_in_words(statement.said),
        happened=day_in_words(statement.happened),
        deadline=day_in_words(statement.deadline),
        outcome=str(Outcome(statement.outcome).label) if statement.outcome else "",
        claim_url=at_moment(claim_url(statement.claim_id), as_of) if statement.pk else "",
        origins=origins_in_words(statement.origins),
        checked=checked_in_words(statement, citations),
        grounds=_grounds(citations, as_of),
    )


def pairs(views: list[StatementView]) -> list[Pair]:
    """The accounts that stand against each other, each two once, though each may contradict the other."""
    by_claim = {view.statement.claim_id: view for view in views}
    found: dict[frozenset[int], Pair] = {}
    for view in views:
        for link in view.statement.against:
            if link["claim"] in by_claim:
                both = frozenset({view.statement.claim_id, link["claim"]})
                found.setdefault(both, Pair(view, str(LinkKind(link["kind"]).label), by_claim[link["claim"]]))
    return list(found.values())


def changes_in_words(changes: list[dict[str, str]]) -> list[Difference]:
    """What a publication changes ([{what, before, after}]), word by word."""
    return [
        Difference(
            fact_in_words(change["what"]), word_diff(*(value_in_words(change, of) for of in ("before", "after")))
        )
        for change in changes
    ]


def _revision(entry: Entry, as_of: str, *, shown: bool) -> RevisionView:
    compared = event_changes_url(entry, to=str(entry.revision)) if entry.revision > 1 else ""
    return RevisionView(
        entry,
        at_moment(revision_url(entry), as_of),
        at_moment(compared, as_of) if compared else "",
        shown,
        changes_in_words(entry.changes),
    )


def dossier(entry: Entry, revisions: list[Entry], as_of: str = "") -> Dossier:
    """The page of one revision among all revisions of its event, newest first; links lead to that moment."""
    current = revisions[0]
    statements = [statement_view(one, one.citations.all(), as_of) for one in entry.statements.for_page()]
    return Dossier(
        entry=entry,
        current=current,
        current_url=at_moment(event_url(current), as_of),
        type=entry.get_type_display(),
        origins=origins_in_words(entry.origins),
        actors=[(actor["name"], at_moment(actor_url(actor["slug"]), as_of)) for actor in entry.actors],
        statements=statements,
        pairs=pairs(statements),
        standings=standings(view.statement for view in statements),
        figures=spreads(entry.figures, {view.statement.claim_id: view.statement for view in statements}),
        history=[_revision(one, as_of, shown=one.pk == entry.pk) for one in revisions],
    )
