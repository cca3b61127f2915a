"""The workbench: an article's text beside its cards, what becomes of suggestions, and claims from selected text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from claims import actions
from claims.models import Claim, Excerpt, Suggestion, SuggestionRun
from tests import factories
from tests.claims.views.tab import Tab
from tests.pages import the, words

pytestmark = pytest.mark.django_db

# Characters of two UTF-16 units, of several code points, and of two bytes: offsets count code points.


def page_of(capture):
    return f"/desk/articles/{capture.article_id}/"


def bench(client, capture):
    factories.conflict()
    return Tab(client, page_of(capture))


def cards(tab):
    return list(tab.by_id("cards"))


def card_of(tab, one):
    return tab.by_id(f"{type(one).__name__.lower()}-{one.pk}")


def facts(card):
    return {words(row.find("dt")): words(row.find("dd")) for row in card.xpath(".//dl[@class='facts']/div")}


def progress(tab):
    bar = tab.by_id("progress")
    (inner,) = bar.iter("progress")
    return words(bar), inner.get("value"), inner.get("max")


def claim_of(card):
    return words(the(card, "passage-claim"))


def decision_of(suggestion):
    suggestion.refresh_from_db()
    return suggestion.decision


def standing():
    """What the pages under test may write."""
    return [
        list(Claim.objects.order_by("pk").values()),
        list(Excerpt.objects.order_by("pk").values_list("pk", flat=True)),
        list(Suggestion.objects.order_by("pk").values_list("pk", "decision", "claim")),
        list(Article.objects.order_by("pk").values_list("published_edtf", flat=True)),
    ]


# ---- a suggestion’s card ------------------------------------------------------------------------------------------


@pytest.fixture
def capture(db):
    return factories.article()


@pytest.fixture
def suggested(capture):
    """What Ushakov is proposed to have said."""
    return factories.suggestion(
        capture,
        kind="position",
        speaker=factories.actor("ushakov", "Yuri Ushakov", office="foreign policy adviser"),
        issue=factories.issue(),
        stance="rejects",
        said_edtf="2025-03-13",
        happened_edtf="2025-03",
        place=factories.place(),
        addressee=factories.actor("witkoff", "Steve Witkoff"),
    )


# ---- deciding -----------------------------------------------------------------------------------------------------


def test_a_suggestion_on_an_issue_of_another_conflict_is_not_accepted_here(as_editor, capture):
    factories.conflict()
    other = factories.conflict("zz-other", "Zz another")
    suggested = factories.suggestion(capture, kind="position", issue=factories.issue("other", "Other", of=other))
    tab = bench(as_editor, capture)
    tab.press(tab.button("Accept", card_of(tab, suggested)), status=409)
    assert "That issue belongs to another conflict." in words(the(card_of(tab, suggested), "notice"))
    assert decision_of(suggested) == "pending"
    tab.visit(tab.button("Zz another").get("href"))
    tab.press(tab.button("Accept", card_of(tab, suggested)))
    assert decision_of(suggested) == "accepted"
    assert suggested.claim.conflict == other


@pytest.mark.parametrize(("path", "decision"), [("accept", "accepted"), ("reject", "rejected")])
def test_the_same_decision_twice_is_one(as_editor, capture, suggested, path, decision):
    for _ in range(2):
        response = as_editor.post(f"/desk/suggestions/{suggested.pk}/{path}/", headers={"HX-Request": "true"})
        assert response.status_code == 200
    assert decision_of(suggested) == decision
    assert Claim.objects.count() == (1 if path == "accept" else 0)


# ---- editing before accepting -------------------------------------------------------------------------------------


def edit_form(tab, suggestion):
    tab.press(tab.button("Edit", card_of(tab, suggestion)))
    (form,) = card_of(tab, suggestion).iter("form")
    return form


def field(form, name):
    (found,) = form.xpath(".//*[@name=$name]", name=name)
    return found


def test_an_unknown_person_beside_the_speaker_is_named(as_editor, capture, suggested):
    tab = bench(as_editor, capture)
    before = standing()
    tab.press(edit_form(tab, suggested), {"people-1-actor": "Nobody"}, status=422)
    (form,) = card_of(tab, suggested).iter("form")
    assert "No actor is called Nobody yet" in words(the(form, "people"))
    assert field(form, "people-1-actor").get("value") == "Nobody"
    assert standing() == before


# ---- a claim from selected text -----------------------------------------------------------------------------------


def select(tab, capture, exact, *, start=None, shown=None, status=200):
    """Ask for a new claim from a selection, as the page's script does."""
    start = capture.text.index(exact) if start is None else start
    sent = {"start": str(start), "end": str(start + len(exact)), "words": exact if shown is None else shown}
    return tab.press(tab.by_id("find"), sent, status=status)


def composer_form(tab):
    (form,) = tab.by_id("composer").xpath(".//form[contains(@hx-post, '/claims/new/')]")
    return form


def test_a_claim_may_be_made_while_the_engine_reads(as_editor, capture):
    SuggestionRun.objects.create(snapshot=capture, engine="tests", engine_version="1")
    tab = bench(as_editor, capture)
    select(tab, capture, "MOSCOW")
    tab.press(composer_form(tab), {"text": "New."})
    assert [claim_of(card) for card in cards(tab)] == ["New."]
    tab.assert_same_as_reload()


def test_two_claims_may_rest_on_one_passage(as_editor, capture):
    tab = bench(as_editor, capture)
    for text in ("One.", "Two."):
        select(tab, capture, "MOSCOW")
        tab.press(composer_form(tab), {"text": text})
    assert sorted(claim_of(card) for card in cards(tab)) == ["One.", "Two."]
    assert Excerpt.objects.count() == 1
    tab.assert_same_as_reload()


