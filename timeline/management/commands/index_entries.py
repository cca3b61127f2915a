"""Read again what published entries are found by, where it was read in an older way; safe to interrupt and repeat."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from timeline.actions import index_stale_entries
from timeline.indexing import stale_entries
from timeline.models import EntrySearch

_BATCH = 200


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Which entries."""
        parser.add_argument("--all", action="store_true", help="also those that were read as they are read now")

    def handle(self, *_args: Any, **options: Any) -> None:
        """In batches, each a transaction of its own."""
        if options["all"]:
            EntrySearch.objects.update(version=0)
        total, done = stale_entries().count(), 0
        while number := index_stale_entries(most=_BATCH):
            done += number
            self.stdout.write(f"{done:,} of {total:,}")
        self.stdout.write(f"{done:,} entr{'y' if done == 1 else 'ies'} read.")
