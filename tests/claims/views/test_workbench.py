"""The workbench: an article's text, its captures and its cards."""

import pytest

from claims import actions
from claims.actions import accept_suggestion, add_evidence, reject_suggestion, request_suggestions
from claims.enums import Directness, Relation
from claims.models import SuggestionRun
from tests import factories
from tests.claims.views.tab import Tab
from tests.conftest import logged_in
from tests.pages import of_class, the, words

pytestmark = pytest.mark.django_db

SECOND = "Russia wants a long-term settlement"


def bench(client, capture, query=""):
    factories.conflict()
    return Tab(client, f"/desk/articles/{capture.article_id}/{query}")


def card(tab, key):
    return tab.by_id(key)


def facts(element):
    """What a card says of itself, by its names."""
    return {words(row.find("dt")): words(row.find("dd")) for row in element.xpath(".//dl[@class='facts']/div")}


def progress(tab):
    (bar,) = tab.by_id("progress").iter("progress")
    return bar.get("value"), bar.get("max"), words(tab.by_id("progress"))


# ---- the text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        factories.TEXT,
        "🕊️ Peace 👩‍👩‍👧 talks\n\n«Передышка», — сказал он.\n\nПереми\u0301рие and cafe\u0301.",
        "  Indented, with two  spaces \n\n\n\n\ttabbed\u00a0and hard\n \nlast & <least>",
        "One line",
        "Windows\r\n\r\nline ends\r\nthree",
    ],
)
def test_the_text_is_shown_with_the_place_of_every_character(as_editor, text):
    capture = factories.article(text)
    shown = bench(as_editor, capture).by_id("text").xpath("./p")
    seen = {}
    for paragraph in shown:
        start = int(paragraph.get("data-start"))
        seen |= dict(enumerate(paragraph.text_content(), start))
    assert {place: seen[place] for place in seen} == {place: text[place] for place in seen}
    assert "".join(text[place] for place in range(len(text)) if place not in seen).strip() == ""


def test_the_text_says_its_language(as_editor):
    tab = bench(as_editor, factories.article("Передышка.", language="ru"))
    assert tab.by_id("text").get("lang") == "ru"


def test_the_head_says_where_the_article_comes_from(as_editor):
    wire = factories.article(title="Wire story", of=factories.source("wire"), url="https://wire.example/1")
    factories.article(of=factories.source("one"), origin=wire.article.origin_group)
    tab = bench(as_editor, wire)
    head = the(tab.root, "bench-head")
    assert words(head.find(".//h1")) == "Wire story"
    assert [words(part) for part in the(head, "eyebrow")] == [
        "Desk",
        "Wire B",
        "published 13 March 2025",
        "the same report in 2 outlets",
        "original",
    ]
    assert head.xpath(".//a[.='original']/@href") == ["https://wire.example/1"]


def test_an_upload_without_an_address_has_no_link_to_an_original(as_editor):
    tab = bench(as_editor, factories.article(url=""))
    assert tab.root.xpath("//a[.='original']") == []


# ---- captures and conflicts ---------------------------------------------------------------------------------------


def test_the_newest_capture_is_shown_and_the_others_are_a_link_away(as_editor):
    first = factories.article("The aide said yes.")
    factories.snapshot(first.article, "The aide said no.")
    tab = bench(as_editor, first)
    assert tab.says("text") == "The aide said no."
    captures = tab.root.xpath("//nav[@aria-label='Captures']/a")
    assert [(link.get("href"), link.get("aria-current")) for link in captures] == [
        (f"/desk/articles/{first.article_id}/?capture=1", None),
        (f"/desk/articles/{first.article_id}/?capture=2", "page"),
        (f"/desk/articles/{first.article_id}/changes/?to=2", None),
    ]
    tab.visit("?capture=1")
    assert tab.says("text") == "The aide said yes."
    assert [field.get("value") for field in tab.root.xpath("//form[@id='find']/input[@name='capture']")] == ["1"]


def test_a_capture_has_cards_of_its_own(as_editor):
    first = factories.article()
    key = f"suggestion-{factories.suggestion(first).pk}"
    second = factories.snapshot(first.article, factories.TEXT)
    other = f"suggestion-{factories.suggestion(second, SECOND).pk}"
    assert [one.get("id") for one in bench(as_editor, first).by_id("cards")] == [other]
    assert [one.get("id") for one in bench(as_editor, first, "?capture=1").by_id("cards")] == [key]


def test_an_article_with_one_capture_and_one_conflict_offers_no_choice(as_editor):
    tab = bench(as_editor, factories.article(), f"?conflict={factories.conflict().slug}")
    assert of_class(tab.root, "captures") == []


