"""The agency that a report is credited to, in the languages of the conflict and of those who write about it."""

import pytest

from articles.ingest.credits import credit

BODY = "The talks ended without a statement. Two people in the room said so."
MIDDLE = "\n\n".join([BODY] * 6)


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("JEDDAH, Saudi Arabia (Demo Wire) — Ukraine said", "Demo Wire"),
        ("MOSCOW (Reuters) - Russia said", "Reuters"),
        ("March 13 (Reuters) - Russia said", "Reuters"),
        ("(Reuters) - Russia said", "Reuters"),
        ("WASHINGTON (AP) — The president", "AP"),
        ("KYIV, Ukraine (AP) — The president", "AP"),
        ("By A. Writer\n\nKYIV, Ukraine (AP) — The president", "AP"),
        ("AP — The president", "AP"),
        ("KYIV, March 13, AFP — The president", "AFP"),
        ("KYIV (Reuters/AFP) - The president", "Reuters"),
        ("Berlin (dpa) - Der Kanzler sagte", "dpa"),
        ("Kiew/Moskau (dpa/AFP) – Der Kanzler sagte", "dpa"),
        ("KIEW (AFP) - Der Kanzler sagte", "AFP"),
        ("dpa – Der Kanzler sagte", "dpa"),
        ("МОСКВА (Интерфакс) – Россия", "Interfax"),
        ("Москва. 13 марта. INTERFAX.RU - Россия", "Interfax"),
        ("МОСКВА. 13 марта. INTERFAX.RU - Россия", "Interfax"),
        ("МОСКВА, 13 марта. /ТАСС/. Президент", "TASS"),
        ("Москва, 13 марта. /ТАСС/ Президент", "TASS"),
        ("/ТАСС/. Президент", "TASS"),
        ("МОСКВА, 13 мар — РИА Новости. Президент", "RIA Novosti"),
        ("КИЇВ, 13 березня. /Укрінформ/. Президент", "Ukrinform"),
        ("Київ (Інтерфакс-Україна) – Президент", "Interfax-Ukraine"),
        ("Ukrinform — Ukraine said", "Ukrinform"),
        ("KYIV — Ukraine said", ""),
        ("KYIV — Zelenskyy (Ukraine) met", ""),
        ("Zelenskyy met Rubio (Ukraine) — the first time", ""),
        ("The ap — A small thing", ""),
        ("Reuters — the agency that told it first — was wrong", ""),
        ("Интерфакс — российское агентство", ""),
        ("He told Reuters - and others - that he would come", ""),
        ("Der Kanzler sagte der dpa – und nur ihr – er komme", ""),
        ("See https://outlet.example/ap/story for more", ""),
        ("The president told The Associated Press on Monday that talks", ""),
        ("Президент сказал ТАСС, что переговоры", ""),
        ("Президент сказав Укрінформу, що переговори", ""),
    ],
)
def test_before_the_report_begins(opening, agency):
    assert credit(f"{opening} {BODY}\n\n{MIDDLE}") == agency


@pytest.mark.parametrize(
    ("ending", "agency"),
    [
        ("Reporting by Ann Author and Bo Writer in Kyiv; Editing by Cy Reader", "Reuters"),
        ("(Reporting by Ann Author; Writing by Bo Writer; Editing by Cy Reader)", "Reuters"),
        ("Additional reporting by Ann Author; editing by Bo Writer", "Reuters"),
        ("Reporting by Reuters; editing by Bo Writer", "Reuters"),
        ("Reporting by AFP; editing by Bo Writer", "AFP"),
        ("© Agence France-Presse", "AFP"),
        ("© 2025 AFP", "AFP"),
        ("Copyright 2025 The Associated Press. All rights reserved.", "AP"),
        ("With reporting by AP", "AP"),
        ("With reporting by Reuters and AFP", "Reuters"),
        ("Source: Reuters", "Reuters"),
        ("(Source: Reuters)", "Reuters"),
        ("The end. (AP)", "AP"),
        ("Quelle: dpa/AFP", "dpa"),
        ("Mit Material von dpa", "dpa"),
        ("Das sagte er. (dpa)", "dpa"),
        ("dpa/AFP", "dpa"),
        ("Источник: Интерфакс", "Interfax"),
        ("По материалам ТАСС", "TASS"),
        ("Так сказал министр. — РИА Новости", "RIA Novosti"),
        ("— РИА Новости", "RIA Novosti"),
        ("/ТАСС/", "TASS"),
        ("Интерфакс", "Interfax"),
        ("Джерело: Укрінформ", "Ukrinform"),
        ("За матеріалами Укрінформу", "Ukrinform"),
        ("Ukrinform", "Ukrinform"),
        ("Source: Reuters\n\nFollow us\n\nMore news", "Reuters"),
        ("He would come, the minister told Reuters.", ""),
        ("He would come, said Ann Author of Reuters", ""),
        ("Photo: Reuters", ""),
        ("Photo © AFP", ""),
        ("Foto: dpa", ""),
        ("Фото: ТАСС", ""),
        ("Reporting by Ann Author", ""),
        ("Das sagte er der dpa.", ""),
        ("Об этом он сказал Интерфаксу.", ""),
        ("Про це він сказав Укрінформу.", ""),
        ("The source: Reuters was told so by two people who asked not to be named for fear of what follows", ""),
    ],
)
def test_after_the_report_has_ended(ending, agency):
    assert credit(f"{MIDDLE}\n\n{ending}") == agency


@pytest.mark.parametrize(
    "line",
    [
        "Source: Reuters",
        "(Reporting by Ann Author; Editing by Cy Reader)",
        "© Agence France-Presse",
        "KYIV (Reuters) - A second report",
        "— РИА Новости",
    ],
)
def test_in_the_middle_it_is_no_credit(line):
    assert credit(f"{MIDDLE}\n\n{line}\n\n{MIDDLE}") == ""


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("By the Associated Press", "AP"),
        ("Agence France-Presse", "AFP"),
        ("Ann Author, Reuters", "Reuters"),
        ("dpa", "dpa"),
        ("Apollonia Efendi", ""),
        ("Dana Whitlock", ""),
    ],
)
def test_in_the_byline(byline, agency):
    assert credit(f"KYIV — Ukraine said {MIDDLE}", byline) == agency


def test_the_head_goes_before_the_tail():
    assert credit(f"KYIV (AP) — {MIDDLE}\n\nSource: Reuters") == "AP"


def test_a_long_line_takes_no_time():
    assert credit("A " * 200_000 + "(") == ""
    assert credit("Reporting by " + "a; " * 100_000) == ""
