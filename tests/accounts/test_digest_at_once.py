"""Two workers with the same digest: one mail, and nobody waits."""

import pytest
from django.core import mail

from accounts import actions
from accounts.enums import NotificationKind
from accounts.models import Notification
from tests import factories
from tests.claims.test_actions_at_once import Held

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_workers_send_one_mail():
    person = factories.user()
    person.email, person.digest = "edda@newsroom.example", "hourly"
    person.save()
    kind = NotificationKind.CHANGED
    actions.notify(people=[person], kind=kind, text="x", path="/desk/", key="a", by=None)
    first = Held(lambda: actions.mail_digest(user_id=person.pk))
    second, waited = first.meanwhile(lambda: actions.mail_digest(user_id=person.pk))
    assert (first.outcome, second, waited) == (1, 0, False)
    assert len(mail.outbox) == 1
    assert not Notification.objects.to_mail().exists()
