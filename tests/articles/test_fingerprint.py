"""Which texts carry the same report."""

import pytest

from articles.ingest.fingerprint import fingerprint, likeness

WORDS = [f"word{number}" for number in range(400)]


def text(words):
    return " ".join(words)


def test_a_cut_report_is_like_the_whole_one():
    whole, cut = fingerprint(text(WORDS)), fingerprint(text(WORDS[:120]))
    assert likeness(whole, cut) > 0.9
    assert likeness(cut, whole) > 0.9


def test_case_punctuation_and_composition_make_no_difference():
    one = fingerprint(text(WORDS) + " Café — “truce”, he said today.")
    other = fingerprint(text(WORDS).upper() + " cafe\u0301 truce he said today")
    assert one == other


def test_a_common_quotation_is_no_common_report():
    quotation = [f"quoted{number}" for number in range(12)]
    one, other = text(WORDS[:200] + quotation), text(quotation + WORDS[200:])
    assert likeness(fingerprint(one), fingerprint(other)) == 0.0


def test_a_common_credit_lets_less_be_enough():
    one, other = fingerprint(text(WORDS[:200])), fingerprint(text(WORDS[120:320]))
    assert likeness(one, other) == 0.0
    assert likeness(one, other, same_credit=True) > 0.3


@pytest.mark.parametrize("words", ["", "Too short."])
def test_short_texts_are_like_nothing(words):
    assert likeness(fingerprint(words), fingerprint(words)) == 0.0
