"""When a page says that its article was published and changed, and what of all it says is to be trusted.

https://schema.org/datePublished, https://ogp.me/#type_article. In this order: the JSON-LD of the article itself,
metas, microdata and RDFa, what stands around the headline, the data left for scripts, the day in the address, what
`htmldate` finds in the rest, and the month in the address. Where JSON-LD and metas are days apart, what
the page shows besides decides.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from articles.ingest.formats.page_dates import linked_data, markup
from articles.ingest.formats.page_dates.wording import Said, for_machines

_DAY_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:([/_-])(\d{1,2}|[a-z]{3})\2(\d{1,2})|(0[1-9]|1[0-2])([0-3]\d))(?!\d)", re.IGNORECASE
)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](0[1-9]|1[0-2])/(?!\d{1,2}[/-])")
# The same piece for telephones and for paper stands at its address with these.
_OTHER_FORM = re.compile(r"^/(?:amp|print)(?=/)|/(?:amp|print)(?=$)|\.amp(?=(?:\.html)?$)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LEAST = 12  # characters by which one headline is told from another
_ONE_DAY = timedelta(days=1)


class Dates(NamedTuple):
    """EDTF, "" where the page does not say."""

    published: str
    modified: str


def stated(tree: Any, *, title: str, day: str, url: str = "", now: datetime | None = None) -> Dates:
    """The dates of the article in a parsed page (lxml) with this title and address.

    `day` is what `htmldate` finds in the page as a whole; it is the last resort, since it may be another piece's.
    """
    latest = (now or datetime.now(UTC)).date() + _ONE_DAY
    metas = markup.metas(tree)
    titles = markup.titles(tree, metas) or [title]
    fits = _headline_of([*titles, markup.headline(tree, _headline_of(titles))])
    nodes = list(linked_data.articles(tree))
    own, unsure, others = _sorted(nodes, fits, url)
    meta = [metas[name] for name in markup.PUBLISHED if name in metas]
    ranks = [
        _read((node.get(key) for node in own for key in linked_data.PUBLISHED), latest),
        _read(meta, latest),
        _read((node.get(key) for node in unsure for key in linked_data.PUBLISHED), latest),
    ]
    if _is_settled(ranks):
        published = _best(ranks)
        if published and published.moment and not published.moment.utcoffset():
            same = (said for said in _read(markup.all_times(tree), latest) if said.moment == published.moment)
            published = _best([[published], [], [*same]])
    else:
        month_first = _month_first(tree, metas)
        shown = markup.around(tree, fits, month_first=month_first, today=latest - _ONE_DAY)
        ranks += [
            _read(markup.in_scopes(tree, linked_data.PUBLISHED, fits), latest),
            [said for said in shown if said.day <= latest],
        ]
        if not any(said.moment for rank in ranks for said in rank):
            ranks.append(_read(linked_data.dates_in_data(tree, fits), latest))
        if not any(ranks):
            ranks.append(_read(linked_data.date_in_scripts(tree), latest))
        published = _best([*ranks, _in_address(url, latest)])
    changed = [
        said
        for text in (
            *(node.get("dateModified") for node in (*own, *unsure)),
            *(metas.get(name) for name in markup.MODIFIED),
        )
        if text and (said := for_machines(str(text)))
    ]
    published = published or _last_resort(tree, fits, day, changed, others, latest)
    modified = _written(changed[0]) if changed else ""
    known = _written(published) if published else _month_in_address(url, latest)
    return Dates(known, modified if not known or modified[: len(known[:10])] >= known[:10] else "")


def _is_settled(ranks: list[list[Said]]) -> bool:
    """Whether the page's head tells the moment, and nothing in it speaks against: its body need not be asked."""
    firsts = [rank[0] for rank in ranks if rank]
    return any(one.moment for one in firsts) and all(_near(firsts[0], one) for one in firsts)


def _best(ranks: list[list[Said]]) -> Said | None:
    """What is to be trusted most, with the clock and the zone that others know of the same day or moment."""
    said = [one for rank in ranks for one in rank]
    if not said:
        return None
    chosen = said[0]
    if len(ranks[0]) and len(ranks[1]) and not _near(ranks[0][0], ranks[1][0]):
        rest = [rank[0] for rank in ranks[2:] if rank]
        votes = [sum(_near(one, first[0]) for one in rest) for first in ranks[:2]]
        chosen = ranks[0][0] if votes[0] > votes[1] else ranks[1][0]
    if chosen.moment is None:
        return next((one for one in said if one.moment and one.day == chosen.day), chosen)
    if not chosen.moment.utcoffset():  # what "today" means in the article is the day of the outlet's own zone
        return next((one for one in said if one.moment == chosen.moment and one.moment.utcoffset()), chosen)
    return chosen


