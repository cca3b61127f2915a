"""PDF, Word, e-mail and web archives: their words, and what is refused before it is unpacked."""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from articles.ingest.errors import UnreadableError
from articles.ingest.formats import media_type_of, read
from articles.ingest.formats.web_archives import MAX_CAPTURES, captures_in
from tests.articles import documents
from tests.articles.pages import page

PDF, DOCX, EML = (media_type_of(f"a{ending}") for ending in (".pdf", ".docx", ".eml"))


def refused(data, media_type):
    with pytest.raises(UnreadableError) as caught:
        read(data, media_type)
    return str(caught.value)


# ---- PDF


def test_a_pdf_gives_paragraphs_in_any_script_and_what_it_says_of_itself():
    data = documents.pdf(
        [
            "The ministry said on Thursday that the talks would go on next week in the same pla-",
            "ce, and that nobody had asked for another one.",
            "Украина приняла предложение о прекращении огня на тридцать дней, сообщил представитель",
            "министерства.",
        ],
        ["Page two says “nothing new” of it."],
        title="On the talks",
        author="Press service",
    )
    piece = read(data, PDF)
    assert piece.text == (
        "The ministry said on Thursday that the talks would go on next week in the same place, and that nobody had "
        "asked for another one.\n"
        "Украина приняла предложение о прекращении огня на тридцать дней, сообщил представитель министерства.\n\n"
        "Page two says “nothing new” of it."
    )
    assert (piece.title, piece.byline, piece.published) == ("On the talks", "Press service", "")
    assert piece.extractor.startswith("pypdfium2 ")


@pytest.mark.parametrize("title", ["", "Microsoft Word - letter.docx", "untitled", "report_final.indd", "---"])
def test_a_pdf_without_a_title_of_its_own_takes_its_first_line(title):
    assert read(documents.pdf(["Talks resume."], title=title), PDF).title == "Talks resume."


def test_a_pdf_that_is_only_a_picture_broken_or_endless_is_refused():
    assert refused(documents.pdf([]), PDF) == "it has no text, only pictures of it"
    assert refused(b"%PDF-1.7 and nothing", PDF) == "it is not a PDF that can be read"
    assert "301 pages" in refused(documents.pdf(*[["x"]] * 301), PDF)


# ---- Word


def test_a_word_document_gives_paragraphs_and_cells_in_order():
    data = documents.word(
        "First “paragraph”, й.", "", "Second\tone.", title="Statement", author="Dana", table=[["A", "B"], ["C", "D"]]
    )
    piece = read(data, DOCX)
    assert piece.text == "First “paragraph”, й.\nSecond\tone.\nA\nB\nC\nD"
    assert (piece.title, piece.byline, piece.published) == ("Statement", "Dana", "")
    assert read(documents.word("Only a line."), DOCX).title == "Only a line."


def test_tracked_insertions_and_links_are_read_and_deletions_are_not():
    document = docx.Document()
    paragraph = document.add_paragraph("They agreed to ")._p
    for markup in (
        '<w:del {} w:id="1" w:author="x"><w:r><w:delText>sixty</w:delText></w:r></w:del>',
        '<w:ins {} w:id="2" w:author="x"><w:r><w:t>thirty</w:t></w:r></w:ins>',
        '<w:hyperlink {} w:anchor="a"><w:r><w:t xml:space="preserve"> days</w:t></w:r></w:hyperlink>',
    ):
        paragraph.append(parse_xml(markup.format(nsdecls("w"))))
    assert read(documents.saved(document), DOCX).text == "They agreed to thirty days"


def test_a_word_document_that_would_burst_or_declares_entities_is_refused_before_it_is_parsed():
    good = documents.word("Words.")
    bomb = documents.with_part(good, "docProps/core.xml", lambda _old: b"<x/>" + b" " * 50_000_000)
    assert "packed more tightly" in refused(bomb, DOCX)
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "declares a document type" in refused(
        documents.with_part(good, "word/styles.xml", lambda _old: entity), DOCX
    )
    wide = entity.decode().encode("utf-16")
    assert "declares a document type" in refused(
        documents.with_part(good, "word/styles.xml", lambda _old: wide), DOCX
    )


