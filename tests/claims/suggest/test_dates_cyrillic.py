"""Ukrainian and Russian date phrases, rule by rule; the article is of Thursday, 13 March 2025."""

import pytest

from claims.suggest.dates import cyrillic, find_dates
from lib.edtf_dates import FuzzyDate

ARTICLE = "2025-03-13"
# rule, text, phrase, value; no phrase: the rule finds nothing there
RULES = [
    ("uk-ru-day-range", "Это было 11-13 марта.", "11-13 марта", "2025-03-11/2025-03-13"),
    ("uk-ru-day-range", "Это было с 11 по 13 марта.", "с 11 по 13 марта", "2025-03-11/2025-03-13"),
    ("uk-ru-day-range", "Це було з 11 до 13 березня.", "з 11 до 13 березня", "2025-03-11/2025-03-13"),
    ("uk-ru-day-range", "Шли 11-13 солдат.", None, None),
    ("uk-ru-night", "В ночь на 4 марта был обстрел.", "В ночь на 4 марта", "2025-03-03/2025-03-04"),
    ("uk-ru-night", "У ніч на середу був обстріл.", "У ніч на середу", "2025-03-11/2025-03-12"),
    ("uk-ru-night", "Була ніч.", None, None),
    ("uk-ru-date", "Це сталося 24 лютого 2022 року.", "24 лютого 2022", "2022-02-24"),
    ("uk-ru-date", "У вівторок, 11 березня, вони говорили.", "У вівторок, 11 березня", "2025-03-11"),
    ("uk-ru-date", "Пришли 24 человека.", None, None),
    ("uk-ru-month-range", "С января по март 2024 года.", "С января по март 2024", "2024-01/2024-03"),
    ("uk-ru-month-range", "Січень був холодним.", None, None),
    ("uk-ru-month", "Наприкінці березня сторони зустрінуться.", "Наприкінці березня", "2025-03"),
    ("uk-ru-month", "В середине марта он уехал.", "В середине марта", "2025-03"),
    ("uk-ru-month", "В марте прошлого года он уехал.", "В марте прошлого года", "2024-03"),
    ("uk-ru-month", "Сказала Марта, и май был холодным.", None, None),
    ("uk-ru-weekday-range", "С понедельника по среду он молчал.", "С понедельника по среду", "2025-03-10/2025-03-12"),
    ("uk-ru-weekday-range", "В понедельник и в среду он молчал.", None, None),
    ("uk-ru-weekday", "Він сказав це у вівторок ввечері.", "у вівторок ввечері", "2025-03-11"),
    ("uk-ru-weekday", "Переговоры состоятся в пятницу.", "в пятницу", "2025-03-14"),
    ("uk-ru-weekday", "Минулої п'ятниці вони говорили.", "Минулої п'ятниці", "2025-03-07"),
    ("uk-ru-weekday", "Сказав Олег Середа.", None, None),
    ("uk-ru-day-before-yesterday", "Він приїхав позавчора.", "позавчора", "2025-03-11"),
    ("uk-ru-day-before-yesterday", "Он приехал вчера.", None, None),
    ("uk-ru-yesterday", "Он приехал вчера вечером.", "вчера вечером", "2025-03-12"),
    ("uk-ru-yesterday", "Вчорашній день.", None, None),
    ("uk-ru-eve", "Накануне, в среду, он молчал.", "Накануне", "2025-03-12"),
    ("uk-ru-eve", "Накануне выборов он молчал.", None, None),
    ("uk-ru-today", "Він приїхав сьогодні вранці.", "сьогодні вранці", "2025-03-13"),
    ("uk-ru-today", "Сегодняшний день.", None, None),
    ("uk-ru-tomorrow", "Он приедет завтра.", "завтра", "2025-03-14"),
    ("uk-ru-tomorrow", "Он ел завтрак.", None, None),
    ("uk-ru-day-after-tomorrow", "Він приїде післязавтра.", "післязавтра", "2025-03-15"),
    ("uk-ru-day-after-tomorrow", "Він приїде після обіду.", None, None),
    ("uk-ru-this-night", "Минулої ночі був обстріл.", "Минулої ночі", "2025-03-12/2025-03-13"),
    ("uk-ru-this-night", "Темною ночью был обстрел.", None, None),
    ("uk-ru-unit", "Минулого тижня він мовчав.", "Минулого тижня", "2025-03-03/2025-03-09"),
    ("uk-ru-unit", "На прошлой неделе он молчал.", "На прошлой неделе", "2025-03-03/2025-03-09"),
    ("uk-ru-unit", "В этом году он молчал.", "В этом году", "2025"),
    ("uk-ru-unit", "Прошлым летом он молчал.", "Прошлым летом", "2024-22"),
    ("uk-ru-unit", "Это была тяжёлая неделя.", None, None),
    ("uk-ru-season", "Весной 2022 года он молчал.", "Весной 2022", "2022-21"),
    ("uk-ru-season", "Весенний день.", None, None),
    ("uk-ru-last-year", "Торік він мовчав.", "Торік", "2024"),
    ("uk-ru-last-year", "Торішній сніг.", None, None),
    ("uk-ru-end-of", "До кінця року він мовчатиме.", "До кінця року", "2025"),
    ("uk-ru-end-of", "До кінця вулиці йти далеко.", None, None),
    ("uk-ru-ago", "Він приїхав два тижні тому.", "два тижні тому", "2025-02-27~"),
    ("uk-ru-ago", "Он приехал год назад.", "год назад", "2024"),
    ("uk-ru-ago", "Он шёл два года.", None, None),
    ("uk-ru-in-time", "Вони зустрінуться через два дні.", "через два дні", "2025-03-15"),
    ("uk-ru-in-time", "Они шли два дня.", None, None),
    ("uk-ru-earlier", "11 марта был обстрел, днём ранее тоже.", "днём ранее", "2025-03-10"),
    ("uk-ru-earlier", "Он приехал ранее.", None, None),
    ("uk-ru-span", "За последние две недели он устал.", "За последние две недели", "2025-02-27/2025-03-13"),
    ("uk-ru-span", "Найближчими днями все зміниться.", "Найближчими днями", "2025-03-13/2025-03-20~"),
    ("uk-ru-span", "Останніми словами він дякував.", None, None),
    ("uk-ru-part-of-year", "У третьому кварталі 2024 року.", "третьому кварталі 2024", "2024-35"),
    ("uk-ru-part-of-year", "В первом полугодии 2024 года.", "первом полугодии 2024", "2024-40"),
    ("uk-ru-part-of-year", "У другій половині дня.", None, None),
    ("uk-ru-year-range", "С 2014 по 2016 год.", "2014 по 2016", "2014/2016"),
    ("uk-ru-year-range", "Было от 2014 до 2016 солдат.", None, None),
    ("uk-ru-year", "Це сталося у 2014 році.", "2014", "2014"),
    ("uk-ru-year", "В начале 2014 года он уехал.", "В начале 2014", "2014"),
    ("uk-ru-year", "Пришли 2014 солдат.", None, None),
    ("uk-ru-decade", "В 1990-х годах.", "1990-х", "199X"),
    ("uk-ru-decade", "Им под 90-х нет.", None, None),
    ("uk-ru-recently", "Він приїхав нещодавно.", "нещодавно", None),
    ("uk-ru-recently", "Недавній день.", None, None),
]


@pytest.mark.parametrize(("rule", "text", "phrase", "value"), RULES)
def test_rule(rule, text, phrase, value):
    found = [(one.phrase, one.edtf) for one in find_dates(text, ARTICLE) if one.rule == rule]
    assert found == ([(phrase, value)] if phrase else [])
    if value:
        FuzzyDate.parse(value)


def test_each_rule_has_an_example_and_a_counterexample():
    names = {one.name for one in cyrillic.RULES}
    assert {rule for rule, _, phrase, _ in RULES if phrase} == names
    assert {rule for rule, _, phrase, _ in RULES if not phrase} == names


def test_nothing_relative_is_resolved_without_the_articles_date():
    relative = [text for _, text, _, value in RULES if value]
    assert {one.edtf for text in relative for one in find_dates(text, None) if one.relative} == {None}
