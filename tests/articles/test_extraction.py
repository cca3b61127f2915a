"""Our way through trafilatura finds what its own finds, and parses a page once."""

import pytest
import trafilatura

from articles.ingest.formats.extraction import extract
from bench import pages as measured
from tests.articles.pages import page

PLAIN = (
    "<p>The talks ended late in the evening without a joint statement, two people in the room said on Tuesday.</p>"
)
ODD = {
    "no html at all": "Just words.",
    "empty": "",
    "a fragment": f"<div>{PLAIN * 5}</div>",
    "a declaration of an encoding": f'<?xml version="1.0" encoding="utf-8"?><html><body><article>{PLAIN * 5}</article>',
    "a broken doctype": f"<!DOCTYPE html PUBLIC />\n<html/>\n<body><article>{PLAIN * 5}</article></body>",
    "two bodies": f"<html><body>{PLAIN * 3}</body><body>{PLAIN * 3}</body></html>",
    "forms and comments": f"<html><body><!-- a --><form><input><select><option>x</select></form>{PLAIN * 5}</body></html>",
    "JSON-LD that is none": f'<html><head><script type="application/ld+json">{{"a":</script></head><body>{PLAIN * 5}',
    "an author of one word": f'<html><head><meta name="author" content="admin"><title>A – b</title></head><body>{PLAIN * 5}',
    "a handle for a site": f'<html><head><meta property="og:site_name" content="@news"></head><body>{PLAIN * 5}</body></html>',
    "a time of its own": f'<html><body><time datetime="2025-03-13T10:00">13 March</time><article>{PLAIN * 5}</article></html>',
}


def theirs(html):
    found = trafilatura.bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    fields = ("title", "text", "author", "url", "sitename", "date")
    return tuple((getattr(found, field) or "") if found else "" for field in fields)


@pytest.mark.parametrize("html", ODD.values(), ids=ODD.keys())
def test_odd_pages_are_read_as_trafilatura_reads_them(html):
    assert extract(html)[:6] == theirs(html)


def test_pages_are_read_as_trafilatura_reads_them():
    whole = [measured.page(number, seed=11) for number in range(25)]
    for html in (*(one.body.decode(one.charset) for one in whole), page("Talks", canonical="https://x.example/a")):
        found = extract(html)
        assert found.text
        assert found[:6] == theirs(html)


def test_a_page_is_parsed_once(monkeypatch):
    import lxml.html
    from trafilatura import core, utils

    parsed, load = [], core.load_html
    fromstring = lxml.html.fromstring
    monkeypatch.setattr(
        lxml.html, "fromstring", lambda html, **kw: parsed.append(len(html)) or fromstring(html, **kw)
    )
    monkeypatch.setattr(core, "load_html", lambda given, *more: parsed.append(given) or load(given, *more))
    monkeypatch.setattr(utils, "fromstring", lambda html, **kw: parsed.append(len(html)) or fromstring(html, **kw))
    html = measured.page(1, seed=11).body.decode()
    assert extract(html).text
    assert [size for size in parsed if isinstance(size, int) and size > len(html) / 2] == [len(html)]
    assert not [given for given in parsed if isinstance(given, str)]
