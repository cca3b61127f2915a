"""Settings for everything that `manage.py up` starts beside a test: the test's internet in the place of the real one."""

from config.settings import *  # noqa: F403
from config.settings import CELERY_BEAT_SCHEDULE as _PRODUCT

# The guard stays where it is. Which ports the internet has stands in the variable of tests.origin.network.
FETCH_NETWORK = "tests.origin.network.Internet"
FETCH_PAUSE = 0.0

# What finds work that was lost looks five times as often, so that a test waits for less; each does what it does.
OUTBOX_LEASE = 3.0
CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": every, "options": entry["options"] | {"expires": every}}
    for name, entry in _PRODUCT.items()
    for every in [entry["schedule"] / 5 if entry["schedule"] <= 60 else entry["schedule"]]
}
