"""Answers, redirects and questions that an honest visitor asks."""

import pytest

from articles.ingest.fetch import Cause, FetchError, fetch
from tests.origin import misbehaviour
from tests.origin.server import Answer


def test_the_visitor_says_who_it_is_and_keeps_nothing(origin, settings):
    settings.FETCH_USER_AGENT = "Attested/0.1 (news archive of a newsroom; contact: archive@newsroom.example)"
    origin.pages["/"] = Answer("", headers={"Set-Cookie": "visitor=1"})
    fetch("http://outlet.example/?a=b#part", accept="application/atom+xml")
    fetch("http://outlet.example/?a=b")
    first, second = origin.requests
    assert first.path == "/?a=b"
    assert first.headers == {
        "host": "outlet.example",
        "user-agent": "Attested/0.1 (news archive of a newsroom; contact: archive@newsroom.example)",
        "accept": "application/atom+xml",
        "accept-encoding": "gzip, deflate, br",
        "connection": "close",
    }
    assert "cookie" not in second.headers


@pytest.mark.parametrize("status", [200, 203, 401, 403, 404, 410, 418, 429, 451, 500, 503, 522])
def test_every_status_is_an_answer(origin, status):
    origin.pages["/"] = Answer("what it says", status=status)
    answer = fetch("http://outlet.example/")
    assert (answer.status, answer.body) == (status, b"what it says")


def test_headers_are_as_they_came(origin):
    origin.pages["/"] = misbehaviour.raw(
        b"HTTP/1.1 200 OK\r\nX-Name: one\r\nx-NAME: two\r\nX-Utf8: \xd1\x97\r\nX-Latin: caf\xe9\r\nContent-Length: 2\r\n\r\nok"
    )
    assert fetch("http://outlet.example/").headers == (
        ("X-Name", "one"),
        ("x-NAME", "two"),
        ("X-Utf8", "ї"),
        ("X-Latin", "café"),
        ("Content-Length", "2"),
    )


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("text/html; charset=windows-1251", "windows-1251"),
        ('text/html;charset="UTF-8"', "utf-8"),
        ("text/html; charset=no-such-thing", "no-such-thing"),
        ("text/html; charset=", ""),
    ],
)
def test_a_body_survives_whatever_charset_is_said(origin, content_type, charset):
    body = "Переговори тривали".encode("koi8-u")
    origin.pages["/"] = Answer(body, headers={"Content-Type": content_type})
    answer = fetch("http://outlet.example/")
    assert (answer.body, answer.media_type, answer.charset) == (body, "text/html", charset)


def test_redirects_are_told_one_after_another(origin):
    origin.pages["one.example/a"] = misbehaviour.redirect("/b", 301)
    origin.pages["one.example/b"] = misbehaviour.redirect("https://secure.example/c?d=e#f", 308)
    origin.pages["secure.example/c?d=e"] = "here"
    answer = fetch("http://one.example/a")
    assert answer.asked == "http://one.example/a"
    assert answer.redirects == ("http://one.example/b", "https://secure.example/c?d=e")
    assert answer.url == answer.moved_to == "https://secure.example/c?d=e"
    assert answer.body == b"here"


@pytest.mark.parametrize(("first", "second"), [(301, 302), (302, 301), (303, 308), (308, 307)])
def test_one_passing_redirect_in_the_chain_is_no_move(origin, first, second):
    origin.pages["/a"] = misbehaviour.redirect("/b", first)
    origin.pages["/b"] = misbehaviour.redirect("/c", second)
    origin.pages["/c"] = "here"
    answer = fetch("http://outlet.example/a")
    assert (answer.url, answer.moved_to) == ("http://outlet.example/c", "")


def test_without_redirects_nothing_has_moved(origin):
    origin.pages["/a"] = "here"
    answer = fetch("http://outlet.example/a")
    assert (answer.redirects, answer.moved_to) == ((), "")


