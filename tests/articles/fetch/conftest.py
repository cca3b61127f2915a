"""The fetcher's tests: with the guard on, against a server that stands behind public addresses."""

import pytest

from articles.ingest.fetch import FetchError, Limits, fetch
from tests.origin.fixtures import internet, origin

__all__ = ["internet", "origin"]

# Long enough for any honest answer on a busy machine.
PATIENT = Limits(total=20.0)


@pytest.fixture
def refused():
    """Fetch an address that gives no answer, and give the error."""

    def ask(url, limits=PATIENT, **how):
        with pytest.raises(FetchError) as caught:
            fetch(url, limits=limits, **how)
        return caught.value

    return ask
