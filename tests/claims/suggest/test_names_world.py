"""The world's names: countries, bodies, cities and known actors, with their country, beside the newsroom's own."""

import pytest

from bench.suggest_names import country_score, labelled
from claims.suggest import Gazetteer, analyse

EMPTY = Gazetteer()


def countries(text, gazetteer=EMPTY):
    return {name.text: name.country for name in analyse(text, gazetteer=gazetteer).names if name.country}


def kinds(text):
    return {name.text: name.kind for name in analyse(text, gazetteer=EMPTY).names}


BODIES = [
    ("The Kenyan government resigned.", "Kenyan government", "government", "KEN"),
    ("Nigerian air force jets turned back.", "Nigerian air force", "armed_force", "NGA"),
    ("He wrote to the Greek Ministry of Shipping.", "Greek Ministry", "government", "GRC"),
    ("The Armed Forces of Peru held a parade.", "Armed Forces of Peru", "armed_force", "PER"),
    ("The government of Chad denied it.", "government of Chad", "government", "TCD"),
    ("The Bank of Norway waited.", "Bank of Norway", "organisation", "NOR"),
    ("The Danish Fishery Association waited.", "Danish Fishery Association", "organisation", "DNK"),
]


@pytest.mark.parametrize(("text", "name", "kind", "country"), BODIES)
def test_a_country_with_a_head_noun_is_a_body(text, name, kind, country):
    (found,) = [one for one in analyse(text, gazetteer=EMPTY).names if one.text.startswith(name)]
    assert (found.kind, found.country, found.actor) == (kind, country, None)


def test_an_adjective_without_a_head_noun_is_a_demonym():
    (found,) = analyse("A Kenyan ship sank.", gazetteer=EMPTY).names
    assert (found.text, found.form, found.country) == ("Kenyan", "demonym", "KEN")
    assert countries("Turkish-backed fighters left.") == {"Turkish": "TUR"}
    assert countries("He teaches South American history.") == {}


ACTORS = [
    ("Al-Shabaab left the town.", {"Al-Shabaab": "SOM"}),
    ("Fighters of al-Shabab left.", {"al-Shabab": "SOM"}),
    ("The Lord's Resistance Army left.", {"Lord's Resistance Army": "UGA"}),
    ("The Sinaloa cartel left.", {"Sinaloa cartel": "MEX"}),
    ("Recep Tayyip Erdoğan left.", {"Recep Tayyip Erdoğan": "TUR"}),
    ("The Washington Post asked.", {"Washington Post": "USA"}),
    ("The United Nations and NATO left.", {}),
]


@pytest.mark.parametrize(("text", "expected"), ACTORS)
def test_known_actors_count_for_their_country(text, expected):
    assert countries(text) == expected


def test_short_names_need_their_capitals():
    assert countries("They told us so.") == {}
    assert countries("The US agreed.") == {"US": "USA"}


SOMEBODY = [
    "Paris Hilton sang.",
    "Michael Jordan sang.",
    "Chad Mills, a plumber, sang.",
    "Lincoln wrote the letter.",
    "Kerry Washington sang.",
    "Reading is fun and Nice people came.",
]


@pytest.mark.parametrize("text", SOMEBODY)
def test_people_and_things_called_like_places_are_no_places(text):
    assert countries(text) == {}


def test_georgia_is_a_country_unless_its_neighbours_are_american():
    assert countries("Georgia protested in Tbilisi.")["Georgia"] == "GEO"
    assert countries("Voters in Georgia, Florida and Ohio decide.")["Georgia"] == "USA"


def test_cities_count_with_words_of_place_and_have_a_point():
    (city,) = analyse("Protesters in Aleppo burned tyres.", gazetteer=EMPTY).names
    assert (city.kind, city.country, city.precision) == ("place", "SYR", "exact")
    assert (round(city.lat), round(city.lon)) == (36, 37)
    assert countries("Aleppo soap is dear.") == {}


def test_regions_and_countries_as_places_say_how_exact_they_are():
    found = analyse("They fought in Darfur and in Sudan.", gazetteer=EMPTY).names
    assert [(one.kind, one.precision) for one in found] == [("place", "admin1"), ("place", "country")]


def test_the_newsrooms_own_gazetteer_wins(engine):
    (state,) = engine.analyse("The United States agreed.").names
    assert state.actor == "us"
    own = Gazetteer.from_rows(actors=[{"slug": "post", "name": "Washington", "kind": "person", "country": "NOR"}])
    assert countries("Washington agreed.", own) == {"Washington": "NOR"}


def test_a_longer_known_name_is_not_the_shorter_one_of_the_newsroom():
    rows = [
        {
            "slug": "usa",
            "name": "United States",
            "kind": "state",
            "country": "USA",
            "names": [{"text": "Washington", "kind": "metonym"}],
        }
    ]
    own = Gazetteer.from_rows(actors=rows)
    assert [name.actor for name in analyse("The Washington Post asked.", gazetteer=own).names] == [None]
    assert [name.actor for name in analyse("Washington asked.", gazetteer=own).names] == ["usa"]


def test_only_what_acts_by_itself_is_proposed_as_a_new_actor():
    found = analyse("Hezbollah, a Kenyan envoy and Paris agreed in Cairo.", gazetteer=EMPTY).names
    assert {name.text: name.is_new_actor for name in found} == {
        "Hezbollah": True,
        "Kenyan": False,
        "Paris": False,
        "Cairo": False,
    }


@pytest.mark.parametrize("half", ["before", "after"])
def test_countries_of_the_labelled_names(half):
    score = country_score(labelled(half), lambda text: analyse(text, gazetteer=EMPTY).names)
    assert score.recall >= 0.93
    assert score.precision >= 0.97
