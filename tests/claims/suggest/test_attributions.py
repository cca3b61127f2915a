"""Each rule of attribution: one text in which it reads a statement, and one in which it must not."""

import pytest

RULES = [
    # rule, text, what it reads (source, cue, content); None where it must not
    ("preposed", "Berg said that the bridge was open.", ("Berg", "said", "that the bridge was open")),
    ("preposed", "Berg said on Monday the bridge was open.", ("Berg", "said", "the bridge was open")),
    ("preposed", "Anna Berg, a lawyer from Kelm, told Radio North that the bridge was open.",
     ("Anna Berg", "told", "that the bridge was open")),
    ("preposed", "Berg has never denied the report.", ("Berg", "has never denied", "the report")),
    ("preposed", "The said bridge was closed.", None),
    ("preposed", "The alliance's claims were many.", None),
    ("trailing", "“The bridge is open,” Berg said on Monday.", ("Berg", "said", "“The bridge is open,”")),
    ("trailing", "“We waited,” Berg said. “Nobody came.”", ("Berg", "said", "“We waited,” | “Nobody came.”")),
    ("trailing", "The bridge is open, Berg said.", ("Berg", "said", "The bridge is open")),
    ("trailing", "“Is the bridge open?” Berg asked.", ("Berg", "asked", "“Is the bridge open?”")),
    ("trailing", "“We waited!” Berg said, laughing. “Nobody came.”", ("Berg", "said", "“We waited!” | “Nobody came.”")),
    ("trailing", "“Is the bridge open?” Berg had a drink.", None),
    ("trailing", "The bridge, a plan announced on Monday, is open.", None),
    ("inverted", "Added Olaf Dahl, who saw it: “The bridge is open.”", ("Olaf Dahl", "Added", "“The bridge is open.”")),
    ("inverted", "Asked on Monday, “Is the bridge open,” he left.", None),
    ("inverted", "Some waited (“It is open,” said Dahl) and some left.", ("Dahl", "said", "“It is open,”")),
    ("preposed", "Olaf Dahl, host of “Morning Bridge,” said the toll was gone.", ("Olaf Dahl", "said", "the toll was gone")),
    ("inverted", "Olaf Dahl, host of “Morning Bridge,” said the toll was gone.", None),
    ("preposed", "Berg said — on the radio, it seems — that the bridge was open.",
     ("Berg", "said", "that the bridge was open")),
    ("preposed", "The meeting comes two days after Berg said that the bridge was open.",
     ("Berg", "said", "that the bridge was open")),
    ("preposed", "The engineers, like their rivals, say the bridge is open.",
     ("The engineers", "say", "the bridge is open")),
    ("preposed", "Berg urged the rest of the town to wait.", ("Berg", "urged", "the rest of the town to wait")),
    ("preposed", "Berg has warned Olaf Dahl of new tolls.", ("Berg", "has warned", "of new tolls")),
    ("preposed", "Berg said he was “quite sure” of the toll, which surprised the town.",
     ("Berg", "said", "he was “quite sure” of the toll")),
    ("preposed", "The vote came after the court ruled last July.", None),
    ("inverted", "“The bridge is open,” said Olaf Dahl, the envoy.", ("Olaf Dahl", "said", "“The bridge is open,”")),
    ("inverted", "The bridge will open, predicted Olaf Dahl.", ("Olaf Dahl", "predicted", "The bridge will open")),
    ("inverted", "Dahl, in a letter, said Berg was late.", None),
    ("participle", "Berg left the hall, saying the bridge was open.", ("Berg", "saying", "the bridge was open")),
    ("participle", "Berg sent out a letter on Monday saying the bridge was open.", ("Berg", "saying", "the bridge was open")),
    ("participle", "Berg began calling for a new bridge.", ("Berg", "calling for", "a new bridge")),
    ("participle", "Berg met people saying the bridge was open.", ("people", "saying", "the bridge was open")),
    ("participle", "The old saying is that bridges burn.", None),
    ("coordinated", "Berg said the road was safe and added that the bridge was open.",
     ("Berg", "added", "that the bridge was open")),
    ("coordinated", "Berg read the note and the map.", None),
    ("according-to", "According to Radio North, the bridge was open.",
     ("Radio North", "According to", "the bridge was open")),
    ("according-to", "The bridge was open, according to Radio North.",
     ("Radio North", "according to", "The bridge was open")),
    ("according-to", "They were seated according to rank, it seems.", None),
    ("as-clause", "As Berg noted, the bridge was open.", ("Berg", "noted", "the bridge was open")),
    ("as-clause", "As Berg left, the bridge was open.", None),
    ("asked", "Asked whether the bridge was open, Berg left.", ("", "Asked", "whether the bridge was open")),
    ("asked", "Berg asked whether the bridge was open.", None),
    ("passive", "The bridge plan was rejected by Berg.", ("Berg", "was rejected", "The bridge plan")),
    ("passive", "The bridge was rejected outright.", None),
    ("colon", "Anna Berg: “The bridge is open.”", ("Anna Berg", ":", "“The bridge is open.”")),
    ("colon", "There was one reason: “the bridge”.", None),
    ("block-quote", "Berg wrote:\n“The bridge is open.”", ("Berg", "wrote", "“The bridge is open.”")),
    ("block-quote", "Three things were needed:\n“The bridge is open.”", None),
    ("attitude-noun", "The mayor voiced deep concern about the old bridge on Monday.", ("The mayor", "voiced deep concern about", "the old bridge")),
    ("attitude-noun", "Berg's criticism of the toll grew louder.", ("Berg", "criticism of", "the toll")),
    ("attitude-noun", "There was little support for the toll.", None),
    ("attitude-noun", "There have been calls for a toll.", None),
    ("attitude-noun", "They walked in support of the toll.", None),
    ("attitude-noun", "Berg's views on the toll are known.", None),
    ("attitude-noun", "They call for a taxi.", None),
    ("attitude-adjective", "The mayor is confident that the bridge will hold.", ("The mayor", "is confident", "that the bridge will hold")),
    ("attitude-adjective", "It is clear that the bridge will hold.", None),
    ("in-view", "In her view, the bridge will hold.", ("her", "In her view", "the bridge will hold")),
    ("in-view", "In plain view, the bridge fell.", None),
    ("seeming", "The bridge is expected to open in May.", ("", "is expected", "The bridge | to open in May")),
    ("seeming", "The train expected to arrive first was late.", None),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "expected"), RULES)
