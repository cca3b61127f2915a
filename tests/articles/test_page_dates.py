"""When a page says that its article was published and changed."""

import json

import pytest

from articles.ingest.formats import read
from articles.ingest.formats.extraction import extract
from articles.ingest.formats.page_dates.wording import in_words
from bench.suggest_pages import score_pages
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


def found(
    head="", byline="", below="", *, title="Talks resume in Jeddah", url="https://x.example/talks", paragraphs=6
):
    """What is read as the date of a page that says nothing but this."""
    text = (
        "<p>The delegations met in the morning and parted late in the evening, and nobody said a word.</p>"
        * paragraphs
    )
    html = (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head><body><main><article><h1>{title}</h1>'
        f"{byline}{text}</article></main>{below}</body></html>"
    )
    return read(html.encode(), "text/html", url=url, charset="utf-8").published


def linked(**fields):
    return f'<script type="application/ld+json">{article(**fields)}</script>'


def test_json_ld_of_another_piece_is_not_the_pages():
    other = linked(headline="Another", url="https://x.example/another", datePublished="2025-07-01T10:00:00Z")
    assert found(other) == ""
    own = linked(headline="For machines", url="https://x.example/talks?amp=1", datePublished="2025-07-01T10:00:00Z")
    assert found(other + own) == "2025-07-01T10:00:00Z"


def test_where_json_ld_and_metas_are_days_apart_what_the_page_shows_decides():
    head = (
        linked(datePublished="2016-07-21T10:00:00+03:00")
        + '<meta property="article:published_time" content="2023-02-01T03:00:00+02:00">'
    )
    assert found(head, '<div class="date">21 July 2016</div>') == "2016-07-21T10:00:00+03:00"
    assert found(head, url="https://x.example/2023/02/01/talks") == "2023-02-01T03:00:00+02:00"


def test_a_moment_is_written_in_the_zone_that_the_page_states():
    head = linked(datePublished="2025-03-13T22:40:00Z")
    assert found(head, '<time datetime="2025-03-14T00:40:00+02:00">00:40</time>') == "2025-03-14T00:40:00+02:00"
    assert found(head, '<time datetime="2025-03-14T00:41:00+02:00">00:41</time>') == "2025-03-13T22:40:00Z"


def test_a_change_is_no_publication():
    assert found('<meta property="article:modified_time" content="2025-03-15T09:00:00Z">') == ""
    assert found(byline='<div class="dates">Last updated on March 20, 2025</div>') == ""
    assert found(byline='<div class="dates">Published March 13, 2025, updated March 20, 2025</div>') == "2025-03-13"
    assert found(
        byline="<dl><dt>Last updated</dt><dd>14 March 2025</dd><dt>Issued</dt><dd>13 March 2025</dd></dl>"
    ) == ("2025-03-13")


def test_a_day_that_has_not_come_and_the_beginning_of_the_epoch_are_no_days():
    for never in ("2099-01-01T10:00:00Z", "1970-01-01T00:00:00Z"):
        assert found(linked(datePublished=never), '<div class="date">13 March 2025</div>') == "2025-03-13"


@pytest.mark.parametrize(
    "below",
    [
        '<aside><time datetime="2025-02-02">2 February</time></aside>',
        '<div id="comments"><div class="comment"><time datetime="2025-02-02">2 February</time></div></div>',
        '<section class="related"><span class="date">2 February 2025</span></section>',
        "<footer>Copyright © 2001-2025</footer>",
        '<div class="current-date">2 February 2025</div>',
    ],
)
def test_days_of_other_parts_of_the_page_are_passed_over(below):
    assert found(below=below) == ""
    assert found(byline='<time datetime="2025-03-13">13 March</time>', below=below) == "2025-03-13"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("13 березня 2025, 14:05", "2025-03-13"),
        ("14:05, 13 марта 2025", "2025-03-13"),
        ("13. März 2025, 14.05 Uhr", "2025-03-13"),
        ("Publié le 13 févr. 2025 à 18h30", "2025-02-13"),
        ("13 de marzo de 2025", "2025-03-13"),
        ("13 marca 2025", "2025-03-13"),
        ("13 Mart 2025 Perşembe", "2025-03-13"),
        ("2025.03.13 18:22", "2025-03-13"),
        ("March 13, 2025, 2:05 p.m. EDT", "2025-03-13T14:05:00-04:00"),
        ("27 февраля 2025, 10:15 (МСК)", "2025-02-27T10:15:00+03:00"),
        ("13 March 2025, 10:15 GMT+2", "2025-03-13T10:15:00+02:00"),
        ("13 March 2025, 10:00-12:00", "2025-03-13"),
        ("3 hours ago", ""),
        ("31 February 2025", ""),
    ],
)
def test_by_lines_are_read_in_many_languages(line, day):
    assert found(byline=f'<div class="date">{line}</div>') == day


def test_a_lines_words_are_no_by_line_where_the_text_has_begun():
    assert found(below='<table><tr><td class="date">9 July 2024</td></tr></table>' * 2) == ""
    assert (
        found(
            byline="<p>The corridor was opened on 17 July 2023 and closed by those who had opened it before long.</p>"
        )
        == ""
    )


def test_the_day_in_an_address_is_taken_where_the_page_has_none():
    assert found(url="https://x.example/2025/03/13/talks") == "2025-03-13"
    assert found(url="https://x.example/2025/mar/13/talks") == "2025-03-13"
    assert found(url="https://x.example/20250230/talks-19991399") == ""


