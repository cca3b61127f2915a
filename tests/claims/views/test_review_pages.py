"""The review queue a page at a time, and one's own apart from it."""

import pytest
from lxml import html

from accounts.roles import Role
from claims.views import deciding
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    monkeypatch.setattr(deciding, "_PER_PAGE", 2)


def queue(client, page=""):
    found = html.fromstring(client.get(f"/desk/review/?page={page}").content)
    titles = [link.text_content() for link in found.xpath("//ol[contains(@class, 'queue')][last()]//h2/a")]
    return found, titles


def test_longest_waiting_first_and_the_rest_on_later_pages(as_reviewer, editor):
    for n in range(5):
        factories.claim_in_review(by=editor, text=f"Claim {n}.")
    found, titles = queue(as_reviewer)
    assert titles == ["Claim 0.", "Claim 1."]
    assert "5 claims, longest waiting first" in found.text_content()
    assert found.xpath("//a[@rel='next']/@href") == ["?page=2"]
    assert queue(as_reviewer, 3)[1] == ["Claim 4."]
    assert queue(as_reviewer, "nonsense")[1] == titles


def test_of_many_own_claims_those_that_wait_longest(as_reviewer, reviewer):
    for n in range(4):
        factories.claim_in_review(by=reviewer, text=f"Mine {n}.")
    found, titles = queue(as_reviewer)
    assert titles == []
    words = found.text_content()
    assert "Mine 1." in words
    assert "Mine 2." not in words
    assert "The 2 that wait longest." in words


def test_of_many_that_one_person_approved_alone_a_page_and_the_way_to_the_rest(as_reviewer):
    for n in range(3):
        factories.claim_approved_alone(by=factories.duty_editor(), text=f"Alone {n}.")
    found, _ = queue(as_reviewer)
    assert "Alone 2." not in found.text_content()
    assert found.xpath("//a[text()='All 3 of them']/@href") == ["/desk/reports/alone/?what=waiting"]
    assert factories.user(Role.REVIEWER).claims_approved.count() == 0
