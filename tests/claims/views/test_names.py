"""Who is named in an article: known actors, and names that the gazetteer does not have yet."""

import pytest

from actors.models import Actor, ActorName, Office
from tests import factories
from tests.claims.views.tab import Tab, values_of
from tests.pages import of_class, parse, words

pytestmark = pytest.mark.django_db

TEXT = (
    "Yuri Ushakov, the Kremlin's foreign policy adviser, spoke to national security adviser Mike Waltz. "
    "“We are ready,” said Mike Waltz on Thursday."
)


@pytest.fixture
def capture(db):
    factories.conflict()
    factories.actor("ushakov", "Yuri Ushakov", office="foreign policy adviser")
    return factories.article(TEXT)


@pytest.fixture
def tab(as_editor, capture):
    tab = Tab(as_editor, f"/desk/articles/{capture.article_id}/")
    return tab.press(tab.by_id("names"))


def form_of(tab, name):
    (found,) = [form for form in of_class(tab.root, "name-form") if values_of(form)["name"] == name]
    return found


def offered(tab):
    return [values_of(form)["name"] for form in of_class(tab.root, "name-form")]


def known(tab):
    return [words(item) for one in of_class(tab.root, "names-known") for item in one]


def test_known_actors_are_listed_with_their_offices_and_new_names_offered(tab):
    assert known(tab) == ["Yuri Ushakov person, foreign policy adviser Follow Yuri Ushakov"]
    assert offered(tab) == ["Mike Waltz"]
    assert {"name": "Mike Waltz", "kind": "person", "office": "national security adviser"}.items() <= values_of(
        form_of(tab, "Mike Waltz")
    ).items()


def test_adding_a_name_makes_an_actor_that_every_form_then_offers(tab):
    factories.actor("usa", "United States", kind="state")
    tab.press(form_of(tab, "Mike Waltz"), {"acts_for": "United States"})
    actor = Actor.objects.get(name="Mike Waltz")
    assert (actor.kind, actor.acts_for.slug, actor.offices.get().title) == (
        "person",
        "usa",
        "national security adviser",
    )
    assert known(tab) == [
        "Mike Waltz person, national security adviser, for United States Follow Mike Waltz",
        "Yuri Ushakov person, foreign policy adviser Follow Yuri Ushakov",
    ]
    assert offered(tab) == []
    assert "Added Mike Waltz." in tab.says("names")
    assert "Mike Waltz" in tab.by_id("actor-names").xpath("./option/@value")


def test_a_card_that_waits_for_the_speaker_s_name_shows_it_at_once(tab, capture):
    suggestion = factories.suggestion(capture, "We are ready", speaker_name="Mike Waltz")
    tab.visit("")
    tab.press(tab.by_id("names"))
    assert "is not in the gazetteer" in tab.says(f"suggestion-{suggestion.pk}")
    tab.press(form_of(tab, "Mike Waltz"))
    assert "Speaker Mike Waltz, national security adviser" in tab.says(f"suggestion-{suggestion.pk}").replace(
        "SpeakerMike", "Speaker Mike"
    )
    tab.press(tab.button("Accept"))
    suggestion.refresh_from_db()
    assert [str(item.actor) for item in suggestion.claim.speakers] == ["Mike Waltz"]


@pytest.mark.parametrize("typed", ["Yuri Ushakov", "  yuri   ushakov "])
@pytest.mark.parametrize("by", ["htmx", "page"])
def test_an_actor_is_not_added_twice_and_what_was_typed_stays(tab, capture, typed, by):
    if by == "page":
        tab.visit(f"/desk/articles/{capture.article_id}/names/")
    send = tab.press if by == "htmx" else tab.send
    values = {"name": typed, "office": "typed office", "kind": "organisation"}
    send(form_of(tab, "Mike Waltz"), values, status=422)
    assert Actor.objects.count() == 1
    assert "There is already an actor called" in " ".join(tab.alerts)
    assert values.items() <= values_of(of_class(tab.root, "name-form")[0]).items()
    assert "Mike Waltz" in offered(tab)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"name": ""}, "This field is required."),
        ({"kind": "angel"}, "Select a valid choice. angel is not one of the available choices."),
        ({"acts_for": "Nobody"}, "No actor is called Nobody yet. Add the actor under “Names” first."),
    ],
)
def test_a_bad_field_is_named(tab, values, fault):
    tab.press(form_of(tab, "Mike Waltz"), values | {"office": "typed office"}, status=422)
    assert tab.alerts == [fault]
    assert values_of(of_class(tab.root, "name-form")[0])["office"] == "typed office"
    assert Actor.objects.count() == 1


