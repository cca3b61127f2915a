"""The reports' pages and files: who gets them, how they are made up, and that they cost the same for more rows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from claims import actions
from claims.models import Claim, LinkProposal
from tests import factories
from tests.claims.views.test_desk_queries import asked, people
from tests.conftest import logged_in
from tests.pages import parse, read, words
from tests.timeline.reports.test_alone import alone, entry_alone
from timeline.reports import REPORTS

pytestmark = pytest.mark.django_db
CANARY = "canary-7f3a"


@pytest.fixture(params=[1, 5])
def number(request):
    return request.param


def something_of_everything(number, editor, reviewer):
    """For each report `number` rows, each with people, outlets and events of its own."""
    for n, person in enumerate(people(number)):
        by = factories.user(Role.EDITOR, f"editor-{n}")
        outlet = factories.source(f"outlet-{n}")
        excerpts = [factories.passage(factories.article(of=outlet)) for _ in range(4)]
        waits = factories.claim_in_review(by=by, excerpt=excerpts[0], speaker=person, text=f"{CANARY} waits {n}")
        Claim.objects.filter(pk=waits.pk).update(assignee=by)
        factories.draft_claim(by=by, excerpt=excerpts[1], text=f"{CANARY} draft {n}")
        factories.approved_claim(by=by, excerpt=excerpts[2], text=f"{CANARY} approved {n}")
        factories.event(title=f"{CANARY} event {n}", by=by)
        promised = {"kind": "commitment", "deadline_edtf": "2025-03-20", "text": f"{CANARY} promised {n}"}
        factories.approved_claim(by=by, speaker=person, **promised)
        claim = factories.approved_claim(by=by, excerpt=excerpts[3], text=f"Public {n}.")
        factories.republished(factories.published(claims=[claim]), title=f"Other {n}", note=f"Note {n}.")
        again = actions.reopen(claim=claim, by=by, reasons=f"{CANARY} why {n}")
        factories.approve(actions.submit(claim=again, by=by), verdict="disputed")
        alone(f"{CANARY} alone {n}", by=by, days=n)
        entry_alone(title=f"Alone {n}")
        actions.reject_suggestion(suggestion=factories.suggestion(factories.article(of=outlet)), by=by, reason="No.")
        pair = [factories.approved_claim(by=by, text=f"{CANARY} side {n}") for _ in range(2)]
        actions.link_claims(claim=pair[0], other=pair[1], kind="contradicts", by=by)
        for one in pair:
            one.refresh_from_db()
            if one.stage == "draft":
                factories.approve(actions.submit(claim=one, by=by))
        LinkProposal.objects.create(claim=claim, other=pair[1], kind="contradicts", score=0.5)


QUERIES = {
    "waiting": 13,
    "waiting/?what=draft": 13,
    "waiting/?what=approved": 13,
    "waiting/?what=events": 13,
    "alone": 9,
    "verdicts": 8,
    "corrections": 5,
    "contradictions": 7,
    "contradictions/?what=proposed": 7,
    "sources": 10,
    "editors": 13,
}


FILE_QUERIES = {
    "waiting": 5,
    "alone": 7,
    "verdicts": 7,
    "corrections": 3,
    "contradictions": 5,
    "commitments": 4,
    "sources": 9,
    "editors": 12,
}


def test_pages_ask_as_often_for_five_rows_as_for_one(as_reviewer, editor, reviewer, number):
    something_of_everything(number, editor, reviewer)
    found = {}
    for name in QUERIES:
        url = f"/desk/reports/{name}" if "?" in name else f"/desk/reports/{name}/"
        rows = read(as_reviewer, url).xpath("//table")[-1].xpath("./tbody/tr")
        assert len(rows) >= number, name
        found[name] = asked(as_reviewer, url)
    assert found == QUERIES


def test_files_ask_as_often_for_five_rows_as_for_one(as_reviewer, editor, reviewer, number):
    something_of_everything(number, editor, reviewer)
    found = {}
    for name in REPORTS:
        with CaptureQueriesContext(connection) as queries:
            lines = as_reviewer.get(f"/desk/reports/{name}.csv?days=all").getvalue().decode().splitlines()
        assert len(lines) > number, name
        found[name] = len(queries)
    assert found == FILE_QUERIES


def test_readers_and_strangers_get_nothing(reader, editor, reviewer):
    something_of_everything(1, editor, reviewer)
    for browser, expected in ((Client(), 302), (logged_in(reader), 404)):
        for address in ("", *(f"{name}/" for name in REPORTS), *(f"{name}.csv" for name in REPORTS)):
            response = browser.get(f"/desk/reports/{address}?days=all&what=all")
            assert response.status_code == expected, address
            assert CANARY not in response.content.decode()


def test_people_of_the_desk_get_everything(editor, reviewer, admin_user):
    something_of_everything(1, editor, reviewer)
    for person in (editor, reviewer, admin_user):
        browser = logged_in(person)
        for name in REPORTS:
            assert browser.get(f"/desk/reports/{name}/").status_code == 200
        assert CANARY in browser.get("/desk/reports/waiting.csv").getvalue().decode()


def test_the_index_leads_to_every_report_and_the_desk_leads_there(as_editor):
    assert read(as_editor, "/desk/").xpath('//nav[@aria-label="Desk"]//a[@href="/desk/reports/"]')
    links = read(as_editor, "/desk/reports/").xpath("//main//li//a/@href")
    assert links == [f"/desk/reports/{name}/" for name in REPORTS]


@pytest.mark.parametrize("name", REPORTS)
def test_an_empty_report_says_so(as_editor, name):
    page = read(as_editor, f"/desk/reports/{name}/")
    assert str(REPORTS[name].empty) in words(page)
    assert str(REPORTS[name].note) in words(page)
    lines = as_editor.get(f"/desk/reports/{name}.csv").getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 1


@pytest.mark.parametrize("address", ["nothing/", "nothing.csv"])
def test_no_such_report(as_editor, address):
    assert as_editor.get(f"/desk/reports/{address}").status_code == 404


@pytest.mark.parametrize("name", REPORTS)
def test_tables_are_told_to_everybody(as_editor, editor, reviewer, name):
    something_of_everything(1, editor, reviewer)
    for table in read(as_editor, f"/desk/reports/{name}/").xpath("//table"):
        assert words(table.find("caption"))
        assert table.xpath("./thead//th")
        assert not table.xpath("./thead//th[not(@scope='col')]")
        box = table.getparent()
        assert (box.get("tabindex"), box.get("role"), box.get("aria-label")) == ("0", "region", words(table[0]))
        widths = {len(row.xpath("./td|./th")) for row in table.xpath(".//tr")}
        assert len(widths) == 1


def test_the_file_has_the_filters_of_the_page(as_editor, editor):
    factories.claim_in_review(text="In review.")
    factories.draft_claim(text="A draft.")
    page = read(as_editor, "/desk/reports/waiting/?what=draft")
    [link] = page.xpath("//a[@download]/@href")
    text = as_editor.get(f"{link}").getvalue().decode()
    assert "A draft." in text
    assert "In review." not in text
    [chosen] = page.xpath("//select[@name='what']/option[@selected]/@value")
    assert chosen == "draft"


def test_the_file_is_a_file_with_the_date_in_its_name(as_editor):
    response = as_editor.get("/desk/reports/corrections.csv")
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].startswith('attachment; filename="attested-corrections-20')
    assert response.getvalue().startswith(b"\xef\xbb\xbfat,")


def test_a_formula_in_a_claim_stays_words(as_editor):
    factories.claim_in_review(text='=HYPERLINK("https://evil.example")')
    text = as_editor.get("/desk/reports/waiting.csv").getvalue().decode()
    assert "\"'=HYPERLINK(" in text
    page = parse(as_editor.get("/desk/reports/waiting/"))
    assert '=HYPERLINK("https://evil.example")' in words(page)


def test_pages_hold_fifty_rows(as_editor, editor):
    passage = factories.passage()
    for n in range(51):
        factories.draft_claim(excerpt=passage, text=f"Draft {n}.", by=editor)
    first = read(as_editor, "/desk/reports/waiting/?what=draft")
    assert len(first.xpath("//table")[-1].xpath("./tbody/tr")) == 50
    [on] = first.xpath("//a[@rel='next']/@href")
    last = read(as_editor, f"/desk/reports/waiting/{on.partition('#')[0]}")
    assert len(last.xpath("//table")[-1].xpath("./tbody/tr")) == 1
    assert len(as_editor.get("/desk/reports/waiting.csv?what=draft").getvalue().splitlines()) == 52
