"""What every test may count on: no manifest of static files, quick passwords, a data folder of its own, people."""

import fcntl
import gc
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadScopeScheduling

from accounts.models import User
from accounts.roles import Role
from tests import factories, migrated
from timeline import card_html, merges, panel
from timeline.counting import corpus

pytest_plugins = ["tests.origin.fixtures"]

# How long an example takes on a shared machine says nothing about what is tested.
hypothesis_settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("any machine")


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
    """Hands out test by test, but each line of these folders and files to one worker, and first.

    For all browser tests one Chromium starts, what a file's tests have in common is made once, and of those that start
    the whole product one runs at a time.

    xdist's own `--dist loadgroup` writes the group into the test's id, which pytest 9 does not let it do any more.
    """

    TOGETHER = (
        ("tests/browser/",),
        (
            "tests/config/test_commands.py",
            "tests/articles/test_faults.py",
            "tests/timeline/test_scheduled_for_real.py",
        ),
        ("tests/test_admin.py",),
        ("tests/test_role_matrix.py",),
        ("tests/articles/test_carriers.py",),
        ("tests/claims/test_real_article_editing.py",),
        ("tests/timeline/test_actors_by_sets.py",),
        ("tests/timeline/test_clusters.py",),
        ("tests/timeline/test_filters.py",),
        ("tests/timeline/test_filters_brute_force.py",),
        ("tests/timeline/test_no_leaks.py",),
        ("tests/timeline/test_scale_budget.py",),
        ("tests/timeline/test_search.py",),
        ("tests/timeline/test_security.py",),
        ("tests/timeline/test_swap_equals_reload.py",),
    )

    def _split_scope(self, nodeid):
        return next((places[0] for places in self.TOGETHER if nodeid.startswith(places)), nodeid)


def pytest_xdist_make_scheduler(config, log):
    return OneWorkerEach(config, log)


@pytest.fixture(scope="session")
def django_db_keepdb(
    request, django_test_environment, django_db_modify_db_settings, django_db_blocker, tmp_path_factory
):
    """Whether the worker's database is there already, as a copy of the one that is migrated once."""
    if not hasattr(request.config, "workerinput"):
        return request.config.getvalue("reuse_db")
    with (tmp_path_factory.getbasetemp().parent / "database.lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        migrated.copy(connection.settings_dict["TEST"]["NAME"])
    return True


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
    merges.forget()
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
