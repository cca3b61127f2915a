"""What the outside world sends instead of a feed: it is read as well as it can be, or says why not."""

import json
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.feeds.documents import MAX_BYTES, read_feed
from articles.feeds.errors import BrokenFeedError, FeedError, NotAFeedError
from articles.feeds.syndication import MAX_TAGS
from tests.articles.feeds.test_documents import JSON_FEED, NETSCAPE, RSS_20, item, read, rss

LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss version="2.0"><channel><title>&c;</title></channel></rss>"""

EXTERNAL = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title></channel></rss>'


def refused(document, error=BrokenFeedError, **said):
    with pytest.raises(error) as caught:
        read(document, **said)
    return caught.value


# --- entities ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "document",
    [
        LAUGHS,
        EXTERNAL,
        LAUGHS.replace("DOCTYPE", "doctype"),
        LAUGHS.encode("utf-16"),
        LAUGHS.encode("utf-16-le"),
        LAUGHS.replace("<!DOCTYPE rss [", "<!DOCTYPE\nrss SYSTEM 'x' ["),
        LAUGHS.replace("<!DOCTYPE", "<!-- a > b --><!DOCTYPE"),
        LAUGHS.replace("<!DOCTYPE", "Warning: a < b\n<!DOCTYPE"),
        '<!ENTITY a "b">' + RSS_20.partition("?>")[2],
        LAUGHS.replace('version="1.0"?', 'version="1.0" encoding="utf-7"?').replace(
            "<!DOCTYPE", "+ADw-!DOCTYPE<!DOCTYPE"
        ),
        LAUGHS.replace("<rss", "<urlset").replace("</rss", "</urlset"),
    ],
)
def test_a_document_that_declares_entities_is_refused(document):
    assert "declares entities" in str(refused(document))


def test_a_declaration_behind_the_root_expands_nothing():
    document = rss('<!DOCTYPE x [<!ENTITY a "haha">]>', item(title="&a;"))
    try:
        titles = {piece.title for piece in read(document).items}
    except BrokenFeedError:
        titles = set()
    assert not any("haha" in title for title in titles)


def test_a_bare_doctype_is_passed_over_and_nothing_is_loaded():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        document = NETSCAPE.replace("http://wire.example", f"http://127.0.0.1:{server.getsockname()[1]}")
        assert read(document).items[0].title == "Envoys meet"
        with pytest.raises(BlockingIOError):
            server.accept()


# --- not a feed ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head></html>",
        "<html><head><link rel='alternate' type='application/rss+xml' href='/rss'>",
        (
            "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x.dtd'>"
            "<html xmlns='http://www.w3.org/1999/xhtml'><head>"
            "<link rel='alternate' type='application/rss+xml' href='/rss'/></head></html>"
        ),
    ],
)
def test_a_web_page_says_so_and_which_feeds_it_names(page):
    error = refused(page, NotAFeedError)
    assert str(error) == "it is a web page, not a feed"
    assert error.feeds[0].url == "https://wire.example/rss"
    assert error.cause == "not_a_feed"


def test_a_fragment_served_as_a_page_is_a_page():
    assert (
        str(refused("<p>Please log in</p>", NotAFeedError, media_type="text/html")) == "it is a web page, not a feed"
    )


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "an XML document of another kind ('svg')"),
        ("<feed xmlns='https://wire.example/animals'><oats/></feed>", "no version of RSS or Atom"),
        ('{"items": []}', "not a JSON Feed"),
        ("[1, 2]", "not a JSON Feed"),
        ('{"version": 7}', "not a JSON Feed"),
    ],
)
def test_other_documents_say_what_they_are(document, words):
    assert words in str(refused(document, NotAFeedError))


# --- broken --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"", "it is empty"),
        (b" \n\t", "it is empty"),
        (b"\0\0\0", "it is empty"),
        (b"Service unavailable", "it is neither XML nor JSON"),
        (bytes(range(256)) * 3, "it is neither XML nor JSON"),
        (b"\x1f\x8b\x08\x00" + b"\x93" * 50, "it is neither XML nor JSON"),
        (b"<", "it is neither XML nor JSON"),
        (b"<!-- never closed <rss>", "it is neither XML nor JSON"),
    ],
)
def test_garbage_says_so(document, words):
    assert str(refused(document)) == words


@pytest.mark.parametrize("kept", [0.5, 0.8, 0.95, 0.999])
def test_a_feed_cut_short_says_where_it_ends(kept):
    document = rss(*(item(f"https://wire.example/{n}") + "\n" for n in range(100)))
    error = refused(document[: int(len(document) * kept)])
    assert "it ends in the middle" in str(error)
    assert error.line > 1


def test_lines_are_those_of_the_original():
    error = refused(f'<?xml version="1.0"?>\n<!-- two\nthree -->\n\n{rss("<x>")}'.replace("<x>", "\n<x a='1' a='2'>"))
    assert str(error) == "it is not well-formed XML: duplicate attribute (line 6)"
    assert (error.line, error.cause) == (6, "broken_feed")


@pytest.mark.parametrize(
    "document",
    [
        rss(item(title="Talks & terms")),
        rss(item(title="Talks <br> terms")),
        rss(item(more="<media:thumbnail url='x'/>")),
        rss(item(title="Talks &#0; terms")),
        rss(item(more="<category a=1>x</category>")),
    ],
)
def test_a_feed_that_is_not_well_formed_is_read_all_the_same_and_says_what_is_wrong(document):
    found = read(document)
    assert [piece.url for piece in found.items] == ["https://wire.example/a"]
    assert "\0" not in found.items[0].title
    assert found.fault.startswith("it is not well-formed XML: ")
    assert found.fault.endswith("(line 1)")


def test_a_link_with_bare_ampersands_stays_whole():
    assert read(rss(item("https://wire.example/a?id=1&page=2"))).items[0].url == "https://wire.example/a?id=1&page=2"


@pytest.mark.parametrize(
    "noise",
    ["\n\n", "\ufeff", "PHP Notice: undefined < thing on line 3\n", "<br />\n<b>Warning</b>: x\n", "\x00\x08"],
)
def test_what_a_server_prints_before_the_feed_is_passed_over(noise):
    assert read(noise + RSS_20).items[0].title == "Envoys meet"


def test_characters_that_xml_does_not_have_are_left_out():
    assert read(rss(item(title="Ta\x08lks\x1f\ufffe"))).items[0].title == "Talks"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ('{"version": "https://jsonfeed.org/version/1.1", "items": [', "it ends in the middle"),
        ("{,}", "it is not well-formed JSON"),
        ("[" * 100_000, "too deep"),
        ('{"version": ' + "9" * 10_000 + "}", "endless numbers"),
    ],
)
def test_broken_json_says_why(document, words):
    assert words in str(refused(document))


def test_json_with_halves_of_characters_and_nuls_is_read():
    entry = {"id": "x", "url": "https://wire.example/a", "title": "A\ud800\0B"}
    assert read(json.dumps(JSON_FEED | {"items": [entry]})).items[0].title == "AB"


def test_too_much_is_refused_before_it_is_read():
    assert "more than" in str(refused(rss("<a/>" * (MAX_TAGS + 1))))
    assert "too long" in str(refused(rss("<a>" * 110_000)))
    assert "the limit is" in str(refused(b" " * (MAX_BYTES + 1)))


# --- characters ----------------------------------------------------------------------------------------------------

CYRILLIC = "Переговоры в Джидде продолжаются, сказал представитель делегации"


def declared(encoding, title=CYRILLIC):
    return f'<?xml version="1.0" encoding="{encoding}"?>{rss(item(title=title))}'


@pytest.mark.parametrize(
    ("document", "charset"),
    [
        (declared("utf-8").encode(), ""),
        (declared("windows-1251").encode("cp1251"), ""),
        (declared("koi8-r").encode("koi8-r"), ""),
        (rss(item(title=CYRILLIC)).encode("cp1251"), "windows-1251"),
        (rss(item(title=CYRILLIC)).encode("cp1251"), ""),  # nobody says
        (declared("utf-8").encode("cp1251"), ""),  # the document is wrong
        (declared("utf-8").encode(), "iso-8859-1"),  # the server is wrong
        (declared("windows-1251").encode(), "windows-1251"),  # both are wrong
        (declared("utf-16").encode(), ""),  # the slip of a well-known string writer
        (declared("utf-16").encode("utf-16"), ""),
        (declared("utf-16").encode("utf-16-be"), ""),
        (declared("utf-8").encode("utf-8-sig"), ""),
        (declared("utf-8").encode("utf-32"), ""),
        (declared("no-such-encoding").encode(), "nor-this\0"),
        (declared("punycode").encode(), "idna"),
    ],
)
def test_characters_survive_what_is_said_of_them(document, charset):
    assert read(document, charset=charset).items[0].title == CYRILLIC


def test_latin_1_is_read_as_browsers_read_it():
    assert read(declared("iso-8859-1", "It’s – on").encode("cp1252")).items[0].title == "It’s – on"


def test_escapes_of_old_japanese_mail_are_read():
    assert read(declared("iso-2022-jp", "会談").encode("iso-2022-jp")).items[0].title == "会談"


def test_one_letter_cut_in_two_does_not_spoil_the_rest():
    document = declared("utf-8").encode().replace("делегации".encode(), "делегаци".encode()[:-1])
    assert read(document).items[0].title.startswith("Переговоры в Джидде")


# --- anything at all -----------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        RSS_20,
        LAUGHS,
        "<rss>",
        "</rss>",
        "<item>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "<?xml",
        "&",
        "&#",
        "{",
        '"',
        "<",
        ">",
        "\0",
        "é",
    ]
)


def outcome(data):
    """The pieces, or the reason why there are none."""
    try:
        return read_feed(data, url="https://wire.example/feed").items, ""
    except FeedError as error:
        return (), str(error)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=12).map(lambda parts: "".join(parts).encode())))
def test_any_bytes_give_a_feed_or_a_reason(data):
    pieces, reason = outcome(data)
    assert reason.startswith("it ") or not reason
    assert all(piece.url.startswith(("http://", "https://")) for piece in pieces)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=12), st.integers(0, len(RSS_20)), st.integers(0, 40))
def test_any_damage_gives_a_feed_or_a_reason(noise, at, cut):
    whole = RSS_20.encode()
    pieces, reason = outcome(whole[:at] + noise + whole[at + cut :])
    assert reason.startswith("it ") or not reason
    assert all("<b>" not in piece.summary and piece.url.startswith("http") for piece in pieces)
