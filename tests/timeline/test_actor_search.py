"""Actors found by a part of a name, in any script and spelling; only those that readers know of."""

import pytest
from django.utils import timezone

from actors.models import Actor, ActorName
from tests import factories
from tests.pages import of_class, parse, read, words
from timeline.moments import parameter

pytestmark = pytest.mark.django_db


@pytest.fixture
def zelenskyy():
    actor = factories.actor("volodymyr-zelenskyy", "Volodymyr Zelenskyy")
    ActorName.objects.create(actor=actor, text="Ze", kind="alias")
    ActorName.objects.create(actor=actor, text="Володимир Зеленський", language="uk", script="Cyrl", kind="full")
    return actor


def found(client, typed):
    page = read(client, "/actors/suggest", q=typed)
    return {link.get("href"): words(link) for link in page.xpath("//ul[@class='found-actors']//a")}


@pytest.mark.parametrize(
    "typed",
    [
        "Zel",
        "zelensky",
        "Zelenski",
        "volod zel",
        "Zelenskyy V",
        "Selenskyj",
        "Зеленского",
        "Зеленский",
        "ЗЕЛЕНС",
        "Ze",
    ],
)
def test_by_any_name_in_any_script(client, zelenskyy, typed):
    factories.published(actors=[zelenskyy, factories.actor("witkoff", "Steve Witkoff")])
    assert found(client, typed) == {"/?actor=volodymyr-zelenskyy": "Volodymyr Zelenskyy"}


def test_letters_from_the_middle_are_no_name(client, zelenskyy):
    factories.published(actors=[zelenskyy])
    assert found(client, "lenskyy") == {}


def test_only_actors_of_what_is_public_now(client, zelenskyy):
    factories.event(actors=[zelenskyy])
    assert found(client, "zelenskyy") == {}
    entry = factories.published(actors=[zelenskyy])
    assert len(found(client, "zelenskyy")) == 1
    factories.republished(entry, actors=())
    assert found(client, "zelenskyy") == {}


def test_it_goes_by_its_published_name(client, zelenskyy):
    factories.published(actors=[zelenskyy])
    zelenskyy.name = "A suspect, not yet published"
    zelenskyy.save()
    assert found(client, "zelenskyy") == {"/?actor=volodymyr-zelenskyy": "Volodymyr Zelenskyy"}
    assert found(client, "suspect") == {}


def test_after_a_renaming_it_goes_by_the_published_name_until_the_next_publication(client):
    mfa = factories.actor("mfa", "Foreign Ministry", kind="organisation")
    entry = factories.published(actors=[mfa])
    mfa.name = "Department of Secrets"
    mfa.save()
    assert found(client, "foreign min") == {"/?actor=mfa": "Foreign Ministry"}
    assert found(client, "department") == {}
    factories.republished(entry, title="Another title")
    assert found(client, "department") == {"/?actor=mfa": "Department of Secrets"}
    assert found(client, "foreign min") == {}


@pytest.mark.django_db(transaction=True)  # versions are dated when their transaction begins
def test_as_it_was_known_at_a_moment(client, zelenskyy):
    def at(typed, moment):
        page = read(client, "/actors/suggest", q=typed, as_of=moment)
        return [words(link) for link in page.xpath("//ul[@class='found-actors']//a")]

    before = timezone.now()
    entry = factories.published(actors=[zelenskyy])
    with_him = timezone.now()
    factories.republished(entry, actors=())
    ActorName.objects.create(actor=zelenskyy, text="Бронислав", kind="alias")
    factories.published(actors=[zelenskyy])
    assert at("zelenskyy", parameter(before)) == []
    assert at("zelenskyy", parameter(with_him)) == ["Volodymyr Zelenskyy"]
    assert at("Ze", parameter(with_him)) == ["Volodymyr Zelenskyy"]
    assert at("Бронислав", parameter(with_him)) == []  # a name of later
    assert list(found(client, "Бронислав").values()) == ["Volodymyr Zelenskyy"]


def test_links_stay_in_their_moment(client, zelenskyy):
    factories.published(actors=[zelenskyy])
    page = read(client, "/actors/suggest", q="zel", as_of="2100-01-01")
    (link,) = page.xpath("//ul[@class='found-actors']//a/@href")
    assert read(client, link, status=200) is not None
    assert "as_of=2100-01-01" in link
    assert page.xpath("//form//input[@name='as_of']/@value")[0].startswith("2100-01-01")
    (asks,) = read(client, "/", as_of="2100-01-01").xpath("//input[@id='actor-name']/@hx-get")
    assert asks == "/actors/suggest?as_of=2100-01-01"


def test_a_merged_actor_leads_to_the_one_that_goes_on_where_readers_know_it(client, zelenskyy):
    gone = factories.actor("president", "Wolodymyr Selensky")
    factories.published(actors=[gone])
    Actor.objects.filter(pk=gone.pk).update(merged_into=zelenskyy)
    # Nothing names the one that goes on: neither do we.
    assert found(client, "selensky") == {"/?actor=president": "Wolodymyr Selensky"}
    assert found(client, "Volodymyr") == {"/?actor=president": "Wolodymyr Selensky"}
    factories.published(actors=[zelenskyy])
    assert found(client, "selensky") == {"/?actor=volodymyr-zelenskyy": "Volodymyr Zelenskyy"}


def test_htmx_gets_options_for_a_listbox(htmx, zelenskyy):
    factories.published(actors=[zelenskyy])
    root = parse(htmx.get("/actors/suggest?q=зел"))
    (listbox,) = root.xpath("//*[@role='listbox']")
    (option,) = listbox.xpath("./*[@role='option']")
    assert listbox.get("id") == "actor-options"
    assert option.get("data-slug") == "volodymyr-zelenskyy"
    assert "also Володимир Зеленський" in words(option) or words(option) == "Volodymyr Zelenskyy person"
    nothing = parse(htmx.get("/actors/suggest?q=nobody"))
    assert of_class(nothing, "suggest-none")
    assert not nothing.xpath("//*[@data-slug]")


@pytest.mark.parametrize("query", ["q=" + "x" * 81, "q=a&q=b", "name=putin", "q=%00", "as_of=tomorrow"])
def test_what_it_cannot_read_is_refused_with_its_name(client, query):
    page = read(client, f"/actors/suggest?{query}", status=400)
    assert page.xpath("//*[@class='error']")


def test_markup_in_a_name_stays_text(client):
    factories.published(actors=[factories.actor("x", "<b>Bold</b> Bill")])
    assert "<b>Bold" not in client.get("/actors/suggest?q=bold").content.decode()


@pytest.mark.parametrize("number", [1, 5])
def test_one_question(client, number, django_assert_num_queries):
    factories.published(actors=[factories.actor(f"putin-{one}", f"Putin {one}") for one in range(number)])
    found(client, "putin")  # reads what is published into the sets of the process
    # Names, other names and earlier ones; what is published, and the actors themselves.
    with django_assert_num_queries(3 + 2):
        assert len(found(client, "putin")) == number
