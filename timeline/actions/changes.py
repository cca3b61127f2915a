"""What a publication changes of what readers see, each fact as [{what, before, after}]."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext

from actors.enums import PlacePrecision
from claims.enums import AttributionRole, Credibility, LinkKind
from lib.edtf_dates import FuzzyDate
from timeline.enums import EventLinkKind, EventRole, FigureKind
from timeline.figures import count_of
from timeline.freezing import Frozen
from timeline.models import Citation, Entry, Statement

# What a reader may have cited of an entry, and how it is called in a correction.
_FACTS = {
    "title": "title",
    "summary": "summary",
    "type": "type",
    "occurred_edtf": "date",
    "place_name": "place",
    "place_precision": "precision of the place",
}
_STATEMENT_FACTS = {
    "text": "statement",
    "quote": "quote",
    "translation": "translation",
    "kind": "kind",
    "directness": "directness",
    "issue_name": "issue",
    "stance": "stance",
    "conditions": "conditions",
    "said_edtf": "date said",
    "happened_edtf": "date it happened",
    "deadline_edtf": "deadline",
    "outcome": "outcome",
    "verdict": "verdict",
    "rationale": "how it was checked",
}
_EVENT_ROLES: dict[str, Any] = dict(EventRole.choices)
_ATTRIBUTION_ROLES: dict[str, Any] = dict(AttributionRole.choices)
Change = dict[str, str]


@dataclass(frozen=True)
class ChangesOf:
    """What changes of one statement, or, where `statement` is "", of the entry as a whole."""

    statement: str
    changes: list[Change]


def changes_between(live: Entry, frozen: Frozen) -> list[Change]:
    """Every public fact in which the next revision differs from the one that readers see."""
    prefetch_related_objects([live], "statements__citations")
    now = {statement.claim_id: (statement, citations) for statement, citations in frozen.statements}
    return changes_of(live, _told(live), frozen.entry, now)


def changes_of(live: Entry, was: "_Statements", entry: Entry, now: "_Statements") -> list[Change]:
    """The same of two revisions, each with its statements by claim; what is the same in both may be left out."""
    return [change for of in _changes_by_statement(live, was, entry, now) for change in of.changes]


def changes_by_statement(before: Entry, after: Entry) -> list[ChangesOf]:
    """Every public fact in which one published revision differs from another, the entry's own first.

    Both come with their statements and citations prefetched.
    """
    found = _changes_by_statement(before, _told(before), after, _told(after))
    whole = [change for of in found if not of.statement for change in of.changes]
    return [ChangesOf("", whole), *(of for of in found if of.statement)] if whole else found


def _told(entry: Entry) -> "_Statements":
    return {statement.claim_id: (statement, list(statement.citations.all())) for statement in entry.statements.all()}


def _changes_by_statement(live: Entry, was: "_Statements", entry: Entry, now: "_Statements") -> list[ChangesOf]:
    changes = _differences(_FACTS, live, entry) + _actor_changes(live.actors, entry.actors)
    changes += _figure_changes(live.figures, entry.figures)
    changes += _link_changes(live, entry)
    found = [ChangesOf("", changes)]
    for claim_id, (statement, citations) in was.items():
        if claim_id in now:
            found.append(ChangesOf(now[claim_id][0].text, statement_changes(statement, citations, *now[claim_id])))
        else:
            found.append(ChangesOf(statement.text, [_change("statement", statement.text, "")]))
    changes = []
    if live.single_person != entry.single_person:
        changes.append(_change("published by", "", _people(alone=entry.single_person)))
    changes += _contradiction_changes(was, now) + _claim_link_changes(was, now, entry.known_at)
    found.append(ChangesOf("", changes))
    added = [statement for claim_id, (statement, _) in now.items() if claim_id not in was]
    found += [ChangesOf(statement.text, [_change("statement", "", statement.text)]) for statement in added]
    return [of for of in found if of.changes]


def _people(*, alone: bool) -> str:
    return "one person alone, as urgent" if alone else "two people"


def _words(row: Entry | Statement, name: str) -> str:
    value = getattr(row, name)
    if name.endswith("_edtf"):
        return str(FuzzyDate.parse(value)) if value else ""
    if name == "place_precision" and value == PlacePrecision.UNKNOWN:
        return ""  # without a place there is no precision that could be taken back
    label = getattr(row, f"get_{name}_display", None)
    return str(label() if label else value)


def _change(what: str, before: str, after: str) -> Change:
    return {"what": what, "before": before, "after": after}


def _differences(names: dict[str, str], before: Entry | Statement, after: Entry | Statement) -> list[Change]:
    return [
        _change(what, _words(before, name), _words(after, name))
        for name, what in names.items()
        if getattr(before, name) != getattr(after, name)
    ]


def _listed(what: str, was: dict[Any, str], now: dict[Any, str]) -> list[Change]:
    """What differs between two lists: by its key, the words that each thing is told in."""
    return [
        _change(what, was.get(key, ""), now.get(key, ""))
        for key in dict.fromkeys((*was, *now))
        if was.get(key, "") != now.get(key, "")
    ]


def _actor_changes(was: list[dict[str, str]], now: list[dict[str, str]]) -> list[Change]:
    changes = _listed(
        "actor", {item["slug"]: item["name"] for item in was}, {item["slug"]: item["name"] for item in now}
    )
    before = {item["slug"]: item["role"] for item in was}
    for item in now:
        # Whoever only speaks in a statement has no role in the event itself, so that getting one adds to it.
        roles = [str(_EVENT_ROLES.get(role, "")) for role in (before.get(item["slug"], item["role"]), item["role"])]
        if roles[0] != roles[1]:
            changes.append(_change(f"role of {item['name']}", *roles))
    return changes


def _figure_changes(was: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[Change]:
    before, after = ({(item["kind"], item["claim"]): item for item in items} for items in (was, now))
    return [
        _change(
            f"{FigureKind(key[0]).label}, by {(after.get(key) or before[key])['speaker'] or 'the newsroom'}",
            *(str(count_of(found[key])) if key in found else "" for found in (before, after)),
        )
        for key in dict.fromkeys((*before, *after))
        if not (key in before and key in after and count_of(before[key]) == count_of(after[key]))
    ]


# Frozen with the revision, so in the language of what is published and not in that of whoever publishes.
_LINK_KINDS = {"follows": "followed from", "answers": "in answer to", "part": "part of"}


def _link_changes(live: Entry, entry: Entry) -> list[Change]:
    """What it followed from, by the titles that readers know; of what they do not know nothing is told."""
    was, now = ({(link["kind"], link["event"]): link for link in one.links} for one in (live, entry))
    titles = {link["event"]: link["title"] for link in (*live.links, *entry.links) if link["title"]}
    if untitled := {event for _, event in was.keys() - now.keys() if event not in titles}:
        titles |= _titles_at(untitled, entry.known_at)
    return [
        _change(
            _LINK_KINDS[kind],
            *(_basis(found[kind, event], titles[event]) if (kind, event) in found else "" for found in (was, now)),
        )
        for kind, event in dict.fromkeys((*was, *now))
        if event in titles and _said_of(was.get((kind, event))) != _said_of(now.get((kind, event)))
    ]


def _said_of(link: dict[str, Any] | None) -> tuple[str, str] | None:
    return (link["note"], link["says"]) if link else None


def _basis(link: dict[str, Any], title: str) -> str:
    return " ".join(words for words in (f"“{title}”:", link["says"], link["note"]) if words)


def link_in_words(link: dict[str, Any]) -> str:
    """A frozen link for the desk; of what readers do not know it says so."""
    title = link["title"] or gettext("an event that is not published")
    return f"{EventLinkKind(link['kind']).label} {_basis(link, title)}"


def _titles_at(events: set[int], moment: datetime | None) -> dict[int, str]:
    """What readers called these events at a moment, or now; nothing for those that they did not know."""
    entries = Entry.objects.as_of(moment) if moment else Entry.objects.current()
    return dict(entries.filter(event__in=events).values_list("event", "title"))


_Statements = dict[int, tuple[Statement, list[Citation]]]


def _contradiction_changes(was: _Statements, now: _Statements) -> list[Change]:
    """Which statements contradict each other; what goes with a statement is told by that one's going."""

    def told(rows: _Statements, others: _Statements) -> dict[tuple[int, int, str], str]:
        return {
            (claim, link["claim"], link["kind"]): f"“{statement.text}” {LinkKind(link['kind']).label} "
            f"“{rows[link['claim']][0].text}”"
            for claim, (statement, _) in rows.items()
            for link in statement.against
            if link["claim"] in rows and (not others or (claim in others and link["claim"] in others))
        }

    before, after = told(was, now), told(now, {})
    return _listed("contradiction", {key: after.get(key, words) for key, words in before.items()}, after)


