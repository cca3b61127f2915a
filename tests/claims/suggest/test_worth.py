"""How much a statement is worth checking, and why."""

import pytest

from claims.suggest.worth import WEIGHTS, with_contradiction, worth_of
from claims.wording import WORTH_REASONS, worth_in_words


def of(text, kind="fact", verb="say", directness="paraphrase", **more):
    return worth_of(text=text, kind=kind, verb=verb, directness=directness, **more)


def test_each_reason_has_words():
    assert WORTH_REASONS.keys() == WEIGHTS.keys()


@pytest.mark.parametrize(
    ("reason", "yes", "no"),
    [
        ("number", "The ship carried 300 tonnes.", "The ship carried grain."),
        ("number", "The ship carried 300 tonnes.", "The treaty was signed in 1994."),
        ("casualties", "Nine people were killed.", "Nine people were elected."),
        ("new", "Talks were held for the first time.", "Talks were held."),
        ("vague", "There was some progress in the situation there.", "The army left the town of Kelm yesterday."),
        ("question", "Was the dam empty when it broke?", "The dam was empty when it broke."),
        ("boilerplate", "The ministry did not immediately respond.", "The ministry did not pay."),
    ],
)
def test_reason_in_the_words(reason, yes, no):
    assert reason in of(yes).reasons
    assert reason not in of(no).reasons


def test_a_figure_of_casualties_is_worth_more_than_an_opinion():
    figure = of("Nine people were killed in Kelm Valley.", actors=1, placed=True)
    view = of("The talks were a great success.", kind="opinion")
    assert (worth_in_words(figure.score), worth_in_words(view.score)) == ("high", "low")


def test_the_score_is_the_sum_of_its_reasons():
    one = of("The ship carried grain to the port of Kelm.")
    assert (one.reasons, one.score) == (("verifiable",), 0.35)


def test_a_contradiction_adds_to_it():
    one = of("The ship carried grain to the port of Kelm.")
    more = with_contradiction(one.reasons)
    assert more.score == one.score + WEIGHTS["contradicts"]
    assert with_contradiction(more.reasons) == more


def test_it_stays_between_0_and_1():
    assert with_contradiction(WEIGHTS).score <= 1
    assert of("Thank you?", kind="opinion").score == 0


def test_a_statement_carries_it(engine):
    (one,) = engine.statements("Berg said 40 soldiers were killed in Kelm Valley on Monday.", date="2025-03-13")
    assert {"casualties", "number", "known_actor", "placed"} <= set(one.worth_reasons)
    assert one.worth > 0.65
