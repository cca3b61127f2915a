"""Entries as the timeline shows them: everything is words and addresses before the template sees it."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from claims.enums import Directness, Stance, Verdict
from lib.edtf_dates import DatePrecision
from timeline.enums import EventType
from timeline.models import Citation, Entry
from timeline.search.query import Search
from timeline.wording import in_quotes, lane_of, language_name, origins_in_words

_DIRECTNESS = dict(Directness.choices)
_STANCE = dict(Stance.choices)
_VERDICT = dict(Verdict.choices)
_TYPE = dict(EventType.choices)
# More lines than this make a card a page; the event's own page has them all.
_LINES_SHOWN = 4


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
class Card:
    """One entry."""

    entry: Entry
    title: list[tuple[str, bool]]
    summary: list[tuple[str, bool]]
    url: str
    type: str
    time: str
    origins: str
    actors: list[tuple[str, str]]
    lines: list[Line]
    more_lines: int


@dataclass(frozen=True)
class Lane:
    """Entries of one day, or of one date that is less exact than a day."""

    heading: str
    unsure: str
    day: str
    cards: list[Card]

    @property
    def is_fuzzy(self) -> bool:
        """Whether its date names no single day."""
        return not self.day


@cache
def _event_url() -> str:
    return reverse("timeline:event", args=[0, "x"]).removesuffix("0-x/")


@cache
def _citation_url() -> str:
    return reverse("timeline:citation", args=[0]).removesuffix("0/")


@cache
def _timeline_url() -> str:
    return reverse("timeline:index")


def actor_url(slug: str) -> str:
    """The whole timeline narrowed to one actor."""
    return f"{_timeline_url()}?actor={slug}"


def passage_url(citation: Citation) -> str:
    """The archived article at the passage; "" for a citation that is not published yet."""
    return f"{_citation_url()}{citation.pk}/#passage" if citation.pk else ""


def event_url(entry: Entry) -> str:
    """The address of an event; `reverse()` would be half the cost of a card."""
    return f"{_event_url()}{entry.event_id}-{entry.slug}/"


def revision_url(entry: Entry) -> str:
    """The address that shows this revision for ever."""
    return f"{_event_url()}{entry.event_id}/revisions/{entry.revision}/"


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
        verdict_word=_VERDICT[line["verdict"]],
        speaker="" if named else line["speaker"],
        office=line["office"],
        words=search.marked(in_quotes(words, language) if quoted else words, language),
        quoted=quoted,
        language=language,
        translated_from=language_name(line["quote_language"]) if translated else "",
        directness=_DIRECTNESS[line["directness"]],
        origins=origins_in_words(line["origins"]),
        position=f"{who} → {line['issue']}: {_STANCE[line['stance']]}" if line["stance"] and line["issue"] else "",
    )


def _card(entry: Entry, actor_links: "ActorLinks", search: Search, *, as_known: bool) -> Card:
    time = ""
    happened = entry.happened
    if happened.precision == DatePrecision.TIME and happened.earliest:
        time = f"{happened.earliest:%H:%M}"
    return Card(
        entry=entry,
        title=search.marked(entry.title, "en"),
        summary=search.marked(entry.summary, "en"),
        url=revision_url(entry) if as_known else event_url(entry),
        type=_TYPE[entry.type],
        time=time,
        origins=origins_in_words(entry.origins),
        actors=[(actor["name"], actor_links[actor["slug"]]) for actor in entry.actors],
        lines=[_line(line, search) for line in entry.lines[:_LINES_SHOWN]],
        more_lines=max(0, len(entry.lines) - _LINES_SHOWN),
    )


class ActorLinks(dict[str, str]):
    """For each actor's slug the address of this timeline narrowed to that actor as well."""

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__()
        self._parameters = parameters

    def __missing__(self, slug: str) -> str:
        query = self._parameters.copy()
        if slug not in query.getlist("actor"):
            query.appendlist("actor", slug)
        self[slug] = f"?{query.urlencode()}"
        return self[slug]


def lanes_of(entries: list[Entry], parameters: QueryDict, search: Search, *, as_known: bool) -> list[Lane]:
    """The entries of a page, in their order, by day or by fuzzy date.

    What `search` looked for is marked. `as_known` leads to the revisions shown instead of the newest ones.
    Fuzzy dates that end at the same moment ("March 2025", "about March 2025") are kept apart.
    """
    links = ActorLinks(parameters)
    together = [
        entry
        for _, same in groupby(entries, key=lambda entry: entry.occurred)
        for entry in sorted(same, key=lambda entry: entry.occurred_edtf if not entry.happened.is_exact else "")
    ]
    return [
        Lane(heading, unsure, day, [_card(entry, links, search, as_known=as_known) for entry in lane])
        for (heading, unsure, day), lane in groupby(together, key=lambda entry: lane_of(entry.happened))
    ]


def card_of(entry: Entry) -> Card:
    """One entry by itself, where nothing was searched for."""
    return _card(entry, ActorLinks(QueryDict()), Search(), as_known=False)
