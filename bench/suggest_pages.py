"""How often a page's own date of publication is found, on labelled pages of many layouts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import django
import yaml
from django.apps import apps

_LABELLED = Path(__file__).parent / "labelled"
LABELLED = [_LABELLED / "pages.yaml", _LABELLED / "page_traps.yaml"]
# What was right of a set before anybody had read an error in it; what is measured today has been read.
FIRST_READING = {
    "traps": {"accuracy": 0.775, "clocks": 0.533, "exact": 0.675, "false": 0.075},
    "traps2": {"accuracy": 0.9, "clocks": 0.6, "exact": 0.8, "false": 0.0},
}
_WORDS = {
    "en": "The delegations met in the morning and parted in the evening. Nobody wanted to say what had been agreed.",
    "uk": "Делегації зустрілися вранці та розійшлися ввечері. Ніхто не захотів сказати, про що домовилися сторони.",
    "ru": "Делегации встретились утром и разошлись вечером. Никто не захотел сказать, о чём договорились стороны.",
    "de": "Die Delegationen trafen sich am Morgen und gingen am Abend auseinander. Niemand wollte etwas sagen.",
    "fr": "Les délégations se sont réunies le matin et séparées le soir. Personne n'a voulu dire quoi.",
    "es": "Las delegaciones se reunieron por la mañana y se separaron por la noche. Nadie quiso decir qué se acordó.",
    "pl": "Delegacje spotkały się rano i rozeszły wieczorem. Nikt nie chciał powiedzieć, co uzgodniono przy stole.",
    "tr": "Heyetler sabah buluştu ve akşam ayrıldı. Kimse neyin kararlaştırıldığını söylemek istemedi.",
}


class Labelled(NamedTuple):
    """A page, when it says that it was published (EDTF), and its place among the others."""

    name: str
    half: str
    url: str
    published: str
    html: str


def labelled_pages(half: str) -> list[Labelled]:
    """The pages of one half, `before` or `after` the rules."""
    return list(_made(half))


def halves() -> list[str]:
    """The sets of pages there are, in the order in which they were written."""
    return list(dict.fromkeys(row["half"] for row in _rows()))


def score_pages(half: str) -> dict[str, float]:
    """The share of pages with the right day or rightly none, of right clocks where one is told, of false days."""
    pages = labelled_pages(half)
    found = [(page, found_on(page)) for page in pages]
    clocks = [(page, date) for page, date in found if "T" in page.published]
    return {
        "pages": len(pages),
        "accuracy": _share([date[:10] == page.published[:10] for page, date in found]),
        "clocks": _share([_same(date, page.published) for page, date in clocks]),
        "exact": _share([_same(date, page.published) for page, date in found]),
        "false": _share([bool(date) and date[:10] != page.published[:10] for page, date in found]),
    }


def found_on(page: Labelled) -> str:
    """When the reader says that a page was published."""
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
    from articles.ingest.formats.extraction import extract  # the readers need settings

    return extract(page.html, page.url).published


def _same(found: str, published: str) -> bool:
    if "T" not in published or "T" not in found:
        return found == published
    moment, expected = datetime.fromisoformat(found), datetime.fromisoformat(published)
    return (
        moment.replace(microsecond=0) == expected.replace(microsecond=0)
        and moment.utcoffset() == expected.utcoffset()
    )


def _share(right: list[bool]) -> float:
    return sum(right) / len(right) if right else 1.0


def _rows() -> Iterator[dict[str, str]]:
    for file in LABELLED:
        yield from yaml.safe_load(file.read_text(encoding="utf-8"))


def _made(half: str) -> Iterator[Labelled]:
    now = datetime.now(UTC)
    for row in _rows():
        if row["half"] != half:
            continue
        title, language = row.get("title", "Envoys leave without a word"), row.get("language", "en")
        text = "".join(f"<p>{_WORDS[language]} {row.get('ends', '')}</p>" for _ in range(5))
        html = (
            f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
            f"{row.get('head', '')}</head><body>{row.get('top', '')}<main><article><header><h1>{title}</h1>"
            f"{row.get('byline', '')}</header>{text}{row.get('inside', '')}{text}</article></main>"
            f"{row.get('below', '')}</body></html>"
        )
        for name, value in (
            ("{today}", now.strftime("%Y-%m-%d")),
            ("{today_words}", now.strftime("%A, %B %-d, %Y")),
            ("{title}", title),
            ("{url}", row["url"]),
        ):
            html = html.replace(name, value)
        yield Labelled(row["name"], half, row["url"], row["published"], html)
