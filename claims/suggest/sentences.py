# ruff: noqa: SIM905 - word lists read better as running text
"""Sentences as rows of items: words and marks outside quotations, and whole quotations as one item each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claims.suggest.quotes import Quote, find_quotes, paragraphs

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Prof|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|etc|Jan|Feb|Aug|Sept|Oct"
    "|Nov|Dec|Mon|Tue|Wed|Thu|Fri|approx|dept|Ave|Mass|Calif|Fla|Ill|Ind|Wis|Minn|Mich|Va|Pa|Ga|Ala|Ark|Ariz|Colo|Conn"
    "|Del|Ky|La|Md|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Tenn|Tex|Vt|Wash|Wyo|ст|им|др|пр|тис|млн|млрд|тыс|напр|кв|обл|вул|ул|просп|гг|рр"
)
_TOKEN = re.compile(
    # Most words stand between spaces: told by this first, they are spared all that follows.
    r"[^\W\d_]++(?=[\s,;:])"
    # The look ahead spares most words the trial of all the abbreviations.
    rf"|(?=\w{{1,6}}\.)(?:{_ABBREVIATIONS})\.(?=\s*[\w,;(])"
    r"|(?:[^\W\d_]\.){2,}(?:-(?:[^\W\d_]\.){2,})?(?:['’]s)?|[A-ZА-ЯІЇЄҐ]\.(?=\s?[A-ZА-ЯІЇЄҐ])|[ap]\.m\."
    r"|[$€£#@]?\d+(?:[.,:]\d+)*(?:[-–]\w+)*%?(?:['’]?s\b|st\b|nd\b|rd\b|th\b)?"
    r"|[#@]?[^\W_](?:[\w\u0300-\u036f]|[-‑’'ʼ&](?=\w)|\.(?=[a-z]{2,3}\b))*[\w\u0300-\u036f]?"
    r"|\.{2,}|(?:\. ){2,}\.|--+|[^\w\s]|_"
)
# Rules look back and forth within a sentence; a table or list without full stops must not cost the square of it.
_LONGEST = 250
_END = frozenset({".", "!", "?", "…", "..."})
_BREAK_ABBREVIATION = re.compile(r"(?:[A-Z]\.){2,}|[ap]\.m\.|Inc\.|Co\.|Corp\.|Jr\.|Sr\.|etc\.")


@dataclass(slots=True)
class Item:
    """One word, mark or quotation, with its place in the text."""

    start: int
    end: int
    text: str
    lower: str
    kind: str  # word, mark, quote
    quote: Quote | None = None

    @property
    def capital(self) -> bool:
        return self.kind == "word" and (self.text[0].isupper() or self.text[0] in "@#")


@dataclass(slots=True)
class Sentence:
    """The items of one sentence; its offsets leave white space out."""

    start: int
    end: int
    paragraph: int
    items: list[Item] = field(default_factory=list)


def split_sentences(text: str) -> list[Sentence]:
    """All sentences of a text. A full stop inside a quotation ends a sentence only where the quotation does."""
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        items = _items(text, start, end)
        first = 0
        for index, item in enumerate(items):
            full = index + 1 - first >= _LONGEST
            may_end = item.kind != "word" or item.text[-1] == "."  # few do, and only these are looked at closer
            if index + 1 == len(items) or full or (may_end and _ends_sentence(items, index, text)):
                chunk = items[first : index + 1]
                sentences.append(Sentence(chunk[0].start, chunk[-1].end, number, chunk))
                first = index + 1
    return sentences


def tokenize(text: str, start: int, end: int) -> list[Item]:
    """Words and marks between two offsets, quotations not treated apart."""
    out = []
    for match in _TOKEN.finditer(text, start, end):
        token = match.group()
        first, last = match.span()
        low = token.lower()
        if "’" in low:
            low = low.replace("’", "'")
        kind = "word" if token[0].isalnum() or (len(token) > 1 and token[1].isalnum()) else "mark"
        out.append(Item(first, last, token, low, kind))
    return out


def _items(text: str, start: int, end: int) -> list[Item]:
    items: list[Item] = []
    position = start
    for quote in find_quotes(text, start, end):
        items += tokenize(text, position, quote.start)
        exact = text[quote.start : quote.end]
        items.append(Item(quote.start, quote.end, exact, "", "quote", quote))
        position = quote.end
    return items + tokenize(text, position, end)


def _ends_sentence(items: list[Item], index: int, text: str) -> bool:
    item, after = items[index], items[index + 1]
    gap = after.start > item.end
    if item.quote is not None:
        inner = text[slice(*item.quote.inner)].rstrip("”’'\" ")
        return inner.endswith((".", "!", "?", "…")) and (after.kind == "quote" or after.capital)
    if item.kind == "word":
        return (
            _BREAK_ABBREVIATION.fullmatch(item.text) is not None
            and after.capital
            and gap
            and after.lower in _STARTERS
        )
    if item.text == ";":
        return False
    if item.text in _END or item.text.startswith("..") or item.text.startswith(". "):
        if after.kind == "mark":
            return after.text in "([—–-•*" and item.text == "." and gap
        if (item.text[0] == "." and len(item.text) > 1) or item.text == "…":
            return after.capital and gap
        return gap and (after.kind == "quote" or after.capital or after.text[0].isdigit() or not after.text.isascii())
    return False


_STARTERS = frozenset(
    (
        "the a an he she it they we i but and in on at this that these those however when while after before"
        " his her their its as if for with from mr. mrs. ms. president"
    ).split()
)
