"""Addresses: one spelling for each page, and no page that takes another one's place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.addresses import MAX_ADDRESS, address_of, clean, host_of, ordinary, site_of, spellings
from articles.ingest.errors import UnreadableError

PAGE = "https://demo-wire.example/world/talks-resume-in-jeddah-today"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("http://Example.ORG:80#x", "http://example.org/"),
        ("HTTPS://Example.org:443/A?b=c#d", "https://example.org/A?b=c"),
        ("https://example.org:8443/A?q=1", "https://example.org:8443/A?q=1"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("  https://example.org/a \n", "https://example.org/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://editor:secret@example.org/a", "https://example.org/a"),
        ("https://example.org/a#!/b", "https://example.org/a"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/../..", "https://example.org/"),
        ("https://example.org//a", "https://example.org//a"),
        ("https://example.org/a?", "https://example.org/a"),
        ("https://Приклад.укр/новини", "https://xn--80aikifvh.xn--j1amh/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8"),
        ("https://example.org/%d0%bd%7Euser/100%", "https://example.org/%D0%BD~user/100%25"),
        ("https://example.org/two words?q=a b", "https://example.org/two%20words?q=a%20b"),
        ("https://example.org/a?q=1%262&e", "https://example.org/a?q=1%262&e"),
        ("https://[2001:DB8:0::1]:443/a", "https://[2001:db8::1]/a"),
    ],
)
def test_one_spelling_of_an_address(written, kept):
    assert clean(written) == kept


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("utm_source=x&utm_medium=y&UTM_Campaign=z", ""),
        ("fbclid=1&gclid=2&yclid=3&mc_cid=4&igshid=5&ref=home&cmpid=6&_ga=7&ysclid=8&msclkid=9", ""),
        ("id=5&utm_source=x&page=2", "id=5&page=2"),
        ("b=2&a=1", "b=2&a=1"),
        ("gallery=3&keyword=talks&source=reuters&session=4&uid=7&medium=print", None),
        ("cid=4711", "cid=4711"),
        ("ref=4711", "ref=4711"),
        ("lang=uk", "lang=uk"),
    ],
)
def test_what_only_tracks_readers_is_dropped_and_what_may_name_content_is_not(query, kept):
    kept = query if kept is None else kept
    assert clean(f"{PAGE}?{query}") == (f"{PAGE}?{kept}" if kept else PAGE)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "talks",
        "/talks",
        "//example.org/a",
        "javascript:alert(1)",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "https://",
        "https:///a",
        "https://[x/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://a..b/",
        "https://-a.example/",
        "https://exa<mple.org/",
        "https://xn--.\u2024/",
        "https://[::ffff:1.2.3]/",
        f"https://{'a' * 64}.example/",
        "https://example.org/" + "a" * MAX_ADDRESS,
        "https://example.org/" + "я" * 200,
    ],
)
def test_what_is_no_web_address_is_refused_in_words(written):
    with pytest.raises(UnreadableError, match="its URL"):
        clean(written)


ADDRESSES = st.one_of(
    st.text(),
    st.builds(
        "{}{}{}/{}?{}#{}".format,
        st.sampled_from(["http://", "https://", "HTTP://", "//", "ftp://"]),
        st.one_of(st.sampled_from(["example.org", "Приклад.укр", "[::1]", "u:p@a.example"]), st.text(max_size=12)),
        st.sampled_from(["", ":80", ":443", ":8080", ":", ":x"]),
        st.lists(
            st.one_of(st.text(max_size=5), st.sampled_from(["..", ".", "%", "%4", "%41", "%%34%31", "%2e"])),
            max_size=5,
        ).map("/".join),
        st.lists(
            st.one_of(st.text(max_size=8), st.sampled_from(["utm_a=1", "a=%2g", "amp", "amp=1"])), max_size=4
        ).map("&".join),
        st.text(max_size=5),
    ),
)


@given(ADDRESSES)
def test_cleaning_is_done_after_once_and_fails_in_one_way_only(written):
    try:
        cleaned = clean(written)
    except UnreadableError:
        return
    assert clean(cleaned) == cleaned
    assert cleaned.isascii()
    assert host_of(cleaned) == host_of(written)


@given(ADDRESSES, ADDRESSES)
def test_a_page_s_address_is_always_one_of_the_two_sites_own(fetched, claimed):
    try:
        address = address_of(fetched, claimed)
    except UnreadableError:
        return
    assert site_of(address) == site_of(ordinary(fetched))


def test_http_and_https_are_one_address():
    assert spellings("http://example.org/a") == ["http://example.org/a", "https://example.org/a"]
    assert sorted(spellings("https://example.org/a#b")) == sorted(spellings("http://example.org/a"))


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://m.demo-wire.example/a", "demo-wire.example"),
        ("https://mfa.gov.ua/a", "mfa.gov.ua"),
        ("https://dana.blogspot.com/a", "dana.blogspot.com"),
        ("https://новини.приклад.укр/", "xn--80aikifvh.xn--j1amh"),
        ("https://192.0.2.7/a", "192.0.2.7"),
        ("https://[2001:db8::1]/a", "[2001:db8::1]"),
        ("https://desk/a", "desk"),
    ],
)
def test_the_domain_that_somebody_registered(url, site):
    assert site_of(url) == site


@pytest.mark.parametrize(
    ("shown", "page"),
    [
        (
            "https://demo--wire-example.cdn.ampproject.org/c/s/demo-wire.example/a/b?amp=1",
            "https://demo-wire.example/a/b",
        ),
        ("https://demo--wire-example.cdn.ampproject.org/c/demo-wire.example/a", "http://demo-wire.example/a"),
        ("https://www.google.com/amp/s/demo-wire.example/a/amp/", "https://demo-wire.example/a/amp/"),
        ("https://demo-wire.example/a?amp", "https://demo-wire.example/a"),
        ("https://demo-wire.example/a?outputType=amp&id=5", "https://demo-wire.example/a?id=5"),
        ("https://demo-wire.example/a?amp=4", "https://demo-wire.example/a?amp=4"),
        ("https://demo-wire.example/a/amp", "https://demo-wire.example/a/amp"),
        ("https://m.demo-wire.example/a", "https://m.demo-wire.example/a"),
        ("https://www.google.com/search?q=amp", "https://www.google.com/search?q=amp"),
    ],
)
def test_a_sure_amp_address_becomes_the_page_s_own_and_a_likely_one_waits_for_the_page_to_say_so(shown, page):
    assert ordinary(shown) == page


SLUG = "talks-resume-in-jeddah-today"


@pytest.mark.parametrize(
    ("fetched", "claimed"),
    [
        (f"https://demo.example/{SLUG}?from=home", f"https://demo.example/{SLUG}"),
        (f"https://demo.example/{SLUG}/amp", f"https://demo.example/{SLUG}"),
        (f"https://demo.example/world/{SLUG}/amp/", f"https://demo.example/world/{SLUG}/"),
        (f"https://demo.example/amp/world/{SLUG}", f"https://demo.example/world/{SLUG}"),
        ("https://demo.example/amp/world/talks", "https://demo.example/world/talks"),
        ("https://demo.example/world/talks.amp.html", "https://demo.example/world/talks.html"),
        (f"https://amp.demo.example/{SLUG}", f"https://www.demo.example/{SLUG}"),
        ("https://m.demo.example/world/talks", "https://demo.example/world/talks"),
        (f"https://mobile.demo.example/{SLUG}", f"https://demo.example/world/{SLUG}"),
        (f"https://touch.demo.example/{SLUG}", f"https://demo.example/{SLUG}"),
        ("https://demo.example/?p=4711", f"https://demo.example/2025/{SLUG}"),
        (f"https://demo.example/2025/03/13/{SLUG}", f"https://demo.example/{SLUG}"),
        (f"https://demo.example/4711/{SLUG}", "https://demo.example/4711"),
        ("https://demo.example/world/talks/print", "https://demo.example/world/talks"),
        ("https://demo.example/world/talks/2", "https://demo.example/world/talks"),
        ("https://demo.example/world/talks", "https://demo.example/world/talks/"),
        ("https://demo.example/article.php?id=5&from=home", "https://demo.example/article.php?id=5"),
        ("https://demo.example/новини/перемовини-у-джидді-буде-4711", "https://demo.example/news/4711"),
    ],
)
def test_a_page_is_believed_about_its_own_address(fetched, claimed):
    assert address_of(fetched, claimed) == clean(claimed)


@pytest.mark.parametrize(
    ("fetched", "claimed", "why"),
    [
        (f"https://demo.example/{SLUG}", "", "it claims nothing"),
        (f"https://demo.example/{SLUG}", "https://demo.example/", "the front page"),
        (f"https://demo.example/{SLUG}", "https://demo.example/?lang=en", "the front page with a parameter"),
        (f"https://demo.example/world/{SLUG}", "https://demo.example/world/", "its section"),
        (f"https://demo.example/world/{SLUG}", "https://demo.example/politics", "another section"),
        (f"https://demo.example/{SLUG}", "https://demo.example/politics", "a section as deep as it is"),
        ("https://demo.example/world/talks", "https://demo.example/world", "the folder above it"),
        (
            f"https://demo.example/world/{SLUG}",
            "https://demo.example/search/what-is-new-here-today-2025?q=x",
            "a search",
        ),
        (f"https://demo.example/{SLUG}", "https://demo.example/404", "the error page"),
        (f"https://demo.example/{SLUG}", "https://demo.example/account/login", "the log-in page"),
        ("https://demo.example/article.php?id=5", "https://demo.example/article.php", "all articles"),
        ("https://demo.example/article.php?id=5", "https://demo.example/article.php?id=6", "another article"),
        ("https://demo.example/", f"https://demo.example/{SLUG}", "the article that the front page leads with"),
        (f"https://demo.example/{SLUG}", f"https://other.example/{SLUG}", "another site"),
        (f"https://dana.blogspot.com/{SLUG}", f"https://rival.blogspot.com/{SLUG}", "another one's blog"),
        (f"https://mfa.gov.ua/{SLUG}", f"https://mil.gov.ua/{SLUG}", "another ministry"),
        (f"https://192.0.2.7/{SLUG}", f"https://192.0.2.8/{SLUG}", "another machine"),
        (f"https://demo.example/{SLUG}", f"javascript:alert('{SLUG}')", "no web address"),
        (f"https://demo.example/{SLUG}", "https://[x/", "no address at all"),
        (f"https://demo.example/{SLUG}", f"/{SLUG}", "a path alone"),
    ],
)
def test_a_page_is_not_believed_where_it_claims_to_be(fetched, claimed, why):
    assert address_of(fetched, claimed) == clean(fetched), why


def test_a_claim_from_before_the_certificate_does_not_lead_back_to_http():
    assert (
        address_of(f"https://demo.example/{SLUG}?x=1", f"http://demo.example/{SLUG}")
        == f"https://demo.example/{SLUG}"
    )
    assert address_of(f"http://demo.example/{SLUG}", f"https://demo.example/{SLUG}") == f"https://demo.example/{SLUG}"


def test_a_page_without_a_web_address_has_none():
    with pytest.raises(UnreadableError):
        address_of("file:///a.html", "https://demo.example/a")
