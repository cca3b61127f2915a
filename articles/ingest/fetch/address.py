"""Judging what is written in an address, before anybody is asked anything."""

import ipaddress
import re
import socket
from collections.abc import Collection

import httpx

from articles.ingest.fetch.errors import Cause, FetchError
from articles.ingest.fetch.public import Address, is_public

_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
# Where the last label is a number, programs read the whole as an IPv4 address: 127.1, 0x7f.1, 2130706433.
_NUMBER = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|[0-9]+)")


def judged(url: str, *, ports: Collection[int], base: httpx.URL | None = None) -> httpx.URL:
    """The address as it is asked for: host in ASCII, an IP address in its one spelling, no fragment.

    A relative one is read from `base`. Raises FetchError where we do not go there, whatever its name resolves to.
    """
    try:
        parts = httpx.URL(url.strip())
        parts = (base.join(parts) if base else parts).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise _bad(url) from error
    if parts.scheme not in _PORTS:
        raise _bad(url, "only http and https addresses are fetched")
    if parts.userinfo:
        raise _bad(url, "an address with a user name or password is not fetched")
    host = parts.raw_host.decode("ascii").removesuffix(".")
    literal = ip_address(host)
    if literal is not None:
        host = str(literal)
    elif len(host) > 253 or not _NAME.fullmatch(host) or _NUMBER.fullmatch(host):
        raise _bad(url)
    if port_of(parts) not in ports:
        raise FetchError(
            Cause.FORBIDDEN_ADDRESS, f"port {port_of(parts)} of {host} is not one that we connect to", retry=False
        )
    if literal is not None and not is_public(literal):
        raise not_public(host)
    return parts.copy_with(host=host)


def ip_address(host: str) -> Address | None:
    """The IP address that a host is written as, in any spelling that programs read as one; None for a name."""
    try:
        return ipaddress.ip_address(host.replace("%25", "%", 1))
    except ValueError:
        pass
    if not _NUMBER.fullmatch(host):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def port_of(url: httpx.URL) -> int:
    """The port that the address leads to; its scheme's own where it names none."""
    return _PORTS[url.scheme] if url.port is None else url.port


def not_public(host: str) -> FetchError:
    """That a host is inside, without saying where."""
    return FetchError(Cause.FORBIDDEN_ADDRESS, f"{host} is not on the public internet", retry=False)


def _bad(url: str, why: str = "it is not a web address") -> FetchError:
    return FetchError(Cause.BAD_ADDRESS, f"{why}: {url[:200]!r}", retry=False)
