"""An event and its approved claims as the rows that readers would see, not yet saved."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model
from django.utils.text import slugify
from django.utils.translation import gettext as _

from actors.models import Actor
from claims.actions.writing import office_shown
from claims.enums import AttributionRole, LinkKind, Relation
from claims.models import Claim, ClaimLink, Evidence
from timeline.enums import FigureKind, overall_verdict
from timeline.gathering import Gathered, gather
from timeline.models import Citation, Entry, Event, EventActor, Figure, Statement


@dataclass
class Frozen:
    """What a publication would write; `problems` says what stands in its way."""

    entry: Entry
    statements: list[tuple[Statement, list[Citation]]]
    problems: list[str]


def freeze(event: Event, *, alone: bool = False) -> Frozen:
    """The event as an unsaved entry with its statements and citations.

    It says `single_person` where it is published `alone`, or where a claim was approved alone and not yet confirmed.
    `entry.digest` covers everything that readers see, so that two freezes of the same content are equal.
    """
    return freeze_gathered(gather([event])[0], alone=alone)


def freeze_gathered(gathered: Gathered, *, alone: bool = False) -> Frozen:
    """The same of an event that was read together with others."""
    event = gathered.event
    problems = [] if gathered.claims else [_("None of its claims is approved yet.")]
    problems += [f"“{claim}”: {gathered.unmet[claim.pk]}" for claim in gathered.claims if claim.pk in gathered.unmet]
    statements = []
    for position, claim in enumerate(gathered.claims, start=1):
        statement, citations = freeze_claim(claim, position)
        if not any(citation.relation == Relation.SUPPORTS for citation in citations):
            problems.append(_("No archived passage supports “%(claim)s”.") % {"claim": claim})
        orphaned = [item for item in claim.evidence.all() if item.excerpt.is_lost]
        problems += [
            _("The passage “%(passage)s” is no longer in its article.") % {"passage": item.excerpt}
            for item in orphaned
        ]
        statements.append((statement, citations))
    _freeze_claim_links(gathered, [statement for statement, _citations in statements])
    entry = entry_of(event, gathered.taking_part, statements, alone=alone)
    entry.figures = _freeze_figures(gathered.figures, [statement for statement, _citations in statements])
    entry.links, of_links = _freeze_links(gathered, [statement for statement, _citations in statements])
    problems += of_links
    entry.digest = _digest(entry, statements)
    return Frozen(
        entry=entry,
        statements=statements,
        problems=problems,
    )


def digest_alone(frozen: Frozen) -> str:
    """The digest that the same content has where one person publishes it alone."""
    entry = copy(frozen.entry)
    entry.single_person = True
    return _digest(entry, frozen.statements)


def _supporting_origins(citations: list[Citation]) -> set[int]:
    return {citation.origin_group for citation in citations if citation.relation == Relation.SUPPORTS}


def freeze_claim(claim: Claim, position: int) -> tuple[Statement, list[Citation]]:
    """A claim as the statement that it would be at this place of an entry, with the passages it rests on."""
    citations = [cite(evidence, number) for number, evidence in enumerate(claim.evidence.all(), start=1)]
    speakers = [attribution.actor for attribution in claim.speakers]
    # Offices are asked for again: when one began or ended may have been set right since the claim was written.
    attributions = [
        {
            "slug": item.actor.slug,
            "name": item.actor.name,
            "role": item.role,
            "office": office_shown(item.actor, item.role, claim.said_edtf),
        }
        for item in claim.attributions.all()
    ]
    statement = Statement(
        position=position,
        claim=claim,
        text=claim.text,
        quote=claim.quote,
        quote_language=claim.quote_language,
        translation=claim.translation,
        translation_checked=claim.translation_checked_by_id is not None,
        kind=claim.kind,
        directness=claim.directness,
        speaker_ids=[actor.pk for actor in speakers],
        attributions=attributions,
        on_behalf_of=[{"slug": actor.slug, "name": actor.name} for actor in _behind(claim, speakers)],
        issue_slug=claim.issue.slug if claim.issue else "",
        issue_name=claim.issue.name if claim.issue else "",
        stance=claim.stance,
        conditions=claim.conditions,
        said_edtf=claim.said_edtf,
        said_earliest=claim.said_earliest,
        happened_edtf=claim.happened_edtf,
        deadline_edtf=claim.deadline_edtf,
        deadline_latest=claim.deadline_latest,
        outcome=claim.outcome,
        verdict=claim.verdict,
        rationale=claim.rationale,
        approved_at=claim.approved_at or claim.updated_at,  # the database lets no approved claim be without
        single_person=claim.is_unconfirmed,
        origins=len(_supporting_origins(citations)),
    )
    return statement, citations


def _behind(claim: Claim, speakers: list[Actor]) -> list[Actor]:
    """On whose behalf the first speaker speaks, nearest first; then who stands behind those that are named so."""
    found = [actor for speaker in speakers[:1] for actor in speaker.principals]
    named = [item.actor for item in claim.attributed(AttributionRole.SPOKESPERSON_FOR)]
    found += [actor for one in named for actor in one.principals if actor not in {*found, *named}]
    return list(dict.fromkeys(found))


def cite(evidence: Evidence, position: int) -> Citation:
    """A piece of evidence as readers would see it."""
    excerpt = evidence.excerpt
    snapshot = excerpt.snapshot
    article = snapshot.article
    return Citation(
        position=position,
        relation=evidence.relation,
        excerpt=excerpt,
        snapshot=snapshot,
        credibility=evidence.credibility,
        origin_group=article.origin_group_id,
        start=excerpt.start,
        end=excerpt.end,
        exact=excerpt.exact,
        prefix=excerpt.prefix,
        suffix=excerpt.suffix,
        source_slug=article.source.slug,
        source_name=article.source.name,
        reliability=article.source.reliability,
        article_title=snapshot.title,
        article_url=article.url,
        published_edtf=article.published_edtf,
        language=snapshot.language,
        sha256=snapshot.sha256,
        fetched_at=snapshot.fetched_at,
    )


def line_of(statement: Statement, statements: list[Statement]) -> dict[str, Any]:
    """What a card shows of a statement; lines that contradict none do not say so, as those from before cannot."""
    positions = {other.claim_id: other.position for other in statements}
    against = [{"kind": link["kind"], "position": positions[link["claim"]]} for link in statement.against]
    speaker = statement.speakers[0] if statement.speakers else None
    party = statement.on_behalf_of[-1]["name"] if statement.on_behalf_of else ""
    return {
        "text": statement.text,
        "speaker": speaker["name"] if speaker else "",
        "speaker_slug": speaker["slug"] if speaker else "",
        "office": speaker["office"] if speaker else "",
        "on_behalf_of": party,
        "quote": statement.quote,
        "quote_language": statement.quote_language,
        "translation": statement.translation,
        "directness": statement.directness,
        "kind": statement.kind,
        "verdict": statement.verdict,
        "origins": statement.origins,
        "issue": statement.issue_name,
        "issue_slug": statement.issue_slug,
        "stance": statement.stance,
    } | ({"against": against} if against else {})


def entry_of(
    event: Event,
    taking_part: Iterable[EventActor],
    statements: list[tuple[Statement, list[Citation]]],
    *,
    alone: bool = False,
) -> Entry:
    """An event as the entry that it would be, but for its figures, its links and its digest."""
    happened = event.happened
    place = event.place
    actors: dict[int, dict[str, str]] = {}
    for item in taking_part:
        actors.setdefault(
            item.actor_id,
            {"slug": item.actor.slug, "name": item.actor.name, "kind": item.actor.kind, "role": item.role},
        )
    for statement, _citations in statements:
        for said in statement.claim.speakers:
            actors.setdefault(
                said.actor_id,
                {"slug": said.actor.slug, "name": said.actor.name, "kind": said.actor.kind, "role": said.role},
            )
    counts, verdict = verdicts_of(statement.verdict for statement, _citations in statements)
    return Entry(
        event=event,
        conflict_id=event.conflict_id,
        slug=slug_of(event.title),
        title=event.title,
        summary=event.summary,
        type=event.type,
        occurred=happened.sort,
        occurred_edtf=happened.edtf,
        occurred_precision=happened.precision,
        occurred_earliest=happened.earliest,
        occurred_latest=happened.latest,
        place_slug=place.slug if place else "",
        place_name=place.name if place else "",
        place_precision=event.place_precision,
        place_country=place.country if place else "",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        actor_ids=list(actors),
        actors=list(actors.values()),
        verdict=verdict,
        verdict_counts=counts,
        statement_count=len(statements),
        origins=len(set().union(*(_supporting_origins(citations) for _statement, citations in statements))),
        lines=[
            line_of(statement, [other for other, _citations in statements]) for statement, _citations in statements
        ],
        single_person=alone or any(statement.single_person for statement, _citations in statements),
        written_by_id=event.edited_by_id,
    )


def slug_of(title: str) -> str:
    """The part of an event's address that is for people."""
    return slugify(title)[:80].strip("-") or "event"


