"""Bring files in, here and now: no worker need run."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles import actions as articles
from articles.enums import IngestOutcome
from articles.ingest.errors import UnreadableError
from articles.ingest.formats import check_size, media_type_of
from articles.models import IngestJob, Snapshot
from claims import actions as claims
from claims.models import SuggestionRun
from lib.outbox import Job, settle

READS = ".txt .md .html"


class Command(BaseCommand):
    help = "Bring in articles from files, folders and addresses; prints one line each and exits 1 if any failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH_OR_URL", help=f"a file ({READS}), a folder of them, or an address"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        failed = total = 0
        for name, problem in _files(options["paths"]):
            total += 1
            try:
                why, outcome = problem, "" if problem else bring_in_any(name)
            except UnreadableError as error:
                why = str(error)
            except OSError as error:
                why = error.strerror or str(error)
            failed += bool(why)
            self.stdout.write(f"failed  {name}: {why}" if why else f"{outcome}  {name}")
            self.stdout.flush()
        if failed:
            raise CommandError(f"{failed} of {total} failed")


def bring_in_any(name: str) -> str:
    """Ingest one file or address; gives what it led to, as `bring_in` and `bring_in_address` do."""
    return bring_in_address(name) if "://" in name else bring_in(Path(name))


def bring_in_address(url: str) -> str:
    """Fetch one address and have the engine read it, or follow what a feed lists once; gives what it led to.

    Raises UnreadableError where it cannot be brought in.
    """
    fetch, _ = articles.request_fetch(url=url, by=None, again=True)
    settle(fetch, lambda: articles.fetch(job_id=fetch.pk))
    if fetch.state != fetch.State.DONE:
        raise UnreadableError(_why(fetch))
    if fetch.ingest_job is None:
        return fetch.get_outcome_display()
    return _outcome_of(fetch.ingest_job, asked=True)


def _why(job: Job) -> str:
    if job.state == job.State.WAITING and job.not_before:
        return f"{job.error}; it is tried again at {job.not_before:%H:%M} UTC, if a worker runs"
    return job.error


def bring_in(path: Path) -> str:
    """Ingest one file and have the engine read it; gives what it led to.

    Raises UnreadableError or OSError where it cannot be brought in.
    """
    check_size(path.stat().st_size)  # before its name is judged: a file that is not there has no format
    media_type = media_type_of(path.name)
    job, asked = articles.request_ingest(
        data=path.read_bytes(), location=location_of(path), media_type=media_type, by=None
    )
    return _outcome_of(job, asked=asked)


def _outcome_of(job: IngestJob, *, asked: bool) -> str:
    settle(job, lambda: articles.ingest(job_id=job.pk))
    if job.state == job.State.FAILED or job.snapshot is None:
        raise UnreadableError(job.error)
    _have_suggestions_made(job.snapshot)
    if job.outcome == IngestOutcome.DUPLICATE:
        return f"{IngestOutcome.DUPLICATE.label} {_first_location(job.snapshot)}"
    return IngestOutcome(job.outcome).label if asked else IngestOutcome.UNCHANGED.label


def _have_suggestions_made(snapshot: Snapshot) -> None:
    for run in SuggestionRun.objects.filter(snapshot=snapshot).unfinished():
        settle(run, lambda pk=run.pk: claims.make_suggestions(run_id=pk))  # type: ignore[misc]
        if run.state == run.State.FAILED:
            raise UnreadableError(f"it is in, but the engine could not read it: {run.error}")


def _first_location(snapshot: Snapshot) -> str:
    first = IngestJob.objects.filter(snapshot__article=snapshot.article_id).order_by("pk").first()
    return first.location if first else str(snapshot)


def location_of(path: Path) -> str:
    """How a file is known: by its path in this repository if it lies there, else by its whole path."""
    whole = path.resolve()
    inside = whole.relative_to(settings.BASE_DIR) if whole.is_relative_to(settings.BASE_DIR) else whole
    return str(inside).encode("utf-8", "backslashreplace").decode()


def _files(names: list[str]) -> Iterator[tuple[str, str]]:
    """The files that the arguments name, each with what is wrong with it, if anything is."""
    for name in names:
        if "://" in name:
            yield name, ""
        elif Path(name).is_dir():
            found = sorted(_in_folder(Path(name)))
            yield from ((str(file), "") for file in found)
            if not found:
                yield name, "the folder holds no file of a format this version reads"
        else:
            yield name, ""


def _in_folder(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            try:
                media_type_of(name)
            except UnreadableError:
                continue
            if not name.startswith("."):
                yield Path(parent, name)
