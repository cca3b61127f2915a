"""Events that happen again and again, and what entries say of them, as patterns."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from actors.models import Actor, Conflict, Place
from timeline.freezing import content_of, entry_of
from timeline.indexing import Fields, fields_of_entry
from timeline.models import Entry, Event, EventActor
from timeline.scale.patterns import MARKS, SOME_DAY, marked, pattern, row_pattern


@dataclass
class Headline:
    """An event that happens again and again: the `face` is what an entry says of it, under one of its titles."""

    conflict: Conflict
    type: str
    titles: tuple[str, str]
    summaries: tuple[str, str]
    place: Place | None
    taking_part: list[tuple[Actor, str]]
    written_by: int
    published_by: int
    place_names: list[str]
    _faces: dict[tuple[int, int], Face] = field(default_factory=dict, repr=False)

    @cached_property
    def actors(self) -> dict[int, dict[str, str]]:
        """Who takes part, as the entry lists them."""
        entry = self._entry(0, 0)
        return dict(zip(entry.actor_ids, entry.actors, strict=True))

    def _event(self, title: int, summary: int) -> Event:
        return Event(
            pk=MARKS["event"],
            conflict=self.conflict,
            title=self.titles[title],
            summary=self.summaries[summary],
            type=self.type,
            happened_edtf=SOME_DAY,
            place=self.place,
            place_precision=self.place.precision if self.place else "unknown",
            author_id=self.written_by,
            edited_by_id=self.written_by,
            version=MARKS["revision"],
            **marked("created_at", "updated_at"),
        )

    def _entry(self, title: int, summary: int) -> Entry:
        event = self._event(title, summary)
        return entry_of(event, [EventActor(actor=actor, role=role) for actor, role in self.taking_part], [])

    def face(self, title: int, summary: int) -> Face:
        """What the entry says under this title and summary."""
        if (title, summary) not in self._faces:
            self._faces[title, summary] = self._make_face(title, summary)
        return self._faces[title, summary]

    def _make_face(self, title: int, summary: int) -> Face:
        entry = self._entry(title, summary)
        event = self._event(title, summary)
        event.happened_edtf = MARKS["occurred_edtf"]
        event.happened_earliest, event.happened_latest = MARKS["occurred_earliest"], MARKS["occurred_latest"]
        for name in (
            *("revision", "occurred", "occurred_edtf", "occurred_precision", "occurred_earliest", "occurred_latest"),
            *("actor_ids", "actors", "verdict", "verdict_counts", "statement_count", "origins", "lines", "figures"),
            *("digest", "known_at", "superseded_at", "changes", "correction_note"),
        ):
            setattr(entry, name, MARKS[name])
        entry.pk, entry.published_by_id = MARKS["entry"], self.published_by
        row = row_pattern(entry)
        with_figures = pattern(content_of(entry), as_json=True)
        entry.figures = []
        return Face(entry, row, pattern(content_of(entry), as_json=True), with_figures, row_pattern(event))


@dataclass(frozen=True)
class Face:
    """Patterns of an entry: its row, its content without and with figures, and the row of its event."""

    entry: Entry
    row: str
    content: str
    content_with_figures: str
    event_row: str

    def __post_init__(self) -> None:
        place = [("D", "en", self.entry.place_name)] if self.entry.place_name else []
        object.__setattr__(self, "fields", (fields_of_entry(self.entry), place))

    fields: tuple[Fields, Fields] = field(init=False)
