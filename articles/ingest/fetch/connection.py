"""Connections that only go where they may, and end at the deadline however slowly the other side drips."""

import socket
import ssl
from collections.abc import Callable, Iterable
from typing import Any, Self

import httpcore

from articles.ingest.fetch.address import ip_address, not_public
from articles.ingest.fetch.errors import Cause, FetchError
from articles.ingest.fetch.limits import Deadline
from articles.ingest.fetch.network import Network
from articles.ingest.fetch.public import Address, is_public

# One address of several that does not answer must not use up the time of the others.
_TRIED = 4
_PATIENCE = 8.0


class Connector(httpcore.NetworkBackend):
    """Resolves a name, judges each address, and connects to one that has been judged.

    Nobody resolves the name again afterwards, so that a DNS server which changes its answer gains nothing. Where only
    some addresses are public, those are used: behind DNS64 every name has a translated address beside its own.
    """

    def __init__(
        self, network: Network, deadline: Deadline, allowance: int, may_reach: Callable[[Address], bool] = is_public
    ) -> None:
        self._network = network
        self._deadline = deadline
        self._allowance = allowance
        self._may_reach = may_reach

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline rules
        local_address: str | None = None,  # noqa: ARG002 - httpcore's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - httpcore's signature
    ) -> "Stream":
        """A connection to the host. Raises FetchError, or TimeoutError past the deadline."""
        addresses = [address for address in self._addresses(host) if self._may_reach(address)][:_TRIED]
        if not addresses:
            raise not_public(host)
        for address in addresses:
            left = self._deadline.left()
            try:
                connected = self._network.connect(
                    address, port, left if len(addresses) == 1 else min(left, _PATIENCE)
                )
            except OSError:
                continue
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return Stream(connected, host, self._deadline, self._allowance)
        self._deadline.left()
        raise FetchError(Cause.NO_CONNECTION, f"{host} cannot be reached", retry=True)

    def _addresses(self, host: str) -> list[Address]:
        literal = ip_address(host)
        if literal is not None:
            return [literal]
        try:
            return self._network.resolve(host, self._deadline)
        except socket.gaierror as error:
            unknown = error.errno in {socket.EAI_NONAME, socket.EAI_NODATA}
            words = f"there is no server called {host}" if unknown else f"{host} cannot be looked up at the moment"
            raise FetchError(Cause.NAME_NOT_FOUND, words, retry=not unknown) from error


class Stream(httpcore.NetworkStream):
    """A connection that counts what it reads; raises TimeoutError past the deadline."""

    def __init__(self, connected: socket.socket, host: str, deadline: Deadline, allowance: int) -> None:
        self._socket = connected
        self._host = host
        self._deadline = deadline
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - httpcore's signature
        """What has come in, at most so many bytes. Raises FetchError where it is too much or breaks off."""
        self._socket.settimeout(self._deadline.left())
        try:
            received = self._socket.recv(max_bytes)
        except TimeoutError:
            raise
        except OSError as error:  # among them a TLS connection that ends without saying so
            raise FetchError(Cause.BROKEN_ANSWER, f"{self._host} broke off the connection", retry=True) from error
        self._allowance -= len(received)
        if self._allowance < 0:
            raise FetchError(Cause.TOO_LARGE, f"{self._host} sends more than we take", retry=False)
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - httpcore's signature
        """Send it all."""
        while buffer:
            self._socket.settimeout(self._deadline.left())
            try:
                buffer = buffer[self._socket.send(buffer) :]
            except TimeoutError:
                raise
            except OSError as error:  # httpcore still reads what a server said before it closed
                raise httpcore.WriteError from error

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - httpcore's signature
    ) -> Self:
        """The same connection, encrypted, with a certificate for that name. Raises FetchError."""
        host = server_hostname or self._host
        self._socket.settimeout(self._deadline.left())
        try:
            # Python would take a cut connection for the end of the page.
            secured = ssl_context.wrap_socket(self._socket, server_hostname=host, suppress_ragged_eofs=False)
        except TimeoutError:
            raise
        except ssl.SSLCertVerificationError as error:
            words = f"the certificate of {host} is not valid: {error.verify_message}"
            raise FetchError(Cause.TLS, words, retry=True) from error
        except OSError as error:
            raise FetchError(Cause.TLS, f"{host} makes no secure connection", retry=True) from error
        return type(self)(secured, host, self._deadline, self._allowance)

    def close(self) -> None:
        """Let go of it."""
        self._socket.close()

    def get_extra_info(self, info: str) -> Any:
        """Only what httpcore asks for here: whether TLS is spoken, for its choice of protocol."""
        return self._socket if info == "ssl_object" and isinstance(self._socket, ssl.SSLSocket) else None
