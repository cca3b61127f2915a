"""What the steps of the session rest on: files of articles, passages in them, and what the engine suggests there."""

from pathlib import Path
from typing import Any

from articles import actions as articles
from articles.models import IngestJob, Snapshot
from claims import actions as claims
from claims.models import Suggestion, SuggestionRun
from config.demo import seeds
from lib.outbox import settle

Step = dict[str, Any]
# Of the shorter of two passages, how much must be common to both before they are taken for the same.
SAME_PASSAGE = 0.6


def file(step: Step) -> Path:
    """The file of an article, as it was at a capture."""
    number = step.get("capture", 1)
    name = step["article"] if number == 1 else f"{step['article']}.v{number}"
    return seeds.ARTICLES / f"{name}.md"


def location(step: Step) -> str:
    """Where the article of a step was ingested from."""
    return seeds.location(file(step))


def snapshot(step: Step) -> Snapshot:
    """The capture that a step is about."""
    return Snapshot.objects.select_related("article").get(jobs__location=location(step))


def passage(step: Step) -> tuple[Snapshot, int, int]:
    """The capture with the first and last place of the words that a step quotes."""
    found, quote = snapshot(step), step["quote"]
    start = found.text.index(quote)
    return found, start, start + len(quote)


def await_capture(location: str) -> None:
    """Have what was captured read, by the worker or here."""
    job = IngestJob.objects.filter(location=location).latest("pk")
    settle(job, lambda: articles.ingest(job_id=job.pk))


def await_suggestions() -> None:
    """An article that has got its date is read again before anybody decides on its suggestions."""
    for run in SuggestionRun.objects.unfinished():
        settle(run, lambda pk=run.pk: claims.make_suggestions(run_id=pk))  # type: ignore[misc]


def share(suggestion: Suggestion, start: int, end: int) -> float:
    """How much of the shorter passage is common to the suggestion's and this one."""
    excerpt = suggestion.excerpt
    common = min(end, excerpt.end) - max(start, excerpt.start)
    return max(0, common) / min(end - start, excerpt.end - excerpt.start)


def likest(snapshot: Snapshot, start: int, end: int, kind: str = "") -> Suggestion | None:
    """The pending suggestion whose passage is nearest to this one; of two as near, the one of this kind."""
    found = [
        suggestion
        for suggestion in Suggestion.objects.pending().filter(run__snapshot=snapshot).select_related("excerpt")
        if share(suggestion, start, end) >= SAME_PASSAGE
    ]
    return min(
        found,
        key=lambda one: (
            abs(one.excerpt.start - start) + abs(one.excerpt.end - end),
            one.kind != kind,
            -one.score,
            one.pk,
        ),
        default=None,
    )
