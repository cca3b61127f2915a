"""Web addresses: one spelling for each, and which page's words about its own address are believed."""

import ipaddress
import re
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

import idna
import tld

from articles.ingest.errors import UnreadableError

MAX_ADDRESS = 1000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_ESCAPE = re.compile(r"%(?:([0-9A-Fa-f]{2}))?")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# Characters that browsers send as they are; % is judged before.
_PLAIN = "%/:@!$&'()*+,;=-._~[]|"
_TRACKERS = re.compile(
    r"""(?:utm|mtm|pk|mc|itm|hsa|oly|vero|at|ga|fb|ns|wt)_.+ | _(?:ga|gl|ke|hsenc|hsmi|openstat)
      | (?:fb|g|y|dc|tw|ms|wbra|gbra|ttc|li_fat_|msclk|fbc|gc|yc|twc)clid | gclsrc | gbraid | wbraid | msclkid
      | igshid? | mkt_tok | s?cid | cmpid | xtor | openstat | yadclid | ysclid | soc_src | soc_trk | smid | smtyp
      | ref(?:err?er|_?src|_?url)? | share_?source | spm | rss | __twitter_impression | _branch_match_id""",
    re.IGNORECASE | re.VERBOSE,
)
# The short names among them name content on some sites, and then hold a number: ?cid=4711 is an article.
_MAY_BE_CONTENT = re.compile(r"(?:s?cid|rss|ref|at_.+|ns_.+|fb_.+)=\d+", re.IGNORECASE)
_AMP_PARAMETER = re.compile(r"amp(?:=(?:1|true|yes)?)?|outputtype=amp", re.IGNORECASE)
_AMP_CACHE = re.compile(r"/[a-z]/(s/)?([^/]+\..*)")
_GOOGLE_AMP = re.compile(r"/amp/(s/)?([^/]+\..*)")
_LISTS = frozenset(
    [
        "404",
        "archive",
        "archives",
        "author",
        "authors",
        "categories",
        "category",
        "error",
        "errors",
        "home",
        "index",
        "latest",
        "login",
        "logout",
        "news",
        "novosti",
        "novyny",
        "page",
        "rubric",
        "rubrics",
        "rubrika",
        "rubryka",
        "section",
        "sections",
        "signin",
        "sitemap",
        "subscribe",
        "tag",
        "tags",
        "temy",
        "topic",
        "topics",
    ]
)
_SEARCHES = frozenset(["search", "poisk", "poshuk", "suche", "recherche"])
# What follows an article's own path in its other shapes: /talks/amp, /talks/print, /talks/2.
_SHAPES = re.compile(r"amp|print|mobile|full|all|index\.\w+|page|\d{1,2}", re.IGNORECASE)


def clean(url: str) -> str:
    """The address in the one spelling that we keep. Raises UnreadableError where it is no web address.

    Parameters keep their order, since some sites sign it; a slash at the end stays, since some sites need it; http
    stays http, so that it can be fetched again (see `spellings`).
    """
    parts = _split(url)
    host, port = _host(parts), parts.port
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    kept = (_escaped(pair, safe=_PLAIN + "?") for pair in parts.query.split("&") if pair and not _tracks(pair))
    cleaned = urlunsplit((parts.scheme, host, _path(parts.path), "&".join(kept), ""))
    if len(cleaned) > MAX_ADDRESS:
        raise UnreadableError(f"its URL {url[:100]!r}… has more than {MAX_ADDRESS} characters")
    return cleaned


def spellings(url: str) -> list[str]:
    """The cleaned address and its twin under http or https, which are one address: look a page up under both."""
    cleaned = clean(url)
    scheme, rest = cleaned.split(":", 1)
    return [cleaned, f"{'http' if scheme == 'https' else 'https'}:{rest}"]


def address_of(fetched_url: str, claimed_canonical: str = "") -> str:
    """The address of a page: the one that it claims, where that can be believed, else the one that it came from.

    Raises UnreadableError where the page did not come from a web address.
    """
    fetched = ordinary(fetched_url)
    if not claimed_canonical:
        return fetched
    try:
        claimed = ordinary(claimed_canonical)
    except UnreadableError:
        return fetched
    if site_of(fetched) != site_of(claimed) or not _may_stand_for(urlsplit(claimed), urlsplit(fetched)):
        return fetched
    if fetched.startswith("https:") and host_of(claimed) == host_of(fetched):
        return claimed.replace("http:", "https:", 1)  # a template older than the site's certificate
    return claimed


