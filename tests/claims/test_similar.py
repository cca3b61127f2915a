"""The same claim, recorded already, and claims that say otherwise."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import actions, tasks
from claims.actions import ClaimContent
from claims.enums import AttributionRole
from claims.models import Claim, ClaimWords
from claims.similar import Asked, contradictions, rarity, similar_claims
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    rarity.forget()
    yield
    rarity.forget()


def recorded(text, **more):
    passage = factories.passage(factories.article(f"{text} And that was all."), text)
    content = ClaimContent(conflict=factories.conflict(), text=text, **more)
    return actions.write_claim(excerpt=passage, content=content, by=factories.user())


def first(text, **more):
    found = similar_claims(text=text, **more)
    return found[0].claim if found else None


def test_the_same_in_other_words_and_letters():
    mine = recorded("Zelensky accepts a 30-day ceasefire without conditions.")
    recorded("Zelensky visits the port of Odesa with ministers.")
    assert first("A truce of 30 days is fine with Volodymyr Zelenskyy") == mine
    assert first("Зеленський погодився на перемир’я на 30 днів", language="uk") == mine


def test_the_claim_with_the_same_number_goes_first():
    recorded("Drones killed 12 people in Kharkiv overnight.")
    twenty = recorded("Drones killed 20 people in Kharkiv overnight.")
    match = similar_claims(text="20 people were killed by drones in Kharkiv")[0]
    assert match.claim == twenty
    assert "same number" in match.reasons


def test_nothing_like_it():
    recorded("Drones killed 12 people in Kharkiv overnight.")
    assert similar_claims(text="Parliament debates fisheries") == []
    assert similar_claims(text="") == []
    assert similar_claims(text="the of and ' \\ & | !") == []


def test_dismissed_claims_are_not_offered():
    mine = recorded("Drones killed 12 people in Kharkiv overnight.")
    actions.dismiss(claim=mine, by=factories.user(), reasons="A double.")
    assert first("Drones killed 12 in Kharkiv") is None


def test_the_speaker_and_issue_bring_together_what_shares_no_word():
    ushakov, issue = factories.actor(), factories.issue()
    mine = recorded("No pause is wanted.", issue=issue, attributions=((ushakov, AttributionRole.SPEAKER),))
    recorded("Bread is dear.")
    match = similar_claims(text="Перепочинок зайвий", speaker=ushakov, issue=issue)[0]
    assert match.claim == mine
    assert {"same speaker", "same issue"} <= set(match.reasons)


def test_an_edited_claim_is_found_by_its_new_words():
    mine = recorded("Drones killed 12 people in Kharkiv overnight.")
    content = replace(ClaimContent.of(mine), text="Parliament extends martial law.")
    actions.edit_claim(claim=mine, content=content, version=mine.version, by=factories.user())
    assert first("martial law extended") == mine
    assert first("drones killed in Kharkiv") is None


def test_whoever_writes_a_claim_it_is_found():
    mine = recorded("Drones killed 12 people in Kharkiv overnight.")
    Claim.objects.filter(pk=mine.pk).update(text="Grain prices fell.")
    assert ClaimWords.objects.get(pk=mine.pk).stale
    call_command("index_claims")
    assert not ClaimWords.objects.get(pk=mine.pk).stale
    assert first("the fall of grain prices") == mine


def test_a_look_up_reads_and_the_clock_writes():
    mine = recorded("Drones killed 12 people in Kharkiv overnight.")
    Claim.objects.filter(pk=mine.pk).update(text="Grain prices fell.")
    assert first("the fall of grain prices") is None
    assert ClaimWords.objects.get(pk=mine.pk).stale
    tasks.find_claims_by_new_words()
    assert first("the fall of grain prices") == mine


def test_the_workflow_does_not_make_words_stale():
    mine = recorded("Drones killed 12 people in Kharkiv overnight.")
    actions.submit(claim=mine, by=factories.user())
    assert not ClaimWords.objects.get(pk=mine.pk).stale


def test_another_number_and_a_denial_are_hints():
    recorded("Drones killed 20 people in Kharkiv overnight.")
    recorded("The ministry denies that drones killed people in Kharkiv overnight.")
    reasons = [hint.reason for hint in contradictions(Asked(text="Drones killed 12 people in Kharkiv overnight."))]
    assert "Another claim gives 20, not 12" in reasons
    assert "Another claim says the same and denies it" in reasons


def test_the_same_claim_is_no_contradiction():
    recorded("Drones killed 12 people in Kharkiv overnight.")
    assert contradictions(Asked(text="Drones killed 12 people in Kharkiv overnight.")) == []


def test_a_no_elsewhere_in_a_longer_claim_denies_nothing():
    recorded("Ukraine set no conditions for the meeting of envoys in Riyadh next month, whereas Russia set several.")
    assert contradictions(Asked(text="Ukraine and Russia set terms")) == []


def test_the_opposite_stance_of_the_same_speaker_or_side_is_a_hint():
    state = factories.actor("russia")
    ushakov, issue = factories.actor(acts_for=state), factories.issue()
    peskov = factories.actor("peskov", acts_for=state)
    recorded(
        "No breather.",
        kind="position",
        issue=issue,
        stance="rejects",
        said_edtf="2025-03-11",
        attributions=((ushakov, AttributionRole.SPEAKER), (state, AttributionRole.SPOKESPERSON_FOR)),
    )
    asked = Asked(text="We agree.", speakers=[ushakov], issue=issue)
    (hint,) = contradictions(asked, stance="accepts")
    assert "the same speaker rejects this" in hint.reason
    (hint,) = contradictions(replace(asked, speakers=[peskov]), stance="accepts")
    assert "the same side rejects this" in hint.reason
    assert contradictions(asked, stance="rejects") == []


def test_the_indexes_answer_and_not_the_table():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_claimwords (claim_id, words, grams, stale)"
            " SELECT n, array_to_tsvector(ARRAY['w' || n, 'often', 'c' || n % 50]), ARRAY[n], false"
            " FROM generate_series(1000000, 1030000) AS n"
        )
        cursor.execute("ANALYZE claims_claimwords")
        for question in (
            "words @@ '''w1000500'''::tsquery",
            "words @@ '''c7'' & ''often'''::tsquery",
            "grams @> ARRAY[1000500]",
        ):
            cursor.execute(f"EXPLAIN SELECT claim_id FROM claims_claimwords WHERE {question}")
            plan = "\n".join(row for (row,) in cursor.fetchall())
            assert "Seq Scan" not in plan, plan
        cursor.execute("DELETE FROM claims_claimwords WHERE claim_id >= 1000000")


def test_the_desk_shows_what_is_recorded_and_adds_the_passage():
    mine = recorded("The ceasefire would be a breather for Ukrainian troops and nothing more.")
    suggestion = factories.suggestion()
    page = logged_in(factories.user()).get(reverse("claims:similar_to_suggestion", args=[suggestion.pk]))
    assert mine.text in page.content.decode()
    assert "Add as evidence" in page.content.decode()
    # A page of its own has no composer that a swap could go to.
    assert "#composer" not in page.content.decode()
    card = logged_in(factories.user()).get(
        reverse("claims:similar_to_suggestion", args=[suggestion.pk]), headers={"HX-Request": "true"}
    )
    assert 'hx-target="#composer"' in card.content.decode()
    reader = logged_in(factories.user("admin")).get(reverse("claims:similar_to_suggestion", args=[suggestion.pk]))
    assert "Add as evidence" not in reader.content.decode()


@pytest.mark.parametrize("number", [1, 5])
def test_queries_do_not_grow(number):
    for place in range(number):
        recorded(f"The ceasefire would be a breather for Ukrainian troops, no. {place}")
    suggestion = factories.suggestion()
    client = logged_in(factories.user())
    client.get(reverse("claims:similar_to_suggestion", args=[suggestion.pk]))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("claims:similar_to_suggestion", args=[suggestion.pk]))
    assert len(queries) == QUERIES


QUERIES = 14
