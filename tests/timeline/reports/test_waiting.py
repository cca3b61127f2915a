"""What waits: by stage, age and person, and the oldest first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from claims import actions
from claims.models import Claim, InboxItem
from tests import factories
from tests.pages import words
from timeline.models import Event

pytestmark = pytest.mark.django_db


def aged(claim, column, **age):
    Claim.objects.filter(pk=claim.pk).update(**{column: timezone.now() - timedelta(**age)})
    return claim


def line(page, caption, first):
    """The cells of a table's row that begins so."""
    for table in page.xpath("//table"):
        if words(table.find("caption")) == caption:
            for row in table.xpath(".//tbody/tr"):
                cells = [words(cell) for cell in row.xpath("./td")]
                if cells[0] == first:
                    return cells
    return None


def test_counts_by_stage_and_age(reports):
    for days in (0, 2, 2, 40):
        aged(factories.claim_in_review(), "submitted_at", days=days)
    aged(factories.draft_claim(), "created_at", days=5)
    aged(factories.approved_claim(), "approved_at", days=8)
    factories.published()  # readers see its claim: it does not wait
    page = reports.page("waiting")
    assert line(page, "By stage and age", "In review")[1:7] == ["1", "2", "0", "0", "1", "4"]
    assert line(page, "By stage and age", "Drafts")[1:7] == ["0", "0", "1", "0", "0", "1"]
    assert line(page, "By stage and age", "Approved, unpublished")[1:7] == ["0", "0", "0", "1", "0", "1"]


def test_oldest_first_with_how_long(reports):
    young, old = factories.claim_in_review(text="Young."), factories.claim_in_review(text="Old.")
    aged(young, "submitted_at", hours=2)
    aged(old, "submitted_at", days=3)
    rows = reports.file("waiting")
    assert [row["what"] for row in rows] == ["Old.", "Young."]
    assert float(rows[0]["waits_hours"]) == pytest.approx(72, abs=0.1)
    assert rows[0]["number"] == str(old.pk)


def test_events_by_assignee(reports, editor, editor2):
    given = factories.event(title="Given", claims=[factories.draft_claim()])
    factories.event(title="Nobody's")
    Event.objects.filter(pk=given.pk).update(assignee=editor2, due_on="2025-03-20")
    page = reports.page("waiting")
    assert line(page, "By assignee", "Editor2")[4] == "1"
    assert line(page, "By assignee", "Nobody")[4] == "1"
    rows = reports.file("waiting", f"?what=events&person={editor2.pk}")
    assert [(row["what"], row["assignee"], row["due_on"]) for row in rows] == [("Given", "Editor2", "2025-03-20")]


def test_by_assignee(reports, editor, editor2):
    mine, nobodys = factories.claim_in_review(text="Mine."), factories.claim_in_review(text="Nobody's.")
    Claim.objects.filter(pk=mine.pk).update(assignee=editor2, due_on="2025-03-20")
    page = reports.page("waiting")
    assert line(page, "By assignee", "Editor2")[1] == "1"
    assert line(page, "By assignee", "Nobody")[1] == "1"
    assert [(row["what"], row["due_on"]) for row in reports.file("waiting", f"?person={editor2.pk}")] == [
        ("Mine.", "2025-03-20")
    ]
    assert [row["number"] for row in reports.file("waiting", "?person=nobody")] == [str(nobodys.pk)]


def test_events_that_readers_do_not_see_as_they_stand(reports, editor):
    live = factories.published(title="As readers see it")
    assert reports.file("waiting", "?what=events") == []
    never = factories.event(title="Never published", by=editor)
    Event.objects.filter(pk=live.event_id).update(updated_at=timezone.now() + timedelta(seconds=1), title="Touched")
    assert {row["what"] for row in reports.file("waiting", "?what=events")} == {"Never published", "Touched"}
    Event.objects.filter(pk=never.pk).update(merged_into=live.event_id)
    assert [row["what"] for row in reports.file("waiting", "?what=events")] == ["Touched"]


def test_inbox_items(reports, editor):
    old, new, put_off = (factories.article(title=title).article for title in ("Old", "New", "Put off"))
    Article.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=10))
    for article in (new, old, put_off):
        # Whatever writes the inbox's items may have done so already.
        InboxItem.objects.get_or_create(origin_group=article.origin_group, defaults={"article": article})
    InboxItem.objects.filter(article=put_off).update(snoozed_until=timezone.now() + timedelta(days=1))
    assert [row["what"] for row in reports.file("waiting", "?what=inbox")] == ["Old", "New"]
    assert line(reports.page("waiting"), "By stage and age", "Inbox items")[1:7] == ["1", "0", "0", "1", "0", "2"]


def test_what_cannot_be_read_narrows_nothing(reports):
    claim = factories.claim_in_review()
    for query in ("?what=nonsense", "?person=9999999999999999999999", "?person=x%00", "?page=99&days=-1"):
        assert [row["number"] for row in reports.file("waiting", query)] == [str(claim.pk)]
        reports.page("waiting", query)


def test_what_is_sent_back_waits_as_a_draft(reports, reviewer):
    claim = factories.claim_in_review()
    actions.send_back(claim=claim, by=reviewer, reasons="Who says so?")
    assert reports.file("waiting") == []
    assert [row["number"] for row in reports.file("waiting", "?what=draft")] == [str(claim.pk)]