@pytest.mark.parametrize(
    "address",
    [
        "/desk/articles/{missing}/",
        "/desk/articles/{article}/?capture=2",
        "/desk/articles/{article}/?capture=0",
        "/desk/articles/{article}/?conflict=nonexistent",
        "/desk/articles/{article}/?conflict=%00",
        "/desk/articles/99999999999999999999999/",
        "/desk/articles/{missing}/names/",
        "/desk/articles/{missing}/reading/",
        "/desk/articles/{missing}/claims/new/?capture=1&words=x",
        "/desk/suggestions/{missing}/",
        "/desk/suggestions/{missing}/edit/",
        "/desk/suggestions/99999999999999999999999/",
    ],
)
def test_what_is_not_there_is_a_404(as_editor, address):
    capture = factories.article()
    factories.conflict()
    address = address.format(article=capture.article_id, missing=capture.article_id + 1000)
    assert as_editor.get(address).status_code == 404


def test_without_a_conflict_there_is_nothing_to_claim(as_editor):
    assert as_editor.get(f"/desk/articles/{factories.article().article_id}/").status_code == 404


def test_the_conflict_of_new_claims_is_the_one_chosen_last(as_editor):
    factories.conflict("a-war", "A war")
    factories.conflict()
    other = factories.conflict("b-war", "B war")
    capture = factories.article()
    suggestion = factories.suggestion(capture)
    tab = bench(as_editor, capture)
    (chosen,) = tab.root.xpath("//nav[@aria-label='Conflict of new claims']/a[@aria-current='page']")
    assert words(chosen) == "A war"
    tab.visit(tab.button("B war").get("href"))
    tab.visit(f"/desk/articles/{capture.article_id}/")
    (chosen,) = tab.root.xpath("//nav[@aria-label='Conflict of new claims']/a[@aria-current='page']")
    assert words(chosen) == "B war"
    tab.press(tab.button("Accept"))
    suggestion.refresh_from_db()
    assert suggestion.claim.conflict == other


# ---- cards --------------------------------------------------------------------------------------------------------


@pytest.fixture
def capture(db):
    factories.conflict()
    return factories.article()


def test_cards_stand_in_reading_order_with_their_place_in_the_text(as_editor, capture):
    late = factories.suggestion(capture, SECOND)
    early = factories.suggestion(capture)
    tab = bench(as_editor, capture)
    assert [
        (one.get("id"), int(one.get("data-start")), int(one.get("data-end")), one.get("data-state"))
        for one in tab.by_id("cards")
    ] == [
        (f"suggestion-{early.pk}", early.excerpt.start, early.excerpt.end, "pending"),
        (f"suggestion-{late.pk}", late.excerpt.start, late.excerpt.end, "pending"),
    ]
    assert progress(tab) == ("0", "2", "2 suggested, 0 decided")


def test_a_suggestion_shows_everything_that_the_engine_proposes(as_editor, capture):
    aide = factories.actor("ushakov", "Yuri Ushakov", office="foreign policy adviser")
    suggestion = factories.suggestion(
        capture,
        kind="position",
        speaker=aide,
        relayed_by=factories.actor("tass", "TASS", kind="media"),
        addressee=factories.actor("usa", "United States", kind="state"),
        issue=factories.issue(),
        stance="rejects",
        said_edtf="2025-03-13",
        happened_edtf="2025-03",
        place=factories.place(),
    )
    shown = card(bench(as_editor, capture), f"suggestion-{suggestion.pk}")
    assert words(shown.find("h3")) == "Ushakov called the ceasefire a breather."
    assert words(shown.find("blockquote")) == factories.QUOTE
    assert words(the(shown, "passage-head")).startswith("positionverbatim0.90")
    assert facts(shown) == {
        "Speaker": "Yuri Ushakov, foreign policy adviser",
        "Relayed by": "TASS",
        "To": "United States",
        "Issue": "30-day ceasefire: rejects",
        "Date": "said 13 March 2025, happened March 2025",
        "Place": "Moscow",
    }


def test_a_card_says_what_is_not_known(as_editor, capture):
    suggestion = factories.suggestion(capture, speaker_name="Mike Waltz")
    article = suggestion.excerpt.snapshot.article
    shown = facts(card(bench(as_editor, capture), f"suggestion-{suggestion.pk}"))
    assert shown == {"Speaker": "“Mike Waltz” is not in the gazetteer: add under Names", "Date": "unknown"}
    article.published_edtf = ""
    article.save()
    factories.suggestion(capture, SECOND, date_phrase="on Thursday")
    first, second = bench(as_editor, capture).by_id("cards")
    assert facts(first)["Date"] == "waits for the article’s date"
    assert facts(second) == {
        "Speaker": "nobody: in the article’s own voice",
        "Date": "“on Thursday” waits for the article’s date",
    }


