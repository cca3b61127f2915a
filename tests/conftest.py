"""What every test may count on: no manifest of static files, quick passwords, a data folder of its own, people."""

import fcntl
import gc
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from xdist.scheduler import LoadScopeScheduling

from accounts.models import User
from accounts.roles import Role
from tests import factories
from timeline import card_html, panel
from timeline.counting import corpus

pytest_plugins = ["tests.origin.fixtures"]


def pytest_configure():
    # WhiteNoise warns of a folder that is not there; static files come from their sources in tests.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    # Also for people who are made once for many tests.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection():
    # Modules and thousands of tests stay until the end: the collector need not look at them again and again.
    gc.disable()


def pytest_collection_finish():
    gc.collect()
    gc.freeze()
    gc.enable()


class OneWorkerEach(LoadScopeScheduling):
    """Hands out test by test, but these folders and files each to one worker.

    For all browser tests one Chromium starts, and what a file's tests have in common is made once.

    xdist's own `--dist loadgroup` writes the group into the test's id, which pytest 9 does not let it do any more.
    """

    TOGETHER = (
        "tests/browser/",
        "tests/test_role_matrix.py",
        "tests/articles/test_carriers.py",
        "tests/claims/test_real_article_editing.py",
        "tests/timeline/test_clusters.py",
        "tests/timeline/test_filters.py",
        "tests/timeline/test_filters_brute_force.py",
        "tests/timeline/test_no_leaks.py",
        "tests/timeline/test_scale_budget.py",
        "tests/timeline/test_search.py",
        "tests/timeline/test_security.py",
        "tests/timeline/test_swap_equals_reload.py",
    )

    def _split_scope(self, nodeid):
        return next((place for place in self.TOGETHER if nodeid.startswith(place)), nodeid)


def pytest_xdist_make_scheduler(config, log):
    return OneWorkerEach(config, log)


# Each worker works on a copy of this database: to migrate takes as long as hundreds of tests do.
MIGRATED = "attested_tests_migrated"


@pytest.fixture(scope="session")
def django_db_keepdb(
    request, django_test_environment, django_db_modify_db_settings, django_db_blocker, tmp_path_factory
):
    """Whether the worker's database is there already; the first worker to come migrates the one that all copy."""
    if not hasattr(request.config, "workerinput"):
        return request.config.getvalue("reuse_db")
    with (tmp_path_factory.getbasetemp().parent / "database.lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        _copy_of_the_migrated(connection.settings_dict["TEST"]["NAME"])
    return True


def _copy_of_the_migrated(name):
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [MIGRATED])
        is_there = cursor.fetchone()[0]
    if not is_there:
        real = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = MIGRATED
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()
        connection.settings_dict["TEST"]["NAME"] = name
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = real
    quoted = [connection.ops.quote_name(database) for database in (name, MIGRATED)]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted[0]}")
        cursor.execute(f"CREATE DATABASE {quoted[0]} TEMPLATE {quoted[1]}")


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
    corpus.forget()  # what the test before published is gone
    card_html.forget()
    panel.forget()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.REPORTS_KEPT_FROM = float("inf")  # a busy machine keeps none; tests of it say so
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
