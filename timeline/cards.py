"""Entries as the timeline shows them: everything is words and addresses before the template sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from actors.enums import PlacePrecision
from claims.enums import Directness, LinkKind, Stance, Verdict
from lib import date_words
from lib.edtf_dates import DatePrecision
from lib.languages import cached_by_language
from lib.time_zones import in_zone, zone_of
from timeline.enums import EventType
from timeline.models import Citation, Entry
from timeline.search.query import Search
from timeline.wording import in_quotes, language_name, origins_in_words, verdicts_in_words

NOTHING_SOUGHT = Search()
_DIRECTNESS = dict(Directness.choices)
_STANCE = dict(Stance.choices)
_VERDICT = dict(Verdict.choices)
_TYPE = dict(EventType.choices)
_AGAINST = dict(LinkKind.choices)
# More lines than this make a card a page; the event's own page has them all.
_LINES_SHOWN = 4
_PAIRS_SHOWN = 2
# A point that stands for a whole country says nothing of the hour in it.
_NO_POINT = {PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN}


@dataclass(frozen=True)
class Line:
    """One statement on a card."""

    verdict: str
    verdict_word: str
    speaker: str
    office: str
    words: list[tuple[str, bool]]
    quoted: bool
    language: str
    translated_from: str
    directness: str
    origins: str
    position: str


@dataclass(frozen=True)
class Sides:
    """Two statements of which the first contradicts or denies the second."""

    one: Line
    kind: str
    other: Line


@dataclass(frozen=True)
class Clock:
    """A time of day in UTC, and where it happened if the zone of the place is known: "13:30 in Moscow"."""

    machine: str
    utc: str
    there: str
    time_there: str


@dataclass(frozen=True)
class Card:
    """One entry."""

    entry: Entry
    title: list[tuple[str, bool]]
    summary: list[tuple[str, bool]]
    url: str
    type: str
    clock: Clock | None
    verdict: str
    verdicts: str
    origins: str
    actors: list[tuple[str, str]]
    sides: list[Sides]
    lines: list[Line]
    more_lines: int


@cached_by_language
def _event_url() -> str:
    return reverse("timeline:event", args=[0, "x"]).removesuffix("0-x/")


@cached_by_language
def _citation_url() -> str:
    return reverse("timeline:citation", args=[0]).removesuffix("0/")


@cached_by_language
def _actor_url() -> str:
    return reverse("timeline:actor", args=["x"]).removesuffix("x/")


@cached_by_language
def _claim_url() -> str:
    return reverse("timeline:claim", args=[0]).removesuffix("0/")


@cached_by_language
def _issues_url() -> str:
    return reverse("timeline:issues")


def at_moment(url: str, as_of: str) -> str:
    """An address as of a moment, given as addresses have it; the same address where that is ""."""
    if not as_of:
        return url
    page, hash_, fragment = url.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{urlencode({'as_of': as_of})}{hash_}{fragment}"


def actor_url(slug: str) -> str:
    """The page of an actor, by the slug that it had when it was published."""
    return f"{_actor_url()}{slug}/"


def issue_url(slug: str) -> str:
    """Who stands where on an issue."""
    return f"{_issues_url()}{slug}/"


def passage_url(citation: Citation, as_of: str = "") -> str:
    """The archived article at the passage; "" for a citation that is not published yet."""
    return at_moment(f"{_citation_url()}{citation.pk}/#passage", as_of) if citation.pk else ""


def event_url(entry: Entry) -> str:
    """The address of an event; `reverse()` would be half the cost of a card."""
    return f"{_event_url()}{entry.event_id}-{entry.slug}/"


def claim_url(claim_id: int) -> str:
    """The address of a claim, whatever event tells of it."""
    return f"{_claim_url()}{claim_id}/"


def revision_url(entry: Entry) -> str:
    """The address that shows this revision for ever."""
    return f"{_event_url()}{entry.event_id}/revisions/{entry.revision}/"


def event_changes_url(entry: Entry, **asked: str) -> str:
    """What changed between revisions of an event."""
    return f"{_event_url()}{entry.event_id}/changes/{'?' if asked else ''}{urlencode(asked)}"


def _line(line: dict[str, Any], search: Search) -> Line:
    quoted = bool(line["quote"]) and line["directness"] == Directness.VERBATIM
    translated = quoted and bool(line["translation"])
    language = "en" if translated or not quoted else line["quote_language"] or "en"
    words = (line["translation"] or line["quote"]) if quoted else line["text"]
    party = line["on_behalf_of"]
    who = party or line["speaker"]
    # The newsroom's words mostly say who speaks; where they do not, the card does.
    named = not quoted and any(name and name in words for name in (line["speaker"].split(" ")[-1], party))
    return Line(
        verdict=line["verdict"],
        verdict_word=str(_VERDICT[line["verdict"]]),
        speaker="" if named else line["speaker"],
        office=line["office"],
        words=search.marked(in_quotes(words, language) if quoted else words, language),
        quoted=quoted,
        language=language,
        translated_from=language_name(line["quote_language"]) if translated else "",
        directness=str(_DIRECTNESS[line["directness"]]),
        origins=origins_in_words(line["origins"]),
        position=f"{who} → {line['issue']}: {_STANCE[line['stance']]}" if line["stance"] and line["issue"] else "",
    )


def card_of(entry: Entry, search: Search = NOTHING_SOUGHT, *, at: str = "") -> Card:
    """One entry, with what was searched for marked; `at` stands behind each of its links."""
    lines = [_line(line, search) for line in entry.lines]
    pairs = list(islice(_pairs(entry.lines), _PAIRS_SHOWN))
    paired = {place for one, _, other in pairs for place in (one, other)}
    alone = [line for place, line in enumerate(lines) if place not in paired]
    shown = max(0, _LINES_SHOWN - len(paired))
    return Card(
        entry=entry,
        title=search.marked(entry.title, "en"),
        summary=search.marked(entry.summary, "en"),
        url=event_url(entry) + at,
        type=str(_TYPE[entry.type]),
        clock=_clock(entry),
        verdict=str(_VERDICT[entry.verdict]),
        verdicts=verdicts_in_words(entry.verdict_counts) if len(entry.lines) > 1 else "",
        origins=origins_in_words(entry.origins),
        actors=[(actor["name"], actor_url(actor["slug"]) + at) for actor in entry.actors],
        sides=[Sides(lines[one], str(_AGAINST[kind]), lines[other]) for one, kind, other in pairs],
        lines=alone[:shown],
        more_lines=len(alone[shown:]),
    )


def _pairs(lines: list[dict[str, Any]]) -> Iterator[tuple[int, str, int]]:
    """The places of two lines that contradict each other, each line in one pair at most."""
    taken: set[int] = set()
    for place, line in enumerate(lines):
        for against in line.get("against", []):
            other = against["position"] - 1
            if other < len(lines) and taken.isdisjoint({place, other}):
                taken |= {place, other}
                yield place, against["kind"], other


def _clock(entry: Entry) -> Clock | None:
    moment = entry.occurred_earliest
    if entry.occurred_precision != DatePrecision.TIME or moment is None:
        return None
    point = (entry.latitude, entry.longitude) if entry.place_precision not in _NO_POINT else (None, None)
    there = in_zone(moment, zone_of(entry.place_country, *point) if entry.place_country else "")
    words = time_there = ""
    if there and there.utcoffset():
        time_there = f"{there:%H:%M}"
        said = {"time": time_there, "day": date_words.day_of_month(there), "place": entry.place_name}
        same_day = there.date() == moment.date()
        words = (_("%(time)s in %(place)s") if same_day else _("%(time)s on %(day)s in %(place)s")) % said
    return Clock(f"{moment:%Y-%m-%dT%H:%MZ}", f"{moment:%H:%M}", words, time_there)
