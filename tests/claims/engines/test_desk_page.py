"""The desk's page of engines, and what an article says of engines that are not done."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from claims import actions
from claims.models import EngineCall, Suggestion, SuggestionRun
from tests import factories
from tests.claims.engines.conftest import ARTICLE, found, read, runs_of
from tests.claims.engines.model_server import Http, ModelServer, statement, statements
from tests.pages import words

pytestmark = pytest.mark.django_db

PORT = "The port was closed for 3 days last week."


def shown(client, engine):
    """The line of an engine: all its words, and its facts by name."""
    page = html.fromstring(client.get("/desk/engines/").content)
    line = page.get_element_by_id(f"engine-{engine}")
    return words(line), {words(row.find("dt")): words(row.find("dd")) for row in line.xpath(".//dl/div")}


def test_the_rules_alone(as_editor, capture, settings):
    settings.ATTESTED_SUGGESTERS = ["rules"]
    read(capture)
    line, facts = shown(as_editor, "rules")
    assert "on" in line
    assert facts["Readings"] == "0 waiting, 0 failed"
    assert set(facts) == {"Readings", "Suggestions"}


def test_what_was_found_dropped_and_paid(as_editor, switch_on, capture, editor):
    with ModelServer() as server:
        switch_on("rules", "llm", url=server.url, price_in="2", price_out="10", budget="5")
        server.answers = [
            statements(
                statement(PORT),
                statement("Talks go on.", kind="opinion"),
                statement("Never said by anybody"),
                statement("Nor was this ever"),
                statement(PORT, kind="opinion", issue="fish"),
            )
        ]
        read(capture)
        read(factories.article(ARTICLE))
    actions.accept_suggestion(suggestion=found(capture)[0], by=editor, conflict=factories.conflict())
    EngineCall.objects.create(
        engine="llm", engine_version="0", snapshot=capture, key="y", cost=Decimal("0.5"), outcome="answered",
        at=timezone.now() - timedelta(days=2),
    )  # fmt: skip
    line, facts = shown(as_editor, "llm")
    assert "small-model at 127.0.0.1" in line
    assert facts["Dropped"] == "4: 4 not in the text, to the character"
    assert facts["Left out of suggestions"] == "2 times an issue that there is not"
    assert facts["Suggestions"].startswith("6: 1 accepted, 0 rejected")
    assert facts["Questions"] == "2 asked, 1 answered before; 1,000 tokens in, 200 out"
    assert facts["Cost"] == "0.0040 USD today of 5, 0.5040 in seven days"


def test_a_budget_that_is_used_up_says_so(as_editor, switch_on, capture):
    with ModelServer() as server:
        switch_on("rules", "llm", url=server.url, price_in="2", budget="0.000001")
        read(capture)
    line, facts = shown(as_editor, "llm")
    assert "The budget for today is used up" in line
    assert facts["Readings"] == "1 waiting (1 put off), 0 failed"
    article = as_editor.get(f"/desk/articles/{capture.article_id}/").content.decode()
    assert "waits: one question may cost" in article
    assert "The engine is reading" not in article


def test_an_engine_that_cannot_be_loaded_is_shown_and_stops_nobody(as_editor, settings, capture, capsys):
    settings.ATTESTED_SUGGESTERS = ["rules", "llm", "no-such-engine"]
    assert set(read(capture)) == {"rules"}
    assert Suggestion.objects.exists()
    line, _ = shown(as_editor, "no-such-engine")
    assert "cannot be loaded" in line
    line, _ = shown(as_editor, "llm")
    assert "ATTESTED_LLM_URL names no address" in line.replace("aTTESTED", "ATTESTED")
    call_command("check")
    assert "claims.W001" in capsys.readouterr().err


def test_where_none_can_be_loaded_the_rules_read(settings, capture):
    settings.ATTESTED_SUGGESTERS = ["no-such-engine"]
    read(capture)
    assert Suggestion.objects.exists()


def test_a_failure_is_on_the_desk_and_on_the_article_and_can_be_tried_again(as_editor, switch_on, capture):
    with ModelServer() as server:
        switch_on("rules", "llm", url=server.url)
        server.answers = [Http(401)]
        read(capture)
        line, facts = shown(as_editor, "llm")
        assert "the key is missing or wrong" in line
        assert facts["Readings"] == "0 waiting, 1 failed"
        article = as_editor.get(f"/desk/articles/{capture.article_id}/").content.decode()
        assert "llm: the server says 401" in article
        as_editor.post(f"/desk/articles/{capture.article_id}/read-again/")
        server.answers = [statements(statement(PORT))]
        assert SuggestionRun.objects.waiting().get().engine == "llm"
        read(capture)
    assert len(found(capture)) == 1
    assert "the server says 401" not in as_editor.get(f"/desk/articles/{capture.article_id}/").content.decode()


def test_nothing_of_a_model_is_taken_for_html(as_editor, model, newsroom):
    capture = factories.article('He said "<img src=x onerror=alert(1)> is what we want" on Monday.')
    model.answers = [statements(statement("<img src=x onerror=alert(1)> is what we want", text="<script>x</script>"))]
    read(capture)
    factories.conflict()
    page = as_editor.get(f"/desk/articles/{capture.article_id}/").content.decode()
    assert "<img src=x" not in page
    assert "<script>x" not in page
    assert "&lt;img src=x" in page


@pytest.mark.parametrize("number", [1, 5])
def test_the_page_costs_the_same_queries_however_much_was_read(as_editor, model, newsroom, number):
    for n in range(number):
        model.answers = [statements(statement(PORT), statement("never said at all"))]
        read(factories.article(f"{ARTICLE} {n}"))
    as_editor.get("/desk/engines/")
    with CaptureQueriesContext(connection) as queries:
        as_editor.get("/desk/engines/")
    assert len(queries) == 8


def test_the_rules_do_not_wait_for_a_slow_engine(switch_on, capture, django_capture_on_commit_callbacks, monkeypatch):
    from claims import tasks

    handed = []
    monkeypatch.setattr(tasks.make_suggestions, "delay", lambda pk: handed.append(("rules", pk)))
    monkeypatch.setattr(tasks.ask_engine, "delay", lambda pk: handed.append(("others", pk)))
    switch_on("rules", "llm")
    with django_capture_on_commit_callbacks(execute=True):
        actions.request_readings(snapshot=capture)
    runs = runs_of(capture)
    assert handed == [("rules", runs["rules"].pk), ("others", runs["llm"].pk)]
    assert tasks.ask_engine.app.amqp.router.route({}, tasks.ask_engine.name)["queue"].name == "engines"


def test_the_page_asks_again_while_it_is_looked_at(as_editor, htmx, client, editor, capture, settings):
    settings.ATTESTED_SUGGESTERS = ["rules"]
    page = html.fromstring(as_editor.get("/desk/engines/").content.decode())
    assert page.xpath("//script[contains(@src, 'live.js')]"), "which says when somebody looks"
    lines = page.get_element_by_id("engines")
    assert (lines.get("hx-get"), lines.get("hx-trigger")) == ("/desk/engines/", "live from:body")
    read(capture)
    client.force_login(editor)
    answer = htmx.get("/desk/engines/")
    assert "HX-Request" in answer.headers["Vary"]
    swapped = html.fromstring(answer.content.decode())
    assert swapped.get("id") == "engines"
    reloaded = html.fromstring(as_editor.get("/desk/engines/").content.decode()).get_element_by_id("engines")
    assert html.tostring(swapped).strip() == html.tostring(reloaded).strip()
    assert words(swapped) != words(lines), "a reading has come in"
