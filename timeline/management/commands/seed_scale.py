"""Fill an empty database with a synthetic published newsroom of so many events, to measure with.

Its public rows are, column for column, what publishing its events one after the other would have left. On the desk
are the events, claims, passages, articles and captures that they rest on; what only tells how they came about is left
out: versions of rows, reviews, notifications, news for saved searches, the bytes of captures, items of the inbox, and
the rows by which similar claims are found. Only for a database without articles, never beside a real newsroom.
Interrupted, it goes on when it is called again with the same numbers.
"""

import os
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.scale.filling import CannotFillError, fill

_BAR = 30


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """How much, and which."""
        parser.add_argument("--events", type=int, required=True, help="so many events, at least 1")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same data (1)")
        parser.add_argument(
            "--processes", type=int, default=os.cpu_count() or 1, help="that write at once (as many as processors)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say what is being done, and how long it took."""
        for name in ("events", "processes"):
            if options[name] < 1:
                raise CommandError(f"--{name} has to be 1 or more, not {options[name]}.")
        events, seed = options["events"], options["seed"]
        self.stdout.write(f"Writing a synthetic newsroom of {events:,} events (seed {seed}) into this database.")
        began = time.monotonic()
        try:
            took = fill(events=events, seed=seed, processes=options["processes"], say=self._say)
        except CannotFillError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise CommandError("\nInterrupted. The same command goes on from here.") from None
        steps = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in took.items())
        self.stdout.write(f"{events:,} events in {time.monotonic() - began:.1f} s: {steps}")

    def _say(self, what: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            bar = "█" * (_BAR * done // total)
            line = f"\r{what:<10} {bar:<{_BAR}} {done:,} of {total:,}"
            self.stderr.write(line, ending="\n" if done == total else "")
