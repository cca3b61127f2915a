"""The gazetteer is kept while nobody changes what it is made of, and no longer."""

import psycopg
import pytest
from django.db import connection, transaction

from actors.models import Actor, ActorName, PlaceName
from claims.actions import merge_issues, unmerge_issues
from claims.actions.gazetteers import current_gazetteer, known
from claims.models import Issue
from tests import factories


def names(text):
    return [entry.slug for hit in current_gazetteer().find(text) for entry in hit.entries]


@pytest.mark.django_db
def test_it_is_built_once_and_asked_for_with_one_query(django_assert_num_queries):
    factories.actor("anna", "Anna Berg")
    first = current_gazetteer()
    with django_assert_num_queries(1):
        assert current_gazetteer() is first


@pytest.mark.django_db
def test_every_change_to_what_it_is_made_of_is_in_it():
    anna, harbor, issue = factories.actor("anna", "Anna Berg"), factories.place(), factories.issue()
    assert names("Anna Berg spoke") == ["anna"]
    ActorName.objects.create(actor=anna, text="Minister Bergova")
    assert names("Minister Bergova spoke") == ["anna"]
    Actor.objects.filter(pk=anna.pk).update(name="Hanna Berg")
    assert names("Hanna Berg spoke") == ["anna"]
    PlaceName.objects.create(place=harbor, text="Havnstad")
    assert names("in Havnstad") == [harbor.slug]
    Issue.objects.filter(pk=issue.pk).update(keywords=["herring quota"])
    assert names("the herring quota") == [issue.slug]
    ActorName.objects.filter(text="Minister Bergova").delete()
    assert names("Minister Bergova spoke") == []
    assert known().actors["anna"] == anna.pk


@pytest.mark.django_db
def test_a_cyrillic_name_that_an_editor_adds_is_found_in_all_cases():
    anna = factories.actor("anna", "Anna Berg")
    assert names("Зустріч з Ганною Гончар") == []
    ActorName.objects.create(actor=anna, text="Ганна Гончар")
    assert names("Зустріч з Ганною Гончар") == ["anna"]
    first = current_gazetteer()
    assert current_gazetteer() is first


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_is_not_in_it():
    anna = factories.actor("anna", "Anna Berg")
    with transaction.atomic():
        ActorName.objects.create(actor=anna, text="Minister Bergova")
        assert names("Minister Bergova spoke") == ["anna"]
        transaction.set_rollback(True)
    assert names("Minister Bergova spoke") == []


@pytest.mark.django_db(transaction=True)
def test_what_was_written_before_another_change_and_committed_after_it_is_in_it():
    anna = factories.actor("anna", "Anna Berg")
    parameters = {
        k: v
        for k, v in connection.get_connection_params().items()
        if k in {"dbname", "user", "password", "host", "port"}
    }
    with psycopg.connect(**parameters) as slow:
        slow.execute(
            "INSERT INTO actors_actorname (actor_id, text, language, script, kind, start_edtf, end_edtf, keys)"
            " VALUES (%s, 'Bergova', '', '', 'alias', '', '', '{}')",
            [anna.pk],
        )
        ActorName.objects.create(actor=anna, text="Bergska")
        assert names("Bergova and Bergska") == ["anna"]
        slow.commit()
    assert names("Bergova and Bergska") == ["anna", "anna"]


def test_the_phrases_of_a_merged_issue_lead_to_the_other_one(editor):
    kept, gone = factories.issue("ceasefire", "Ceasefire"), factories.issue("truce", "Truce")
    gone.keywords = ["silence of the guns"]
    gone.save()
    merge = merge_issues(gone=gone, kept=kept, reason="One matter.", by=editor)
    assert set(current_gazetteer().issues) == {"ceasefire"}
    found = current_gazetteer().find("They spoke of a silence of the guns.")
    assert {(entry.role, entry.slug) for hit in found for entry in hit.entries} == {("issue", "ceasefire")}
    unmerge_issues(merge=merge, reason="Two.", by=editor)
    assert set(current_gazetteer().issues) == {"ceasefire", "truce"}
