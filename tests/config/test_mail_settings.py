"""Mails come out of the environment: into the log until a server is named, and links need an address."""

import os
import subprocess
import sys

import pytest

from config.services import paths

ASK = (
    "from config import settings as s;"
    "print(s.EMAIL_BACKEND.rsplit('.', 2)[1], s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.SITE_URL)"
)
PRODUCTION = {"ATTESTED_ENV": "production", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "timeline.example"}


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
    ("environment", "said"),
    [
        ({}, "console localhost 25 False http://127.0.0.1:8000"),
        (
            {"EMAIL_URL": "smtp+tls://who:p%40ss@mail.example:587", "SITE_URL": "https://timeline.example"}
            | PRODUCTION,
            "smtp mail.example 587 True https://timeline.example",
        ),
    ],
)
def test_where_mails_go(environment, said):
    assert asked(**environment).stdout.strip() == said


def test_mails_without_an_address_of_the_site_are_refused_at_the_start():
    refused = asked(**PRODUCTION, EMAIL_URL="smtp://mail.example")
    assert refused.returncode
    assert "SITE_URL has to be set" in refused.stderr
