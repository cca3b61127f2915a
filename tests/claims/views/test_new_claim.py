"""A passage chosen in the text becomes a claim, or evidence for one that exists."""

import pytest

from claims.actions import add_evidence, dismiss
from claims.enums import Relation, Stage
from claims.models import Claim, Evidence, Excerpt
from tests import factories
from tests.claims.views.tab import Tab, typed_in, values_of
from tests.pages import of_class, the, words

pytestmark = pytest.mark.django_db

SECOND = "Russia wants a long-term settlement"
MANY_SCRIPTS = (
    "🕊️ KYIV — «Ми погодилися на перемир’я 👍🏽», сказав Сибіга.\n\n"
    "Ushakov: “a breather 🪖 for troops”. Cafe\u0301 talks went on."
)


@pytest.fixture
def capture(db):
    factories.conflict()
    factories.actor("ushakov", "Yuri Ushakov")
    return factories.article()


@pytest.fixture
def tab(as_editor, capture):
    return Tab(as_editor, f"/desk/articles/{capture.article_id}/")


def place_of(capture, exact):
    start = capture.text.index(exact)
    return {"start": start, "end": start + len(exact), "words": exact}


def choose(tab, capture, exact, **more):
    """Select a passage in the text and press n."""
    return tab.press(tab.by_id("find"), place_of(capture, exact), **more)


def composer_form(tab):
    return tab.form_to(f"{tab.url.partition('?')[0]}claims/new/")


def claim_form(tab):
    (form,) = tab.root.xpath("//*[@id='composer']/form[@method='post']")
    return form


def evidence_form(tab):
    (form,) = tab.root.xpath("//*[@id='composer']//details/form[@method='post']")
    return form


def keys(tab):
    return [card.get("id") for card in tab.by_id("cards")]


# ---- the form -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "exact",
    [
        "🕊️ KYIV",
        "«Ми погодилися на перемир’я 👍🏽»",
        "сказав Сибіга",
        "a breather 🪖 for troops",
        "Cafe\u0301 talks",
        "Сибіга.\n\nUshakov",
    ],
)
def test_a_selection_of_any_characters_is_the_passage_to_the_character(as_editor, capture, exact):
    capture = factories.article(MANY_SCRIPTS)
    tab = Tab(as_editor, f"/desk/articles/{capture.article_id}/")
    choose(tab, capture, exact)
    (shown,) = of_class(tab.by_id("composer"), "passage-quote")
    start = MANY_SCRIPTS.index(exact)
    assert shown.text_content() == exact
    assert (int(shown.get("data-start")), int(shown.get("data-end"))) == (start, start + len(exact))
    tab.press(claim_form(tab), {"text": "What was chosen."})
    excerpt = Claim.objects.get().evidence.get().excerpt
    assert (excerpt.start, excerpt.end, excerpt.exact) == (start, start + len(exact), exact)


def test_white_space_around_a_selection_is_left_out(tab, capture):
    choose(tab, capture, " and nothing more.\n\n")
    tab.press(claim_form(tab), {"text": "Nothing more."})
    assert Excerpt.objects.get().exact == "and nothing more."


def test_the_form_of_a_quotation_has_its_words(tab, capture):
    choose(tab, capture, factories.QUOTE)
    sent = values_of(claim_form(tab))
    expected = {
        "text": factories.QUOTE,
        "quote": factories.QUOTE,
        "quote_language": "en",
        "directness": "verbatim",
        "said_edtf": "2025-03-13",
    }
    assert expected.items() <= sent.items()


def test_what_the_engine_proposes_for_an_overlapping_passage_is_filled_in(tab, capture):
    factories.suggestion(capture, speaker=factories.actor("ushakov"), place=factories.place(), kind="opinion")
    choose(tab, capture, f"that the ceasefire would be “{factories.QUOTE}”")
    sent = values_of(claim_form(tab))
    expected = {"kind": "opinion", "speaker": "Yuri Ushakov", "place": "Moscow", "directness": "paraphrase"}
    assert expected.items() <= sent.items()


