"""A snapshot as a web archive file (WARC 1.1, ISO 28500), for other archives and for courts."""

from datetime import UTC
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from articles.ingest import store
from articles.models import Snapshot

# The bytes are kept unpacked and whole: these headers spoke of how they travelled.
_OF_THE_JOURNEY = {"content-encoding", "transfer-encoding", "content-length", "connection"}


def warc_of(snapshot: Snapshot) -> bytes:
    """The snapshot as a gzipped WARC file with one record: the answer of its server, or the resource it came as.

    Raises `store.ArchiveError` where the archive no longer has its bytes.
    """
    body = store.get(snapshot.sha256)
    where = snapshot.url or f"urn:sha256:{snapshot.sha256}"
    written = BytesIO()
    writer = WARCWriter(written, gzip=True, warc_version="1.1")
    about = {"WARC-Date": snapshot.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
    if snapshot.headers:
        headers = [
            (name if name.lower() not in _OF_THE_JOURNEY else f"X-Archive-Orig-{name}", value)
            for name, value in snapshot.headers
        ]
        headers.append(("Content-Length", str(len(body))))
        record = writer.create_warc_record(
            where,
            "response",
            payload=BytesIO(body),
            http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
            warc_headers_dict=about,
        )
    else:
        record = writer.create_warc_record(
            where,
            "resource",
            payload=BytesIO(body),
            warc_content_type=snapshot.media_type,
            warc_headers_dict=about,
        )
    writer.write_record(record)
    return written.getvalue()