@pytest.mark.parametrize("data", [b"PK\x03\x04 not a zip", b"words"])
def test_what_is_no_word_document_says_so(data):
    assert refused(data, DOCX) == "it is not a Word document that can be read"


def test_a_package_of_something_else_and_a_damaged_one_say_so():
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as package:
        package.writestr("mimetype", "application/epub+zip")
    assert refused(empty.getvalue(), DOCX) == "it is not a Word document that can be read"
    broken = documents.with_part(documents.word("x"), "word/document.xml", lambda old: old[: len(old) // 2])
    assert refused(broken, DOCX) == "it is not a Word document that can be read"


# ---- e-mail


def test_a_message_gives_its_plain_words_its_sender_and_when_it_was_sent():
    piece = read(documents.email("Ми готові.\n\nЗустріч у четвер.\n", html="<p>Other</p>", subject="Заява"), EML)
    assert piece.text == "Ми готові.\n\nЗустріч у четвер."
    assert (piece.title, piece.byline, piece.published) == ("Заява", "Press service", "2025-03-13T16:20:00+02:00")


def test_a_message_in_html_alone_gives_its_lines_without_scripts():
    html = "<html><head><title>T</title><script>let a = '<p>no</p>'</script></head><body><p>One &amp; two.</p><div>Three.<br>Four.</div></body></html>"
    assert read(documents.email("", html=html), EML).text == "One & two.\nThree.\nFour."


def test_a_message_in_a_charset_that_nobody_knows_is_still_read():
    raw = (
        b"Subject: =?nonsense?Q?a=ff?=\nFrom: x@y.example\nDate: never\nContent-Type: text/plain; charset=x-unknown\n\n"
        + "Слова министра о переговорах.".encode("cp1251")
    )
    piece = read(raw, EML)
    assert "переговорах" in piece.text
    assert (piece.byline, piece.published) == ("x@y.example", "")


@pytest.mark.parametrize("raw", [b"\n\n", b"Subject: none\n\n", b"Subject: a\nContent-Type: image/png\n\nxx"])
def test_a_message_without_words_is_refused(raw):
    assert "message" in refused(raw, EML)


# ---- web archives


@pytest.mark.parametrize("gzip", [True, False])
def test_a_web_archive_gives_the_pages_in_it_as_their_server_sent_them(gzip):
    data = documents.warc(
        ("https://outlet.example/one", page("One")),
        ("https://outlet.example/photo.jpg", b"\xff\xd8\xff", "image/jpeg"),
        ("https://outlet.example/moved", "", "text/html", 301),
        ("https://outlet.example/paper", documents.pdf(["Words."]), "application/octet-stream"),
        ("https://outlet.example/page.xhtml", page("Two"), "application/xhtml+xml; charset=UTF-8"),
        gzip=gzip,
    )
    found = list(captures_in(data))
    assert [(piece.url, piece.media_type) for piece in found] == [
        ("https://outlet.example/one", "text/html"),
        ("https://outlet.example/paper", "application/pdf"),
        ("https://outlet.example/page.xhtml", "text/html"),
    ]
    assert found[0].body.decode() == page("One")
    assert found[0].captured_at == datetime(2025, 3, 13, 12, tzinfo=UTC)
    assert ("ETag", '"one"') in found[0].headers
    assert found[2].charset == "UTF-8"


def test_a_web_archive_that_was_changed_cut_off_or_is_none_is_refused():
    whole = documents.warc(("https://outlet.example/one", page("One")), gzip=False)
    for data in (
        whole.replace(b"Negotiators", b"Nogetiators").replace(b"talks", b"walks"),
        b"no archive at all",
        whole[:-400],
    ):
        with pytest.raises(UnreadableError, match="web archive is broken"):
            list(captures_in(data))


def test_a_web_archive_of_too_many_pages_is_refused():
    many = documents.warc(*[(f"https://outlet.example/{number}", "x") for number in range(MAX_CAPTURES + 1)])
    with pytest.raises(UnreadableError, match="more pages"):
        list(captures_in(many))
