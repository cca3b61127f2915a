"""Commitments whose deadline has passed and of which nothing was observed: on the desk, and as a report."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import actions
from claims.actions import ClaimContent
from tests import factories
from tests.pages import read, words

pytestmark = pytest.mark.django_db


def promise(text, days, **content):
    deadline = (timezone.now() + timedelta(days=days)).date()
    return factories.approved_claim(kind="commitment", text=text, deadline_edtf=f"{deadline}", **content)


@pytest.fixture
def promises(editor):
    """One of each: only the first two are overdue."""
    late, later = promise("Late.", -3), promise("Later.", -2, outcome="pending")
    promise("Due today.", 0)
    promise("Ahead.", 5)
    factories.approved_claim(kind="commitment", text="Sometime.")
    factories.draft_claim(kind="commitment", text="A draft.", deadline_edtf="2025-03-01")
    kept = promise("Kept.", -4)
    report = factories.approved_claim(kind="fact", text="It was kept.")
    actions.link_claims(claim=report, other=kept, kind="fulfils", by=editor)
    old = ClaimContent.of(kept)
    new = ClaimContent(
        **{name: getattr(old, name) for name in ClaimContent.__dataclass_fields__} | {"outcome": "kept"}
    )
    factories.approve(actions.edit_claim(claim=kept, content=new, version=kept.version, by=editor))
    return late, later


def test_the_report(reports, promises):
    factories.published(claims=[promises[0]])
    rows = reports.file("commitments")
    assert [(row["commitment"], row["published"]) for row in rows] == [("Late.", "yes"), ("Later.", "no")]
    assert float(rows[0]["late_hours"]) > 48
    assert [row["commitment"] for row in reports.file("commitments", "?what=ahead")] == ["Due today.", "Ahead."]


def test_the_desk(as_editor, promises):
    root = read(as_editor, "/desk/")
    (section,) = root.xpath("//section[@aria-labelledby='overdue']")
    assert [words(one) for one in section.xpath(".//p[contains(@class, 'row-title')]")] == ["Late.", "Later."]
    assert section.xpath(".//a[@href='/desk/reports/commitments/']")


def test_nothing_is_overdue(as_editor):
    assert not read(as_editor, "/desk/").xpath("//section[@aria-labelledby='overdue']")


@pytest.mark.parametrize("number", [1, 5])
def test_questions(as_editor, number, django_assert_num_queries):
    for at in range(number):
        promise(f"Promise {at}.", -3, speaker=factories.actor(f"speaker-{at}"))
    as_editor.get("/desk/reports/commitments/")
    # Session, person and their groups; numbers of the navigation; how many; rows, their people.
    with django_assert_num_queries(6):
        as_editor.get("/desk/reports/commitments/")
