"""The rows of one thing go over to another that it is merged into, and back again, with none lost."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from lib.kept_rows import (
    Row,
    all_rows,
    label,
    put_back,
    read_row,
    set_back,
    set_column,
    take_if_unchanged,
    whole,
)
from lib.merges import Merge
from lib.references import Hanging, Key, Reference, Registry


@dataclass
class Moved:
    """What a merge did: rows that name the other thing now, rows taken away, and columns set."""

    went: dict[str, list[int]] = field(default_factory=dict)
    taken: list[Row] = field(default_factory=list)
    set: list[Row] = field(default_factory=list)
    # Rows of which another merge had set this column from, or to, what is another thing now.
    before: dict[str, list[int]] = field(default_factory=dict)
    after: dict[str, list[int]] = field(default_factory=dict)


def move(
    registry: Registry,
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
    for one in registry.references:
        theirs = one.keys(kept)
        rows = one.rows(gone).select_for_update(of=("self",))
        rows = rows if among is None else rows.filter(pk__in=among.get(one.key, ()))
        alone = []
        for row in rows:
            if (double := theirs.get(one.key_of(row)) if one.beside else None) is None:
                alone.append(row.pk)
            else:
                _take(registry, one.model, row, double, done)
        all_rows(one.model).filter(pk__in=alone).update(**{one.column: kept})
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


def _take(registry: Registry, model: type[Model], row: Any, double: int, done: Moved) -> None:
    """Take a row away for its double, on which hangs then what hung on it."""
    done.taken.append(whole(row))
    for one in registry.hanging:
        if one.on is model:
            there = set(one.keys(double))
            for hung in one.rows(row.pk):
                if one.beside and one.key_of(hung) in there:
                    done.taken.append({**whole(hung), "column": one.column, "double": double})
                    all_rows(one.model).filter(pk=hung.pk).delete()
                else:
                    done.set.append(set_column(hung, one.column, double, keep=True))
    all_rows(model).filter(pk=row.pk).delete()


def move_back(registry: Registry, merge: Any, standing: Collection[Any]) -> None:
    """Undo what `move` did for a merge; `standing` are the other ones that stand.

    Rows that still name `kept` name `gone` again; what was taken away comes back. What names something else by
    now, or is not there any more, was changed by somebody since and stays so. What other merges took away because
    of a row that goes now is `kept`'s again.
    """
    moved, gone, kept = merge.moved, merge.gone_id, merge.kept_id
    left: set[Key] = set()
    for one in registry.references:
        before, after = (moved.get(name, {}).get(one.key, []) for name in ("before", "after"))
        # What another merge has set to something else does not name `gone` before that one is taken back.
        pending = {row["pk"] for other in standing for row in other.moved["set"] if _sets(row, one)}
        waits = pending.intersection(before).difference(after)
        went, there = moved["went"].get(one.key, []), set(one.keys(gone))
        went = [pk for pk in went if pk not in waits]
        back = [row for row in one.rows(kept).filter(pk__in=went) if not one.beside or one.key_of(row) not in there]
        all_rows(one.model).filter(pk__in=[row.pk for row in back]).update(**{one.column: gone})
        left |= {(one.key, kept, *one.key_of(row)) for row in back if one.beside}
        for other in standing:
            _rename(other, one, kept, gone, among=went)
            _rename_set(other, one, kept, gone, "after", among=after)
            _rename_set(other, one, kept, gone, "before", among=before)
    for row in moved["taken"]:
        put_back(row)
    for row in moved["set"]:
        if (was := set_back(row)) is not None:
            left |= {(one.key, row["after"], *one.key_of(was)) for one in registry.hanging if one.is_of(row)}
    for row in moved["made"]:
        take_if_unchanged(row)
    for other in standing:
        if other.kept_id == kept:
            _settle(registry, other, left)


def _settle(registry: Registry, merge: Any, left: set[Key]) -> None:
    """What was taken away for a row that has left comes back, and is moved as it would have been."""
    moved, settled = merge.moved, []
    for row in moved["taken"]:
        for one in (*registry.references, *registry.hanging):
            to = row.get("double", merge.kept_id)
            if not one.beside or not one.is_of(row) or (one.key, to, *one.key_of(read_row(row))) not in left:
                continue
            if put_back({**row, "row": row["row"] | {one.column: to}}):
                settled.append(row)
                if isinstance(one, Hanging):
                    moved["set"].append({**row, "before": row["row"][one.column], "after": to})
                else:
                    moved["went"].setdefault(one.key, []).append(row["pk"])
                    _hang_back(registry, moved, row)
    if settled:
        moved["taken"] = [row for row in moved["taken"] if row not in settled]
        merge.save(update_fields=["moved"])


def _hang_back(registry: Registry, moved: Row, row: Row) -> None:
    """What hung on a row hangs on it again, and stays so when the merge is taken back."""
    mine = [one for one in registry.hanging if label(one.on) == row["model"]]
    hung = [put for put in moved["set"] if put["before"] == row["pk"] and any(one.is_of(put) for one in mine)]
    for put in hung:
        set_back(put)
    moved["set"] = [put for put in moved["set"] if put not in hung]


def _rename(merge: Any, one: Reference, old: int, new: int, among: Collection[int] | None = None) -> list[int]:
    """Let what a merge has taken away name another thing; the numbers of the rows."""
    rows = [
        row
        for row in merge.moved["taken"]
        if row["model"] == label(one.model)
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
    return bool(row["model"] == label(one.model) and row["column"] == one.column)


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
