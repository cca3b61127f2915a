"""Who follows what: things of different kinds may have the same number."""

import pytest

from accounts import actions
from actors.models import Actor
from claims.models import Issue
from tests import factories

pytestmark = pytest.mark.django_db


def test_each_thing_has_its_own_followers(editor, reviewer, editor2):
    actor, issue, unknown = factories.actor(), factories.issue(), factories.actor("unknown", "Nobody follows")
    # Numbers that the other kind has as well: one is asked for together with the other.
    same_as_actor = Issue.objects.create(
        pk=10_000_000 + actor.pk, slug="same", name="Same", conflict=factories.conflict()
    )
    Actor.objects.create(pk=same_as_actor.pk, slug="twin", name="Twin")
    twin = Actor.objects.get(slug="twin")
    for what, by in ((actor, editor), (issue, editor2), (same_as_actor, reviewer), (twin, editor2)):
        actions.follow(what=what, by=by)
    actions.follow(what=actor, by=reviewer)
    found = actions.who_follows(actor, issue, same_as_actor, unknown)
    assert found[actor] == sorted([editor, reviewer], key=lambda person: person.pk)
    assert (found[issue], found[same_as_actor], found[unknown]) == ([editor2], [reviewer], [])
    reviewer.is_active = False
    reviewer.save()
    assert actions.who_follows(actor, same_as_actor) == {actor: [editor]}
