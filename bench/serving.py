"""The product as `bin/up` serves it: its gunicorn, compressed static files, its real settings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import urlopen


@contextmanager
def served(connection: Any = None) -> Iterator[tuple[str, int]]:
    """The address of a server of this database (or of that which the environment names), and its first process."""
    from config.services.processes import web  # reads the settings

    named = {"DATABASE_URL": _url_of(connection.settings_dict)} if connection else {}
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | named
    manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(manage, env=environment, check=True)  # noqa: S603  # our own command
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    service = web("127.0.0.1", port)
    server = subprocess.Popen(service.argv, env={**service.env, **environment}, stdout=subprocess.DEVNULL)  # noqa: S603
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(3_000):  # the sets of five million entries take more than a minute
            try:
                urlopen(f"{address}healthz").close()  # noqa: S310  # our own server
                break
            except OSError:
                time.sleep(0.1)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(30)


def _url_of(settings: dict[str, Any]) -> str:
    host = settings["HOST"] or settings.get("OPTIONS", {}).get("host", "")
    server = f"//{host}" if host.startswith("/") else f"{host}:{settings['PORT']}"
    return f"postgres://{settings['USER']}:{settings['PASSWORD']}@{server}/{settings['NAME']}"
