"""Which entries a page shows, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.counting.narrowing import Counted
from timeline.models import Entry
from timeline.models.entry import EntryQuerySet
from timeline.parameter_fields import Cursor

if TYPE_CHECKING:
    from timeline.filters import Question


def entries_of_page(question: Question, size: int, counted: Counted) -> EntryQuerySet:
    """So many entries that a question means, from its cursor on, newest or oldest first."""
    newest = question.is_newest_first
    behind = question.cursor if isinstance(question.cursor, Cursor) else None
    if _has_an_index(question):
        entries = question.entries()
        if behind:
            entries = entries.behind(behind.occurred, behind.pk, newest=newest)
    else:
        # No index has the order of any three filters, a search or a moment: read along one of them, 92,000 pages of
        # the database were touched among 100,000 events before a page was full. The sets know which entries it has.
        entries = Entry.objects.filter(pk__in=counted.first(size, behind))
    return (entries.newest() if newest else entries.oldest())[:size]


def _has_an_index(question: Question) -> bool:
    """Whether one leads from entry to entry in the order of the list: nothing is asked for, or a kind alone."""
    asked = question
    others = asked.search, asked.actors, asked.tags, asked.box, asked.first, asked.last, asked.as_of
    return not any(others) and sum(map(bool, (asked.conflict, asked.type, asked.verdict))) <= 1
