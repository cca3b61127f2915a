"""What a frozen revision is called, whoever keeps it: a DOI, an ARK, or a name that needs no registration.

A newsroom with a prefix of its own sets CITATION_PREFIX: "10.5555" for a DOI, "ark:99999" for an ARK (that number is
its NAAN). All others get a `tag:` URI (RFC 4151): it needs a domain that the newsroom holds and the day on which it
gave the name, and nobody's register.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse

from timeline.models import Entry

# Enough of a digest to tell two texts apart, and short enough to be read out.
_CHECKSUM = 16
_NAME = re.compile(r"(?P<start>.*?)(?P<event>[1-9]\d{0,17})\.(?P<revision>[1-9]\d{0,8})", re.ASCII)
_RESOLVERS = {"DOI": "https://doi.org/", "ARK": "https://n2t.net/"}


@dataclass(frozen=True)
class Identifier:
    """A name for a revision; `scheme` is DOI, ARK or tag."""

    scheme: str
    value: str
    checksum: str

    @property
    def path(self) -> str:
        """Where this site leads from the name to the revision."""
        return reverse("timeline:identifier", args=[self.value])

    @property
    def resolver(self) -> str:
        """Where the world does, "" for a name that no register knows."""
        start = _RESOLVERS.get(self.scheme)
        return f"{start}{quote(self.value, safe='/:.')}" if start else ""

    def __str__(self) -> str:
        return f"doi:{self.value}" if self.scheme == "DOI" else self.value


def identifier_of(entry: Entry) -> Identifier:
    """What a revision is called, for ever, as long as the settings of the site stay."""
    number = f"{entry.event_id}.{entry.revision}"
    checksum = entry.digest[:_CHECKSUM]
    prefix = settings.CITATION_PREFIX
    if prefix.startswith("10."):
        return Identifier("DOI", f"{prefix}/event.{number}", checksum)
    if prefix:
        return Identifier("ARK", f"{prefix}/{number}", checksum)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return Identifier("tag", f"tag:{host},{entry.known_at:%Y-%m-%d}:event/{number}", checksum)


def revision_called(name: str) -> tuple[int, int] | None:
    """The event and the revision that a name may mean; what it is called has to be compared with `identifier_of`."""
    found = _NAME.fullmatch(name.strip())
    return (int(found["event"]), int(found["revision"])) if found else None


def is_called(entry: Entry, name: str) -> bool:
    """Whether a revision has this name: its own, or the short one that needs no prefix ("12.3")."""
    own = identifier_of(entry).value
    short = f"{entry.event_id}.{entry.revision}"
    # A DOI is the same in any case; ARKs of before 2022 have a slash after the colon.
    said = name.strip().casefold().removeprefix("doi:").replace("ark:/", "ark:")
    return said in {own.casefold().replace("ark:/", "ark:"), short}
