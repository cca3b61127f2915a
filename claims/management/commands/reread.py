"""Have the present engine read articles that an earlier version of it has read."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Snapshot, Source
from claims import actions as claims
from claims.models import Suggestion, SuggestionRun
from claims.rereading import outdated_captures
from claims.suggest import ENGINE_NAME, ENGINE_VERSION
from lib.outbox import settle

_BAR = 30
_LINES = 20  # on what is no terminal, such as a log


class Command(BaseCommand):
    help = (
        "Have the present engine read articles that an earlier version of it has read, those that came last first. "
        "What people have decided is never touched. It can be stopped at any time, and goes on when started again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", metavar="SLUG", help="only articles of this outlet")
        parser.add_argument("--since", metavar="EDTF", default="", help="only articles published then or later")
        parser.add_argument("--engine", default=ENGINE_NAME, help=f"the engine that reads (default: {ENGINE_NAME})")
        parser.add_argument("--limit", type=int, metavar="N", help="at most so many articles")
        parser.add_argument("--dry-run", action="store_true", help="say how many there are, and read none")

    def handle(self, *_args: Any, **options: Any) -> None:
        captures = self._captures(**options)
        what = f"by {ENGINE_NAME} {ENGINE_VERSION}"
        if options["dry_run"]:
            self.stdout.write(f"{len(captures)} to read {what}")
            return
        failed = waiting = 0
        for number, pk in enumerate(captures, start=1):
            run = self._read(pk)
            failed += run.state != run.State.DONE
            waiting += Suggestion.objects.to_decide().filter(run=run).count()
            self._show(number, len(captures))
        self.stdout.write(f"{len(captures) - failed} read {what}, {waiting} suggestions to decide in them")
        if failed:
            raise CommandError(f"{failed} could not be read; the workbench says why, and offers to try again")

    def _captures(
        self, *, source: str | None, since: str, engine: str, limit: int | None, **_options: Any
    ) -> list[int]:
        if engine != ENGINE_NAME:
            raise CommandError(f"--engine: no engine is called {engine!r}; there is {ENGINE_NAME}")
        if limit is not None and limit < 1:
            raise CommandError("--limit: a number from 1 up")
        outlet = Source.objects.filter(slug=source).first() if source else None
        if source and outlet is None:
            raise CommandError(f"--source: no outlet has the slug {source!r}")
        try:
            found = outdated_captures(source=outlet, since=since)
        except ValueError as error:
            raise CommandError(f"--since: {error}") from error
        return list(found.values_list("pk", flat=True)[:limit])

    def _read(self, pk: int) -> SuggestionRun:
        snapshot = Snapshot.objects.select_related("article").get(pk=pk)
        run = claims.request_rereading(snapshot=snapshot, by=None)
        settle(run, lambda: claims.make_suggestions(run_id=run.pk))
        claims.note_contradictions(run_id=run.pk)
        return run

    def _show(self, number: int, of: int) -> None:
        """A bar that grows in its line on a terminal; elsewhere a line now and then."""
        if self.stdout.isatty():
            done = number * _BAR // of
            end = "\n" if number == of else ""
            self.stdout.write(f"\r[{'#' * done}{'.' * (_BAR - done)}] {number} of {of}", ending=end)
            self.stdout.flush()
        elif number == of or number % max(1, of // _LINES) == 0:
            self.stdout.write(f"{number} of {of}")
