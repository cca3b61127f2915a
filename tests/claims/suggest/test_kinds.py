"""Kind, issue, stance, negation and hedging of a statement."""

import pytest

KINDS = [
    ("Berg said the road was flooded.", "fact", None, None),
    ("Berg rejected the truce.", "position", "truce", "rejects"),
    ("Berg did not reject the truce.", "position", "truce", None),
    ("Berg accepted the winter truce.", "position", "winter-truce", "accepts"),
    ("Berg accepted the truce on condition that tolls end.", "position", "truce", "accepts_with_conditions"),
    ("Berg proposed a winter truce.", "position", "winter-truce", "proposes"),
    ("Berg demanded a truce.", "position", "truce", "demands"),
    ("Berg called for a truce.", "position", "truce", "demands"),
    ("Berg said a truce was unacceptable.", "position", "truce", "rejects"),
    ("Berg said Northland must have a truce.", "position", "truce", "demands"),
    ("Berg promised to repair the road.", "commitment", None, None),
    ("“We will repair the road,” Berg said.", "commitment", None, None),
    ("Berg threatened to close the road.", "threat", None, None),
    ("Berg warned Southmark of grave consequences.", "threat", None, None),
    ("Berg warned that rain would come.", "prediction", None, None),
    ("Berg predicted that rain would come.", "prediction", None, None),
    ("Berg called the road a disgrace.", "opinion", None, None),
    ("Berg believes the road was flooded.", "opinion", None, None),
    ("“The road is a disaster,” Berg said.", "opinion", None, None),
]


@pytest.mark.parametrize(("text", "kind", "issue", "stance"), KINDS)
def test_kind_issue_and_stance(engine, text, kind, issue, stance):
    (statement,) = [one for one in engine.statements(text) if one.cue]
    assert (statement.kind, statement.stance) == (kind, stance)
    if issue:
        assert statement.issue == issue


def test_anaphor_takes_the_issue_named_before(engine):
    text = "Northland drew up a winter truce. Dahl rejected the idea."
    (statement,) = engine.statements(text, "preposed")
    assert (statement.issue, statement.stance) == ("winter-truce", "rejects")


def test_without_an_earlier_issue_an_anaphor_stays_open(engine):
    (statement,) = engine.statements("Dahl rejected the idea.", "preposed")
    assert statement.issue is None


def test_issue_words_are_matched_whole(engine):
    (statement,) = engine.statements("Dahl rejected the trucer.", "preposed")
    assert statement.issue is None


def test_negation_and_hedge_are_kept(engine):
    (statement,) = engine.statements("Berg said the road might not open.", "preposed")
    assert statement.negated
    assert statement.hedged
    (plain,) = engine.statements("Berg said the road is open.", "preposed")
    assert not plain.negated
    assert not plain.hedged


class TestWording:
    def test_reported_clause_stands_by_itself(self, engine):
        assert engine.statements("Berg said that the road was safe.")[0].text == "The road was safe."

    def test_pronoun_makes_the_speaker_explicit(self, engine):
        assert engine.statements("Berg said she had seen it.")[0].text == "Anna Berg said that she had seen it."

    def test_first_person_quotation_keeps_its_speaker(self, engine):
        assert engine.statements("“We saw it,” Berg said.")[0].text == "Anna Berg said: “We saw it”"

    def test_participle_becomes_a_finite_verb(self, engine):
        text = "Berg left, warning Southmark of grave consequences."
        assert engine.statements(text, "participle")[0].text == "Anna Berg warned Southmark of grave consequences."


class TestNothingReadsAsSaidThatWasNot:
    def test_unconfirmed(self, engine):
        (one,) = engine.statements("Dahl did not confirm that the army was surrounded.")
        assert (one.kind, one.negated) == ("fact", True)
        assert one.text == "Olaf Dahl did not confirm that the army was surrounded."

    def test_left_open(self, engine):
        (one,) = engine.statements("Dahl did not say whether Northland would accept the truce.")
        assert (one.kind, one.stance) == ("fact", None)
        assert one.text == "Olaf Dahl did not say whether Northland would accept the truce."

    def test_denied(self, engine):
        (one,) = engine.statements("Dahl denied that the army was surrounded.")
        assert one.text == "Olaf Dahl denied that the army was surrounded."

    def test_by_nobody(self, engine):
        (one,) = engine.statements("No party has demanded a truce.")
        assert (one.stance, one.negated) == (None, True)

    def test_only_possible(self, engine):
        assert [one for one in engine.statements("Northland would accept the truce.") if one.stance] == []
        (refusal,) = engine.statements("Northland will never accept the truce.")
        assert refusal.stance == "rejects"
