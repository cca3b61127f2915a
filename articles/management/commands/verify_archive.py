"""Read every snapshot again and say what is not what was archived."""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.ingest import store
from articles.models import Snapshot

_SAID_EVERY = 500


class Command(BaseCommand):
    help = "Re-read every snapshot in the archive; prints what does not match and exits 1 if anything does not."

    def handle(self, *_args: Any, **_options: Any) -> None:
        total = Snapshot.objects.count()
        wrong = 0
        for number, (snapshot, problem) in enumerate(self._checked(), start=1):
            if problem:
                wrong += 1
                self.stdout.write(f"wrong  snapshot {snapshot.pk} of “{snapshot.title}”: {problem}")
            if sys.stderr.isatty() and (number % _SAID_EVERY == 0 or number == total):
                self.stderr.write(f"\r{number} of {total}", ending="\n" if number == total else "")
        if wrong:
            raise CommandError(f"{wrong} of {total} snapshots do not match")
        self.stdout.write(f"{total} snapshots, all as they were archived")

    def _checked(self) -> Iterator[tuple[Snapshot, str]]:
        """Every snapshot with what is wrong with its bytes; those with the same bytes are read once."""
        known: dict[str, str] = {}
        for snapshot in Snapshot.objects.only("pk", "title", "sha256").order_by("pk").iterator(chunk_size=2000):
            if snapshot.sha256 not in known:
                try:
                    store.get(snapshot.sha256)
                except store.ArchiveError as error:
                    known[snapshot.sha256] = str(error)
                else:
                    known[snapshot.sha256] = ""
            yield snapshot, known[snapshot.sha256]
