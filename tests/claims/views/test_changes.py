"""What an article says otherwise now, and the list of claims that lose their passage by it."""

import pytest
from lxml import html

from claims import actions
from claims.models import Placement
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db
LOST = factories.TEXT.replace("a breather for Ukrainian troops", "a pause for everybody")


@pytest.fixture
def claim(editor):
    return factories.draft_claim(by=editor)


@pytest.fixture
def capture(claim):
    later = factories.snapshot(claim.evidence.get().excerpt.snapshot.article, LOST)
    actions.place_passages(snapshot=later)
    return later


@pytest.fixture
def as_editor(editor):
    return logged_in(editor)


def tree(response):
    return html.fromstring(response.content.decode())


def test_the_words_that_changed_stand_beside_one_another(as_editor, capture, claim):
    shown = tree(as_editor.get(f"/desk/articles/{capture.article_id}/changes/"))
    text = shown.xpath("//*[contains(@class, 'change-text')]")[0]
    assert "breather" in "".join(text.xpath(".//del//text()"))
    assert "everybody" in "".join(text.xpath(".//ins//text()"))
    assert shown.xpath(f"//a[@href='/desk/claims/{claim.pk}/']")
    assert "Orphaned" in shown.text_content()


def test_captures_are_named_by_number_and_others_are_not_found(as_editor, capture):
    address = f"/desk/articles/{capture.article_id}/changes/"
    assert as_editor.get(address, {"from": "1", "to": "2"}).status_code == 200
    assert as_editor.get(address, {"to": "9"}).status_code == 404
    assert as_editor.get(address, {"to": "x"}).status_code == 404
    alone = factories.article()
    assert as_editor.get(f"/desk/articles/{alone.article_id}/changes/").status_code == 404


def test_the_list_says_which_claims_and_the_navigation_how_many(as_editor, capture, claim):
    shown = tree(as_editor.get("/desk/changed/"))
    assert shown.xpath(f"//a[@href='/desk/claims/{claim.pk}/']")
    assert shown.xpath("//nav[@aria-label='Desk']//a[@aria-current]/span/text()") == ["1"]


def test_a_claim_that_stands_is_settled_with_a_reason(as_editor, capture):
    placement = Placement.objects.get()
    refused = as_editor.post("/desk/changed/settle/", {"placement": placement.pk, "why": " "})
    assert refused.status_code == 422
    assert "Say why" in tree(refused).text_content()
    as_editor.post("/desk/changed/settle/", {"placement": placement.pk, "why": "The capture shows it."})
    placement.refresh_from_db()
    assert (placement.settled_by.username, placement.settled_why) == ("editor", "The capture shows it.")
    assert "0 passages gone" in tree(as_editor.get("/desk/changed/")).text_content()


@pytest.mark.parametrize("number", [1, 5])
def test_queries(as_editor, editor, django_assert_num_queries, number):
    for _ in range(number):
        claim = factories.draft_claim(by=editor)
        factories.event(claims=[claim], by=editor)
        later = factories.snapshot(claim.evidence.get().excerpt.snapshot.article, LOST)
        actions.place_passages(snapshot=later)
    with django_assert_num_queries(9):
        assert as_editor.get("/desk/changed/").status_code == 200