def test_a_long_selection_sends_only_how_it_begins(tab, capture):
    place = place_of(capture, capture.text)
    tab.press(tab.by_id("find"), place | {"words": place["words"][:40]})
    (shown,) = of_class(tab.by_id("composer"), "passage-quote")
    assert shown.text_content() == capture.text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("a breather for Ukrainian troops", "a breather for Ukrainian troops"),
        ("A BREATHER FOR", "a breather for"),
        ('"a breather for Ukrainian troops"', "“a breather for Ukrainian troops”"),
        ("nothing more. Russia wants", "nothing more.\n\nRussia wants"),
    ],
)
def test_words_that_are_typed_are_found_in_the_text(tab, typed, found):
    tab.press(tab.by_id("find"), {"words": typed})
    (shown,) = of_class(tab.by_id("composer"), "passage-quote")
    assert shown.text_content() == found


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"words": "what nobody wrote"}, "These words are not in the text."),
        ({"words": "   "}, "Select some words."),
        ({"words": ""}, "This field is required."),
        (
            {"words": "a breather", "start": "0", "end": "10"},
            "The text at that place is not what was selected. Reload and select again.",
        ),
        (
            {"words": "MOSCOW", "start": "99999", "end": "999999"},
            "The text at that place is not what was selected. Reload and select again.",
        ),
        (
            {"words": "MOSCOW", "start": "6", "end": "0"},
            "Ensure this value is greater than or equal to 1.",
        ),
        ({"words": "MOSCOW", "start": "x", "end": "6"}, "Enter a whole number."),
    ],
)
@pytest.mark.parametrize("by", ["htmx", "page"])
def test_a_passage_that_is_not_there_is_said_and_nothing_is_marked(tab, asked, fault, by):
    (tab.press if by == "htmx" else tab.send)(tab.by_id("find"), asked, status=422)
    (alert,) = tab.alerts
    assert alert.startswith(fault)
    assert not Excerpt.objects.exists()
    assert tab.root.xpath("//*[@id='composer']//form") == []


def test_a_passage_of_another_capture_is_looked_for_in_that_one(as_editor, capture):
    newer = factories.snapshot(capture.article, "Ushakov said nothing.")
    tab = Tab(as_editor, f"/desk/articles/{capture.article_id}/")
    tab.press(tab.by_id("find"), {"words": "a breather"}, status=422)
    tab.visit("?capture=1")
    tab.press(tab.by_id("find"), {"words": "a breather"})
    tab.press(claim_form(tab), {"text": "A breather."})
    assert Excerpt.objects.get().snapshot == capture != newer


# ---- writing ------------------------------------------------------------------------------------------------------


def test_saving_writes_a_draft_that_rests_on_the_passage(tab, capture, editor):
    choose(tab, capture, factories.QUOTE)
    tab.press(
        claim_form(tab), {"text": "Ushakov called it a breather.", "speaker": "Yuri Ushakov", "kind": "opinion"}
    )
    claim = Claim.objects.get()
    assert (claim.text, claim.quote, claim.stage, claim.author) == (
        "Ushakov called it a breather.",
        factories.QUOTE,
        Stage.DRAFT,
        editor,
    )
    assert [str(item.actor) for item in claim.speakers] == ["Yuri Ushakov"]
    evidence = claim.evidence.get()
    assert (evidence.relation, evidence.excerpt.exact, evidence.excerpt.created_by) == (
        Relation.SUPPORTS,
        factories.QUOTE,
        editor,
    )
    assert keys(tab) == [f"evidence-{evidence.pk}"]
    assert words(tab.by_id("composer")) == ""


def test_the_new_card_takes_its_place_in_reading_order(tab, capture):
    late = f"suggestion-{factories.suggestion(capture, SECOND).pk}"
    early = f"suggestion-{factories.suggestion(capture, 'MOSCOW').pk}"
    tab.visit("")
    choose(tab, capture, factories.QUOTE)
    tab.press(claim_form(tab))
    new = f"evidence-{Evidence.objects.get().pk}"
    assert keys(tab) == [early, new, late]
    choose(tab, capture, "he added")
    tab.press(claim_form(tab))
    assert keys(tab) == [early, new, late, f"evidence-{Evidence.objects.latest('pk').pk}"]


@pytest.mark.parametrize("by", ["htmx", "page"])
def test_a_bad_field_is_named_and_neither_claim_nor_passage_is_kept(tab, capture, by):
    send = tab.press if by == "htmx" else tab.send
    send(tab.by_id("find"), place_of(capture, factories.QUOTE))
    send(claim_form(tab), {"text": "My words.", "speaker": "Nobody Known"}, status=422)
    assert not Claim.objects.exists()
    assert not Excerpt.objects.exists()
    form = claim_form(tab)
    assert values_of(form) | {"text": "My words.", "speaker": "Nobody Known"} == values_of(form)
    assert tab.alerts == ["No actor is called Nobody Known yet. Add the actor under “Names” first."]
    send(form, {"speaker": "Yuri Ushakov"})
    assert Claim.objects.get().text == "My words."


def test_what_an_action_refuses_is_named_and_leaves_no_passage(tab, capture):
    choose(tab, capture, factories.QUOTE)
    tab.press(claim_form(tab), {"quote": ""}, status=422)
    assert tab.alerts == ["A verbatim claim needs the words that were said."]
    assert not Excerpt.objects.exists()


def test_without_htmx_the_page_comes_back_at_the_new_card(tab, capture):
    address = tab.url
    tab.send(tab.by_id("find"), {"words": factories.QUOTE})
    tab.send(claim_form(tab), {"text": "Ushakov called it a breather."})
    assert tab.url == f"{address}?capture=1#evidence-{Evidence.objects.get().pk}"
    assert keys(tab) == [f"evidence-{Evidence.objects.get().pk}"]


