"""What several engines suggest of one passage is one card, and is decided once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import actions, workbench
from claims.engines.merging import Found, merged
from claims.enums import Decision
from claims.models import Claim, Suggestion, SuggestionRun
from tests import factories
from tests.claims.engines.conftest import read
from tests.claims.engines.model_server import statement, statements

LLM = {"engine": "llm", "score": 0.6}
RULES = {"engine": "rules", "score": 0.9}


def one(pk, start, end, **more):
    return Found(**({"kind": "fact", "speaker": None, "pk": pk, "start": start, "end": end} | RULES | more))


def keys(*suggestions):
    return [tuple(found.pk for found in group) for group in merged(suggestions)]


@pytest.mark.parametrize(
    ("other", "together"),
    [
        (one(2, 0, 100, **LLM), True),
        (one(2, 50, 150, **LLM), True),  # half of the shorter
        (one(2, 51, 151, **LLM), False),
        (one(2, 90, 110, **LLM), True),  # a short one half inside a long one
        (one(2, 20, 30, **LLM), True),
        (one(2, 200, 300, **LLM), False),
        (one(2, 0, 100, **RULES), False),  # one engine's two are two
        (one(2, 0, 100, kind="opinion", **LLM), False),
    ],
)
def test_the_same_words_and_kind_are_one(other, together):
    assert keys(one(1, 0, 100), other) == ([(1, 2)] if together else [(1,), (2,)])


def test_the_same_speaker_is_enough_where_the_kind_differs():
    assert keys(one(1, 0, 100, speaker=7), one(2, 0, 90, speaker=7, kind="threat", **LLM)) == [(1, 2)]
    assert keys(one(1, 0, 100, speaker=7), one(2, 0, 90, speaker=8, kind="threat", **LLM)) == [(1,), (2,)]


def test_the_rules_lead_and_each_engine_has_one():
    third = {"engine": "spacy", "score": 0.99}
    assert keys(one(3, 0, 90, **third), one(2, 0, 95, **LLM), one(1, 0, 100)) == [(1, 3, 2)]
    assert keys(one(2, 0, 50, **LLM), one(3, 50, 100, **LLM), one(1, 0, 100)) == [(1, 2), (3,)]


def test_what_is_decided_stands_for_itself():
    accepted = one(1, 0, 100, decision=Decision.ACCEPTED)
    assert keys(accepted, one(2, 0, 100, **LLM)) == [(1,), (2,)]
    assert keys(accepted, one(2, 0, 100, decision=Decision.SAME, same_as=1, **LLM)) == [(1, 2)]


# ---- on the desk

SAID = "“will not open the border”"
TEXT = (
    "Anna Berg, the foreign minister, said on Tuesday that Northland “will not open the border” before May.\n\n"
    "The port was closed for 3 days last week."
)
database = pytest.mark.django_db


def suggested(capture, exact, engine, **columns):
    run, _ = SuggestionRun.objects.get_or_create(snapshot=capture, engine=engine, engine_version="1", state="done")
    defaults = {"rule": engine, "score": 0.8, "text": f"By {engine}.", "kind": "fact", "directness": "paraphrase"}
    return Suggestion.objects.create(run=run, excerpt=factories.passage(capture, exact), **(defaults | columns))


@pytest.fixture
def capture(db):
    return factories.article(TEXT)


@pytest.fixture
def pair(capture):
    """The rules and a model on one passage."""
    return suggested(capture, SAID, "rules"), suggested(capture, f"Northland {SAID}", "llm", kind="fact", score=0.6)


@database
def test_twins_are_one_card_that_says_in_what_they_differ(capture, pair):
    (card,) = workbench.cards_of(capture)
    assert card.suggestion == pair[0]
    (also,) = card.also
    assert also.suggestion == pair[1]
    assert also.differences == [("wording", "By llm.")]
    assert workbench.progress_of(capture)[:2] == (1, 0)
    assert workbench.suggestion_card(pair[0].pk) == card


@database
def test_agreement_comes_first_within_a_sentence(capture, pair):
    opinion = suggested(capture, f"Northland {SAID}", "rules", kind="opinion", text="Alone.")
    later = suggested(capture, "The port was closed", "rules")
    assert [card.suggestion for card in workbench.cards_of(capture)] == [pair[0], opinion, later]


@database
@pytest.mark.parametrize("number", [1, 5])
def test_cards_cost_the_same_queries_however_many(number, newsroom):
    lines = [f"The port number {n} was closed for {n} days." for n in range(number)]
    capture = factories.article("\n".join(lines))
    for line in lines:
        for engine in ("rules", "llm", "spacy"):
            suggested(capture, line, engine, speaker=factories.actor("anna-berg"))
    with CaptureQueriesContext(connection) as queries:
        cards = workbench.cards_of(capture)
        assert [len(card.also) for card in cards] == [2] * number
        assert [difference for card in cards for also in card.also for difference in also.differences]
    assert len(queries) == 3


@database
@pytest.mark.parametrize("which", [0, 1])
def test_accepting_one_decides_the_other(capture, pair, editor, which):
    chosen, other = pair[which], pair[1 - which]
    claim = actions.accept_suggestion(suggestion=chosen, by=editor, conflict=factories.conflict())
    other.refresh_from_db()
    assert (other.decision, other.same_as, other.decided_by, other.claim) == (Decision.SAME, chosen, editor, None)
    assert other.reason == f"the same as what {chosen.run.engine} suggested"
    assert Claim.objects.get() == claim
    (card,) = workbench.cards_of(capture)
    assert (card.suggestion, card.state, card.claim) == (chosen, "accepted", claim)
    assert workbench.progress_of(capture)[:2] == (1, 1)
    with pytest.raises(ValidationError, match="another engine"):
        actions.accept_suggestion(suggestion=other, by=editor, conflict=factories.conflict())
    with pytest.raises(ValidationError, match="another engine"):
        actions.reject_suggestion(suggestion=other, by=editor)


@database
def test_rejecting_one_decides_the_other(capture, pair, editor):
    actions.reject_suggestion(suggestion=pair[0], by=editor, reason="Not so.")
    pair[1].refresh_from_db()
    assert (pair[1].decision, pair[1].same_as) == (Decision.SAME, pair[0])
    assert [card.state for card in workbench.cards_of(capture)] == ["rejected"]


@database
def test_what_is_not_the_same_stays_to_be_decided(capture, pair, editor):
    opinion = suggested(capture, SAID, "llm", kind="opinion")
    port = suggested(capture, "The port was closed", "llm")
    actions.accept_suggestion(suggestion=pair[0], by=editor, conflict=factories.conflict())
    assert set(Suggestion.objects.pending()) == {opinion, port}


@database
def test_nobody_is_asked_again_by_an_engine_that_comes_later(model, newsroom, editor):
    capture = factories.article(TEXT)
    decided = suggested(capture, "The port was closed for 3 days", "rules")
    actions.reject_suggestion(suggestion=decided, by=editor)
    model.answers = [
        statements(statement("The port was closed for 3 days last week."), statement(f"Northland {SAID} before May"))
    ]
    run = read(capture)["llm"]
    assert run.dropped == {"decided_already": 1}
    assert [one.excerpt.exact for one in Suggestion.objects.pending()] == [f"Northland {SAID} before May"]


@database
def test_an_engine_clears_nobody_elses_suggestions(model, switch_on, newsroom):
    capture = factories.article(TEXT)
    mine = suggested(capture, SAID, "rules")
    model.answers = [statements(statement("The port was closed for 3 days"))]
    read(capture)
    assert mine in Suggestion.objects.pending()
    assert Suggestion.objects.pending().count() == 2


@database
def test_the_card_shows_the_other_and_offers_to_start_from_it(as_editor, capture, pair, htmx):
    factories.conflict()
    page = as_editor.get(f"/desk/articles/{capture.article_id}/").content.decode()
    assert "Also found by <strong>llm</strong>" in page
    assert page.count('class="passage is-pending"') == 1
    assert f"/desk/suggestions/{pair[1].pk}/edit/" in page
    form = as_editor.get(f"/desk/suggestions/{pair[1].pk}/edit/", headers={"HX-Request": "true"}).content.decode()
    assert "By llm." in form