def _claim_link_changes(was: _Statements, now: _Statements, moment: datetime | None) -> list[Change]:
    """How its statements stand to others, in the words that readers know of those; of the rest nothing is told.

    A statement's going tells what goes with it, as it does of contradictions, which are told as such.
    """
    before, after = _claim_links(was), _claim_links(now)
    changed = sorted(key for key in before ^ after if key in after or key[0] in now)
    own = {claim: rows[claim][0].text for rows in (was, now) for claim in rows}
    words = own | _claims_told_at({other for _, _, other in changed if other not in own}, moment)
    return [
        _change("link", *(_link_told(key, words) if key in found else "" for found in (before, after)))
        for key in changed
        if key[2] in words
    ]


def _claim_links(rows: _Statements) -> set[tuple[int, str, int]]:
    """Its claims, each with how it stands to which other; those that are told as contradictions are left out."""
    return {
        (claim, link["kind"], link["claim"])
        for claim, (statement, _) in rows.items()
        for link in statement.links
        if link not in statement.against
    }


def _link_told(key: tuple[int, str, int], words: dict[int, str]) -> str:
    claim, kind, other = key
    return f"“{words[claim]}” {LinkKind(kind).label} “{words[other]}”"


def _claims_told_at(claims: set[int], moment: datetime | None) -> dict[int, str]:
    """What readers knew of these claims at a moment, or know now; nothing of those that they did not know."""
    if not claims:
        return {}
    entries = Entry.objects.as_of(moment) if moment else Entry.objects.current()
    told = Statement.objects.filter(claim__in=claims, entry__in=entries)
    return dict(told.order_by("entry__known_at", "pk").values_list("claim", "text"))


