"""What PostgreSQL refuses of the gazetteers, whoever writes it."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction

from actors.models import Actor, ActorName, Office, Place, PlaceName
from tests import factories

pytestmark = pytest.mark.django_db


@contextmanager
def refused(constraint):
    """The database refuses the block by the constraint of this name."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        yield


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("actors_actor_country_is_alpha_3", {"country": "UA"}),
        ("actors_actor_country_is_alpha_3", {"country": "ukr"}),
        ("actors_actor_wikidata_is_an_item", {"wikidata": "P31"}),
        ("actors_actor_wikidata_is_an_item", {"wikidata": "Q0"}),
    ],
)
def test_an_actor_with_wrong_codes(constraint, columns):
    with refused(constraint):
        Actor.objects.create(slug="x", name="X", kind="state", **columns)


def test_a_wikidata_item_is_one_actor():
    Actor.objects.create(slug="x", name="X", kind="state", wikidata="Q159")
    Actor.objects.create(slug="none", name="None", kind="state")
    Actor.objects.create(slug="neither", name="Neither", kind="state")
    with refused("actors_actor_wikidata_is_used_once"):
        Actor.objects.create(slug="y", name="Y", kind="state", wikidata="Q159")


def test_nobody_acts_for_themselves():
    actor = factories.actor()
    with refused("actors_actor_does_not_act_for_itself"):
        Actor.objects.filter(pk=actor.pk).update(acts_for=actor)


def test_an_office_does_not_end_before_it_starts():
    with refused("actors_office_ends_after_it_starts"):
        Office.objects.create(actor=factories.actor(), title="Envoy", start_edtf="2025-03", end_edtf="2025-02")


@pytest.mark.parametrize("point", [(91, 0), (0, 181), (50, None), (None, 30)])
def test_a_place_is_on_earth(point):
    with refused("actors_place_point_is_on_earth"):
        Place.objects.create(slug="x", name="X", precision="exact", latitude=point[0], longitude=point[1])


def test_names_and_offices_are_listed_once():
    actor, place = factories.actor(office="Adviser"), factories.place()
    ActorName.objects.create(actor=actor, text="Ushakov", kind="short")
    PlaceName.objects.create(place=place, text="Москва")
    with refused("actors_actorname_is_listed_once"):
        ActorName.objects.create(actor=actor, text="Ushakov", kind="short")
    with refused("actors_placename_is_listed_once"):
        PlaceName.objects.create(place=place, text="Москва")
    with refused("actors_office_is_listed_once"):
        Office.objects.create(actor=actor, title="Adviser")


@pytest.mark.parametrize(
    ("precision", "code"),
    [("exact", 1), ("near", 2), ("admin2", 3), ("admin1", 4), ("country", 6), ("unknown", None)],
)
def test_precisions_have_their_ucdp_codes(precision, code):
    assert Place.Precision(precision).where_prec == code
