"""Adding actors from names that texts use."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actors.actions import add_actor
from actors.models import Actor, ActorName, Office
from actors.resolving import meant, resolve
from tests import factories

pytestmark = pytest.mark.django_db


def add(by, name="Keith Kellogg", kind="person", **more):
    return add_actor(name=name, kind=kind, by=by, **more)


def test_an_actor_comes_with_kind_and_office(editor):
    state = factories.actor("united-states", "United States", kind="state")
    actor = add(editor, "  Keith   Kellogg ", office=" Special envoy ", acts_for=state)
    office = Office.objects.get(actor=actor)
    assert (actor.name, actor.slug, actor.kind, actor.acts_for) == ("Keith Kellogg", "keith-kellogg", "person", state)
    assert (office.title, office.organisation) == ("Special envoy", state)


def test_the_history_says_who_added_it_and_from_where(editor):
    actor = add(editor, office="Special envoy")
    contexts = [actor.versions.get().pgh_context, actor.offices.get().versions.get().pgh_context]
    assert [context.metadata for context in contexts] == [{"user": editor.pk, "reason": "added from a text"}] * 2


@pytest.mark.parametrize("again", ["Keith Kellogg", "keith  kellogg", "Keith-Kellogg"])
def test_an_actor_is_added_once(editor, again):
    add(editor)
    with pytest.raises(ValidationError) as caught:
        add(editor, again)
    assert "already an actor" in caught.value.message_dict["name"][0]
    assert Actor.objects.count() == 1


def test_names_in_other_scripts_get_addresses_of_their_own(editor):
    names = ["Дмитро Кулеба", "Сергей Лавров", "王毅", "Володимир Z", "Олена Z"]
    actors = [add(editor, name) for name in names]
    assert [actor.name for actor in actors] == names
    assert len({actor.slug for actor in actors}) == len(names)
    with pytest.raises(ValidationError):
        add(editor, "дмитро кулеба")


def test_an_address_is_free_after_another_actor_has_gone(editor):
    first = add(editor, "Дмитро Кулеба")
    add(editor, "Сергей Лавров")
    first.offices.all().delete()
    first.delete()
    assert add(editor, "Андрій Єрмак").slug not in set(
        Actor.objects.exclude(name="Андрій Єрмак").values_list("slug", flat=True)
    )


def test_a_person_is_known_by_the_surname_too_where_nobody_else_is(editor):
    """Texts give the whole name once, and then the surname."""
    kellogg = add(editor, "Keith Kellogg")
    kuleba = add(editor, "Дмитро Кулеба")
    names = {name.actor: (name.text, name.kind, name.script) for name in ActorName.objects.all()}
    assert names == {kellogg: ("Kellogg", "short", "Latn"), kuleba: ("Кулеба", "short", "Cyrl")}
    assert [match.actor for match in meant(resolve("Kellogg"))] == [kellogg]
    add(editor, "Anna Kellogg")
    add(editor, "Pelé")
    add(editor, "Northern Front", kind="armed_force")
    assert ActorName.objects.count() == 2


def test_a_name_may_be_as_long_as_its_field(editor):
    body = "International Commission on the Supervision of Ceasefires and Related Humanitarian Arrangements"
    actor = add(editor, f"{body} {'x' * (199 - len(body))}", kind="organisation")
    assert len(actor.name) == 200
    assert len(actor.slug) <= 80


@pytest.mark.parametrize(
    ("name", "kind", "field"), [("   ", "person", "name"), ("Somebody", "robot", "kind"), ("Somebody", "", "kind")]
)
def test_what_is_wrong_is_named(editor, name, kind, field):
    with pytest.raises(ValidationError) as caught:
        add(editor, name, kind)
    assert list(caught.value.message_dict) == [field]
    assert not Actor.objects.exists()


def test_a_reader_adds_nobody(reader):
    with pytest.raises(PermissionDenied):
        add(reader)
    assert not Actor.objects.exists()


def test_principals_go_up_to_the_state_and_end_in_a_circle():
    state = factories.actor("russia", kind="state")
    kremlin = factories.actor("kremlin", kind="government", acts_for=state)
    adviser = factories.actor("ushakov", acts_for=kremlin)
    assert adviser.principals == [kremlin, state]
    state.acts_for = adviser
    state.save()
    assert Actor.objects.get(slug="ushakov").principals == [kremlin, state, adviser]
