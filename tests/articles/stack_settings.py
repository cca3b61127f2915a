"""Settings for everything that `manage.py up` starts beside a test: the test's internet in the place of the real one."""

from config.settings import *  # noqa: F403

# The guard stays where it is. Which ports the internet has stands in the variable of tests.origin.network.
FETCH_NETWORK = "tests.origin.network.Internet"
FETCH_PAUSE = 0.0
