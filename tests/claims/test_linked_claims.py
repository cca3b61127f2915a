"""The thread of a claim at the desk: claims of every stage, in order of time, with the links of its own to take away."""

import pytest

from claims import actions, linked_claims
from claims.linked_claims import thread_at_desk
from tests import factories
from tests.claims.views.tab import Tab
from tests.pages import of_class, the, words

pytestmark = pytest.mark.django_db


def said(text, day, **values):
    return factories.draft_claim(text=text, said_edtf=f"2025-03-{day}", **values)


def linked(claim, other, kind):
    return actions.link_claims(claim=claim, other=other, kind=kind, by=factories.user())


def texts(element):
    return [words(one) for one in of_class(element, "said-text")]


@pytest.fixture
def offer():
    """An offer that was repeated twice, denied, and set right; and a claim that is linked with none of them."""
    peskov = factories.actor("peskov", "Dmitry Peskov")
    claims = {
        "again": said("A truce was offered, he says again.", 15),
        "first": said("A truce was offered.", 13),
        "once": factories.approved_claim(text="A truce was offered, he says.", said_edtf="2025-03-14"),
        "denial": said("There was no offer.", 16, speaker=peskov),
        "back": said("There was an offer of sorts.", 17, speaker=peskov),
        "alone": said("The summit ended.", 12),
    }
    links = [
        linked(claims["again"], claims["once"], "repeats"),
        linked(claims["once"], claims["first"], "repeats"),
        linked(claims["denial"], claims["first"], "denies"),
        linked(claims["back"], claims["denial"], "walks_back"),
    ]
    return claims, links


def test_it_is_read_from_whoever_s_page(client, offer):
    claims, _ = offer
    client.force_login(factories.user("editor"))
    order = [claims[key].text for key in ("first", "once", "again", "denial", "back")]
    for key in ("first", "once", "again", "denial", "back"):
        tab = Tab(client, claims[key].get_absolute_url())
        thread = the(tab.root, "thread", "ol")
        assert texts(thread) == order, key
        summary = words(the(thread, "thread-repeats", "details").find("summary"))
        assert summary == "First said: 13 March 2025, Yuri Ushakov; repeated 2 times; last: 15 March 2025"
        assert [words(one).split(":")[0] for one in of_class(thread, "thread-how")] == ["Denies", "Walks back"]
        (here,) = thread.xpath(".//*[@aria-current]")
        assert claims[key].text in words(here)
        assert "◌draft" in words(thread)
        assert "verified" in words(of_class(thread, "said-line")[1])
    tab = Tab(client, claims["alone"].get_absolute_url())
    assert "Not linked to any other claim." in tab.says("links")


def test_only_links_of_its_own_are_taken_away_here(client, offer):
    claims, links = offer
    client.force_login(factories.user("editor"))
    tab = Tab(client, claims["denial"].get_absolute_url())
    shown = [words(one.find("p")) for one in of_class(tab.by_id("links"), "direct-link")]
    assert shown == [
        f"This claim {stands} it added by {factories.user()}" for stands in ("denies", "is walked back by")
    ]
    assert tab.by_id("links").xpath(".//form[contains(@action, '/remove/')]/@action") == [
        f"/desk/links/{link.pk}/remove/" for link in links[2:]
    ]
    tab.send(tab.form_to(f"/desk/links/{links[3].pk}/remove/"), {"reason": "He meant another offer."})
    assert texts(tab.by_id("links"))[-1] == claims["denial"].text


@pytest.mark.parametrize("number", [1, 5])
def test_two_questions_whatever_the_size(number, django_assert_num_queries):
    first = said("It was.", 13)
    for at in range(number):
        linked(said(f"It was not ({at}).", 14), first, "denies")
    with django_assert_num_queries(2):
        thread = thread_at_desk(first)
        lines = [(one.text, one.speaker_name, one.parties, one.stage) for one in told(thread)]
    assert len(lines) == number + 1


def told(thread):
    return [one for post in thread.posts for one in (post.first, *(answer.first for answer in post.answers))]


def test_what_is_linked_with_nothing_costs_one(django_assert_num_queries):
    claim = said("It was.", 13)
    with django_assert_num_queries(1):
        assert not thread_at_desk(claim)


def test_the_nearest_are_told(monkeypatch):
    monkeypatch.setattr(linked_claims, "MOST", 3)
    first, *rest = (said(f"Claim {at}.", 10 + at) for at in range(5))
    for at, other in enumerate(rest):
        linked(other, [first, *rest][at], "contradicts")
    thread = thread_at_desk(first)
    assert thread.more
    assert thread.posts[0].answers[0].answers[0].first.text == "Claim 2."
    assert not thread.posts[0].answers[0].answers[0].answers
