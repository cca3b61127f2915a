"""Settings for a real worker beside a test: the test's database and archive, and a queue that no other worker hears."""

import os

from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE_NAME"]
STORAGES["snapshots"]["OPTIONS"] = {"location": os.environ["TEST_SNAPSHOTS"]}
CELERY_TASK_DEFAULT_QUEUE = os.environ["TEST_QUEUE"]
CELERY_TASK_ROUTES = {name: {"queue": os.environ["TEST_QUEUE"]} for name in ("articles.tasks.*", "claims.tasks.*")}
# The internet of the test, where it has one; the guard stays where it is.
FETCH_NETWORK = "tests.origin.network.Internet"
FETCH_PAUSE = 0.0
