"""Saved searches: whose they are, what they may ask for, and the mails of what they find."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from accounts.roles import Role
from tests import factories
from tests.conftest import logged_in
from tests.pages import parse, seen
from timeline import actions
from timeline.actions import news as news_module
from timeline.actions import search_mail
from timeline.models import Delivery, News, SavedSearch, SearchHit

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(reader):
    User.objects.filter(pk=reader.pk).update(email="reader@paper.example")
    reader.refresh_from_db()
    return reader


@pytest.fixture
def browser(person):
    return logged_in(person)


def saved(by, query="", name="Mine", rhythm="once"):
    return actions.save_search(name=name, query=query, mail=rhythm, by=by)


def told_of():
    return [(hit.search.name, hit.news.kind, hit.news.entry.title) for hit in SearchHit.objects.order_by("pk")]


# ---- saving -------------------------------------------------------------------------------------------------------


def test_a_reader_saves_what_the_timeline_shows(browser, person):
    factories.published(actors=[factories.actor("russia", "Russia")])
    page = parse(browser.get("/follow/?actor=russia&order=oldest"))
    (form,) = page.xpath("//form[@action='/accounts/searches/']")
    values = {field.get("name"): field.get("value", "") for field in form.xpath(".//input")} | {"mail": "daily"}
    assert (values["query"], values["name"]) == ("actor=russia", "Russia")
    response = browser.post("/accounts/searches/", values)
    search = SavedSearch.objects.get()
    assert (response.status_code, response.url) == (302, f"/accounts/searches/{search.pk}/")
    assert (search.user, search.query, search.mail) == (person, "actor=russia", "daily")
    assert "actor russia" in seen(parse(browser.get("/accounts/searches/")))


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"name": "", "query": "", "mail": "never"}, "This field is required"),
        ({"name": "x" * 81, "query": "", "mail": "never"}, "at most 80"),
        ({"name": "Mine", "query": "type=nonsense", "mail": "never"}, "type: “nonsense”"),
        ({"name": "Mine", "query": "colour=red", "mail": "never"}, "colour"),
        ({"name": "Mine", "query": "as_of=2025-03-01", "mail": "never"}, "past day"),
        ({"name": "Mine", "query": "", "mail": "hourly"}, "hourly"),
        ({"name": "Taken", "query": "", "mail": "never"}, "a search of that name"),
    ],
)
def test_what_cannot_be_saved_is_said_and_kept_as_typed(browser, person, values, named):
    saved(person, name="Taken")
    response = browser.post("/accounts/searches/", values)
    assert response.status_code == 422
    page = response.content.decode()
    assert named in page
    assert f'name="query" value="{values["query"]}"' in page or not values["query"]
    assert SavedSearch.objects.count() == 1


def test_a_person_has_twenty_searches_and_no_more(person):
    for number in range(20):
        saved(person, name=f"Search {number}")
    with pytest.raises(ValidationError, match="20 saved searches"):
        saved(person, name="One more")
    saved(factories.user(Role.EDITOR), name="One more")


def test_a_search_is_renamed_and_deleted(browser, person):
    search = saved(person)
    assert browser.post(f"/accounts/searches/{search.pk}/", {"name": "Ours", "mail": "weekly"}).status_code == 302
    search.refresh_from_db()
    assert (search.name, search.mail) == ("Ours", "weekly")
    assert browser.post(f"/accounts/searches/{search.pk}/", {"name": "", "mail": "weekly"}).status_code == 422
    assert browser.post(f"/accounts/searches/{search.pk}/delete/").url == "/accounts/searches/"
    assert not SavedSearch.objects.exists()


def test_nobody_learns_of_somebody_elses_search(person):
    search = saved(person, name="Very private")
    hook = actions.add_webhook(search=search, url="https://hooks.example/a", by=person)
    for role in (Role.EDITOR, Role.REVIEWER, Role.ADMIN):
        other = factories.user(role)
        browser = logged_in(other)
        assert "Very private" not in browser.get("/accounts/searches/").content.decode()
        assert browser.get(f"/accounts/searches/{search.pk}/").status_code == 404
        for path in (f"searches/{search.pk}/", f"searches/{search.pk}/delete/", f"searches/{search.pk}/webhooks/"):
            values = {"name": "Theirs", "mail": "never", "url": "https://evil.example/"}
            assert browser.post(f"/accounts/{path}", values).status_code == 404
        for step in ("test", "enable", "remove"):
            assert browser.post(f"/accounts/webhooks/{hook.pk}/{step}/").status_code == 404
        for act in (
            lambda other=other: actions.change_search(search=search, name="Theirs", mail="never", by=other),
            lambda other=other: actions.delete_search(search=search, by=other),
            lambda other=other: actions.add_webhook(search=search, url="https://evil.example/", by=other),
            lambda other=other: actions.test_webhook(webhook=hook, by=other),
            lambda other=other: actions.enable_webhook(webhook=hook, by=other),
            lambda other=other: actions.remove_webhook(webhook=hook, by=other),
        ):
            with pytest.raises(PermissionDenied):
                act()
    search.refresh_from_db()
    assert (search.name, search.webhooks.count()) == ("Very private", 1)


def test_who_is_not_logged_in_is_led_to_the_log_in_and_back(client):
    assert client.get("/accounts/searches/").url == "/accounts/login/?next=/accounts/searches/"
    assert client.post("/accounts/searches/", {"name": "x"}).url == "/accounts/login/?next=/accounts/searches/"
    page = client.get("/follow/?verdict=verified").content.decode()
    assert "/accounts/login/?next=/follow/%3Fverdict%3Dverified" in page


@pytest.mark.parametrize("number", [1, 5])
def test_pages_ask_as_often_for_five_searches_as_for_one(browser, person, number, django_assert_num_queries):
    for n in range(number):
        search = saved(person, name=f"Search {n}")
    for n in range(min(number, 3)):
        actions.add_webhook(search=search, url=f"https://hooks.example/{n}", by=person)
        factories.published(title=f"Event {n}")
    factories.follow_up()
    assert Delivery.objects.filter(webhook__search=search).exists()
    with django_assert_num_queries(3):  # session and person; searches
        browser.get("/accounts/searches/")
    with django_assert_num_queries(5):  # session and person; search; webhooks; what they were sent
        browser.get(f"/accounts/searches/{search.pk}/")


# ---- finding ------------------------------------------------------------------------------------------------------


def test_a_publication_is_matched_with_what_people_search_for(person):
    factories.published(title="Before")
    saved(person, "type=statement", name="Statements")
    saved(person, "type=aid", name="Aid")
    saved(person, "", name="Quiet", rhythm="never")
    factories.published(title="After", type="statement")
    factories.follow_up()
    assert told_of() == [("Statements", "new", "After")]


def test_what_happens_to_an_entry_is_told_by_its_kind(person):
    saved(person, "verdict=verified")
    entry = factories.published(title="A strike")
    factories.republished(entry, title="Two strikes")
    event = entry.event
    event.refresh_from_db()
    actions.withdraw(event=event, reason="A forgery.", by=factories.user(Role.REVIEWER))
    factories.follow_up()
    assert [kind for _, kind, _ in told_of()] == ["new", "corrected", "withdrawn"]


def test_a_correction_reaches_those_whose_search_finds_it_no_more(person):
    entry = factories.published(title="A strike", type="statement")
    saved(person, "type=statement", name="Statements")
    saved(person, "type=aid", name="Aid")
    saved(person, "type=accuse", name="Accusations")
    factories.republished(entry, type="aid", note="It was aid.")
    factories.follow_up()
    assert sorted(told_of()) == [("Aid", "corrected", "A strike"), ("Statements", "corrected", "A strike")]


def test_matching_twice_finds_once_and_batches_reach_everybody(person, monkeypatch):
    monkeypatch.setattr(news_module, "BATCH", 2)
    for number in range(5):
        saved(person, name=f"Search {number}")
    factories.published()
    factories.follow_up()
    assert SearchHit.objects.count() == 5
    News.objects.update(state="waiting", reached=0)
    factories.follow_up()
    assert SearchHit.objects.count() == 5
    assert set(News.objects.values_list("state", flat=True)) == {"done"}


def test_people_who_have_left_are_told_nothing(person):
    saved(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    factories.published()
    factories.follow_up()
    assert told_of() == []


def test_nothing_is_news_until_it_is_published(person):
    saved(person)
    event = factories.event(claims=[factories.approved_claim()])
    assert not News.objects.exists()
    actions.publish(event=event, by=factories.user(Role.REVIEWER))
    actions.publish(event=event, by=factories.user(Role.REVIEWER))  # the same again is no publication
    assert News.objects.count() == 1


def test_old_news_are_forgotten(person):
    saved(person)
    factories.published()
    factories.follow_up()
    News.objects.update(finished_at=datetime(2020, 1, 1, tzinfo=UTC))
    factories.published()
    assert actions.forget_old_news() == 1
    assert (News.objects.count(), SearchHit.objects.count()) == (1, 0)


# ---- mails --------------------------------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch):
    """The time of day at which mails are sent; a Wednesday."""

    class Clock:
        now_is = datetime(2030, 5, 15, 12, tzinfo=UTC)

        def now(self):
            return self.now_is

    clock = Clock()
    monkeypatch.setattr(search_mail, "timezone", clock)
    return clock


def send():
    for pk in actions.people_to_mail_searches():
        actions.mail_searches(user_id=pk)


def test_a_mail_has_titles_notes_and_public_addresses(person, settings):
    settings.SITE_URL = "https://timeline.example/"
    search = saved(person, "verdict=verified", name="Sound")
    first = factories.published(title="A strike & more")
    factories.republished(first, title="Two strikes", note="It was two.")
    factories.follow_up()
    send()
    (message,) = mail.outbox
    assert message.to == ["reader@paper.example"]
    assert message.subject == "Attested: 2 entries in your searches"
    assert message.body.splitlines() == [
        "Sound",
        "https://timeline.example/?verdict=verified",
        "",
        "Corrected: Two strikes",
        "It was two.",
        f"https://timeline.example/events/{first.event_id}-two-strikes/",
        "",
        "A strike & more",
        f"https://timeline.example/events/{first.event_id}-a-strike-more/",
        "",
        f"To get fewer of these mails, or none: https://timeline.example/accounts/searches/{search.pk}/",
    ]
    send()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("rhythm", "later", "mails"),
    [
        ("once", timedelta(minutes=1), 2),
        ("daily", timedelta(hours=17), 1),
        ("daily", timedelta(hours=19), 2),
        ("weekly", timedelta(days=4), 1),
        ("weekly", timedelta(days=5), 2),
    ],
)
def test_mails_come_in_the_rhythm_that_was_chosen(person, clock, rhythm, later, mails):
    saved(person, rhythm=rhythm)
    factories.published(title="One")
    factories.follow_up()
    send()
    assert len(mail.outbox) == 1
    factories.published(title="Two")
    factories.follow_up()
    clock.now_is += later
    send()
    assert len(mail.outbox) == mails


def test_a_search_that_is_silenced_mails_nothing_that_waited(person):
    search = saved(person, rhythm="once")
    factories.published()
    factories.follow_up()
    actions.change_search(search=search, name="Mine", mail="never", by=person)
    actions.change_search(search=search, name="Mine", mail="once", by=person)
    send()
    assert mail.outbox == []


def test_without_an_address_or_an_account_no_mail_is_sent(person):
    saved(person)
    factories.published()
    factories.follow_up()
    User.objects.filter(pk=person.pk).update(email="")
    assert actions.people_to_mail_searches() == []
    assert actions.mail_searches(user_id=person.pk) == 0
    User.objects.filter(pk=person.pk).update(email="reader@paper.example", is_active=False)
    assert actions.mail_searches(user_id=person.pk) == 0


def test_a_mail_that_cannot_be_sent_is_sent_later(person, monkeypatch):
    saved(person)
    factories.published()
    factories.follow_up()
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(OSError("no server")))
        with pytest.raises(OSError, match="no server"):
            send()
    send()
    assert len(mail.outbox) == 1
