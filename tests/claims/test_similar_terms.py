"""What a text is found by."""

import pytest

from claims.similar.terms import folded_of, latin_of, letters, skeleton, stem_of, terms_of


@pytest.mark.parametrize("name", ["Zelensky", "Zelenskyy", "Zelenskiy", "Зеленський", "Зеленського", "Зеленский"])
def test_a_name_meets_its_other_spellings(name):
    assert "^zlnsk" in terms_of(f"What {name} wants").words


def test_another_name_does_not():
    assert "^zlnsk" not in terms_of("What Sikorski wants").words


def test_numbers_are_one_in_words_and_figures():
    assert (
        terms_of("twelve dead").numbers
        == terms_of("12 dead").numbers
        == terms_of("дванадцять загиблих").numbers
        == {"12"}
    )
    assert terms_of("1,212 bodies").numbers == terms_of("1212 тел").numbers
    assert terms_of("12.5 percent").numbers == {"12.5"}


def test_a_denial_is_told_from_the_same_words():
    assert terms_of("Russia denies the strike").negated
    assert terms_of("Росія не атакувала місто").negated
    assert not terms_of("Russia confirms the strike").negated


def test_matters_meet_across_languages():
    for text in ("a ceasefire", "перемир’я", "перемирие"):
        assert "=ceasefire" in terms_of(text).words
    assert "=ceasefire" not in terms_of("a firework").words


def test_tags_are_words_and_addresses_are_none():
    assert terms_of("#StopTheWar https://t.co/abc").words >= {"stop", "war"}
    assert not any("abc" in word for word in terms_of("see https://t.co/abc").words)


def test_misspelt_words_share_letters_and_others_do_not():
    assert set(letters("ceasefire")) & set(letters("ceasefires"))
    assert not set(letters("ceasefire")) & set(letters("hospital"))


def test_ukrainian_words_lose_their_endings():
    assert stem_of("військами", ukrainian=True) == stem_of("військам", ukrainian=True)
    assert latin_of("щирість") == "shchyrist"
    assert skeleton("yelena") != skeleton("olena")


@pytest.mark.parametrize(
    "text",
    [
        "The ministry’s 1,200 drones didn't hit #KyivCity, twelve did https://t.co/x",
        "П’ять дронів не влучили в «Київ»",
        "",
    ],
)
def test_folding_alone_gives_what_the_terms_have(text):
    assert folded_of(text) == terms_of(text).folded
