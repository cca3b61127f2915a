"""Rows that hang on a row, read in one statement with it, where `prefetch_related` asks once more for each sort."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, Self, TypeVar

from django.db.models import Expression, Field, JSONField, Model, OuterRef, QuerySet, Subquery

from lib.kept_questions import KeptQuestion

M = TypeVar("M", bound=Model)


class _AsJSON(Subquery):
    """The rows of a queryset as a list of objects, in their order; None where there is none."""

    template = "(SELECT jsonb_agg(one_row) FROM (%(subquery)s) AS one_row (%(columns)s))"
    output_field = JSONField()


@dataclass
class _Columns:
    """Which columns are read of a model, by the names under which they come, and of what it refers to."""

    model: type[Model]
    read: dict[str, str] = field(default_factory=dict)
    below: dict[str, "_Columns"] = field(default_factory=dict)

    def object(self, row: dict[str, Any], using: str) -> Any:
        """The object in a row; None where a reference leads nowhere."""
        about = self.model._meta  # noqa: SLF001  # Django's documented model API
        if row[self.read[about.pk.attname]] is None:
            return None
        fields = [one for one in about.concrete_fields if one.attname in self.read]
        values = [one.to_python(row[self.read[one.attname]]) for one in fields]
        made = self.model.from_db(using, [one.attname for one in fields], values)
        for name, columns in self.below.items():
            reference: Any = about.get_field(name)
            reference.set_cached_value(made, columns.object(row, using))
        return made


class Nested(Generic[M]):
    """The rows of a queryset with their columns and annotations, and `also` these of what they refer to.

    `only()` and `defer()` say which columns. Each of `also` is a path to a field, or to a reference for all of its
    columns, as `select_related()` takes it. A column that is not read is asked for where somebody wants it.
    """

    def __init__(self, rows: QuerySet[M], *also: str) -> None:
        self.rows = rows
        self.paths: dict[str, str] = {}
        self.columns = _Columns(rows.model)
        chosen: Any = rows.query.get_select_mask()
        for one in rows.model._meta.concrete_fields:  # noqa: SLF001  # Django's documented model API
            if not chosen or one in chosen:
                self._read_one(self.columns, "", one.attname)
        for path in also:
            self._read(path)
        self.annotated: dict[str, Field[Any, Any]] = {}
        for name, expression in rows.query.annotations.items():
            self.annotated[self._column(name)] = expression.output_field

    def _column(self, path: str) -> str:
        # Names of their own: columns of different tables are called the same.
        self.paths[column := f"c{len(self.paths)}"] = path
        return column

    def _read_one(self, columns: _Columns, prefix: str, name: str) -> None:
        if name not in columns.read:
            columns.read[name] = self._column(prefix + name)

    def _read(self, path: str) -> None:
        columns, prefix = self.columns, ""
        for name in path.split("__"):
            one: Any = columns.model._meta.get_field(name)  # noqa: SLF001
            if not one.is_relation:
                self._read_one(columns, prefix, one.attname)
                return
            self._read_one(columns, prefix, one.attname)
            prefix += f"{name}__"
            columns = columns.below.setdefault(name, _Columns(one.related_model))
            self._read_one(columns, prefix, columns.model._meta.pk.attname)  # noqa: SLF001
        for one in columns.model._meta.concrete_fields:  # noqa: SLF001
            self._read_one(columns, prefix, one.attname)

    def expression(self) -> Subquery:
        """The rows as a part of another question; `read()` makes objects of its answer."""
        # Since Django 5.2 the columns of values_list() come in the order in which they are named.
        return _AsJSON(self.rows.values_list(*self.paths.values()), columns=", ".join(self.paths))

    def read(self, answer: Iterable[dict[str, Any]] | None) -> list[M]:
        """The objects, as the queryset would have given them."""
        return [self._object(row) for row in answer or ()]

    def _object(self, row: dict[str, Any]) -> M:
        made: M = self.columns.object(row, self.rows.db)
        for column, output in self.annotated.items():
            setattr(made, self.paths[column], output.to_python(row[column]))
        return made


Beside = Nested[Any] | Expression | Subquery
Lists = Mapping[str, Beside]


def beside(row: QuerySet[Any], **lists: Beside) -> dict[str, Any]:
    """Lists and values that one row's page shows, whatever they are of, by name and in one question."""
    return _read(lists, _with_lists(row, lists)[0])


