"""`origin` is a web server for the test to fill, `internet` the world in which every name under .example leads to it."""

import pytest

from tests.origin import network
from tests.origin.server import AUTHORITY, Origin


@pytest.fixture
def internet(settings, monkeypatch):
    """The world that fetching sees in this test; nothing of the real one."""
    world = network.World()
    monkeypatch.setattr(network, "world", world)
    settings.FETCH_NETWORK = "tests.origin.network.Internet"
    settings.FETCH_CA_FILE = str(AUTHORITY)
    settings.FETCH_PAUSE = 0.0
    return world


@pytest.fixture
def origin(internet):
    """The server behind ports 80 and 443 of every public address."""
    with Origin() as server:
        internet.ports |= {80: server.port, 443: server.tls_port}
        yield server
