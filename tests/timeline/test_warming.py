"""A web process has read what is published before anybody asks it, and starts without a database."""

import gc
import os

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError

from tests import factories
from timeline import warming
from timeline.counting import corpus
from timeline.published import published

application = get_wsgi_application()

# What another process is to read has to be committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    monkeypatch.setattr(gc, "freeze", lambda: None)


@pytest.mark.parametrize("address", ["/", "/uk/", "/ru/", "/?view=map"])
def test_the_first_page_of_a_process_asks_only_whether_anything_is_new(address, client, django_assert_num_queries):
    factories.published()
    warming.warm_up(application)
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200


def test_it_asks_as_a_reader_of_this_site_does(settings, client, django_assert_num_queries):
    """Behind a proxy that speaks TLS, under the name that the site has."""
    settings.ALLOWED_HOSTS = [".attested.example"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    factories.published()
    warming.warm_up(get_wsgi_application())
    with django_assert_num_queries(1):
        assert client.get("/", secure=True, headers={"host": "attested.example"}).status_code == 200


def test_what_is_handed_over_is_what_would_be_read_here():
    for _ in range(3):
        factories.published()
    here = corpus.corpus(published().state)
    warming.warm_up(application)
    handed_over = corpus.corpus(published().state)
    assert handed_over is not here
    assert handed_over == here


def test_what_is_published_since_is_added_to_what_was_handed_over(client):
    factories.published()
    warming.warm_up(application)
    lineage = corpus.corpus(published().state).lineage
    factories.published(title="Envoys meet once more")
    assert "Envoys meet once more" in client.get("/").text
    assert corpus.corpus(published().state).lineage is lineage


def test_without_a_database_it_is_left_to_the_first_reader(monkeypatch, client, caplog):
    def refuse():
        raise OperationalError("the server is not there")

    monkeypatch.setattr(warming, "published", refuse)
    warming.warm_up(application)
    assert "the server is not there" in caplog.text
    assert client.get("/").status_code == 200


def test_so_it_is_where_the_reading_process_is_killed(monkeypatch, client, caplog):
    monkeypatch.setattr(warming, "published", lambda: os._exit(9))
    warming.warm_up(application)
    assert "is read when somebody asks" in caplog.text
    assert client.get("/").status_code == 200
