"""How alike two texts are, from hashes of their runs of words."""

import re
import unicodedata
from collections.abc import Collection
from hashlib import blake2b

# Five words in a row are seldom the same by chance, and survive most cuts that a desk makes.
SHINGLE = 5
# Of all runs the ones whose hash divides by this are kept, in every text the same ones, so that the share of
# a small text in a large one can still be told (FracMinHash; MinHash proper knows resemblance only).
KEPT_ONE_IN = 4
# Fewer common runs than these are a common quotation.
_MIN_COMMON = 6
_CONTAINED = 0.5
_CONTAINED_UNDER_ONE_CREDIT = 0.3
_WORD = re.compile(r"[\w\u0300-\u036f]+")


def fingerprint(text: str) -> list[int]:
    """The kept hashes of a text, sorted, as PostgreSQL's signed 64-bit integers."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    runs = {" ".join(words[at : at + SHINGLE]) for at in range(max(0, len(words) - SHINGLE + 1))}
    hashes = (int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big", signed=True) for run in runs)
    return sorted(number for number in hashes if number % KEPT_ONE_IN == 0)


def likeness(one: Collection[int], other: Collection[int], *, same_credit: bool = False) -> float:
    """How much of the shorter text is in the longer one, 0 to 1; 0 where that is no sign of a common report.

    A cut report is contained in the whole one however little the two resemble each other, and two that resemble
    each other contain each other: so this one share finds both.
    """
    common, smaller = len(set(one) & set(other)), min(len(one), len(other))
    if common < _MIN_COMMON:
        return 0.0
    share = common / smaller
    return share if share >= (_CONTAINED_UNDER_ONE_CREDIT if same_credit else _CONTAINED) else 0.0
