"""Bringing in many things at once, and trying again what failed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from articles.actions.bringing_in import request_ingest
from articles.actions.fetching import request_fetch
from articles.ingest.errors import UnreadableError
from articles.ingest.formats import check_size, media_type_of
from articles.models import Batch, Fetch, IngestJob
from lib import outbox
from lib.attributed import attributed, require


def bring_in_addresses(*, addresses: Sequence[str], by: User) -> Batch:
    """Have addresses fetched together; the batch tells how far they are, and its `refused` which are none."""
    batch = _start(addresses, "addresses", by)
    for address in addresses:
        with _refusals(batch, address):
            request_fetch(url=address, by=by, batch=batch)
    return _kept(batch)


def bring_in_files(*, files: "Sequence[UploadedFile[Any]]", by: User) -> Batch:
    """Have articles made of files together; the batch tells how far they are, and its `refused` which are not."""
    names = [str(file.name) for file in files]
    batch = _start(names, "files", by)
    for number, (name, file) in enumerate(zip(names, files, strict=True), start=1):
        with _refusals(batch, name):
            media_type = media_type_of(name)
            check_size(file.size or 0, media_type)  # before it is in memory
            request_ingest(
                data=file.read(),
                location=f"upload {batch.pk}.{number}: {name}",  # two files of one name are two files
                media_type=media_type,
                by=by,
                batch=batch,
            )
    return _kept(batch)


def _start(names: Sequence[str], kind: str, by: User) -> Batch:
    require(by, "articles.ingest_article")
    name = names[0] if len(names) == 1 else f"{len(names)} {kind}"
    return Batch.objects.create(name=name[:200], requested_by=by)


@contextmanager
def _refusals(batch: Batch, name: str) -> Iterator[None]:
    """One that cannot be taken does not stop the others."""
    try:
        yield
    except UnreadableError as error:
        batch.refused.append([name, str(error)])


def _kept(batch: Batch) -> Batch:
    batch.save(update_fields=["refused"])
    return batch


def try_again(*, job: IngestJob | Fetch, by: User) -> bool:
    """Start a failed job once more, from the fetch where it began with one; False where it has not failed."""
    require(by, "articles.ingest_article")
    with transaction.atomic(), attributed(by, "asked to try again"):
        start: IngestJob | Fetch = job
        if isinstance(job, IngestJob) and (begun := job.fetches.order_by("-pk").first()):
            start = begun
        held = type(start).objects.select_for_update(of=("self",)).get(pk=start.pk)
        failed = held.state == held.State.FAILED or (
            isinstance(held, Fetch) and held.ingest_job is not None and held.ingest_job.state == held.State.FAILED
        )
        if not failed:
            return False
        held.requested_by = by
        outbox.start_again(held)
    return True
