"""How much time and space one address may take."""

import time
from dataclasses import dataclass

_MEGABYTE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Seconds, bytes and counts that one call of `fetch` may use up."""

    total: float = 30.0  # seconds for names, connections, headers, bodies and redirects together
    redirects: int = 5
    raw: int = 15 * _MEGABYTE  # bytes on the wire, headers and framing included
    decoded: int = 60 * _MEGABYTE
    ratio: int = 100  # decoded bytes for each packed one
    ratio_from: int = (
        _MEGABYTE  # decoded bytes below which no ratio is asked for: short texts of one letter are harmless
    )


class Deadline:
    """The moment at which everything has to be done."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left. Raises TimeoutError when there are none."""
        seconds = self._at - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds
