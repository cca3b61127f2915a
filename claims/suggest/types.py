"""What the steps hand to one another. Offsets are Unicode code points, half-open, into one text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

Span = tuple[int, int]


class SnapshotLike(Protocol):
    """The three things the engine reads of a snapshot."""

    @property
    def text(self) -> str: ...
    @property
    def language(self) -> str | None: ...
    @property
    def published_edtf(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class DateMention:
    """A phrase that dates something; `edtf` is None while the article's own date is unknown."""

    start: int
    end: int
    phrase: str
    edtf: str | None
    relative: bool
    rule: str = ""  # the rule that found it


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in the text: a known actor or place by its slug, or a proposal for a new actor."""

    start: int
    end: int
    text: str
    kind: str  # an actor kind, or "place"
    actor: str | None = None
    place: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    form: str = "full"  # how the gazetteer knows it: full, short, alias, demonym, metonym, title …
    office: str | None = None
    office_span: Span | None = None
    # Where a place of the world is, in decimal degrees (WGS 84), and how exactly: country, admin1, exact.
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None

    @property
    def is_new_actor(self) -> bool:
        """Whether the newsroom may want to add it: it acts by itself, and is no adjective and no capital."""
        return self.actor is None and self.kind != "place" and self.form not in ("demonym", "metonym")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what by which words, before anybody is resolved."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    verb: str  # base form of the cue: say, warn, reject, "according to"
    rule: str
    score: float
    addressee: Span | None = None
    shape: str = "clause"  # clause, quote, noun, infinitive: what the content is grammatically
    text: str | None = None  # wording of the claim where a rule knows better than the general one
    kind: str | None = None  # likewise
    stance: str | None = None  # likewise
    happened: Span | None = None  # the date phrase that dates the event itself


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement or narrated fact, resolved as far as the text allows."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    rule: str
    score: float
    text: str  # proposed wording of the claim
    kind: str  # fact position commitment threat prediction opinion
    directness: str  # verbatim paraphrase anonymous_official relayed
    speaker: str | None = None  # actor slug
    speaker_name: Span | None = None  # where the speaker is named in full
    acts_for: str | None = None  # actor slug the speaker acts for
    party: str | None = None  # end of that chain: the state or organisation whose position this is
    relayed_by: str | None = None
    addressee: str | None = None
    issue: str | None = None
    stance: str | None = None
    negated: bool = False
    hedged: bool = False
    doubted: bool = False  # the article keeps its distance: "alleged", "without evidence"
    act: str | None = None  # PLOVER's type of what is done by saying it
    worth: float = 0.0  # how much it is worth checking, 0 to 1
    worth_reasons: tuple[str, ...] = ()
    quote: str | None = None  # the words inside quotation marks
    language: str = "en"
    said: DateMention | None = None
    happened: DateMention | None = None
    place: str | None = None
    actors: tuple[str, ...] = ()
    shape: str = "clause"
    verb: str = ""  # base form of the cue


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the engine found in one text, each list in text order."""

    statements: tuple[Statement, ...] = ()
    dates: tuple[DateMention, ...] = ()
    names: tuple[NameMention, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion for an editor: `exact` is always the snapshot's text from `start` to `end`."""

    start: int
    end: int
    exact: str
    text: str
    kind: str
    directness: str
    rule: str
    score: float
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None
    speaker_name: str | None
    acts_for: str | None
    party: str | None
    relayed_by: str | None
    addressee: str | None
    issue: str | None
    stance: str | None
    negated: bool
    hedged: bool
    doubted: bool
    act: str | None
    worth: float
    worth_reasons: tuple[str, ...]
    quote: str | None
    language: str
    said_edtf: str | None
    said_phrase: str | None
    happened_edtf: str | None
    happened_phrase: str | None
    place: str | None
    actors: tuple[str, ...] = field(default=())
    new_actors: tuple[NameMention, ...] = field(default=())
