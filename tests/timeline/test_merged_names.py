"""Readers find what was published under either of two that are one: under one name, as of the moment asked."""

import pytest
from django.utils import timezone

from actors.actions import merge_actors, unmerge_actors
from claims.actions import merge_issues
from tests import factories
from tests.pages import Timeline, read
from timeline.actions import save_search
from timeline.models import News, SearchHit

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(editor):
    """Published under two names, one event each."""
    one, other = factories.actor("ushakov", "Yuri Ushakov"), factories.actor("ouchakov", "Yuri Ouchakov")
    issue, truce = factories.issue("ceasefire", "Ceasefire"), factories.issue("truce", "Truce")
    for actor, matter in ((one, issue), (other, truce)):
        claim = factories.approved_claim(speaker=actor, issue=matter, kind="position", stance="rejects")
        factories.published(claims=[claim], title=f"Said by {actor.name}")
    return one, other


def total(client, query):
    return Timeline(read(client, f"/?{query}")).total


@pytest.mark.parametrize("slug", ["ushakov", "ouchakov"])
def test_either_slug_means_both(client, editor, twice, slug):
    kept, gone = twice
    before = timezone.now()
    assert total(client, f"actor={slug}") == 1
    merge = merge_actors(gone=gone, kept=kept, reason="One man.", by=editor)
    assert total(client, f"actor={slug}") == 2
    assert total(client, f"actor={slug}&as_of={before:%Y-%m-%dT%H:%M:%S.%f}Z") == 1
    page = client.get(f"/?actor={slug}").content.decode()
    assert "actor=ouchakov" not in page
    assert client.get(f"/events.csv?actor={slug}").getvalue().count(b"Said by") == 2
    unmerge_actors(merge=merge, reason="Two men.", by=editor)
    assert total(client, f"actor={slug}") == 1


def test_an_actor_that_readers_do_not_know_yet_goes_on_under_the_name_that_they_know(client, editor, twice):
    _, gone = twice
    new = factories.actor("secret", "A Secret Name")
    merge_actors(gone=gone, kept=new, reason="One man.", by=editor)
    page = client.get("/?actor=ouchakov")
    assert page.status_code == 200
    assert "secret" not in page.content.decode().lower()
    assert client.get("/?actor=secret").status_code == 400


def test_a_page_that_was_kept_is_asked_for_again(client, editor, twice):
    kept, gone = twice
    tag = client.get("/")["ETag"]
    merge = merge_actors(gone=gone, kept=kept, reason="One man.", by=editor)
    merged = client.get("/", headers={"If-None-Match": tag})
    assert merged.status_code == 200
    unmerge_actors(merge=merge, reason="Two.", by=editor)
    assert client.get("/", headers={"If-None-Match": merged["ETag"]}).status_code == 200


@pytest.mark.parametrize("slug", ["ceasefire", "truce"])
def test_either_issue_means_both(client, editor, twice, slug):
    issue, truce = factories.issue("ceasefire"), factories.issue("truce")
    tag = client.get("/")["ETag"]
    assert total(client, f"issue={slug}") == 1
    merge_issues(gone=truce, kept=issue, reason="One matter.", by=editor)
    assert total(client, f"issue={slug}") == 2
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200
    facet = read(client, "/").xpath("//*[@name='issue']//@value")
    assert "truce" not in facet


def test_a_saved_search_hears_of_what_is_published_under_the_other_name(editor, twice):
    kept, gone = twice
    search = save_search(name="Him", query="actor=ouchakov", mail="daily", by=editor)
    merge_actors(gone=gone, kept=kept, reason="One man.", by=editor)
    factories.published(claims=[factories.approved_claim(speaker=kept)], title="Again")
    factories.follow_up()
    news = News.objects.latest("pk")
    assert SearchHit.objects.filter(search=search, news=news).exists()
