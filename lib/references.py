"""Rows that name a thing which may be merged into another: which there are, and whom it concerns.

The app of the thing keeps a registry; apps above it fill it in when they are ready, so that a merge reaches rows that
its own app cannot know of. `lib.moving` moves them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db.models import Model, QuerySet

from lib.kept_rows import Row, all_rows, label

Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that names something else.

    `beside` are the other columns of a unique constraint: rows that name one thing and have the same in them are one.
    """

    model: type[Model]
    column: str
    beside: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name in what is kept of a merge."""
        return f"{label(self.model)}.{self.column}"

    def rows(self, thing: int) -> "QuerySet[Any]":
        """The rows that name a thing."""
        return all_rows(self.model).filter(**{self.column: thing}).order_by("pk")

    def is_of(self, row: Row) -> bool:
        """Whether a kept row is one of these, and of this column where it says which."""
        return bool(row["model"] == label(self.model) and row.get("column", self.column) == self.column)

    def keys(self, thing: int) -> dict[Key, int]:
        """What stands beside a thing in each of its rows, and the number of the row."""
        if not self.beside:
            return {}
        return {tuple(key): pk for pk, *key in self.rows(thing).values_list("pk", *self.beside)}

    def key_of(self, row: Any) -> Key:
        """What stands beside the thing in a row."""
        return tuple(getattr(row, name) for name in self.beside)


@dataclass(frozen=True, kw_only=True)
class Reference(Column):
    """A column that names the thing; `of_kind` chooses the rows of a table that names things of several kinds."""

    what: Any  # in words, for whoever is to decide
    of_kind: Callable[[], dict[str, Any]] = dict
    example: str = ""  # the attribute that says what a row is about; empty for the row itself

    def in_words(self, row: Any) -> str:
        """What a row is about."""
        return str(getattr(row, self.example) if self.example else row)

    def rows(self, thing: int) -> "QuerySet[Any]":
        """The rows that name a thing of this kind."""
        return super().rows(thing).filter(**self.of_kind())


@dataclass(frozen=True, kw_only=True)
class Hanging(Column):
    """Rows that hang on rows of a reference (`on`), and would go with them."""

    on: type[Model]


@dataclass(frozen=True)
class Count:
    """What a merge would do to the rows of one reference."""

    what: Any
    number: int
    double: int
    examples: list[str]


@dataclass
class Registry:
    """All rows that name a kind of thing, and whom it concerns when one is merged."""

    references: list[Reference] = field(default_factory=list)
    hanging: list[Hanging] = field(default_factory=list)
    # Models whose rows stay as they were written: public rows, and what tells of merges itself.
    staying: set[type[Model]] = field(default_factory=set)
    _holds: list[tuple[int, Callable[[Collection[int]], None]]] = field(default_factory=list)
    _looks: list[Callable[[Collection[int]], None]] = field(default_factory=list)

    def add(self, *references: Reference | Hanging) -> None:
        """Rows that are moved."""
        for one in references:
            if isinstance(one, Hanging):
                self.hanging.append(one)
            else:
                self.references.append(one)

    def stay(self, *kinds: type[Model]) -> None:
        """Models whose rows are never moved."""
        self.staying.update(kinds)

    def holds(self, rank: int, hold: Callable[[Collection[int]], None]) -> None:
        """What is locked before the things themselves, the lowest rank first: one order for whoever locks."""
        self._holds.append((rank, hold))

    def looks(self, look: Callable[[Collection[int]], None]) -> None:
        """Who is told that readers would see something else of these things after the next publication."""
        self._looks.append(look)

    def hold(self, things: Collection[int]) -> None:
        """Lock what tells of these things."""
        for _rank, hold in sorted(self._holds, key=lambda pair: pair[0]):
            hold(things)

    def look_other(self, things: Collection[int]) -> None:
        """What readers see of these things is not all there is any more."""
        for look in self._looks:
            look(things)

    def count(self, gone: int, kept: int, *, most: int = 3) -> list[Count]:
        """What a merge would move, before anybody does it; references without a row are left out."""
        found = []
        for one in self.references:
            rows = one.rows(gone)
            if number := rows.count():
                theirs = one.keys(kept)
                double = sum(key in theirs for key in one.keys(gone))
                found.append(
                    Count(
                        one.what,
                        number,
                        double,
                        [one.in_words(row) for row in rows[:most]],
                    )
                )
        return found
