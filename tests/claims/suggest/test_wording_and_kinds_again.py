"""A claim's sentence, terms of issues in any case, and whose "she" it is: our own sentences in three languages."""

from pathlib import Path

import pytest

from claims.suggest import Gazetteer, analyse
from claims.suggest.stems import Stems

SEEDS = Gazetteer.from_seeds(Path(__file__).parents[3] / "seeds")

WHOLE = [
    "Donald Trump announced sanctions on Iran.",
    "Donald Trump confirmed the death of two soldiers.",
    "Emmanuel Macron proposed a truce in the air.",
    "Keir Starmer rejected the offer.",
    "Sergei Lavrov denied that troops had fired.",
    "Kaja Kallas called the plan naive.",
    "Kaja Kallas described the talks as difficult.",
    "Sergei Lavrov accused Britain of spying.",
    "Mark Rutte warned of a long war.",
    "Володимир Зеленський оголосив санкції проти 20 компаній.",
    "Володимир Зеленський назвав пропозицію цинічною.",
    "Марія Захарова повідомила про обстріл міста.",
    "Дмитрий Песков объявил перемирие на три дня.",
    "Сергей Лавров отверг предложение.",
    "Сергей Лавров обвинил Лондон в шпионаже.",
    "Владимир Путин пообещал ответить.",
    "Владимир Путин сообщил о взятии села.",
]
BODIES = [
    ("Marco Rubio said the talks had begun.", "The talks had begun."),
    ("Donald Trump announced that sanctions would stay.", "Sanctions would stay."),
    ("Володимир Зеленський заявив, що переговори почалися.", "Переговори почалися."),
    ("«Мы не подпишем», — сказал Дмитрий Песков.", "Дмитрий Песков сказал: «Мы не подпишем»."),
]


@pytest.mark.parametrize(("text", "claim"), [(one, one) for one in WHOLE] + BODIES)
def test_the_claim_is_a_sentence(text, claim):
    (statement,) = analyse(text, gazetteer=SEEDS).statements
    assert statement.text == claim


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("военная помощь", "без военной помощью сил", "военной помощью"),
        ("санкційний тиск", "посилити санкційного тиску", "санкційного тиску"),
        ("перемирие", "о перемирии", "перемирии"),
        ("перемирие", "миротворцы", None),
        ("военная помощь", "военная. помощь", None),
        ("лнр", "лнра", None),
    ],
)
def test_terms_are_known_in_other_cases(term, text, found):
    places = [text[start:end] for start, end, _ in Stems([(term, 1)]).find(text)]
    assert places == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kaja Kallas met Mark Rutte. She said the road was closed.", "kaja-kallas"),
        ("Mark Rutte met Kaja Kallas. The latter said the road was closed.", "kaja-kallas"),
        ("Mark Rutte met Kaja Kallas. The former said the road was closed.", "mark-rutte"),
        ("Vladimir Putin met Donald Trump. Both presidents said the road was closed.", None),
    ],
)
def test_who_is_meant(text, speaker):
    said = [one for one in analyse(text, gazetteer=SEEDS).statements if one.cue]
    assert said[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Berg said the new road was more dangerous than the old one.", "opinion"),
        ("Berg believes the road will be flooded.", "prediction"),
        ("Berg said the road was flooded.", "fact"),
    ],
)
def test_judging_and_foretelling_are_told_from_telling(engine, text, kind):
    (statement,) = [one for one in engine.statements(text) if one.cue]
    assert statement.kind == kind


def test_a_cyrillic_anaphor_takes_the_issue_named_before():
    said = analyse("Киев предложил обмен пленными. Дмитрий Песков отверг эту инициативу.", gazetteer=SEEDS).statements
    assert said[-1].issue == "prisoner-exchange"
