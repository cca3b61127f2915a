"""Cards as HTML. An entry never changes, so that a process makes its card once for each language and search."""

from threading import Lock

from cachetools import LRUCache, cached
from cachetools.keys import hashkey
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


def card_html(entry: Entry, search: Search = NOTHING_SOUGHT, as_of: str = "") -> SafeString:
    """The card of an entry, with what was searched for marked; its links lead to the moment, as addresses have it."""
    return SafeString(at_moment("", as_of).join(_between_holes(entry, search)))


def forget() -> None:
    """Make every card anew when somebody asks next."""
    with _lock:
        _cards.clear()


_lock = Lock()


def _key(entry: Entry, search: Search) -> tuple[object, ...]:
    # The digest, since numbers are used again where a backup was put back.
    return hashkey(entry.pk, entry.digest, entry.known_at, active_language(), search)


@cached(_cards, key=_key, lock=_lock)
def _between_holes(entry: Entry, search: Search) -> list[str]:
    return render_to_string("timeline/card.html", {"card": card_of(entry, search, at=_HOLE)}).split(_HOLE)
