"""Positions are what a second reading of the same rules, day by day and in the plainest way, finds."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.positions import by_hand
from timeline.positions.deriving import UNDATED, Voice, intervals_of, stances_on

START = date(2025, 3, 10)
DAYS = [UNDATED, *(START + timedelta(days=number) for number in range(9))]


def said(day, stance, claim=1, *, ended=None):
    return Voice(
        claim, claim, stance, START + timedelta(days=day), "Somebody", ended=ended and START + timedelta(ended)
    )


def told(voices):
    return [
        (one.stance, (one.since - START).days, one.until and (one.until - START).days) for one in intervals_of(voices)
    ]


def test_what_was_said_last_holds():
    assert told([said(0, "proposes"), said(3, "rejects", 2)]) == [("proposes", 0, 3), ("rejects", 3, None)]


def test_what_is_said_again_goes_on():
    again = [said(0, "rejects"), said(2, "rejects", 2), said(4, "accepts", 3)]
    assert told(again) == [("rejects", 0, 4), ("accepts", 4, None)]


def test_what_is_walked_back_ends_there_and_nothing_takes_its_place():
    assert told([said(0, "rejects", ended=3)]) == [("rejects", 0, 3)]
    assert stances_on(intervals_of([said(0, "rejects", ended=3)]), START + timedelta(days=5)) == frozenset()


def test_two_who_contradict_each_other_on_one_day_stand_side_by_side():
    both = [said(0, "rejects"), said(0, "accepts", 2)]
    assert told(both) == [("rejects", 0, None), ("accepts", 0, None)]
    assert stances_on(intervals_of(both), START) == {"rejects", "accepts"}


def test_what_is_walked_back_on_the_day_itself_was_held_on_that_day():
    changed = intervals_of([said(3, "rejects", ended=3), said(3, "accepts_with_conditions", 2)])
    day = START + timedelta(days=3)
    assert [one.stance for one in changed if one.holds_on(day)] == ["rejects", "accepts_with_conditions"]
    assert stances_on(changed, day) == {"accepts_with_conditions"}
    assert [one.stance for one in changed if one.holds_on(day + timedelta(days=1))] == ["accepts_with_conditions"]


def test_a_stance_that_was_taken_back_begins_anew():
    twice = [said(0, "accepts", ended=2), said(4, "accepts", 2)]
    assert told(twice) == [("accepts", 0, 2), ("accepts", 4, None)]


def test_what_is_not_dated_was_said_before_everything_that_is():
    undated = replace(said(0, "demands"), day=UNDATED)
    found = intervals_of([said(2, "withdraws", 2), undated])
    assert [(one.stance, one.is_dated) for one in found] == [("demands", False), ("withdraws", True)]
    assert found[0].until == START + timedelta(days=2)


voices = st.lists(
    st.builds(
        lambda day, stance, ended: (day, stance, ended),
        st.sampled_from(DAYS),
        st.sampled_from(["accepts", "rejects", "demands"]),
        st.none() | st.sampled_from(DAYS),
    ),
    max_size=12,
).map(
    lambda drawn: [
        Voice(number, number, stance, day, "Somebody", ended=ended)
        for number, (day, stance, ended) in enumerate(drawn)
    ]
)


@given(voices, st.sampled_from(DAYS))
def test_positions_equal_a_reading_by_hand(voices, day):
    found = intervals_of(voices)
    held = by_hand.held(voices, day)
    assert {one.stance for one in found if one.holds_on(day)} == set(held)
    assert stances_on(found, day) == {stance for stance, stands in held.items() if stands}
    for one in found:
        if one.holds_on(day):
            assert one.since == by_hand.since(voices, one.stance, day)


@given(voices, st.randoms())
def test_the_order_in_which_statements_are_found_does_not_matter(voices, random):
    shuffled = list(voices)
    random.shuffle(shuffled)
    assert intervals_of(shuffled) == intervals_of(voices)


@given(voices)
def test_every_statement_stands_in_exactly_one_position(voices):
    found = [voice.claim for one in intervals_of(voices) for voice in one.voices]
    assert sorted(found) == sorted(voice.claim for voice in voices)
