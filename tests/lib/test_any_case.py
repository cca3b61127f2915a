"""Patterns in small letters find what is written in any case, at the places of the text as it is."""

import re

import pytest

from claims.suggest.distance import is_hedged
from lib.any_case import AnyCase, small_letters


@pytest.mark.parametrize("text", ["No truce now", "NO TRUCE NOW", "no truce now"])
def test_capitals_do_not_matter(text):
    found = AnyCase(r"\btruce\b").search(text)
    assert found is not None
    assert text[slice(*found.span())].lower() == "truce"


def test_places_hold_behind_letters_that_grow_in_small_letters():
    text = "İzmir wants a TRUCE"
    found = AnyCase("truce").search(text)
    assert found is not None
    assert text[slice(*found.span())] == "TRUCE"
    assert len(small_letters(text)) == len(text)


@pytest.mark.parametrize("pattern", ["Truce", "[A-Z]", "Мир"])
def test_a_capital_would_never_be_found_and_is_refused(pattern):
    with pytest.raises(ValueError, match="small letters"):
        AnyCase(pattern)


def test_classes_and_names_of_groups_are_no_capitals():
    assert AnyCase(r"\W(?P<more>\S+)").match("-HERE")["more"] == "here"


def test_case_is_not_ignored_twice():
    with pytest.raises(ValueError, match="small letters"):
        AnyCase("truce", re.IGNORECASE)


def test_the_month_leaves_nothing_open():
    assert is_hedged("They may agree")
    assert not is_hedged("They met in May")
