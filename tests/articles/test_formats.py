"""Readers: the text is kept to the character, and what cannot be read says why."""

import pytest

from articles.ingest.errors import UnreadableError
from articles.ingest.formats import MAX_BYTES, WEB_ARCHIVE, check_size, media_type_of, read
from tests.articles.conftest import markdown

ODD = "“Бо\u0301льшую часть” 🇺🇦👩‍👩‍👧 e\u0301\u00a0é\tтак"


def text(data):
    return read(data, "text/plain")


def test_a_text_file_is_kept_to_the_character():
    content = f"  Title of it  \n\n{ODD}\n  indented \n\n"
    piece = text(content.encode())
    assert (piece.title, piece.text) == ("Title of it", content)


def test_only_the_byte_order_mark_and_the_ends_of_lines_change():
    assert text(b"\xef\xbb\xbfOne\r\ntwo\rthree\n").text == "One\ntwo\rthree\n"
    assert text(ODD.encode("utf-16")).text == ODD


def test_markdown_takes_its_front_matter_and_the_stripped_body():
    piece = read(
        markdown(
            f"\n{ODD}\n\nSecond.\n",
            url="HTTPS://Demo-Wire.example:443/a?b=c#d",
            title="It’s",
            source="demo-wire",
            byline="Dana",
            language="uk",
            published="2025-03-13T14:20:00Z",
        ),
        "text/markdown",
    )
    assert piece.text == f"{ODD}\n\nSecond."
    assert piece.url == "https://demo-wire.example/a?b=c"
    assert (piece.title, piece.source, piece.byline, piece.language) == ("It’s", "demo-wire", "Dana", "uk")
    assert piece.published == "2025-03-13T14:20:00Z"


def test_markdown_without_front_matter_takes_its_first_heading():
    piece = read(b"\n# Talks in Jeddah #\n\nBody.", "text/markdown")
    assert (piece.title, piece.text) == ("Talks in Jeddah", "# Talks in Jeddah #\n\nBody.")


def test_html_gives_the_article_and_what_its_head_says():
    page = f"""<html lang="en"><head><title>T</title><meta property="og:title" content="Talks resume">
      <link rel="canonical" href="https://x.example/a"><meta name="author" content="Jane Roe">
      <meta property="article:published_time" content="2025-03-13T10:00:00Z"></head>
      <body><nav>menu</nav><article><h1>Talks resume</h1>
      <p>Ukraine said on Tuesday that it was ready to accept an immediate ceasefire of 30 days 🇺🇦.</p>
      <p>“{ODD}” was said in a second paragraph with enough words to be kept by the extractor.</p>
      </article><script>alert(1)</script></body></html>"""
    piece = read(page.encode(), "text/html")
    assert (piece.title, piece.url, piece.byline) == ("Talks resume", "https://x.example/a", "Jane Roe")
    assert piece.published == "2025-03-13T10:00:00Z"
    assert "30 days 🇺🇦." in piece.text
    assert "alert" not in piece.text
    assert piece.extractor.startswith("trafilatura ")


def test_html_in_the_charset_that_it_declares():
    body = "<p>Президент сказал, что переговоры продолжатся в четверг, и что стороны близки к соглашению.</p>"
    page = f'<html><head><meta charset="windows-1251"><title>Речь</title></head><body><article>{body * 3}</article></body></html>'
    assert "переговоры продолжатся" in read(page.encode("windows-1251"), "text/html").text


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("The president said that the talks would go on.", "en"),
        ("Україна приймає цю пропозицію, ми готові на такий крок.", "uk"),
        ("Президент сказал, что переговоры будут продолжены.", "ru"),
    ],
)
def test_the_language_is_found_where_it_is_not_given(words, language):
    assert text(words.encode()).language == language


@pytest.mark.parametrize(
    ("data", "media_type", "why"),
    [
        (b"", "text/plain", "empty"),
        (b" \n ", "text/plain", "no text"),
        ("Речь".encode("windows-1251"), "text/plain", "not in UTF-8"),
        (b"PK\x03\x04\0\0", "text/plain", "NUL"),
        (b"GIF89a", "image/gif", "image/gif is not a format that is read"),
        (b"<html><body></body></html>", "text/html", "no article was found"),
        (b"---\ntitle: [a\n---\nBody", "text/markdown", "front matter is not YAML"),
        (b"---\npublished: 2025-13-45\n---\nBody", "text/markdown", "front matter is not YAML"),
        (b"---\ntitle: [a, b]\n---\nBody", "text/markdown", "title in its front matter"),
        (b"---\npublished: last week\n---\nBody", "text/markdown", "not a date in EDTF"),
        (b"---\nurl: javascript:alert(1)\n---\nBody", "text/markdown", "not a web address"),
        (b"---\nurl: 'https://[x/'\n---\nBody", "text/markdown", "its URL"),
    ],
)
def test_what_cannot_be_read_says_why(data, media_type, why):
    with pytest.raises(UnreadableError, match=why):
        read(data, media_type)


def test_unknown_extensions_and_sizes_are_refused():
    assert media_type_of("A.HTM") == "text/html"
    assert media_type_of("Of the.year.WARC.gz") == WEB_ARCHIVE
    with pytest.raises(UnreadableError, match=r"\.exe is not a format that is read"):
        media_type_of("a.exe")
    with pytest.raises(UnreadableError, match=r"\.gz is not a format that is read"):
        media_type_of("a.txt.gz")
    with pytest.raises(UnreadableError, match="the limit is 20 MB"):
        check_size(MAX_BYTES + 1)
