"""What readers see beside what they would see after the next publication, with the differences marked on both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from actors.enums import PlacePrecision
from lib.word_diff import Piece, word_diff
from timeline.actions.changes import link_in_words, statement_changes
from timeline.dossier import Pair, StatementView, pairs, statement_view
from timeline.figures import Spread, spreads
from timeline.freezing import Frozen
from timeline.models import Citation, Entry, Statement

_Rows = list[tuple[Statement, list[Citation]]]
_WORDS = ("text", "quote", "translation", "rationale")


@dataclass(frozen=True)
class Side:
    """An event as one revision has it; `anchor` keeps its places apart from those of the other side."""

    entry: Entry
    anchor: str
    title: list[Piece]
    facts: list[list[Piece]]
    summary: list[Piece]
    actors: list[Piece]
    figures: list[Spread]
    links: list[Piece]
    pairs: list[Pair]
    statements: list[StatementView]


def sides(frozen: Frozen, live: Entry | None) -> tuple[Side | None, Side]:
    """What readers see now, None where that is nothing or no different, and what they would see."""
    if live is None or live.digest == frozen.entry.digest:
        return None, _side(frozen.entry, frozen.statements, frozen.entry, frozen.statements, anchor="")
    prefetch_related_objects([live], "statements__citations")
    seen = [(statement, list(statement.citations.all())) for statement in live.statements.all()]
    return (
        _side(live, seen, frozen.entry, frozen.statements, anchor="live-", keeps="del"),
        _side(frozen.entry, frozen.statements, live, seen, anchor="", keeps="ins"),
    )


def _side(own: Entry, rows: _Rows, other: Entry, others: _Rows, *, anchor: str, keeps: str = "ins") -> Side:
    def marked(mine: str, theirs: str) -> list[Piece]:
        before, after = (mine, theirs) if keeps == "del" else (theirs, mine)
        return [piece for piece in word_diff(before, after) if piece.op in {"same", keeps}]

    against = {statement.claim_id: (statement, citations) for statement, citations in others}
    views = []
    for statement, citations in rows:
        view = statement_view(statement, citations)
        theirs = against.get(statement.claim_id)
        if theirs is None:
            views.append(replace(view, state=_("taken away") if keeps == "del" else "new"))
            continue
        changed = statement_changes(statement, citations, *theirs)
        if changed:
            before = statement_view(*theirs)
            marks = {
                name: marked(_told(view, name), _told(before, name))
                for name in _WORDS
                if _told(view, name) != _told(before, name)
            }
            names = ", ".join(dict.fromkeys(change["what"] for change in changed))
            view = replace(view, state=f"changed: {names}", marks=marks)
        views.append(view)
    return Side(
        entry=own,
        anchor=anchor,
        title=marked(own.title, other.title),
        facts=[marked(mine, theirs) for mine, theirs in zip(_facts(own), _facts(other), strict=True)],
        summary=marked(own.summary, other.summary),
        actors=_actors(own, other, keeps),
        figures=_figures(own, other, views, keeps),
        links=_links(own, other, keeps),
        pairs=pairs(views),
        statements=views,
    )


def _told(view: StatementView, name: str) -> str:
    return str(getattr(view if name in {"quote", "translation"} else view.statement, name))


def _facts(entry: Entry) -> tuple[str, ...]:
    precision = PlacePrecision(entry.place_precision)
    place = entry.place_name
    if place and precision not in {PlacePrecision.EXACT, PlacePrecision.UNKNOWN}:
        place = f"{place} ({precision.label})"
    return (entry.get_type_display(), place, str(entry.happened))


def _actors(own: Entry, other: Entry, keeps: str) -> list[Piece]:
    there = {(actor["slug"], actor["name"]) for actor in other.actors}
    return [
        Piece(
            "same" if (actor["slug"], actor["name"]) in there else "del" if keeps == "del" else "ins", actor["name"]
        )
        for actor in own.actors
    ]


def _links(own: Entry, other: Entry, keeps: str) -> list[Piece]:
    there = {link_in_words(link) for link in other.links}
    told = [link_in_words(link) for link in own.links]
    return [Piece("same" if words in there else "del" if keeps == "del" else "ins", words) for words in told]


def _figures(own: Entry, other: Entry, views: list[StatementView], keeps: str) -> list[Spread]:
    there = {(figure["kind"], figure["claim"]): (figure["low"], figure["high"]) for figure in other.figures}
    changed: Mapping[tuple[str, int], str] = {
        (figure["kind"], figure["claim"]): keeps
        for figure in own.figures
        if there.get((figure["kind"], figure["claim"])) != (figure["low"], figure["high"])
    }
    return spreads(own.figures, {view.statement.claim_id: view.statement for view in views}, changed)
