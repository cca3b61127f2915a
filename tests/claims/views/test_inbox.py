"""The desk's first page: what came in, what is mine, what waits."""

import pytest

from accounts.roles import Role
from claims import actions
from claims.models import Claim
from tests import factories
from tests.claims.views.tab import Tab
from tests.conftest import logged_in
from tests.pages import of_class, parse, the, words

pytestmark = pytest.mark.django_db


def rows(root):
    """Each article of the inbox: its title, and what stands below it."""
    found = {}
    for row in of_class(root, "inbox-row"):
        (head,) = row.xpath(".//h2")
        (line,) = of_class(row, "dot-list")
        found[words(head)] = ([words(part) for part in line], words(the(row, "inbox-work")))
    return found


def titles(root):
    return list(rows(root))


def section(root, heading):
    (found,) = root.xpath("//section[.//h2[normalize-space()=$heading]]", heading=heading)
    return found


def count(root):
    (status,) = root.xpath("//section[@id='inbox']//*[@role='status']")
    return words(status)


@pytest.fixture
def three_articles(db):
    """One with work to do, one without a date, one that is done."""
    waiting = factories.article(title="Aide speaks", published="2025-03-13")
    factories.suggestion(waiting)
    factories.suggestion(waiting, "Russia wants a long-term settlement", kind="position")
    undated = factories.article(title="A file from somewhere", published="")
    done = factories.article(title="Talks end", published="2025-03-11")
    actions.reject_suggestion(suggestion=factories.suggestion(done), by=factories.user())
    return waiting.article, undated.article, done.article


def test_articles_stand_newest_first_with_what_is_left_to_decide(as_editor, three_articles):
    root = Tab(as_editor, "/desk/").root
    assert rows(root) == {
        "Aide speaks": (["Demo Wire B", "13 March 2025"], "2 to decide"),
        "Talks end": (["Demo Wire B", "11 March 2025"], "all 1 decided"),
        "A file from somewhere": (["Demo Wire B", "undated"], "no suggestions"),
    }
    assert count(root) == "3 articles, newest first"
    waiting = three_articles[0]
    assert root.xpath("//h2/a[.='Aide speaks']/@href") == [f"/desk/articles/{waiting.pk}/"]


def test_the_bar_of_an_article_shows_how_many_suggestions_are_decided(as_editor, three_articles):
    actions.accept_suggestion(
        suggestion=three_articles[0].snapshots.get().suggestion_runs.get().suggestions.first(),
        by=factories.user(),
        conflict=factories.conflict(),
    )
    root = Tab(as_editor, "/desk/").root
    bars = [(bar.get("value"), bar.get("max")) for bar in root.iter("progress")]
    assert bars == [("1", "2"), ("1", "1")]
    assert rows(root)["Aide speaks"][1] == "1 to decide"


def test_suggestions_of_every_capture_count(as_editor):
    first = factories.article(title="Edited twice")
    factories.suggestion(first)
    factories.suggestion(factories.snapshot(first.article, factories.TEXT + " More."))
    assert rows(Tab(as_editor, "/desk/").root)["Edited twice"][1] == "2 to decide"


