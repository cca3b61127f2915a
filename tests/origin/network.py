"""Names and addresses as on the internet; behind the public addresses, like behind a router, a server on loopback.

`FETCH_NETWORK = "tests.origin.network.Internet"` puts it in the place of the real one. The guard stays where it is: it
sees the addresses of the table, judges them, and what it refuses is never dialled.
"""

import ipaddress
import json
import os
import socket
from dataclasses import dataclass, field

# Tells another process, such as a worker, the table: what `World.environment` gives.
VARIABLE = "ATTESTED_TEST_INTERNET"
# Where every name under .example is that the table does not list.
PUBLIC = "93.184.215.14"


@dataclass
class World:
    """What there is. `dialled` and `looked_up` tell afterwards what was asked for in this process."""

    ports: dict[int, int] = field(default_factory=dict)  # the port of any address: the port on loopback behind it
    names: dict[str, list[list[str]]] = field(default_factory=dict)  # one answer after another; the last one stays
    dead: set[str] = field(default_factory=set)  # addresses that answer nothing
    dialled: list[tuple[str, int]] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """The variable with which another process has the same names and ports."""
        return {VARIABLE: json.dumps({"ports": self.ports, "names": self.names})}

    @classmethod
    def from_environment(cls) -> "World":
        """The world that the environment tells of; an empty one without."""
        told = json.loads(os.environ.get(VARIABLE, "{}"))
        return cls(
            ports={int(port): behind for port, behind in told.get("ports", {}).items()}, names=told.get("names", {})
        )


world = World.from_environment()


class Internet:
    """Implements articles.ingest.fetch.network.Network on the world of this module."""

    def resolve(self, host, deadline):
        world.looked_up.append(host)
        answers = world.names.get(host)
        if answers is None:
            if not host.endswith(".example"):
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            answers = [[PUBLIC]]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return [ipaddress.ip_address(address) for address in answer]

    def connect(self, address, port, timeout):
        world.dialled.append((str(address), port))
        if str(address) in world.dead or port not in world.ports:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", world.ports[port]), timeout)
