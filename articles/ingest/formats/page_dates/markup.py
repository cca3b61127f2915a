"""Dates in a page's elements: metas, microdata and RDFa, and what stands around the headline."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from itertools import islice
from typing import Any

from articles.ingest.formats.page_dates.wording import Said, for_machines, in_words, is_moment

# In the order of their trust; names are compared without case.
PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "og:published",
    "datepublished", "date_published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "published_time", "published-date",
    "og:pubdate", "originalpublicationdate", "article.published", "mediator_published_time", "bt:pubdate",
    "vr:published_time", "article_date_original", "article:publish_date", "firstpublished", "first_published",
    "prism.publicationdate", "citation_online_date", "citation_date", "dcsext.articlefirstpublished",
    "rnews:datepublished", "displaydate", "citation_publication_date", "dcterms.created", "dc.date.created",
    "article.created", "date", "created",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "article:modified", "datemodified",
    "dcterms.modified", "last-modified", "lastmod",
)  # fmt: skip
# Parts of a page that are not the article: what others wrote, other pieces, the page's own frame.
_ELSEWHERE = re.compile(
    r"comment|caption|related|recommend|sidebar|side-bar|footer|copyright|\bnav|menu|teaser|ticker|newsline|news-line|latest|"
    r"most-read|popular|trending|read-?more|read-?also|see-?also|more-(?:news|stories)|today|current|promo|carousel|breaking|site-?info|colophon|cookie|consent|privacy|legal|banner",
    re.IGNORECASE,
)
_OWN_FOOTER = re.compile(r"(?:post|entry|article|story|node)[-_]+footer", re.IGNORECASE)
_NOT_THE_ARTICLE = {"aside", "nav", "footer", "form", "figure", "script", "style", "noscript", "template", "button"}
_DATED = re.compile(
    r"date|time|publish|pub_|posted|by-?line|meta|info|author|submitted|stamp|datum|fecha|tarih|дата|created|release",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"updat|modifi|chang|edit(?:ed)?\b|review|оновлен|змінен|обновлен|изменен|aktualisiert|geändert|mis à jour|"
    r"actualizad|aggiornat|atualizad|zaktualizowan|aktualizac|güncelle|bijgewerkt|revised|corrected",
    re.IGNORECASE,
)
_PUBLISHED_CUE = re.compile(
    r"publish|posted|issued|released|опублік|опублик|дата публ|размещен|розміщен|veröffentlicht|publié|publicad|"
    r"pubblicat|opublikowan|publikac|yayın|gepubliceerd|created|створен|создан",
    re.IGNORECASE,
)
# Where scripts that write "3 hours ago" find the moment: data-timestamp, data-published-at, data-datetime.
_DATA_NAME = re.compile(
    r"data-(?:[a-z-]*(?:publish\w*|posted|pub-?date|created|date-?time|timestamp|epoch|unix-?(?:time)?|utime)(?:-(?:at|on|date|time|ms))?"
    r"|date|time|ts|iso|livestamp)|datetime|iso|timestamp"
)
_PARSELY_DATE = re.compile(r'"pub_date"\s*:\s*"([^"]{8,40})"')
_INLINE = {"a", "b", "i", "em", "strong", "span", "br", "small", "svg", "path", "use", "img", "sup", "abbr"}
_LINE = 70  # characters of a line with a date; a longer one is text, where its class does not call it a date
_LONG = 280  # characters of such a line at most
_LABEL = 40  # characters of a label beside a date
_LEAD = 300  # characters of text after which the article has begun; some stand above the by-line
_DUBLIN_CORE = {f"{prefix}:{name}" for prefix in ("dc", "dcterms", "dct") for name in ("date", "created", "issued")}
_SCOPED = 1_000  # properties and times that are looked at
_ELEMENTS = 4_000  # looked at around the headline
_SCOPES = "ancestor::*[@itemscope or @typeof][1]"


def metas(tree: Any) -> dict[str, str]:
    """What the page's first meta of each name says."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        if element.get("itemprop") is not None and next(element.iterancestors("body"), None) is not None:
            continue  # microdata has scopes
        said = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            if said and (name := element.get(attribute)):
                found.setdefault(name.lower(), said)
    if said := _PARSELY_DATE.search(found.get("parsely-page", "")):
        found.setdefault("parsely-pub-date", said[1])
    return found


