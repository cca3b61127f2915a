"""Read again by what names and offices are looked up, where they were read in an older way; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from actors.actions import index_stale_names


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """In batches, each a transaction of its own."""
        done = 0
        while number := index_stale_names():
            done += number
        self.stdout.write(f"{done:,} name{'' if done == 1 else 's'} read.")
