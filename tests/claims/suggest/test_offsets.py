# ruff: noqa: SIM905 - a heap of words reads better as running text
"""Offsets are code points of the given text, whatever the text; the engine never fails on one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.claims.suggest.conftest import Engine
from tests.work import calls_of

ENGINE = Engine()
FRAGMENTS = st.sampled_from(
    "Berg|said|that|“|”|\"|''|«|»|„|‘|’|,|.| |\n|\r\n|Olaf Dahl|, who|asked|according to|which|demands, including|and|told"
    "|🙂|e\u0301|İ|ǆ|Коваль|сказав|, що|— |last summer's|offensive in|Tuesday|31 June|its|'s|to|by|was rejected|(|)|:|;|–|said:"
    "|warned|pushing for|support for|truce|U.S.|p.m.|...|the|a|talks in Kelm|2025-02-31|\u2028|\ufeff|saying".split(
        "|"
    )
)


def spans(analysis):
    for one in analysis.statements:
        yield from one.content
        yield from one.cue
        yield from one.source
    for found in (*analysis.dates, *analysis.names):
        yield (found.start, found.end)


def check(text):
    analysis = ENGINE.analyse(text, date="2025-03-13")
    assert all(0 <= start < end <= len(text) for start, end in spans(analysis))
    for date in analysis.dates:
        assert text[date.start : date.end] == date.phrase
    for proposal in ENGINE.suggest(text):
        assert proposal.exact
        assert proposal.exact == text[proposal.start : proposal.end]
        assert 0 <= proposal.score <= 1
        assert proposal.text.strip()


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(text):
    check(text)


@given(st.lists(FRAGMENTS, max_size=40).map(" ".join))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_heap_of_the_words_that_rules_look_for(text):
    check(text)


@pytest.mark.parametrize(
    "lead", ["🙂🇺🇦 ", "Café 👩‍👩‍👧 ", "Це місто. ", "e\u0301a\u0308 ", "\ufeff", "İstanbul. ", "𝔄𝔅 "], ids=ascii
)
def test_what_stands_before_does_not_move_offsets(lead):
    text = f"{lead}\n“The bridge is 🙂 o\u0301pen,” Berg said."
    (proposal,) = ENGINE.suggest(text)
    assert proposal.exact == "“The bridge is 🙂 o\u0301pen,”"
    assert proposal.start == text.index("“")


def test_carriage_returns_count(engine):
    text = "First.\r\n\r\nBerg said the bridge was open.\r\n"
    assert engine.read(text) == [("Berg", "said", "the bridge was open")]


def test_the_same_text_gives_the_same_answer(engine):
    text = "Berg said the bridge was open. Dahl rejected the truce. He said so on Tuesday."
    assert engine.suggest(text) == engine.suggest(text)


def test_long_texts_without_structure_take_linear_time():
    check("said " * 3000)
    check("“" * 3000)
    check(", who " * 1500)


def test_an_article_of_600_words_takes_under_45000_calls(engine):
    told = (
        "Anna Berg told Radio North on Monday that Southmark had rejected the winter truce, which Dahl had proposed. "
    )
    plain = "The valley is long and narrow, with steep sides and one road, and the people there live off sheep and timber. "
    text = "\n\n".join([told + plain * 3 + told] * 6)
    engine.analyse(text)
    assert calls_of(lambda: engine.analyse(text)) * 600 / len(text.split()) < 45_000
