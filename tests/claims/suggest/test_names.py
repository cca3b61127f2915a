"""Known names with their readings, and new names with kind and office."""

import pytest

from claims.suggest import Gazetteer


def mentions(engine, text):
    return [(name.text, name.kind, name.actor or name.place) for name in engine.analyse(text).names]


def test_longest_name_wins_and_words_are_whole(engine):
    assert mentions(engine, "Anna Berg left.") == [("Anna Berg", "person", "anna-berg")]
    assert mentions(engine, "The Bergs left.") == []


def test_short_capitals_need_their_capitals(engine):
    assert mentions(engine, "They gave us the US map.") == [("US", "state", "us")]


def test_metonym_is_a_place_behind_a_preposition_of_place(engine):
    assert mentions(engine, "Harborough wants a truce.") == [("Harborough", "government", "palace")]
    assert mentions(engine, "They met in Harborough.") == [("Harborough", "place", "harborough")]


def test_country_code_of_actors_places_and_demonyms(engine):
    names = engine.analyse("A Northlander ship left for the United States.").names
    assert [name.country for name in names] == ["NOR", "USA"]


def test_typographic_and_straight_apostrophes_are_one():
    rows = [{"slug": "d", "name": "Keeper’s Gate", "kind": "organisation"}]
    gazetteer = Gazetteer.from_rows(actors=rows)
    assert [hit.start for hit in gazetteer.find("At Keeper's Gate. At Keeper’s Gate.")] == [3, 21]


def test_cyrillic_names_and_combining_marks(engine):
    assert mentions(engine, "Розмова з Ковалем.") == [("Ковалем", "person", "ivan-koval")]
    # A combining mark behind the last letter makes it another word.
    assert mentions(engine, "Berg\u0301 left.") == []


OFFICES = [
    ("N.L. special envoy Olaf Dahl left.", "olaf-dahl", "N.L. special envoy"),
    ("President Mia Lund's defence adviser, Olaf Dahl, left.", "olaf-dahl", "President Mia Lund's defence adviser"),
    ("Olaf Dahl, the chief negotiator, left.", "olaf-dahl", "chief negotiator"),
    ("Olaf Dahl, the tallest of them, left.", "olaf-dahl", None),
    ("They wanted to replace President Olaf Dahl.", "olaf-dahl", "President"),
]


@pytest.mark.parametrize(("text", "actor", "office"), OFFICES)
def test_office_stands_before_or_behind_the_name(engine, text, actor, office):
    (name,) = [name for name in engine.analyse(text).names if name.actor == actor]
    assert name.office == office


NEW = [
    ("Mia Lund, a diplomat, left.", ("Mia Lund", "person")),
    ("The adviser, Mia Lund, left.", ("Mia Lund", "person")),
    ("It was sent to the Harvest Ministry today.", ("Harvest Ministry", "organisation")),
    ("It was printed in the Kelm Gazette today.", ("Kelm Gazette", "media")),
]


@pytest.mark.parametrize(("text", "expected"), NEW)
def test_new_name_with_its_kind(engine, text, expected):
    assert [(name.text, name.kind) for name in engine.analyse(text).names if name.actor is None] == [expected]


@pytest.mark.parametrize("text", ["Rain fell on Green Hill.", "On Monday Morning it rained.", "Yes. No. However."])
def test_capitals_alone_make_no_actor(engine, text):
    assert engine.analyse(text).names == ()


def test_new_speaker_is_proposed_with_the_statement(engine):
    (proposal,) = engine.suggest("Mia Lund, a diplomat, said the road was safe.")
    assert proposal.speaker is None
    assert proposal.speaker_name == "Mia Lund"
    assert [(name.text, name.kind, name.office) for name in proposal.new_actors] == [
        ("Mia Lund", "person", "diplomat")
    ]
