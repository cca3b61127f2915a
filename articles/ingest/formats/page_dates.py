"""When a page says that its article was published and changed: schema.org's JSON-LD, Open Graph, microdata.

https://schema.org/datePublished, https://ogp.me/#type_article.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

# What a page may be about; lists of other pieces, breadcrumbs and the like have dates of their own.
_ARTICLE_TYPES = re.compile(r"(?:\w*Article|Report|\w*BlogPosting|LiveBlogPosting|WebPage)")
_META = {
    "published": (
        "article:published_time",
        "og:article:published_time",
        "datePublished",
        "parsely-pub-date",
        "sailthru.date",
        "DC.date.issued",
        "dcterms.issued",
    ),
    "modified": ("article:modified_time", "og:article:modified_time", "og:updated_time", "dateModified"),
}
_NODES = 2_000  # of JSON-LD in one page: more than any page has, fewer than take long
# What some systems put around JSON-LD for browsers of the nineties: "<!-- … -->", "//<![CDATA[ … //]]>".
_WRAPPING = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?);?\s*$"
)
_WITH_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")


class Dates(NamedTuple):
    """EDTF, "" where the page does not say."""

    published: str
    modified: str


def stated(tree: Any, *, title: str, day: str) -> Dates:
    """The dates in the head of a parsed page (lxml) whose title is `title`.

    `day` is the day of publication that was found in the page as a whole: a time of day is taken only where it lies
    on that day, or on its eve or morrow in another zone, so that another piece's clock is not put on this one.
    """
    articles = sorted(_articles(tree), key=lambda node: not _is_about(node, title))
    metas = _metas(tree)
    told = {
        name: [
            *(str(node.get(key, "")) for node in articles),
            *(metas[meta] for meta in _META[name] if meta in metas),
        ]
        for name, key in (("published", "datePublished"), ("modified", "dateModified"))
    }
    published = next((moment for text in told["published"] if (moment := _moment(text)) and _fits(moment, day)), None)
    modified = next((text for text in map(_edtf, told["modified"]) if text), "")
    known = _written(published) if published else day
    return Dates(known, modified if not known or modified[:10] >= known[:10] else "")


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles in the page's JSON-LD, wherever they stand in it."""
    left = _NODES
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            heap = [json.loads(_WRAPPING.sub("", script.text or ""), strict=False)]
        except (ValueError, RecursionError):
            continue
        while heap and left:
            node, left = heap.pop(0), left - 1
            if isinstance(node, list):
                heap += node
            elif isinstance(node, dict):
                if any(_ARTICLE_TYPES.fullmatch(str(kind)) for kind in _listed(node.get("@type"))):
                    yield node
                heap += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _is_about(node: dict[str, Any], title: str) -> bool:
    headline = str(node.get("headline") or node.get("name") or "")
    return bool(headline) and (headline[:40].casefold() == title[:40].casefold())


def _metas(tree: Any) -> dict[str, str]:
    """What the page's first element of each name says, of those that have names for machines."""
    found: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        said = element.get("content") or element.get("datetime")
        for attribute in ("property", "name", "itemprop"):
            if said and (name := element.get(attribute)):
                found.setdefault(name, said)
    return found


def _moment(text: str) -> datetime | None:
    """The moment in a text with a clock and a zone; a clock without a zone may be anybody's."""
    if not _WITH_CLOCK.match(text.strip()):
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _edtf(text: str) -> str:
    if moment := _moment(text):
        return _written(moment)
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        return ""


def _written(moment: datetime) -> str:
    """In the zone that the page states: what "today" means in its article is that zone's day."""
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _fits(moment: datetime, day: str) -> bool:
    try:
        stated_day = date.fromisoformat(day)
    except ValueError:
        return not day
    return abs(moment.date() - stated_day) <= timedelta(days=1)
