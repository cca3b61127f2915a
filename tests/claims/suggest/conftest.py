"""A small gazetteer in rows of the seeds' format, and a short way to ask the engine."""

from dataclasses import dataclass

import pytest

from claims.suggest import Analysis, Gazetteer, Proposal, Statement, analyse, suggest


def _actor(slug, name, kind, country, acts_for=None, offices=(), **names):
    return {
        "slug": slug,
        "name": name,
        "kind": kind,
        "country": country,
        "acts_for": acts_for,
        "offices": [{"title": title} for title in offices],
        "names": [{"text": text, "kind": form} for form, texts in names.items() for text in texts],
    }


ACTORS = [
    _actor("northland", "Northland", "state", "NOR", demonym=["Northlander"], short=["N.L."]),
    _actor("southmark", "Southmark", "state", "SWE", demonym=["Southmarker"], full=["Саутмарк"]),
    _actor("palace", "the Palace", "government", "NOR", "northland", metonym=["Harborough"]),
    _actor("anna-berg", "Anna Berg", "person", "NOR", "palace", ["Foreign Minister"], short=["Berg"]),
    _actor("olaf-dahl", "Olaf Dahl", "person", "SWE", "southmark", ["Special envoy"], short=["Dahl", "Mr Dahl"]),
    _actor("ivan-koval", "Іван Коваль", "person", "UKR", None, short=["Коваль", "Ковалем", "Иван Коваль"]),
    _actor("radio-north", "Radio North", "media", "NOR"),
    _actor("southmark-army", "Southmarker army", "armed_force", "SWE", "southmark", short=["Southmarker troops"]),
    _actor("us", "United States", "state", "USA", short=["US", "U.S."]),
]
ISSUES = [
    {"slug": "truce", "name": "Truce", "parent": None, "keywords": ["truce", "ceasefire", "перемир’я", "перемирие"]},
    {"slug": "winter-truce", "name": "Winter truce", "parent": "truce", "keywords": ["winter truce"]},
    {"slug": "border", "name": "Border", "parent": None, "keywords": ["border crossing", "the border"]},
    {"slug": "fishing", "name": "Fishing rights", "parent": None, "keywords": ["fishing", "trawlers"]},
    {"slug": "tolls", "name": "Tolls", "parent": None, "keywords": ["tolls", "sanctions"]},
]
PLACES = [
    {"slug": "harborough", "name": "Harborough", "country": "NOR", "precision": "exact", "names": []},
    {"slug": "kelm-valley", "name": "Kelm Valley", "country": "SWE", "precision": "admin2", "names": []},
]


@dataclass(frozen=True)
class Snapshot:
    text: str
    language: str | None = None
    published_edtf: str | None = None


class Engine:
    """The engine with the small gazetteer."""

    gazetteer = Gazetteer.from_rows(actors=ACTORS, issues=ISSUES, places=PLACES)

    def analyse(self, text: str, date: str | None = None, language: str | None = None) -> Analysis:
        return analyse(text, gazetteer=self.gazetteer, date=date, language=language)

    def suggest(self, text: str, date: str | None = None) -> list[Proposal]:
        return suggest(Snapshot(text, None, date), gazetteer=self.gazetteer)

    def statements(self, text: str, rule: str | None = None, **kwargs) -> list[Statement]:
        found = self.analyse(text, **kwargs).statements
        return [one for one in found if rule is None or one.rule == rule]

    def read(self, text: str, rule: str | None = None, **kwargs) -> list[tuple[str, str, str]]:
        """(source, cue, content) as words, for one rule or for all."""
        return [
            tuple(" | ".join(text[a:b] for a, b in spans) for spans in (one.source, one.cue, one.content))
            for one in self.statements(text, rule, **kwargs)
        ]


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()