def titles(tree: Any, metas: dict[str, str]) -> list[str]:
    """What the page's head calls its article, in places that JSON-LD of other pieces does not reach."""
    title = tree.find(".//title")
    told = (metas.get("og:title"), metas.get("twitter:title"), _text(title) if title is not None else "")
    return [one for one in told if one]


def headline(tree: Any, fits: Callable[[str], bool]) -> str:
    """The headline that stands in the page, which may be another than its head tells search engines."""
    body = tree.find("body")
    heading = _heading(body, fits) if body is not None else None
    return _text(heading) if heading is not None else ""


def all_times(tree: Any) -> Iterator[str]:
    """What the page's time elements say to machines; only good for what is known from elsewhere."""
    return (element.get("datetime") or "" for element in islice(tree.iter("time"), _SCOPED))


def in_scopes(tree: Any, names: tuple[str, ...], fits: Callable[[str], bool]) -> Iterator[str]:
    """The dates of these names in microdata and RDFa that belong to the article with the headline that `fits`."""
    body = tree.find("body")
    if body is None:
        return
    own: list[tuple[int, str]] = []
    loose: list[str] = []
    for element in body.xpath(".//*[@itemprop or @property]")[:_SCOPED]:
        told = (element.get("itemprop") or element.get("property") or "").split()
        rank = min((_rank(one, names) for one in told), default=len(names))
        if rank == len(names):
            continue
        said = element.get("content") or element.get("datetime") or element.get("title") or _text(element)
        scope = next(iter(element.xpath(_SCOPES)), None)
        if scope is not None and re.search(
            r"Comment|Person|Event|Organization", f"{scope.get('itemtype') or scope.get('typeof') or ''}"
        ):
            continue
        if scope is not None and _is_of(scope, fits):
            own.append((rank, said))
        elif scope is not None and "Review" in f"{scope.get('itemtype') or scope.get('typeof')}":
            continue
        elif not _is_elsewhere(element) and (scope is None or not _has_headline(scope)):
            loose.append(said)
    yield from (said for _, said in sorted(own, key=lambda one: one[0]))
    yield from loose[:1]


def _rank(name: str, names: tuple[str, ...]) -> int:
    """The place of a property among these, the last for what is none: "created" says less than "published"."""
    if name in _DUBLIN_CORE:
        return 0
    plain = name.rpartition(":")[2]
    return names.index(plain) if plain in names else len(names)


def around(tree: Any, fits: Callable[[str], bool], *, month_first: bool, today: date) -> list[Said]:
    """The dates around the headline, before the text begins; a line at the end counts where it says what it is."""
    body = tree.find("body")
    if body is None:
        return []
    heading = _heading(body, fits)
    reading = _Reading(month_first=month_first)
    container = _container(heading) if heading is not None else next(body.iter("article", "main"), body)
    skipped: set[Any] = set()
    for element in islice(container.iter(), _ELEMENTS):
        if reading.begun and (reading.times or reading.lines):
            break
        if not isinstance(element.tag, str) or element is heading or element is container:
            continue
        if (
            element.getparent() in skipped
            or (_is_another_part(element) and not _holds(element, heading))
            or reading.took(element)
        ):
            skipped.add(element)
    if container.tag == "body":  # with the page's frame in it, where the day of reading stands
        reading.lines = [said for said in reading.lines if said.day < today]
        reading.plain = [said for said in reading.plain if said.day < today]
    dates = [*reading.times[:1], *reading.lines[:1], *reading.plain[:1], *reading.below[:1]]
    return (
        dates or _above(container, month_first=month_first, today=today) or _only_time(body, month_first=month_first)
    )


