"""Every format that outlets use gives the same items, links, dates and wishes."""

import json

import pytest

from articles.feeds.documents import read_feed
from articles.feeds.errors import NotAFeedError

URL = "https://wire.example/news/feed.xml"

RSS_090 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>Old Wire</title><link>https://wire.example/</link></channel>
<item><title>Envoys meet</title><link>https://wire.example/envoys</link></item>
</rdf:RDF>"""

RSS_091 = """<?xml version="1.0"?>
<rss version="0.91"><channel><title>Old Wire</title><link>https://wire.example/</link><language>en-us</language>
<item><title>Envoys meet</title><link>https://wire.example/envoys</link></item></channel></rss>"""

NETSCAPE = RSS_091.replace(
    "<rss ",
    '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"\n'
    ' "http://wire.example/publish/formats/rss-0.91.dtd">\n<rss ',
).replace("Envoys meet", "Envoys&nbsp;meet")

RSS_092 = RSS_091.replace("0.91", "0.92")

RSS_10 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://wire.example/"><title>Old Wire</title><link>https://wire.example/</link>
<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="https://wire.example/envoys"><title>Envoys meet</title><link>https://wire.example/envoys</link>
<dc:date>2025-03-13T14:20:00+02:00</dc:date><dc:creator>Dana Reed</dc:creator></item>
</rdf:RDF>"""

RSS_20 = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Wire &amp; Co</title><link>https://wire.example/</link><language>uk-UA</language><ttl>60</ttl>
<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="next" href="feed.xml?page=2"/>
<skipHours><hour>1</hour><hour>2</hour><hour>24</hour></skipHours><skipDays><day>Saturday</day><day>Sunday</day></skipDays>
<item><title>Envoys meet</title><link>https://wire.example/envoys?utm_source=rss</link>
<guid isPermaLink="false">wire-17</guid><pubDate>Thu, 13 Mar 2025 14:20:00 +0200</pubDate>
<author>desk@wire.example (Dana Reed)</author><description>&lt;p&gt;They met in &lt;b&gt;Jeddah&lt;/b&gt;.&lt;/p&gt;</description>
</item></channel></rss>"""

ATOM_10 = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title><link href="https://wire.example/"/>
<link rel="self" href="https://wire.example/atom"/><id>tag:wire.example,2025:feed</id><updated>2025-03-13T15:00:00Z</updated>
<entry xml:lang="fr"><id>tag:wire.example,2025:17</id><title type="html">&lt;b&gt;Envoys&lt;/b&gt; meet</title>
<link rel="replies" href="https://wire.example/envoys/comments"/><link rel="enclosure" href="https://wire.example/a.mp3"/>
<link rel="alternate" type="text/html" href="https://wire.example/envoys"/>
<author><name>Dana Reed</name></author><author><name>Sam Ott</name></author>
<published>2025-03-13T12:20:00Z</published><updated>2025-03-13T13:00:00Z</updated>
<summary>They met in Jeddah.</summary></entry></feed>"""

ATOM_03 = """<?xml version="1.0" encoding="utf-8"?>
<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Wire</title>
<link rel="alternate" type="text/html" href="https://wire.example/"/><modified>2025-03-13T15:00:00Z</modified>
<entry><id>tag:wire.example,2025:17</id><title>Envoys meet</title>
<link rel="alternate" type="text/html" href="https://wire.example/envoys"/>
<issued>2025-03-13T12:20:00Z</issued><modified>2025-03-13T13:00:00Z</modified></entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Wire",
    "home_page_url": "https://wire.example/",
    "language": "en-GB",
    "next_url": "https://wire.example/feed.json?page=2",
    "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
    "items": [
        {
            "id": 17,
            "url": "/envoys",
            "title": "Envoys meet",
            "content_html": "<p>They met in <b>Jeddah</b>.</p>",
            "date_published": "2025-03-13T14:20:00+02:00",
            "date_modified": "2025-03-13T13:00:00Z",
            "authors": [{"name": "Dana Reed"}, {"name": "Sam Ott"}],
        }
    ],
}


def read(document, **said):
    return read_feed(document.encode() if isinstance(document, str) else document, url=URL, **said)


