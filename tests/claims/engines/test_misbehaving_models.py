"""Everything that can go wrong with a model's server has a cause, costs what it may have cost, and can be tried again."""

import time
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from claims import actions
from claims.models import EngineCall, Suggestion, SuggestionRun
from tests.claims.engines import model_server as server
from tests.claims.engines.conftest import found, read, runs_of
from tests.claims.engines.model_server import Http, ModelServer, completion, statement, statements

pytestmark = pytest.mark.django_db

PORT = "The port was closed for 3 days last week."
GOOD = statements(statement(PORT))
DEEP = b"[" * 100_000 + b"]" * 100_000

# Name: what the server does, the cause, whether it is tried again by itself, whether it may have to be paid.
FAULTS = {
    "too often": (Http(429), "too_often", True, False),
    "overloaded": (Http(529), "server", True, False),
    "broken inside": (Http(500, b"<h1>Oops"), "server", True, False),
    "gateway": (Http(502), "server", True, False),
    "wrong key": (Http(401), "key", False, False),
    "forbidden": (Http(403), "key", False, False),
    "no such model": (Http(404), "refused", False, False),
    "no such format": (Http(400), "refused", False, False),
    "redirect": (Http(307, headers={"Location": "http://127.0.0.1:1/steal"}), "redirect", False, False),
    "silence": (server.silence, "timeout", True, True),
    "slow drip": (server.drip(), "timeout", True, True),
    "slow headers": (server.drip(in_headers=True), "timeout", True, True),
    "huge body": (server.endless, "too_large", False, True),
    "hang-up": (server.hang_up, "broken_answer", True, True),
    "no HTTP": (server.nonsense, "broken_answer", True, True),
    "packed": (Http(headers={"Content-Encoding": "gzip"}), "unknown_encoding", False, True),
    "no JSON": (b"<html>", "broken_json", True, True),
    "deep JSON": (DEEP, "broken_json", True, True),
    "no UTF-8": (b'{"choices": "\xff"}', "broken_json", True, True),
    "other protocol": (b'{"result": "hello"}', "wrong_protocol", True, True),
    "no choices": (b'{"choices": []}', "wrong_protocol", True, True),
    "number for text": (b'{"choices": [{"message": {"content": 7}}]}', "wrong_protocol", True, True),
    "broken JSON inside": (completion('{"statements": [{"quote": "The po'), "broken_json", True, True),
    "deep JSON inside": (completion(DEEP.decode()), "broken_json", True, True),
    "words around JSON": (completion('Here you are: {"statements": []}'), "broken_json", True, True),
    "cut off": (completion('{"statements": [', finish="length"), "cut_off", False, True),
    "refusal": (completion(None, refusal="I cannot help with that."), "refusal", False, True),
    "content filter": (completion("", finish="content_filter"), "refusal", False, True),
    "empty": (completion(" "), "empty", True, True),
    "nothing": (completion(None), "empty", True, True),
    "wrong schema": (completion({"claims": []}), "wrong_schema", True, True),
    "a list": (completion("[]"), "wrong_schema", True, True),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_a_cause_and_is_tried_again(switch_on, capture, editor, fault):
    answer, cause, by_itself, paid = FAULTS[fault]
    with ModelServer() as model:
        # Only who is slow may be waited for too long: a busy machine takes its time for the others as well.
        switch_on("llm", url=model.url, timeout=0.5 if cause == "timeout" else 10, price_in="1000", price_out="1000")
        model.answers = [answer]
        began = time.monotonic()
        run = read(capture)["llm"]
        assert time.monotonic() - began < 20  # the slow ones go on for a minute
        assert (run.state, run.cause) == ("waiting" if by_itself else "failed", cause)
        assert run.error
        call = EngineCall.objects.get()
        assert (call.outcome, call.cause, call.cost > 0) == ("failed", cause, paid)
        assert len(model.questions) == 1
        assert not Suggestion.objects.exists()
        # By itself after a while, or when somebody asks for it.
        model.answers = [GOOD]
        if by_itself:
            assert run.not_before > timezone.now() + timedelta(seconds=5)
            SuggestionRun.objects.update(not_before=timezone.now())
        else:
            assert actions.read_again(snapshot=capture, by=editor) == 1
        assert actions.make_suggestions(run_id=run.pk)
    assert [one.excerpt.exact for one in found(capture)] == [PORT]
    assert runs_of(capture)["llm"].error == ""


def test_nobody_there(switch_on, capture):
    switch_on("llm", url="http://127.0.0.1:9/v1")
    run = read(capture)["llm"]
    assert (run.state, run.cause) == ("waiting", "no_connection")
    assert EngineCall.objects.get().cost == 0


def test_no_such_server(switch_on, capture):
    switch_on("llm", url="http://nobody.invalid/v1")
    run = read(capture)["llm"]
    assert (run.cause, EngineCall.objects.get().cost) == ("name_not_found", 0)


def test_a_certificate_that_nobody_vouches_for(switch_on, capture):
    with ModelServer(encrypted=True) as model:
        switch_on("llm", url=model.url)
        run = read(capture)["llm"]
        assert run.cause == "tls"
        assert model.questions == []


def test_a_certificate_for_another_name(switch_on, capture):
    from tests.origin.server import AUTHORITY

    with ModelServer(encrypted=True) as model:  # its certificate is for secure.example
        switch_on("llm", url=model.url, ca_file=str(AUTHORITY))
        assert read(capture)["llm"].cause == "tls"
        assert model.questions == []


@pytest.mark.parametrize(
    ("header", "at_least", "at_most"),
    [("120", 119, 121), ("999999999", 6 * 3600 - 1, 6 * 3600 + 1), ("soon", 9, 11), ("-5", 9, 11), ("0", 9, 11)],
)
def test_a_server_is_asked_again_when_it_says(model, capture, header, at_least, at_most):
    model.answers = [Http(429, headers={"Retry-After": header})]
    run = read(capture)["llm"]
    assert at_least < (run.not_before - timezone.now()).total_seconds() < at_most


def test_a_server_that_names_a_date(model, capture):
    from email.utils import format_datetime

    moment = timezone.now() + timedelta(minutes=20)
    model.answers = [Http(503, headers={"Retry-After": format_datetime(moment, usegmt=False)})]
    run = read(capture)["llm"]
    assert abs((run.not_before - moment).total_seconds()) < 3


def test_the_waits_grow_and_come_to_an_end(model, capture):
    model.answers = [Http(503)]
    run, waits = read(capture)["llm"], []
    while run.state == "waiting":
        waits.append(round((run.not_before - timezone.now()).total_seconds(), -1))
        SuggestionRun.objects.update(not_before=timezone.now())
        actions.make_suggestions(run_id=run.pk)
        run.refresh_from_db()
    assert waits == [10, 60, 300, 1800, 3600]
    assert (run.state, run.cause) == ("failed", "server")
    assert len(model.questions) == 6


def test_the_key_goes_to_the_server_and_nowhere_else(model, capture, caplog):
    model.answers = [Http(401)]
    run = read(capture)["llm"]
    (question,) = model.questions
    assert question.headers["authorization"] == "Bearer k-123"
    assert question.path == "/v1/chat/completions"
    assert "k-123" not in run.error + caplog.text


def test_a_long_article_is_asked_about_in_pieces_and_none_is_paid_twice(model, newsroom):
    from tests import factories

    lines = [f"The mayor of town {number} said that the port was closed for {number} days." for number in range(200)]
    capture = factories.article("\n".join(lines))

    def last_lines(question, connection):
        *_, last = question.article.strip().splitlines()
        Http(body=statements(statement(last)))(question, connection)

    model.answers = [last_lines, Http(503), last_lines]
    run = read(capture)["llm"]
    assert run.state == "waiting"
    SuggestionRun.objects.update(not_before=timezone.now())
    assert actions.make_suggestions(run_id=run.pk)
    pieces = [question.article for question in model.questions]
    assert pieces[1] == pieces[2]
    assert "".join([pieces[0], *pieces[2:]]) == capture.text
    assert max(map(len, pieces)) <= 6000
    assert len(found(capture)) == len(pieces) - 1 > 1
    for one in found(capture):
        assert one.excerpt.exact == capture.text[one.excerpt.start : one.excerpt.end]


def test_what_the_server_adds_to_the_protocol_is_no_matter(model, capture):
    model.answers = [statements(statement(PORT, mood="sunny"), usage=None, reasoning="secret thoughts")]
    assert read(capture)["llm"].made == 1
    call = EngineCall.objects.get()
    assert call.estimated
    assert call.cost == Decimal(0)


def test_nul_in_an_answer_is_no_fault(model, capture):
    model.answers = [statements(statement(PORT, text="The port was \0 closed."))]
    assert read(capture)["llm"].made == 1
