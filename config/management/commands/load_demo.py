"""The demo conflict through the real pipeline and the real actions; safe to repeat and to interrupt."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from articles import actions as articles
from articles.ingest.formats import media_type_of
from articles.models import IngestJob
from claims import actions as claims
from claims.models import SuggestionRun
from config.demo import gazetteers, seeds, users
from config.demo.session import Replay
from lib.outbox import Job, settle

# So long may nothing move before we take it that no worker is running.
PATIENCE = 20.0


class Command(BaseCommand):
    help = "Load the demo conflict: gazetteers, users, articles through the workers, and an editorial session."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--inline", action="store_true", help="do the workers' part here")

    def handle(self, *_args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo conflict is never loaded in production.")
        self.patience = 0.0 if options["inline"] else PATIENCE
        added, changed = gazetteers.load(), users.load()
        if added:
            self._say(f"{added} sources, actors, places and issues")
        if changed:
            self._say(f"users {', '.join(users.PEOPLE)}")
        came = self._bring_in_articles()
        steps = self._replay()
        if not (added or changed or came or steps):
            self._say("everything is in place")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    # ---- articles

    def _bring_in_articles(self) -> int:
        """The first capture of each, of which a later one comes in the session; gives how many were new."""
        by = User.objects.get(username="editor")
        jobs = [self._request(file, by) for file in sorted(seeds.ARTICLES.glob("*.md")) if ".v" not in file.stem]
        asked = sum(new for _, new in jobs)
        self._wait_for("articles", [job for job, _ in jobs], lambda pk: articles.ingest(job_id=pk))
        runs = list(SuggestionRun.objects.filter(snapshot__jobs__location__startswith="seeds/").distinct())
        self._wait_for("articles read by the engine", runs, lambda pk: claims.make_suggestions(run_id=pk))
        return asked

    def _request(self, file: Path, by: User) -> tuple[IngestJob, bool]:
        return articles.request_ingest(
            data=file.read_bytes(), location=seeds.location(file), media_type=media_type_of(file.name), by=by
        )

    def _wait_for(self, what: str, jobs: list[Any], work: Callable[[int], bool]) -> None:
        """Wait for the workers; where none moves, do the work here. Says how far it is, and what failed."""
        if all(job.state == Job.State.DONE for job in jobs):
            return
        model = type(jobs[0])
        mine = model.objects.filter(pk__in=[job.pk for job in jobs])
        moved, left = time.monotonic(), len(jobs) + 1
        while True:
            now_left = mine.unfinished().count()
            if now_left != left:
                moved, left = time.monotonic(), now_left
                self._say(f"{len(jobs) - left} of {len(jobs)} {what}")
            if not left:
                break
            if time.monotonic() - moved >= self.patience:
                if self.patience:
                    self._say(f"no worker has taken anything up for {self.patience:.0f} s: going on without one")
                self.patience = 0.0
                for job in mine.unfinished():
                    settle(job, lambda pk=job.pk: work(pk))  # type: ignore[misc]
            else:
                time.sleep(0.5)
        if failed := list(mine.exclude(state=Job.State.DONE)):
            raise CommandError("; ".join(f"{job}: {job.error}" for job in failed))

    # ---- the session

    def _replay(self) -> int:
        replay = Replay(warn=lambda line: self._say(f"note: {line}"))
        if replay.is_finished():
            return 0
        total, said = len(replay.steps), time.monotonic()
        for number in replay.run():
            if number == total or time.monotonic() - said >= 2:
                said = time.monotonic()
                self._say(f"{number} of {total} steps of the editorial session")
        return total
