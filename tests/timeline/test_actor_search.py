"""Actors found by a part of a name, in any script and spelling; only those that readers know of."""

import pytest

from actors.models import ActorName
from tests import factories
from tests.pages import of_class, parse, read, words

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
    "typed", ["Zel", "zelensky", "Zelenski", "volod zel", "Zelenskyy V", "Зеленский", "ЗЕЛЕНС", "Ze"]
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


@pytest.mark.parametrize("query", ["q=" + "x" * 81, "q=a&q=b", "name=putin", "q=%00"])
def test_what_it_cannot_read_is_refused_with_its_name(client, query):
    page = read(client, f"/actors/suggest?{query}", status=400)
    assert page.xpath("//*[@class='error']")


def test_markup_in_a_name_stays_text(client):
    factories.published(actors=[factories.actor("x", "<b>Bold</b> Bill")])
    assert "<b>Bold" not in client.get("/actors/suggest?q=bold").content.decode()


@pytest.mark.parametrize("number", [1, 5])
def test_one_question(client, number, django_assert_num_queries):
    factories.published(actors=[factories.actor(f"putin-{one}", f"Putin {one}") for one in range(number)])
    with django_assert_num_queries(1 + 1):  # the ETAG, and the actors
        assert len(found(client, "putin")) == number
