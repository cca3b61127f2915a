"""robots.txt, as RFC 9309 has it."""

import pytest

from articles.ingest.fetch import fetch
from articles.ingest.fetch.robots import Rules, robots_url

SITE = "https://outlet.example"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://outlet.example", "https://outlet.example/robots.txt"),
        ("https://outlet.example/a/b?c=d#e", "https://outlet.example/robots.txt"),
        ("http://outlet.example:8080/a", "http://outlet.example:8080/robots.txt"),
    ],
)
def test_where_the_rules_are(url, address):
    assert robots_url(url) == address


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /private", "/a", True),
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /\nAllow: /news", "/news/1", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf.html", True),
        ("User-agent: attested\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: Attested\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: untested\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow: /новини", "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
        ("<html><p>Not found, says a page with status 200.", "/a", True),
    ],
)
def test_rules(text, path, allowed):
    assert Rules.parse(text).allows(SITE + path) is allowed


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 429, 451])
def test_without_a_file_everything_is_allowed(status):
    rules = Rules.parse("User-agent: *\nDisallow: /", status=status)
    assert rules.allows(f"{SITE}/a")
    assert not rules.unreachable


@pytest.mark.parametrize("status", [0, 500, 503, 599])
def test_while_the_server_cannot_say_nothing_is_allowed(status):
    rules = Rules.parse("", status=status)
    assert not rules.allows(f"{SITE}/a")
    assert rules.unreachable


def test_only_the_first_500_kibibytes_are_read():
    long = "# filling\n" * 51_200  # 500 KiB are 512,000 bytes
    assert Rules.parse(long + "User-agent: *\nDisallow: /").allows(f"{SITE}/a")
    assert not Rules.parse(long[:-100] + "User-agent: *\nDisallow: /\n").allows(f"{SITE}/a")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 10", 10.0),
        ("User-agent: *\nCrawl-delay: 1\n\nUser-agent: attested\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nDisallow: /a", None),
    ],
)
def test_crawl_delay(text, seconds):
    assert Rules.parse(text).crawl_delay == seconds


def test_a_pattern_of_many_stars_costs_no_time():
    """It would take a backtracking matcher longer than the universe has been there."""
    rules = Rules.parse(f"User-agent: *\nDisallow: /{'a*' * 200}b")
    assert rules.allows(f"{SITE}/{'a' * 5000}")


def test_the_rules_of_a_server(origin):
    origin.pages["/robots.txt"] = "User-agent: *\nDisallow: /private"
    said = fetch(robots_url(f"{SITE}/a"))
    rules = Rules.parse(said.body.decode(), status=said.status)
    assert rules.allows(f"{SITE}/a")
    assert not rules.allows(f"{SITE}/private")