def test_microdata_of_the_article_is_told_from_a_teasers():
    def scope(title, day):
        return (
            f'<div itemscope itemtype="https://schema.org/NewsArticle"><span itemprop="headline">{title}</span>'
            f'<meta itemprop="datePublished" content="{day}"></div>'
        )

    teaser = scope("Another report of the day", "2025-03-19T12:00:00+03:00")
    assert found(below=teaser) == ""
    assert found(below=teaser + scope("Talks resume in Jeddah", "2025-03-13T12:00:00+03:00")) == (
        "2025-03-13T12:00:00+03:00"
    )


def test_the_data_of_a_framework_is_read_for_the_piece_itself():
    data = {"props": {"article": {"headline": "Talks resume in Jeddah", "publishedAt": "2025-05-06T04:30:00Z"}}}
    other = {"props": {"article": {"headline": "Another", "publishedAt": "2025-05-07T04:30:00Z"}}}
    script = '<script id="__NEXT_DATA__" type="application/json">{}</script>'
    assert found(below=script.format(json.dumps(data))) == "2025-05-06T04:30:00Z"
    assert found(below=script.format(json.dumps(other))) == ""


def test_the_dates_of_broken_json_ld_are_taken_where_there_is_one():
    broken = '<script type="application/ld+json">{"headline": "A "word"", "datePublished": "2025-03-13T10:00:00Z"}</script>'
    assert found(broken) == "2025-03-13T10:00:00Z"
    assert found(broken.replace("}", ', "x": {"datePublished": "2024-03-13T10:00:00Z"}}')) == ""


def test_labelled_pages_have_their_dates():
    assert score_pages("before")["accuracy"] >= 0.97
    assert score_pages("after")["accuracy"] >= 0.95
    assert score_pages("traps")["accuracy"] >= 0.95
    assert score_pages("traps2")["accuracy"] >= 0.9


def read_page(head="", *, top="", byline="", url="https://paper.example/envoys", inside=""):
    text = "<p>The delegations met in the morning and parted in the evening, and nobody said what was agreed.</p>" * 5
    title = "Envoys leave without a word"
    html = f"<html lang='uk'><head><title>{title}</title>{head}</head><body>{top}<main><article><h1>{title}</h1>{byline}{text}{inside}{text}</article></main></body></html>"
    return extract(html, url).published


@pytest.mark.parametrize(
    ("parts", "published"),
    [
        ({"byline": '<span class="js" data-timestamp="1741763700"></span>'}, "2025-03-12T07:15:00Z"),
        ({"byline": '<p><span data-published-at="2025-03-12T07:15:00Z">now</span></p>'}, "2025-03-12T07:15:00Z"),
        ({"byline": '<x-time iso="2025-03-12T07:15:00Z"></x-time>'}, "2025-03-12T07:15:00Z"),
        ({"head": '<script>x = [{"publishDate": "2025-05-07"}]</script>'}, "2025-05-07"),
        ({"head": '<script>x = [{"modifiedDate": "2025-05-07"}]</script>'}, ""),
        ({"head": '<script>x = [{"publishDate": "2025-05-07"}, {"publishDate": "2025-05-08"}]</script>'}, ""),
        ({"byline": '<span data-modified-at="2025-03-12T07:15:00Z"></span>'}, ""),
        ({"byline": '<span data-event-date="2025-03-12"></span>'}, ""),
        ({"byline": '<p class="date">12.03.25, 14:25</p>'}, "2025-03-12"),
        ({"byline": "<div><span>12 бер. 2025</span><span>1 204 перегляди</span></div>"}, "2025-03-12"),
        ({"top": '<div class="kicker">Politics, April 22, 2025</div>'}, "2025-04-22"),
        ({"top": '<div class="kicker">Politics, updated April 22, 2025</div>'}, ""),
        ({"top": '<div class="kicker"><a href="/x">Politics, April 22, 2025</a></div>'}, ""),
        ({"head": '<meta name="bt:pubDate" content="2025-03-12T08:20:00Z">'}, "2025-03-12T08:20:00Z"),
        (
            {"head": """<meta name="parsely-page" content='{"pub_date": "2025-03-12T11:00:00Z"}'>"""},
            "2025-03-12T11:00:00Z",
        ),
        ({"url": "https://paper.example/2025/03/envoys"}, "2025-03"),
        ({"url": "https://paper.example/2025/13/envoys"}, ""),
        ({"url": "https://paper.example/2999/03/envoys"}, ""),
    ],
)
def test_odd_places_of_a_date(parts, published):
    assert read_page(**parts) == published


def test_microdata_says_published_before_created_and_reviews_do_not_date_the_piece():
    made, published = (
        '<meta itemprop="dateCreated" content="2025-03-10">',
        '<meta itemprop="datePublished" content="2025-03-12">',
    )
    piece = '<div itemscope itemtype="https://schema.org/{}"><meta itemprop="headline" content="{}">{}</div>'
    article = piece.format("NewsArticle", "Envoys leave without a word", made + published)
    assert read_page(inside=article) == "2025-03-12"
    assert read_page(inside=piece.format("Review", "A book about something else", published)) == ""


@pytest.mark.parametrize("path", ["amp/world/envoys", "world/envoys/amp", "print/world/envoys", "world/envoys"])
def test_the_piece_is_known_at_its_address_for_telephones_and_paper(path):
    pieces = [
        article(headline=f"Words for machines {number}", url=f"https://paper.example/{place}", datePublished=day)
        for number, (place, day) in enumerate([("world/other", "2025-03-14"), ("world/envoys", "2025-03-12")])
    ]
    head = f'<script type="application/ld+json">[{",".join(pieces)}]</script>'
    assert read_page(head, url=f"https://paper.example/{path}") == "2025-03-12"


@pytest.mark.parametrize("text", ["Version 12.03.25.1", "12:03.25", "31.02.25", "40.12.25", "12.03.2", "1.12.03.25"])
def test_figures_that_are_no_day(text):
    assert list(in_words(text)) == []