class KeptLists:
    """The same where it is asked often: put together when it is first asked for, see `KeptQuestion`."""

    def __init__(self, lists: Callable[[], tuple[QuerySet[Any], Lists]]) -> None:
        self._made = lists

    @cached_property
    def _kept(self) -> tuple[KeptQuestion[dict[str, Any]], Lists]:
        row, lists = self._made()
        return KeptQuestion(lambda: _with_lists(row, lists)), lists

    def ask(self, **given: Any) -> dict[str, Any]:
        """The lists, as `beside()` would give them."""
        question, lists = self._kept
        return _read(lists, question.ask(**given)[0])


def _with_lists(row: QuerySet[Any], lists: Lists) -> QuerySet[Any, dict[str, Any]]:
    asked = {name: one.expression() if isinstance(one, Nested) else one for name, one in lists.items()}
    return row.values(**{_called(name): expression for name, expression in asked.items()})


def _read(lists: Lists, answers: dict[str, Any]) -> dict[str, Any]:
    found = {name: (one, answers[_called(name)]) for name, one in lists.items()}
    return {name: one.read(answer) if isinstance(one, Nested) else answer for name, (one, answer) in found.items()}


class NestingQuerySet(QuerySet[M]):
    """A queryset whose rows come with others in one statement; what is nested is read as if it were prefetched."""

    _nested: dict[str, Nested[Any]] = {}  # never changed: each clone has its own
    _led_to: dict[tuple[str, ...], Nested[Any]] = {}

    def nest(self, path: str, *also: str, rows: QuerySet[Any] | None = None) -> Self:
        """With the rows of a relation, `also` as `Nested` has it; `rows` are which of them, and in what order.

        The path may lead through references that are selected: `speaker__names`.
        """
        *way, name = path.split("__")
        model: Any = self.model
        for step in way:
            model = model._meta.get_field(step).related_model  # noqa: SLF001
        relation: Any = model._meta.get_field(name)  # noqa: SLF001
        hanging = relation.related_model._default_manager.all() if rows is None else rows  # noqa: SLF001
        owner = OuterRef("__".join([*way, "pk"]))
        nested = Nested(hanging.filter(**{relation.remote_field.name: owner}), *also)
        found = self.annotate(**{_called(path): nested.expression()})
        found._nested = {**self._nested, path: nested}  # noqa: SLF001
        return found

    def lead(self, *names: str, only: Collection[str] = ()) -> Self:
        """With the rows of one table that these references lead to, `only` these columns of them, or all.

        It is `select_related()` in one subquery: PostgreSQL plans seven joins with people for three milliseconds.
        """
        about = self.model._meta  # noqa: SLF001  # Django's documented model API
        model: Any = about.get_field(names[0]).related_model
        among = [OuterRef(name) for name in names]
        rows = model._default_manager.filter(pk__in=among)  # noqa: SLF001  # documented for generic code
        nested = Nested(rows.only(*only) if only else rows)
        found = self.annotate(**{_called("_".join(names)): nested.expression()})
        found._led_to = {**self._led_to, names: nested}  # noqa: SLF001  # another of this class
        return found

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._nested, clone._led_to = self._nested, self._led_to
        return clone

    def _fetch_all(self) -> None:
        is_fresh = self._result_cache is None
        super()._fetch_all()
        if is_fresh and self._fields is None:  # type: ignore[attr-defined]  # objects, no values
            for row in self._result_cache or ():
                for path, nested in self._nested.items():
                    _hang(row, path, nested)
                for names, nested in self._led_to.items():
                    _refer(row, names, nested)


def _called(path: str) -> str:
    return f"nested_{path}"


def _hang(row: Any, path: str, nested: Nested[Any]) -> None:
    """Put what came with a row where `prefetch_related` would have put it."""
    answer = row.__dict__.pop(_called(path))
    *way, name = path.split("__")
    for step in way:
        row = getattr(row, step)
        if row is None:
            return
    hang(row, name, nested.read(answer))


def _refer(row: Any, names: tuple[str, ...], nested: Nested[Any]) -> None:
    """Put what came with a row where `select_related` would have put it."""
    there = {one.pk: one for one in nested.read(row.__dict__.pop(_called("_".join(names))))}
    for name in names:
        reference: Any = row._meta.get_field(name)  # noqa: SLF001  # Django's documented model API
        reference.set_cached_value(row, there.get(getattr(row, reference.attname)))


def hang(row: Model, name: str, rows: list[Any]) -> None:
    """Have the rows of a relation found as if they had been prefetched."""
    found = getattr(row, name).get_queryset()
    found._result_cache, found._prefetch_done = rows, True  # noqa: SLF001  # as prefetching does
    relation: Any = row._meta.get_field(name)  # noqa: SLF001
    if relation.one_to_many:
        for one in rows:
            relation.field.set_cached_value(one, row)
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found
