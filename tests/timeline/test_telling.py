"""Who hears of a publication, and when: reviewers of urgent work with it, everybody else from a worker after it."""

from unittest import mock

import pytest
from django.contrib.auth.models import Permission

from accounts.actions import choose_notifications, follow
from accounts.models import Notification
from accounts.roles import Role
from tests import factories
from timeline import actions
from timeline.models import News, SearchTerm

pytestmark = pytest.mark.django_db


def told():
    return sorted(Notification.objects.values_list("user__username", "kind", "text"))


@pytest.fixture
def event(editor):
    """By the editor; somebody follows it, somebody else whom it names, and a third person both."""
    speaker, kyiv = factories.actor("ushakov", "Yuri Ushakov"), factories.actor("ukraine", "Ukraine")
    made = factories.event(claims=[factories.approved_claim()], by=editor, title="Talks", actors=[speaker])
    names = {"of-event": [made], "of-actor": [speaker], "of-both": [made, speaker], "of-others": [kyiv]}
    for name, things in names.items():
        for thing in things:
            follow(what=thing, by=factories.user(Role.EDITOR, name))
    Notification.objects.all().delete()
    return made


def test_authors_and_followers_hear_of_it_once_and_not_who_published_it(event, reviewer):
    follow(what=event, by=reviewer)
    actions.publish(event=event, by=reviewer)
    assert told() == []
    factories.follow_up()
    text = "Published as revision 1: Talks"
    expected = [
        ("editor", "published", text),
        ("of-actor", "changed", text),
        ("of-both", "changed", text),
        ("of-event", "changed", text),
    ]
    assert told() == expected
    News.objects.update(state="waiting")
    factories.follow_up()
    assert told() == expected


def test_what_was_published_is_told_and_not_what_was_written_since(event, reviewer, editor):
    actions.publish(event=event, by=reviewer)
    content = factories.event_content(title="CANARY", actors=[])
    actions.edit_event(event=event, content=content, version=event.version, by=editor)
    Notification.objects.all().delete()
    factories.follow_up()
    assert {text for _, _, text in told()} == {"Published as revision 1: Talks"}


def test_who_wants_no_word_of_it_hears_none(event, reviewer, editor):
    choose_notifications(choices={"published": (False, False)}, digest="daily", by=editor)
    actions.publish(event=event, by=reviewer)
    factories.follow_up()
    assert "editor" not in {name for name, _, _ in told()}


def test_a_worker_that_fails_tells_when_it_comes_back(event, reviewer):
    actions.publish(event=event, by=reviewer)
    with mock.patch("timeline.actions.news.learn_words", side_effect=OSError("no room")):
        factories.follow_up()
    assert told() == [], "what was told is taken back with the rest"
    factories.follow_up()
    assert len(told()) == 4


def test_reviewers_of_urgent_work_hear_of_it_with_it(event, editor, reviewer):
    editor.user_permissions.add(Permission.objects.get(codename="publish_alone"))
    actions.publish(event=event, by=type(editor).objects.get(pk=editor.pk), alone=True, urgency="Sirens.")
    text = "Published by one person alone, to be confirmed: Talks"
    assert told() == [("reviewer", "urgent", text)]
    actions.publish(event=event, by=reviewer)
    factories.follow_up()
    assert not Notification.objects.unread().filter(kind="urgent").exists()
    assert [kind for name, kind, _ in told() if name == "reviewer"] == ["urgent"]


def test_words_are_proposed_once_they_are_learned(event, reviewer):
    entry = actions.publish(event=event, by=reviewer)
    assert not SearchTerm.objects.exists()
    factories.follow_up()
    assert SearchTerm.objects.filter(text="talks").exists()
    learned = set(SearchTerm.objects.values_list("text", flat=True))
    actions.withdraw(event=entry.event, reason="It was not so.", by=reviewer)
    factories.follow_up()
    assert set(SearchTerm.objects.values_list("text", flat=True)) == learned