def ordinary(url: str) -> str:
    """The cleaned address of the page that an AMP cache or an AMP parameter shows; other shapes stay as they are.

    `/amp` paths and mobile hosts are not undone by their looks: `address_of` does that where the page confirms it.
    """
    cleaned = clean(url)
    parts = urlsplit(cleaned)
    host = host_of(cleaned)
    cached = None
    if host.endswith(".cdn.ampproject.org"):
        cached = _AMP_CACHE.fullmatch(parts.path)
    elif host.startswith("www.google."):
        cached = _GOOGLE_AMP.fullmatch(parts.path)
    if cached:
        inner = f"{'https' if cached.group(1) else 'http'}://{cached.group(2)}"
        return ordinary(f"{inner}?{parts.query}" if parts.query else inner)
    kept = [pair for pair in parts.query.split("&") if not _AMP_PARAMETER.fullmatch(pair)]
    return urlunsplit(parts._replace(query="&".join(kept)))


def host_of(url: str) -> str:
    """The host, lower-case and in ASCII, without its port. Raises UnreadableError where it is no web address."""
    return _host(_split(url))


def site_of(url: str) -> str:
    """The domain that somebody registered, such as bbc.co.uk for www.bbc.co.uk; a number stays what it is.

    Raises UnreadableError where it is no web address.
    """
    host = host_of(url)
    if ":" in host or host.rpartition(".")[2].isdigit():
        return host
    found = tld.get_fld(f"https://{host}/", fail_silently=True)
    # The public suffix list's rule for what it does not list: the last label is the suffix.
    return found or ".".join(host.split(".")[-2:])


def _split(url: str) -> SplitResult:
    shown = url[:100]
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise UnreadableError(f"its URL {shown!r} is not one: {error}") from error
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or port == 0 or len(url) > 4 * MAX_ADDRESS:
        raise UnreadableError(f"its URL {shown!r} is not a web address")
    return parts


def _host(parts: SplitResult) -> str:
    """The host in ASCII; an IPv6 address in its brackets."""
    name = (parts.hostname or "").rstrip(".")
    try:
        if ":" in name:
            return f"[{ipaddress.IPv6Address(name).compressed}]"
        host = name if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    except (ValueError, idna.IDNAError) as error:
        raise UnreadableError(f"its URL has no host that can be: {name[:100]!r}") from error
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise UnreadableError(f"its URL has no host that can be: {name[:100]!r}")
    return host


def _path(path: str) -> str:
    """The path with its dots followed and its letters escaped in one way."""
    kept: list[str] = []
    segments = _escaped(path).split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _escaped(text: str, safe: str = _PLAIN) -> str:
    def spelt(found: re.Match[str]) -> str:
        if not found.group(1):
            return "%25"
        byte = int(found.group(1), 16)
        return chr(byte) if byte in _UNRESERVED else f"%{byte:02X}"

    return quote(_ESCAPE.sub(spelt, text), safe=safe, errors="replace")


def _tracks(pair: str) -> bool:
    name = pair.partition("=")[0]
    return bool(_TRACKERS.fullmatch(name)) and not _MAY_BE_CONTENT.fullmatch(pair)


def _may_stand_for(claimed: SplitResult, fetched: SplitResult) -> bool:
    """Whether one page's address can be the other's: front pages, sections and searches swallow no article."""
    theirs, ours = _segments(claimed.path), _segments(fetched.path)
    if theirs == ours:
        asked, given = set(claimed.query.split("&")), set(fetched.query.split("&"))
        return _names_an_article(ours) or asked == given or (bool(claimed.query) and asked < given)
    if not ours:  # a front page is not the article that it leads with, but /?p=123 may be any article
        return bool(fetched.query) and _names_an_article(theirs)
    if not theirs or theirs[-1].lower() in _LISTS or theirs[0].lower() in _SEARCHES:
        return False
    if _names_an_article(theirs) or (ours[0].lower() == "amp" and theirs == ours[1:]):
        return True
    if ours[: len(theirs)] == theirs:
        return all(_SHAPES.fullmatch(segment) for segment in ours[len(theirs) :])
    return len(theirs) >= len(ours) and not _names_an_article(ours)


def _segments(path: str) -> list[str]:
    return [unquote(segment) for segment in path.split("/") if segment]


def _names_an_article(segments: list[str]) -> bool:
    """Whether the last part of a path has a number or several words in it, as those of articles have."""
    last = segments[-1] if segments else ""
    return bool(re.search(r"\d{3}", last)) or len(re.findall(r"[^\W\d_]+", last)) > 3
