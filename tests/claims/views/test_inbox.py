"""The desk's first page: what came in, what is mine, what waits."""

import pytest

from accounts.actions import follow
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


def desk(client, url="/desk/", **more):
    """The page, after the clock has had the inbox worked out."""
    actions.refresh_inbox()
    return Tab(client, url, **more)


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


def test_reports_stand_by_urgency_with_what_is_left_to_decide(as_editor, three_articles):
    root = desk(as_editor).root
    # Nobody knows when an undated one was reported: it counts from when it came in, which is today.
    assert list(rows(root).items()) == [
        ("A file from somewhere", (["Demo Wire B", "undated"], "no suggestions")),
        ("Aide speaks", (["Demo Wire B", "13 March 2025"], "2 to decide")),
        ("Talks end", (["Demo Wire B", "11 March 2025"], "all 1 decided")),
    ]
    assert count(root) == "3 reports, most urgent first"
    waiting = three_articles[0]
    assert root.xpath("//h2/a[.='Aide speaks']/@href") == [f"/desk/articles/{waiting.pk}/"]


def test_the_bar_of_an_article_shows_how_many_suggestions_are_decided(as_editor, three_articles):
    actions.accept_suggestion(
        suggestion=three_articles[0].snapshots.get().suggestion_runs.get().suggestions.first(),
        by=factories.user(),
        conflict=factories.conflict(),
    )
    root = desk(as_editor).root
    bars = [(bar.get("value"), bar.get("max")) for bar in root.iter("progress")]
    assert bars == [("1", "2"), ("1", "1")]
    assert rows(root)["Aide speaks"][1] == "1 to decide"


def test_suggestions_of_every_capture_count(as_editor):
    first = factories.article(title="Edited twice")
    factories.suggestion(first)
    factories.suggestion(factories.snapshot(first.article, factories.TEXT + " More."))
    assert rows(desk(as_editor).root)["Edited twice"][1] == "2 to decide"


@pytest.mark.parametrize(
    ("show", "there"),
    [
        ("all", ["A file from somewhere", "Aide speaks", "Talks end"]),
        ("pending", ["Aide speaks"]),
        ("undated", ["A file from somewhere"]),
        ("nonsense", ["A file from somewhere", "Aide speaks", "Talks end"]),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_the_inbox_can_be_narrowed(as_editor, three_articles, show, there, headers):
    actions.refresh_inbox()
    response = as_editor.get("/desk/", {"show": show}, headers=headers)
    root = parse(response)
    assert titles(root) == there
    assert count(root) == f"{len(there)} report{'' if len(there) == 1 else 's'}, most urgent first"
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
    tab = desk(as_editor, "/desk/?show=undated")
    assert titles(tab.root) == []
    (link,) = of_class(tab.by_id("inbox"), "empty")[0].xpath(".//a")
    tab.visit(link.get("href"))
    assert titles(tab.root) == ["Kremlin aide on the ceasefire"]


def test_an_empty_inbox_says_how_articles_come_in(as_editor):
    assert "Nothing waits in the inbox.Articles come in through feeds" in desk(as_editor).says("inbox")


def test_pages_of_25_keep_the_filter(as_editor):
    for number in range(26):
        factories.article(title=f"File {number}", published="")
    factories.article(title="Dated")
    tab = desk(as_editor, "/desk/?show=undated")
    assert len(titles(tab.root)) == 25
    assert count(tab.root) == "26 reports, most urgent first"
    assert "page 1" in tab.says("inbox")
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


def test_a_report_is_one_card_however_many_outlets_carry_it(as_editor):
    wire = factories.article(title="Wire", language="uk", of=factories.source("wire"))
    for slug in ("one", "two"):
        factories.article(title=f"Copy in {slug}", of=factories.source(slug), origin=wire.article.origin_group)
    factories.article(title="Again by the wire", of=factories.source("wire"), origin=wire.article.origin_group)
    factories.article(title="Alone", of=factories.source("own-report", reliability="A"))
    root = desk(as_editor).root
    found = rows(root)
    assert found["Wire"][0] == ["Wire B", "13 March 2025", "UK", "same report in 3 outlets"]
    assert found["Alone"][0] == ["Own Report A", "13 March 2025"]
    assert len(found) == 2
    assert f"/desk/articles/{wire.article_id}/origin/" in root.xpath("//a[.='same report in 3 outlets']/@href")


def test_a_report_shows_the_article_that_has_something_to_decide(as_editor):
    first = factories.article(title="First", published="2025-03-12")
    copy = factories.article(title="Copy", published="2025-03-13", origin=first.article.origin_group)
    factories.suggestion(copy)
    assert titles(desk(as_editor).root) == ["Copy"]


def test_a_card_says_by_which_points_it_stands_there(as_editor, editor):
    capture = factories.article(of=factories.source("good", reliability="A"), published="2025-03-13T10:00Z")
    issue = factories.issue()
    factories.suggestion(capture, worth=0.5, issue=issue)
    factories.suggestion(capture, "Russia wants")
    factories.suggestion(capture, "ceasefire", rule="muted")
    factories.mute(rule="muted", source=capture.article.source)
    follow(what=issue, by=editor)
    why = the(desk(as_editor).root, "inbox-why")
    assert words(next(why.iter("summary"))) == "+22.5 h 1 followed issue or actor why here"
    said = {words(part[0]): words(part[1]) for part in why.xpath(".//dl/div")}
    assert said == {
        "1 followed issue or actor": "8",
        "1 suggestion worth checking": "1.5",
        "2 suggestions to decide": "1",
        "reliability A": "12",
        "hours from 2000 to the report": "220,882",
        "urgency": "220,904.5",
    }


def test_titles_from_elsewhere_are_shown_as_they_are_written(as_editor):
    factories.article(title="<b>Bold</b> & “quoted”", language="en")
    arabic = factories.article(title="موسكو ترفض الهدنة 30 يوما", language="ar")
    root = desk(as_editor).root
    assert set(titles(root)) == {"<b>Bold</b> & “quoted”", arabic.title}
    (title,) = root.xpath("//bdi[@lang='ar']")
    assert words(title) == arabic.title


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("q=ceasef", ["Ceasefire in Kyiv"]),
        ("q=KYIV+ceasefire", ["Ceasefire in Kyiv"]),
        ("q=кремл", ["У Кремлі відповіли"]),
        ("q=nothing", []),
        ("q=%27%3A*+%26+%00", ["Ceasefire in Kyiv", "У Кремлі відповіли"]),  # no words in it
        ("source=second", ["У Кремлі відповіли"]),
        ("source=nobody", []),
        ("source=%27", ["Ceasefire in Kyiv", "У Кремлі відповіли"]),
        ("language=uk", ["У Кремлі відповіли"]),
        ("reliability=A", ["Ceasefire in Kyiv"]),
        ("reliability=A&language=uk", []),
        ("followed=1", ["Ceasefire in Kyiv"]),
        ("followed=1&source=second", []),
        ("changed=1", []),
        ("show=pending&q=ceasefire", ["Ceasefire in Kyiv"]),
    ],
)
def test_the_address_says_what_is_looked_for(as_editor, editor, query, there):
    first = factories.article(title="Ceasefire in Kyiv", of=factories.source("first", reliability="A"))
    factories.article(title="У Кремлі відповіли", language="uk", of=factories.source("second"))
    factories.suggestion(first, speaker=factories.actor())
    follow(what=factories.actor(), by=editor)
    assert titles(desk(as_editor, f"/desk/?{query}").root) == there


