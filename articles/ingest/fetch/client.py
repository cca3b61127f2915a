"""Asking one address, and following where it leads."""

import ssl
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import cast

import certifi
import httpcore
import httpx
from django.conf import settings
from django.utils.module_loading import import_string

from articles.ingest.fetch import decoding
from articles.ingest.fetch.address import judged, port_of
from articles.ingest.fetch.answer import Fetched, header, values
from articles.ingest.fetch.connection import Connector
from articles.ingest.fetch.errors import Cause, FetchError
from articles.ingest.fetch.limits import Deadline, Limits
from articles.ingest.fetch.network import Network

PAGES = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_Headers = dict[str | bytes, str | bytes]  # as httpcore types them
_DEFAULT_LIMITS = Limits()
_PERMANENT = {301, 308}
_LEADS_ON = _PERMANENT | {302, 303, 307}


def _anywhere(url: str) -> None:
    """Every address may be visited."""


def fetch(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    accept: str = PAGES,
    may_visit: Callable[[str], None] = _anywhere,
    limits: Limits = _DEFAULT_LIMITS,
) -> Fetched:
    """The answer to an address, whatever its status; a 304 has an empty body.

    `may_visit` is called with every address before anything is asked there, and may raise. Raises FetchError where
    there is no answer, or none that we take.
    """
    deadline = Deadline(limits.total)
    network = _network()
    target = judged(url, ports=settings.FETCH_PORTS)
    headers: _Headers = {
        "User-Agent": settings.FETCH_USER_AGENT.encode(),
        "Accept": accept,
        "Accept-Encoding": decoding.ACCEPTED,
        "Connection": "close",
        **_validator("If-None-Match", etag),
        **_validator("If-Modified-Since", last_modified),
    }
    visited: list[httpx.URL] = []
    permanent = True
    while True:
        visited.append(target)
        may_visit(str(target))
        try:
            status, received, body = _ask(target, headers, network, deadline, limits)
        except TimeoutError as error:
            raise _too_slow(target, limits) from error
        if body is not None:
            return Fetched(
                asked=url,
                url=str(target),
                status=status,
                headers=tuple(received),
                body=body,
                redirects=tuple(map(str, visited[1:])),
                moved_to=str(target) if permanent and len(visited) > 1 else "",
            )
        permanent = permanent and status in _PERMANENT
        target = _next(target, header(received, "location"), visited, limits)


def post(url: str, body: bytes, *, headers: Mapping[str, str], limits: Limits = _DEFAULT_LIMITS) -> Fetched:
    """The answer to a message that is sent to an address, whatever its status; it is not sent on to another address.

    Raises FetchError where there is no answer, or none that we take.
    """
    target = judged(url, ports=settings.FETCH_PORTS)
    own: _Headers = {"User-Agent": settings.FETCH_USER_AGENT.encode(), "Accept-Encoding": decoding.ACCEPTED}
    given: _Headers = {name: value.encode() for name, value in headers.items()}
    length: _Headers = {"Content-Length": str(len(body)), "Connection": "close"}
    try:
        status, received, answer = _ask(
            target, own | given | length, _network(), Deadline(limits.total), limits, sent=body
        )
    except TimeoutError as error:
        raise _too_slow(target, limits) from error
    return Fetched(
        asked=url,
        url=str(target),
        status=status,
        headers=tuple(received),
        body=answer or b"",
        redirects=(),
        moved_to="",
    )


def _network() -> Network:
    return cast(Network, import_string(settings.FETCH_NETWORK)())


def _too_slow(target: httpx.URL, limits: Limits) -> FetchError:
    return FetchError(Cause.TIMEOUT, f"{target.host} was not done within {limits.total:g} seconds", retry=True)


def _next(target: httpx.URL, location: str, visited: list[httpx.URL], limits: Limits) -> httpx.URL:
    """Where a redirect leads, judged like any other address."""
    following = judged(location, ports=settings.FETCH_PORTS, base=target)
    if following in visited:
        raise FetchError(Cause.TOO_MANY_REDIRECTS, f"{target.host} leads in a circle", retry=False)
    if len(visited) > limits.redirects:
        words = f"{visited[0].host} leads on more than {limits.redirects} times"
        raise FetchError(Cause.TOO_MANY_REDIRECTS, words, retry=False)
    return following


