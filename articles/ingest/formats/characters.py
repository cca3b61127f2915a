"""From bytes to characters, whatever their server says of them."""

from charset_normalizer import from_bytes

from articles.ingest.errors import UnreadableError


def characters(data: bytes, *charsets: str, lenient: bool = False) -> str:
    """The characters in these bytes, with nothing changed but the byte order mark and the ends of lines.

    UTF-8 is tried first, then what was said of them. Where that is all wrong, `lenient` reads them as what they most
    look like. Raises UnreadableError where nothing fits.
    """
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig"]
    encodings += [charset for charset in charsets if charset]
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    if lenient and (guess := from_bytes(data).best()) is not None:
        return str(guess).replace("\r\n", "\n")
    raise UnreadableError(f"its characters are not in {' or '.join(encodings).replace('-sig', '').upper()}")