def test_looking_is_sent_as_an_address_that_can_be_kept(as_editor):
    factories.article(title="Ceasefire in Kyiv")
    factories.article(title="Another")
    tab = desk(as_editor)
    (form,) = tab.root.xpath("//form[@role='search']")
    tab.send(form, {"q": "kyiv"})
    assert titles(tab.root) == ["Ceasefire in Kyiv"]
    assert tab.by_id("id_q").get("value") == "kyiv"
    tab.press(tab.root.xpath("//form[@role='search']")[0], {"q": "another"})
    assert titles(tab.root) == ["Another"]


def test_the_title_of_the_page_counts_the_reports_that_wait_with_something_to_decide(as_editor):
    factories.article()
    assert desk(as_editor).root.findtext(".//title") == "Desk · Attested"
    factories.suggestion(factories.article())
    factories.suggestion(factories.article())
    assert desk(as_editor).root.findtext(".//title") == "(2) Desk · Attested"


# ---- what is mine, and what waits ---------------------------------------------------------------------------------


def test_my_open_claims_are_those_that_i_wrote_and_that_are_not_done(as_editor, editor2):
    factories.draft_claim(text="Mine, a draft.")
    factories.claim_in_review(text="Mine, in review.")
    factories.approved_claim(text="Mine, approved.")
    factories.draft_claim(text="A colleague’s.", by=editor2)
    mine = section(desk(as_editor).root, "My open claims")
    assert [words(title) for title in of_class(mine, "row-title")] == ["Mine, in review.", "Mine, a draft."]
    assert "in review" in words(of_class(mine, "dot-list")[0])
    assert "Yuri Ushakov" in words(of_class(mine, "dot-list")[0])


def test_a_claim_that_was_sent_back_says_why_until_it_is_asked_for_again(as_editor, editor, reviewer):
    claim = factories.claim_in_review()
    actions.send_back(claim=claim, by=reviewer, reasons="The quote is cut short.")
    mine = section(desk(as_editor).root, "My open claims")
    assert "Sent back: The quote is cut short." in words(mine)
    actions.submit(claim=Claim.objects.get(pk=claim.pk), by=editor)
    assert "Sent back" not in words(section(desk(as_editor).root, "My open claims"))


def test_a_desk_without_work_says_where_to_begin(as_editor):
    root = desk(as_editor).root
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
    root = desk(as_editor).root
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


def test_each_person_sees_what_is_theirs_whoever_asked_before(as_editor, editor, editor2):
    reports = [factories.article(title=f"Report {n}").article for n in range(2)]
    actions.refresh_inbox()
    for person, report in zip((editor, editor2), reports, strict=True):
        actions.assign_items(items=[report.origin_group_id], to=person, by=person)
        actions.save_filter(name=f"View of {person}", query="show=mine", by=person)
    for client, person, report in ((as_editor, editor, 0), (logged_in(editor2), editor2, 1), (as_editor, editor, 0)):
        for query in ("", "&q=report", "&language=en"):
            root = desk(client, f"/desk/?show=mine{query}").root
            assert titles(root) == [f"Report {report}"]
            assert words(of_class(root, "section-head")[0]).startswith("Inbox 1 report,")
        assert f"View of {person}" in words(the(root, "saved"))
        assert words(the(root, "inbox-undo")).startswith("You took 1 report")