def _above(container: Any, *, month_first: bool, today: date) -> list[Said]:
    """The one date in a short line right above the article; the day of reading stands there too."""
    parts = (one.getprevious() for one in (container, *container.iterancestors()) if one.tag != "body")
    line = next((one for one in parts if one is not None and one.tag != "head"), None)
    if line is None or line.tag in {"nav", "aside", "script", "style"} or _is_another_part(line):
        return []
    text = _line(line)
    if len(text) > _LINE or CHANGED.search(text) or next(line.iter("h1", "h2", "h3", "a"), None) is not None:
        return []
    said = [one for one, _ in in_words(text, month_first=month_first)]
    return said if len(said) == 1 and said[0].day < today else []


def _only_time(body: Any, *, month_first: bool) -> list[Said]:
    """The one time that a page has, wherever it stands."""
    times = [one for one in islice(body.iter("time"), _SCOPED) if not CHANGED.search(f"{_name(one)} {_before(one)}")]
    said = {_of_time(one, month_first=month_first) for one in times if not _is_elsewhere(one)} - {None}
    return [one for one in said if one] if len(said) == 1 else []


class _Reading:
    """What was read around a headline so far: `begun` when the text of the article is."""

    def __init__(self, *, month_first: bool) -> None:
        self.month_first = month_first
        self.times: list[Said] = []
        self.lines: list[Said] = []  # that a class calls dates or a header's
        self.plain: list[Said] = []
        self.below: list[Said] = []
        self.length = 0

    @property
    def begun(self) -> bool:
        return self.length > _LEAD

    def took(self, element: Any) -> bool:
        """Whether an element is read, and those in it need not be."""
        name = _name(element)
        if element.tag in {"time", "relative-time"}:
            self._take_time(element, name)
            return True
        if self.begun and not _DATED.search(name):
            return False
        children = list(element.iterdescendants())
        if any(child.tag not in _INLINE for child in children):
            return False
        if not self.begun:
            kept = ((one, said) for one in (element, *children) if one.attrib and (said := _in_data_of(one)))
            for one, said in kept:
                if not CHANGED.search(f"{name} {_name(one)} {_before(one)}"):
                    self.times.append(said)
                    return True
        text = _line(element)
        if len(text) > _LINE and not _DATED.search(name):
            self.length += len(text)
            return True
        if len(text) < 6 or len(text) > _LONG or element.tag in {"h1", "h2", "h3"}:
            return False
        self._take_line(text, name, _before(element))
        return True

    def _take_time(self, element: Any, name: str) -> None:
        said = _of_time(element, month_first=self.month_first)
        changed = CHANGED.search(name) and not _PUBLISHED_CUE.search(name)  # WordPress: "published updated" is both
        if said is None or changed or CHANGED.search(_before(element)):
            return
        if not self.begun:
            self.times.append(said)
        elif re.search("publish|entry-date", name) or element.get("pubdate") is not None:
            self.below.append(said)

    def _take_line(self, text: str, name: str, label: str) -> None:
        for said, words in in_words(text, month_first=self.month_first):
            before, label = f"{label} {words}", ""
            if CHANGED.search(before) or CHANGED.search(name):
                continue
            if not self.begun:
                (self.lines if _DATED.search(name) else self.plain).append(said)
            elif _PUBLISHED_CUE.search(before) or _PUBLISHED_CUE.search(name):
                self.below.append(said)


