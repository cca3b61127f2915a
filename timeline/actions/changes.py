"""What a publication changes of what readers see, each fact as [{what, before, after}]."""

from typing import Any

from actors.enums import PlacePrecision
from claims.enums import AttributionRole
from lib.edtf_dates import FuzzyDate
from timeline.enums import EventRole
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
    "verdict": "verdict",
    "rationale": "how it was checked",
}
_EVENT_ROLES: dict[str, str] = dict(EventRole.choices)
_ATTRIBUTION_ROLES: dict[str, str] = dict(AttributionRole.choices)
Change = dict[str, str]


def changes_between(live: Entry, frozen: Frozen) -> list[Change]:
    """Every public fact in which the next revision differs from the one that readers see."""
    changes = _differences(_FACTS, live, frozen.entry) + _actor_changes(live.actors, frozen.entry.actors)
    was = {
        statement.claim_id: (statement, list(statement.citations.all()))
        for statement in live.statements.prefetch_related("citations")
    }
    now = {statement.claim_id: (statement, citations) for statement, citations in frozen.statements}
    for claim_id, (statement, citations) in was.items():
        if claim_id in now:
            changes += _statement_changes(statement, citations, *now[claim_id])
        else:
            changes.append(_change("statement", statement.text, ""))
    if live.single_person != frozen.entry.single_person:
        after = "one person alone, as urgent" if frozen.entry.single_person else "two people"
        changes.append(_change("published by", "", after))
    added = [statement for claim_id, (statement, _) in now.items() if claim_id not in was]
    return changes + [_change("statement", "", statement.text) for statement in added]


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
        roles = [_EVENT_ROLES.get(role, "") for role in (before.get(item["slug"], item["role"]), item["role"])]
        if roles[0] != roles[1]:
            changes.append(_change(f"role of {item['name']}", *roles))
    return changes


def _statement_changes(
    statement: Statement, citations: list[Citation], new: Statement, new_citations: list[Citation]
) -> list[Change]:
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
    if new.origins < statement.origins:
        changes.append(_change("number of origins", str(statement.origins), str(new.origins)))
    return changes
