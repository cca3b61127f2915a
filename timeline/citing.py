"""A frozen revision as scholars and programs cite it: in words, after Chicago, for BibTeX and as RIS."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from timeline.identifiers import Identifier, identifier_of
from timeline.models import Entry

_NAME = "Attested"
# Braces as commands: BibTeX counts those behind a backslash, too, so that one alone would swallow the rest.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "$&#%_"},
    }
)


@dataclass(frozen=True)
class Form:
    """One way of citing: its short name, its heading, and the text to copy."""

    name: str
    heading: str
    text: str


def _line(text: str) -> str:
    """On one line and without control characters, which would end a field."""
    return " ".join("".join(" " if unicodedata.category(one) == "Cc" else one for one in text).split())


def tex(text: str) -> str:
    """Text for a field of BibTeX, in any script; nothing in it is a command."""
    return _line(text).translate(_TEX)


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _checksum(name: Identifier) -> str:
    return f", SHA-256 {name.checksum}…" if name.checksum else ""


def in_words(entry: Entry, url: str, accessed: date) -> str:
    """A citation that says everything."""
    return (
        f"{_NAME}: “{_line(entry.title)}”. Event {entry.event_id}, revision {entry.revision}, published "
        f"{_day(entry.known_at)}, {entry.known_at:%H:%M} UTC. {url} (accessed {_day(accessed)}). "
        f"Identifier: {identifier_of(entry)}{_checksum(identifier_of(entry)) or '.'}"
    )


def chicago(entry: Entry, url: str, accessed: date) -> str:
    """As a bibliography after the Chicago Manual of Style (17th edition, 14.205 to 14.210) has a web page."""
    known, name = entry.known_at, identifier_of(entry)
    # A name that the world can resolve stands in the place of the address (14.8); any other one before it.
    where = name.resolver or f"{name}. {url}"
    return (
        f"{_NAME}. “{_line(entry.title)}.” Revision {entry.revision}, {known:%B} {known.day}, {known.year}. "
        f"Accessed {accessed:%B} {accessed.day}, {accessed.year}. {where}."
    )


def bibtex(entry: Entry, url: str, accessed: date) -> str:
    """An entry that BibTeX and biblatex read."""
    name = identifier_of(entry)
    fields = {
        # In braces, so that a style leaves capitals and the name of an organisation as they are.
        "author": f"{{{_NAME}}}",
        "title": f"{{{tex(entry.title)}}}",
        "year": f"{entry.known_at.year}",
        "date": f"{entry.known_at:%Y-%m-%d}",
        "version": f"{entry.revision}",
        "url": url,
        "urldate": f"{accessed:%Y-%m-%d}",
        "note": tex(f"Event {entry.event_id}, revision {entry.revision}, {name}{_checksum(name)}"),
    } | ({"doi": name.value} if name.scheme == "DOI" else {})
    lines = ",\n".join(f'  {name} = "{value}"' for name, value in fields.items())
    return f"@misc{{attested-{entry.event_id}-{entry.revision},\n{lines}\n}}\n"


def ris(entry: Entry, url: str, accessed: date) -> str:
    """A record that reference managers read; its lines end as the format says."""
    name = identifier_of(entry)
    lines = [
        ("TY", "ELEC"),
        ("AU", _NAME),
        ("TI", _line(entry.title)),
        ("PY", f"{entry.known_at.year}"),
        ("DA", f"{entry.known_at:%Y/%m/%d}/"),
        ("ET", f"revision {entry.revision}"),
        ("PB", _NAME),
        ("DO" if name.scheme == "DOI" else "AN", name.value),
        *([("N1", f"SHA-256 {name.checksum}…")] if name.checksum else []),
        ("UR", url),
        ("Y2", f"{accessed:%Y/%m/%d}/"),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


FILES = {"bib": (bibtex, "application/x-bibtex"), "ris": (ris, "application/x-research-info-systems")}


def forms_of(entry: Entry, url: str, accessed: date) -> list[Form]:
    """Every way of citing a revision, whose own address is `url`."""
    return [
        Form(name, heading, write(entry, url, accessed))
        for name, heading, write in (
            ("words", _("In words"), in_words),
            ("chicago", "Chicago", chicago),
            ("bibtex", "BibTeX", bibtex),
            ("ris", "RIS", ris),
        )
    ]
