"""The article this product was imagined from; it is not in the repository, so these skip where it is absent."""

from pathlib import Path

import pytest

from claims.suggest import Gazetteer, analyse, suggest
from tests.claims.suggest.conftest import Snapshot

ROOT = Path(__file__).resolve().parents[3]
ARTICLE = ROOT.parent / "shared" / "seeds" / "000_768a3bc313870637.txt"

pytestmark = pytest.mark.skipif(
    not ARTICLE.exists(), reason=f"the article {ARTICLE.name} is not beside the repository"
)


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.from_seeds(ROOT / "seeds")


@pytest.fixture(scope="module")
def text():
    return ARTICLE.read_text("utf-8")


@pytest.fixture(scope="module")
def analysis(text, gazetteer):
    return analyse(text, gazetteer=gazetteer)


@pytest.fixture(scope="module")
def proposals(text, gazetteer):
    return suggest(Snapshot(text), gazetteer=gazetteer)


@pytest.mark.parametrize(
    ("actor", "kind"),
    [
        ("steve-witkoff", "person"),
        ("vladimir-putin", "person"),
        ("yuri-ushakov", "person"),
        ("volodymyr-zelenskyy", "person"),
        ("donald-trump", "person"),
        ("trump-administration", "government"),
        ("kremlin", "government"),
        ("russia", "state"),
        ("ukraine", "state"),
        ("united-states", "state"),
        ("nato", "alliance"),
        ("russian-state-television", "media"),
    ],
)
def test_actor_with_kind(analysis, actor, kind):
    assert {name.kind for name in analysis.names if name.actor == actor} == {kind}


@pytest.mark.parametrize(
    ("actor", "words"),
    [("steve-witkoff", "special envoy"), ("yuri-ushakov", "foreign policy adviser"), ("vladimir-putin", "President")],
)
def test_office_from_the_text(analysis, actor, words):
    assert any(words in (name.office or "") for name in analysis.names if name.actor == actor)


def test_breather_is_a_verbatim_opinion_relayed_by_television(proposals):
    (found,) = [one for one in proposals if one.quote == "breather"]
    assert (found.kind, found.directness, found.speaker) == ("opinion", "verbatim", "yuri-ushakov")
    assert found.relayed_by == "russian-state-television"
    assert found.issue == "30-day-ceasefire"


def test_moscow_prefers_negotiations(proposals):
    (found,) = [one for one in proposals if one.text.startswith("Moscow prefers")]
    assert (found.kind, found.speaker, found.party, found.issue) == (
        "position",
        "yuri-ushakov",
        "russia",
        "lasting-settlement",
    )


@pytest.mark.parametrize(
    ("issue", "speaker"),
    [
        ("annexation-of-crimea", "yuri-ushakov"),
        ("troop-withdrawal", "yuri-ushakov"),
        ("nato-membership", "yuri-ushakov"),
        ("limits-on-ukrainian-military", "kremlin"),
        ("protection-of-russian-speakers", "kremlin"),
        ("elections-in-ukraine", "kremlin"),
    ],
)
def test_each_demand_is_a_position_of_its_own(proposals, issue, speaker):
    (found,) = [one for one in proposals if one.rule == "demand-list" and one.issue == issue]
    assert (found.kind, found.stance, found.speaker, found.party) == ("position", "demands", speaker, "russia")


def test_hope_of_ushakov(proposals):
    (found,) = [one for one in proposals if "hope" in one.text]
    assert (found.speaker, found.kind) == ("yuri-ushakov", "opinion")
    assert "united-states" in found.actors


def test_warning_of_trump_is_a_threat_to_russia(proposals):
    (found,) = [one for one in proposals if one.kind == "threat"]
    assert (found.speaker, found.addressee, found.issue) == ("donald-trump", "russia", "sanctions")


@pytest.mark.parametrize(
    ("actor", "stance", "rules"),
    [
        ("united-states", "proposes", {"relative-position"}),
        ("ukraine", "accepts", {"relative-position"}),
        ("russia", "rejects", {"preposed", "nominal-position"}),
    ],
)
def test_positions_on_the_ceasefire(proposals, actor, stance, rules):
    found = [one for one in proposals if one.issue == "30-day-ceasefire" and one.party == actor and one.stance]
    assert {(one.kind, one.stance) for one in found} == {("position", stance)}
    assert {one.rule for one in found} == rules


@pytest.mark.parametrize(
    ("issue", "actors"),
    [
        ("kursk", {"russian-forces"}),
        ("military-aid", {"united-states", "ukraine"}),
        ("30-day-ceasefire", {"steve-witkoff"}),
    ],
)
def test_factual_claims(proposals, issue, actors):
    (found,) = [one for one in proposals if one.rule == "narrated-fact" and one.issue == issue]
    assert (found.kind, found.speaker) == ("fact", None)
    assert actors <= set(found.actors)


@pytest.mark.parametrize(
    ("rule", "place", "phrase"),
    [
        ("narrated-fact", "moscow", None),
        ("appearance", None, None),
        ("event-in-passing", "saudi-arabia", None),
        ("dated-event", "kursk-region", "last summer"),
    ],
)
def test_events_with_honest_dates(proposals, rule, place, phrase):
    (found,) = [one for one in proposals if one.rule == rule and (one.place == place or rule == "appearance")][:1]
    assert found.kind == "fact"
    assert (found.happened_phrase or "").startswith(phrase or "")
    assert found.happened_edtf is None
    assert found.said_edtf is None


def test_dates_resolve_once_an_editor_sets_the_article_date(text, gazetteer):
    dated = suggest(Snapshot(text, published_edtf="2025-03-13"), gazetteer=gazetteer)
    assert [one.happened_edtf for one in dated if one.rule == "dated-event"] == ["2024-22"]


def test_every_proposal_is_in_the_article_character_for_character(text, proposals):
    assert all(one.exact == text[one.start : one.end] for one in proposals)


def test_nothing_is_dated_without_the_article_date(analysis):
    assert all(date.edtf is None for date in analysis.dates)