def rss(*items, head=""):
    return f'<rss version="2.0"><channel><title>Wire</title>{head}{"".join(items)}</channel></rss>'


def item(link="https://wire.example/a", title="A", more=""):
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def titled(title):
    return read(rss(item(title=title))).items[0].title


def dated(element):
    return read(rss(item(more=element))).items[0].published


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (RSS_090, "RSS 0.90"),
        (RSS_091, "RSS 0.91"),
        (NETSCAPE, "RSS 0.91"),
        (RSS_092, "RSS 0.92"),
        (RSS_10, "RSS 1.0"),
        (RSS_20, "RSS 2.0"),
        (ATOM_03, "Atom 0.3"),
        (ATOM_10, "Atom 1.0"),
        (json.dumps(JSON_FEED), "JSON Feed 1.1"),
        (json.dumps(JSON_FEED | {"version": "https://jsonfeed.org/version/1"}), "JSON Feed 1.0"),
    ],
)
def test_every_format_gives_its_piece(document, name):
    found = read(document)
    assert (found.format, found.site, found.dropped, found.fault) == (name, "https://wire.example/", 0, "")
    assert [(piece.title, piece.url) for piece in found.items] == [("Envoys meet", "https://wire.example/envoys")]


def test_rss_says_everything_that_it_can():
    found = read(RSS_20)
    piece = found.items[0]
    assert (found.title, found.language, found.ttl, found.hub) == ("Wire & Co", "uk", 3600, "https://hub.example/")
    assert found.next_page == "https://wire.example/news/feed.xml?page=2"
    assert (found.skip_hours, found.skip_days) == ({0, 1, 2}, {5, 6})
    assert (piece.key, piece.author, piece.summary) == ("wire-17", "Dana Reed", "They met in Jeddah.")
    assert (piece.published, piece.updated, piece.language) == ("2025-03-13T12:20:00Z", "", "uk")


def test_rss_1_has_its_dates_in_dublin_core_and_its_pace_in_syndication():
    found = read(RSS_10)
    assert (found.items[0].published, found.items[0].author, found.ttl) == (
        "2025-03-13T12:20:00Z",
        "Dana Reed",
        21_600,
    )


@pytest.mark.parametrize("document", [ATOM_10, ATOM_03])
def test_atom_has_two_dates(document):
    piece = read(document).items[0]
    assert (piece.published, piece.updated) == ("2025-03-13T12:20:00Z", "2025-03-13T13:00:00Z")


def test_atom_names_its_authors_and_languages():
    piece = read(ATOM_10).items[0]
    assert (piece.key, piece.author, piece.language) == ("tag:wire.example,2025:17", "Dana Reed, Sam Ott", "fr")


def test_an_atom_entry_without_a_date_of_publication_gets_none():
    assert read(ATOM_10.replace("<published>2025-03-13T12:20:00Z</published>", "")).items[0].published == ""


def test_json_feed_says_everything_that_it_can():
    found = read(json.dumps(JSON_FEED), media_type="application/feed+json")
    piece = found.items[0]
    assert (found.title, found.language, found.hub) == ("Wire", "en", "https://hub.example/")
    assert found.next_page == "https://wire.example/feed.json?page=2"
    assert (piece.key, piece.author, piece.summary) == ("17", "Dana Reed, Sam Ott", "They met in Jeddah.")
    assert (piece.published, piece.updated) == ("2025-03-13T12:20:00Z", "2025-03-13T13:00:00Z")


def test_json_feed_1_has_one_author_and_ids_that_are_addresses():
    entry = {"id": "https://wire.example/envoys", "content_text": "They  met.", "author": {"name": "Dana Reed"}}
    piece = read(json.dumps(JSON_FEED | {"items": [entry]})).items[0]
    assert (piece.url, piece.author, piece.summary) == ("https://wire.example/envoys", "Dana Reed", "They met.")


@pytest.mark.parametrize(
    "entry", [None, "text", 5, {}, {"id": "5"}, {"url": ["https://wire.example/"]}, {"url": None}]
)
def test_json_entries_that_are_none_are_counted(entry):
    found = read(json.dumps(JSON_FEED | {"items": [entry], "title": 5, "hubs": [5], "authors": {}}))
    assert (found.items, found.dropped, found.title) == ((), 1, "")


