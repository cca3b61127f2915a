"""The measure itself: what counts as found, as exact and as having the right source."""

from dataclasses import dataclass, field

import pytest

from bench.suggest_statements import Gold, Tally, is_reporting, labelled

TEXT = "“We will wait,” Marta Kowal said. The plan is dead, an aide of the minister added on Monday."


def at(phrase):
    start = TEXT.index(phrase)
    return start, start + len(phrase)


QUOTE, PLAN, KOWAL, AIDE = map(at, ("“We will wait,”", "The plan is dead", "Marta Kowal", "an aide of the minister"))


@dataclass
class Found:
    content: tuple
    source: tuple = ()
    kind: str = "fact"
    told: dict = field(default_factory=dict)


def tally(*found, gold=None):
    counted = Tally()
    counted.add(
        TEXT,
        gold or [Gold((QUOTE,), source=(KOWAL,), told={"kind": "position"}), Gold((PLAN,), source=(AIDE,))],
        found,
    )
    return counted


def test_all_found_with_their_sources():
    counted = tally(Found((QUOTE,), (KOWAL,), kind="position"), Found((PLAN,), (AIDE,)))
    assert counted.f1("exact") == counted.f1("near") == counted.f1("right") == counted.quoted_recall() == 1
    assert counted.share("kind") == 1
    assert counted.share("stance") is None


def test_a_shorter_source_with_the_same_head_is_right_and_another_is_not():
    counted = tally(Found((QUOTE,), (KOWAL,)), Found((PLAN,), (at("an aide"),)))
    assert counted.f1("right") == 1
    counted = tally(Found((QUOTE,), (KOWAL,)), Found((PLAN,), (KOWAL,)))
    assert (counted.f1("near"), counted.f1("right")) == (1, 0.5)
    assert counted.share("kind") == 0


def test_a_content_that_covers_less_than_half_is_not_found():
    counted = tally(Found((at("The"),), (AIDE,)))
    assert counted.f1("near") == counted.f1("exact") == 0
    assert counted.quoted_recall() == 0


def test_one_finding_serves_one_statement_only():
    counted = tally(Found((QUOTE,), (KOWAL,)), Found((QUOTE,), (KOWAL,)))
    assert counted.counts["right"] == 1
    assert counted.f1("right") == 0.5


def test_what_is_wanted_without_a_source_is_right_without_one():
    gold = [Gold((PLAN,))]
    assert tally(Found((PLAN,)), gold=gold).f1("right") == 1
    assert tally(Found((PLAN,), (AIDE,)), gold=gold).f1("right") == 0


def test_cues_of_reporting():
    assert is_reporting("X, according to Y", ((3, 15),))
    assert is_reporting(TEXT, ((28, 32),))
    assert not is_reporting("critics of the belief that", ((15, 21),))


@pytest.mark.parametrize("half", ["before", "after", "again"])
def test_the_labels_stand_in_their_texts(half):
    articles = labelled(half)
    assert len({one.name for one in articles}) == len(articles)
    for article in articles:
        for gold in article.statements:
            for start, end in (*gold.content, *gold.cue, *gold.source):
                assert article.text[start:end].strip()
