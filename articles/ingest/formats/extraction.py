"""The article in a page as trafilatura finds it, for no more than that has to cost.

It gives what `trafilatura.bare_extraction(page, with_metadata=True, …)` gives for the fields that we keep; a test
holds the two side by side. Two things are left out. lxml.html asks Python for the class of each of some thousand
elements, again in every copy of the tree: here all have one. And nobody looks for tags, categories and licences.
"""

from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

from articles.ingest.formats.page_dates import stated


class Extracted(NamedTuple):
    """The article in a page and what the page says of it; "" is what it does not say.

    `date` is the day on which trafilatura finds it published; `published` and `modified` are EDTF, to the second
    where the page says so.
    """

    title: str = ""
    text: str = ""
    author: str = ""
    url: str = ""
    site: str = ""
    date: str = ""
    published: str = ""
    modified: str = ""


def extract(page: str, address: str = "") -> Extracted:
    """The article in a page that came from this address; all fields are empty where there is none."""
    import trafilatura  # noqa: PLC0415  # takes a second to import, which most processes need not spend

    try:
        tree = _tree(page)
        said = _said(tree) if tree is not None else None
    except (TypeError, ValueError):  # as trafilatura takes its own failures
        return Extracted()
    if said is None:
        return Extracted()
    dates = stated(tree, title=said.title or "", day=said.date or "", url=address or said.url or "")
    found: Any = trafilatura.bare_extraction(tree, url=said.url, include_comments=False)
    if found is None:
        return Extracted()
    return Extracted(
        title=said.title or "",
        text=found.text or "",
        author=said.author or "",
        url=said.url or "",
        site=said.sitename or "",
        date=said.date or "",
        published=dates.published,
        modified=dates.modified,
    )


@cache
def _parser() -> Any:
    """A parser like trafilatura's, with one class for all elements, which lxml then need not ask for."""
    from lxml.etree import ElementDefaultClassLookup, HTMLParser  # noqa: PLC0415  # as above
    from lxml.html import HtmlElement  # noqa: PLC0415

    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    return parser


def _tree(page: str) -> Any:
    """The page's tree; where that is not plain sailing, as trafilatura makes it."""
    from lxml.html import fromstring  # noqa: PLC0415  # as above
    from trafilatura.utils import load_html, repair_faulty_html  # noqa: PLC0415

    beginning = page[:50].lower()
    if "html" in beginning:
        try:
            tree = fromstring(repair_faulty_html(page, beginning), parser=_parser())
        except Exception:  # noqa: BLE001  # whatever it was: trafilatura has its own way with it
            return load_html(page)
        if len(tree):
            return tree
    return load_html(page)


def _said(tree: Any) -> Any:
    """Title, author, address, outlet and date, in the order and with the rules of trafilatura.metadata."""
    from htmldate import find_date  # noqa: PLC0415  # as above
    from trafilatura import metadata  # noqa: PLC0415

    said = metadata.examine_meta(tree)
    if said.author and " " not in said.author:
        said.author = None
    with suppress(Exception):  # JSON-LD is written by hand as well; what the page says elsewhere stays
        said = metadata.extract_meta_json(tree, said)
    said.title = said.title or metadata.extract_title(tree)
    said.author = said.author or metadata.extract_author(tree)
    said.url = said.url or metadata.extract_url(tree)
    # A date that the page states; one guessed from any digits in the page would be a false one.
    said.date = find_date(tree, extensive_search=False, original_date=True, url=said.url)
    said.sitename = said.sitename or metadata.extract_sitename(tree)
    if said.sitename:
        said.sitename = said.sitename.lstrip("@")
        if said.sitename and "." not in said.sitename and not said.sitename[0].isupper():
            said.sitename = said.sitename.title()
    elif said.url and (host := metadata.META_URL.match(said.url)):
        said.sitename = host[1]
    said.clean_and_trim()
    return said
