"""What people are told: the list on the desk, their choices, and mails that carry nothing but counts and links."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import actions, tasks
from accounts.actions import mailing
from accounts.enums import NotificationKind
from accounts.models import Notification, NotificationChoice, User
from tests import factories
from tests.conftest import logged_in
from tests.pages import of_class, parse, read, words

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
CANARY = "Sensitive Draft Words"


@pytest.fixture
def now(monkeypatch):
    """The time of day, which a test may move."""

    class Clock:
        time = NOON

        def __call__(self):
            return self.time

    clock = Clock()
    monkeypatch.setattr(mailing.timezone, "now", clock)
    return clock


def tell(person, text="Something", *, key="a", path="/desk/claims/1/", kind=NotificationKind.CHANGED, by=None):
    actions.notify(people=[person], kind=kind, text=text, path=path, key=key, by=by)
    return Notification.objects.filter(user=person, key=key).first()


@pytest.fixture
def person(editor):
    editor.email = "edda@newsroom.example"
    editor.save()
    return editor


# ---- on the desk


def titles(page):
    return [words(row) for row in of_class(page, "row-title")]


def test_the_list_has_unread_ones_first_then_the_newest(as_editor, editor):
    for key in "abc":
        tell(editor, f"Told {key}", key=key)
    actions.mark_read(by=editor, only=Notification.objects.get(key="c"))
    assert titles(read(as_editor, "/accounts/notifications/")) == ["new Told b", "new Told a", "Told c"]


def test_one_is_read_by_following_it_and_all_by_one_button(as_editor, editor):
    first, _, _ = [tell(editor, key=key, path=f"/desk/claims/{n}/") for n, key in enumerate("abc")]
    answer = as_editor.get(f"/accounts/notifications/{first.pk}/")
    assert (answer.status_code, answer.url) == (302, "/desk/claims/0/")
    assert Notification.objects.unread().count() == 2
    as_editor.post("/accounts/notifications/read/", {"pk": Notification.objects.get(key="b").pk})
    assert Notification.objects.unread().count() == 1
    as_editor.post("/accounts/notifications/read/")
    assert not Notification.objects.unread().exists()


def test_nobody_reads_or_opens_what_somebody_else_was_told(as_editor, editor2):
    theirs = tell(editor2, CANARY)
    assert CANARY not in as_editor.get("/accounts/notifications/").content.decode()
    assert as_editor.get(f"/accounts/notifications/{theirs.pk}/").status_code == 404
    assert as_editor.post("/accounts/notifications/read/", {"pk": theirs.pk}).status_code == 404
    as_editor.post("/accounts/notifications/read/")
    assert Notification.objects.unread().filter(user=editor2).exists()


def test_a_reader_finds_none_of_it(reader):
    told = tell(reader, CANARY)
    browser = logged_in(reader)
    for url in ("", "choices/", f"{told.pk}/"):
        assert browser.get(f"/accounts/notifications/{url}").status_code == 404
    assert browser.post("/accounts/notifications/read/").status_code == 404


def badge(browser):
    (link,) = read(browser, "/desk/").xpath("//nav[@aria-label='Desk']//a[@href='/accounts/notifications/']")
    return words(link)


def test_the_desk_s_navigation_counts_what_is_unread(as_editor, editor):
    assert badge(as_editor) == "Notifications"
    for key in "ab":
        tell(editor, key=key)
    NotificationChoice.objects.create(user=editor, kind="due", on_desk=False)
    tell(editor, key="only by mail", kind=NotificationKind.DUE)
    assert badge(as_editor) == "Notifications 2 unread"


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_asks_as_often_for_five_as_for_one(as_editor, editor, editor2, number):
    for n in range(number):
        tell(editor, key=str(n), by=editor2)
    as_editor.get("/accounts/notifications/")
    with CaptureQueriesContext(connection) as queries:
        assert as_editor.get("/accounts/notifications/").status_code == 200
    assert len(queries) == 5


# ---- choices


def test_each_kind_is_switched_off_on_the_desk_and_by_mail_apart(as_editor, editor):
    page = read(as_editor, "/accounts/notifications/choices/")
    (form,) = page.xpath("//form[.//table]")
    sent = {name: "on" for name in form.fields if name.endswith(("-desk", "-mail"))}
    assert len(sent) == 2 * len(NotificationKind)
    assert all(form.fields[name] for name in sent), "everything is on without a choice"
    del sent["changed-desk"], sent["changed-mail"], sent["due-desk"]
    assert as_editor.post("/accounts/notifications/choices/", sent | {"digest": "hourly"}).status_code == 302
    editor.refresh_from_db()
    assert editor.digest == "hourly"
    assert tell(editor, key="nothing") is None
    by_mail = tell(editor, key="mail", kind=NotificationKind.DUE)
    assert (by_mail.shown, by_mail.wants_mail) == (False, True)
    assert titles(read(as_editor, "/accounts/notifications/")) == []


def test_a_rhythm_that_is_none_is_refused(as_editor, editor):
    answer = as_editor.post("/accounts/notifications/choices/", {"digest": "always"})
    assert answer.status_code == 422
    assert not NotificationChoice.objects.exists()
    with pytest.raises(ValidationError):
        actions.choose_notifications(choices={"gossip": (True, True)}, digest="daily", by=editor)
    assert parse(answer) is not None


# ---- mails


def test_a_mail_has_counts_and_links_and_not_a_word_of_what_is_told(person, now):
    writer = factories.user("editor", f"{CANARY} Author")
    for n, kind in enumerate(NotificationKind):
        tell(person, f"{CANARY} {n}", key=f"{CANARY} key {n}", path=f"/desk/claims/{n}/", kind=kind, by=writer)
    assert actions.mail_digest(user_id=person.pk) == len(NotificationKind)
    (sent,) = mail.outbox
    whole = sent.message().as_string()
    assert "Sensitive" not in whole
    assert "Draft" not in whole
    assert sent.to == ["edda@newsroom.example"]
    assert sent.subject == "Attested: 10 notifications"
    assert "1 × Something assigned to me is due" in sent.body
    assert "http://127.0.0.1:8000/desk/claims/3/" in sent.body
    unsubscribe = sent.extra_headers["List-Unsubscribe"]
    assert unsubscribe == "<http://127.0.0.1:8000/accounts/notifications/choices/>"
    assert sent.content_subtype == "plain"


def test_a_mail_about_a_whole_day_of_work_has_nothing_of_the_claims(person, reviewer, editor2, now):
    """The canary goes through the real actions: whatever texts they write, mails have none of it."""
    from claims import actions as claim_actions

    reviewer.email = "rania@newsroom.example"
    reviewer.save()
    words_of = {"text": f"{CANARY}.", "quote": "", "conditions": CANARY}
    claim = factories.claim_in_review(by=person, **words_of)
    actions.follow(what=claim, by=editor2)
    claim_actions.assign_claim(claim=claim, to=person, due_on=NOON.date(), by=reviewer)
    claim_actions.send_back(claim=claim, by=reviewer, reasons=CANARY)
    claim_actions.submit(claim=claim, by=person)
    factories.approve(claim, rationale=CANARY)
    claim_actions.tell_of_due_work()
    for user in User.objects.exclude(email=""):
        actions.mail_digest(user_id=user.pk)
    assert len(mail.outbox) == 1 + Notification.objects.filter(user=reviewer, mailed_at__isnull=False).exists()
    for sent in mail.outbox:
        assert "Sensitive" not in sent.message().as_string()
        assert f"/desk/claims/{claim.pk}/" in sent.body


def test_the_same_is_mailed_once_and_no_more_often_than_the_rhythm(person, now):
    tell(person)
    assert actions.mail_digest(user_id=person.pk) == 1
    tell(person, key="b")
    now.time += timedelta(hours=3)
    assert actions.mail_digest(user_id=person.pk) == 0, "today's has gone"
    now.time += timedelta(hours=15)  # 06:30 of the next day
    assert actions.mail_digest(user_id=person.pk) == 1
    assert len(mail.outbox) == 2
    assert not Notification.objects.to_mail().exists()


def test_hourly_mails_come_once_an_hour(person, now):
    person.digest = "hourly"
    person.save()
    for minutes, number in ((0, 1), (10, 0), (30, 2)):
        tell(person, key=str(minutes))
        now.time += timedelta(minutes=minutes)
        assert actions.mail_digest(user_id=person.pk) == number
    assert len(mail.outbox) == 2


def test_who_wants_none_has_no_address_was_let_go_or_reads_only_gets_none(person, reader, editor2, now):
    reader.email = editor2.email = "x@newsroom.example"
    reader.save()
    editor2.digest = "never"
    editor2.save()
    nameless = factories.user("editor", "nameless")
    left = factories.user("editor", "left")
    left.email, left.is_active = "left@newsroom.example", False
    for one in (reader, editor2, nameless, left):
        tell(one)
    left.save()
    Notification.objects.create(user=left, kind="changed", text="x", path="/desk/", key="left")
    assert actions.people_to_mail() == [reader.pk]
    assert [actions.mail_digest(user_id=one.pk) for one in (reader, editor2, nameless, left)] == [0, 0, 0, 0]
    assert not mail.outbox


def test_what_was_read_is_not_mailed(person, now):
    tell(person)
    actions.mark_read(by=person)
    assert actions.people_to_mail() == []
    assert actions.mail_digest(user_id=person.pk) == 0


def test_a_mail_that_fails_is_sent_the_next_time(person, now, monkeypatch):
    tell(person)

    def fail(*_args):
        raise OSError("no route to the mail server")

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", fail)
        with pytest.raises(OSError, match="no route"):
            actions.mail_digest(user_id=person.pk)
    assert Notification.objects.to_mail().count() == 1
    assert actions.mail_digest(user_id=person.pk) == 1


def test_the_clock_asks_for_everybody_with_something_to_be_mailed(person, editor2, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.mail_digest, "delay", asked.append)
    tell(person)
    tell(editor2)
    tasks.mail_due_digests()
    assert asked == [person.pk]


def test_what_was_read_long_ago_is_deleted(editor):
    old = datetime.now(UTC) - timedelta(days=91)
    for key in ("read", "new", "unread", "mail"):
        tell(editor, key=key)
    Notification.objects.filter(key="read").update(read_at=old)
    Notification.objects.filter(key="new").update(read_at=old + timedelta(days=3))
    Notification.objects.filter(key="mail").update(shown=False, made_at=old)
    Notification.objects.filter(key="unread").update(made_at=old)
    assert actions.forget_old_notifications() == 2
    assert set(Notification.objects.values_list("key", flat=True)) == {"new", "unread"}
