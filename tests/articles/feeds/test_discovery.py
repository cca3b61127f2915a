"""A site's feeds are found in its page, the best first, without asking anybody."""

import pytest

from articles.feeds.discovery import MAX_CANDIDATES, feeds_in, sitemaps_in

URL = "https://wire.example/world/today"


def found(page, url=URL):
    return feeds_in(page.encode(), url)


def addresses(page):
    return [candidate.url for candidate in found(page)]


def named(*links):
    return f"<html><head>{''.join(links)}</head><body></body></html>"


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ('<link rel="alternate" type="application/rss+xml" title="World" href="/w">', "RSS"),
        ("<LINK REL=alternate TYPE='application/atom+xml; charset=utf-8' TITLE=World HREF=/w>", "Atom"),
        ('<link rel="alternate feed" type="application/feed+json" title="World" href="/w">', "JSON Feed"),
        ('<link rel="alternate" type="application/rdf+xml" title="World" href="https://wire.example/w"/>', "RSS"),
        ('<link rel="feed" title="&lt;b&gt;World&lt;/b&gt;" href="/w">', ""),
    ],
)
def test_the_page_names_its_feeds(link, kind):
    first = found(named(link))[0]
    assert (first.url, first.title, first.format) == ("https://wire.example/w", "World", kind)


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" hreflang="uk" href="/uk/rss">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/5">',
        '<link rel="stylesheet" type="application/rss+xml" href="/w">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        '<link rel="alternate" type="application/rss+xml">',
        '<a href="/world/feedback">Feedback</a>',
        '<a href="/news/rssi-index-falls">Index</a>',
        "<!-- <link rel='alternate' type='application/rss+xml' href='/w'> -->",
    ],
)
def test_what_is_no_feed_is_not_named(link):
    assert addresses(named(link)) == addresses("")


@pytest.mark.parametrize(
    "path",
    [
        "/world/rss",
        "/world.rss",
        "/world/feed/",
        "/world/rss.xml",
        "/rss2/",
        "/rss/world.xml",
        "/?feed=rss2",
        "/?rss",
        "/index.php?format=feed",
        "/feeds/posts/default",
        "/sitemap-news.xml",
        "/sitemaps/news-sitemap-1.xml",
    ],
)
def test_links_in_the_page_that_look_like_feeds_come_next(path):
    page = f'{named()}<a href="/about">About</a><a href="{path}">Our <b>feed</b></a>'
    first = found(page)[0]
    assert (first.url, first.title) == (f"https://wire.example{path}", "Our feed")


def test_named_feeds_go_before_links_and_links_before_guesses_and_comments_come_last():
    page = (
        named(
            '<link rel="alternate" type="application/rss+xml" title="Wire: Comments" href="/comments/feed">',
            '<link rel="alternate" type="application/rss+xml" title="Wire" href="/main">',
        )
        + '<a href="/sport/rss">Sport</a>'
    )
    assert addresses(page)[:2] == ["https://wire.example/main", "https://wire.example/sport/rss"]
    assert addresses(page)[2:] == [*addresses(""), "https://wire.example/comments/feed"]


def test_guesses_are_made_at_the_sites_root():
    assert addresses("") == [
        f"https://wire.example{path}"
        for path in (
            "/feed",
            "/rss",
            "/rss.xml",
            "/atom.xml",
            "/feed.json",
            "/index.xml",
            "/news-sitemap.xml",
            "/sitemap_news.xml",
        )
    ]


def test_each_feed_is_listed_once_under_its_best_name():
    page = (
        named('<link rel="alternate" type="application/rss+xml" title="Wire" href="/rss">')
        + '<a href="/rss/">RSS</a>'
    )
    assert [candidate.title for candidate in found(page) if "/rss" in candidate.url] == ["Wire", ""]  # and /rss.xml


def test_the_pages_own_base_counts():
    page = named('<base href="https://static.example/x/">', '<link rel="feed" href="w">')
    assert addresses(page)[0] == "https://static.example/x/w"
    assert addresses(page.replace("https://static.example/x/", "javascript:x"))[0] == "https://wire.example/world/w"


@pytest.mark.parametrize(
    "href", ["feed://wire.example/w/rss", "feed:https://wire.example/w/rss", "FEED://wire.example/w/rss"]
)
def test_the_feed_scheme_is_the_webs(href):
    assert addresses(f'<a href="{href}">Feed</a>')[0] == "https://wire.example/w/rss"


def test_titles_survive_their_charset():
    page = named('<meta charset="windows-1251">', '<link rel="feed" title="Новости" href="/w">')
    assert feeds_in(page.encode("cp1251"), URL)[0].title == "Новости"


@pytest.mark.parametrize(
    "page", [b"", b"\0", b"<", b"\xff\xfe<", b"<?xml version='1.0' encoding='utf-16'?><html/>", b"<!--", b"<a" * 5000]
)
def test_any_page_gives_at_least_the_guesses(page):
    assert [candidate.url for candidate in feeds_in(page, URL)] == addresses("")


def test_the_list_has_an_end():
    assert len(addresses("".join(f'<a href="/{n}/rss">x</a>' for n in range(500)))) == MAX_CANDIDATES


def test_a_page_from_nowhere_has_no_feeds():
    assert found('<a href="/rss">x</a>', url="") == []


def test_robots_txt_names_sitemaps_and_those_of_news_come_first():
    robots = """User-agent: *
Disallow: /private
Sitemap: https://wire.example/sitemap.xml
sitemap: https://wire.example/sitemap-news.xml # latest
Sitemap: https://wire.example/sitemap.xml
Sitemap: file:///etc/passwd
Sitemap:
"""
    assert sitemaps_in(robots) == ["https://wire.example/sitemap-news.xml", "https://wire.example/sitemap.xml"]
    assert sitemaps_in("") == []
