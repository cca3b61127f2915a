"""Webhooks against a server on loopback: what is sent, how it is signed, tried again, and given up."""

import base64
import hashlib
import hmac
import json
import time
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests import factories
from tests.conftest import logged_in
from tests.origin import misbehaviour
from tests.origin.server import Answer
from tests.timeline.test_searches import saved, send
from timeline import actions
from timeline.actions.delivering import BACKOFF, MOST_FAILURES
from timeline.models import Delivery, News, Webhook

pytestmark = pytest.mark.django_db

URL = "https://secure.example/hook"


@pytest.fixture
def person(reader):
    User.objects.filter(pk=reader.pk).update(email="reader@paper.example")
    reader.refresh_from_db()
    return reader


@pytest.fixture
def hook(person):
    return actions.add_webhook(search=saved(person, rhythm="never"), url=URL, by=person)


def deliver_due():
    for pk in Delivery.objects.waiting().values_list("pk", flat=True):
        actions.deliver(delivery_id=pk)


def verified(request, secret):
    """The message, if its signature is right by the convention's own words."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    name, at = request.headers["webhook-id"], request.headers["webhook-timestamp"]
    assert abs(time.time() - int(at)) < 300
    expected = base64.b64encode(hmac.new(key, f"{name}.{at}.".encode() + request.body, hashlib.sha256).digest())
    assert request.headers["webhook-signature"] == f"v1,{expected.decode()}"
    return json.loads(request.body)


def test_an_example_of_the_convention_is_signed_as_it_says():
    """From the test vectors of the reference libraries."""
    from timeline.webhooks import signature

    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    assert (
        signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_a_message_tells_what_was_published_and_is_signed(origin, hook, settings):
    settings.SITE_URL = "https://timeline.example"
    origin.pages["/hook"] = Answer("", status=204)
    entry = factories.published(title="«Удар»")
    factories.follow_up()
    deliver_due()
    (request,) = origin.asked("/hook")
    assert (request.method, request.scheme, request.host) == ("POST", "https", "secure.example")
    assert request.headers["content-type"] == "application/json"
    news = News.objects.get()
    assert verified(request, hook.secret) == {
        "type": "entry.new",
        "timestamp": news.created_at.isoformat(),
        "data": {
            "search": {"id": hook.search_id, "name": "Mine", "url": "https://timeline.example/"},
            "entry": {
                "id": entry.pk,
                "event": entry.event_id,
                "revision": 1,
                "kind": "new",
                "title": "«Удар»",
                "url": f"https://timeline.example/events/{entry.event_id}-{entry.slug}/",
                "revision_url": f"https://timeline.example/events/{entry.event_id}/revisions/1/",
                "known_at": entry.known_at.isoformat(),
                "note": "",
            },
        },
    }
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.status, delivery.error) == ("done", 204, "")


def test_corrections_and_withdrawals_say_so_and_why(origin, hook):
    origin.pages["/hook"] = ""
    entry = factories.republished(factories.published(title="Three"), title="Two", note="It was two.")
    actions.withdraw(event=entry.event, reason="A forgery.", by=factories.user(Role.REVIEWER))
    factories.follow_up()
    deliver_due()
    told = [verified(request, hook.secret) for request in origin.asked("/hook")]
    assert [(one["type"], one["data"]["entry"]["title"], one["data"]["entry"]["note"]) for one in told] == [
        ("entry.new", "Three", ""),
        ("entry.corrected", "Two", "It was two."),
        ("entry.withdrawn", "Two", "A forgery."),
    ]


def test_a_server_that_fails_is_asked_again_with_the_same_message(origin, hook):
    origin.pages["/hook"] = Answer("", status=503)
    factories.published()
    factories.follow_up()
    deliver_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.status, delivery.retries, delivery.error) == (
        "waiting",
        503,
        1,
        "it answered 503",
    )
    assert timedelta(0) < delivery.not_before - timezone.now() <= BACKOFF[0]
    deliver_due()
    assert len(origin.asked("/hook")) == 1, "it did not wait"
    Delivery.objects.update(not_before=None)
    origin.pages["/hook"] = ""
    deliver_due()
    first, second = origin.asked("/hook")
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == f"msg_{delivery.pk}"
    assert verified(first, hook.secret) == verified(second, hook.secret)
    delivery.refresh_from_db()
    hook.refresh_from_db()
    assert (delivery.state, delivery.status, delivery.error, hook.failures) == ("done", 200, "", 0)


def test_pauses_grow_and_a_message_is_given_up_in_the_end(origin, hook):
    origin.pages["/hook"] = Answer("", status=500)
    factories.published()
    factories.follow_up()
    pauses = []
    for _ in range(len(BACKOFF) + 1):
        deliver_due()
        delivery = Delivery.objects.get()
        if delivery.state == "waiting":
            pauses.append(delivery.not_before - timezone.now())
            Delivery.objects.update(not_before=None)
    assert [pause.total_seconds() for pause in pauses] == pytest.approx(
        [pause.total_seconds() for pause in BACKOFF], abs=60
    )
    assert (delivery.state, delivery.status, delivery.error) == ("failed", 500, "it answered 500")
    deliver_due()
    assert len(origin.asked("/hook")) == len(BACKOFF) + 1


def test_a_server_that_asks_for_patience_is_given_it(origin, hook):
    origin.pages["/hook"] = Answer("", status=429, headers={"Retry-After": "3600"})
    factories.published()
    factories.follow_up()
    deliver_due()
    assert Delivery.objects.get().not_before - timezone.now() > timedelta(minutes=59)


def test_a_message_is_not_sent_on_to_where_a_server_leads(origin, hook):
    origin.pages["/hook"] = misbehaviour.redirect("https://outlet.example/elsewhere", 307)
    factories.published()
    factories.follow_up()
    deliver_due()
    assert origin.asked("/elsewhere") == []
    assert Delivery.objects.get().error == "it answered 307"


def test_sent_twice_it_is_sent_once(origin, hook):
    origin.pages["/hook"] = ""
    factories.published()
    factories.follow_up()
    (pk,) = Delivery.objects.values_list("pk", flat=True)
    assert actions.deliver(delivery_id=pk) is True
    assert actions.deliver(delivery_id=pk) is False
    News.objects.update(state="waiting", reached=0)
    factories.follow_up()
    deliver_due()
    assert len(origin.asked("/hook")) == 1


def test_a_webhook_that_always_fails_is_switched_off_and_its_person_told_once(origin, hook, person):
    origin.pages["/hook"] = Answer("", status=500)
    Webhook.objects.update(failures=MOST_FAILURES - 1)
    factories.published()
    factories.follow_up()
    deliver_due()
    hook.refresh_from_db()
    assert hook.disabled_at is not None
    send()
    send()
    (message,) = mail.outbox
    assert message.to == [person.email]
    assert message.subject == "Attested: a webhook was switched off"
    assert URL in message.body
    Delivery.objects.update(not_before=None)
    deliver_due()
    assert Delivery.objects.get().error == "the webhook is switched off"
    factories.published()
    factories.follow_up()
    assert Delivery.objects.count() == 1
    browser = logged_in(person)
    assert "Nothing is sent there any more" in browser.get(hook.search.get_absolute_url()).content.decode()
    browser.post(f"/accounts/webhooks/{hook.pk}/enable/")
    origin.pages["/hook"] = ""
    factories.published()
    factories.follow_up()
    deliver_due()
    assert Delivery.objects.filter(state="done").count() == 1


def test_a_receiver_that_is_gone_is_switched_off_at_once(origin, hook):
    origin.pages["/hook"] = Answer("", status=410)
    factories.published()
    factories.follow_up()
    deliver_due()
    hook.refresh_from_db()
    assert hook.disabled_at is not None
    assert Delivery.objects.get().state == "failed"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:5432/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://2130706433/",
        "file:///etc/passwd",
        "gopher://hooks.example/",
        "https://user:secret@hooks.example/",
        "https://hooks.example:22/",
        "hooks",
        "",
    ],
)
def test_an_address_that_is_not_public_is_refused_and_kept_as_typed(person, url):
    search = saved(person)
    response = logged_in(person).post(f"/accounts/searches/{search.pk}/webhooks/", {"url": url})
    assert response.status_code == 422
    assert url in unescape(response.content.decode())
    assert not Webhook.objects.exists()


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1"])
def test_a_name_that_leads_inside_is_never_dialled(origin, internet, hook, address):
    internet.names["secure.example"] = [[address]]
    factories.published()
    factories.follow_up()
    deliver_due()
    assert internet.dialled == []
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error) == ("waiting", "secure.example is not on the public internet")


def test_the_secret_is_shown_once(person):
    search = saved(person)
    browser = logged_in(person)
    page = browser.post(f"/accounts/searches/{search.pk}/webhooks/", {"url": URL})
    hook = Webhook.objects.get()
    assert page.status_code == 200
    assert hook.secret in unescape(page.content.decode())
    assert "no-store" in page["Cache-Control"]
    assert len(base64.b64decode(hook.secret.removeprefix("whsec_"))) == 32
    assert hook.secret not in unescape(browser.get(f"/accounts/searches/{search.pk}/").content.decode())
    admin = logged_in(factories.user(Role.ADMIN))
    shown = admin.get(f"/admin/timeline/webhook/{hook.pk}/change/")
    assert shown.status_code == 200
    assert hook.secret not in unescape(shown.content.decode())


def test_a_search_has_three_webhooks_and_each_once(person):
    search = saved(person)
    actions.add_webhook(search=search, url=URL, by=person)
    with pytest.raises(ValidationError, match="already"):
        actions.add_webhook(search=search, url=URL, by=person)
    for number in range(2):
        actions.add_webhook(search=search, url=f"{URL}{number}", by=person)
    with pytest.raises(ValidationError, match="3 webhooks"):
        actions.add_webhook(search=search, url=f"{URL}9", by=person)


def test_a_test_is_sent_at_once_and_stands_in_the_log(origin, hook, person):
    origin.pages["/hook"] = Answer("", status=500)
    browser = logged_in(person)
    browser.post(f"/accounts/webhooks/{hook.pk}/test/")
    deliver_due()
    (request,) = origin.asked("/hook")
    told = verified(request, hook.secret)
    assert (told["type"], set(told["data"])) == ("test", {"search"})
    page = browser.get(hook.search.get_absolute_url()).content.decode()
    assert "given up: it answered 500" in page
    for _ in range(4):
        browser.post(f"/accounts/webhooks/{hook.pk}/test/")
    assert Delivery.objects.count() == 1 + 3


def test_the_log_has_the_last_twenty(hook, person):
    Delivery.objects.bulk_create(
        Delivery(webhook=hook, created_at=datetime(2030, 1, 1, tzinfo=UTC)) for _ in range(25)
    )
    assert logged_in(person).get(hook.search.get_absolute_url()).content.decode().count("1 Jan 2030") == 20


def test_somebody_who_has_left_is_sent_nothing(origin, hook, person):
    factories.published()
    factories.follow_up()
    User.objects.filter(pk=person.pk).update(is_active=False)
    deliver_due()
    assert origin.requests == []
    assert Delivery.objects.get().state == "failed"


def test_deleting_a_search_ends_its_webhooks(origin, hook, person):
    factories.published()
    factories.follow_up()
    actions.delete_search(search=hook.search, by=person)
    assert not Delivery.objects.exists()