def test_a_decided_card_says_who_made_what_of_it(as_editor, editor, editor2, capture):
    accepted, rejected = factories.suggestion(capture), factories.suggestion(capture, SECOND)
    claim = accept_suggestion(suggestion=accepted, by=editor2, conflict=factories.conflict())
    reject_suggestion(suggestion=rejected, by=editor, reason="He did not say so.")
    tab = bench(as_editor, capture)
    shown = card(tab, f"suggestion-{accepted.pk}")
    assert shown.get("data-state") == "accepted"
    assert [words(part) for part in the(shown, "passage-head")][:2] == ["✓accepted as it stands", "Editor2"]
    assert words(tab.button("Open claim", shown)) == "Open claim o"
    assert tab.button("Open claim", shown).get("href") == f"/desk/claims/{claim.pk}/"
    assert tab.button("Make event", shown).get("href") == f"/desk/events/new/?claim={claim.pk}"
    shown = card(tab, f"suggestion-{rejected.pk}")
    assert shown.get("data-state") == "rejected"
    assert words(the(shown, "passage-head")) == "✕rejected by Editor: He did not say so."
    assert shown.xpath(".//button") == []
    assert progress(tab) == ("2", "2", "2 suggested, 2 decided")


def test_a_passage_marked_by_hand_has_a_card_that_says_what_it_does(as_editor, editor, capture):
    claim = factories.draft_claim(
        excerpt=factories.passage(capture), quote=factories.QUOTE, directness=Directness.VERBATIM
    )
    against = factories.passage(capture, SECOND)
    add_evidence(claim=claim, excerpt=against, relation=Relation.DISPUTES, by=editor)
    first, second = bench(as_editor, capture).by_id("cards")
    assert [words(part) for part in the(first, "passage-head")] == ["✎marked by hand", "opinion", "verbatim"]
    assert "Yuri Ushakov, foreign policy adviser" in words(first)
    assert words(the(second, "passage-head")).startswith("✎disputes")


def test_an_event_that_a_claim_tells_of_is_named_on_its_card(as_editor, capture):
    claim = factories.draft_claim(excerpt=factories.passage(capture))
    event = factories.event(claims=[claim], title="An aide speaks")
    (shown,) = bench(as_editor, capture).by_id("cards")
    assert shown.xpath(".//a[.='An aide speaks']/@href") == [f"/desk/events/{event.pk}/"]
    assert "Make event" not in words(shown)


def test_an_article_without_cards_says_how_to_make_the_first(as_editor, capture):
    assert "press n to make the first claim" in bench(as_editor, capture).says()


def test_who_may_not_decide_is_offered_nothing_to_press(admin_user, capture):
    factories.suggestion(capture)
    tab = Tab(logged_in(admin_user), f"/desk/articles/{capture.article_id}/")
    assert tab.root.xpath("//*[@id='cards']//button") == []
    assert not tab.has("find")


def test_ids_are_unique_and_every_control_has_a_label(as_editor, capture):
    for words_ in (factories.QUOTE, SECOND):
        factories.suggestion(capture, words_)
    tab = bench(as_editor, capture)
    for link in tab.root.xpath("//main//a[starts-with(normalize-space(), 'Edit')]"):
        tab.press(link)
    tab.press(tab.by_id("find"), {"words": "MOSCOW"})
    ids = tab.root.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    labelled = set(tab.root.xpath("//label/@for"))
    controls = "//main//textarea | //main//select | //main//input[not(@type='hidden' or @type='radio')]"
    assert [one.get("name") for one in tab.root.xpath(controls) if one.get("id") not in labelled] == []


# ---- while an engine reads ----------------------------------------------------------------------------------------


def test_while_the_engine_reads_the_page_says_so_and_asks_again(as_editor, capture):
    run = request_suggestions(snapshot=capture)
    tab = bench(as_editor, capture)
    assert "The engine is reading this article" in progress(tab)[2]
    (asker,) = tab.root.xpath("//*[@hx-trigger='every 2s']")
    tab.press(asker, status=204)
    actions.make_suggestions(run_id=run.pk)
    assert SuggestionRun.objects.get().suggestions.count() > 0
    tab.press(asker)  # which loads the page again
    assert tab.root.xpath("//*[@hx-trigger='every 2s']") == []
    assert len(tab.by_id("cards")) == SuggestionRun.objects.get().suggestions.count()


def test_a_reading_that_was_given_up_says_why_and_is_begun_again(as_editor, capture):
    run = request_suggestions(snapshot=capture)
    SuggestionRun.objects.update(state="failed", attempts=3, error="gave up after 3 attempts that did not end")
    tab = bench(as_editor, capture)
    (form,) = tab.root.xpath("//form[contains(@action, 'read-again')]")
    assert "did not get through this article: gave up after 3 attempts that did not end." in words(form)
    assert as_editor.post(form.get("action"), {"capture": capture.number}).status_code == 302
    assert "The engine is reading this article" in progress(bench(as_editor, capture))[2]
    actions.make_suggestions(run_id=run.pk)
    assert SuggestionRun.objects.get().suggestions.count() > 0
    answer = as_editor.post(form.get("action"), {"capture": capture.number}, follow=True)
    assert "No reading has failed" in answer.content.decode()


def test_only_the_capture_that_is_being_read_says_so(as_editor, capture):
    newer = factories.snapshot(capture.article, "Changed.")
    request_suggestions(snapshot=newer)
    assert "reading" in progress(bench(as_editor, capture))[2]
    assert "No suggestions" in progress(bench(as_editor, capture, "?capture=1"))[2]
