"""What somebody types into the search box, as PostgreSQL asks for it and as the page marks it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from lib.naming.spelling import folded
from timeline.search.words import asked_keys, keys_of, words_of

# Phrases and words, each with the minus that excludes it and the star that leaves its end open.
_PIECES = re.compile(r'-?"[^"]*"\*?|[^\s"]+')
_OR = {"or", "або", "или"}
# Each word costs the index a look or more; what comes after so many is not asked for.
_MOST_WORDS = 32


class KeyQuery(SearchQuery):
    """A tsquery over keys: it is cast and not parsed, since each key is a lexeme already."""

    def __init__(self, query: str) -> None:
        super().__init__(query, search_type="raw")

    template = "(%(expressions)s)::tsquery"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_: Any, **__: Any) -> Any:
        """The SQL and its parameters."""
        return super().as_sql(compiler, connection, template=self.template)


class IndexedQuery(KeyQuery):
    """The same for all that match: the planner does not see what is asked, and takes the index.

    Where every third entry has a word it reads the table and unpacks every vector: 315,000 pages for 51,695 of
    112,000 entries, where those that the index names lie in 8,900.
    """

    template = "(SELECT (%(expressions)s)::tsquery)"


@dataclass(frozen=True)
class Term:
    """A word or a phrase."""

    words: tuple[str, ...]
    open_end: bool = False

    @property
    def tsquery(self) -> str:
        """The words one behind the other."""
        last = len(self.words) - 1
        return " <-> ".join(
            _any_of(_starts(word) if self.open_end and place == last else map(_quoted, sorted(asked_keys(word))))
            for place, word in enumerate(self.words)
        )


def _any_of(keys: Iterable[str]) -> str:
    return f"({' | '.join(keys)})"


def _quoted(key: str) -> str:
    escaped = key.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _starts(word: str) -> list[str]:
    return [f"{_quoted(folded(word))}:*"]


@dataclass(frozen=True)
class Search:
    """A question in words: any of `wanted`, whose terms must all be there, and nothing of `unwanted`."""

    wanted: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()
    means_nothing: bool = False  # something was typed, and no word is in it

    @classmethod
    def parse(cls, typed: str) -> Search:
        """Read `truce "30 days" -rumour zelen*`, with `or` between what may stand for one another."""
        wanted: list[list[Term]] = [[]]
        unwanted: list[Term] = []
        room = _MOST_WORDS
        for piece in _PIECES.findall(typed.replace("\0", " ")):
            if piece.casefold() in _OR:
                wanted.append([])
                continue
            words = tuple(word.written for word in words_of(piece))[:room]
            room -= len(words)
            if not words:
                continue
            term = Term(words, open_end=piece.endswith("*"))
            (unwanted if piece.startswith("-") else wanted[-1]).append(term)
        found = tuple(tuple(terms) for terms in wanted if terms)
        return cls(found, tuple(unwanted), means_nothing=bool(typed.strip()) and not (found or unwanted))

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted or self.means_nothing)

    @cached_property
    def tsquery(self) -> str:
        """The text of PostgreSQL's query; "" where nothing is asked for."""
        parts = [self.wanted_tsquery] if self.wanted else []
        parts += [f"!({term.tsquery})" for term in self.unwanted]
        return " & ".join(parts)

    @cached_property
    def wanted_tsquery(self) -> str:
        """The same of what is wanted alone."""
        alternatives = [f"({' & '.join(f'({term.tsquery})' for term in terms)})" for terms in self.wanted]
        return f"({' | '.join(alternatives)})"

    @property
    def query(self) -> KeyQuery:
        """What a search vector is compared with."""
        return KeyQuery(self.tsquery)

    @cached_property
    def _keys(self) -> frozenset[str]:
        terms = [term for terms in self.wanted for term in terms]
        closed = [word for term in terms for word in (term.words[:-1] if term.open_end else term.words)]
        return frozenset().union(*(asked_keys(word) for word in closed))

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(folded(term.words[-1]) for terms in self.wanted for term in terms if term.open_end)

    def marked(self, text: str, language: str = "") -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it is a word that was looked for."""
        pieces: list[tuple[str, bool]] = []
        done = 0
        for word in words_of(text) if self.wanted else ():
            if self._keys.isdisjoint(keys_of(word.written, language)) and not (
                self._beginnings and folded(word.written).startswith(self._beginnings)
            ):
                continue
            if word.start > done:
                pieces.append((text[done : word.start], False))
            pieces.append((word.written, True))
            done = word.end
        if done < len(text):
            pieces.append((text[done:], False))
        return pieces

    @property
    def words(self) -> list[str]:
        """The single words that were looked for, each once."""
        return list(dict.fromkeys(word for terms in self.wanted for term in terms for word in term.words))
