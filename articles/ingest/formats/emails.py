"""E-mail messages (RFC 5322), such as press releases: the words of the body, by the standard library."""

from datetime import UTC
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from articles.ingest.errors import UnreadableError
from articles.ingest.formats.characters import characters
from articles.ingest.formats.piece import MAX_BYLINE, MAX_TITLE, Piece, first_line, language_of
from lib.clean_html import plain_lines

EXTRACTOR = "attested-email 1"
_FIRST_YEAR = 1990


def read_email(data: bytes, _charset: str) -> Piece:
    """The body of a message in plain text, or in words if it is only in HTML; attachments are not read.

    The sender is the byline, the subject the title, and the Date the date of publication. Raises UnreadableError
    for what is no message, or one whose words are not there.
    """
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableError("it is not an e-mail message")
    text = _body(message)
    if not text:
        raise UnreadableError("the message has no text of its own; what it carries has to be uploaded by itself")
    return Piece(
        title=(_header(message, "Subject") or first_line(text))[:MAX_TITLE],
        text=text,
        byline=_sender(message)[:MAX_BYLINE],
        language=language_of(text),
        published=_date(message),
        extractor=EXTRACTOR,
    )


def _body(message: EmailMessage) -> str:
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        if not isinstance(part, EmailMessage):
            continue
        payload = part.get_payload(decode=True)
        words = characters(
            payload if isinstance(payload, bytes) else b"", part.get_content_charset() or "", lenient=True
        )
        text = "\n".join(plain_lines(words)) if kind == "html" else words
        if text := text.replace("\0", "").strip():
            return text
    return ""


def _header(message: EmailMessage, name: str) -> str:
    """A header in one line; one that its sender wrote so badly that it cannot be read is none."""
    try:
        return " ".join(str(message.get(name, "")).replace("\0", "").split())
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return ""


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_header(message, "From"))
    return name or address


def _date(message: EmailMessage) -> str:
    """When it was sent, in its sender's zone."""
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    sent = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
    return sent.replace(microsecond=0).isoformat().replace("+00:00", "Z") if sent.year >= _FIRST_YEAR else ""
