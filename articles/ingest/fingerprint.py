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
_HEAD = 400
_CREDITS = (
    # "KYIV (Reuters) — …", "МОСКВА, 13 мар (Интерфакс) …": in brackets before the report begins
    re.compile(r"\(([^\W\d_][\w.’' -]{1,38})\)\s*[-–—:]"),
    # "MOSCOW, March 13 /AP/ …" and "13 марта. /ТАСС/. …"
    re.compile(r"(?<!\w)/([^\W\d_][\w.’' -]{1,38})/"),
)
_AGENCIES = {
    "ap": "AP",
    "associated press": "AP",
    "the associated press": "AP",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "reuters": "Reuters",
    "interfax": "Interfax",
    "интерфакс": "Interfax",
    "tass": "TASS",
    "тасс": "TASS",
    "ria novosti": "RIA Novosti",
    "риа новости": "RIA Novosti",
    "ukrinform": "Ukrinform",
    "укрінформ": "Ukrinform",
    "interfax-ukraine": "Interfax-Ukraine",
    "інтерфакс-україна": "Interfax-Ukraine",
    "unian": "UNIAN",
    "уніан": "UNIAN",
    "dpa": "dpa",
    "efe": "EFE",
    "xinhua": "Xinhua",
    "bloomberg": "Bloomberg",
}
_IN_BYLINE = re.compile(
    rf"(?<!\w)({'|'.join(sorted((re.escape(name) for name in _AGENCIES), key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)


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


def credit(text: str, byline: str = "") -> str:
    """The agency whose report this is by its own words: "(Demo Wire) —" before it begins, or AP in the byline."""
    for pattern in _CREDITS:
        if found := pattern.search(text[:_HEAD]):
            name = " ".join(found.group(1).split())
            return _AGENCIES.get(name.casefold(), name)
    named = _IN_BYLINE.search(byline)
    return _AGENCIES[named.group(1).casefold()] if named else ""
