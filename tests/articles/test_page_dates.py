"""When a page says that its article was published and changed."""

import json

import pytest

from articles.ingest.formats import read
from tests.articles.pages import page


def dates(*scripts, head="", title="Talks resume in Jeddah", published="2025-03-13"):
    markup = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    found = read(page(title, published=published).replace("</head>", f"{head}{markup}</head>").encode(), "text/html")
    return found.published, found.modified


def article(**fields):
    return json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Talks resume in Jeddah", **fields}
    )


def test_the_clock_and_zone_of_json_ld_are_taken():
    assert dates(article(datePublished="2025-03-13T23:30:00+02:00", dateModified="2025-03-14T08:00:00+02:00")) == (
        "2025-03-13T23:30:00+02:00",
        "2025-03-14T08:00:00+02:00",
    )


def test_the_article_of_the_page_is_found_among_others():
    other = {"@type": "NewsArticle", "headline": "Another", "datePublished": "2025-03-13T01:00:00Z"}
    graph = json.dumps({"@graph": [other, json.loads(article(datePublished="2025-03-13T10:20:00Z"))]})
    assert dates(graph)[0] == "2025-03-13T10:20:00Z"


def test_open_graph_is_read_where_there_is_no_json_ld():
    head = '<meta property="article:modified_time" content="2025-03-14T10:00:00Z">'
    assert dates(published="2025-03-13T10:00:00Z", head=head) == ("2025-03-13T10:00:00Z", "2025-03-14T10:00:00Z")


@pytest.mark.parametrize(
    "stated",
    [
        "2025-03-13T10:20:00",  # a clock in nobody's zone
        "2024-01-01T10:20:00Z",  # another day than the page as a whole says
        "yesterday",
        "",
        "2025-03-13",
    ],
)
def test_a_time_that_cannot_be_meant_leaves_the_day(stated):
    assert dates(article(datePublished=stated))[0] == "2025-03-13"


@pytest.mark.parametrize("script", ["{", "[[[[", "null", '"x"', '{"@type": []}', '{"@graph": 7}', "[" * 5000])
def test_broken_json_ld_is_passed_over(script):
    assert dates(script) == ("2025-03-13", "")


def test_a_change_before_the_publication_is_none():
    assert dates(article(datePublished="2025-03-13T10:20:00Z", dateModified="2025-03-01T10:20:00Z"))[1] == ""


def test_json_ld_without_end_is_read_to_a_limit():
    nodes = [{"@type": "NewsArticle", "datePublished": "x"}] * 50_000
    assert dates(json.dumps(nodes)) == ("2025-03-13", "")


@pytest.mark.parametrize("wrapped", ["<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "/*<![CDATA[*/{}/*]]>*/"])
def test_json_ld_is_read_out_of_its_wrapping(wrapped):
    script = wrapped.format(article(datePublished="2025-03-13T10:20:00Z"))
    assert dates(script)[0] == "2025-03-13T10:20:00Z"


def test_json_ld_may_name_its_charset():
    script = article(datePublished="2025-03-13T10:20:00Z")
    head = f'<script type="application/ld+json; charset=utf-8">{script}</script>'
    assert dates(head=head)[0] == "2025-03-13T10:20:00Z"


def test_the_clock_of_a_mail_services_meta_is_taken():
    head = '<meta name="sailthru.date" content="2025-03-13T10:20:00+02:00">'
    assert dates(head=head)[0] == "2025-03-13T10:20:00+02:00"
