"""The two things that the outside world is asked for: the addresses of a name, and a connection to one of them."""

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Protocol

from articles.ingest.fetch.limits import Deadline
from articles.ingest.fetch.public import Address

_Answer = list[Address] | OSError


def _system(host: str) -> list[str]:
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


class Network(Protocol):
    """Names and connections. It judges nothing: that is done between the two."""

    def resolve(self, host: str, deadline: Deadline) -> list[Address]:
        """The addresses of a name. Raises socket.gaierror or, past the deadline, TimeoutError."""

    def connect(self, address: Address, port: int, timeout: float) -> socket.socket:
        """A connection to exactly this address, within `timeout` seconds. Raises OSError."""


class Internet:
    """The real one; `look_up` is the system's resolver."""

    def __init__(self, look_up: Callable[[str], Iterable[str]] = _system) -> None:
        self._look_up = look_up

    def resolve(self, host: str, deadline: Deadline) -> list[Address]:
        """The addresses of a name. Raises socket.gaierror or, past the deadline, TimeoutError."""
        found: queue.SimpleQueue[_Answer] = queue.SimpleQueue()
        # getaddrinfo takes no time limit, so it is left behind when it is too slow.
        threading.Thread(target=_answer, args=(self._look_up, host, found), daemon=True).start()
        try:
            answer = found.get(timeout=deadline.left())
        except queue.Empty:
            raise TimeoutError from None
        if isinstance(answer, OSError):
            raise answer
        return answer

    def connect(self, address: Address, port: int, timeout: float) -> socket.socket:
        """A connection to exactly this address, within `timeout` seconds. Raises OSError."""
        return socket.create_connection((str(address), port), timeout)


def _answer(look_up: Callable[[str], Iterable[str]], host: str, found: "queue.SimpleQueue[_Answer]") -> None:
    try:
        found.put([ipaddress.ip_address(address) for address in look_up(host)])
    except OSError as error:
        found.put(error)
    except ValueError as error:  # a name that cannot be encoded, or an answer that is no address
        found.put(socket.gaierror(socket.EAI_NONAME, str(error)))