def test_a_selection_in_a_text_that_is_another_by_now_is_refused(as_editor):
    """Offsets of capture 1, sent for capture 2."""
    capture = factories.article()
    factories.snapshot(capture.article, "Update. " + factories.TEXT)
    tab = bench(as_editor, capture)
    sent = {"capture": "2", "start": "0", "end": "6", "words": "MOSCOW"}
    tab.press(tab.by_id("find"), sent, status=422)
    assert "Reload and select again" in tab.says("composer")


# ---- more evidence for a claim that exists ------------------------------------------------------------------------


def evidence_form(tab):
    (form,) = tab.by_id("composer").xpath(".//form[contains(@hx-post, '/evidence/new/')]")
    return form


def test_a_wider_passage_of_an_accepted_suggestion_gives_no_second_card(as_editor, editor, capture, suggested):
    claim = actions.accept_suggestion(suggestion=suggested, by=editor, conflict=factories.conflict())
    tab = bench(as_editor, capture)
    select(tab, capture, f"“{factories.QUOTE}”")
    tab.press(evidence_form(tab), {"claim": str(claim.pk), "relation": "supports"})
    assert len(cards(tab)) == 1
    assert claim.evidence.count() == 2
    tab.assert_same_as_reload()


# ---- a claim’s card -----------------------------------------------------------------------------------------------


def test_review_of_a_claim_that_a_colleague_has_dismissed_is_refused_on_the_card(
    as_editor, editor2, capture, suggested
):
    claim = actions.accept_suggestion(suggestion=suggested, by=editor2, conflict=factories.conflict())
    tab = bench(as_editor, capture)
    (form,) = tab.button("Ask for review", card_of(tab, suggested)).iterancestors("form")
    actions.dismiss(claim=claim, by=editor2, reasons="No claim.")
    tab.press(form, status=422)
    assert "dismissed" in words(card_of(tab, suggested))
    assert tab.alerts
    claim.refresh_from_db()
    assert claim.stage == "dismissed"


# ---- the date of an undated article -------------------------------------------------------------------------------


@pytest.fixture
def undated(db):
    return factories.article(published="")


# ---- captures, addresses ------------------------------------------------------------------------------------------


@pytest.fixture
def twice(capture):
    """The article’s second capture; each has a suggestion of its own."""
    factories.suggestion(capture, text="Of the first.")
    second = factories.snapshot(capture.article, "Changed. " + factories.TEXT)
    factories.suggestion(second, text="Of the second.")
    return second


def test_what_is_selected_in_an_older_capture_stays_in_it(as_editor, capture, twice):
    factories.conflict()
    tab = Tab(as_editor, f"{page_of(capture)}?capture=1")
    select(tab, capture, "MOSCOW")
    tab.press(composer_form(tab), {"text": "New."})
    assert Claim.objects.get().evidence.get().excerpt.snapshot == capture
    tab.assert_same_as_reload()


@pytest.mark.parametrize("leave", ["find", "edit"])
def test_the_captures_are_a_link_away_from_an_open_form_too(as_editor, capture, twice, leave):
    tab = bench(as_editor, capture)
    if leave == "find":
        tab.send(tab.by_id("find"), {"words": "MOSCOW"})
    else:
        tab.visit(tab.button("Edit").get("href"))
    tab.visit(tab.button("Capture 1").get("href"))
    assert tab.says("text").startswith("MOSCOW")
    assert [claim_of(card) for card in cards(tab)] == ["Of the first."]


def test_htmx_may_ask_for_the_page_itself(as_editor, undated):
    factories.conflict()
    response = as_editor.get(page_of(undated), headers={"HX-Request": "true"})
    assert response.status_code == 200
    headers = {"HX-Request": "true"}
    response = as_editor.post(f"{page_of(undated)}date/", {"published": "no"}, headers=headers)
    assert response.status_code == 422


def test_answers_to_htmx_are_kept_apart_from_pages(as_editor, capture, suggested):
    factories.conflict()
    for url in (f"/desk/suggestions/{suggested.pk}/edit/", f"{page_of(capture)}claims/new/?capture=1&words=MOSCOW"):
        page, part = as_editor.get(url), as_editor.get(url, headers={"HX-Request": "true"})
        assert page.content.startswith(b"<!DOCTYPE html>")
        assert b"<!DOCTYPE" not in part.content
        assert all("HX-Request" in response["Vary"] for response in (page, part))


# ---- queries ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 5])
def test_the_page_asks_the_database_as_often_for_one_card_as_for_five(as_editor, editor, number):
    capture = factories.article("\n".join(f"Sentence {n} is here, and there." for n in range(20)))
    for n in range(number):
        person = factories.actor(f"person-{n}", f"Person {n}", office="minister", acts_for=factories.actor("state"))
        common = {"speaker": person, "issue": factories.issue(), "kind": "position", "place": factories.place()}
        factories.suggestion(capture, f"Sentence {n} ", text=f"Pending {n}.", **common)
        done = factories.suggestion(capture, f"Sentence {5 + n} ", text=f"Done {n}.", **common)
        claim = actions.accept_suggestion(suggestion=done, by=editor, conflict=factories.conflict())
        factories.event(claims=[claim], title=f"Event {n}")
        gone = factories.suggestion(capture, f"Sentence {10 + n} ", text=f"Gone {n}.", **common)
        actions.reject_suggestion(suggestion=gone, by=editor)
        factories.draft_claim(excerpt=factories.passage(capture, f"Sentence {15 + n} "), speaker=person)
    as_editor.get(page_of(capture))
    with CaptureQueriesContext(connection) as queries:
        tab = Tab(as_editor, page_of(capture))
    assert len(cards(tab)) == 4 * number
    assert len(queries) == 7
