"""What every test may count on: no manifest of static files, quick passwords, a data folder of its own, people."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests import factories

pytest_plugins = ["tests.origin.fixtures"]


def pytest_configure():
    # WhiteNoise warns of a folder that is not there; static files come from their sources in tests.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _settings_for_tests(settings, tmp_path):
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media"},
        },
        "snapshots": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "snapshots"},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CELERY_TASK_ALWAYS_EAGER = False


@pytest.fixture
def editor(db) -> User:
    return factories.user(Role.EDITOR)


@pytest.fixture
def editor2(db) -> User:
    return factories.user(Role.EDITOR, "editor2")


@pytest.fixture
def reviewer(db) -> User:
    return factories.user(Role.REVIEWER)


@pytest.fixture
def admin_user(db) -> User:
    return factories.user(Role.ADMIN)


@pytest.fixture
def reader(db) -> User:
    return factories.user(Role.READER)


@pytest.fixture
def htmx(client: Client):
    """GET or POST as htmx does."""

    class Htmx:
        headers = {"HX-Request": "true"}

        def get(self, url, **extra):
            return client.get(url, headers=self.headers | extra.pop("headers", {}), **extra)

        def post(self, url, values=None, **extra):
            return client.post(url, values or {}, headers=self.headers | extra.pop("headers", {}), **extra)

    return Htmx()


def logged_in(user: User) -> Client:
    """A browser of its own in which this person is logged in."""
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def as_editor(editor: User) -> Client:
    return logged_in(editor)


@pytest.fixture
def as_reviewer(reviewer: User) -> Client:
    return logged_in(reviewer)
