"""A desk whose reports have something to tell, made through its own actions, and how a report is read."""

import csv
import io

import pytest

from tests.pages import parse


class Reports:
    """The reports as one person sees them."""

    def __init__(self, browser):
        self.browser = browser

    def page(self, name, query=""):
        response = self.browser.get(f"/desk/reports/{name}/{query}")
        assert response.status_code == 200
        return parse(response)

    def file(self, name, query=""):
        """The rows of the file as dictionaries, keyed by the columns' names."""
        response = self.browser.get(f"/desk/reports/{name}.csv{query}")
        assert response.status_code == 200
        return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


@pytest.fixture
def reports(as_reviewer):
    return Reports(as_reviewer)