# --- links ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a", "https://wire.example/a"),
        ("b/c", "https://wire.example/news/b/c"),
        ("//other.example/a", "https://other.example/a"),
        ("\n https://wire.example/a\n", "https://wire.example/a"),
        ("https://wire.example/a?id=1&amp;x=2", "https://wire.example/a?id=1&x=2"),
        ("<![CDATA[https://wire.example/a?id=1&x=2]]>", "https://wire.example/a?id=1&x=2"),
        ("https://новини.example/а", "https://xn--b1amarcd.example/%D0%B0"),
    ],
)
def test_links_become_absolute(link, url):
    assert [piece.url for piece in read(rss(item(link))).items] == [url]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,hello",
        "file:///etc/passwd",
        "ftp://wire.example/a",
        "mailto:desk@wire.example",
        "https://",
        "https://[::1/a",
        "https://wire.example:99999/",
        "https://wire.example/" + "a" * 1000,
        "",
    ],
)
def test_what_is_no_web_address_is_dropped_and_counted(link):
    found = read(rss(item(link), item("https://wire.example/b")))
    assert ([piece.url for piece in found.items], found.dropped) == (["https://wire.example/b"], 1)


def test_xml_base_counts_for_links():
    document = ATOM_10.replace("<entry ", '<entry xml:base="https://base.example/x/" ').replace(
        'href="https://wire.example/envoys"', 'href="envoys"'
    )
    assert read(document).items[0].url == "https://base.example/x/envoys"


def test_the_pieces_own_link_goes_before_that_of_a_click_counter():
    document = rss(
        item(
            "https://clicks.example/~r/17",
            more='<f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://wire.example/a</f:origLink>',
        )
    )
    assert read(document).items[0].url == "https://wire.example/a"


def test_a_guid_that_is_a_permalink_is_a_link():
    permalink = rss("<item><guid>https://wire.example/a</guid></item>")
    name = rss('<item><guid isPermaLink="false">https://wire.example/a</guid></item>')
    assert read(permalink).items[0].url == "https://wire.example/a"
    assert (read(name).items, read(name).dropped) == ((), 1)


def test_without_a_guid_the_cleaned_link_is_the_key():
    piece = read(rss(item("https://wire.example/a?utm_campaign=x&id=5#top"))).items[0]
    assert (piece.key, piece.url) == ("https://wire.example/a?id=5", "https://wire.example/a?id=5")


def test_one_guid_for_two_links_is_two_pieces_and_the_same_twice_is_one():
    guid = '<guid isPermaLink="false">1</guid>'
    links = ["https://wire.example/a", "https://wire.example/b", "https://wire.example/a"]
    found = read(rss(*(item(link, more=guid) for link in links)))
    assert [(piece.key, piece.url[-1]) for piece in found.items] == [("1", "a"), ("1", "b")]


# --- texts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Talks &lt;i&gt;resume&lt;/i&gt;", "Talks resume"),
        ("Talks &amp;amp; terms", "Talks & terms"),
        ("Talks &amp;amp;amp; terms", "Talks & terms"),
        ("&amp;lt;em&amp;gt;Talks&amp;lt;/em&amp;gt; resume", "Talks resume"),
        ("<![CDATA[<b>Talks</b> &amp; terms]]>", "Talks & terms"),
        ("It&amp;#8217;s on", "It’s on"),
        ("Talks&nbsp;in &Kcy;&yuml;iv&hellip;", "Talks in Кÿiv…"),
        ("  Talks \n\t resume ", "Talks resume"),
        ("Talks &lt;script&gt;steal()&lt;/script&gt;resume", "Talks resume"),
        ("5 &lt; 6", "5 < 6"),
        ("Переговори у Джидді", "Переговори у Джидді"),
        ("", ""),
    ],
)
def test_titles_are_one_line_of_plain_text(written, title):
    assert titled(written) == title


def test_titles_and_summaries_have_an_end():
    piece = read(rss(item(title="word " * 500, more=f"<description>{'word ' * 5000}</description>"))).items[0]
    assert len(piece.title) <= 500
    assert len(piece.summary) <= 1000
    assert piece.summary.endswith("word…")