@pytest.mark.parametrize(
    ("show", "there"),
    [
        ("all", ["Aide speaks", "Talks end", "A file from somewhere"]),
        ("pending", ["Aide speaks"]),
        ("undated", ["A file from somewhere"]),
        ("nonsense", ["Aide speaks", "Talks end", "A file from somewhere"]),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_the_inbox_can_be_narrowed(as_editor, three_articles, show, there, headers):
    response = as_editor.get("/desk/", {"show": show}, headers=headers)
    root = parse(response)
    assert titles(root) == there
    assert count(root) == f"{len(there)} article{'' if len(there) == 1 else 's'}, newest first"
    chosen = {"pending": "To decide", "undated": "Undated"}.get(show, "All")
    assert [words(chip) for chip in root.xpath("//nav[@aria-label='Show']/a[@aria-current='page']")] == [chosen]
    assert "HX-Request" in response["Vary"]


def test_htmx_gets_the_inbox_alone_and_history_gets_the_page(as_editor, three_articles):
    part = as_editor.get("/desk/?show=pending", headers={"HX-Request": "true"})
    assert part.content.strip().startswith(b'<section id="inbox"')
    assert b"My open claims" not in part.content
    restored = as_editor.get(
        "/desk/?show=pending", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert restored.content.startswith(b"<!DOCTYPE html>")


def test_a_filter_without_articles_leads_back_to_all(as_editor):
    factories.article()
    tab = Tab(as_editor, "/desk/?show=undated")
    assert titles(tab.root) == []
    (link,) = of_class(tab.by_id("inbox"), "empty")[0].xpath(".//a")
    tab.visit(link.get("href"))
    assert titles(tab.root) == ["Kremlin aide on the ceasefire"]


def test_an_empty_inbox_says_how_articles_come_in(as_editor):
    assert "No article has come in yet" in Tab(as_editor, "/desk/").says("inbox")


def test_pages_of_25_keep_the_filter(as_editor):
    for number in range(26):
        factories.article(title=f"File {number}", published="")
    factories.article(title="Dated")
    tab = Tab(as_editor, "/desk/?show=undated")
    assert len(titles(tab.root)) == 25
    assert count(tab.root) == "26 articles, newest first"
    assert "page 1 of 2" in tab.says("inbox")
    (older,) = tab.root.xpath("//a[@rel='next']/@href")
    tab.visit(older)
    assert titles(tab.root) == ["File 0"]
    assert tab.root.xpath("//a[@rel='next']") == []
    tab.visit(tab.root.xpath("//a[@rel='prev']/@href")[0])
    assert len(titles(tab.root)) == 25


@pytest.mark.parametrize("page", ["0", "99", "x", "-1"])
def test_a_page_that_does_not_exist_shows_the_nearest(as_editor, page):
    factories.article()
    assert titles(Tab(as_editor, f"/desk/?page={page}").root) == ["Kremlin aide on the ceasefire"]


def test_language_and_outlets_with_the_same_report_are_said(as_editor):
    wire = factories.article(title="Wire", language="uk", of=factories.source("wire"))
    for slug in ("one", "two"):
        factories.article(title=f"Copy in {slug}", of=factories.source(slug), origin=wire.article.origin_group)
    factories.article(title="Again by the wire", of=factories.source("wire"), origin=wire.article.origin_group)
    factories.article(title="Alone", of=factories.source("own-report", reliability="A"))
    found = rows(Tab(as_editor, "/desk/").root)
    assert found["Wire"][0] == ["Wire B", "13 March 2025", "UK", "same report in 3 outlets"]
    assert found["Copy in one"][0] == ["One B", "13 March 2025", "same report in 3 outlets"]
    assert found["Alone"][0] == ["Own Report A", "13 March 2025"]


# ---- what is mine, and what waits ---------------------------------------------------------------------------------


def test_my_open_claims_are_those_that_i_wrote_and_that_are_not_done(as_editor, editor2):
    factories.draft_claim(text="Mine, a draft.")
    factories.claim_in_review(text="Mine, in review.")
    factories.approved_claim(text="Mine, approved.")
    factories.draft_claim(text="A colleague’s.", by=editor2)
    mine = section(Tab(as_editor, "/desk/").root, "My open claims")
    assert [words(title) for title in of_class(mine, "row-title")] == ["Mine, in review.", "Mine, a draft."]
    assert "in review" in words(of_class(mine, "dot-list")[0])
    assert "Yuri Ushakov" in words(of_class(mine, "dot-list")[0])


def test_a_claim_that_was_sent_back_says_why_until_it_is_asked_for_again(as_editor, editor, reviewer):
    claim = factories.claim_in_review()
    actions.send_back(claim=claim, by=reviewer, reasons="The quote is cut short.")
    mine = section(Tab(as_editor, "/desk/").root, "My open claims")
    assert "Sent back: The quote is cut short." in words(mine)
    actions.submit(claim=Claim.objects.get(pk=claim.pk), by=editor)
    assert "Sent back" not in words(section(Tab(as_editor, "/desk/").root, "My open claims"))


def test_a_desk_without_work_says_where_to_begin(as_editor):
    root = Tab(as_editor, "/desk/").root
    assert "You have no open claims" in words(section(root, "My open claims"))
    assert "Nothing waits for a second person" in words(section(root, "Review queue"))
    assert "Readers see every event as it stands" in words(section(root, "Events to publish"))


def badge(root):
    (link,) = root.xpath("//nav[@aria-label='Desk']/a[starts-with(normalize-space(), 'Review')]")
    return words(link)


def test_a_reviewer_sees_how_many_claims_wait_and_how_many_of_them_for_them(as_reviewer, as_editor, reviewer):
    factories.claim_in_review()
    factories.claim_in_review()
    factories.claim_in_review(by=reviewer)
    root = Tab(as_reviewer, "/desk/").root
    assert words(section(root, "Review queue")).endswith("3 claims wait for a second person, 2 of them for you.")
    assert badge(root) == "Review 2 wait for you"
    root = Tab(as_editor, "/desk/").root
    assert words(section(root, "Review queue")).endswith("3 claims wait for a second person.")
    assert badge(root) == "Review"


def test_a_claim_that_a_reviewer_changed_does_not_wait_for_them(as_reviewer, reviewer):
    claim = factories.claim_in_review()
    content = factories.claim_content(text="Ushakov called the truce a breather.")
    actions.edit_claim(claim=claim, content=content, version=claim.version, by=reviewer)
    root = Tab(as_reviewer, "/desk/").root
    assert badge(root) == "Review"
    assert "1 claim waits for a second person, 0 of them for you." in words(section(root, "Review queue"))


def test_events_that_readers_do_not_see_as_they_stand_are_listed(as_reviewer):
    factories.event(title="Never published")
    factories.published(title="As it stands")
    factories.event(claims=[factories.approved_claim()], title="Ready")
    listed = section(Tab(as_reviewer, "/desk/").root, "Events to publish")
    assert [words(title) for title in of_class(listed, "row-title")] == ["Ready", "Never published"]


def test_the_desk_of_somebody_without_a_log_in_leads_to_the_log_in_and_back(client):
    response = client.get("/desk/?show=pending")
    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/desk/%3Fshow%3Dpending"


def test_a_reader_does_not_learn_that_there_is_a_desk(reader):
    assert logged_in(reader).get("/desk/").status_code == 404
    assert logged_in(factories.user(Role.ADMIN)).get("/desk/").status_code == 200