def verdicts_of(verdicts: Iterable[str]) -> tuple[dict[str, int], str]:
    """How many statements have each verdict, and the one that the entry has."""
    counts = Counter(verdicts)
    return dict(sorted(counts.items())), overall_verdict(list(counts)) if counts else "unverified"


def _freeze_figures(figures: list[Figure], statements: list[Statement]) -> list[dict[str, Any]]:
    """The figures that rest on what is published, in the order of the statements."""
    order = {statement.claim_id: statement for statement in statements}
    told = [figure for figure in figures if figure.claim_id in order]
    told.sort(key=lambda figure: (FigureKind.values.index(figure.kind), order[figure.claim_id].position))
    return [figure_of(figure, order[figure.claim_id]) for figure in told]


def figure_of(figure: Figure, statement: Statement) -> dict[str, Any]:
    """A figure as readers would see it, with who gives it in the statement that it rests on."""
    return {
        "kind": figure.kind,
        "low": figure.low,
        "high": figure.high,
        "claim": figure.claim_id,
        "speaker": next((one["name"] for one in statement.speakers), ""),
    }


def _freeze_links(gathered: Gathered, statements: list[Statement]) -> tuple[list[dict[str, Any]], list[str]]:
    """What the event followed from, and what stands in the way of saying so.

    A link to what readers do not know yet goes along without a title: they see it as soon as they may.
    """
    said = {statement.claim_id: statement for statement in statements}
    found, problems = [], []
    for link in gathered.links:
        if link.contradiction:
            problems.append(
                _("%(contradiction)s Mend the dates or the link.") % {"contradiction": link.contradiction}
            )
        if link.event_id != gathered.event.pk:
            continue
        statement = said.get(link.claim_id or 0)
        if statement is None and not link.note:
            problems.append(
                _("The claim that links it to “%(event)s” is not approved, and no note speaks for the link.")
                % {"event": link.other}
            )
        found.append(
            {
                "event": link.other_id,
                "kind": link.kind,
                "note": link.note,
                "claim": statement.claim_id if statement else None,
                "says": statement.text if statement else "",
                "position": statement.position if statement else None,
                "title": gathered.public_titles.get(link.other_id, ""),
            }
        )
    return found, problems


