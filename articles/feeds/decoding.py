"""The characters of a document whose server, declaration and bytes may tell three different stories."""

import codecs
import re
from collections.abc import Iterator

import charset_normalizer

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([\w.:-]{2,40})
       | <meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE | re.VERBOSE,
)
# Character sets of web pages only: Python also has codecs that run code points, host names and escapes through.
_OF_THE_WEB = re.compile(
    r"ascii|utf-8|iso8859-\d+|cp\d+|koi8-[rtu]|gb\w+|hz|big5\w*|shift_jis\w*|euc_\w+|iso2022_\w+|johab|kz1048"
    r"|mac-cyrillic|tis-620"
)
# What browsers read where a page says the name on the left (WHATWG Encoding Standard).
_AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
_SAMPLE = 65_536
# One character in so many may be broken and the document still be UTF-8: some cut their summaries in mid-letter.
_MOSTLY = 50
# Characters that XML and PostgreSQL do not have.
_IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def decoded(data: bytes, charset: str = "") -> str:
    """The characters of a document, whatever `charset` its server and its own declaration claim; never fails."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return possible(data[len(mark) :].decode(encoding, errors="replace"))
    for encoding in _encodings(data, charset):
        try:
            return possible(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    text = data.decode(errors="replace")
    if text.count("\ufffd") * _MOSTLY > sum(character > "\x7f" for character in text):
        text = data.decode(_guessed(data), errors="replace")
    return possible(text)


def possible(text: str) -> str:
    """The text without characters that no document can have: controls and halves of surrogate pairs."""
    return _IMPOSSIBLE.sub("", text)


def _encodings(data: bytes, charset: str) -> Iterator[str]:
    """The encodings to try, the likeliest first."""
    if data[:2] == b"<\0" or data[:2] == b"\0<":
        yield "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    declared = _DECLARED.search(data[:4096])
    names = [charset, (declared[1] or declared[2]).decode("ascii") if declared else ""]
    if not data.isascii():  # bytes that are UTF-8 by chance are all but unknown; servers that are wrong are not
        yield "utf-8"
    for name in names:
        try:
            encoding = codecs.lookup(name).name
        except (LookupError, ValueError):  # ValueError: a name with a NUL in it
            continue
        if _OF_THE_WEB.fullmatch(encoding):
            yield _AS_BROWSERS_DO.get(encoding, encoding)
    if data.isascii():
        yield "utf-8"


def _guessed(data: bytes) -> str:
    # The words alone: markup and addresses are ASCII everywhere, and would drown what tells one from another.
    words = b" ".join(re.findall(rb"[^\x00-\x7f][^<>]{0,500}", data[:_SAMPLE]))
    best = charset_normalizer.from_bytes(words).best()
    return best.encoding if best else "cp1252"
