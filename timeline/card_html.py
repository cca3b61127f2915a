"""Cards as HTML. An entry never changes, so that a process makes its card once for each language and search."""

from collections.abc import Iterable
from threading import Lock

from cachetools import LRUCache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lib.languages import active_language
from timeline.cards import NOTHING_SOUGHT, at_moment, card_of
from timeline.models import Entry
from timeline.search.query import Search

# Where links of a card say of which moment they are: cards of all moments are the same but for that. No text that
# PostgreSQL keeps has this character.
_HOLE = "\0"
# Characters of HTML; a card has some 3,000, and is read from here in a thousandth of the time (docs/performance.md).
_KEPT = 6_000_000

_cards: LRUCache[tuple[object, ...], list[str]] = LRUCache(_KEPT, getsizeof=lambda parts: sum(map(len, parts)))
_lock = Lock()


def cards_html(entries: Iterable[Entry], search: Search = NOTHING_SOUGHT, as_of: str = "") -> dict[int, SafeString]:
    """The card of each entry, by its number, with what was searched for marked; links lead to the moment `as_of`.

    What a card shows is read of those entries of `for_lanes()` whose cards are not kept, in one question.

    The wide rows of fifty cards that are kept were 2 of the 9 ms of a further page (docs/performance.md).
    """
    language = active_language()
    # The digest and the moment, since numbers are used again where a backup was put back.
    keys = {entry: (entry.pk, entry.digest, entry.known_at, language, search) for entry in entries}
    with _lock:
        parts = {entry: _cards.get(key) for entry, key in keys.items()}
    missing = [entry for entry, found in parts.items() if found is None]
    for entry in _whole(missing):
        parts[entry] = made = _between_holes(entry, search)
        with _lock:
            _cards[keys[entry]] = made
    moment = at_moment("", as_of)
    return {entry.pk: SafeString(moment.join(found or ())) for entry, found in parts.items()}


def forget() -> None:
    """Make every card anew when somebody asks next."""
    with _lock:
        _cards.clear()


def _whole(entries: list[Entry]) -> list[Entry]:
    """The same with what their cards show; it is read where they do not have it."""
    narrow = [entry.pk for entry in entries if "lines" in entry.get_deferred_fields()]
    whole = Entry.objects.for_cards().in_bulk(narrow) if narrow else {}
    return [whole.get(entry.pk, entry) for entry in entries]


def _between_holes(entry: Entry, search: Search) -> list[str]:
    return render_to_string("timeline/card.html", {"card": card_of(entry, search, at=_HOLE)}).split(_HOLE)
