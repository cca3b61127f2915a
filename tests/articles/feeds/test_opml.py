"""Lists of feeds come in from any reader, and go out so that any reader takes them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.feeds.errors import BrokenFeedError, NotAFeedError
from articles.feeds.opml import MAX_OUTLINES, Outline, read_opml, write_opml

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Newsroom</title></head><body>
<outline text="Світ"><outline text="Агенції"><outline type="rss" text="Wire &amp; Co" xmlUrl="https://wire.example/rss?a=1&amp;b=2"
 htmlUrl="https://wire.example/"/></outline><outline title="Daily" xmlUrl="https://daily.example/feed"/></outline>
<outline text="Alone" xmlUrl="https://alone.example/feed" category="/Politics/Talks,/Top"/>
<outline text="No feed" htmlUrl="https://page.example/"/><outline text="Bad" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


def test_a_list_gives_its_feeds_with_sites_and_folders():
    assert read_opml(LIST.encode()) == [
        Outline("Wire & Co", "https://wire.example/rss?a=1&b=2", "https://wire.example/", ("Світ / Агенції",)),
        Outline("Daily", "https://daily.example/feed", "", ("Світ",)),
        Outline("Alone", "https://alone.example/feed", "", ("Politics / Talks", "Top")),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_encodings_do_not_matter(encoding):
    assert read_opml(LIST.encode(encoding)) == read_opml(LIST.encode())


def test_a_feed_that_is_listed_twice_is_one_in_both_folders():
    twice = "".join(
        f'<outline text="{folder}"><outline text="Wire" xmlUrl="https://wire.example/rss"/></outline>'
        for folder in "AB"
    )
    assert read_opml(f"<opml><body>{twice}</body></opml>".encode()) == [
        Outline("Wire", "https://wire.example/rss", "", ("A", "B"))
    ]


def test_bare_ampersands_are_read_over():
    document = (
        '<opml version="1.1"><body><outline text="R & D" xmlUrl="https://wire.example/rss?a=1&b=2"/></body></opml>'
    )
    assert read_opml(document.encode()) == [Outline("R & D", "https://wire.example/rss?a=1&b=2")]


def test_markup_in_names_stays_out():
    document = '<opml><body><outline text="&lt;b&gt;Wire&lt;/b&gt;" xmlUrl="https://wire.example/"/></body></opml>'
    assert read_opml(document.encode())[0].title == "Wire"


@pytest.mark.parametrize(
    ("document", "error", "words"),
    [
        ("", BrokenFeedError, "it is empty"),
        (LIST[:400], BrokenFeedError, "it ends in the middle"),
        (LIST.replace("<opml", '<!DOCTYPE opml [<!ENTITY a "b">]><opml'), BrokenFeedError, "declares entities"),
        ("<rss version='2.0'/>", NotAFeedError, "not a list of feeds"),
        ("<html><body>Hello</body></html>", NotAFeedError, "not a list of feeds"),
    ],
)
def test_what_is_no_list_says_so(document, error, words):
    with pytest.raises(error, match=words):
        read_opml(document.encode())


def test_a_list_has_an_end():
    outlines = (Outline(f"Feed {n}", f"https://wire.example/{n}") for n in range(MAX_OUTLINES + 1))
    with pytest.raises(BrokenFeedError, match="it lists 5,001 feeds, and the limit is 5,000"):
        read_opml(write_opml("Many", outlines))


def test_what_we_write_is_opml_2_with_a_title():
    document = write_opml("Newsroom <1>", [Outline("", "https://wire.example/rss")]).decode()
    assert '<opml version="2.0">' in document
    assert "<title>Newsroom &lt;1&gt;</title>" in document
    assert 'text="https://wire.example/rss"' in document


NAMES = (
    st.text("abc йї日 &<>\"'\u00a0", min_size=1, max_size=12)
    .map(lambda name: " ".join(name.split()))
    .filter(lambda name: name and "<" not in name and "&" not in name)
)
OUTLINES = st.builds(
    Outline,
    title=NAMES,
    feed_url=st.integers(0, 999).map(lambda n: f"https://wire.example/rss?a={n}&b=2"),
    site_url=st.sampled_from(["", "https://wire.example/"]),
    categories=st.lists(st.lists(NAMES, min_size=1, max_size=3).map(" / ".join), max_size=1).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(OUTLINES, max_size=8, unique_by=lambda outline: outline.feed_url))
def test_what_is_written_is_read_again(outlines):
    read = read_opml(write_opml("Newsroom", outlines))
    assert sorted(read, key=lambda outline: outline.feed_url) == sorted(
        outlines, key=lambda outline: outline.feed_url
    )


def test_further_folders_survive_as_categories():
    outline = Outline("Wire", "https://wire.example/rss", "", ("World", "Talks / Envoys"))
    assert set(read_opml(write_opml("Newsroom", [outline]))[0].categories) == set(outline.categories)
