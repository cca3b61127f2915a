"""PLOVER's types of what is said and done, and how far a statement is held off."""

import pytest

from claims.enums import SpeechAct
from claims.suggest.distance import is_doubted, is_hedged, is_negated, taken_back
from claims.suggest.speech_acts import ACTS, deed_in


def test_the_engine_knows_the_types_that_are_stored():
    assert set(SpeechAct.values) == ACTS


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Northland and Southmark met in Kelm Valley", "consult"),
        ("Southmarker jets struck the harbour", "assault"),
        ("The two sides exchanged 40 prisoners", "retreat"),
        ("A ship delivered 300 tonnes of grain to the camp", "aid"),
        ("Both ministers signed the accord", "agree"),
        ("The envoys struck a deal on tolls", "agree"),
        ("Northland imposed sanctions on two banks", "sanction"),
        ("The navy deployed four frigates", "mobilize"),
        ("Police arrested nine students", "coerce"),
        ("Thousands took to the streets of Harborough", "protest"),
        ("Southmark lifted the blockade", "concede"),
        ("Following talks in Geneva, the army shelled the port", "assault"),
        ("The weather in the valley was mild", None),
        ("The bridge measures 300 metres", None),
        ("The factory met its target", None),
    ],
)
def test_deed(text, act):
    assert deed_in(text) == act


@pytest.mark.parametrize(
    ("text", "act", "kind"),
    [
        ("Berg accused Southmark of stealing grain.", "accuse", None),
        ("Berg pledged to send ammunition to Southmark.", "aid", "commitment"),
        ("Berg said Northland was ready to talk.", "consult", None),
        ("Berg said the road was flooded.", None, "fact"),
        ("Berg promised to release the prisoners.", "retreat", "commitment"),
    ],
)
def test_act_of_a_statement(engine, text, act, kind):
    one = next(one for one in engine.statements(text) if one.cue)
    assert one.act == act
    assert kind in (None, one.kind)


def test_negation_is_that_of_the_main_clause():
    assert is_negated("the convoy did not arrive")
    assert not is_negated("the convoy arrived although it had not been expected")
    assert not is_negated("not only grain was burned")


def test_may_is_a_hedge_and_a_month():
    assert is_hedged("it may rain")
    assert not is_hedged("it rained in May")


@pytest.mark.parametrize(
    "around", ["claimed without evidence that", "falsely said", "said, in what could not be independently verified,"]
)
def test_the_article_doubts(around):
    assert is_doubted("the dam was empty", verb="say", around=around, told=False)


def test_the_article_does_not_doubt():
    assert not is_doubted("the dam was empty", verb="say", around="said on Monday", told=False)
    assert not is_doubted("“the alleged fraud” was real", verb="say", around="said", told=False)


def test_marks_around_a_word_or_two_are_doubt_in_the_articles_own_voice_only():
    text = "the rebels held a “referendum” in Kelm Valley"
    assert is_doubted(text, verb="", around="", told=True)
    assert not is_doubted(text, verb="say", around="said", told=False)


def test_the_next_sentence_takes_it_back():
    assert taken_back("The claim could not be independently verified.")
    assert taken_back("Radio North could not verify the figures.")
    assert not taken_back("The claim was repeated on Monday.")


def test_a_doubted_statement_names_who_makes_it(engine):
    (one,) = engine.statements("Berg said without evidence that the army had shelled the port.")
    assert one.doubted
    assert one.text.startswith("Anna Berg said")
    (taken,) = engine.statements("Berg said the army had shelled the port. The claim could not be verified.")
    assert (taken.doubted, taken.text) == (True, "Anna Berg said that the army had shelled the port.")
