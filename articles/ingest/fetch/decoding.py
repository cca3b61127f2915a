"""Unpacking bodies in small pieces, so that a bomb is noticed before it has gone off."""

import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

import brotli

from articles.ingest.fetch.errors import Cause, FetchError
from articles.ingest.fetch.limits import Limits

ACCEPTED = "gzip, deflate, br"
# Decoded bytes that are in memory before they are counted.
_PIECE = 65_536
_GZIP_MAGIC = b"\x1f\x8b"


class _Decoder(Protocol):
    @property
    def complete(self) -> bool: ...

    def pieces(self, packed: bytes) -> Iterator[bytes]: ...


def decoded(packed: Iterable[bytes], *, encoding: str, host: str, limits: Limits) -> bytes:
    """The body as it was before its Content-Encoding. Raises FetchError where it is broken or beyond the limits."""
    decoder = _decoder(encoding, host)
    body, received, written = io.BytesIO(), 0, 0
    try:
        for part in packed:
            received += len(part)
            for piece in decoder.pieces(part):
                written += body.write(piece)
                _check_size(written, received, host, limits)
    except (zlib.error, brotli.error) as error:
        raise FetchError(Cause.BROKEN_ANSWER, f"what {host} sent cannot be unpacked", retry=True) from error
    if received and not decoder.complete:
        raise FetchError(Cause.BROKEN_ANSWER, f"what {host} sent breaks off in the middle", retry=True)
    return body.getvalue()


def _check_size(written: int, received: int, host: str, limits: Limits) -> None:
    if written > limits.decoded:
        raise FetchError(
            Cause.TOO_LARGE, f"{host} sent more than {limits.decoded // 1_000_000} MB, unpacked", retry=False
        )
    if written > limits.ratio_from and written > limits.ratio * received:
        raise FetchError(
            Cause.DECOMPRESSION_BOMB,
            f"{host} sent something packed more than {limits.ratio} times: no page is, traps are",
            retry=False,
        )


def _decoder(encoding: str, host: str) -> _Decoder:
    codings = [name for part in encoding.split(",") if (name := part.strip().lower()) not in {"", "identity"}]
    if not codings:
        return _Plain()
    # Layers would have to be counted one by one, and no honest server packs twice.
    if len(codings) > 1 or codings[0] not in _DECODERS:
        raise FetchError(
            Cause.UNKNOWN_ENCODING,
            f"{host} sent it packed in a way that we do not read: {encoding[:60]}",
            retry=False,
        )
    return _DECODERS[codings[0]]()


class _Plain:
    complete = True

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        yield packed


class _Gzip:
    def __init__(self) -> None:
        self._unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._behind = b""  # what came after the end, as far as it may be the start of another member

    @property
    def complete(self) -> bool:
        return self._unpack.eof

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        while packed:
            if self._unpack.eof:
                packed = self._behind + packed
                if not packed.startswith(_GZIP_MAGIC):  # padding after the end, which every browser passes over
                    self._behind = packed[:2]
                    return
                self._behind = b""
                self._unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
            yield self._unpack.decompress(packed, _PIECE)
            packed = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail


class _Deflate:
    """RFC 9110 means the zlib format; some servers send the bare stream inside."""

    def __init__(self) -> None:
        self._unpack: "zlib._Decompress | None" = None  # noqa: UP037 - only type checkers know the name
        self._start = b""

    @property
    def complete(self) -> bool:
        return self._unpack is not None and self._unpack.eof

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        if self._unpack is None:
            packed = self._start = self._start + packed
            if len(packed) < 2:
                return
            # RFC 1950, 2.2: method 8, and the first two bytes are a multiple of 31.
            wrapped = packed[0] & 0x0F == 8 and int.from_bytes(packed[:2], "big") % 31 == 0
            self._unpack = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        while packed and not self._unpack.eof:
            yield self._unpack.decompress(packed, _PIECE)
            packed = self._unpack.unconsumed_tail


class _Brotli:
    def __init__(self) -> None:
        self._unpack = brotli.Decompressor()

    @property
    def complete(self) -> bool:
        return bool(self._unpack.is_finished())

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        piece = self._unpack.process(packed, output_buffer_limit=_PIECE)
        yield piece
        # A full piece may have more behind it, even where all of the input has been taken in.
        while len(piece) >= _PIECE or not self._unpack.can_accept_more_data():
            piece = self._unpack.process(b"", output_buffer_limit=_PIECE)
            yield piece


_DECODERS: Mapping[str, Callable[[], _Decoder]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
}