def _ask(
    target: httpx.URL,
    headers: _Headers,
    network: Network,
    deadline: Deadline,
    limits: Limits,
    *,
    sent: bytes | None = None,
) -> tuple[int, list[tuple[str, str]], bytes | None]:
    """Status, headers and body of one address; the body is None where it leads on. Raises TimeoutError as well.

    Something that is `sent` is posted.
    """
    method = "GET" if sent is None else "POST"
    address = httpcore.URL(
        scheme=target.raw_scheme, host=target.raw_host, port=port_of(target), target=target.raw_path
    )
    # A pool for each hop: the name is resolved and judged again even where a redirect stays on the same server.
    with _pool(network, deadline, limits) as pool:
        try:
            asked = {"Host": target.netloc, **headers}
            with pool.stream(method, address, headers=asked, content=sent) as response:
                received = [(_text(name), _text(value)) for name, value in response.headers]
                if response.status in _LEADS_ON and header(received, "location"):
                    return response.status, received, None
                if response.status < 200:
                    raise _broken(target)  # it wants to speak something else than HTTP
                _check_length(received, target.host, limits)
                body = decoding.decoded(
                    response.iter_stream(),
                    encoding=",".join(values(received, "content-encoding")),
                    host=target.host,
                    limits=limits,
                )
                return response.status, received, body
        except httpcore.ProxyError as error:
            raise FetchError(Cause.NO_CONNECTION, f"the proxy does not reach {target.host}", retry=True) from error
        except (httpcore.ProtocolError, httpcore.NetworkError) as error:
            raise _broken(target) from error


def _pool(network: Network, deadline: Deadline, limits: Limits) -> httpcore.ConnectionPool:
    trust = _trust(settings.FETCH_CA_FILE)
    if not settings.FETCH_PROXY:
        connector = Connector(network, deadline, limits.raw)
        return httpcore.ConnectionPool(ssl_context=trust, network_backend=connector)
    # The proxy resolves the names, and may well be in our own network: it has to refuse private addresses itself.
    proxy = httpx.URL(settings.FETCH_PROXY)
    return httpcore.HTTPProxy(
        proxy_url=httpcore.URL(scheme=proxy.raw_scheme, host=proxy.raw_host, port=port_of(proxy), target=b"/"),
        proxy_auth=(proxy.username, proxy.password) if proxy.userinfo else None,
        ssl_context=trust,
        network_backend=Connector(network, deadline, limits.raw, may_reach=lambda _address: True),
    )


@lru_cache(maxsize=4)
def _trust(extra: str) -> ssl.SSLContext:
    """Mozilla's authorities and those in the file `extra`, if it is named. Raises OSError where it cannot be read."""
    context = ssl.create_default_context(cafile=certifi.where())
    # Some Pythons of 3.11 (3.11.2 of Debian 12) have OpenSSL 3 take a cut connection for the end of the page.
    context.options &= ~getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 0)
    if extra:
        context.load_verify_locations(cafile=extra)
    return context


def _check_length(received: list[tuple[str, str]], host: str, limits: Limits) -> None:
    length = header(received, "content-length")  # which h11 lets pass only in ASCII, with 20 digits at most
    if length.isdigit() and int(length) > limits.raw:
        raise FetchError(Cause.TOO_LARGE, f"{host} wants to send more than we take", retry=False)


def _broken(target: httpx.URL) -> FetchError:
    return FetchError(Cause.BROKEN_ANSWER, f"what {target.host} sent is no whole answer of a web server", retry=True)


def _validator(name: str, value: str) -> _Headers:
    """A header that asks for news only; what cannot be sent back as it came is left out."""
    return {name: value} if value and value.isascii() and value.isprintable() else {}


def _text(value: bytes) -> str:
    """Headers are bytes: most are ASCII, some UTF-8, and the rest was Latin-1 once (RFC 9110, 5.5)."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
