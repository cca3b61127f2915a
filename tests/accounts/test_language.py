"""People are told in their language, whatever the language of the page was on which somebody did something."""

import pytest
from django.core import mail
from django.utils import translation

from accounts.actions import mail_digest, notify
from accounts.enums import NotificationKind
from accounts.models import Notification, User
from tests import factories
from tests.conftest import logged_in
from timeline.actions.telling import tell_of_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(editor):
    User.objects.filter(pk=editor.pk).update(language="uk", email="editor@example.org")
    editor.refresh_from_db()
    return editor


def tell(person, path="/desk/claims/1/"):
    notify(people=[person], kind=NotificationKind.ASSIGNED, text="Something", path=path, key="one", by=None)
    return Notification.objects.get(user=person)


def test_a_mail_is_in_the_persons_language(person):
    tell(person)
    assert mail_digest(user_id=person.pk) == 1
    (sent,) = mail.outbox
    assert sent.subject == "Attested: 1 сповіщення"
    assert "/uk/desk/claims/1/" in sent.body
    assert "/uk/accounts/notifications/choices/" in sent.extra_headers["List-Unsubscribe"]


def test_what_is_kept_has_no_language_and_leads_to_a_page_in_that_of_the_page(person):
    told = tell(person, "/ru/desk/claims/1/")
    assert told.path == "/desk/claims/1/"
    response = logged_in(person).get(f"/uk/accounts/notifications/{told.pk}/")
    assert response["Location"] == "/uk/desk/claims/1/"


def test_words_are_made_for_whoever_is_told(person):
    entry = factories.published(by=person)
    with translation.override("ru"):
        tell_of_publication(entry)
    told = Notification.objects.filter(user=person).latest("pk")
    assert told.text.startswith("Опубліковано як редакцію 1")


def test_a_person_chooses_a_language(person):
    client = logged_in(person)
    client.post("/uk/accounts/notifications/choices/", {"digest": "daily", "language": "ru"})
    person.refresh_from_db()
    assert person.language == "ru"
    client.post("/uk/accounts/notifications/choices/", {"digest": "daily", "language": "xx"})
    person.refresh_from_db()
    assert person.language == "ru"
