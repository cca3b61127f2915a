"""Writes that the history can explain."""

import pytest
from django.core.exceptions import PermissionDenied

from actors.models import Actor
from lib.attributed import attributed, require

pytestmark = pytest.mark.django_db


def test_row_versions_carry_who_and_why(editor):
    with attributed(editor, "added from a text"):
        actor = Actor.objects.create(slug="x", name="X", kind="person")
    assert actor.versions.get().pgh_context.metadata == {"user": editor.pk, "reason": "added from a text"}


def test_a_machine_has_no_user():
    with attributed(None, "suggested by rules 1"):
        actor = Actor.objects.create(slug="x", name="X", kind="person")
    assert actor.versions.get().pgh_context.metadata == {"user": None, "reason": "suggested by rules 1"}


def test_all_of_it_or_nothing(editor):
    def half_done():
        with attributed(editor, "half done"):
            Actor.objects.create(slug="x", name="X", kind="person")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    assert not Actor.objects.exists()


def test_the_permission_is_required(editor, reviewer):
    require(reviewer, "claims.review_claim")
    with pytest.raises(PermissionDenied, match="Your role does not allow this"):
        require(editor, "claims.review_claim")


def test_an_action_inside_another_gives_all_of_it_its_reason(editor):
    with attributed(editor, "accepted a suggestion"):
        first = Actor.objects.create(slug="x", name="X", kind="person")
        with attributed(editor, "wrote a claim"):
            second = Actor.objects.create(slug="y", name="Y", kind="person")
    contexts = {actor.versions.get().pgh_context for actor in (first, second)}
    assert [context.metadata["reason"] for context in contexts] == ["accepted a suggestion"]


def test_actions_one_after_the_other_have_reasons_of_their_own(editor):
    for reason in ("one", "two"):
        with attributed(editor, reason):
            Actor.objects.create(slug=reason, name=reason, kind="person")
    reasons = {actor.slug: actor.versions.get().pgh_context.metadata["reason"] for actor in Actor.objects.all()}
    assert reasons == {"one": "one", "two": "two"}
