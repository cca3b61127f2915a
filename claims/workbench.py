"""An article as the workbench shows it: paragraphs with their offsets, and a card for each marked passage."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from actors.models import Actor, Conflict
from articles.models import Article, Snapshot
from claims.actions import ClaimContent
from claims.actions.deciding import proposed_content, speakers_meant
from claims.engines import merging
from claims.enums import Decision, Directness
from claims.forms import PassageForm
from claims.models import Attribution, Evidence, Excerpt, Placement, Suggestion, SuggestionRun
from claims.models.evidence import EvidenceQuerySet
from claims.models.passage import SuggestionQuerySet
from claims.rereading import outdated_captures
from claims.suggest import ENGINE_NAME
from claims.workbench_cards import Card
from lib.how_many import HowMany
from lib.kept_questions import Given, KeptQuestion, among
from lib.nested_rows import NestingQuerySet

# Marks around all of a passage, with none between them: “one” and “two” is no quotation.
_QUOTED = re.compile(r"""["“„«‘']([^"“”„«»]+)["”“»’']""")


class Paragraph(NamedTuple):
    """A line of the text; `start` is the code point of its first character."""

    start: int
    text: str


def paragraphs(text: str) -> list[Paragraph]:
    """The lines of a text that have something on them. Together with their offsets they lose no character."""
    return [Paragraph(line.start(), line[0]) for line in re.finditer(r"[^\r\n]+", text) if line[0].strip()]


def captures() -> QuerySet[Any]:
    """Captures with their article and all that the head of the workbench tells of both; one question."""
    of_capture = SuggestionRun.objects.only("snapshot", "engine", "state", "error", "created_at")
    rested_on = Evidence.objects.filter(excerpt=OuterRef("excerpt"))
    return (
        NestingQuerySet(Snapshot)
        .select_related("article__source", "article__origin_group")
        .annotate(
            outlets=Article.objects.number_of_outlets(OuterRef("article__origin_group")),
            muted=HowMany(Suggestion.objects.muted().filter(run__snapshot=OuterRef("pk"))),
            is_behind=Exists(outdated_captures().filter(pk=OuterRef("pk"))),
        )
        .nest("article__snapshots", rows=Snapshot.objects.only("article", "number", "fetched_at").order_by("number"))
        .nest("suggestion_runs", rows=of_capture)
        .nest("placements", rows=Placement.objects.filter(Exists(rested_on), start__isnull=False).order_by("pk"))
    )


@KeptQuestion
def _newest_capture() -> QuerySet[Any]:
    return captures().filter(article=Given("article")).order_by("-number")[:1]


def newest_capture(article_id: int) -> Snapshot | None:
    """The newest of an article's captures, as `captures()` has it; None where there is none."""
    return _newest_capture.first(article=article_id)


NestingRows = TypeVar("NestingRows", SuggestionQuerySet, EvidenceQuerySet)


def _with_claims(rows: NestingRows) -> NestingRows:
    """With the claims that their cards lead to, who says them, and the events that they tell of."""
    people = Attribution.objects.order_by("pk")
    rows = rows.select_related("claim__issue", "claim__place").nest("claim__events")
    return rows.nest("claim__attributions", "actor__name", rows=people)


def suggestions_of(snapshot: Snapshot, *, with_muted: bool = False) -> list[Suggestion]:
    """What is suggested of a capture, in reading order; what is muted where that is asked for."""
    if with_muted:
        return _with_capture(snapshot, _for_bench(Suggestion.objects.filter(run__snapshot=snapshot)))
    return _with_capture(snapshot, _seen.ask(capture=snapshot.pk))


def _for_bench(suggestions: SuggestionQuerySet) -> SuggestionQuerySet:
    """Suggestions of a capture in reading order, with everything that their cards show."""
    return _with_claims(suggestions.for_cards())


@KeptQuestion
def _seen() -> QuerySet[Suggestion]:
    return _for_bench(Suggestion.objects.filter(run__snapshot=Given("capture")).seen())


