"""Ukrainian and Russian: the same interface, rules of their own."""

import pytest

RULES = [
    ("uk-ru-inverted", "«Міст відкритий», — сказав Іван Коваль.", ("Іван Коваль", "сказав", "«Міст відкритий»")),
    ("uk-ru-inverted", "«Мост открыт», — заявил Иван Коваль.", ("Иван Коваль", "заявил", "«Мост открыт»")),
    ("uk-ru-inverted", "Міст відкритий, додав Коваль.", ("Коваль", "додав", "Міст відкритий")),
    ("uk-ru-inverted", "Міст, дорога і поле.", None),
    ("uk-ru-clause", "Коваль заявив, що міст відкритий.", ("Коваль", "заявив", "що міст відкритий")),
    ("uk-ru-clause", "Коваль сообщил, что мост открыт.", ("Коваль", "сообщил", "что мост открыт")),
    ("uk-ru-clause", "Коваль пішов, що всіх здивувало.", None),
    ("uk-ru-quote", "Коваль сказав: «Міст відкритий».", ("Коваль", "сказав", "«Міст відкритий»")),
    ("uk-ru-quote", "Коваль читав «Кобзар».", None),
    ("uk-ru-according-to", "За словами Коваля, міст відкритий.", ("Коваля", "За словами", "міст відкритий")),
    ("uk-ru-according-to", "По словам Коваля, мост открыт.", ("Коваля", "По словам", "мост открыт")),
    ("uk-ru-according-to", "Міст, за його словами, відкритий.", ("його", "за його словами", "Міст | відкритий")),
    ("uk-ru-according-to", "За мостом стояв Коваль.", None),
    ("uk-ru-object", "Коваль відкинув перемир’я.", ("Коваль", "відкинув", "перемир’я")),
    ("uk-ru-object", "Коваль відкинув.", None),
]


@pytest.mark.parametrize(("rule", "text", "expected"), RULES)
def test_rule(engine, rule, text, expected):
    assert engine.read(text, rule) == ([expected] if expected else [])


def test_speaker_kind_and_stance(engine):
    (one,) = engine.statements("Коваль відкинув перемир’я.")
    assert (one.speaker, one.kind, one.issue, one.stance, one.language) == (
        "ivan-koval",
        "position",
        "truce",
        "rejects",
        "uk",
    )


def test_language_is_found_by_letters_and_can_be_given(engine):
    assert engine.analyse("Їжак і євро.").language == "uk"
    assert engine.analyse("Это был мост.").language == "ru"
    assert engine.analyse("It was a bridge.").language == "en"
    assert engine.analyse("Мост.", language="uk").language == "uk"


def test_pronoun_in_ukrainian(engine):
    text = "Коваль сказав, що міст відкритий. За його словами, дорога вільна."
    assert [one.speaker for one in engine.statements(text)] == ["ivan-koval", "ivan-koval"]
