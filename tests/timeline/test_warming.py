"""A web process has read what is published before anybody asks it, and starts without a database."""

import gc

import pytest
from django.db import OperationalError

from tests import factories
from timeline import warming

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    """Tests run in a transaction of the connection that would be closed."""
    monkeypatch.setattr(warming, "connections", type("None", (), {"close_all": staticmethod(lambda: None)}))
    monkeypatch.setattr(gc, "freeze", lambda: None)


def test_the_first_page_of_a_process_reads_only_what_is_new(client, django_assert_num_queries):
    factories.published()
    warming.warm_up()
    with django_assert_num_queries(4):  # as of a page whose sets are there: see test_queries
        client.get("/")


def test_without_a_database_it_is_left_to_the_first_reader(monkeypatch, client, caplog):
    def refuse():
        raise OperationalError("the server is not there")

    monkeypatch.setattr(warming, "published", refuse)
    warming.warm_up()
    assert "the server is not there" in caplog.text
    assert client.get("/").status_code == 200
