"""Two people's changes to one form, joined by field: what one of them changed stands, what both changed is asked.

Three forms of one class are compared, each as it would be sent: one filled in with what the editing began with, one
with what stands there now, and one with what was typed. Rows of people and the like are joined as sets.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django import forms
from django.forms import BaseFormSet
from django.http import QueryDict

from lib.word_diff import Difference, Piece, word_diff

Row = tuple[tuple[str, str], ...]
_SAVED_WITH = "conflict"  # the names of the fields that both changed, as the page that asks about them sends them
_NOT_CONTENT = {"DELETE", "ORDER"}


class Both(NamedTuple):
    """A field that both changed: its words, what each made of those before, and their value as a form sends it."""

    name: str
    what: str
    before: str
    theirs: str
    mine: str
    their_pieces: list[Piece]
    my_pieces: list[Piece]
    their_value: str
    chosen: str = ""


@dataclass
class Merge:
    """What became of the fields; `sent` is the joined form as a browser would send it."""

    by_them: list[Difference] = field(default_factory=list)
    by_me: list[Difference] = field(default_factory=list)
    joined: list[Difference] = field(default_factory=list)
    both: list[Both] = field(default_factory=list)
    sent: QueryDict = field(default_factory=lambda: QueryDict(mutable=True))

    @property
    def says_the_same(self) -> bool:
        """Whether nothing was typed that does not stand there already."""
        return not (self.by_me or self.both or self.joined)


def merge(base: forms.BaseForm | None, theirs: forms.BaseForm, mine: forms.BaseForm) -> Merge:
    """Join `mine` with `theirs`, both made from `base`; without a base every field that differs was changed by both.

    The forms are not bound: each is filled in with a content that was read already, so that one name is one value.
    """
    found = Merge()
    for name in theirs.fields:
        before = _value(base, name) if base else None
        there, typed = _value(theirs, name), _value(mine, name)
        was, theirs_reads, mine_reads = (_in_words(theirs, name, value) for value in (before or "", there, typed))
        found.sent[name] = typed
        if there == typed:
            continue
        what = str(theirs[name].label).lower()
        if typed == before:
            found.sent[name] = there
            found.by_them.append(Difference(what, word_diff(was, theirs_reads)))
        elif there == before:
            found.by_me.append(Difference(what, word_diff(was, mine_reads)))
        else:
            pieces = word_diff(was, theirs_reads), word_diff(was, mine_reads)
            found.both.append(Both(name, what, was, theirs_reads, mine_reads, *pieces, there))
    for name, rows in _formsets(theirs):
        _merge_rows(found, name, rows, base, mine)
    return found


def _merge_rows(
    found: Merge, name: str, rows: "BaseFormSet[Any]", base: forms.BaseForm | None, mine: forms.BaseForm
) -> None:
    """Rows that either added are there, rows that either took away are not."""
    before = _rows(getattr(base, name)) if base else None
    there, typed = _rows(rows), _rows(getattr(mine, name))
    known = before if before is not None else []
    kept = [row for row in there if row in typed or row not in known]
    joined = kept + [row for row in typed if row not in there and row not in known]
    _send_rows(found.sent, rows, joined)
    if set(there) == set(typed):
        return
    words = [_rows_in_words(rows, some) for some in (known, there, typed, joined)]
    if before is not None and set(typed) == set(before):
        found.by_them.append(Difference(name, word_diff(words[0], words[1])))
    elif before is not None and set(there) == set(before):
        found.by_me.append(Difference(name, word_diff(words[0], words[2])))
    else:
        found.joined.append(Difference(name, word_diff(words[0], words[3])))


def settled(sent: QueryDict) -> tuple[QueryDict, list[str]]:
    """A form as its sender settled it, and the fields of which the sender has still to say whose is to stand.

    Mine stands in the form's own field, where it may be changed further; theirs is sent beside it.
    """
    settled_as, open_still = sent.copy(), []
    for name in sent.getlist(_SAVED_WITH)[:100]:
        choice = sent.get(f"choose-{name}")
        if choice == "theirs":
            settled_as[name] = sent.get(f"theirs-{name}", "")
        elif choice != "mine":
            open_still.append(name)
    return settled_as, open_still


def _formsets(form: forms.BaseForm) -> "Iterator[tuple[str, BaseFormSet[Any]]]":
    return ((name, value) for name, value in vars(form).items() if isinstance(value, BaseFormSet))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _value(form: forms.BaseForm, name: str) -> str:
    """A field's value as a browser would send it."""
    return _text(form[name].value()) if name in form.fields else ""


def _in_words(form: forms.BaseForm, name: str, value: str) -> str:
    """A value as a person reads it: as its field says it (`in_words`), or a choice by its label."""
    if value and (says := getattr(form.fields[name], "in_words", None)):
        return str(says(value))
    choices = getattr(form.fields[name], "choices", None)
    return next((str(label) for key, label in choices if str(key) == value), value) if choices and value else value


def _rows(formset: "BaseFormSet[Any]") -> list[Row]:
    """The rows that are filled in, each once, in their order."""
    empty = _row(formset.empty_form)
    return list(dict.fromkeys(row for form in formset.forms if (row := _row(form)) != empty))


def _row(form: forms.BaseForm) -> Row:
    return tuple((name, _value(form, name)) for name in form.fields if name not in _NOT_CONTENT)


def _rows_in_words(formset: "BaseFormSet[Any]", rows: list[Row]) -> str:
    one = formset.empty_form
    said = [[_in_words(one, name, value) for name, value in row if value] for row in rows]
    return ", ".join(f"{first} ({', '.join(rest)})" if rest else first for first, *rest in said)


def _send_rows(sent: QueryDict, formset: "BaseFormSet[Any]", rows: list[Row]) -> None:
    """The rows, with two empty ones to fill in, as the formset reads them.

    They are sent as rows that were there: one that is called new is left out where it says what its page began with.
    """
    prefix, empty = formset.prefix, _row(formset.empty_form)
    sent[f"{prefix}-TOTAL_FORMS"], sent[f"{prefix}-INITIAL_FORMS"] = str(len(rows) + 2), str(len(rows))
    for number, row in enumerate([*rows, empty, empty]):
        for name, value in row:
            sent[f"{prefix}-{number}-{name}"] = value
