"""What a server's robots.txt allows us, as RFC 9309 has it."""

from dataclasses import dataclass
from typing import Self

import httpx
from protego import Protego

# The name that a robots.txt calls us by: the start of our User-Agent.
PRODUCT = "Attested"
# RFC 9309, 2.5: at least this much has to be read.
_READ = 500 * 1024


@dataclass(frozen=True)
class Rules:
    """The rules of one server; where it is `unreachable`, nothing is allowed (RFC 9309, 2.3.1.4)."""

    _file: Protego
    unreachable: bool

    @classmethod
    def parse(cls, text: str, *, status: int = 200) -> Self:
        """The rules of a robots.txt, by its HTTP status (0: there was no answer). Without a file all is allowed."""
        if not 200 <= status < 500:
            return cls(Protego.parse(""), unreachable=True)
        read = text.removeprefix("\ufeff").encode()[:_READ].decode("utf-8", "ignore") if status < 300 else ""
        return cls(Protego.parse(read), unreachable=False)

    def allows(self, url: str) -> bool:
        """Whether we may ask for this address of the server."""
        return not self.unreachable and bool(self._file.can_fetch(url, PRODUCT))

    @property
    def crawl_delay(self) -> float | None:
        """The seconds that it wishes between two questions, if it says so."""
        return self._file.crawl_delay(PRODUCT)


def robots_url(url: str) -> str:
    """Where the robots.txt of an address's server is."""
    return str(httpx.URL(url).copy_with(raw_path=b"/robots.txt", fragment=None))
