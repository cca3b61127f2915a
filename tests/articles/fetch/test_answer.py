"""What is read from the headers of an answer."""

import time
from email.utils import formatdate

import pytest

from articles.ingest.fetch import Fetched, fetch
from tests.origin.server import Answer

TOO_MANY = 2**31


def answer(**headers):
    return Fetched(
        asked="http://outlet.example/",
        url="http://outlet.example/",
        status=200,
        headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()),
        body=b"",
        redirects=(),
        moved_to="",
    )


@pytest.mark.parametrize(
    ("content_type", "media_type", "charset"),
    [
        ("text/html", "text/html", ""),
        (" Text/HTML ; Charset=UTF-8", "text/html", "utf-8"),
        ("application/rss+xml; charset='koi8-u'", "application/rss+xml", "koi8-u"),
        ("text/html; boundary=x; charset=windows-1251; q=1", "text/html", "windows-1251"),
        ("text/html, text/plain", "text/html", ""),
        ("html", "", ""),
        ("; charset=utf-8", "", "utf-8"),
        ("text/html; charset*=utf-8''x", "text/html", ""),
        ("", "", ""),
    ],
)
def test_content_type(content_type, media_type, charset):
    said = answer(Content_Type=content_type)
    assert (said.media_type, said.charset) == (media_type, charset)


def test_what_is_not_said_is_empty():
    silent = answer()
    assert (silent.media_type, silent.charset, silent.etag, silent.last_modified) == ("", "", "", "")
    assert (silent.retry_after, silent.max_age) == (None, None)


def test_validators():
    said = answer(etag='W/"1"', LAST_MODIFIED="Tue, 04 Mar 2025 10:00:00 GMT")
    assert (said.etag, said.last_modified) == ('W/"1"', "Tue, 04 Mar 2025 10:00:00 GMT")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("9" * 5000, TOO_MANY),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("Sat, 01 Jan 2000 00:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", TOO_MANY),
        ("Mon, 99 Foo 2025 99:99:99 GMT", None),
    ],
)
def test_retry_after(value, seconds):
    assert answer(Retry_After=value).retry_after == seconds


def test_retry_after_as_a_date():
    in_an_hour = answer(Retry_After=formatdate(time.time() + 3600, usegmt=True))
    assert 3500 < in_an_hour.retry_after <= 3601


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache_Control": "max-age=600"}, 600),
        ({"Cache_Control": "public, Max-Age=600, s-maxage=10"}, 600),
        ({"Cache_Control": 'max-age="600"'}, 600),
        ({"Cache_Control": "s-maxage=10"}, None),
        ({"Cache_Control": "max-age=" + "9" * 5000}, TOO_MANY),
        ({"Cache_Control": "max-age=-1"}, None),
        ({"Cache_Control": "no-cache, max-age=600"}, 0),
        ({"Cache_Control": "no-store"}, 0),
        ({"Cache_Control": "max-age=5", "Expires": "Tue, 04 Mar 2025 11:00:00 GMT"}, 5),
        ({"Date": "Tue, 04 Mar 2025 10:00:00 GMT", "Expires": "Tue, 04 Mar 2025 11:00:00 GMT"}, 3600),
        ({"Date": "Tue, 04 Mar 2025 10:00:00 GMT", "Expires": "Tue, 04 Mar 2025 09:00:00 GMT"}, 0),
        ({"Expires": "0"}, 0),
        ({"Expires": "Sat, 01 Jan 2000 00:00:00 GMT"}, 0),
    ],
)
def test_max_age(headers, seconds):
    assert answer(**headers).max_age == seconds


@pytest.mark.parametrize(
    "value",
    ["120", formatdate(time.time() + 10_000, usegmt=True)],
    ids=["seconds", "date"],
)
def test_429_says_when_to_come_back(origin, value):
    origin.pages["/"] = Answer("Slow down.", status=429, headers={"Retry-After": value})
    said = fetch("http://outlet.example/")
    assert said.status == 429
    assert said.retry_after >= 120
