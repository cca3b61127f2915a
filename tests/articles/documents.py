"""Documents in words of our own, made for tests: PDF, Word, e-mail, web archives."""

import io
import zipfile
from email.message import EmailMessage

import docx
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def pdf(*pages, title="", author=""):
    """A PDF with these lines on its pages, in any script: glyphs are numbers, and a ToUnicode map says which letters."""
    letters = sorted({letter for lines in pages for line in lines for letter in line})
    code = {letter: number for number, letter in enumerate(letters, start=1)}
    mapped = "\n".join(f"<{code[letter]:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for letter in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{mapped}\nendbfchar endcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{8 + 2 * at} 0 R' for at in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /CIDSystemInfo 7 0 R >>",
        f"<< /Length {len(cmap)} >> stream\n{cmap}\nendstream",
        f"<< /Title {_hex(title)} /Author {_hex(author)} >>",
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
    ]
    for at, lines in enumerate(pages):
        shown = " ".join(
            f"<{''.join(f'{code[letter]:04X}' for letter in line)}> Tj 0 -14 Td" if line else "0 -14 Td"
            for line in lines
        )
        content = f"BT /F 12 Tf 40 780 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {9 + 2 * at} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >> stream\n{content}\nendstream")
    out, places = io.BytesIO(b"%PDF-1.7\n"), []
    out.seek(0, io.SEEK_END)
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    at = out.tell()
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{at}\n%%EOF".encode())
    return out.getvalue()


def _hex(text):
    marked = f"\ufeff{text}".encode("utf-16-be").hex()
    return f"<{marked}>" if text else "()"


def word(*paragraphs, title="", author="", table=()):
    """A Word document; `table` is rows of cells after the paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        cells = document.add_table(rows=len(table), cols=len(table[0]))
        for row, texts in zip(cells.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.core_properties.title, document.core_properties.author = title, author
    return saved(document)


def saved(document):
    """The bytes of a document of python-docx."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data, name, change):
    """The package with one part changed by a function from bytes to bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, change(old.read(part)) if part.filename == name else old.read(part))
    return out.getvalue()


def email(
    body,
    *,
    html="",
    subject="A statement",
    sender="Press service <press@ministry.example>",
    date="Thu, 13 Mar 2025 16:20:00 +0200",
):
    """A message with a plain body, an HTML body, or both."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = sender, subject, date
    if body:
        message.set_content(body)
        if html:
            message.add_alternative(html, subtype="html")
    else:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def warc(*records, gzip=True):
    """A web archive of (address, body) or (address, body, content type, status, date)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip, warc_version="1.1")
    for address, body, *more in records:
        content_type, status, date = [*more, *("text/html; charset=utf-8", 200, "2025-03-13T12:00:00Z")[len(more) :]]
        headers = [("Content-Type", content_type), ("ETag", '"one"')] if content_type else []
        writer.write_record(
            writer.create_warc_record(
                address,
                "response",
                payload=io.BytesIO(body.encode() if isinstance(body, str) else body),
                http_headers=StatusAndHeaders(f"{status} OK", headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": date},
            )
        )
    return out.getvalue()
