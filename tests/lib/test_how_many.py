"""Numbers that are counted no further than anybody needs, and pages that end there."""

import pytest

from actors.models import Actor
from claims.models import Attribution
from lib import bounded_pages
from lib.bounded_pages import BoundedPaginator
from lib.how_many import HowMany, UpTo
from tests import factories


@pytest.mark.parametrize(
    ("number", "limit", "counted", "words"),
    [(0, 100, 0, "0"), (100, 100, 100, "100"), (101, 100, 100, "100+"), (1001, 1000, 1000, "1,000+")],
)
def test_a_number_goes_up_to_a_limit_and_says_where_there_are_more(number, limit, counted, words):
    found = UpTo(number, limit)
    assert (found, found.in_words) == (counted, words)


@pytest.mark.django_db
def test_rows_and_different_values_are_counted_as_far_as_is_asked(editor):
    speaker = factories.actor("speaker")
    claims = [factories.draft_claim(speaker=speaker, by=editor, text=f"Claim {n}.") for n in range(3)]
    Attribution.objects.create(claim=claims[0], actor=speaker, role="addressee")
    named = Attribution.objects.filter(actor=speaker).order_by("role")

    def counted(**how):
        return Actor.objects.filter(pk=speaker.pk).values_list(HowMany(named, **how), flat=True)[0]

    assert counted() == named.count() == 4
    assert counted(different="claim") == len(set(named.values_list("claim", flat=True))) == 3
    assert counted(at_most=2) == 2
    assert counted(different="claim", at_most=4) == 3


@pytest.mark.django_db
def test_pages_end_where_nobody_leafs_further(monkeypatch):
    monkeypatch.setattr(bounded_pages, "MOST_LISTED", 4)
    for n in range(4):
        factories.actor(f"actor-{n}")
    rows = Actor.objects.order_by("slug")
    whole = BoundedPaginator(rows, 2)
    assert (whole.count, whole.num_pages, whole.pages_in_words) == (4, 2, "2")
    factories.actor("actor-4")
    bounded = BoundedPaginator(rows.all(), 2)
    assert (bounded.count, bounded.count.in_words, bounded.pages_in_words) == (4, "4+", "2+")
    assert [one.slug for one in bounded.get_page(9)] == ["actor-2", "actor-3"]
    assert BoundedPaginator([1, 2, 3], 2).pages_in_words == "2"
