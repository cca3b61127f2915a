"""The Celery application; tasks live in each app's `tasks.py`."""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("attested")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def settle(**_kwargs: Any) -> None:
    """Keep what was loaded for good out of garbage collections: each would look at all of it again for nothing."""
    gc.collect()
    gc.freeze()