def _near(one: Said, other: Said) -> bool:
    return abs(one.day - other.day) <= _ONE_DAY


def _last_resort(
    tree: Any, fits: Callable[[str], bool], day: str, changed: list[Said], others: list[dict[str, Any]], latest: date
) -> Said | None:
    """The day that `htmldate` finds in the page, unless it is known to be that of something else.

    The day of reading is what pages have in their frames: an article of today says so in a better place.
    """
    if not day:
        return None
    from htmldate import find_date  # noqa: PLC0415  # takes a while to import, which most processes need not spend

    said = for_machines(
        find_date(markup.without_other_parts(tree, fits), extensive_search=False, original_date=True) or ""
    )
    if said is None or said.day >= latest - _ONE_DAY:
        return None
    foreign = _read((node.get(key) for node in others for key in linked_data.PUBLISHED), latest)
    return None if any(said.day == one.day for one in (*changed, *foreign)) else said


def _sorted(
    nodes: list[dict[str, Any]], fits: Callable[[str], bool], url: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """The nodes that are the page's article, those that may be, and those that are of other pieces."""
    own: list[dict[str, Any]] = []
    unsure: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for node in nodes:
        headline = str(node.get("headline") or node.get("name") or "")
        places = linked_data.addresses(node)
        if (headline and fits(headline)) or any(_same_place(url, place) for place in places):
            (unsure if linked_data.is_web_page(node) else own).append(node)
        elif _place(url)[0] and any(_place(place)[0] for place in places):
            others.append(node)
        else:
            unsure.append(node)
    # Several pieces of which none is known to be the page's: a list.
    pieces = [node for node in unsure if not linked_data.is_web_page(node)]
    if len(pieces) > 1:
        others += pieces
        unsure = [node for node in unsure if linked_data.is_web_page(node)]
    return own, unsure, others


def _same_place(one: str, other: str) -> bool:
    """Whether two addresses are those of one piece; either may have parameters that the other does without."""
    (path, query), (other_path, other_query) = _place(one), _place(other)
    return bool(path) and path == other_path and (query == other_query or not (query and other_query))


def _place(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    path = _OTHER_FORM.sub("", parts.path.rstrip("/"))
    return path, parts.query


def _headline_of(titles: list[str]) -> Callable[[str], bool]:
    """Whether a headline is one of these; the site's name may follow it, and its end may be cut off."""
    wanted = [plain for title in titles if (plain := _plain(title))]

    def fits(headline: str) -> bool:
        told = _plain(headline)
        return any(
            told == one or (min(len(told), len(one)) >= _LEAST and (told in one or one in told)) for one in wanted
        )

    return fits


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", unescape(text[:300]))).casefold()


def _read(told: Iterable[object], latest: date) -> list[Said]:
    texts = (text for one in told for text in (one[:5] if isinstance(one, list) else [one]))
    return [said for text in texts if isinstance(text, str) and (said := for_machines(text)) and said.day <= latest]


def _in_address(url: str, latest: date) -> list[Said]:
    for found in _DAY_IN_ADDRESS.finditer(url[:1000]):
        try:
            month = found[3] or found[5]
            number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1
            day = date(int(found[1]), number, int(found[4] or found[6]))
        except ValueError:
            continue
        if day <= latest:
            return [Said(day)]
    return []


def _month_in_address(url: str, latest: date) -> str:
    """The month that many systems put in front of a piece's name, where nothing tells the day."""
    found = _MONTH_IN_ADDRESS.search(url[:1000])
    return f"{found[1]}-{found[2]}" if found and date(int(found[1]), int(found[2]), 1) <= latest else ""


def _month_first(tree: Any, metas: dict[str, str]) -> bool:
    language = (tree.get("lang") or metas.get("og:locale") or "").replace("_", "-").lower()
    return language.startswith("en-us") or metas.get("og:locale", "").lower() == "en_us"


def _written(said: Said) -> str:
    """In the zone that the page states."""
    if said.moment is None:
        return said.day.isoformat()
    return said.moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")