def statement_changes(
    statement: Statement, citations: list[Citation], new: Statement, new_citations: list[Citation]
) -> list[Change]:
    """Every public fact in which a statement differs from the one that readers see of the same claim."""
    changes = _differences(_STATEMENT_FACTS, statement, new)
    was, now = ({(item["slug"], item["role"]): item for item in row.attributions} for row in (statement, new))
    people = [
        {key: f"{item['name']} ({_ATTRIBUTION_ROLES[item['role']]})" for key, item in items.items()}
        for items in (was, now)
    ]
    changes += _listed("attribution", *people)
    changes += [
        _change(f"office of {now[key]['name']}", item["office"], now[key]["office"])
        for key, item in was.items()
        if key in now and item["office"] != now[key]["office"]
    ]
    parties = [{item["slug"]: item["name"] for item in row.on_behalf_of} for row in (statement, new)]
    changes += _listed("on behalf of", *parties)
    passages = [
        {item.excerpt_id: f"“{item.exact}” ({item.get_relation_display()})" for item in items}
        for items in (citations, new_citations)
    ]
    changes += _listed("passage", *passages)
    if new.single_person != statement.single_person:
        changes.append(_change("approved by", "", _people(alone=new.single_person)))
    kept = {item.excerpt_id for item in citations} & {item.excerpt_id for item in new_citations}
    ratings = [
        {
            item.excerpt_id: f"“{item.exact}”: {item.get_credibility_display()}"
            for item in items
            # What nobody has judged takes nothing back when somebody does.
            if item.excerpt_id in kept and item.credibility != Credibility.UNJUDGED
        }
        for items in (citations, new_citations)
    ]
    changes += _listed("credibility", *ratings)
    if new.origins < statement.origins:
        changes.append(_change("number of origins", str(statement.origins), str(new.origins)))
    return changes
