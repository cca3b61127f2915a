"""Other people's tools with the same events: Datasette over SQLite, and a tutorial's ListView."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

_DATASETTE = "datasette==0.65.5"
_COLUMNS = (
    "SELECT id, event_id, title, summary, type, verdict, occurred, place_name, place_country, statement_count,"
    " origins, (SELECT json_agg(one->>'name') FROM jsonb_array_elements(actors) one)::text"
    " FROM timeline_entry WHERE superseded_at IS NULL"
)
_FACETS = "_sort_desc=occurred&_size=50&_facet=type&_facet=verdict"
# Datasette gives up on facets after 200 ms; then it would do less than what it is compared with.
_PATIENT = ["--setting", "sql_time_limit_ms", "120000", "--setting", "facet_time_limit_ms", "120000"]


class MissingError(Exception):
    """Why a peer cannot be measured here."""


@contextmanager
def datasette(connection: Any) -> Iterator[Datasette]:
    """Datasette with these events, served. Raises MissingError where it cannot be installed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        program = _installed(home)
        _fill(home / "events.db", connection)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [program, "serve", "-i", home / "events.db", "--port", str(port), *_PATIENT]
        server = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  # what was just installed
        try:
            found = Datasette(f"http://127.0.0.1:{port}/events/entries", server.pid)
            found.wait()
            yield found
        finally:
            server.terminate()
            server.wait(30)


class Datasette:
    """One that serves: its pages, and what its process has used of a processor."""

    def __init__(self, address: str, pid: int) -> None:
        self._address, self._pid = address, pid

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(300):
            try:
                self.page("_size=1")
            except URLError:
                time.sleep(0.2)
            else:
                return
        raise MissingError("Datasette did not start.")

    def page(self, query: str = _FACETS) -> bytes:
        """Its page of 50 rows, the newest first, with two facets."""
        with urlopen(f"{self._address}?{query}", timeout=300) as answer:  # noqa: S310  # our own server
            body: bytes = answer.read()
        return body

    def cpu(self) -> float:
        """How many ms of a processor its process has had, all threads."""
        threads = Path(f"/proc/{self._pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6


def _installed(home: Path) -> Path:
    """In an environment of its own, which is gone afterwards."""
    try:
        subprocess.run([sys.executable, "-m", "venv", home / "venv"], check=True, capture_output=True)  # noqa: S603  # our own interpreter
        install = [home / "venv" / "bin" / "pip", "install", "--quiet", _DATASETTE]
        subprocess.run(install, check=True, capture_output=True, timeout=600)  # noqa: S603  # pip of that environment
    except (subprocess.SubprocessError, OSError) as error:
        raise MissingError(f"Datasette is left out: {_DATASETTE} cannot be installed here.") from error
    return home / "venv" / "bin" / "datasette"


def _fill(file: Path, connection: Any) -> None:
    with sqlite3.connect(file) as into:
        into.execute(
            "CREATE TABLE entries (id INTEGER PRIMARY KEY, event INTEGER, title TEXT, summary TEXT, type TEXT,"
            " verdict TEXT, occurred TEXT, place TEXT, country TEXT, statements INTEGER, origins INTEGER,"
            " actors TEXT)"
        )
        with connection.cursor() as cursor:
            rows = cursor.stream(_COLUMNS)
            into.executemany(
                "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ((*row[:6], row[6].isoformat(), *row[7:]) for row in rows),
            )
        for column in ("occurred", "type", "verdict"):
            into.execute(f"CREATE INDEX by_{column} ON entries ({column})")
        into.execute("ANALYZE")


def tutorial(page: int = 1) -> Callable[[], bytes]:
    """A page of the ListView, through all middleware, with addresses of its own."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory
    from django.urls import set_urlconf

    handler = WSGIHandler()

    def ask() -> bytes:
        request = RequestFactory(headers={"host": "localhost"}).get("/", {"page": page})
        request.urlconf = "bench.tutorial"
        try:
            answer = handler.get_response(request)
        finally:
            set_urlconf(None)  # the addresses of a request stay in force after it
        if answer.status_code != 200:
            raise MissingError(f"The tutorial's list answers {answer.status_code}.")
        return bytes(answer.content)

    return ask


def with_npm() -> bool:
    """Whether peers in a browser can be brought, and a browser to see them in."""
    return bool(shutil.which("npm") and (os.environ.get("ATTESTED_CHROMIUM") or shutil.which("chromium")))
