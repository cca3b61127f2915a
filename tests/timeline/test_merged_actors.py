"""Which actors are one as of a moment."""

from datetime import UTC, datetime

import pytest

from actors.models import ActorMerge
from tests import factories
from timeline.merged_actors import merged_actors, same_as

pytestmark = pytest.mark.django_db


def day(number):
    return datetime(2025, 3, number, tzinfo=UTC)


@pytest.fixture
def three(admin_user):
    """`old` went into `middle` on the 2nd and that into `new` on the 4th, which was taken back on the 6th."""
    found = {slug: factories.actor(slug) for slug in ("old", "middle", "new", "other")}

    def merge(gone, kept, at, undone=None):
        ActorMerge.objects.create(
            gone=found[gone],
            kept=found[kept],
            reason="One person.",
            by=admin_user,
            at=day(at),
            undone_at=undone and day(undone),
            undone_by=admin_user if undone else None,
        )

    merge("old", "middle", 2)
    merge("middle", "new", 4, undone=6)
    return {slug: actor.pk for slug, actor in found.items()}


def test_actors_are_one_from_the_merge_until_it_is_taken_back(three, django_assert_num_queries):
    old, middle, new, other = three.values()
    with django_assert_num_queries(1):
        assert same_as([old, middle, new, other], day(1)) == {one: [one] for one in three.values()}
    assert same_as([old, middle, new], day(3)) == {old: [middle, old], middle: [middle, old], new: [new]}
    together = [new, old, middle]
    assert same_as([old, middle, new, other], day(5)) == {
        old: together,
        middle: together,
        new: together,
        other: [other],
    }
    assert same_as([old, new]) == {old: [middle, old], new: [new]}


def test_an_actor_goes_on_as_the_last_one_of_the_way(three):
    old, middle, new, _other = three.values()
    assert [merged_actors(day(number)).kept(old) for number in (1, 3, 5, 7)] == [old, middle, new, middle]
