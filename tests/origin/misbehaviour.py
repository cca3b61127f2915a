"""What servers do to those who ask them; each function gives a page for `Origin.pages`."""

import gzip
import time
import zlib
from functools import partial
from itertools import count

import brotli

from tests.origin.server import Answer, head

_DRIP = 0.02
_PACK = {
    "gzip": gzip.compress,
    "br": partial(brotli.compress, quality=5),  # its best takes seconds
    "deflate": zlib.compress,
}
_HTML = {"Content-Type": "text/html"}


def silence():
    """The request is taken, and nothing follows."""
    return lambda request, connection: connection.recv(1)


def slow_body():
    """A thousand bytes, one after another."""
    return lambda request, connection: _drip(connection, head(200, {**_HTML, "Content-Length": "1000"}))


def slow_headers():
    """A header of a thousand bytes, one after another."""
    return lambda request, connection: _drip(connection, b"HTTP/1.1 200 OK\r\nX-Slow: ")


def _drip(connection, start):
    connection.sendall(start)
    for _ in range(1000):
        connection.sendall(b"x")
        time.sleep(_DRIP)


def endless_body(*, chunked):
    """A page without an end."""

    def page(request, connection):
        connection.sendall(head(200, _HTML | ({"Transfer-Encoding": "chunked"} if chunked else {})))
        while True:
            connection.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n" if chunked else b"x" * 4096)

    return page


def endless_headers():
    """One header after another."""

    def page(request, connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in count():
            connection.sendall(f"X-{number}: {'x' * 1000}\r\n".encode())

    return page


def endless_promises():
    """Interim answers, and never the one."""

    def page(request, connection):
        while True:
            connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100)

    return page


def raw(what):
    """Exactly these bytes, then the connection ends."""
    return lambda request, connection: connection.sendall(what)


def wrong_length(body, length):
    """A body that is longer or shorter than its Content-Length."""
    return Answer(body, headers={"Content-Length": str(length)})


def redirect(location, status=302):
    """Leads on."""
    return Answer(status=status, headers={"Location": location})


def bomb(coding, megabytes):
    """So many million zeros, packed."""
    return Answer(pack(coding, bytes(megabytes * 1_000_000)), headers={"Content-Encoding": coding})


def pack(coding, body):
    """The body in a Content-Encoding, or in several, such as "gzip, gzip"."""
    for name in coding.split(", "):
        body = _PACK[name](body)
    return body


def conditional(body, *, etag="", last_modified=""):
    """A page that has not changed since it had this ETag or date."""
    validators = {name: value for name, value in (("ETag", etag), ("Last-Modified", last_modified)) if value}

    def page(request, connection):
        known = (etag and request.headers.get("if-none-match") == etag) or (
            last_modified and request.headers.get("if-modified-since") == last_modified
        )
        Answer(b"" if known else body, 304 if known else 200, validators)(request, connection)

    return page


def changing_etag(body):
    """The same page under a new ETag each time."""
    numbers = count(1)

    def page(request, connection):
        Answer(body, headers={"ETag": f'"{next(numbers)}"'})(request, connection)

    return page


def until_closed(body, *, farewell):
    """A TLS answer that ends with its connection, with a farewell or, as if cut by somebody, without."""

    def page(request, connection):
        connection.sendall(head(200, _HTML) + body)
        if farewell:
            connection.unwrap()

    return page
