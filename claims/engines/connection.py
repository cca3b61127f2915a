"""One question by POST to the address that the administrator has set, which may be on this machine.

The address is configuration and comes from nobody's input, so no address is refused here. All else is as strict as in
fetching from the outside: time and bytes have limits that hold while the answer arrives, certificates are checked,
and redirects are not followed, for a key would go where they lead.
"""

import re
import ssl
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

import certifi
import httpcore
import httpx

from articles.ingest.fetch.connection import Connector
from articles.ingest.fetch.errors import Cause, FetchError
from articles.ingest.fetch.limits import Deadline
from articles.ingest.fetch.network import Internet
from claims.engines.protocol import EngineError

LARGEST = 2_000_000  # bytes on the wire
_LONGEST_WAIT = timedelta(hours=6)
# 408 and 425 ask to come again, 429 is "too many", 529 is what some say for "overloaded".
_LATER = {408, 409, 425, 429, 500, 502, 503, 504, 529}
_MEANINGS = {
    400: "it does not understand the question",
    401: "the key is missing or wrong",
    403: "the key does not allow it",
    404: "there is no such address or model",
    413: "the question is too long for it",
    422: "it does not understand the question",
    429: "it is asked too often, or its allowance is used up",
}
# What happened after the question was sent may have to be paid for.
_UNSENT = {Cause.NAME_NOT_FOUND, Cause.NO_CONNECTION, Cause.BAD_ADDRESS}
_PRINTABLE = re.compile(r"[^\x20-\x7e]+")


def post(address: httpx.URL, body: bytes, *, key: str, seconds: float, ca_file: str = "") -> bytes:
    """The body of the answer. Raises EngineError where there is none, or it is none that we take."""
    target = httpcore.URL(
        scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path
    )
    headers: list[tuple[bytes, bytes]] = [
        (b"Host", address.netloc),
        (b"Content-Type", b"application/json"),
        (b"Content-Length", str(len(body)).encode()),
        (b"Accept", b"application/json"),
        (b"Accept-Encoding", b"identity"),
        (b"Connection", b"close"),
    ]
    if key:
        headers.append((b"Authorization", b"Bearer " + key.encode("ascii", "strict")))
    connector = Connector(Internet(), Deadline(seconds), LARGEST, may_reach=lambda _address: True)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_trust(ca_file), network_backend=connector) as pool,
            pool.stream("POST", target, headers=headers, content=body) as response,
        ):
            received = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            _judge(response.status, received)
            return b"".join(response.iter_stream())
    except TimeoutError as error:
        raise EngineError(
            f"no answer within {seconds:g} seconds", cause="timeout", retry=True, charged=True
        ) from error
    except FetchError as error:
        raise EngineError(
            str(error), cause=str(error.cause), retry=error.retry, charged=error.cause not in _UNSENT | {Cause.TLS}
        ) from error
    except (httpcore.ProtocolError, httpcore.NetworkError) as error:
        raise EngineError(
            "the server broke off, or its answer is no HTTP", cause="broken_answer", retry=True, charged=True
        ) from error


def _judge(status: int, headers: dict[str, str]) -> None:
    """Raise EngineError unless this is the start of an answer that we take."""
    if status == 200:
        if headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
            raise EngineError("its answer is packed, unasked", cause="unknown_encoding", charged=True)
        return
    if 300 <= status < 400:
        raise EngineError(
            f"it leads on to another address ({status}), and the key goes nowhere else", cause="redirect"
        )
    meaning = _MEANINGS.get(status, "it failed" if status >= 500 else "it refuses")
    cause = {401: "key", 403: "key", 429: "too_often"}.get(status, "server" if status >= 500 else "refused")
    raise EngineError(
        f"the server says {status}: {meaning}",
        cause=cause,
        retry=status in _LATER,
        after=_after(headers.get("retry-after", "")),
    )


def _after(value: str) -> timedelta | None:
    """How long Retry-After asks to wait, within reason; None where it does not say, or not so that it can be read."""
    value = _PRINTABLE.sub("", value).strip()
    if value.isdecimal():
        return min(timedelta(seconds=int(value[:9])), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    wait = moment - datetime.fromtimestamp(time.time(), UTC)
    return min(max(wait, timedelta(0)), _LONGEST_WAIT)


@lru_cache(maxsize=4)
def _trust(extra: str) -> ssl.SSLContext:
    """Mozilla's authorities and those in the file `extra`, if it is named."""
    context = ssl.create_default_context(cafile=certifi.where())
    if extra:
        context.load_verify_locations(cafile=extra)
    return context
