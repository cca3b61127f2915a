"""A tile server is named with whose tiles they are, and only then may browsers ask it."""

import os
import subprocess
import sys

import pytest

from config.services import paths

ASK = "from config import settings as s; print(' '.join(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src']))"


def asked(**environment):
    return subprocess.run(
        [sys.executable, "-c", ASK],
        check=False,
        env=os.environ | environment,
        cwd=paths.REPOSITORY,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("url", "sources"),
    [
        ("", "'self' data:"),
        ("https://tiles.example/{z}/{x}/{y}.png", "'self' data: https://tiles.example"),
        ("https://{s}.tiles.example:8443/{z}/{x}/{y}.png?key=1", "'self' data: https://*.tiles.example:8443"),
    ],
)
def test_pictures_come_from_here_and_from_the_tile_server_that_is_named(url, sources):
    answer = asked(MAP_TILES_URL=url, MAP_TILES_ATTRIBUTION="© somebody")
    assert answer.stdout.strip() == sources


@pytest.mark.parametrize(
    ("url", "attribution"),
    [("tiles.example", "© somebody"), ("javascript:alert(1)", "© somebody"), ("https://tiles.example/{z}", "")],
)
def test_anything_else_is_refused_when_it_starts(url, attribution):
    answer = asked(MAP_TILES_URL=url, MAP_TILES_ATTRIBUTION=attribution)
    assert answer.returncode != 0
    assert "MAP_TILES_URL has to be an address" in answer.stderr
