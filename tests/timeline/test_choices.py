"""The pages of all issues, places, outlets and actors: the panel of the timeline lists the most frequent ones only."""

import pytest

from tests import factories
from tests.pages import of_class, read, the, timeline, words
from timeline import choices, facets

pytestmark = pytest.mark.django_db


@pytest.fixture
def outlets():
    """Five outlets: the first reported three events, the others one."""
    for number in range(5):
        source = factories.source(f"outlet-{number}", f"Outlet {number}")
        for _ in range(3 if number == 0 else 1):
            claim = factories.approved_claim(excerpt=factories.passage(factories.article(of=source)))
            factories.published(title=f"By {number}", claims=[claim], actors=[factories.actor(f"actor-{number}")])


def listed(root):
    return [words(link) for link in root.xpath("//ol[@class='choice-list']/li/a")]


def link_to_all(root, kind):
    return root.xpath(f"//form[@id='filters']//a[starts-with(@href, '/choices/{kind}/')]/@href")


def test_the_panel_leads_to_all_where_it_lists_the_first(client, outlets, monkeypatch):
    monkeypatch.setattr(facets, "_TAGS_LISTED", 2)
    monkeypatch.setattr(facets, "_ACTORS_LISTED", 2)
    root = timeline(client, verdict="verified").root
    assert len(root.xpath("//select[@name='source']/option[@value != '']")) == 2
    for kind, number in (("source", 5), ("actor", 6)):  # the speaker is one, too
        (url,) = link_to_all(root, kind)
        assert url.endswith("?verdict=verified")
        assert len(listed(read(client, url))) == number
    assert link_to_all(root, "issue") == []


def test_where_all_are_listed_there_is_no_link(client, outlets):
    root = timeline(client).root
    assert [link_to_all(root, kind) for kind in choices.KINDS] == [[], [], [], []]


def test_a_choice_leads_to_its_entries_and_keeps_the_rest(client, outlets):
    root = read(client, "/choices/source/?verdict=verified&order=oldest")
    assert listed(root) == [f"Outlet {number}" for number in range(5)]
    page = timeline(client, root.xpath("//ol[@class='choice-list']/li/a/@href")[0])
    assert page.total == 3
    assert {"Verdict verified", "Outlet Outlet 0"} <= {
        words(chip).removesuffix(" ✕: remove") for chip in of_class(page.root, "chip")
    }


def test_what_is_chosen_is_taken_away_again(client, outlets):
    root = read(client, "/choices/source/?source=outlet-0")
    assert listed(root) == [f"Outlet {number}" for number in range(5)]
    assert "chosen" in words(root.xpath("//ol[@class='choice-list']/li")[0])
    assert root.xpath("//ol[@class='choice-list']/li/a/@href")[0] == "/"


def test_actors_are_chosen_beside_each_other(client, outlets):
    factories.published(title="Both", actors=[factories.actor("actor-1"), factories.actor("actor-2")])
    root = read(client, "/choices/actor/?actor=actor-1")
    both = root.xpath("//ol[@class='choice-list']/li/a/@href[contains(., 'actor-2')]")
    assert both == ["/?actor=actor-1&actor=actor-2"]


def test_a_part_of_the_name_finds_it(client, outlets, monkeypatch):
    monkeypatch.setattr(choices, "MOST_LISTED", 2)
    root = read(client, "/choices/source/")
    assert listed(root) == ["Outlet 0", "Outlet 1"]
    assert "There are 5" in words(the(root, "muted", "p"))
    assert listed(read(client, "/choices/source/?called=LET 4")) == ["Outlet 4"]
    nothing = read(client, "/choices/source/?called=<i>none")
    assert listed(nothing) == []
    assert "None is called “<i>none” here." in words(the(nothing, "empty"))
    assert nothing.xpath("//input[@name='called']/@value") == ["<i>none"]


@pytest.mark.parametrize(
    ("url", "status", "name"),
    [
        ("/choices/source/?nonsense=1", 400, "nonsense"),
        ("/choices/source/?verdict=maybe", 400, "verdict"),
        ("/choices/source/?called=a&called=b", 400, "called"),
        ("/choices/mark/", 404, ""),
        ("/choices/verdict/", 404, ""),
    ],
)
def test_nothing_is_ignored(client, outlets, url, status, name):
    assert name in words(read(client, url, status=status))


def test_as_it_was_known(client):
    entry = factories.published(place=factories.place())
    day_before = f"{entry.known_at.year - 1}-01-01"
    assert listed(read(client, "/choices/place/")) == [entry.place_name]
    assert listed(read(client, f"/choices/place/?as_of={day_before}")) == []
