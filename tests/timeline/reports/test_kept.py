"""What takes long to work out is kept, says of when it is, and is worked out anew by the clock."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from lxml import html

from claims import actions
from tests import factories
from timeline import tasks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def slow(settings):
    """Everything takes long enough to be kept."""
    settings.REPORTS_KEPT_FROM = 0
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    """What the clock hands to the workers is done at once."""
    monkeypatch.setattr(tasks.work_out_report, "delay", tasks.work_out_report)


def page(client, address):
    response = client.get(f"/desk/reports/{address}")
    assert response.status_code == 200, urlsplit(address).path
    return html.fromstring(response.content)


def written(client, days):
    """How many claims the one line of the report by editor counts, and what the page says of its age."""
    found = page(client, f"editors/?days={days}")
    line = found.xpath("//table[last()]/tbody/tr")[0]
    return line.xpath("./td")[2].text_content().strip(), found.xpath("string(//p[@class='report-file'])")


@pytest.mark.parametrize(
    ("days", "task"), [("30", tasks.work_out_recent_reports), ("all", tasks.work_out_reports_of_all_time)]
)
def test_figures_stay_until_the_clock_works_them_out_anew(as_editor, editor, clock, days, task):
    factories.draft_claim(by=editor)
    first, age = written(as_editor, days)
    assert "worked out" not in age
    factories.draft_claim(by=editor, text="Another.")
    again, age = written(as_editor, days)
    assert again == first
    assert "worked out" in age
    task()
    assert written(as_editor, days)[0] != first


def test_figures_that_take_no_time_are_of_now(as_editor, editor, settings):
    settings.REPORTS_KEPT_FROM = 60
    factories.draft_claim(by=editor)
    first, _ = written(as_editor, "30")
    factories.draft_claim(by=editor, text="Another.")
    again, age = written(as_editor, "30")
    assert again != first
    assert "worked out" not in age


def test_the_counts_above_what_waits_are_kept_and_the_rows_are_not(as_editor, editor, clock):
    def numbers():
        found = page(as_editor, "waiting/?what=draft")
        drafts = found.xpath("//table[1]/tbody/tr[2]/td")[6].text_content().strip()
        return drafts, len(found.xpath("//table[last()]/tbody/tr")), "Counted" in found.text_content()

    factories.draft_claim(by=editor)
    page(as_editor, "waiting/")
    factories.draft_claim(by=editor, text="Another.")
    kept, rows, says_so = numbers()
    assert says_so
    tasks.work_out_recent_reports()
    counted, rows_then, _ = numbers()
    assert (int(counted) - int(kept), rows_then - rows) == (1, 0)


def test_verdict_changes_are_found_again_by_their_numbers(as_reviewer, editor, reviewer):
    claim = factories.approved_claim()
    actions.retract(claim=claim, by=reviewer, reasons="Not so.")
    for _ in range(2):
        found = page(as_reviewer, "verdicts/")
        assert "taken back" in found.xpath("//table[last()]")[0].text_content()
