"""The names the engine knows: actors, places and issues, found in one pass over a text (Aho-Corasick)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import ahocorasick
import yaml

from claims.suggest.inflection import case_forms
from claims.suggest.stems import Stems
from lib.naming.ranking import Asked, Known, Post, Span, in_office, overlaps, spans_of_title, worth
from lib.naming.spelling import is_cyrillic

Row = Mapping[str, Any]

# Words that are both a name and a common word count only with their capital letter.
FOLDED_APOSTROPHES = {"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "\u00a0": " "}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one written form stands for."""

    slug: str
    role: str  # actor, place, issue
    form: str  # full, short, alias, transliteration, former, demonym, metonym, title, keyword
    text: str
    language: str = ""
    spans: tuple[Span, ...] = ()  # when an actor is called so, in ISO dates; always, where there are none


@dataclass(frozen=True, slots=True)
class Hit:
    """One written form found in a text, with everything it may stand for."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    slug: str
    name: str
    kind: str
    country: str | None
    acts_for: str | None
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    slug: str
    name: str
    country: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class Issue:
    slug: str
    name: str
    parent: str | None


def fold(text: str) -> str:
    """The text in lower case with one apostrophe, of exactly the same length, so that offsets hold."""
    if not text.isascii():
        for written, folded in FOLDED_APOSTROPHES.items():  # five replacements are quicker than one translation
            text = text.replace(written, folded)
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # A few letters grow in lower case (İ); they stay as they are.
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def is_word_character(char: str) -> bool:
    """Letters, digits, and the marks that combine with them."""
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


class Gazetteer:
    """Actors, places and issues by every name they go under."""

    def __init__(
        self,
        *,
        actors: Iterable[Actor] = (),
        places: Iterable[Place] = (),
        issues: Iterable[Issue] = (),
        forms: Iterable[Entry] = (),
        posts: Iterable[Post] = (),
    ) -> None:
        self._posts = list(posts)
        self.actors = {actor.slug: actor for actor in actors}
        self.places = {place.slug: place for place in places}
        self.issues = {issue.slug: issue for issue in issues}
        by_form: dict[str, list[Entry]] = {}
        for entry in forms:
            key = fold(entry.text.strip())
            if len(key) > 1:
                known = by_form.setdefault(key, [])
                if entry not in known:
                    known.append(entry)
        self._automaton = ahocorasick.Automaton()
        for key, entries in by_form.items():
            self._automaton.add_word(key, _found_as(key, entries))
        self._ready = bool(by_form)
        if self._ready:
            self._automaton.make_automaton()
        self._declinable = [
            entry
            for entries in by_form.values()
            for entry in entries
            if entry.role != "issue" and is_cyrillic(entry.text)
        ]
        self._cases: ahocorasick.Automaton | None = None
        self._stems = Stems(
            (key, entry) for key, entries in by_form.items() for entry in entries if entry.role == "issue"
        )

    @classmethod
    def from_rows(
        cls, *, actors: Iterable[Row] = (), issues: Iterable[Row] = (), places: Iterable[Row] = ()
    ) -> Gazetteer:
        """Build from plain mappings in the format of `seeds/*.yaml`."""
        forms: list[Entry] = []
        known_actors, known_places, known_issues = [], [], []
        posts: list[Post] = []
        actors = list(actors)
        countries = {row["slug"]: row.get("country") for row in actors}
        for row in actors:
            slug = row["slug"]
            offices = tuple(office["title"] for office in row.get("offices") or ())
            known_actors.append(
                Actor(slug, row["name"], row["kind"], row.get("country"), row.get("acts_for"), offices)
            )
            own = [_post(row, office, countries) for office in row.get("offices") or ()]
            posts += own
            # The names of an actor that was merged into another are the other's.
            owner = row.get("merged_into") or slug
            forms.append(Entry(owner, "actor", "full", row["name"]))
            forms += (
                Entry(
                    owner,
                    "actor",
                    name.get("kind") or "alias",
                    name["text"],
                    name.get("language") or "",
                    _spans(name, own),
                )
                for name in row.get("names") or ()
                if name["text"] != row["name"]
            )
        for row in places:
            slug = row["slug"]
            known_places.append(Place(slug, row["name"], row.get("country"), row.get("precision") or "unknown"))
            forms.append(Entry(slug, "place", "full", row["name"]))
            forms += (Entry(slug, "place", "alias", name["text"]) for name in row.get("names") or ())
        for row in issues:
            slug = row["slug"]
            known_issues.append(Issue(slug, row["name"], row.get("parent")))
            forms.append(Entry(slug, "issue", "keyword", row["name"]))
            forms += (Entry(slug, "issue", "keyword", word) for word in row.get("keywords") or ())
        return cls(actors=known_actors, places=known_places, issues=known_issues, forms=forms, posts=posts)

    @classmethod
    def from_seeds(cls, path: str | Path) -> Gazetteer:
        """Read `actors.yaml`, `issues.yaml` and `places.yaml` of a folder; a missing file counts as empty."""
        rows: dict[str, list[Row]] = {}
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for name in ("actors", "issues", "places"):
            file = Path(path) / f"{name}.yaml"
            loaded = yaml.load(file.read_text("utf-8"), Loader=loader) if file.exists() else None  # noqa: S506
            rows[name] = loaded or []
        return cls.from_rows(**rows)

    def find(self, text: str) -> list[Hit]:
        """Every name in the text on word boundaries, in order; names and issue words overlap freely,
        but among names of actors and places the longest one wins.
        """
        if not self._ready:
            return []
        folded = fold(text)
        found: list[Hit] = []
        hits = self._automaton.iter(folded)
        if self._declinable and is_cyrillic(text):
            cases = self._in_all_cases()
            if len(cases):
                hits = chain(hits, cases.iter(folded))
        if self._stems and is_cyrillic(text):
            found += (Hit(start, end, (entry,)) for start, end, entry in self._stems.find(folded))
        for last, (length, entries, cased) in hits:
            start, end = last + 1 - length, last + 1
            if start and is_word_character(folded[start - 1]) and is_word_character(folded[start]):
                continue
            if end < len(folded) and is_word_character(folded[end]) and is_word_character(folded[last]):
                continue
            kept = entries
            if cased:
                written = text[start:end]
                kept = tuple([entry for entry in entries if entry.role == "issue" or _case_fits(written, entry)])
            if kept:
                found.append(Hit(start, end, kept))
        return sorted(_longest(found), key=lambda hit: (hit.start, hit.end))

    def actor_of(self, entries: Sequence[Entry], asked: Asked) -> Entry | None:
        """The one of several actors that a name means in its language, on its day and as its text reads it.

        A title means who held the office on that day; None where that was nobody whom the newsroom knows.
        """
        best = max(entries, key=lambda entry: worth(_known(entry), asked)) if len(entries) > 1 else entries[0]
        if best.form != "title" or not asked.on or not best.spans:
            return best
        if any(overlaps(span, asked.on) for span in best.spans):
            return best
        # Whose title it is now held it at another time: whoever held it then is meant.
        owner = self.actors[best.slug]
        countries = frozenset(filter(None, [owner.country]))
        posts = [post for post in self._posts if not post.countries.isdisjoint(countries)]
        held = in_office(asked, posts, bodies=(), countries=countries)
        slugs = {str(found.known.owner) for found in held if overlaps(found.known.spans[0], asked.on)}
        return replace(best, slug=slugs.pop()) if len(slugs) == 1 else None

    def _in_all_cases(self) -> ahocorasick.Automaton:
        """The Cyrillic names in the cases that nobody wrote down; built for the first Cyrillic text."""
        if self._cases is not None:
            return self._cases
        by_form: dict[str, list[Entry]] = {}
        for entry in self._declinable:
            actor = self.actors.get(entry.slug) if entry.role == "actor" else None
            person = (
                actor is not None and actor.kind == "person" and entry.form not in ("title", "demonym", "metonym")
            )
            for form in case_forms(entry.text, person=person):
                key = fold(form)
                if key not in self._automaton:
                    known = by_form.setdefault(key, [])
                    inflected = replace(entry, text=form)
                    if inflected not in known:
                        known.append(inflected)
        cases = ahocorasick.Automaton()
        for key, entries in by_form.items():
            cases.add_word(key, _found_as(key, entries))
        if by_form:
            cases.make_automaton()
        self._cases = cases
        return cases

    def acts_for(self, slug: str | None) -> str | None:
        """Whom the actor speaks or acts for."""
        actor = self.actors.get(slug) if slug else None
        return actor.acts_for if actor else None

    def party(self, slug: str | None) -> str | None:
        """The end of the acts-for chain: the state or organisation that a position belongs to."""
        seen: set[str] = set()
        while slug and slug not in seen:
            seen.add(slug)
            above = self.acts_for(slug)
            if not above:
                return slug
            slug = above
        return slug

    def is_under(self, issue: str | None, ancestor: str) -> bool:
        """Whether an issue is the other one or lies below it."""
        seen: set[str] = set()
        while issue and issue not in seen:
            if issue == ancestor:
                return True
            seen.add(issue)
            known = self.issues.get(issue)
            issue = known.parent if known else None
        return False


def _known(entry: Entry) -> Known:
    return Known(entry.slug, entry.text, entry.form, entry.language, entry.spans)


def _post(row: Row, office: Row, countries: Mapping[str, str | None]) -> Post:
    body = office.get("organisation")
    country = countries.get(body or "") or row.get("country")
    span = (office.get("start") or "", office.get("end") or "")
    owner = row.get("merged_into") or row["slug"]
    return Post(owner, office["title"], span, body, frozenset(filter(None, [country])))


def _spans(name: Row, posts: Sequence[Post]) -> tuple[Span, ...]:
    """When a name is used; a title without dates of its own, while its owner holds that office."""
    if name.get("start") or name.get("end"):
        return ((name.get("start") or "", name.get("end") or ""),)
    return spans_of_title(name["text"], posts) if name.get("kind") == "title" else ()


def _found_as(key: str, entries: list[Entry]) -> tuple[int, tuple[Entry, ...], bool]:
    """A key's length, what it stands for, and whether the case of its letters matters for any of that."""
    cased = any(entry.role != "issue" and entry.text[:1].isupper() for entry in entries)
    return len(key), tuple(entries), cased


def _case_fits(written: str, entry: Entry) -> bool:
    """A name written with capitals must have its first capital in the text ("us" is not "US")."""
    if not entry.text[:1].isupper():
        return True
    if entry.text.isupper() and len(entry.text) <= 4:
        return written == entry.text
    return written[:1].isupper()


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    """Names inside longer names go; an issue's words go only inside longer words of an issue."""
    end_of: dict[str, int] = {"name": -1, "issue": -1}
    title_end = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        kept = []
        for group in ("name", "issue"):
            entries = [entry for entry in hit.entries if (entry.role == "issue") == (group == "issue")]
            if entries and hit.end > end_of[group] and (group == "issue" or hit.start >= end_of[group]):
                # "Putin's foreign policy adviser" is Ushakov's title and still names Putin.
                if all(entry.form == "title" for entry in entries):
                    if hit.end <= title_end:
                        continue
                    title_end = hit.end
                else:
                    end_of[group] = hit.end
                kept += entries
        if kept:
            yield Hit(hit.start, hit.end, tuple(kept))
