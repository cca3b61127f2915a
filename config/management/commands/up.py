"""`manage.py up`: everything on one machine, in the foreground, until Ctrl-C."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from config.services import embedded, lock, paths, processes, secrets
from config.services.child import Service
from config.services.errors import ServiceError
from config.services.progress import Progress, StepLog
from config.services.reset import reset
from config.services.static_files import collect_static_files
from config.services.supervisor import Supervisor

DEMO_USERS = ("editor", "editor2", "reviewer", "admin")
# It reads what is published first, 15 s of a million entries. One that cannot start is gone sooner, which is noticed.
WEB_WITHIN = 600.0


class Command(BaseCommand):
    help = "Start the services, migrate, load the demo conflict, and serve until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="port of the web server (8000)")
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--data", metavar="DIR", help="the data folder (var/, or what ATTESTED_DATA says)")
        parser.add_argument("--no-demo", action="store_true", help="no demo conflict and no demo users")
        parser.add_argument(
            "--reset",
            action="store_true",
            help="first delete the embedded database and the archive of snapshots",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        demo = not options["no_demo"] and not settings.PRODUCTION
        self.stdout.ending = ""  # Progress ends its own lines
        progress = Progress(self.stdout)
        supervisor = Supervisor(say=progress.note)
        signals = _Signals(again=supervisor.hurry)
        try:
            with lock.keep(lock.Holder(os.getpid(), "bin/up", processes.address(host, port))):
                processes.check_port(host, port)
                if options["reset"]:
                    _confirm_reset()
                    reset()
                with supervisor:
                    try:
                        self._start(supervisor, progress, host=host, port=port, demo=demo)
                        threading.Event().wait()
                    except KeyboardInterrupt:
                        progress.line("Stopping …")
                    finally:
                        signals.stopping = True
        except lock.Held as held:
            raise ServiceError(f"The data folder {paths.data_dir()} is in use: {held}.") from held
        progress.line("Stopped.")

    def _start(self, supervisor: Supervisor, progress: Progress, *, host: str, port: int, demo: bool) -> None:
        """Every step up to a web server that answers."""
        progress.line(f"Attested, with its data in {paths.data_dir()}")
        embedded.start(supervisor, done=progress.done, note=progress.note)
        with progress.step("Database schema", done="up to date"):
            _logged("migrate", lambda log: call_command("migrate", interactive=False, stdout=log, stderr=log))
            # Names and entries that an earlier release wrote are found as this one finds its own.
            _logged("index_names", lambda log: call_command("index_names", stdout=log, stderr=log))
            _logged("index_entries", lambda log: call_command("index_entries", stdout=log, stderr=log))
        with progress.step("Static files", done="in place"):
            _logged("collectstatic", collect_static_files)
        with progress.step("Workers and beat", done="started"):
            for service in _background():
                supervisor.start(service, level=processes.LEVEL)
                supervisor.settle(service.name)
        if demo:
            with progress.step("Demo conflict", done="in place"):
                _logged("load_demo", lambda log: call_command("load_demo", stdout=log), progress)
        connections.close_all()  # from here on this process only watches
        with progress.step("Web server"):
            supervisor.start(processes.web(host, port), level=processes.LEVEL)
            supervisor.wait_until(processes.WEB, lambda: processes.healthy(host, port), within=WEB_WITHIN)
        progress.line("")
        progress.line(f"Attested serves at {processes.address(host, port)}")
        if demo:
            progress.line(f"Log in at {processes.address(host, port)}desk/ as {', '.join(DEMO_USERS)}")
            progress.line(f"with the password {secrets.demo_password()}")
        progress.line("Ctrl-C stops everything.")


def _background() -> Iterator[Service]:
    """What works beside the web server."""
    yield processes.worker()
    yield processes.fetcher()
    if set(settings.ATTESTED_SUGGESTERS) - {"rules"}:
        yield processes.reader()
    yield processes.beat()


class _Signals:
    """Turns Ctrl-C, TERM and a closed terminal into one orderly stop, and asked again into a quick one."""

    def __init__(self, *, again: Callable[[], None]) -> None:
        self.stopping = False
        self._again = again
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._received)

    def _received(self, _number: int, _frame: FrameType | None) -> None:
        if self.stopping:
            self._again()
            return
        self.stopping = True
        raise KeyboardInterrupt


def _confirm_reset() -> None:
    """Ask a person; a script that writes --reset has decided."""
    if not sys.stdin.isatty():
        return
    answer = input(f"Delete the database and the archive in {paths.data_dir()}? Type yes: ")
    if answer.strip() != "yes":
        raise ServiceError("Nothing was deleted.")


def _logged(name: str, step: Callable[[StepLog], object], progress: Progress | None = None) -> None:
    """Run a step with a log of its own; its failure shows the log's last lines."""
    log = StepLog(paths.log_dir() / f"{name}.log", progress)
    try:
        step(log)
    except ServiceError:
        raise
    except Exception as error:
        raise log.failed(name, error) from error
