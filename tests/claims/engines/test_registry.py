"""Engines are found by entry points and settings; one that cannot be loaded is a problem and no more."""

import sys
from types import ModuleType

import pytest

from claims.engines.protocol import Suggested, Tariff
from claims.engines.registry import engine, engines
from claims.suggest import suggest
from tests.claims.engines.conftest import found, read

PLUG_IN = "newsroom_plug_in"


class PlugIn:
    """A stranger's engine: the rules' suggestions of facts, all with its own name."""

    name, version, tariff, about = "mine", "3", Tariff(), "for tests"

    def __init__(self, depth=1):
        self.depth = depth

    def suggest(self, snapshot, *, gazetteer, meter):
        return Suggested(suggest(snapshot, gazetteer=gazetteer)[: self.depth], {"too_dull": 2})


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package on the path that offers engines."""
    module = ModuleType(PLUG_IN)
    monkeypatch.setitem(sys.modules, PLUG_IN, module)

    def install(**offered):
        folder = tmp_path / "newsroom_plug_in-1.0.dist-info"
        folder.mkdir()
        lines = [f"{name} = {PLUG_IN}:{name}" for name in offered]
        (folder / "entry_points.txt").write_text("[attested.suggesters]\n" + "\n".join(lines) + "\n")
        (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: newsroom-plug-in\nVersion: 1.0\n")
        for name, made in offered.items():
            setattr(module, name, made)
        monkeypatch.syspath_prepend(str(tmp_path))

    return install


@pytest.fixture(autouse=True)
def _load_anew():
    from claims.engines import registry

    registry._engines.cache_clear()
    yield
    registry._engines.cache_clear()


@pytest.mark.django_db
def test_an_installed_engine_reads_beside_the_rules(installed, settings, capture):
    installed(mine=PlugIn)
    settings.ATTESTED_SUGGESTERS = ["rules", "mine"]
    settings.ATTESTED_SUGGESTER_OPTIONS = {"mine": {"depth": 2}}
    runs = read(capture)
    assert runs["mine"].dropped == {"too_dull": 2}
    assert runs["mine"].engine_version == "3"
    assert len(found(capture, "mine")) == runs["mine"].made == 2
    assert found(capture, "rules")


def named(name, version="1"):
    return type("Other", (PlugIn,), {"name": name, "version": version})


@pytest.mark.parametrize(
    ("offered", "options", "problem"),
    [
        (named("other"), {}, "calls itself 'other'"),
        (named("mine", "x" * 21), {}, "1 to 20 characters"),
        (named("mine", ""), {}, "1 to 20 characters"),
        (PlugIn, {"colour": "red"}, "unexpected keyword"),
        (type("Half", (), {"name": "mine", "version": "1"}), {}, "has no 'tariff'"),
        (7, {}, "not callable"),
    ],
)
def test_what_is_no_engine_is_a_problem(installed, settings, offered, options, problem):
    installed(mine=offered)
    settings.ATTESTED_SUGGESTERS = ["rules", "mine"]
    settings.ATTESTED_SUGGESTER_OPTIONS = {"mine": options}
    assert set(engines().loaded) == {"rules"}
    assert problem in engines().problems["mine"]


def test_nobody_takes_the_place_of_the_rules(installed, settings):
    installed(rules=PlugIn)
    settings.ATTESTED_SUGGESTERS = ["rules"]
    assert engine("rules").about == "ships with Attested"


@pytest.mark.parametrize("name", ["", "../x", "A b", "x" * 41])
def test_a_name_is_a_name(settings, name):
    settings.ATTESTED_SUGGESTERS = [name]
    assert "no name of an engine" in engines().problems[name]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"url": ""}, "ATTESTED_LLM_URL names no address"),
        ({"url": "ftp://x/v1"}, "ATTESTED_LLM_URL has to begin"),
        ({"url": "http://user:secret@x/v1"}, "ATTESTED_LLM_URL holds a password"),
        ({"url": "http://x:99999/v1"}, "ATTESTED_LLM_URL"),
        ({"model": ""}, "ATTESTED_LLM_MODEL"),
        ({"key": "two words"}, "ATTESTED_LLM_KEY"),
        ({"key": "a\nb"}, "ATTESTED_LLM_KEY"),
        ({"timeout": 900.0}, "ATTESTED_LLM_TIMEOUT"),
        ({"timeout": 0.0}, "ATTESTED_LLM_TIMEOUT"),
        ({"max_tokens": 0}, "ATTESTED_LLM_MAX_TOKENS"),
        ({"price_in": "cheap"}, "ATTESTED_LLM_PRICE_IN"),
        ({"price_out": "-1"}, "ATTESTED_LLM_PRICE_OUT"),
        ({"budget": "NaN"}, "ATTESTED_LLM_BUDGET_PER_DAY"),
        ({"extra": {"tools": []}}, "ATTESTED_LLM_EXTRA may not change tools"),
        ({"extra": {"messages": [], "stream": True}}, "messages, stream"),
        ({"budget": "Infinity"}, "ATTESTED_LLM_BUDGET_PER_DAY"),
    ],
)
def test_a_setting_that_cannot_be_is_named(switch_on, options, problem):
    switch_on("llm", **options)
    assert problem in engines().problems["llm"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["mine"])
def test_an_engine_that_raises_fails_its_own_run(installed, settings, capture, name):
    def broken(self, snapshot, *, gazetteer, meter):
        raise KeyError("a mistake of the plug-in")

    installed(mine=type("Broken", (PlugIn,), {"suggest": broken}))
    settings.ATTESTED_SUGGESTERS = ["mine", "rules"]
    settings.ATTESTED_SUGGESTER_OPTIONS = {}
    for _ in range(3):
        runs = read(capture)
    assert (runs["rules"].state, runs["mine"].state) == ("done", "failed")
    assert "a mistake of the plug-in" in runs["mine"].error


@pytest.mark.django_db
def test_an_engine_that_has_been_switched_off_says_so(switch_on, settings, capture):
    from claims import actions

    switch_on("llm")
    run = actions.request_suggestions(snapshot=capture)
    settings.ATTESTED_SUGGESTERS = ["rules"]
    assert actions.make_suggestions(run_id=run.pk) is False
    run.refresh_from_db()
    assert (run.state, run.cause) == ("failed", "switched_off")