def without_other_parts(tree: Any, fits: Callable[[str], bool]) -> Any:
    """A copy of the page without scripts, running text, other pieces, and what says that it was changed."""
    copy = deepcopy(tree)
    body = copy.find("body")
    heading = _heading(body, fits) if body is not None else None
    dropped = []
    for element in copy.iter():
        if not isinstance(element.tag, str) or element.tag in {"html", "body", "head", "main"}:
            continue
        text = _text(element) if len(element) < 4 else ""
        if (
            _is_another_part(element)
            or (element.tag == "article" and heading is not None)
            or "date" in (element.get("itemprop") or "")  # read already, or another piece's
            or CHANGED.search(_name(element))
            or any(name.startswith("data-") and CHANGED.search(name) for name in element.attrib)
            or (element.tag == "meta" and CHANGED.search(f"{element.get('property')} {element.get('name')}"))
            or (len(text) < _LONG and CHANGED.search(text))
            or (element.tag == "p" and len(text) > _LINE)
        ) and not _holds(element, heading):
            dropped.append(element)
    for element in dropped:
        if element.getparent() is not None:
            element.drop_tree()
    return copy


def _heading(body: Any, fits: Callable[[str], bool]) -> Any:
    """The headline's element: the first that has the title of the page, or the first of its rank."""
    headings = list(islice(body.iter("h1", "h2", "h3"), 60))
    fitting = next((one for one in headings if fits(one.text_content())), None)
    if fitting is not None:
        return fitting
    first = [one for one in headings if one.tag == "h1"]
    inside = (one for one in first if next(one.iterancestors("article", "main"), None) is not None)
    return next(inside, first[0] if first else None)


def _container(heading: Any) -> Any:
    """The part of the page that has the headline and the text."""
    part = heading
    for part in heading.iterancestors():
        if part.tag in {"article", "main", "body"}:
            break
        if sum(len(_text(one)) for one in islice(part.iter("p"), 20)) > _LEAD:
            break
    return part


def _of_time(element: Any, *, month_first: bool) -> Said | None:
    text = _text(element)
    said = for_machines(element.get("datetime") or element.get("content") or "") or _in_data_of(element)
    if said is None:
        return next((shown for shown, _ in in_words(text, month_first=month_first)), None)
    # Drupal writes a day without a clock as noon, universal time.
    if said.moment and f"{said.moment:%H:%M:%S%z}" == "12:00:00+0000" and ":" not in text:
        return Said(said.day)
    return said


def _in_data_of(element: Any) -> Said | None:
    """The moment that an element keeps for the page's scripts."""
    for name, value in element.attrib.items():
        if is_moment(value) and _DATA_NAME.fullmatch(name) and not CHANGED.search(name):
            return for_machines(value)
    return None


def _before(element: Any) -> str:
    """What is written in front of an element: the words in its line, or a label beside it."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        return str((parent.text if parent is not None else "") or "").strip()[-_LABEL:]
    label = " ".join((previous.tail or "").split()) or (_text(previous) if isinstance(previous.tag, str) else "")
    return label if len(label) <= _LABEL and not re.search(r"\d", label) else ""


def _is_of(scope: Any, fits: Callable[[str], bool]) -> bool:
    headings = [*scope.iter("h1"), *scope.xpath(".//*[@itemprop='headline' or contains(@property,'headline')]")]
    return any(fits(one.get("content") or one.text_content()) for one in headings[:5])


def _has_headline(scope: Any) -> bool:
    return bool(scope.xpath(".//*[@itemprop='headline' or contains(@property,'headline')]"))


def _is_another_part(element: Any) -> bool:
    name = _name(element)
    if _OWN_FOOTER.search(name):
        return False
    return element.tag in _NOT_THE_ARTICLE or bool(_ELSEWHERE.search(name))


def _is_elsewhere(element: Any) -> bool:
    return any(one.tag not in {"body", "html"} and _is_another_part(one) for one in element.iterancestors())


def _holds(element: Any, heading: Any) -> bool:
    return heading is not None and any(one is element for one in (heading, *heading.iterancestors()))


def _name(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _line(element: Any) -> str:
    """The text of an element in which figures of neighbouring parts do not run together."""
    text = ""
    for part in element.itertext():
        text += f" {part}" if text[-1:].isdigit() and part[:1].isdigit() else part
    return " ".join(text.split())


def _text(element: Any) -> str:
    return " ".join((element.text_content() or "").split())
