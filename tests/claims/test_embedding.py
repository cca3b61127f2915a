"""Claims found by meaning, where a newsroom has an embedder and PostgreSQL has pgvector."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.models import Claim
from claims.similar import embedding, rarity, similar_claims
from tests.claims.test_similar import recorded

pytestmark = pytest.mark.django_db

# Nothing but small words, by which no claim is found.
SMALL = "They have been there and so they are."
HASHING = "tests.claims.hashing_embedder.embed"


@pytest.fixture(autouse=True)
def nothing_kept():
    rarity.forget()
    yield
    rarity.forget()


def found(text):
    return [match.claim for match in similar_claims(text=text)]


def test_off_unless_it_is_asked_for(settings):
    assert settings.ATTESTED_EMBEDDER == ""
    with pytest.raises(CommandError, match="ATTESTED_EMBEDDER is not set"):
        call_command("embed_claims")


def test_a_claim_without_a_common_term_is_found_by_its_vector(settings):
    mine = recorded(SMALL)
    recorded("Drones killed 12 people in Kharkiv overnight.")
    assert found(SMALL) == []
    settings.ATTESTED_EMBEDDER = HASHING
    assert found(SMALL) == []  # switched on, but nothing is embedded yet
    call_command("embed_claims")
    (match,) = similar_claims(text=SMALL)
    assert match.claim == mine
    assert "near in meaning" in match.reasons
    assert found("Parliament debates fisheries") == []


def test_only_changed_claims_are_embedded_again(settings):
    mine = recorded(SMALL)
    recorded("Grain prices fell.")
    settings.ATTESTED_EMBEDDER = HASHING
    assert [embedding.embed_claims(), embedding.embed_claims()] == [2, 0]
    Claim.objects.filter(pk=mine.pk).update(text="So be it.")
    assert embedding.embed_claims() == 1
    assert found("So be it") == [mine]


def test_another_embedder_writes_all_anew(settings):
    mine = recorded(SMALL)
    settings.ATTESTED_EMBEDDER = HASHING
    embedding.embed_claims()
    settings.ATTESTED_EMBEDDER = f"{HASHING}_shortly"
    assert found(SMALL) == []
    assert embedding.embed_claims() == 1
    assert embedding.dimension_stored() == 8
    assert found(SMALL) == [mine]


def test_the_desk_does_without_an_embedder_that_fails(settings):
    mine = recorded("Grain prices fell.")
    settings.ATTESTED_EMBEDDER = "tests.claims.hashing_embedder.fail"
    assert found("The fall of grain prices") == [mine]


def test_what_is_missing_is_said(settings, monkeypatch):
    settings.ATTESTED_EMBEDDER = "tests.claims.nowhere.embed"
    with pytest.raises(CommandError, match="nowhere"):
        call_command("embed_claims")
    settings.ATTESTED_EMBEDDER = HASHING
    monkeypatch.setattr(embedding, "_AVAILABLE", "SELECT false")
    with pytest.raises(CommandError, match="has no pgvector"):
        call_command("embed_claims")
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('claims_claimvector') IS NULL")
        assert cursor.fetchone()[0]
