"""Bring files in, here and now: no worker need run."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles import actions as articles
from articles.enums import IngestOutcome
from articles.ingest.errors import UnreadableError
from articles.ingest.formats import READS, check_size, media_type_of
from articles.models import Fetch, IngestJob, Snapshot
from claims import actions as claims
from claims.models import SuggestionRun
from lib.outbox import Job, settle


class Command(BaseCommand):
    help = "Bring in articles from files, folders and addresses; prints one line each and exits 1 if any failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH_OR_URL",
            help=f"a file ({READS}), a folder of them, or the address of an article or a feed",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        failed = total = 0
        for name, problem in _files(options["paths"]):
            for line in [Line(name, error=problem)] if problem else bring_in_any(name):
                total += 1
                failed += bool(line.error)
                self.stdout.write(str(line))
                self.stdout.flush()
        if failed:
            raise CommandError(f"{failed} of {total} failed")


@dataclass(frozen=True)
class Line:
    """What one thing led to."""

    name: str
    outcome: str = ""
    error: str = ""

    def __str__(self) -> str:
        return f"failed  {self.name}: {self.error}" if self.error else f"{self.outcome}  {self.name}"


def bring_in_any(name: str) -> Iterator[Line]:
    """Ingest a file or address and have the engine read it; a line for it, then one for each piece that it holds."""
    try:
        job, asked = (_fetched(name), True) if "://" in name else _read(Path(name))
    except UnreadableError as error:
        yield Line(name, error=str(error))
    except OSError as error:
        yield Line(name, error=error.strerror or str(error))
    else:
        yield from _lines(name, job, asked=asked)


def _lines(name: str, job: Fetch | IngestJob, *, asked: bool) -> Iterator[Line]:
    """What a settled job led to, and, one by one, what the pieces lead to that it asked for."""
    if job.state != job.State.DONE:
        yield Line(name, error=_why(job))
    elif isinstance(job, IngestJob):
        yield _line(name, job, asked=asked)
        for piece in job.pieces.order_by("pk"):
            _settle(piece)
            yield from _lines(piece.location, piece, asked=asked)
    elif job.ingest_job is not None:
        _settle(job.ingest_job)
        yield from _lines(name, job.ingest_job, asked=True)
    else:
        yield Line(name, job.get_outcome_display())
        for fetch in job.listed.order_by("pk"):
            _settle(fetch)
            yield from _lines(fetch.url, fetch, asked=True)


def _line(name: str, job: IngestJob, *, asked: bool) -> Line:
    if job.snapshot is None:
        return Line(name, job.get_outcome_display())
    for run in SuggestionRun.objects.filter(snapshot=job.snapshot).unfinished():
        settle(run, lambda pk=run.pk: claims.make_suggestions(run_id=pk))  # type: ignore[misc]
        if run.state == run.State.FAILED:
            return Line(name, error=f"it is in, but the engine could not read it: {run.error}")
    if job.outcome == IngestOutcome.DUPLICATE:
        return Line(name, f"{IngestOutcome.DUPLICATE.label} {_first_location(job.snapshot)}")
    return Line(name, IngestOutcome(job.outcome if asked else IngestOutcome.UNCHANGED).label)


def _fetched(url: str) -> Fetch:
    """The settled fetch of an address. Raises UnreadableError for what is none."""
    fetch, _ = articles.request_fetch(url=url, by=None, again=True)
    _settle(fetch)
    return fetch


def _read(path: Path) -> tuple[IngestJob, bool]:
    """The settled job of a file, and whether there was any work. Raises UnreadableError or OSError for a bad one."""
    size = path.stat().st_size  # before its name is judged: a file that is not there has no format
    media_type = media_type_of(path.name)
    check_size(size, media_type)
    job, asked = articles.request_ingest(
        data=path.read_bytes(), location=location_of(path), media_type=media_type, by=None
    )
    _settle(job)
    return job, asked


def _settle(job: Fetch | IngestJob) -> None:
    do = articles.fetch if isinstance(job, Fetch) else articles.ingest
    settle(job, lambda: do(job_id=job.pk))


def _why(job: Job) -> str:
    if job.state == job.State.WAITING and job.not_before:
        return f"{job.error}; it is tried again at {job.not_before:%H:%M} UTC, if a worker runs"
    return job.error


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
                yield name, "the folder holds no file of a format that is read"
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
