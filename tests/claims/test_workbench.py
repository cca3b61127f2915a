"""An article on the workbench: paragraphs with their offsets, passages with their words, cards in reading order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import actions, finding, workbench
from claims.actions import ClaimContent
from claims.forms import PassageForm
from claims.models import Suggestion, SuggestionRun
from tests import factories

# ---- paragraphs


@given(st.text(st.sampled_from("ab \t\r\n\u2028é🇺й\u0306"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_paragraphs_lose_no_character_that_is_not_white(text):
    found = workbench.paragraphs(text)
    assert all(text[one.start : one.start + len(one.text)] == one.text for one in found)
    assert "".join("".join(one.text for one in found).split()) == "".join(text.split())
    assert all(one.text.strip() and "\n" not in one.text and "\r" not in one.text for one in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\n \n\n", []),
        ("One", [(0, "One")]),
        ("One\nTwo", [(0, "One"), (4, "Two")]),
        ("One\r\n\r\nTwo", [(0, "One"), (7, "Two")]),
        ("  One  \n\n\tTwo", [(0, "  One  "), (9, "\tTwo")]),
        ("🇺🇦 Так\n👨‍👩‍👧 so", [(0, "🇺🇦 Так"), (7, "👨‍👩‍👧 so")]),
        ("One\u2028Two", [(0, "One\u2028Two")]),
    ],
)
def test_a_paragraph_knows_its_first_code_point(text, found):
    assert workbench.paragraphs(text) == [workbench.Paragraph(*one) for one in found]


# ---- the words said in a passage


@pytest.mark.parametrize(
    ("text", "passage", "words"),
    [
        ("He called it “a breather” today.", "“a breather”", "a breather"),
        ("He called it “a breather” today.", "a breather", "a breather"),
        ("He called it “a breather,” today.", "a breather", "a breather"),
        ("He called it “a breather,” today.", "“a breather,”", "a breather,"),
        ("He called it “a breather” today.", "called it “a breather”", ""),
        ("He called it “a breather” today.", "breather", ""),
        ("He called it “a breather” today.", "today", ""),
        ('He called it "a breather" today.', '"a breather"', "a breather"),
        ("Він назвав це «передишкою».", "«передишкою»", "передишкою"),
        ("Він назвав це «передишкою».", "передишкою", "передишкою"),
        ("Er nannte es „eine Pause“.", "„eine Pause“", "eine Pause"),
        ("‘No,’ he said.", "‘No,’", "No,"),
        ("“It’s no use”", "“It’s no use”", "It’s no use"),
        ("“One.\n\nTwo.”", "“One.\n\nTwo.”", "One.\n\nTwo."),
        ("“One” and “two”, he said.", "“One” and “two”", ""),
        ("“", "“", ""),
        ("“”", "“”", ""),
        ("🇺🇦 “так” 🇺🇦", "“так”", "так"),
    ],
)
def test_words_said(text, passage, words):
    start = text.index(passage)
    assert workbench.words_said(text, start, start + len(passage)) == words


# ---- a claim from a passage


def passage(capture, words, start=None):
    start = capture.text.index(words) if start is None else start
    form = PassageForm({"capture": 1, "start": start, "end": start + len(words), "words": words}, snapshot=capture)
    assert form.is_valid(), form.errors
    return form


def drafted(capture, words):
    form = passage(capture, words)
    return workbench.content_from_passage(form, article=capture.article, conflict=factories.conflict())


@pytest.mark.django_db
def test_a_passage_in_quotation_marks_is_a_verbatim_claim():
    content = drafted(factories.article(), "“a breather for Ukrainian troops”")
    assert (content.quote, content.quote_language, content.directness) == (factories.QUOTE, "en", "verbatim")


@pytest.mark.django_db
def test_a_passage_without_marks_is_a_paraphrase_of_the_articles_date():
    content = drafted(factories.article(), "Russia wants a long-term settlement")
    assert content == ClaimContent(
        conflict=factories.conflict(),
        text="Russia wants a long-term settlement",
        directness="paraphrase",
        said_edtf="2025-03-13",
    )


@pytest.mark.django_db
def test_a_passage_takes_over_what_was_proposed_where_it_overlaps():
    capture = factories.article()
    ushakov, issue = factories.actor("ushakov"), factories.issue()
    factories.suggestion(
        capture, kind="position", stance="rejects", issue=issue, speaker=ushakov, said_edtf="2025-03"
    )
    content = drafted(capture, "“a breather for Ukrainian")
    assert (content.kind, content.stance, content.issue, content.said_edtf) == (
        "position",
        "rejects",
        issue,
        "2025-03",
    )
    assert content.attributions == ((ushakov, "speaker"),)
    assert (content.text, content.quote, content.directness) == ("“a breather for Ukrainian", "", "paraphrase")
    assert drafted(capture, "Russia wants").attributions == ()


@pytest.mark.django_db
def test_the_words_of_a_passage_over_two_paragraphs_stand_on_one_line():
    content = drafted(factories.article(), "nothing more.\n\nRussia wants")
    assert content.text == "nothing more. Russia wants"


# ---- cards


@pytest.mark.django_db
def test_cards_stand_in_reading_order_one_for_each_passage_and_claim(editor):
    capture = factories.article()
    pending = factories.suggestion(capture, "Russia wants", text="Russia wants it.")
    accepted = factories.suggestion(capture)
    rejected = factories.suggestion(capture, "MOSCOW", text="Moscow.")
    claim = actions.accept_suggestion(suggestion=accepted, by=editor, conflict=factories.conflict())
    actions.reject_suggestion(suggestion=rejected, by=editor, reason="No claim.")
    by_hand = factories.draft_claim(excerpt=factories.passage(capture, "he added"), by=editor)
    actions.add_evidence(
        claim=by_hand, excerpt=factories.passage(capture, "Thursday"), relation="disputes", by=editor
    )
    cards = workbench.cards_of(capture)
    assert [(card.state, card.excerpt.exact, card.claim) for card in cards] == [
        ("rejected", "MOSCOW", None),
        ("accepted", "Thursday", by_hand),
        ("accepted", factories.QUOTE, claim),
        ("pending", "Russia wants", None),
        ("accepted", "he added", by_hand),
    ]
    assert [card.relation for card in cards] == ["supports", "disputes", "supports", "supports", "supports"]
    assert len({card.key for card in cards}) == 5
    assert workbench.progress_of(capture) == (3, 2, 0)
    assert workbench.progress_of(capture).pending == 1
    assert workbench.suggestion_card(pending.pk) == next(card for card in cards if card.state == "pending")


@pytest.mark.django_db
def test_another_captures_cards_are_not_shown():
    capture = factories.article()
    factories.suggestion(capture)
    assert workbench.cards_of(factories.snapshot(capture.article, factories.TEXT + " Changed.")) == []


@pytest.mark.django_db
def test_a_card_knows_the_office_then_and_the_date_proposed():
    speaker = factories.actor("ushakov", office="foreign policy adviser")
    card = workbench.suggestion_card(
        factories.suggestion(speaker=speaker, said_edtf="2025-03-13", happened_edtf="2024-22").pk
    )
    assert (card.office, str(card.happened)) == ("foreign policy adviser", "summer 2024")
    bare = workbench.suggestion_card(factories.suggestion(text="Another.").pk)
    assert (bare.office, bare.happened, bare.speaker) == ("", None, None)


@pytest.mark.django_db
def test_a_card_finds_the_speaker_who_was_added_since():
    suggestion = factories.suggestion(speaker_name="Marco Rubio")
    rubio = factories.actor("marco-rubio", "Marco Rubio")
    assert workbench.suggestion_card(suggestion.pk).speaker == rubio
    assert [card.speaker for card in workbench.cards_of(suggestion.run.snapshot)] == [rubio]


@pytest.mark.django_db
def test_cards_cost_the_same_for_any_number(editor, django_assert_max_num_queries):
    def cards(number):
        capture = factories.article()
        speaker = factories.actor("ushakov", office="adviser")
        for count in range(number):
            one = factories.suggestion(capture, text=f"Text {count}.", speaker=speaker)
            actions.accept_suggestion(suggestion=one, by=editor, conflict=factories.conflict())
            factories.draft_claim(excerpt=factories.passage(capture, "Thursday"), by=editor)
        return capture

    few, many = cards(1), cards(5)
    with django_assert_max_num_queries(20) as first:
        [card.office for card in workbench.cards_of(few)]
    with django_assert_max_num_queries(20) as second:
        [card.office for card in workbench.cards_of(many)]
    assert len(first) == len(second)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "reading"), [("waiting", True), ("running", True), ("done", False), ("failed", False)]
)
def test_an_article_is_being_read_until_its_engine_has_finished(state, reading):
    capture = factories.article()
    assert workbench.is_being_read(capture) is False
    SuggestionRun.objects.create(snapshot=capture, engine="tests", engine_version="1", state=state)
    assert workbench.is_being_read(capture) is reading
    assert not Suggestion.objects.exists()


# ---- finding


@pytest.mark.django_db
def test_claims_are_found_by_words_by_letters_and_by_number(editor):
    claim = factories.draft_claim(text="Negotiators are discussing ceasefires.", by=editor)
    other = factories.draft_claim(text="30 prisoners went home.", by=editor)
    dismissed = factories.draft_claim(text="Ceasefires of old.", by=editor)
    actions.dismiss(claim=dismissed, by=editor, reasons="Old.")
    assert finding.claims_like("discuss ceasefire") == [claim]
    assert finding.claims_like("iscussing cease") == [claim]
    assert finding.claims_like(f" {other.pk} ") == [other]
    assert finding.claims_like("ceasefire", other_than=claim.pk) == []
    assert finding.claims_like(str(dismissed.pk)) == []
    assert finding.claims_like("  ") == []


@pytest.mark.django_db
def test_words_are_found_in_all_claims_and_letters_in_the_newest(monkeypatch, editor):
    old, newer, newest = (
        factories.draft_claim(text=text, by=editor)
        for text in ("They discussed a ceasefire.", "A ceasefire was discussed.", "Grain was loaded.")
    )
    monkeypatch.setattr(finding, "_READ", 1)
    assert finding.claims_like("discuss ceasefire") == [newer, old]
    assert finding.claims_like("iscussed") == []
    assert finding.claims_like("rain wa") == [newest]
    monkeypatch.setattr(finding, "_LIMIT", 1)
    assert finding.claims_like("discuss ceasefire") == [newer]


@pytest.mark.django_db
def test_passages_are_found_by_words_that_stand_anywhere(monkeypatch):
    claim = factories.draft_claim(excerpt=factories.passage(exact="Yuri Ushakov"))
    capture = factories.archived_article()
    marked = [factories.passage(capture, words) for words in ("a breather", "for Ukrainian troops", "nothing more")]
    monkeypatch.setattr(finding, "_READ", 1)
    assert finding.passages_like("breather", claim=claim) == [marked[0]]
    assert finding.passages_like("othing mo", claim=claim) == [marked[2]]
    assert finding.passages_like("krainia", claim=claim) == []


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["\0", "a\0b", "'", "\\", '"', "-", "(", "%", "9" * 40, "²", "<!", "🇺🇦"])
def test_any_words_may_be_looked_for(words):
    claim = factories.draft_claim()
    assert finding.claims_like(words) is not None
    assert finding.passages_like(words, claim=claim) is not None
    assert finding.captures_like(words) is not None


@pytest.mark.django_db
def test_passages_are_found_where_the_claim_does_not_rest_on_them():
    capture = factories.article()
    claim = factories.draft_claim(excerpt=factories.passage(capture))
    other = factories.passage(capture, "ceasefire would be")
    assert finding.passages_like("ceasefire", claim=claim) == [other]
    assert finding.passages_like("breather", claim=claim) == []
    assert finding.captures_like("settlements") == [capture]
    assert finding.captures_like("nothing of the kind") == []
