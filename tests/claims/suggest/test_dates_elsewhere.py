"""Dates in languages that the engine has no rules of its own for; the article is of Thursday, 13 March 2025."""

import pytest

from claims.suggest.dates import find_dates


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Am Dienstag, den 11. März 2025, kam er.", [("Dienstag, den 11. März 2025", "2025-03-11")]),
        ("de", "Er kam gestern am Morgen.", [("gestern", "2025-03-12")]),
        ("fr", "Il est venu mardi 11 mars.", [("mardi 11 mars", "2025-03-11")]),
        (
            "fr",
            "Le 24 février 2022, puis en mars 2025.",
            [("24 février 2022", "2022-02-24"), ("mars 2025", "2025-03")],
        ),
        ("es", "Llegó el 11 de marzo de 2025.", [("11 de marzo de 2025", "2025-03-11")]),
        ("it", "Arrivò il 24 febbraio 2022.", [("24 febbraio 2022", "2022-02-24")]),
        ("pl", "Przyjechał w środę, 12 marca.", [("środę, 12 marca", "2025-03-12")]),
        ("tr", "24 Şubat 2022 günü geldi.", [("24 Şubat 2022", "2022-02-24")]),
        ("pt", "Chegou na terça-feira, 11 de março.", [("terça-feira, 11 de março", "2025-03-11")]),
        ("nl", "Hij kwam op dinsdag 11 maart 2025.", [("dinsdag 11 maart 2025", "2025-03-11")]),
        ("de", "Der 31. Februar und 2000 Leute im März.", []),
        ("fr", "Il marche 11 fois sur Mars.", []),
        ("es", "Ganó 3 a 2 en 90 minutos.", []),
        ("xx", "Tuesday, 11 March 2025", []),
        ("not a language", "Tuesday, 11 March 2025", []),
    ],
)
def test_names_of_months_and_weekdays(language, text, found):
    assert [(one.phrase, one.edtf) for one in find_dates(text, "2025-03-13", language)] == found


def test_nothing_relative_is_resolved_without_the_articles_date():
    text = "Am Dienstag, gestern und am 11. März; am 24. Februar 2022."
    assert [one.edtf for one in find_dates(text, None, "de")] == [None, None, None, "2022-02-24"]


def test_the_engines_languages_do_not_go_there():
    assert {one.rule for one in find_dates("On Tuesday. У вівторок.", "2025-03-13", "en")} == {
        "weekday",
        "uk-ru-weekday",
    }
