"""Which of several actors a name means: by the text's day, its language and the words around."""

import pytest

from claims.suggest import Gazetteer, analyse

STATE = {
    "slug": "nor",
    "name": "Northland",
    "kind": "state",
    "country": "NOR",
    "names": [{"text": "Northlander", "kind": "demonym"}],
}
ROWS = [
    STATE,
    {"slug": "ministry", "name": "Harvest House", "kind": "government", "country": "NOR"},
    {
        "slug": "anna-berg",
        "name": "Anna Berg",
        "kind": "person",
        "country": "NOR",
        "offices": [{"title": "Minister of Defence", "organisation": "ministry", "start": "2024-05-14", "end": None}],
        "names": [{"text": "Northlander defence minister", "kind": "title"}],
    },
    {
        "slug": "olaf-dahl",
        "name": "Olaf Dahl",
        "kind": "person",
        "country": "NOR",
        "offices": [
            {"title": "Minister of Defence", "organisation": "ministry", "start": "2012-11-06", "end": "2024-05-12"}
        ],
    },
    {
        "slug": "jon",
        "name": "Jon Dahl-Berg",
        "kind": "person",
        "names": [{"text": "Иона", "kind": "short", "language": "ru"}],
    },
    {
        "slug": "ion",
        "name": "Ion Petrescu",
        "kind": "person",
        "names": [{"text": "Иона", "kind": "short", "language": "uk"}],
    },
    {"slug": "gone", "name": "Annie Berg", "kind": "person", "merged_into": "anna-berg"},
    {
        "slug": "first",
        "name": "The First Board",
        "kind": "organisation",
        "names": [{"text": "Peace Board", "kind": "former", "start": "2001", "end": "2010-05"}],
    },
    {
        "slug": "second",
        "name": "The Second Board",
        "kind": "organisation",
        "names": [{"text": "Peace Board", "kind": "alias"}],
    },
]


def actors(text, date=None, language=None):
    found = analyse(text, gazetteer=Gazetteer.from_rows(actors=ROWS), date=date, language=language).names
    return [name.actor for name in found if name.actor]


TITLE = "The Northlander defence minister said that the bridge was safe."


@pytest.mark.parametrize(
    ("date", "actor"),
    [("2023-06-01", "olaf-dahl"), ("2025-03-13", "anna-berg"), (None, "anna-berg"), ("2023", "olaf-dahl")],
)
def test_a_title_means_who_held_the_office_on_the_day_of_the_text(date, actor):
    assert actor in actors(TITLE, date)
    (statement,) = analyse(TITLE, gazetteer=Gazetteer.from_rows(actors=ROWS), date=date).statements
    assert statement.speaker == actor


def test_a_title_that_nobody_known_held_then_means_nobody():
    assert "anna-berg" not in actors(TITLE, "2011-01-01")
    assert "olaf-dahl" not in actors(TITLE, "2011-01-01")


def test_the_name_in_the_language_of_the_text_is_meant():
    assert actors("Иона заявил, что мост цел.", language="ru") == ["jon"]
    assert actors("Иона заявив, що міст цілий.", language="uk") == ["ion"]


def test_a_former_name_counts_in_its_time():
    text = "The Peace Board said that the bridge was safe."
    assert actors(text, "2025-03-13") == ["second"]
    assert actors(text, "2005") in (["first"], ["second"])


def test_names_of_a_merged_actor_are_the_other_s():
    assert actors("Annie Berg said that the bridge was safe.") == ["anna-berg"]
