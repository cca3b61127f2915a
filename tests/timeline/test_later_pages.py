"""The desk's pages for later: schedule, embargo, withdraw, merge and split, as people use them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.roles import Role
from claims.actions import add_evidence, retract
from claims.models import Claim
from tests import factories
from tests.conftest import logged_in
from tests.pages import public_addresses
from timeline import actions
from timeline.freezing import freeze
from timeline.models import Entry, Event, Schedule
from timeline.newsroom import newsroom_time

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return factories.event(claims=[factories.approved_claim()])


def moment(hours=24):
    return (timezone.now() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def post(browser, event, what, **values):
    return browser.post(f"/desk/events/{event.pk}/{what}/", values)


def seen(event):
    return freeze(event).entry.digest


def test_a_reviewer_schedules_what_the_page_shows_and_cancels_it(as_reviewer, event):
    page = as_reviewer.get(event.get_absolute_url()).text
    assert f'name="seen" value="{seen(event)}"' in page
    answer = post(as_reviewer, event, "schedule", at=moment(), seen=seen(event))
    assert (answer.status_code, answer.url) == (302, event.get_absolute_url())
    waiting = Schedule.objects.get()
    page = as_reviewer.get(event.get_absolute_url()).text
    assert f"To be published at {newsroom_time(waiting.at)}" in page
    assert f"to be published at {newsroom_time(waiting.at)}" in as_reviewer.get("/desk/events/").text
    post(as_reviewer, event, "schedule/cancel")
    assert Schedule.objects.get().state == "cancelled"


def test_times_are_typed_and_shown_by_the_newsrooms_clock(as_reviewer, event, settings):
    settings.NEWSROOM_ZONE = "Europe/Kyiv"
    typed = moment()
    post(as_reviewer, event, "schedule", at=typed, seen=seen(event))
    at = Schedule.objects.get().at
    assert at == datetime.fromisoformat(typed).replace(tzinfo=ZoneInfo("Europe/Kyiv"))
    page = as_reviewer.get(event.get_absolute_url()).text
    assert newsroom_time(at) in page
    assert "UTC)" in newsroom_time(at)


def test_a_time_that_the_clock_skips_is_refused(as_reviewer, event, settings):
    settings.NEWSROOM_ZONE = "Europe/Kyiv"
    answer = post(as_reviewer, event, "schedule", at="2027-03-28T03:30", seen=seen(event))
    assert answer.status_code == 422
    assert not Schedule.objects.exists()


@pytest.mark.parametrize(
    ("values", "status", "says"),
    [
        ({"at": ""}, 422, "This field is required"),
        ({"at": "2020-01-01T10:00"}, 422, "That moment is past"),
        ({"seen": "0" * 64}, 409, "nothing is scheduled"),
    ],
)
def test_what_was_typed_comes_back_with_what_is_wrong(as_reviewer, event, values, status, says):
    answer = post(as_reviewer, event, "schedule", **{"at": moment(), "seen": seen(event)} | values)
    assert answer.status_code == status
    assert says in answer.text
    assert not Schedule.objects.exists()


def test_why_it_failed_is_shown(as_reviewer, event, reviewer):
    post(as_reviewer, event, "schedule", at=moment(), seen=seen(event))
    Schedule.objects.update(at=timezone.now(), seen="0" * 64)
    actions.publish_scheduled(schedule_id=Schedule.objects.get().pk)
    page = as_reviewer.get(event.get_absolute_url()).text
    assert "and was not." in page
    assert "It was changed after it was scheduled" in page


def test_an_embargo_is_shown_with_its_reason_and_hides_the_button(as_editor, as_reviewer, event):
    post(as_editor, event, "embargo", until=moment(), reason="The delegation asked for it.")
    until = Event.objects.get().embargo_until
    for browser in (as_editor, as_reviewer):
        page = browser.get(event.get_absolute_url()).text
        assert f"Under embargo until {newsroom_time(until)}." in page
        assert "The delegation asked for it." in page
    assert f'action="/desk/events/{event.pk}/publish/"' not in page
    refused = post(as_reviewer, event, "publish", seen=seen(event))
    assert refused.status_code == 422
    assert "nobody publishes it before" in refused.text
    assert post(as_editor, event, "embargo", until="", reason="Over.").status_code == 403
    post(as_reviewer, event, "embargo", until="", reason="They spoke.")
    assert Event.objects.get().embargo_until is None
    assert post(as_reviewer, event, "publish", seen=seen(event)).status_code == 302


def test_nothing_of_an_embargoed_event_shows_to_readers(client, as_editor):
    public = factories.published()
    actor = factories.actor("canary-actor", "Canary Actor")
    claim = factories.approved_claim(text="The canary claim.", speaker=actor, rationale="The canary rationale.")
    secret = factories.event(title="The canary event", summary="Canary.", claims=[claim], actors=[actor])
    post(as_editor, secret, "embargo", until=moment(), reason="Canary reason.")
    urls = [url for urls in public_addresses(public).values() for url in urls]
    urls += [
        f"/events/{secret.pk}-the-canary-event/",
        f"/events/{secret.pk}/revisions/1/",
        "/?q=canary",
        "/?actor=canary-actor",
    ]
    for url in urls:
        # The reader's own address stands in the choice of languages and in the foot of a print.
        response = client.get(url)
        text = (response.getvalue() if response.streaming else response.content).decode(errors="replace")
        text = text.lower().replace(url, "").replace("q=canary", "").replace("canary-actor", "")
        text = text.replace('value="canary"', "").replace("“canary”", "")
        assert "canary" not in text, url
    assert client.get(f"/desk/events/{secret.pk}/", follow=True).redirect_chain[0][0].startswith("/accounts/login/")


def test_a_reviewer_withdraws(client, as_reviewer):
    entry = factories.published()
    page = as_reviewer.get(f"/desk/events/{entry.event_id}/withdraw/")
    assert "it can be published again" in page.text
    assert post(as_reviewer, entry.event, "withdraw", reason=" ").status_code == 422
    assert post(as_reviewer, entry.event, "withdraw", reason="It was a hoax.").status_code == 302
    assert client.get(entry.get_absolute_url()).status_code == 410
    desk = as_reviewer.get(entry.event.get_absolute_url()).text
    assert "It was a hoax." in desk
    assert "It can be published again" in desk
    again = post(as_reviewer, entry.event, "publish", seen=seen(entry.event), note="It was none.")
    assert again.status_code == 302
    assert Entry.objects.current().get().revision == 2


def test_the_desk_says_that_readers_still_see_what_nothing_carries_any_more(as_editor, reviewer):
    entry = factories.published()
    hint = "none of its claims is approved any more"
    assert hint not in as_editor.get(entry.event.get_absolute_url()).text
    retract(claim=entry.statements.get().claim, by=reviewer, reasons="A hoax.")
    assert hint in as_editor.get(entry.event.get_absolute_url()).text


def test_who_wrote_it_reads_why_they_do_not_withdraw_it(reviewer, as_reviewer):
    event = factories.event(by=reviewer, claims=[factories.approved_claim()])
    actions.publish(event=event, by=factories.user(Role.REVIEWER, "reviewer2"))
    assert "a second person has to withdraw it" in as_reviewer.get(f"/desk/events/{event.pk}/withdraw/").text


def versions(*events):
    for event in events:
        event.refresh_from_db()
    return {"version": events[0].version, "into": events[1].pk, "into_version": events[1].version}


def test_an_editor_finds_the_other_event_sees_what_moves_and_merges(as_editor):
    first = factories.event(title="First", claims=[factories.draft_claim(text="The moving claim.")])
    second = factories.event(title="Second")
    url = f"/desk/events/{first.pk}/merge/"
    assert f'href="?into={second.pk}"' in as_editor.get(url, {"q": "seco"}).text
    assert f'href="?into={second.pk}"' not in as_editor.get(url, {"q": "third"}).text
    preview = as_editor.get(url, {"into": second.pk}).text
    assert "The moving claim." in preview
    assert Event.objects.standing().count() == 2, "looking merges"
    answer = as_editor.post(url, versions(first, second) | {"reason": "One."})
    assert (answer.status_code, answer.url) == (302, second.get_absolute_url())
    assert f"/desk/events/{first.pk}/merge/" in as_editor.get(second.get_absolute_url()).text
    record = as_editor.get(url).text
    assert "It goes on as part of" in record
    assert as_editor.post(f"/desk/events/{first.pk}/unmerge/", {"reason": "Two."}).status_code == 302
    assert Event.objects.standing().count() == 2


def test_a_merge_of_what_was_changed_meanwhile_is_asked_again(as_editor):
    first, second = factories.event(title="First"), factories.event(title="Second")
    old = versions(first, second) | {"version": 9, "reason": "One."}
    answer = as_editor.post(f"/desk/events/{first.pk}/merge/", old)
    assert answer.status_code == 409
    assert ">\nOne.</textarea>" in answer.text
    assert 'name="version" value="1"' in answer.text
    assert Event.objects.standing().count() == 2


def test_a_merge_of_what_is_published_says_what_readers_will_see(as_reviewer, as_editor):
    first, second = factories.published(title="First"), factories.event(title="Second")
    url = f"/desk/events/{first.event_id}/merge/?into={second.pk}"
    assert "Readers see this event now." in as_reviewer.get(url).text
    assert "Only a reviewer can withdraw" in as_editor.get(url).text


def test_an_editor_splits_an_event(as_editor):
    claims = [factories.draft_claim(text=text) for text in ("Stays.", "Goes.")]
    event = factories.event(claims=claims)
    url = f"/desk/events/{event.pk}/split/"
    assert as_editor.get(url).text.count('name="claims"') == 2
    values = {"title": "The new one", "type": "statement", "reason": "Two rooms.", "version": 1}
    values |= {"people-TOTAL_FORMS": 0, "people-INITIAL_FORMS": 0}
    nothing = as_editor.post(url, values)
    assert nothing.status_code == 422
    assert "Choose at least one of its claims." in nothing.text
    assert as_editor.post(url, values | {"claims": claims[1].pk, "version": 7}).status_code == 409
    kept = as_editor.post(url, values | {"claims": claims[1].pk, "title": ""})
    assert kept.status_code == 422
    assert f'value="{claims[1].pk}" checked' in kept.text
    made = Event.objects.exclude(pk=event.pk)
    assert not made.exists()
    assert as_editor.post(url, values | {"claims": claims[1].pk}).url == made.get().get_absolute_url()
    assert list(made.get().claims.all()) == [claims[1]]


def test_an_editor_merges_claims(as_editor):
    first, second = (factories.draft_claim(text=text) for text in ("First words.", "Second words."))
    url = f"/desk/claims/{first.pk}/merge/"
    assert f'href="?into={second.pk}"' in as_editor.get(url, {"q": "second"}).text
    preview = as_editor.get(url, {"into": second.pk}).text
    assert first.evidence.get().excerpt.exact in preview
    values = {"into": second.pk, "version": 1, "into_version": 1, "reason": "One."}
    assert as_editor.post(url, values | {"into_version": 5}).status_code == 409
    assert as_editor.post(url, values).url == second.get_absolute_url()
    assert url in as_editor.get(second.get_absolute_url()).text
    assert as_editor.get(f"/desk/claims/{first.pk}/split/").status_code == 302


def test_an_editor_reads_why_an_approved_claim_is_merged_by_a_reviewer(as_editor, as_reviewer):
    claim = factories.approved_claim()
    url = f"/desk/claims/{claim.pk}/merge/"
    assert "Your role does not allow this." in as_editor.get(url).text
    assert 'id="merge-q"' in as_reviewer.get(url).text


def test_an_editor_splits_a_claim(as_editor, editor):
    claim = factories.draft_claim(text="Both.")
    item = add_evidence(claim=claim, excerpt=factories.passage(exact="Thursday"), relation="supports", by=editor)
    url = f"/desk/claims/{claim.pk}/split/"
    assert as_editor.get(url).text.count('name="evidence"') == 2
    values = {"text": "Both.", "kind": "opinion", "directness": "paraphrase", "speaker": "Yuri Ushakov"}
    values |= {"said_edtf": "2025-03-13", "reason": "Two.", "version": 2, "evidence": item.pk, "move": "yes"}
    values |= {"people-TOTAL_FORMS": 0, "people-INITIAL_FORMS": 0}
    same = as_editor.post(url, values)
    assert same.status_code == 422
    assert "It says the same" in same.text
    assert as_editor.post(url, values | {"version": 1, "text": "It."}).status_code == 409
    answer = as_editor.post(url, values | {"text": "It."})
    made = Claim.objects.exclude(pk=claim.pk).get()
    assert answer.url == made.get_absolute_url()
    assert made.evidence.get() == item


@pytest.mark.parametrize("items", [1, 5])
def test_looking_for_the_other_event_asks_as_often_however_many_there_are(items, editor, django_assert_num_queries):
    event = factories.event(title="First")
    for number in range(items):
        factories.event(title=f"Other {number}", claims=[factories.draft_claim(text=f"C {number}")])
    browser = logged_in(editor)
    with django_assert_num_queries(12):
        browser.get(f"/desk/events/{event.pk}/merge/")
