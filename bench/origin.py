"""The web that is measured: every page of `bench.pages`, made when it is asked for, by a process of its own.

Run as a module it serves, and says its ports; `serving()` starts it, so that its work counts for nobody.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench import pages
from tests.origin import network
from tests.origin.server import Answer, Origin, Request

_REPORT = re.compile(r"/report-(\d+)-(\d+)$")
_FEED = re.compile(r"/feed-(\d+)-(\d+)\.xml$")


class Internet(network.Internet):
    """The tests' internet, which remembers nothing: in ten thousand articles that would be a leak of its own."""

    def resolve(self, host: str, deadline: Any) -> Any:
        """As the tests' internet does."""
        network.world.looked_up.clear()
        return super().resolve(host, deadline)

    def connect(self, address: Any, port: int, timeout: float) -> Any:
        """As the tests' internet does."""
        network.world.dialled.clear()
        return super().connect(address, port, timeout)


class _Web(Origin):
    def page(self, request: Request) -> Any:
        self.requests.clear()
        if found := _REPORT.search(request.path):
            made = pages.page(int(found[2]), seed=int(found[1]))
            return Answer(made.body, headers={"Content-Type": f"text/html; charset={made.charset}"})
        if found := _FEED.search(request.path):
            return Answer(
                pages.feed(int(found[2]), seed=int(found[1])), headers={"Content-Type": "application/rss+xml"}
            )
        return super().page(request)


@contextmanager
def serving() -> Iterator[None]:
    """While it serves, the environment tells this process and its children of it."""
    server = subprocess.Popen([sys.executable, "-m", "bench.origin"], stdout=subprocess.PIPE, stdin=subprocess.PIPE)
    try:
        assert server.stdout is not None  # noqa: S101  # for mypy: we asked for a pipe
        ports = json.loads(server.stdout.readline())
        world = network.World(ports={80: ports[0], 443: ports[1]})
        os.environ |= world.environment()
        network.world.ports.update(world.ports)
        yield
    finally:
        server.terminate()
        server.wait(10)


def _serve() -> None:
    with _Web() as web:
        print(json.dumps([web.port, web.tls_port]), flush=True)
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()  # ends with its parent
        threading.Event().wait()


if __name__ == "__main__":
    _serve()
