"""Bodies in every Content-Encoding, whole, broken, and larger than they look."""

import gzip
import random
import zlib

import pytest

from articles.ingest.fetch.decoding import decoded
from articles.ingest.fetch.errors import Cause, FetchError
from articles.ingest.fetch.limits import Limits
from tests.origin.misbehaviour import pack

TEXT = "Делегації зустрілися вдруге за тиждень. ".encode() * 5000
RAW_DEFLATE = zlib.compressobj(wbits=-zlib.MAX_WBITS)
PACKED = {
    "": TEXT,
    "identity": TEXT,
    "gzip": pack("gzip", TEXT),
    "GZIP": pack("gzip", TEXT),
    "x-gzip": pack("gzip", TEXT),
    "identity, gzip": pack("gzip", TEXT),
    "deflate": pack("deflate", TEXT),
    "deflate ": RAW_DEFLATE.compress(TEXT) + RAW_DEFLATE.flush(),
    "br": pack("br", TEXT),
}


def unpacked(parts, encoding, **limits):
    return decoded(parts, encoding=encoding, host="outlet.example", limits=Limits(**{"ratio": 10_000, **limits}))


def in_pieces(body, size):
    return [body[start : start + size] for start in range(0, len(body), size)]


@pytest.mark.parametrize("size", [1, 7, 1000, 1_000_000])
@pytest.mark.parametrize("encoding", PACKED)
def test_a_body_is_unpacked_however_it_is_cut(encoding, size):
    assert unpacked(in_pieces(PACKED[encoding], size), encoding) == TEXT


@pytest.mark.parametrize("encoding", PACKED)
def test_an_empty_body_stays_empty(encoding):
    assert unpacked([], encoding) == b""


@pytest.mark.parametrize("size", [1, 1_000_000])
def test_gzip_in_several_members_is_one_body(size):
    assert unpacked(in_pieces(gzip.compress(b"one ") + gzip.compress(b"two"), size), "gzip") == b"one two"


def test_padding_after_the_end_is_passed_over():
    assert unpacked([gzip.compress(b"one") + bytes(100)], "gzip") == b"one"
    assert unpacked([zlib.compress(b"one") + bytes(100)], "deflate") == b"one"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_half_a_body_is_no_body(coding):
    with pytest.raises(FetchError) as caught:
        unpacked([PACKED[coding][:-10]], coding)
    assert caught.value.cause == Cause.BROKEN_ANSWER
    assert caught.value.retry


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_what_is_not_packed_at_all_is_no_body(coding):
    with pytest.raises(FetchError) as caught:
        unpacked([b"<html><p>Said to be packed, and is not."], coding)
    assert caught.value.cause == Cause.BROKEN_ANSWER


@pytest.mark.parametrize(
    "encoding", ["zstd", "compress", "exi", "gzip, gzip", "br, gzip", "gzip, gzip, gzip", "x" * 1000]
)
def test_an_encoding_that_was_not_asked_for_is_refused(encoding):
    with pytest.raises(FetchError) as caught:
        unpacked([b"whatever"], encoding)
    assert caught.value.cause == Cause.UNKNOWN_ENCODING
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_short_text_of_one_letter_is_no_bomb(coding):
    body = b"a" * 900_000
    assert unpacked([pack(coding, body)], coding, ratio=100) == body


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_beyond_a_megabyte_the_ratio_counts(coding):
    with pytest.raises(FetchError) as caught:
        unpacked([pack(coding, b"a" * 5_000_000)], coding, ratio=100)
    assert caught.value.cause == Cause.DECOMPRESSION_BOMB


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_large_page_that_is_packed_as_pages_are_is_taken(coding):
    words = random.Random(3).choices(["talks", "ceasefire", "delegation", "border", "grain", "\n"], k=600_000)
    body = " ".join(words).encode()
    assert len(body) > 3_000_000
    assert unpacked([pack(coding, body)], coding, ratio=100) == body


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_at_most_the_limit_and_one_piece_is_ever_unpacked(coding):
    """The rest of a bomb is not even asked for."""
    asked = []

    def parts():
        for part in in_pieces(pack(coding, bytes(50_000_000)), 16):
            asked.append(part)
            yield part

    with pytest.raises(FetchError):
        unpacked(parts(), coding, decoded=2_000_000)
    assert sum(map(len, asked)) < len(pack(coding, bytes(50_000_000))) / 2