def _with_capture(snapshot: Snapshot, suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    found = list(suggestions)
    for one in found:  # a join would read the whole text once more for each
        one.excerpt.snapshot = snapshot
    return found


def suggestion_card(suggestion_id: int) -> Card:
    """One suggestion's card as it stands now."""
    itself = Suggestion.objects.select_related("excerpt__snapshot__article__source").get(pk=suggestion_id)
    near = Suggestion.objects.filter(
        run__snapshot=itself.excerpt.snapshot_id,
        excerpt__start__lt=itself.excerpt.end,
        excerpt__end__gt=itself.excerpt.start,
    )
    by_key = {one.pk: one for one in _with_capture(itself.excerpt.snapshot, _for_bench(near))}
    suggestion = by_key[suggestion_id]
    twins = [by_key[twin.pk] for twin in merging.twins_of(suggestion_id, map(_found, by_key.values()))]
    return Card.of_suggestion(suggestion, _speakers_since([suggestion]), twins)


def _found(suggestion: Suggestion) -> merging.Found:
    excerpt = suggestion.excerpt
    return merging.Found(
        engine=suggestion.run.engine,
        start=excerpt.start,
        end=excerpt.end,
        kind=suggestion.kind,
        speaker=merging.speaker_key(suggestion.speaker_id, suggestion.speaker_name),
        pk=suggestion.pk,
        score=suggestion.score,
        decision=suggestion.decision,
        same_as=suggestion.same_as_id,
    )


def _speakers_since(suggestions: list[Suggestion]) -> dict[int, Actor | None]:
    """The speakers whom the engine did not know, by the names that the text gives them."""
    return speakers_meant([one for one in suggestions if one.speaker_id is None and one.speaker_name])


@KeptQuestion
def _marked() -> QuerySet[Evidence]:
    here = Excerpt.objects.filter(Q(snapshot=Given("capture")) | Q(among("pk", "passages")))
    return _with_claims(Evidence.objects.filter(excerpt__in=here).select_related("excerpt"))


def cards_of(
    snapshot: Snapshot, *, with_muted: bool = False, suggestions: list[Suggestion] | None = None
) -> list[Card]:
    """Every card of a capture in reading order; `suggestions` are its `suggestions_of()`, where they are read."""
    if suggestions is None:
        suggestions = suggestions_of(snapshot, with_muted=with_muted)
    placed = _still_there(snapshot)
    marked = _marked.ask(capture=snapshot.pk, passages=[one.excerpt_id for one in placed])
    added = _speakers_since(suggestions)
    by_key = {suggestion.pk: suggestion for suggestion in suggestions}
    cards = []
    for group in merging.merged(map(_found, suggestions)):
        leader, *twins = [by_key[one.pk] for one in group]
        cards.append(Card.of_suggestion(leader, added, twins))
    of_claim: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        if card.claim is not None:
            of_claim[card.claim.pk].append(card)
    for item in marked:
        if item.excerpt.snapshot_id != snapshot.pk:
            continue
        # An accepted suggestion's card stands for its claim; a narrower or wider passage needs none of its own.
        if not any(card.shows(item) for card in of_claim[item.claim_id]):
            cards.append(Card.of_evidence(item))
            of_claim[item.claim_id].append(cards[-1])
    for placement in placed:
        resting = (item for item in marked if item.excerpt_id == placement.excerpt_id)
        cards += [Card.of_placement(placement, item) for item in resting]
    return _in_order(cards)


def _in_order(cards: list[Card]) -> list[Card]:
    """In reading order; among cards of one stretch of text, those on which more engines agree come first."""
    placed: list[tuple[int, int, Card]] = []
    stretch, end = 0, 0
    for card in sorted(cards, key=lambda card: (card.excerpt.start, card.excerpt.end, card.key)):
        if card.excerpt.start >= end:
            stretch += 1
        end = max(end, card.excerpt.end)
        placed.append((stretch, -len(card.also), card))
    return [card for _, _, card in sorted(placed, key=lambda place: place[:2])]


def _still_there(snapshot: Snapshot) -> list[Placement]:
    """Where passages of earlier captures, on which claims may rest, are in this one."""
    if snapshot.number == 1:
        return []
    return [one for one in snapshot.placements.all() if one.start is not None]


def by_worth(cards: list[Card]) -> list[Card]:
    """What waits for a person first, what is most worth checking at the top; the rest in reading order."""
    return sorted(
        cards,
        key=lambda card: (card.state != "pending", -card.suggestion.worth if card.suggestion else 0.0),
    )


class Progress(NamedTuple):
    """How far the work on a capture's suggestions is."""

    suggested: int
    decided: int
    muted: int = 0  # not among those suggested: they wait out of sight

    @property
    def pending(self) -> int:
        """What still waits for a person."""
        return self.suggested - self.decided


def progress_of(snapshot: Snapshot) -> Progress:
    """How many suggestions a capture has, what several engines suggest being one; how many are decided, and muted."""
    of_capture = Suggestion.objects.filter(run__snapshot=snapshot).order_by("pk")
    rows = list(of_capture.values_list(*merging.COLUMNS, "mute"))
    muted = [row for row in rows if row[-1] is not None and row[-3] == Decision.PENDING]
    return _progress(merging.found_in(row[:-1] for row in rows if row not in muted), len(muted))


def progress_in(suggestions: list[Suggestion], muted: int) -> Progress:
    """The same of a capture's suggestions that are read already; `muted` is how many are."""
    seen = sorted((one for one in suggestions if not one.waits_muted), key=lambda one: one.pk)
    return _progress(map(_found, seen), muted)


def _progress(found: Iterable[merging.Found], muted: int) -> Progress:
    groups = merging.merged(found)
    return Progress(len(groups), sum(leader.decision != Decision.PENDING for leader, *_ in groups), muted)


@dataclass(frozen=True)
class Reading:
    """How far engines are with a capture: whether one has still to read it, and why another did not get through.

    `later` are the engines that are put off, or in a queue of their own, each with what it waits for.
    """

    goes_on: bool
    fault: str
    later: tuple[tuple[str, str], ...] = ()


def reading_of(snapshot: Snapshot) -> Reading:
    """Whether an engine has still to read the capture, or has given its latest reading up."""
    runs = sorted(snapshot.suggestion_runs.all(), key=lambda run: run.created_at)
    # By what was asked of each engine last.
    newest = {run.engine: (run.state, run.error) for run in runs}
    unfinished = {engine: error for engine, (state, error) in newest.items() if state in {"waiting", "running"}}
    failed = {engine: error for engine, (state, error) in newest.items() if state == "failed"}
    # The page waits for the rules, which take milliseconds, and for others only while there is nothing to show.
    at_once = ENGINE_NAME in unfinished or not any(state == "done" for state, _ in newest.values())
    goes_on = at_once and not all(unfinished.values())
    faults = [error if engine == ENGINE_NAME else f"{engine}: {error}" for engine, error in failed.items()]
    return Reading(
        goes_on,
        fault="" if goes_on else "; ".join(faults),
        later=() if goes_on else tuple(unfinished.items()),
    )


def is_being_read(snapshot: Snapshot) -> bool:
    """Whether an engine has still to read the capture."""
    return reading_of(snapshot).goes_on


def content_of(suggestion: Suggestion, *, conflict: Conflict) -> ClaimContent:
    """The claim that a suggestion would become."""
    return proposed_content(suggestion, conflict=conflict)


def content_from_passage(passage: PassageForm, *, article: Article, conflict: Conflict) -> ClaimContent:
    """A first draft of the claim in a passage: its words, and what the engine proposed for an overlapping one."""
    words = words_said(passage.snapshot.text, passage.first, passage.after)
    near = (
        Suggestion.objects.filter(
            run__snapshot=passage.snapshot, excerpt__start__lt=passage.after, excerpt__end__gt=passage.first
        )
        .for_cards()
        .prefetch_related("subjects")
        .first()
    )
    if near is not None:
        content = content_of(near, conflict=conflict)
    else:
        content = ClaimContent(conflict=conflict, text="", said_edtf=article.published_edtf)
    return replace(
        content,
        text=" ".join(passage.exact.split()),
        quote=words,
        quote_language=passage.snapshot.language if words else "",
        directness=Directness.VERBATIM if words else Directness.PARAPHRASE,
    )


def words_said(text: str, start: int, end: int) -> str:
    """A passage's words where quotation marks stand around all of it, inside or outside; otherwise ""."""
    inside = _QUOTED.fullmatch(text, start, end)
    if inside:
        return inside[1]
    between = text[max(0, start - 1) : start], text[end : end + 1]
    return text[start:end] if between[0] in set('"“„«') and between[1] in set('"”“».,') else ""
