"""The product's settings, in the internet of the measurement: its guard stays, and nobody waits for a turn."""

from config.settings import *  # noqa: F403
from config.settings import DATA_DIR, STORAGES
from tests.origin.server import AUTHORITY

FETCH_NETWORK = "bench.origin.Internet"
FETCH_CA_FILE = str(AUTHORITY)
FETCH_PAUSE = 0.0
# The scratch data folder, whatever the environment says of the newsroom's own store.
STORAGES["snapshots"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": str(DATA_DIR / "snapshots")},
}
# Nobody collects static files for a measurement.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
