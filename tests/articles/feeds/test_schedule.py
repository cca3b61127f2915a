"""When a feed is looked at again."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.feeds.schedule import CEILING, FLOOR, PollHistory, new_address, next_poll

NOW = datetime(2025, 3, 13, 12, 0, tzinfo=UTC)  # a Thursday
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Middle(Random):
    """Chance that always falls in the middle."""

    def random(self):
        return 0.5


def decide(now=NOW, random=None, floor=FLOOR, ceiling=CEILING, **history):
    return next_poll(now, history=PollHistory(**history), floor=floor, ceiling=ceiling, random=random or Middle())


def wait(**history):
    return decide(**history).at - NOW


def every(gap, count=10, latest=NOW):
    return tuple(latest - gap * n for n in range(count))


@pytest.mark.parametrize(
    ("history", "interval"),
    [
        ({"interval": 4 * HOUR, "new": 1, "listed": 20}, 2 * HOUR),
        ({"interval": 20 * MINUTE, "new": 1, "listed": 20}, FLOOR),
        ({"interval": 1 * HOUR}, 90 * MINUTE),
        ({"interval": 20 * HOUR}, CEILING),
        ({"interval": 1 * HOUR, "status": 304}, 90 * MINUTE),
        # How often its pieces come is known:
        ({"interval": 20 * HOUR, "new": 1, "listed": 20, "arrivals": every(HOUR)}, 30 * MINUTE),
        ({"interval": 1 * HOUR, "new": 1, "listed": 20, "arrivals": every(6 * HOUR)}, 30 * MINUTE),
        ({"interval": 20 * HOUR, "new": 1, "listed": 20, "arrivals": every(5 * MINUTE)}, FLOOR),
        ({"interval": 2 * HOUR, "arrivals": every(20 * MINUTE)}, 40 * MINUTE),  # a night is no reason to sleep in
        ({"interval": 20 * HOUR, "arrivals": every(20 * MINUTE, latest=NOW - 8 * DAY)}, CEILING),
        ({"interval": 20 * HOUR, "arrivals": every(20 * MINUTE, latest=NOW - 2 * DAY)}, 6 * HOUR),
        ({"interval": 4 * HOUR, "new": 10, "listed": 20, "arrivals": (NOW,) * 10}, 2 * HOUR),  # they came at once
        ({"interval": 4 * HOUR, "new": 20, "listed": 20, "arrivals": every(DAY)}, FLOOR),  # some passed unseen
        ({"interval": 4 * HOUR, "new": 20, "listed": 20}, 2 * HOUR),  # the first time it is all new
    ],
)
def test_the_interval_follows_how_often_the_feed_changes(history, interval):
    assert decide(**history).interval == interval
    assert wait(**history) == interval


@pytest.mark.parametrize(
    ("failures", "expected"),
    [
        (1, 15 * MINUTE),
        (2, 30 * MINUTE),
        (3, HOUR),
        (4, 2 * HOUR),
        (5, 4 * HOUR),
        (7, 16 * HOUR),
        (8, DAY),
        (5000, DAY),
    ],
)
def test_failures_wait_twice_as_long_each_time_and_leave_the_pace_alone(failures, expected):
    assert wait(failures=failures, status=500, interval=HOUR) == expected
    assert decide(failures=failures, status=500, interval=HOUR).interval == HOUR


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ({"interval": HOUR, "wish": 3 * HOUR}, 3 * HOUR),
        ({"interval": HOUR, "wish": 5 * DAY}, 6 * HOUR),
        ({"interval": 4 * HOUR, "wish": HOUR}, 6 * HOUR),
        ({"failures": 1, "status": 503, "retry_after": 2 * HOUR}, 2 * HOUR),
        ({"failures": 4, "status": 503, "retry_after": MINUTE}, 2 * HOUR),
        ({"failures": 1, "status": 429, "retry_after": 3 * DAY}, 3 * DAY),
        ({"failures": 1, "status": 429, "retry_after": 400 * DAY}, 7 * DAY),
        ({"interval": HOUR, "retry_after": 2 * HOUR}, 2 * HOUR),
    ],
)
def test_the_publishers_wishes_are_honoured(history, expected):
    assert wait(**history) == expected


def test_a_wish_does_not_change_the_feeds_own_pace():
    assert decide(interval=HOUR, wish=5 * HOUR, new=1, listed=9).interval == 30 * MINUTE


def test_hours_and_days_of_rest_are_passed_over():
    assert decide(interval=20 * MINUTE, skip_hours={12, 13, 14}).at == NOW + 3 * HOUR + 30 * MINUTE
    assert decide(interval=16 * HOUR, skip_days={4, 5, 6}).at == datetime(2025, 3, 17, 0, 0, tzinfo=UTC)
    assert "nothing comes out" in decide(interval=20 * MINUTE, skip_hours={12}).why


def test_hours_of_rest_are_in_utc():
    east = NOW.astimezone(datetime.fromisoformat("2025-01-01T00:00+05:00").tzinfo)
    assert decide(now=east, interval=20 * MINUTE, skip_hours={12}).at == NOW + HOUR + 30 * MINUTE


def test_a_feed_that_always_rests_is_polled_all_the_same():
    assert wait(interval=20 * MINUTE, skip_hours=frozenset(range(24))) == 30 * MINUTE
    assert wait(interval=20 * MINUTE, skip_days=frozenset(range(7))) == 30 * MINUTE


def test_a_feed_that_is_gone_is_not_asked_again():
    decision = decide(status=410, failures=1, interval=HOUR)
    assert (decision.at, decision.interval) == (None, HOUR)
    assert "410" in decision.why


def test_the_floor_may_be_set_and_goes_before_the_ceiling():
    assert wait(interval=FLOOR, floor=HOUR, new=1) == HOUR
    assert wait(interval=FLOOR, floor=MINUTE, new=1) == FLOOR / 2
    assert wait(interval=FLOOR, floor=2 * DAY) == 2 * DAY
    assert wait(failures=1, status=500, floor=HOUR) == HOUR


def test_chance_spreads_polls_and_the_same_chance_gives_the_same_time():
    times = [decide(interval=4 * HOUR, random=Random(seed)).at for seed in range(50)]
    assert len(set(times)) == 50
    assert all(0.9 * 6 * HOUR <= time - NOW <= 1.1 * 6 * HOUR for time in times)
    assert times == [decide(interval=4 * HOUR, random=Random(seed)).at for seed in range(50)]


def test_a_busy_feed_is_back_at_the_floor_soon_after_a_quiet_spell():
    interval, polls = CEILING, 0
    while interval > FLOOR:
        interval, polls = decide(interval=interval, new=1, listed=9).interval, polls + 1
    assert polls <= 7


HISTORIES = st.builds(
    PollHistory,
    interval=st.timedeltas(timedelta(0), timedelta(days=40)),
    failures=st.integers(0, 100),
    status=st.sampled_from([0, 200, 304, 404, 429, 500, 503]),
    new=st.integers(0, 20),
    listed=st.integers(0, 20),
    arrivals=st.lists(
        st.timedeltas(timedelta(days=-1), timedelta(days=400)).map(lambda age: NOW - age), max_size=12
    ).map(tuple),
    wish=st.none() | st.timedeltas(timedelta(days=-1), timedelta(days=400)),
    retry_after=st.none() | st.timedeltas(timedelta(days=-1), timedelta(days=400)),
    skip_hours=st.frozensets(st.integers(0, 23)),
    skip_days=st.frozensets(st.integers(0, 6)),
)
RANDOMS = st.integers().map(Random)
FLOORS = st.timedeltas(timedelta(minutes=1), timedelta(days=2))


@settings(max_examples=400, deadline=None)
@given(HISTORIES, RANDOMS, FLOORS)
def test_never_too_soon_and_never_too_late(history, random, floor):
    decision = next_poll(NOW, history=history, floor=floor, random=random)
    ceiling = max(floor, CEILING)
    patience = min(history.retry_after or timedelta(0), timedelta(days=7))
    assert floor <= decision.interval <= ceiling
    assert decision.at >= NOW + max(floor, patience)
    rest = timedelta(days=7) if history.skip_hours or history.skip_days else timedelta(0)
    assert decision.at <= NOW + max(ceiling, patience) + rest
    assert decision.why


@settings(max_examples=100, deadline=None)
@given(st.integers(), FLOORS)
def test_more_failures_never_mean_sooner(seed, floor):
    times = [
        next_poll(NOW, history=PollHistory(failures=failures, status=500), floor=floor, random=Random(seed)).at
        for failures in range(1, 20)
    ]
    assert all(earlier <= later for earlier, later in pairwise(times))


@settings(max_examples=100, deadline=None)
@given(HISTORIES, FLOORS)
def test_nothing_new_is_never_sooner_than_something_new(history, floor):
    def interval(new):
        told = PollHistory(interval=history.interval, new=new, listed=30, arrivals=history.arrivals)
        return next_poll(NOW, history=told, floor=floor, random=Random(1)).interval

    assert interval(0) >= interval(1)


OLD = "https://wire.example/rss"


@pytest.mark.parametrize(
    ("moves", "address"),
    [
        ([], ""),
        ([""], ""),
        ([OLD], ""),
        (["https://wire.example/feed"], "https://wire.example/feed"),
        (["https://www.wire.example/feed"], "https://www.wire.example/feed"),
        (["https://new.example/"], ""),
        (["https://new.example/"] * 2, ""),
        (["https://new.example/"] * 3, "https://new.example/"),
        (["https://new.example/", "", "https://new.example/", "https://new.example/"], ""),
        (["https://new.example/"] * 3 + [""], "https://new.example/"),
    ],
)
def test_a_move_is_followed_on_the_same_host_at_once_and_elsewhere_when_it_is_certain(moves, address):
    assert new_address(OLD, moves) == address