def test_a_summary_is_taken_from_the_content_where_there_is_none():
    content = '<c:encoded xmlns:c="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>They met.</p>]]></c:encoded>'
    assert read(rss(item(more=content))).items[0].summary == "They met."


@pytest.mark.parametrize(
    ("element", "author"),
    [
        ("<author>desk@wire.example (Dana Reed)</author>", "Dana Reed"),
        ("<author>Dana Reed &lt;desk@wire.media&gt;</author>", "Dana Reed"),
        ("<author>desk@wire.example</author>", ""),
        ("<author>&lt;b&gt;Dana&lt;/b&gt; Reed</author>", "Dana Reed"),
        ("<creator xmlns='http://purl.org/dc/elements/1.1/'>Дана Рід</creator>", "Дана Рід"),
    ],
)
def test_authors_are_names_without_addresses(element, author):
    assert read(rss(item(more=element))).items[0].author == author


# --- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "published"),
    [
        ("<pubDate>Thu, 13 Mar 2025 14:20:00 GMT</pubDate>", "2025-03-13T14:20:00Z"),
        ("<pubDate>Thu, 13 Mar 2025 14:20:00 EST</pubDate>", "2025-03-13T19:20:00Z"),
        ("<pubDate>Thu, 13 Mar 2025 14:20:00</pubDate>", "2025-03-13T14:20:00Z"),
        ("<pubDate>13 Mar 25 14:20 +0300</pubDate>", "2025-03-13T11:20:00Z"),
        ("<pubDate>2025-03-13 14:20:00</pubDate>", "2025-03-13T14:20:00Z"),
        ("<pubDate>2025-03-13T23:20:00.123-03:00</pubDate>", "2025-03-14T02:20:00Z"),
        ("<pubDate>Thu, 13 Mar 2025</pubDate>", "2025-03-13"),
        ("<pubDate>2025-03-13</pubDate>", "2025-03-13"),
        ("<pubDate>2025-03</pubDate>", "2025-03"),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", ""),
        ("<pubDate>0001-01-01T00:00:00Z</pubDate>", ""),
        ("<pubDate>2025-02-30</pubDate>", ""),
        ("<pubDate>yesterday</pubDate>", ""),
        ("<pubDate></pubDate>", ""),
        ("", ""),
    ],
)
def test_dates_are_as_precise_as_they_are_stated(element, published):
    assert dated(element) == published


# --- how much ------------------------------------------------------------------------------------------------------


def test_the_newest_five_thousand_are_kept_in_their_order():
    days = [f"<pubDate>2025-01-01T00:00:{n % 60:02}Z</pubDate>" for n in range(5000)]
    items = [item(f"https://wire.example/{n}", more=day) for n, day in enumerate(days)]
    items[10:10] = [item("https://wire.example/undated")]
    items.append(item("https://wire.example/newest", more="<pubDate>2025-02-01</pubDate>"))
    found = read(rss(*items))
    assert len(found.items) == 5000
    assert found.items[-1].url == "https://wire.example/newest"
    assert "https://wire.example/undated" not in {piece.url for piece in found.items}
    assert "https://wire.example/4980" not in {piece.url for piece in found.items}  # the last of the oldest second


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("<ttl>15</ttl>", 900),
        ("<ttl> 5 </ttl>", 300),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>99999999999999</ttl>", None),
        ("", None),
    ],
)
def test_ttl_is_a_number_of_minutes_or_nothing(head, seconds):
    assert read(rss(item(), head=head)).ttl == seconds


def test_an_empty_feed_is_a_feed():
    assert read(rss()).items == ()


@pytest.mark.parametrize(
    "media_type", ["text/html", "text/plain", "application/octet-stream", "application/json", ""]
)
def test_what_the_server_calls_it_does_not_matter(media_type):
    assert read(RSS_20, media_type=media_type).format == "RSS 2.0"
    assert read(json.dumps(JSON_FEED), media_type=media_type).format == "JSON Feed 1.1"


def test_a_list_of_feeds_is_no_feed():
    with pytest.raises(NotAFeedError, match="a list of feeds"):
        read('<opml version="2.0"><body/></opml>')
