"""Every date rule finds what it is for, and leaves what only looks like it."""

import pytest

from claims.suggest.dates import (
    cyrillic,
    cyrillic_counted,
    english_calendar,
    english_days,
    english_relative,
    find_dates,
)
from lib.edtf_dates import FuzzyDate
from tests.claims.suggest.date_examples import cyrillic as cyrillic_examples
from tests.claims.suggest.date_examples import english as english_examples

ARTICLE = "2025-03-13"
EXAMPLES = english_examples.EXAMPLES + cyrillic_examples.EXAMPLES
MODULES = [english_calendar, english_relative, english_days, cyrillic, cyrillic_counted]


@pytest.mark.parametrize(("rule", "text", "phrases", "values"), EXAMPLES)
def test_rule(rule, text, phrases, values):
    if not isinstance(phrases, list):
        phrases, values = ([phrases], [values]) if phrases else ([], [])
    found = [(one.phrase, one.edtf) for one in find_dates(text, ARTICLE) if one.rule == rule]
    assert found == list(zip(phrases, values, strict=True))
    for value in filter(None, values):
        FuzzyDate.parse(value)


def test_each_rule_has_an_example_and_a_counterexample():
    names = {one.name for module in MODULES for one in module.RULES}
    assert {rule for rule, _, phrase, _ in EXAMPLES if phrase} == names
    assert names - {rule for rule, _, phrase, _ in EXAMPLES if not phrase} == {"season-of-year"}


def test_nothing_relative_is_resolved_where_neither_the_article_nor_its_text_has_a_date():
    found = [find_dates(text, None) for _, text, _, value in EXAMPLES if value]
    undated = [dates for dates in found if not any(one.edtf for one in dates if not one.relative)]
    assert {one.edtf for dates in undated for one in dates} == {None}
    assert len(undated) > 100
