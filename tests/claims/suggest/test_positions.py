"""Positions without a verb of saying, lists of demands, and what the article tells in its own voice."""


def test_relative_clause_gives_one_position_for_each_actor(engine):
    text = "Envoys met over a plan for a winter truce, which Northland has put forward and Southmark has already accepted."
    found = engine.statements(text, "relative-position")
    assert [(one.speaker, one.stance, one.issue) for one in found] == [
        ("northland", "proposes", "winter-truce"),
        ("southmark", "accepts", "winter-truce"),
    ]
    assert found[1].text == "Southmark has already accepted a plan for a winter truce."


def test_relative_clause_with_an_object_of_its_own_is_none(engine):
    assert engine.statements("They built a bridge, which Northland has painted red.", "relative-position") == []


def test_noun_of_refusal_by_an_agent(engine):
    (one,) = engine.statements("The refusal of the truce by Northland surprised many.", "nominal-position")
    assert (one.speaker, one.stance, one.issue) == ("northland", "rejects", "truce")
    assert one.text == "Northland rejects the truce."


def test_noun_of_support_with_its_owner(engine):
    (one,) = engine.statements("Anna Berg has been loud in her support for a truce.", "nominal-position")
    assert (one.speaker, one.stance, one.text) == ("anna-berg", "accepts", "Anna Berg supports a truce.")


def test_noun_without_an_owner_is_no_position(engine):
    assert engine.statements("Support for a truce was thin.", "nominal-position") == []


def test_position_inside_reported_words_sharpens_the_statement(engine):
    (one,) = engine.statements("Dahl emphasized Southmark's preference for a winter truce.")
    assert (one.speaker, one.kind, one.stance) == ("olaf-dahl", "position", "proposes")
    assert one.text == "Southmark prefers a winter truce."


def test_demands_come_one_by_one(engine):
    text = (
        "Dahl repeated Southmark's demands, including Northland's retreat from the border crossing,"
        " the end of tolls, and a promise never to send trawlers."
    )
    found = engine.statements(text, "demand-list")
    assert [one.issue for one in found] == ["border", "tolls", "fishing"]
    assert {(one.speaker, one.kind, one.stance) for one in found} == {("olaf-dahl", "position", "demands")}
    assert found[1].text == "Southmark demands the end of tolls."
    assert [text[slice(*one.content[0])] for one in found][2] == "a promise never to send trawlers"


def test_demands_behind_a_verb_of_demanding(engine):
    text = "Southmark is also pushing for limits on tolls, free fishing, and a truce."
    found = engine.statements(text, "demand-list")
    assert [(one.speaker, one.issue) for one in found] == [
        ("southmark", "tolls"),
        ("southmark", "fishing"),
        ("southmark", "truce"),
    ]


def test_demands_as_that_clauses(engine):
    text = "Southmark has long demanded that tolls end, that trawlers leave, and that the border be moved."
    assert [one.issue for one in engine.statements(text, "demand-list")] == ["tolls", "fishing", "border"]


def test_one_demand_is_not_split(engine):
    text = "Southmark is pushing for a truce at sea and on land."
    assert engine.statements(text, "demand-list") == []


def test_narrated_sentence_with_an_actor_is_a_fact(engine):
    (one,) = engine.statements("Southmarker troops captured the bridge in Kelm Valley.", "narrated-fact")
    assert (one.kind, one.speaker, one.place) == ("fact", None, "kelm-valley")
    assert one.actors == ("southmark-army",)


def test_narrated_sentence_without_an_actor_or_event_is_none(engine):
    assert engine.statements("The weather in the valley was mild and dry.", "narrated-fact") == []
    assert engine.statements("Nobody captured the bridge over the river.", "narrated-fact") == []


def test_place_line_is_no_part_of_the_fact(engine):
    text = "HARBOROUGH (Wire) — Northland sent two ships to the bridge."
    (one,) = engine.statements(text, "narrated-fact")
    assert one.text == "Northland sent two ships to the bridge."


def test_event_in_passing_keeps_its_own_place(engine):
    text = "Northland resumed the ferry following peace talks in Kelm Valley."
    (fact,) = engine.statements(text, "narrated-fact")
    (event,) = engine.statements(text, "event-in-passing")
    assert fact.place is None
    assert (event.place, event.text) == ("kelm-valley", "Peace talks took place in Kelm Valley.")


def test_event_in_passing_needs_an_event(engine):
    assert engine.statements("Northland resumed the ferry following rain in Kelm Valley.", "event-in-passing") == []


def test_dated_event_waits_for_the_date_of_the_article(engine):
    text = "The army held land lost during last summer's Northlander offensive in Kelm Valley."
    (undated,) = engine.statements(text, "dated-event")
    assert (undated.happened.phrase, undated.happened.edtf) == ("last summer's", None)
    (dated,) = engine.statements(text, "dated-event", date="2025-03-13")
    assert dated.happened.edtf == "2024-22"
    assert dated.text == "A Northlander offensive took place in Kelm Valley last summer."


def test_appearance_in_the_media(engine):
    (one,) = engine.statements("Olaf Dahl, speaking on Radio North, called the truce a trap.", "appearance")
    assert one.text == "Olaf Dahl spoke on Radio North."
    assert engine.statements("Olaf Dahl, speaking on Monday, called the truce a trap.", "appearance") == []