def _freeze_claim_links(gathered: Gathered, statements: list[Statement]) -> None:
    """Have each statement say how its claim stands to others, and name those of this entry that it contradicts."""
    by_claim = {statement.claim_id: statement for statement in statements}
    untold = _untold(gathered, [link for link in gathered.claim_links if link.other_id not in by_claim])
    for link in gathered.claim_links:
        if link.pk in untold:
            continue
        statement = by_claim[link.claim_id]
        statement.links.append({"kind": link.kind, "claim": link.other_id})
        if link.other_id in by_claim and link.kind in {LinkKind.CONTRADICTS, LinkKind.DENIES}:
            statement.against.append({"kind": link.kind, "claim": link.other_id})


def _untold(gathered: Gathered, links: list[ClaimLink]) -> set[int]:
    """Links that would tell readers nothing new of what they see: they lead to a claim that readers do not know.

    They go along with the first publication of their claim, so as to be told as soon as that other one is. Later ones
    would only make a revision that changes nothing; `publish()` of the other claim calls for them.
    """
    told, event = gathered.told, gathered.event.pk
    return {
        link.pk
        for link in links
        if link.other_id not in told
        and event in told.get(link.claim_id, {})
        and {"kind": link.kind, "claim": link.other_id} not in told[link.claim_id][event]
    }


# What identifies a row rather than tells a reader anything.
_NOT_CONTENT = {"id", "entry", "statement", "revision", "digest", "known_at", "superseded_at", "changes"} | {
    "correction_note",
    "written_by",
    "published_by",
    "approved_at",
    "urgency",
}


# Columns that came later: where they say nothing, an entry published before them has the same digest still.
_SINCE: dict[str, Any] = {
    "figures": [],
    "links": [],
    "against": [],
    "deadline_edtf": "",
    "deadline_latest": None,
    "outcome": "",
    "single_person": False,
    "credibility": 6,
    "translation_checked": False,
}


_as_json = json.JSONEncoder(sort_keys=True, default=str).encode


def _digest(entry: Entry, statements: list[tuple[Statement, list[Citation]]]) -> str:
    contents = [content_of(entry)]
    for statement, citations in statements:
        contents += [content_of(statement), *map(content_of, citations)]
    return digest_of(contents)


def content_of(row: Entry | Statement | Citation) -> str:
    """What a row tells readers, as JSON."""
    content = {name: getattr(row, attribute) for name, attribute in _content_columns(type(row))}
    for name, nothing in _SINCE.items():
        if name in content and content[name] == nothing:
            del content[name]
    if isinstance(row, Entry):
        # Statements say it, and did before their lines on the card said it too.
        content["lines"] = [{name: line[name] for name in line if name != "against"} for line in row.lines]
        if row.links:
            # What another event is called now is no part of what this one says.
            content["links"] = [{name: link[name] for name in link if name != "title"} for link in row.links]
    return _as_json(content)


@cache
def _content_columns(model: type[Model]) -> list[tuple[str, str]]:
    """Name and attribute of each column that tells readers something."""
    fields = model._meta.concrete_fields  # noqa: SLF001  # Django's documented model API
    return [(field.name, field.attname) for field in fields if field.name not in _NOT_CONTENT]


def digest_of(contents: Iterable[str]) -> str:
    """The digest of an entry, from the content of its row and of those of its statements, each with its citations."""
    return hashlib.sha256(f"[{', '.join(contents)}]".encode()).hexdigest()
