"""Ukrainian and Russian names: every case of the gazetteer's and the world's, and new persons in the nominative."""

import pytest

from claims.suggest import Gazetteer, analyse
from claims.suggest.inflection import case_forms, person_nominative

EMPTY = Gazetteer()
OWN = Gazetteer.from_rows(
    actors=[
        {
            "slug": "ivan",
            "name": "Іван Коваленко",
            "kind": "person",
            "names": [{"text": "Коваленко", "kind": "short"}],
        },
        {"slug": "olena", "name": "Олена Ковальчук", "kind": "person"},
        {"slug": "rada", "name": "Народна Рада Заріччя", "kind": "organisation"},
        {"slug": "petr", "name": "Пётр Лазаревский", "kind": "person"},
    ]
)


def actors(text):
    return [name.actor for name in analyse(text, gazetteer=OWN).names if name.actor]


CASES = [
    ("Розмова з Іваном Коваленком.", "ivan"),
    ("Листа передали Коваленкові.", "ivan"),
    ("Заява Олени Ковальчук.", "olena"),
    ("Зустріч з Оленою Ковальчук.", "olena"),
    ("У Народній Раді Заріччя мовчать.", "rada"),
    ("Письмо Петра Лазаревского.", "petr"),
    ("Встреча с Петром Лазаревским.", "petr"),
]


@pytest.mark.parametrize(("text", "slug"), CASES)
def test_names_are_found_in_all_cases(text, slug):
    assert actors(text) == [slug]


def test_other_words_are_no_cases_of_a_name():
    assert actors("Ковальська площа і Коваленківка.") == []


def test_a_form_in_another_case_is_not_inflected_again():
    assert case_forms("Коваленком", person=True) == ()
    assert case_forms("США") == ()


def test_multi_word_names_agree_and_genitives_stay():
    forms = case_forms("Збройні сили України")
    assert "Збройних сил України" in forms
    assert "Збройними силами України" in forms
    assert "Ангелою Меркель" in case_forms("Ангела Меркель", person=True)


WORLD = [
    ("Уряд Туреччини чекає.", {"Туреччини": "TUR"}),
    ("Сирійський уряд чекає.", {"Сирійський уряд": "SYR"}),
    ("Израильские войска вошли в Ливан.", {"Израильские войска": "ISR", "Ливан": "LBN"}),
    ("На Банковій чекають.", {"Банковій": "UKR"}),
    ("У Білому домі чекають.", {"Білому домі": "USA"}),
    ("В Белом доме ждут.", {"Белом доме": "USA"}),
    ("Кремль відкинув це.", {"Кремль": "RUS"}),
    ("Розмова з Макроном.", {"Макроном": "FRA"}),
    ("В ООН ждут.", {}),
    ("Добрий дім стоїть.", {}),
]


@pytest.mark.parametrize(("text", "expected"), WORLD)
def test_the_world_in_ukrainian_and_russian(text, expected):
    names = analyse(text, gazetteer=EMPTY).names
    assert {name.text: name.country for name in names if name.country} == expected


def test_capitals_act_or_lie():
    (acts, lies) = analyse("Варшава заявила протест. Зустріч у Варшаві.", gazetteer=EMPTY).names
    assert (acts.kind, acts.form) == ("government", "metonym")
    assert (lies.kind, round(lies.lat)) == ("place", 52)


NEW = [
    ("Про це сказав міністр закордонних справ Андрій Гончар.", "Андрій Гончар", "міністр закордонних справ"),
    ("Зустріч з Андрієм Гончаром.", "Андрій Гончар", None),
    ("Это заявление Марии Соколовой.", "Мария Соколова", None),
]


@pytest.mark.parametrize(("text", "name", "office"), NEW)
def test_new_persons_are_proposed_in_the_nominative(text, name, office):
    (person,) = [one for one in analyse(text, gazetteer=EMPTY).names if one.kind == "person"]
    assert (person.text, person.office, person.form) == (name, office, "new")


def test_capitals_alone_make_no_person():
    assert [one for one in analyse("Зелена Книга лежить тут.", gazetteer=EMPTY).names if one.kind == "person"] == []


def test_an_indeclinable_womans_surname_stays():
    assert person_nominative(("Олени", "Ковальчук"), "uk") == "Олена Ковальчук"
