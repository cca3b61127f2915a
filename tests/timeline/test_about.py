"""The page on method explains every mark that other pages use."""

import pytest

from articles.enums import Reliability
from claims.enums import Directness, Verdict
from tests.pages import of_class, read, words

pytestmark = pytest.mark.django_db


def test_every_verdict_is_explained_with_its_shape(client):
    shown = {words(mark) for mark in of_class(read(client, "/about/"), "verdict")}
    assert shown == {f"{verdict.shape}{verdict.label}" for verdict in Verdict}


def test_every_reliability_code_is_explained(client):
    rows = read(client, "/about/").xpath("//dl/div[.//abbr]")
    assert [f"{words(row.find('dt'))}: {words(row.find('dd'))}" for row in rows] == Reliability.labels


def test_every_kind_of_directness_is_explained(client):
    terms = {words(term) for term in read(client, "/about/").xpath("//dt")}
    assert set(Directness.labels) <= terms


def test_the_masthead_says_where_one_is(client):
    root = read(client, "/about/")
    assert [words(link) for link in root.xpath("//nav//a[@aria-current='page']")] == ["About"]
    assert [words(link) for link in read(client).xpath("//nav//a[@aria-current='page']")] == ["Timeline"]


def test_only_people_who_are_logged_in_are_shown_the_desk(client, as_editor):
    assert read(client, "/about/").xpath("//nav//a[.='Desk']") == []
    assert len(read(as_editor, "/about/").xpath("//nav//a[.='Desk']")) == 1
