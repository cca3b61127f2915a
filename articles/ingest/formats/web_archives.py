"""Web archives (WARC, ISO 28500): the captures of pages in one, by warcio."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from articles.ingest.addresses import clean
from articles.ingest.errors import UnreadableError
from articles.ingest.formats import MAX_BYTES, WEB_ARCHIVE, read_by, told_media_type

MAX_CAPTURES = 1_000
# All pages of an archive together, unpacked: ten times what the archive itself may have.
_MAX_UNPACKED = 1024 * 1024 * 1024
_KINDS = {"response", "resource"}


@dataclass(frozen=True, kw_only=True)
class Captured:
    """One page as a server gave it; headers are pairs of name and value as they came."""

    url: str
    media_type: str
    charset: str
    headers: list[tuple[str, str]]
    captured_at: datetime
    body: bytes


def captures_in(data: bytes) -> Iterator[Captured]:
    """The pages and documents in an archive that can be read, in order; pictures, styles and the like are left out.

    Raises UnreadableError for what is no archive, is cut off or changed (its digests are checked), or has too much.
    """
    number, unpacked = 0, 0
    try:
        for record in ArchiveIterator(BytesIO(data), check_digests="raise", arc2warc=False):
            captured = _captured(record)
            if captured is None:
                continue
            number, unpacked = number + 1, unpacked + len(captured.body)
            if number > MAX_CAPTURES or unpacked > _MAX_UNPACKED:
                raise UnreadableError(f"it has more pages than {MAX_CAPTURES}, or more in them than is unpacked")
            yield captured
    except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
        raise UnreadableError(f"its web archive is broken: {' '.join(str(error).split())[:200]}") from error


def _captured(record: ArcWarcRecord) -> Captured | None:
    """The page in a record, None for a record of anything else."""
    if record.rec_type not in _KINDS:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        clean(url)
    except UnreadableError:
        if record.rec_type == "response":
            return None
        url = ""  # a file that had no address, such as urn:sha256:… in our own archives
    headers: list[tuple[str, str]] = []
    said = record.rec_headers.get_header("Content-Type") or ""
    if record.http_headers is not None:
        if not record.http_headers.get_statuscode().startswith("2"):
            return None
        headers = [(name, value.replace("\0", "")) for name, value in record.http_headers.headers]
        said = record.http_headers.get_header("Content-Type") or ""
    media_type, _, parameters = said.partition(";")
    media_type = media_type.strip().lower()
    body = record.content_stream().read(MAX_BYTES + 1)
    if len(body) <= MAX_BYTES and record.raw_stream.limit:
        raise EOFError("it ends in the middle of a record")
    media_type = told_media_type(body, media_type)
    if not body or not read_by(media_type) or media_type == WEB_ARCHIVE or len(body) > MAX_BYTES:
        return None
    return Captured(
        url=url,
        media_type=media_type,
        charset=_charset(parameters),
        headers=headers,
        captured_at=_date(record),
        body=body,
    )


def _charset(parameters: str) -> str:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40]
    return ""


def _date(record: ArcWarcRecord) -> datetime:
    moment = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))
    if moment.tzinfo is None:
        raise ValueError("a record says in no zone when it was captured")
    return moment
