"""The product's settings, in the internet of the measurement: its guard stays, and nobody waits for a turn."""

from config.settings import *  # noqa: F403
from tests.origin.server import AUTHORITY

FETCH_NETWORK = "bench.origin.Internet"
FETCH_CA_FILE = str(AUTHORITY)
FETCH_PAUSE = 0.0
