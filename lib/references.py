"""Rows that name a thing which may be merged into another: moved to it, and back again, with none lost.

The app of the thing keeps a registry; apps above it fill it in when they are ready, so that a merge reaches rows that
its own app cannot know of.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from django.apps import apps
from django.db import models
from django.db.models import ForeignKey, Model, QuerySet

from lib.merges import Merge

Key: TypeAlias = tuple[Any, ...]
Row: TypeAlias = dict[str, Any]


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
        return f"{_label(self.model)}.{self.column}"

    def rows(self, thing: int) -> "QuerySet[Any]":
        """The rows that name a thing."""
        return _all(self.model).filter(**{self.column: thing}).order_by("pk")

    def is_of(self, row: Row) -> bool:
        """Whether a kept row is one of these, and of this column where it says which."""
        return bool(row["model"] == _label(self.model) and row.get("column", self.column) == self.column)

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


@dataclass
class Moved:
    """What a merge did: rows that name the other thing now, rows taken away, and columns set."""

    went: dict[str, list[int]] = field(default_factory=dict)
    taken: list[Row] = field(default_factory=list)
    set: list[Row] = field(default_factory=list)
    # Rows of which another merge had set this column from, or to, what is another thing now.
    before: dict[str, list[int]] = field(default_factory=dict)
    after: dict[str, list[int]] = field(default_factory=dict)


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

    def move(
        self,
        gone: int,
        kept: int,
        standing: Iterable[Merge] = (),
        *,
        among: Mapping[str, Collection[int]] | None = None,
    ) -> Row:
        """Let the rows of `gone` name `kept`; what was done, so that `move_back` can undo it.

        A row that `kept` has already is taken away and kept whole. `standing` are the other merges that stand: what
        they keep is moved as well. `among` are the only rows to move, by reference.
        """
        done = Moved()
        for one in self.references:
            theirs = one.keys(kept)
            rows = one.rows(gone).select_for_update(of=("self",))
            rows = rows if among is None else rows.filter(pk__in=among.get(one.key, ()))
            alone = []
            for row in rows:
                if (double := theirs.get(one.key_of(row)) if one.beside else None) is None:
                    alone.append(row.pk)
                else:
                    self._take(one.model, row, double, done)
            _all(one.model).filter(pk__in=alone).update(**{one.column: kept})
            for merge in standing:
                alone += _rename(merge, one, gone, kept)
                done.after.setdefault(one.key, []).extend(_rename_set(merge, one, gone, kept, "after"))
                before = _rename_set(merge, one, gone, kept, "before")
                done.before.setdefault(one.key, []).extend(before)
                alone += before
            if alone:
                done.went[one.key] = alone
        sets = {"before": done.before, "after": done.after}
        return {"went": done.went, "taken": done.taken, "set": done.set, "made": []} | sets

    def _take(self, model: type[Model], row: Any, double: int, done: Moved) -> None:
        """Take a row away for its double, on which hangs then what hung on it."""
        done.taken.append(whole(row))
        for one in self.hanging:
            if one.on is model:
                there = set(one.keys(double))
                for hung in one.rows(row.pk):
                    if one.beside and one.key_of(hung) in there:
                        done.taken.append({**whole(hung), "column": one.column, "double": double})
                        _all(one.model).filter(pk=hung.pk).delete()
                    else:
                        done.set.append(set_column(hung, one.column, double, keep=True))
        _all(model).filter(pk=row.pk).delete()

    def move_back(self, merge: Any, standing: Collection[Any]) -> None:
        """Undo what `move` did for a merge; `standing` are the other ones that stand.

        Rows that still name `kept` name `gone` again; what was taken away comes back. What names something else by
        now, or is not there any more, was changed by somebody since and stays so. What other merges took away because
        of a row that goes now is `kept`'s again.
        """
        moved, gone, kept = merge.moved, merge.gone_id, merge.kept_id
        left: set[Key] = set()
        for one in self.references:
            before, after = (moved.get(name, {}).get(one.key, []) for name in ("before", "after"))
            # What another merge has set to something else does not name `gone` before that one is taken back.
            pending = {row["pk"] for other in standing for row in other.moved["set"] if _sets(row, one)}
            waits = pending.intersection(before).difference(after)
            went, there = moved["went"].get(one.key, []), set(one.keys(gone))
            went = [pk for pk in went if pk not in waits]
            back = [
                row for row in one.rows(kept).filter(pk__in=went) if not one.beside or one.key_of(row) not in there
            ]
            _all(one.model).filter(pk__in=[row.pk for row in back]).update(**{one.column: gone})
            left |= {(one.key, kept, *one.key_of(row)) for row in back if one.beside}
            for other in standing:
                _rename(other, one, kept, gone, among=went)
                _rename_set(other, one, kept, gone, "after", among=after)
                _rename_set(other, one, kept, gone, "before", among=before)
        for row in moved["taken"]:
            _put_back(row)
        for row in moved["set"]:
            if (was := _set_back(row)) is not None:
                left |= {(one.key, row["after"], *one.key_of(was)) for one in self.hanging if one.is_of(row)}
        for row in moved["made"]:
            _take_if_unchanged(row)
        for other in standing:
            if other.kept_id == kept:
                self._settle(other, left)

    def _settle(self, merge: Any, left: set[Key]) -> None:
        """What was taken away for a row that has left comes back, and is moved as it would have been."""
        moved, settled = merge.moved, []
        for row in moved["taken"]:
            for one in (*self.references, *self.hanging):
                to = row.get("double", merge.kept_id)
                if not one.beside or not one.is_of(row) or (one.key, to, *one.key_of(_read(row))) not in left:
                    continue
                if _put_back({**row, "row": row["row"] | {one.column: to}}):
                    settled.append(row)
                    if isinstance(one, Hanging):
                        moved["set"].append({**row, "before": row["row"][one.column], "after": to})
                    else:
                        moved["went"].setdefault(one.key, []).append(row["pk"])
                        self._hang_back(moved, row)
        if settled:
            moved["taken"] = [row for row in moved["taken"] if row not in settled]
            merge.save(update_fields=["moved"])

    def _hang_back(self, moved: Row, row: Row) -> None:
        """What hung on a row hangs on it again, and stays so when the merge is taken back."""
        mine = [one for one in self.hanging if _label(one.on) == row["model"]]
        hung = [put for put in moved["set"] if put["before"] == row["pk"] and any(one.is_of(put) for one in mine)]
        for put in hung:
            _set_back(put)
        moved["set"] = [put for put in moved["set"] if put not in hung]


def _label(model: type[Model]) -> str:
    return str(model._meta.label_lower)  # noqa: SLF001  # Django's documented model API


def _all(model: type[Model]) -> "QuerySet[Any]":
    found: QuerySet[Any] = model._base_manager.all()  # noqa: SLF001  # as above
    return found


def _columns(model: type[Model]) -> "Iterator[models.Field[Any, Any]]":
    return iter(model._meta.concrete_fields)  # noqa: SLF001  # as above


def whole(row: Model) -> Row:
    """A row with all its columns, as JSON has them."""
    values = {one.attname: one.value_from_object(row) for one in _columns(type(row))}
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return {"model": _label(type(row)), "pk": row.pk, "row": said}


def set_column(row: Model, column: str, value: Any, *, keep: bool = False) -> Row:
    """Change one column of a row; what was done, for `moved["set"]`, with the whole row where that may be lost."""
    before = whole(row)
    _all(type(row)).filter(pk=row.pk).update(**{column: value})
    said = {"column": column, "before": getattr(row, column), "after": value}
    setattr(row, column, value)
    return (before if keep else {"model": before["model"], "pk": row.pk}) | said


def _rename(merge: Any, one: Reference, old: int, new: int, among: Collection[int] | None = None) -> list[int]:
    """Let what a merge has taken away name another thing; the numbers of the rows."""
    rows = [
        row
        for row in merge.moved["taken"]
        if row["model"] == _label(one.model)
        and row["row"][one.column] == old
        and (among is None or row["pk"] in among)
    ]
    for row in rows:
        row["row"][one.column] = new
    if rows:
        merge.save(update_fields=["moved"])
    return [row["pk"] for row in rows]


def _sets(row: Row, one: Reference) -> bool:
    """Whether what a merge has set is the column of a reference."""
    return bool(row["model"] == _label(one.model) and row["column"] == one.column)


def _rename_set(
    merge: Any, one: Reference, old: int, new: int, side: str, among: Collection[int] | None = None
) -> list[int]:
    """The same for what a merge has set, `before` or `after` it did: the numbers of the rows."""
    rows = [
        row
        for row in merge.moved["set"]
        if _sets(row, one) and row[side] == old and (among is None or row["pk"] in among)
    ]
    for row in rows:
        row[side] = new
    if rows:
        merge.save(update_fields=["moved"])
    return [row["pk"] for row in rows]


def _read(kept: Row) -> Any:
    model = apps.get_model(kept["model"])
    return model(**{one.attname: one.to_python(kept["row"][one.attname]) for one in _columns(model)})


def _put_back(kept: Row) -> bool:
    """Write a row again as it was; not where it or another one in its place is there, or what it hangs on is gone."""
    row = _read(kept)
    if _all(type(row)).filter(pk=row.pk).exists() or not _can_stand(row):
        return False
    row.save_base(raw=True, force_insert=True)  # as it was, also where a column would be filled in by itself
    return True


def _can_stand(row: Model) -> bool:
    for one in _columns(type(row)):
        number = getattr(row, one.attname)
        if isinstance(one, ForeignKey) and number is not None:
            hangs_on: Any = one.related_model
            if not _all(hangs_on).filter(pk=number).exists():
                return False
    for names in _unique_together(type(row)):
        if _all(type(row)).filter(**{name: getattr(row, name) for name in names}).exists():
            return False
    return True


def _unique_together(model: type[Model]) -> Iterator[tuple[str, ...]]:
    meta = model._meta  # noqa: SLF001  # as above
    yield from (tuple(names) for names in meta.unique_together)
    for one in meta.constraints:
        if isinstance(one, models.UniqueConstraint) and one.fields and one.condition is None:
            yield tuple(one.fields)


def _set_back(kept: Row) -> Any:
    """The row whose column is as it was; None where somebody has changed it since."""
    rows = _all(apps.get_model(kept["model"])).filter(pk=kept["pk"])
    row = rows.first()
    if row is None and "row" in kept and _put_back(kept):
        return rows.get()
    if row is None or getattr(row, kept["column"]) != kept["after"]:
        return None
    rows.update(**{kept["column"]: kept["before"]})
    return row


def _take_if_unchanged(kept: Row) -> None:
    row = _all(apps.get_model(kept["model"])).filter(pk=kept["pk"]).first()
    if row is not None and whole(row) == kept:
        row.delete()