def test_rule_reads_what_it_should_and_nothing_else(engine, rule, text, expected):
    found = engine.read(text, rule)
    assert found == ([expected] if expected else [])


WIRE = [
    ("Dahl, a former captain, and Berg’s deputy, said the road was safe.", "Dahl", "the road was safe"),
    ("The bridge is safe, Northlander and Southmarker engineers said late on Monday.", "Northlander and Southmarker engineers", "The bridge is safe"),
    ("The harbour will close unless the tolls are cut, Mayor Olaf Dahl warned late on Monday.", "Mayor Olaf Dahl", "The harbour will close unless the tolls are cut"),
    ("Northland wants the tolls to end, Mayor Olaf Dahl wrote on Friday.", "Mayor Olaf Dahl", "Northland wants the tolls to end"),
    ("Analysts doubt that the bridge will hold.", "Analysts", "that the bridge will hold"),
    ("People close to Dahl say the road is safe.", "People close to Dahl", "the road is safe"),
    ("About three in 10 said they would not pay.", "About three in 10", "they would not pay"),
    ("10:15 The mayor of Kelm, Anna Berg, said the road was safe.", "The mayor of Kelm", "the road was safe"),
    ("“It will hold,” she answers.", "she", "“It will hold,”"),
    ("There is no toll without a road, the text states.", "the text", "There is no toll without a road"),
    ("If the tolls stay, Dahl warned, the boats will leave.", "Dahl", "If the tolls stay | the boats will leave"),
    ("The radio quoted Berg as saying that the road was safe.", "Berg", "that the road was safe"),
    ("Dahl denied that Berg had attacked the toll and claimed that the road was safe.", "Dahl", "that the road was safe"),
    ("“It will hold,” said Berg, an engineer. “It has to,” which Dahl thinks is bold.", "Berg", "“It will hold,” | “It has to,”"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), WIRE)
def test_sentences_of_the_wires(engine, text, source, content):
    assert (source, content) in [(one[0], one[2]) for one in engine.read(text)]


def test_source_leaves_apposition_and_relative_clause_out(engine):
    text = "Olaf Dahl, who chairs the panel and once ran a bank, said the road was safe."
    assert engine.read(text, "preposed") == [("Olaf Dahl", "said", "the road was safe")]


def test_relative_pronoun_is_quoted_as_source_and_resolved_to_the_name_before_it(engine):
    text = "The report angered Anna Berg, who said the road was safe."
    (statement,) = engine.statements(text, "preposed")
    assert text[slice(*statement.source[0])] == "who"
    assert statement.speaker == "anna-berg"


