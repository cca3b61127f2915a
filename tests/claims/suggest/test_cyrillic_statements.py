"""Ukrainian and Russian statements: kind, stance, doubt, speaker and wording; and the labelled texts."""

import pytest

from claims.suggest import Gazetteer, analyse
from tests.claims.suggest.cyrillic_gold import SEEDS, score, text_in
from tests.work import calls_of, quickest

KINDS = [
    ("Коваль відкинув перемир’я.", "position", "rejects"),
    ("Коваль согласился на перемирие.", "position", "accepts"),
    ("Коваль погодився на перемир’я, але за певних умов і гарантій.", "position", "accepts_with_conditions"),
    ("Коваль предложил перемирие.", "position", "proposes"),
    ("Коваль вимагає перемир’я.", "position", "demands"),
    ("«Ми ніколи не визнаємо цього», — сказав Коваль.", "position", "rejects"),
    ("«Мы передадим пленных», — сказал Иван Коваль.", "commitment", None),
    ("Коваль пообіцяв відкрити міст.", "commitment", None),
    ("Иван Коваль пригрозил санкциями.", "threat", None),
    ("Коваль попередив, що відповідь буде жорсткою.", "threat", None),
    ("Коваль заявил, что мост откроют завтра.", "prediction", None),
    ("Коваль вважає, що міст гарний.", "opinion", None),
    ("Політолог Петро Гук зазначив, що міст потрібен усім.", "opinion", None),
    ("Коваль обвинил соседей во лжи.", "opinion", None),
    ("Коваль отказался комментировать перемирие.", "fact", None),
    ("Коваль повідомив, що міст відкрили.", "fact", None),
    ("Коваль не сказав, чи відкриють міст.", "fact", None),
]


@pytest.mark.parametrize(("text", "kind", "stance"), KINDS)
def test_kind_and_stance(engine, text, kind, stance):
    (one,) = engine.statements(text)
    assert (one.kind, one.stance) == (kind, stance)


def test_issue_and_language(engine):
    (one,) = engine.statements("Коваль відкинув перемир’я.")
    assert (one.speaker, one.issue, one.language) == ("ivan-koval", "truce", "uk")


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Коваль стверджує, нібито міст замінували.", True),
        ("Коваль заявил, что мост заминирован. Доказательств он не привёл.", True),
        ("Коваль заявив, що міст замінували.", False),
    ],
)
def test_reported_doubt(engine, text, doubted):
    assert engine.statements(text)[0].doubted is doubted


@pytest.mark.parametrize(
    ("text", "negated", "hedged"),
    [
        ("Коваль сказав, що міст не відкриють.", True, False),
        ("Коваль сказал, что мост, вероятно, откроют.", False, True),
        ("Коваль сказав, що погодився без жодних умов.", False, False),
    ],
)
def test_negation_and_hedging(engine, text, negated, hedged):
    (one,) = engine.statements(text)
    assert (one.negated, one.hedged) == (negated, hedged)


def test_language_is_found_by_letters_and_can_be_given(engine):
    assert engine.analyse("Їжак і євро.").language == "uk"
    assert engine.analyse("Это был мост.").language == "ru"
    assert engine.analyse("It was a bridge.").language == "en"
    assert engine.analyse("Мост.", language="uk").language == "uk"


@pytest.fixture(scope="module")
def seeds():
    return Gazetteer.from_seeds(SEEDS)


def _speakers(seeds, text, language):
    return [one.speaker for one in analyse(text, gazetteer=seeds, language=language).statements]


def test_pronouns_go_by_gender(seeds):
    text = "Захарова заявила, что мост закрыт. Лавров сообщил, что дорога закрыта. Она добавила, что так надо."
    assert _speakers(seeds, text, "ru") == ["maria-zakharova", "sergei-lavrov", "maria-zakharova"]


def test_an_office_stands_for_its_holder(seeds):
    text = "Міністр Андрій Сибіга сказав, що міст закрито. Трамп сказав, що це добре. Міністр додав, що чекає."
    assert _speakers(seeds, text, "uk") == ["andrii-sybiha", "donald-trump", "andrii-sybiha"]


def test_a_body_speaks_by_its_place(seeds):
    assert _speakers(seeds, "У Кремлі заявили, що міст закрито.", "uk") == ["kremlin"]


def test_the_head_of_the_phrase_speaks_and_not_its_owner(seeds):
    text = "Помощник Путина Юрий Ушаков заявил, что мост закрыт."
    assert _speakers(seeds, text, "ru") == ["yuri-ushakov"]


def test_a_nameless_source_is_anonymous(engine):
    (one,) = engine.statements("Джерело в делегації розповіло, що міст закриють.")
    assert (one.speaker, one.directness) == (None, "anonymous_official")


WORDINGS = [
    ("Коваль заявив, що міст відкрито.", "Міст відкрито."),
    ("Коваль заявил, что видел мост.", "Коваль заявил, что видел мост."),
    ("Коваль пообіцяв відкрити міст.", "Коваль пообіцяв відкрити міст."),
    ("«Ми відкриємо міст», — сказав Коваль.", "Коваль сказав: «Ми відкриємо міст»."),
    ("«Міст через річку відкрили ще вночі», — сказав Коваль.", "Міст через річку відкрили ще вночі."),
    ("Вимога Коваля закрити міст лунає давно.", "Коваль вимагає закрити міст."),
    ("Коваль спростував, що міст відкрито.", "Коваль спростував, що міст відкрито."),
    ("Якщо міст відкриють, додав Коваль, дорога буде вільна.", "Якщо міст відкриють, дорога буде вільна."),
]


@pytest.mark.parametrize(("text", "wording"), WORDINGS)
def test_wording(engine, text, wording):
    assert engine.statements(text)[-1].text == wording


@pytest.mark.parametrize(
    ("language", "half", "f1", "kinds"),
    [
        ("uk", "before", 0.95, 0.95),
        ("uk", "after", 0.93, 0.75),
        ("uk", "fresh", 0.9, 0.8),
        ("uk", "last", 0.85, 0.65),
        ("ru", "last", 0.9, 0.75),
        ("ru", "before", 0.95, 0.88),
        ("ru", "after", 0.9, 0.85),
        ("ru", "fresh", 0.9, 0.75),
    ],
)
def test_labelled_texts(seeds, language, half, f1, kinds):
    result = score(language, half, seeds)
    assert result.f1 >= f1, result.notes
    assert result.kind_accuracy >= kinds, result.notes


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_an_article_of_400_words_takes_under_55000_calls(seeds, language):
    text = text_in(language)

    def read():
        analyse(text, gazetteer=seeds, date="2025-03-14", language=language)

    read()  # it is made ready for a language once
    assert calls_of(read) * 400 / len(text.split()) < 55_000


@pytest.mark.parametrize(
    "heap", ["сказав ", "«", "— ", ", який ", ", що ", "за словами ", "Коваль, ", "і ", "заявив, що ", "«а, — сказав ", "вимога Коваля "]
)  # fmt: skip
def test_heaps_of_words_take_linear_time(engine, heap):
    few, many = (quickest(lambda size=size: engine.analyse(heap * size, language="uk")) for size in (250, 2000))
    assert many < 0.3 + few * 30