def test_five_redirects_are_followed_and_a_sixth_is_not(origin, refused):
    for number in range(6):
        origin.pages[f"/{number}"] = misbehaviour.redirect(f"/{number + 1}")
    origin.pages["/6"] = "here"
    assert fetch("http://outlet.example/1").body == b"here"
    error = refused("http://outlet.example/0")
    assert (error.cause, str(error)) == (Cause.TOO_MANY_REDIRECTS, "outlet.example leads on more than 5 times")
    assert len(origin.requests) == 6 + 6


def test_a_circle_is_seen_at_once(origin, refused):
    origin.pages["/a"] = misbehaviour.redirect("/b")
    origin.pages["/b"] = misbehaviour.redirect("http://OUTLET.example:80/a#again")
    error = refused("http://outlet.example/a")
    assert (error.cause, str(error)) == (Cause.TOO_MANY_REDIRECTS, "outlet.example leads in a circle")
    assert len(origin.requests) == 2


@pytest.mark.parametrize("answer", [Answer("choose", status=300), Answer("", status=302)])
def test_a_redirect_to_nowhere_is_an_answer(origin, answer):
    origin.pages["/"] = answer
    assert fetch("http://outlet.example/").status == answer.status


def test_a_body_of_a_redirect_is_not_read(origin):
    origin.pages["/a"] = Answer(b"x" * 20_000_000, 302, {"Location": "/b"})
    origin.pages["/b"] = "here"
    assert fetch("http://outlet.example/a").body == b"here"


def test_what_has_not_changed_is_not_sent_again(origin):
    origin.pages["/etag"] = misbehaviour.conditional("text", etag='W/"1"')
    origin.pages["/date"] = misbehaviour.conditional("text", last_modified="Tue, 04 Mar 2025 10:00:00 GMT")
    for path in ("/etag", "/date"):
        first = fetch(f"http://outlet.example{path}")
        again = fetch(f"http://outlet.example{path}", etag=first.etag, last_modified=first.last_modified)
        assert (first.status, first.body) == (200, b"text")
        assert (again.status, again.body) == (304, b"")


def test_an_etag_that_changes_each_time_gets_the_page_each_time(origin):
    origin.pages["/"] = misbehaviour.changing_etag("text")
    first = fetch("http://outlet.example/")
    again = fetch("http://outlet.example/", etag=first.etag)
    assert (first.etag, again.etag) == ('"1"', '"2"')
    assert again.body == b"text"


@pytest.mark.parametrize("etag", ['"ї"', '"1"\r\nX-Smuggled: yes', '"1"\x00'])
def test_a_validator_that_cannot_be_sent_is_left_out(origin, etag):
    origin.pages["/"] = "text"
    assert fetch("http://outlet.example/", etag=etag).status == 200
    assert not {"if-none-match", "x-smuggled"} & origin.requests[0].headers.keys()


def test_the_caller_is_asked_before_every_hop(origin, internet):
    origin.pages["one.example/a"] = misbehaviour.redirect("http://two.example/b")
    asked = []

    def may_visit(url):
        asked.append((url, len(internet.looked_up)))
        if "two.example" in url:
            raise FetchError(Cause.ROBOTS, "two.example does not allow it", retry=False)

    with pytest.raises(FetchError) as caught:
        fetch("http://ONE.example/a#part", may_visit=may_visit)
    assert caught.value.cause == Cause.ROBOTS
    assert asked == [("http://one.example/a", 0), ("http://two.example/b", 1)]
    assert [request.host for request in origin.requests] == ["one.example"]


def test_the_caller_is_not_asked_about_what_is_forbidden_anyway(internet, refused):
    asked = []
    refused("http://127.0.0.1/", may_visit=asked.append)
    assert asked == []


def test_an_ipv6_address_is_asked_by_its_name_in_brackets(origin, internet):
    origin.pages["/"] = "here"
    assert fetch("http://[2606:4700::1]/").body == b"here"
    assert internet.dialled == [("2606:4700::1", 80)]
    assert origin.requests[0].headers["host"] == "[2606:4700::1]"