def test_leaving_the_form_without_javascript_leads_back_to_the_capture(tab, capture):
    tab.send(tab.by_id("find"), {"words": factories.QUOTE})
    tab.visit(tab.button("Leave", tab.by_id("composer")).get("href"))
    assert words(tab.by_id("composer")) == ""


# ---- evidence for a claim that exists -----------------------------------------------------------------------------


@pytest.fixture
def claim(db):
    return factories.draft_claim(text="Ushakov called the truce a breather.")


def find_claim(tab, claim, text):
    """Look for a claim without htmx."""
    (form,) = tab.root.xpath("//*[@id='composer']//details/form[@method='get']")
    tab.send(form, {"q": text})
    assert tab.root.xpath(f"//*[@id='evidence-found']//input[@value='{claim.pk}']")


@pytest.mark.parametrize("relation", Relation.values)
def test_a_passage_is_added_to_a_claim_that_exists(tab, capture, claim, editor, relation):
    choose(tab, capture, SECOND)
    tab.press(evidence_form(tab), {"claim": claim.pk, "relation": relation})
    evidence = claim.evidence.get(excerpt__exact=SECOND)
    assert (evidence.relation, evidence.added_by) == (relation, editor)
    assert keys(tab) == [f"evidence-{evidence.pk}"]
    said = {"supports": "marked by hand", "disputes": "disputes", "context": "context"}[relation]
    assert said in words(the(tab.by_id("cards"), "passage-head"))


def test_a_claim_is_looked_for_by_words_while_they_are_typed(tab, capture, claim):
    choose(tab, capture, SECOND)
    tab.press(tab.by_id("evidence-q"), {"q": "truce"})
    (radio,) = tab.by_id("evidence-found").xpath(".//input[@type='radio']")
    assert (radio.get("name"), radio.get("value")) == ("claim", str(claim.pk))
    assert "Yuri Ushakov" in words(tab.by_id("evidence-found"))
    tab.press(tab.by_id("evidence-q"), {"q": "nonexistent"})
    assert tab.says("evidence-found") == "No claim has these words."


def test_a_claim_is_looked_for_and_chosen_without_htmx(tab, capture, claim):
    address = tab.url
    tab.send(tab.by_id("find"), {"words": SECOND})
    find_claim(tab, claim, "truce")
    tab.send(evidence_form(tab), {"claim": claim.pk})
    evidence = claim.evidence.get(excerpt__exact=SECOND)
    assert tab.url == f"{address}?capture=1#evidence-{evidence.pk}"


@pytest.mark.parametrize("chosen", ["", "x", "999999999", "9" * 40])
def test_without_a_claim_nothing_is_marked(tab, capture, claim, chosen):
    choose(tab, capture, SECOND)
    tab.press(evidence_form(tab), {"claim": chosen}, status=422)
    assert tab.alerts == ["Choose a claim from the list."]
    assert tab.root.xpath("//*[@id='composer']/details[@open]")
    assert not Excerpt.objects.filter(exact=SECOND).exists()


def test_a_closed_claim_takes_no_evidence_and_leaves_no_passage(tab, capture, claim, editor):
    dismiss(claim=claim, by=editor, reasons="Not worth it.")
    choose(tab, capture, SECOND)
    tab.press(evidence_form(tab), {"claim": claim.pk}, status=422)
    assert tab.alerts == ["This claim is dismissed; re-open it first."]
    assert not Excerpt.objects.filter(exact=SECOND).exists()


def test_evidence_that_selects_what_is_not_there_is_refused(as_editor, capture, claim):
    values = {"capture": 1, "start": 0, "end": 4, "words": "else", "claim": claim.pk, "relation": "supports"}
    response = as_editor.post(f"/desk/articles/{capture.article_id}/evidence/new/", values)
    assert response.status_code == 422
    assert claim.evidence.count() == 1


def test_a_passage_that_the_claim_rests_on_already_changes_what_it_does(tab, capture, claim, editor):
    add_evidence(claim=claim, excerpt=factories.passage(capture, SECOND), relation="supports", by=editor)
    tab.visit("")
    (key,) = keys(tab)
    choose(tab, capture, SECOND)
    tab.press(evidence_form(tab), {"claim": claim.pk, "relation": "disputes"})
    assert claim.evidence.count() == 2
    assert keys(tab) == [key], "the passage has a second card"
    assert "disputes" in words(the(tab.by_id("cards"), "passage-head"))


def test_evidence_brings_an_approved_claim_back_to_review(tab, capture):
    claim = factories.approved_claim()
    choose(tab, capture, SECOND)
    tab.press(evidence_form(tab), {"claim": claim.pk})
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW
    (held,) = of_class(tab.by_id("cards"), "claim-state")
    assert words(held).startswith("◌draft")


def test_the_words_of_a_text_area_are_kept_as_they_were_typed(tab, capture):
    choose(tab, capture, factories.QUOTE)
    tab.press(claim_form(tab), {"text": "\nTwo\nlines", "place": "Atlantis"}, status=422)
    (held,) = claim_form(tab).xpath(".//textarea[@name='text']")
    assert typed_in(held) == "\nTwo\nlines"
