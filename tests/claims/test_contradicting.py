"""A stored suggestion that contradicts what is recorded says so, and is more worth checking."""

import pytest

from claims import actions, tasks
from claims.actions import ClaimContent, contradicting
from claims.models import Suggestion, SuggestionRun
from claims.similar import rarity
from claims.suggest.worth import WEIGHTS
from tests import factories

pytestmark = pytest.mark.django_db

TWELVE = "Drones killed 12 people in Kharkiv overnight."


@pytest.fixture(autouse=True)
def nothing_kept():
    rarity.forget()
    yield
    rarity.forget()


def recorded(text, **more):
    passage = factories.passage(factories.article(f"{text} And that was all."), text)
    content = ClaimContent(conflict=factories.conflict(), text=text, **more)
    return actions.write_claim(excerpt=passage, content=content, by=factories.user())


def proposed(text=TWELVE, **columns):
    return factories.suggestion(factories.article(text), text, text=text, **columns)


def noted(suggestion):
    number = actions.note_contradictions(run_id=suggestion.run_id)
    suggestion.refresh_from_db()
    return number


def test_another_number_is_a_reason_and_adds_to_the_worth():
    recorded("Drones killed 20 people in Kharkiv overnight.")
    one = proposed(worth=0.67, worth_reasons=["verifiable", "casualties", "number"])
    assert noted(one) == 1
    assert one.worth_reasons[0] == "contradicts"
    assert set(one.worth_reasons) == {"contradicts", "verifiable", "casualties", "number"}
    assert one.worth == pytest.approx(0.67 + WEIGHTS["contradicts"])
    assert noted(one) == 0, "once is enough"
    assert one.worth_reasons.count("contradicts") == 1


def test_the_opposite_stance_of_the_same_speaker_is_a_reason():
    from claims.enums import AttributionRole

    ushakov, issue = factories.actor(), factories.issue()
    recorded(
        "No breather.", kind="position", issue=issue, stance="rejects",
        attributions=((ushakov, AttributionRole.SPEAKER),),
    )  # fmt: skip
    one = proposed("We agree to all of it.", kind="position", speaker=ushakov, issue=issue, stance="accepts")
    assert noted(one) == 1
    same = proposed("We want none of it.", kind="position", speaker=ushakov, issue=issue, stance="rejects")
    assert noted(same) == 0
    assert same.worth_reasons == []


@pytest.mark.parametrize("text", [TWELVE, "Parliament debates fisheries."])
def test_what_says_the_same_or_something_else_has_none(text):
    recorded(TWELVE)
    one = proposed(text)
    assert noted(one) == 0
    assert (one.worth_reasons, one.worth) == ([], 0)


def test_what_is_decided_stays_as_it_was(editor):
    recorded("Drones killed 20 people in Kharkiv overnight.")
    one = proposed()
    actions.reject_suggestion(suggestion=one, by=editor)
    before = Suggestion.objects.values().get(pk=one.pk)
    assert noted(one) == 0
    assert Suggestion.objects.values().get(pk=one.pk) == before


def test_what_is_decided_while_it_is_compared_stays_as_it_was(editor, monkeypatch):
    recorded("Drones killed 20 people in Kharkiv overnight.")
    one, look = proposed(), contradicting.contradictions

    def decided_meanwhile(*args, **more):
        actions.reject_suggestion(suggestion=one, by=editor)
        return look(*args, **more)

    monkeypatch.setattr(contradicting, "contradictions", decided_meanwhile)
    assert noted(one) == 0
    assert one.worth_reasons == []


def test_only_the_strongest_of_a_reading_are_compared(monkeypatch):
    recorded("Drones killed 20 people in Kharkiv overnight.")
    capture = factories.article(" ".join(TWELVE for _ in range(2)))
    weak = factories.suggestion(capture, TWELVE, text=TWELVE, worth=0.2)
    strong = factories.suggestion(capture, TWELVE, text=TWELVE, worth=0.8, rule="strong")
    strong.run = weak.run
    strong.save()
    monkeypatch.setattr(contradicting, "_COMPARED", 1)
    assert noted(weak) == 1
    strong.refresh_from_db()
    assert "contradicts" in strong.worth_reasons
    assert weak.worth_reasons == []


def test_a_worker_does_it_once_the_suggestions_are_stored(as_editor):
    factories.actor("ministry", "Defence Ministry")
    recorded("Drones killed 20 people in Kharkiv overnight.")
    capture = factories.article("The Defence Ministry said that drones killed 12 people in Kharkiv overnight.")
    run = actions.request_suggestions(snapshot=capture)
    tasks.make_suggestions(run.pk)
    assert SuggestionRun.objects.get(pk=run.pk).state == "done"
    (one,) = Suggestion.objects.filter(run=run)
    assert "contradicts" in one.worth_reasons
    assert "contradicts a recorded claim" in as_editor.get(f"/desk/articles/{capture.article_id}/").content.decode()
