"""Servers that drip, never end, lie about lengths, or send bombs: what they cost is bounded."""

import socket
import ssl
import time
import tracemalloc

import pytest

from articles.ingest.fetch import Cause, Limits, client, fetch
from tests.origin import misbehaviour
from tests.origin.server import Answer

MEGABYTE = 1_000_000
HASTY = Limits(total=0.4)


@pytest.mark.parametrize(
    "page",
    [misbehaviour.silence(), misbehaviour.slow_body(), misbehaviour.slow_headers()],
    ids=["silence", "body", "headers"],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_slow_server_is_left_at_the_deadline(origin, refused, page, scheme):
    """Twenty seconds of dripping, each byte well within any limit for one byte."""
    origin.pages["/"] = page
    error = refused(f"{scheme}://outlet.example/", HASTY)
    assert (error.cause, error.retry) == (Cause.TIMEOUT, True)
    assert str(error) == "outlet.example was not done within 0.4 seconds"


def test_a_server_that_never_greets_back_is_left_at_the_deadline(internet, refused):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        internet.ports[443] = silent.getsockname()[1]
        assert refused("https://outlet.example/", HASTY).cause == Cause.TIMEOUT


def test_the_deadline_is_for_all_hops_together(origin, refused):
    """Each hop alone would be in time."""

    def slow_redirect(request, connection):
        time.sleep(0.15)
        misbehaviour.redirect(f"/{int(request.path[1:]) + 1}")(request, connection)

    for number in range(5):
        origin.pages[f"/{number}"] = slow_redirect
    assert refused("http://outlet.example/0", HASTY).cause == Cause.TIMEOUT


@pytest.mark.parametrize(
    "page",
    [
        misbehaviour.endless_body(chunked=True),
        misbehaviour.endless_body(chunked=False),
        misbehaviour.endless_promises(),
        Answer(b"x" * 2 * MEGABYTE),
        misbehaviour.wrong_length(b"", 10**19),
    ],
    ids=["chunked", "unframed", "promises", "large", "said"],
)
def test_more_than_the_limit_is_not_taken(origin, refused, page):
    origin.pages["/"] = page
    error = refused("http://outlet.example/", Limits(total=20.0, raw=MEGABYTE))
    assert (error.cause, error.retry) == (Cause.TOO_LARGE, False)


def test_the_limit_of_what_is_taken_is_15_megabytes(origin, refused):
    origin.pages["/below"] = b"x" * (15 * MEGABYTE - 1000)
    origin.pages["/above"] = misbehaviour.endless_body(chunked=False)
    assert len(fetch("http://outlet.example/below").body) == 15 * MEGABYTE - 1000
    assert refused("http://outlet.example/above").cause == Cause.TOO_LARGE


def test_endless_headers_are_no_answer(origin, refused):
    origin.pages["/"] = misbehaviour.endless_headers()
    assert refused("http://outlet.example/").cause == Cause.BROKEN_ANSWER


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"hello\r\n\r\n",
        b"\x00" * 1000,
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"+OK ready\r\n-ERR unknown command\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\n",
    ],
)
def test_what_is_no_whole_answer_is_said_so(origin, refused, said):
    origin.pages["/"] = misbehaviour.raw(said)
    error = refused("http://outlet.example/")
    assert (error.cause, error.retry) == (Cause.BROKEN_ANSWER, True)
    assert "outlet.example" in str(error)


def test_a_body_shorter_than_its_length_is_no_answer(origin, refused):
    origin.pages["/"] = misbehaviour.wrong_length("half of it", 1000)
    assert refused("http://outlet.example/").cause == Cause.BROKEN_ANSWER


def test_a_body_longer_than_its_length_ends_there(origin):
    """RFC 9112, 6.3: what follows is no part of the answer."""
    origin.pages["/"] = misbehaviour.wrong_length("half of it, and the rest", 10)
    assert fetch("http://outlet.example/").body == b"half of it"


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_a_bomb_does_not_go_off(origin, refused, coding):
    """70 MB of zeros in at most 70 kB: most of them never come into being."""
    origin.pages["/"] = misbehaviour.bomb(coding, 70)
    tracemalloc.start()
    try:
        error = refused("http://outlet.example/")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (error.cause, error.retry) == (Cause.DECOMPRESSION_BOMB, False)
    assert peak < 30 * MEGABYTE


def test_a_large_page_below_the_ratio_ends_at_the_limit_of_unpacked_bytes(origin, refused):
    line = bytes(range(256)) * 4
    origin.pages["/"] = Answer(misbehaviour.pack("gzip", line * 3000), headers={"Content-Encoding": "gzip"})
    limits = Limits(total=20.0, decoded=2 * MEGABYTE, ratio=10_000)
    error = refused("http://outlet.example/", limits)
    assert (error.cause, str(error)) == (Cause.TOO_LARGE, "outlet.example sent more than 2 MB, unpacked")


@pytest.mark.parametrize("coding", ["gzip, gzip", "gzip, br", "br, deflate"])
def test_what_is_packed_twice_is_not_unpacked(origin, refused, coding):
    origin.pages["/"] = misbehaviour.bomb(coding, 20)
    error = refused("http://outlet.example/")
    assert (error.cause, error.retry) == (Cause.UNKNOWN_ENCODING, False)


def test_packed_twice_in_two_headers_is_packed_twice(origin, refused):
    origin.pages["/"] = misbehaviour.raw(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok"
    )
    assert refused("http://outlet.example/").cause == Cause.UNKNOWN_ENCODING


def test_a_connection_that_breaks_off_is_said_so(origin, refused):
    origin.pages["/"] = misbehaviour.until_closed(b"<p>Half of", farewell=False)
    error = refused("https://outlet.example/")
    assert (error.cause, error.retry) == (Cause.BROKEN_ANSWER, True)
    assert str(error) == "outlet.example broke off the connection"


def test_nor_is_it_whole_where_python_forgives_that(origin, refused, monkeypatch):
    """As Python 3.11.2 does, with OpenSSL 3."""
    made = ssl.create_default_context

    def forgiving(**how):
        context = made(**how)
        context.options |= ssl.OP_IGNORE_UNEXPECTED_EOF
        return context

    monkeypatch.setattr(ssl, "create_default_context", forgiving)
    monkeypatch.setattr(client, "_trust", client._trust.__wrapped__)  # as the first time in a process
    origin.pages["/"] = misbehaviour.until_closed(b"<p>Half of", farewell=False)
    assert refused("https://outlet.example/").cause == Cause.BROKEN_ANSWER


def test_a_connection_that_ends_with_a_farewell_is_whole(origin):
    origin.pages["/"] = misbehaviour.until_closed(b"<p>All of it", farewell=True)
    assert fetch("https://outlet.example/").body == b"<p>All of it"