def test_a_nested_statement_is_read_beside_the_outer_one(engine):
    text = "Berg said that Dahl had told reporters that the road was safe."
    assert [row[0] for row in engine.read(text)] == ["Berg", "Dahl"]


def test_rival_clause_ends_the_content(engine):
    text = "Berg said the road was safe, while Dahl said the bridge was closed."
    assert [row[2] for row in engine.read(text)] == ["the road was safe", "the bridge was closed"]


def test_lead_in_clause_ends_at_its_comma(engine):
    text = "While Berg said the road was safe, the army closed the bridge."
    assert engine.read(text, "preposed") == [("Berg", "said", "the road was safe")]


def test_nobody_has_accepted_what_is_only_imagined(engine):
    assert engine.read("If Southmark accepts the truce, the guns fall silent.") == []
    readings = engine.read("Berg said that Southmark was ready to accept the truce.")
    assert [row[1] for row in readings] == ["said"]


def test_title_of_a_programme_is_no_statement(engine):
    text = "On “Face the Morning,” Berg said the road was safe."
    assert engine.read(text) == [("Berg", "said", "the road was safe")]


def test_quotation_over_two_paragraphs_is_one_statement(engine):
    text = "“The road is safe,” Berg said. “We looked.\n\n“And we looked again.”"
    (reading,) = engine.read(text)
    assert reading[2] == "“The road is safe,” | “We looked. | “And we looked again.”"


class TestSpeakers:
    def test_pronoun_is_the_last_speaker(self, engine):
        text = "Olaf Dahl arrived at noon. Anna Berg said the road was safe. She said the bridge was open."
        assert [one.speaker for one in engine.statements(text, "preposed")] == ["anna-berg", "anna-berg"]

    def test_a_new_subject_takes_the_pronoun_over(self, engine):
        text = "Anna Berg said the road was safe. Olaf Dahl came home. He said the bridge was open."
        assert [one.speaker for one in engine.statements(text, "preposed")] == ["anna-berg", "olaf-dahl"]

    def test_description_is_whoever_holds_the_office(self, engine):
        text = "Special envoy Olaf Dahl arrived. Anna Berg waited. The envoy said the bridge was open."
        assert [one.speaker for one in engine.statements(text, "preposed")] == ["olaf-dahl"]

    def test_description_without_a_holder_stays_open(self, engine):
        (statement,) = engine.statements("The butcher said the bridge was open.", "preposed")
        assert statement.speaker is None

    def test_owner_is_not_the_speaker(self, engine):
        (statement,) = engine.statements("Berg's driver said the bridge was open.", "preposed")
        assert statement.speaker is None
        assert statement.acts_for == "anna-berg"

    def test_chain_of_acting_for_ends_at_the_state(self, engine):
        (statement,) = engine.statements("Anna Berg said the bridge was open.", "preposed")
        assert (statement.acts_for, statement.party) == ("palace", "northland")

    def test_apposition_names_the_speaker(self, engine):
        (statement,) = engine.statements("Its envoy, Olaf Dahl, said the bridge was open.", "preposed")
        assert statement.speaker == "olaf-dahl"

    def test_unnamed_official(self, engine):
        (statement,) = engine.statements("A Northlander official said the bridge was open.", "preposed")
        assert statement.directness == "anonymous_official"
        assert statement.acts_for == "northland"

    def test_outlet_that_relays(self, engine):
        (statement,) = engine.statements("Berg, speaking on Radio North, said the bridge was open.", "preposed")
        assert (statement.relayed_by, statement.directness) == ("radio-north", "relayed")

    def test_outlet_merely_named_in_the_content_relays_nothing(self, engine):
        (statement,) = engine.statements("Berg said the mast on Radio North was old.", "preposed")
        assert statement.relayed_by is None

    def test_addressee(self, engine):
        (statement,) = engine.statements("Berg warned Southmark that the bridge would close.", "preposed")
        assert statement.addressee == "southmark"

    def test_nobody_named_only_in_the_words_speaks_them(self, engine):
        text = "Anna Berg came late. The note had gone through Olaf Dahl, she said."
        assert [one.speaker for one in engine.statements(text, "trailing")] == ["anna-berg"]

    def test_of_two_persons_in_a_sentence_the_first_is_its_subject(self, engine):
        text = "Anna Berg met Olaf Dahl. She said the bridge was open."
        assert [one.speaker for one in engine.statements(text, "preposed")] == ["anna-berg"]


def test_wish_to_stay_unnamed_is_no_statement(engine):
    assert engine.read("A clerk who asked not to be named left early.") == []
