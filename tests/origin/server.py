"""A web server on loopback that says what the test wants, well-formed or not, and remembers who asked for what.

    with Origin() as origin:
        origin.pages["/a"] = "<p>The same for every host."
        origin.pages["one.example/a"] = Answer("Gone.", status=410)
        origin.pages["/slow"] = misbehaviour.slow_body()

A page is a text, bytes, an `Answer`, or any function of the request and the connection. Anything else is a 404.
"""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import responses
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

# Made once with openssl, valid to 2120 for secure.example, outlet.example and the names below them.
# The authority's own key was thrown away.
CERTIFICATES = Path(__file__).parent / "certificates"
AUTHORITY = CERTIFICATES / "authority.pem"


@dataclass(frozen=True)
class Request:
    method: str
    scheme: str
    host: str
    path: str  # with its query
    headers: dict[str, str]  # names in lower case
    body: bytes = b""

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"


@dataclass
class Answer:
    """A well-formed answer, unless its headers say something else than what is true."""

    body: str | bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, request: Request, connection: socket.socket) -> None:
        body = self.body.encode() if isinstance(self.body, str) else self.body
        defaults = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        connection.sendall(head(self.status, defaults | self.headers) + body)


Page = str | bytes | Answer | Callable[[Request, socket.socket], None]


def head(status: int, headers: dict[str, str]) -> bytes:
    """The start of an answer, to the empty line."""
    lines = [
        f"HTTP/1.1 {status} {responses.get(status, '')}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("utf-8")


class Origin:
    """Every host of the test internet at once; `port` speaks HTTP, `tls_port` HTTPS."""

    def __init__(self, port: int = 0, tls_port: int = 0) -> None:
        self.pages: dict[str, Page] = {}
        self.requests: list[Request] = []
        self.connections = 0
        self.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.tls.load_cert_chain(CERTIFICATES / "server.pem")
        self._servers = [_Listener(self, port, encrypted=False), _Listener(self, tls_port, encrypted=True)]
        self.port, self.tls_port = (server.server_address[1] for server in self._servers)

    def __enter__(self) -> Self:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def page(self, request: Request) -> Page:
        """The most special page that fits: by host and query, by host, by query, by path."""
        path = urlsplit(request.path).path
        keys = [request.host + request.path, request.host + path, request.path, path]
        return next((self.pages[key] for key in keys if key in self.pages), Answer("Not found.", status=404))

    def asked(self, path: str) -> list[Request]:
        """The requests for a path, in the order in which they came."""
        return [request for request in self.requests if request.path == path]


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, origin: Origin, port: int, *, encrypted: bool) -> None:
        super().__init__(("127.0.0.1", port), _Visit)
        self.origin = origin
        self.encrypted = encrypted

    def verify_request(self, request, client_address):
        self.origin.connections += 1
        return True

    def handle_error(self, request, client_address):
        """Visitors may leave in the middle, and many of these tests are about just that."""


class _Visit(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        origin = self.server.origin
        connection, scheme = self.request, "https" if self.server.encrypted else "http"
        if self.server.encrypted:
            connection = origin.tls.wrap_socket(connection, server_side=True)
        try:
            request = _read(connection, scheme)
            if request.method == "CONNECT":  # as a proxy, it is what it leads to
                origin.requests.append(request)
                connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                connection = origin.tls.wrap_socket(connection, server_side=True)
                request = _read(connection, "https")
            origin.requests.append(request)
            page = origin.page(request)
            (Answer(page) if isinstance(page, str | bytes) else page)(request, connection)
        finally:
            connection.close()


def _read(connection: socket.socket, scheme: str) -> Request:
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65_536)
        if not part:
            raise ConnectionResetError
        received += part
        if received.startswith(b"\x16"):  # a TLS greeting, where plain HTTP is spoken
            connection.sendall(head(400, {}))
            raise ConnectionAbortedError
    top, _, body = received.partition(b"\r\n\r\n")
    first, *lines = top.decode("latin-1").split("\r\n")
    method, target, _version = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if target.startswith("http://"):  # asked as a proxy
        target = "/" + target.removeprefix("http://").partition("/")[2]
    while len(body) < int(headers.get("content-length", 0)) and (part := connection.recv(65_536)):
        body += part
    return Request(method, scheme, headers.get("host", ""), target, headers, body)
