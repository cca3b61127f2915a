"""A server on loopback that speaks the protocol of chat completions, or misbehaves as the test wants.

    with ModelServer() as server:
        server.answers = [statements(statement("a quote"))]

An answer is bytes for the body, an `Http`, or any function of the question and the connection; the last one stays.
"""

import json
import socketserver
import ssl
import threading
import time
from dataclasses import dataclass, field

from tests.origin.server import CERTIFICATES, head

JSON = {"Content-Type": "application/json"}


@dataclass
class Question:
    path: str
    headers: dict
    body: dict

    @property
    def article(self):
        """The piece of the article that is asked about."""
        return json.loads(self.body["messages"][1]["content"])["article"]


@dataclass
class Http:
    """An answer with this status, whole and well-formed."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict = field(default_factory=dict)

    def __call__(self, question, connection):
        headers = JSON | {"Content-Length": str(len(self.body))} | self.headers
        connection.sendall(head(self.status, headers) + self.body)


def statement(words, **columns):
    """One statement as a model gives it."""
    return {
        "quote": words,
        "text": "",
        "kind": "fact",
        "speaker": None,
        "directness": "paraphrase",
        "said": None,
        "happened": None,
        "issue": None,
        "stance": None,
        "act": None,
        "negated": False,
        "hedged": False,
    } | columns


def completion(content, *, finish="stop", usage=(1000, 200), **message):
    """A body of the protocol around this content."""
    content = content if isinstance(content, str | None) else json.dumps(content)
    body = {
        "id": "x",
        "object": "chat.completion",
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
        ],
    }
    if usage:
        body["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return json.dumps(body).encode()


def statements(*found, **more):
    return completion({"statements": list(found)}, **more)


# ---- misbehaviour


def drip(*, in_headers=False):
    """One byte after another, for longer than anybody should wait."""

    def answer(question, connection):
        start = b"HTTP/1.1 200 OK\r\nX-Slow: " if in_headers else head(200, JSON | {"Content-Length": "5000"})
        connection.sendall(start)
        for _ in range(3000):
            connection.sendall(b"x" if in_headers else b" ")
            time.sleep(0.02)

    return answer


def silence(question, connection):
    connection.recv(1)


def endless(question, connection):
    connection.sendall(head(200, JSON))
    while True:
        connection.sendall(b" " * 65_536)


def hang_up(question, connection):
    body = statements(statement("x" * 500))
    connection.sendall(head(200, JSON | {"Content-Length": str(len(body))}) + body[: len(body) // 2])


def nonsense(question, connection):
    connection.sendall(b"220 mail.example ready\r\n")


class ModelServer:
    def __init__(self, *, encrypted=False):
        self.answers = [statements()]
        self.questions = []
        self.tls = None
        if encrypted:
            self.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self.tls.load_cert_chain(CERTIFICATES / "server.pem")
        self._server = _Listener(("127.0.0.1", 0), _Visit)
        self._server.owner = self
        self.lock = threading.Lock()

    @property
    def url(self):
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *exception):
        self._server.shutdown()
        self._server.server_close()


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request, client_address):
        """Who asks may leave in the middle, and many of these tests are about just that."""


class _Visit(socketserver.StreamRequestHandler):
    def handle(self):
        owner = self.server.owner
        connection = self.request
        if owner.tls:
            connection = owner.tls.wrap_socket(connection, server_side=True)
        file = connection.makefile("rb")
        _method, path, _version = file.readline().decode().split()
        headers = {}
        while line := file.readline().strip():
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        question = Question(path, headers, json.loads(file.read(int(headers["content-length"]))))
        with owner.lock:
            owner.questions.append(question)
            answer = owner.answers.pop(0) if len(owner.answers) > 1 else owner.answers[0]
        try:
            (Http(body=answer) if isinstance(answer, bytes) else answer)(question, connection)
        finally:
            connection.close()
