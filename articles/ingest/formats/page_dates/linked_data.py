"""The articles in a page's JSON: schema.org's JSON-LD, and the data that frameworks leave for their scripts."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice
from typing import Any

# What a page may be about; lists of other pieces, breadcrumbs and the like have dates of their own.
_ARTICLE_TYPES = re.compile(
    r"(?:\w*Article|\w*Report|\w*Posting|VideoObject|AudioObject|\w*Episode|\w*Review|CreativeWork|\w*Gallery|WebPage)"
)
PUBLISHED = ("datePublished", "uploadDate", "dateCreated")
# How frameworks' data calls it, without case and underscores.
_IN_DATA = re.compile(
    r"(?:first)?(?:date)?publish(?:ed)?(?:at|date|time|on|datetime|timestamp)?|publicationdate|pubdate|displaydate"
)
# As calls for the counting of readers have it: dataLayer = [{"publishDate": "2025-05-07"}].
_IN_SCRIPT = re.compile(
    r"""["']?\b(?:first_?)?(?:date_?)?publish(?:ed)?(?:_?(?:date|at|time|on))?["']?\s*[:=]\s*["'](\d{4}-\d\d-\d\d[^"']{0,25})["']""",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"modif|updat|last", re.IGNORECASE)
_NODES = 2_000  # of JSON-LD in one page: more than any page has, fewer than take long
_LARGEST = 1_000_000  # characters of one script
# What some systems put around JSON-LD for browsers of the nineties: "<!-- … -->", "//<![CDATA[ … //]]>".
_WRAPPING = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?);?\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_DATE_IN_BROKEN = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"]{8,40})"')


def articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles in the page's JSON-LD, wherever they stand in it."""
    left = _NODES
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        text = _WRAPPING.sub("", (script.text or "")[:_LARGEST]).strip()
        heap = [_parsed(unescape(text) if text.startswith(("{&", "[{&")) else text)]
        while heap and left:
            node, left = heap.pop(0), left - 1
            if isinstance(node, list):
                heap += node[:left]
            elif isinstance(node, dict):
                if any(_ARTICLE_TYPES.fullmatch(str(kind).rpartition("/")[2]) for kind in _listed(node.get("@type"))):
                    yield node
                heap += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def dates_in_data(tree: Any, fits: Callable[[str], bool]) -> Iterator[str]:
    """The dates of publication in a framework's data, of the piece whose title `fits`."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/json" or not script.text:
            continue
        text = script.text[:_LARGEST]
        if "ublish" not in text and "pubDate" not in text and "displayDate" not in text:
            continue
        for node in islice(_objects(_parsed(text)), _NODES):
            if any(isinstance(title := node.get(key), str) and fits(title) for key in ("headline", "title", "name")):
                for key, value in node.items():
                    name = key.replace("_", "").replace("-", "").lower()
                    if isinstance(value, str | int) and _IN_DATA.fullmatch(name) and not _CHANGED.search(name):
                        yield str(value)


def date_in_scripts(tree: Any) -> list[str]:
    """The date of publication that the page's scripts name: one that all of them agree on, for they say of nobody."""
    scripts = (
        script for script in tree.iter("script") if not script.get("type") or "javascript" in script.get("type")
    )
    told = {date for script in scripts for date in _IN_SCRIPT.findall((script.text or "")[:_LARGEST])}
    return list(told) if len(told) == 1 else []


def is_web_page(node: dict[str, Any]) -> bool:
    """Whether it is the page around the piece, which systems date by themselves."""
    return all(str(kind).endswith("Page") for kind in _listed(node.get("@type")))


def addresses(node: dict[str, Any]) -> list[str]:
    """Where a node says that it stands."""
    page = node.get("mainEntityOfPage")
    told = [node.get("url"), page.get("@id") or page.get("url") if isinstance(page, dict) else page, node.get("@id")]
    return [one for one in told if isinstance(one, str) and one.startswith(("http", "/"))]


def _parsed(text: str) -> Any:
    for comma in (None, _TRAILING_COMMA):
        try:
            return json.loads(comma.sub("", text) if comma else text, strict=False)
        except (ValueError, RecursionError):
            continue
    # Of JSON that is broken, by a quotation mark in a headline mostly, the dates are still read: where there is one.
    told: dict[str, str] = {}
    for name, value in islice(_DATE_IN_BROKEN.findall(text), 10):
        if told.setdefault(name, value) != value:
            return None
    return {"@type": "WebPage", **told} if "datePublished" in told else None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    heap = [data]
    while heap:
        node = heap.pop()
        if isinstance(node, dict):
            yield node
            heap += [value for value in node.values() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            heap += [value for value in node if isinstance(value, dict | list)]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