def test_the_panel_is_a_page_of_its_own_without_htmx(as_editor, capture):
    address = f"/desk/articles/{capture.article_id}/names/"
    tab = Tab(as_editor, address)
    assert tab.root.xpath("//h1[.='Names']")
    tab.send(form_of(tab, "Mike Waltz"))
    assert "Added Mike Waltz." in tab.says()
    response = as_editor.get(address, headers={"HX-Request": "true"})
    assert parse(response).find("body")[0].get("id") == "names"
    assert "HX-Request" in response["Vary"], "a cache may give the part for the page"


def test_a_text_without_new_names_says_so(as_editor):
    factories.conflict()
    tab = Tab(as_editor, f"/desk/articles/{factories.article('Nothing happened.').article_id}/names/")
    assert "Every name in this text is in the gazetteer." in tab.says("names")
    assert known(tab) == []


def test_ids_are_unique_on_a_page_with_many_names(as_editor):
    factories.conflict()
    text = " ".join(f"“Yes,” said {name}, the envoy." for name in ("Marco Rubio", "Mike Waltz", "Rustem Umerov"))
    tab = Tab(as_editor, f"/desk/articles/{factories.article(text).article_id}/names/")
    assert len(offered(tab)) > 2
    ids = tab.root.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))


METONYM = "Moscow rejected the plan on Thursday. The envoys met in Moscow later."


def test_a_metonym_is_marked_among_the_names_and_on_the_card(as_editor):
    kremlin = factories.actor("kremlin", "Kremlin", kind="government")
    ActorName.objects.create(actor=kremlin, text="Moscow", language="en", kind="metonym")
    factories.conflict()
    capture = factories.article(METONYM)
    known_to_engine = factories.suggestion(capture, "rejected the plan", speaker=kremlin, speaker_name="Moscow")
    added_since = factories.suggestion(capture, "met in Moscow", speaker_name="Moscow")
    by_its_name = factories.suggestion(capture, "on Thursday", speaker=kremlin, speaker_name="Kremlin")
    tab = Tab(as_editor, f"/desk/articles/{capture.article_id}/")
    for suggestion in (known_to_engine, added_since):
        assert "“Moscow” → Kremlin, metonym" in tab.says(f"suggestion-{suggestion.pk}")
    assert "metonym" not in tab.says(f"suggestion-{by_its_name.pk}")
    tab.press(tab.by_id("names"))
    assert known(tab) == ["“Moscow” → Kremlin, metonym; government Follow Kremlin"]


def test_a_speaker_by_a_title_is_who_held_the_office_when_it_was_said(as_editor):
    russia = factories.actor("russia", "Russia", kind="state", country="RUS")
    for slug, start, end in [("shoigu", "2012-11-06", "2024-05-12"), ("belousov", "2024-05-14", "")]:
        Office.objects.create(
            actor=factories.actor(slug),
            title="Minister of Defence",
            organisation=russia,
            start_edtf=start,
            end_edtf=end,
        )
    ActorName.objects.create(actor=russia, text="Russian", language="en", kind="demonym")
    factories.conflict()
    capture = factories.article(METONYM)
    said = {
        date: factories.suggestion(capture, words, speaker_name="the Russian defence minister", said_edtf=date)
        for date, words in [("2023-06", "rejected the plan"), ("2025-03-13", "met in Moscow")]
    }
    tab = Tab(as_editor, f"/desk/articles/{capture.article_id}/")
    assert "Shoigu" in tab.says(f"suggestion-{said['2023-06'].pk}")
    assert "Belousov" in tab.says(f"suggestion-{said['2025-03-13'].pk}")
