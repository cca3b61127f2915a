"""Persons: metonyms and cities told apart, namesakes, later surnames, offices with their country, new names."""

import pytest

from claims.suggest import Gazetteer, analyse

EMPTY = Gazetteer()
OWN = Gazetteer.from_rows(
    actors=[
        {
            "slug": "rulers",
            "name": "Government of Russia",
            "kind": "government",
            "country": "RUS",
            "names": [{"text": text, "kind": "metonym"} for text in ("Moscow", "Москва", "Кремль")],
        },
        {
            "slug": "ivan-orlov",
            "name": "Ivan Orlov",
            "kind": "person",
            "country": "RUS",
            "names": [{"text": "Orlov", "kind": "short"}],
        },
        {"slug": "tom-field", "name": "Tom Fielding", "kind": "person", "country": "GBR"},
    ],
    places=[
        {
            "slug": "moscow",
            "name": "Moscow",
            "country": "RUS",
            "precision": "exact",
            "names": [{"text": "Москва"}],
        }
    ],
)


def found(text, gazetteer=OWN):
    return analyse(text, gazetteer=gazetteer).names


POWER = [
    "Moscow said it would wait.",
    "Moscow's position is known.",
    "Talks between Moscow and its neighbours stalled.",
    "Pressure on Moscow grew.",
    "Nobody asked what Moscow wants.",
    "Москва заявила о паузе.",
    "Тиск на Москву зростає.",
]
CITY = [
    "They met in Moscow.",
    "She flew to Moscow.",
    "A Moscow airport closed.",
    "The streets of Moscow were empty.",
    "MOSCOW, March 13 — The envoy came.",
    "Moscow, Russia — The envoy came.",
    "He lives near Moscow and works outside Moscow.",
    "Зустріч у Москві завершилася.",
    "Он прилетел в Москву.",
]


@pytest.mark.parametrize("text", POWER)
def test_a_capital_that_acts_is_a_metonym(text):
    (name,) = [one for one in found(text) if one.text.lower().startswith(("mosc", "моск"))]
    assert (name.actor, name.form) == ("rulers", "metonym")


@pytest.mark.parametrize("text", CITY)
def test_a_capital_where_something_happens_is_a_city(text):
    names = [one for one in found(text) if one.text.lower().startswith(("mosc", "моск"))]
    assert {(one.kind, one.place, one.actor) for one in names} == {("place", "moscow", None)}


def test_capitals_of_the_world_are_marked_as_metonyms_too():
    (acts, lies) = found("Ankara refused. They met in Ankara.", EMPTY)
    assert (acts.kind, acts.form, acts.country) == ("government", "metonym", "TUR")
    assert (lies.kind, lies.form, lies.country) == ("place", "full", "TUR")


@pytest.mark.parametrize("text", ["Natalia Orlov sang.", "Ivan Orlov Jr. sang.", "He gave to the Orlov Foundation."])
def test_a_namesake_does_not_take_a_known_actors_slug(text):
    assert "ivan-orlov" not in {name.actor for name in found(text)}


def test_the_surname_is_the_namesakes_where_only_she_is_named():
    names = found("Natalia Orlov, a singer and activist, came. Orlov said she was glad.")
    assert {(name.text, name.actor) for name in names} == {("Natalia Orlov", None), ("Orlov", None)}


@pytest.mark.parametrize(
    "text", ["Mr. Orlov left.", "President Orlov left.", "Then Orlov left.", "Ivan P. Orlov left."]
)
def test_the_surname_alone_is_the_known_actors(text):
    assert [name.actor for name in found(text)] == ["ivan-orlov"]


def test_later_surnames_are_the_person_named_in_full():
    names = found("Tom Fielding came. Fielding said no. The field of Fieldings was green.")
    assert [(name.text, name.actor) for name in names] == [("Tom Fielding", "tom-field"), ("Fielding", "tom-field")]


OFFICES = [
    ("The Finnish president, Aino Laine, left.", "Aino Laine", "FIN"),
    ("Jan Nowak, the Polish foreign minister, left.", "Jan Nowak", "POL"),
    ("Olga Reznik, Orlov's foreign policy adviser, left.", "Olga Reznik", "RUS"),
    ("Mia Lund, a diplomat, left.", "Mia Lund", None),
]


@pytest.mark.parametrize(("text", "person", "country"), OFFICES)
def test_the_office_tells_the_country(text, person, country):
    (name,) = [one for one in found(text) if one.text == person]
    assert (name.kind, name.country) == ("person", country)
    assert name.office
    assert text[slice(*name.office_span)] == name.office


NEW = [
    ("Mia Lund said the road was safe.", [("Mia Lund", "person")]),
    ("“The road is safe,” said Mia Lund.", [("Mia Lund", "person")]),
    ("House Fishery Committee Chairman Jon Berg agreed.", [("Jon Berg", "person")]),
    ("Liwa al-Nahr shelled the bridge.", [("Liwa al-Nahr", "armed_force")]),
    ("He praised Mrs. Berg. Meg Lund, a painter and activist, agreed.", [("Berg", "person"), ("Meg Lund", "person")]),
    ("The Foreign Ministry agreed.", []),
    ("Fort Green said nothing.", []),
    ("Envoy Meets Harvest Party In Closed Session", []),
    ("On Friday Night Common Sense returned.", []),
]


@pytest.mark.parametrize(("text", "expected"), NEW)
def test_new_names_need_words_that_tell(text, expected):
    assert [(name.text, name.kind) for name in found(text, EMPTY)] == expected
