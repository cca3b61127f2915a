"""What changed: between two revisions of an event, and on the timeline between two moments."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from claims import actions as claim_actions
from tests import factories
from tests.pages import followed, of_class, read, the, words
from timeline import actions as event_actions
from timeline.between import PAGE_SIZE
from timeline.models import Entry

pytestmark = pytest.mark.django_db
ETAG = 1


@pytest.fixture
def clock(monkeypatch):
    def set_to(text):
        moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def revisions(clock):
    """Three of one event: the title is corrected, then a statement comes in and the title is corrected again."""
    clock("2025-03-13T09:00")
    first = factories.published(
        title="Most of Kursk was taken", claims=[factories.approved_claim(text="It was most.")]
    )
    clock("2025-03-15T12:00")
    second = factories.republished(first, title="Half of Kursk was taken", note="Half, not most.")
    clock("2025-03-17T08:30")
    event_actions.tie_claim(
        event=first.event, claim=factories.approved_claim(text="Fighting goes on."), by=factories.user()
    )
    third = factories.republished(second, title="Some of Kursk was taken", note="Some, not half.")
    return [first, second, third]


def url_of(entry):
    return f"/events/{entry.event_id}/changes/"


def changed(root):
    """Each thing that reads otherwise: its words with [-what went-] and {+what came+}."""
    found = {}
    for row in root.xpath(".//ul[@class='changes']/li"):
        text = the(row, "changes-text")
        for one in text.iter("del", "ins"):
            one.text = f"[-{one.text}-]" if one.tag == "del" else f"{{+{one.text}+}}"
        found[words(the(row, "changes-what"))] = words(text)
    return found


def test_the_last_change_is_shown_word_by_word(client, revisions):
    page = read(client, url_of(revisions[0]))
    assert changed(page) == {
        "Title": "[-Half-]{+Some+} of Kursk was taken",
        "Statement": "{+Fighting goes on.+}",
    }
    assert "From revision 2 (15 March 2025, 12:00 UTC) to revision 3" in words(the(page, "compared"))
    assert [words(one) for one in of_class(page, "correction-note")] == ["Some, not half."]


def test_any_two_revisions_can_be_compared(client, revisions):
    page = read(client, url_of(revisions[0]), **{"from": 1, "to": 3})
    assert changed(page)["Title"] == "[-Most-]{+Some+} of Kursk was taken"
    assert [words(one) for one in of_class(page, "correction-note")] == ["Half, not most.", "Some, not half."]
    assert changed(read(client, url_of(revisions[0]), to=2)) == {"Title": "[-Most-]{+Half+} of Kursk was taken"}
    assert page.xpath("//select[@name='from']/option[@selected]/@value") == ["1"]
    assert page.xpath("//select[@name='to']/option[@selected]/@value") == ["3"]


def test_since_a_day_means_the_revision_of_then(client, revisions):
    assert changed(read(client, url_of(revisions[0]), since="2025-03-14"))["Title"].startswith("[-Most-]{+Some+}")
    assert changed(read(client, url_of(revisions[0]), since="2025-03-16"))["Title"].startswith("[-Half-]{+Some+}")
    assert "nothing was published" in words(the(read(client, url_of(revisions[0]), since="2025-03-01"), "nothing"))
    assert "Nothing that readers see" in words(the(read(client, url_of(revisions[0]), since="2025-03-18"), "nothing"))


def test_one_steps_from_change_to_change(client, revisions):
    page = read(client, url_of(revisions[0]))
    (before,) = page.xpath("//nav[@aria-label='Changes']/a/@href")
    assert before == f"{url_of(revisions[0])}?to=2"
    (after,) = read(client, before).xpath("//nav[@aria-label='Changes']/a/@href")
    assert after == f"{url_of(revisions[0])}?to=3"


def test_the_first_publication_changes_nothing(client, clock):
    page = read(client, url_of(factories.published()))
    assert "first publication" in words(the(page, "nothing"))
    assert page.xpath("//form[contains(@class, 'compare')]") == []


def test_as_of_knows_no_later_revision(client, revisions):
    page = read(client, url_of(revisions[0]), as_of="2025-03-16")
    assert changed(page) == {"Title": "[-Most-]{+Half+} of Kursk was taken"}
    assert "Some" not in words(page.find(".//main"))
    read(client, url_of(revisions[0]), status=400, as_of="2025-03-16", to="3")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("from=0", "from"),
        ("from=9", "from"),
        ("to=x", "to"),
        ("to=9", "to"),
        ("from=3&to=2", "from"),
        ("from=2&to=2", "from"),
        ("since=2025", "since"),
        ("since=2025-03-13&from=1", "since"),
        ("from=99999999999999999999", "from"),
    ],
)
def test_what_cannot_be_compared_is_refused_by_name(client, revisions, query, name):
    page = read(client, f"{url_of(revisions[0])}?{query}", status=400)
    assert name in [words(one) for one in page.xpath("//dl/div/dt")]


def test_history_leads_to_the_comparison(client, revisions):
    page = read(client, revisions[-1].get_absolute_url())
    assert f"{url_of(revisions[0])}?to=2" in page.xpath("//ol[@class='revisions']//a/@href")


@pytest.mark.parametrize("more", [0, 4])
def test_a_comparison_asks_the_same_few_questions(client, django_assert_num_queries, revisions, more):
    entry = revisions[-1]
    for number in range(more):
        claim = factories.approved_claim(text=f"And {number}.")
        event_actions.tie_claim(event=entry.event, claim=claim, by=factories.user())
        entry = factories.republished(entry, title=f"Title {number}")
    with django_assert_num_queries(ETAG + 3):  # revisions; statements; citations
        client.get(url_of(entry), {"from": 1})


# ---- the timeline


@pytest.fixture
def timeline_of_changes(clock, revisions):
    """Beside the three revisions: one that comes, one that goes, one that does both, one that is not touched."""
    clock("2025-03-12T10:00")
    gone = factories.published(title="A raid that was not")
    factories.published(title="Untouched")
    clock("2025-03-16T10:00")
    factories.published(title="A call")
    flash = factories.published(title="A flash")
    event_actions.withdraw(event=gone.event, reason="It was staged.", by=factories.user("reviewer"))
    clock("2025-03-16T11:00")
    event_actions.withdraw(event=flash.event, reason="A hoax.", by=factories.user("reviewer"))
    clock("2025-03-20T10:00")
    return {"gone": gone}


def listed(root):
    return [
        (words(the(row, "changed-what").find("strong")), words(the(row, "changed-title")))
        for row in of_class(root, "changed")
    ]


def test_what_changed_between_then_and_now(client, timeline_of_changes):
    page = read(client, "/changes/", since="2025-03-14")
    assert listed(page) == [
        ("Corrected", "Some of Kursk was taken"),
        ("Published and withdrawn", "A flash"),
        ("New", "A call"),
        ("Withdrawn", "A raid that was not"),
    ]
    first, _, _, last = of_class(page, "changed")
    assert changed(first)["Title"] == "[-Most-]{+Some+} of Kursk was taken"
    assert [words(one) for one in of_class(first, "correction-note")] == ["Half, not most.", "Some, not half."]
    assert words(the(last, "correction-note")) == "It was staged."


def test_the_end_is_a_moment_too(client, timeline_of_changes):
    page = read(client, "/changes/", since="2025-03-14", until="2025-03-15")
    assert listed(page) == [("Corrected", "Half of Kursk was taken")]
    assert changed(page) == {"Title": "[-Most-]{+Half+} of Kursk was taken"}
    assert "Some" not in words(page.find(".//main"))
    assert listed(read(client, "/changes/", since="2025-03-14", as_of="2025-03-15")) == listed(page)
    assert listed(read(client, "/changes/", since="2025-03-18")) == []


def test_published_again_is_not_new(client, timeline_of_changes, clock):
    gone = timeline_of_changes["gone"]
    event_actions.publish(event=gone.event, by=factories.user("reviewer"), note="It was no fake.")
    assert listed(read(client, "/changes/", since="2025-03-18")) == [("Published again", "A raid that was not")]
    # Seen from before the withdrawal it stood there all along.
    assert ("Corrected", "A raid that was not") in listed(read(client, "/changes/", since="2025-03-13"))


def test_filters_narrow_what_changed(client, timeline_of_changes):
    assert listed(read(client, "/changes/", since="2025-03-14", verdict="false")) == []
    assert len(listed(read(client, "/changes/", since="2025-03-14", actor="ushakov"))) == 4
    assert len(listed(read(client, "/changes/", since="2025-03-14", conflict="talks", source="demo-wire"))) == 4
    assert listed(read(client, "/changes/", since="2025-03-14", corrected="1")) == [
        ("Corrected", "Some of Kursk was taken")
    ]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("since=2025-03-15&until=2025-03-14", "since"),
        ("since=soon", "since"),
        ("until=2025-03-15&as_of=2025-03-14", "until"),
        ("cursor=r50", "cursor"),
        ("cursor=x", "cursor"),
        ("conflict=none", "conflict"),
        ("q=kursk", "unknown"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(client, timeline_of_changes, query, name):
    page = read(client, f"/changes/?{query}", status=400)
    assert name in [words(one) for one in page.xpath("//dl/div/dt")]


def test_pages_follow_one_another_without_gap_or_repetition(client, clock, django_assert_num_queries):
    clock("2025-03-13T09:00")
    claims = [factories.approved_claim()]
    made = []
    for number in range(PAGE_SIZE * 2 + 3):
        clock(f"2025-03-13T10:{number:02}")
        made.append(factories.published(title=f"Event {number}", claims=claims))
        if number % 3 == 0:
            event_actions.withdraw(event=made[-1].event, reason="No.", by=factories.user("reviewer"))
    url, seen = "/changes/?since=2025-03-12", []
    while url:
        page = read(client, url)
        seen += [title for _, title in listed(page)]
        further = page.xpath("//nav[@aria-label='Pages']//a[@rel='next']/@href")
        url = followed(url, further[0]) if further else ""
    assert seen == [f"Event {number}" for number in reversed(range(len(made)))]


@pytest.mark.parametrize("items", [1, 5])
def test_changes_ask_the_same_few_questions(client, clock, django_assert_num_queries, items):
    clock("2025-03-13T09:00")
    made = [factories.published(title=f"Event {number}") for number in range(items)]
    clock("2025-03-15T09:00")
    for entry in made:
        factories.republished(entry, title=f"{entry.title}, corrected")
    with django_assert_num_queries(ETAG + 5):  # entries; withdrawals; revisions; statements; citations
        assert len(listed(read(client, "/changes/", since="2025-03-14"))) == items


def test_what_is_not_published_does_not_show(client, revisions):
    claim = factories.approved_claim(text="A secret.")
    event_actions.tie_claim(event=revisions[0].event, claim=claim, by=factories.user())
    claim_actions.retract(claim=claim, by=factories.user("reviewer"), reasons="Hidden reasons.")
    for url in (url_of(revisions[0]), "/changes/?since=2000-01-01"):
        assert "secret" not in words(read(client, url).find(".//body")).lower()
        assert "hidden" not in words(read(client, url).find(".//body")).lower()
    assert Entry.objects.count() == 3
