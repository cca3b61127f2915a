"""Cards as HTML. An entry never changes, so that a process makes its card once for each language and search."""

from collections.abc import Sequence
from threading import Lock

from cachetools import LRUCache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lib.languages import active_language
from timeline.cards import NOTHING_SOUGHT, at_moment, card_of
from timeline.counting.corpus import Corpus
from timeline.lanes import Placed
from timeline.models import Entry
from timeline.search.query import Search

# Where links of a card say of which moment they are: cards of all moments are the same but for that. No text that
# PostgreSQL keeps has this character.
_HOLE = "\0"
# Bytes of HTML, half as many as a text with a dash in it takes; a card has some 3,000, and is read from here in a
# thousandth of the time (docs/performance.md).
_KEPT = 6_000_000

_cards: LRUCache[tuple[object, ...], Placed[bytes]] = LRUCache(_KEPT, getsizeof=lambda kept: len(kept.card))
_lock = Lock()


def cards_html(
    numbers: Sequence[int], corpus: Corpus, search: Search = NOTHING_SOUGHT, as_of: str = ""
) -> list[Placed[SafeString]]:
    """The cards of entries of a corpus by their numbers, in that order, each with where it stands.

    What was searched for is marked, and links lead to the moment `as_of`. Nothing is asked for but the entries whose
    cards are not kept, in one question: to read where fifty of them stand took a third of a further page's time.
    """
    language = active_language()
    # Numbers are used again where a backup was put back: it has another lineage then.
    keys = {pk: (corpus.lineage, pk, language, search) for pk in numbers}
    with _lock:
        kept = {pk: _cards.get(key) for pk, key in keys.items()}
    if missing := [pk for pk, found in kept.items() if found is None]:
        for entry in Entry.objects.filter(pk__in=missing).for_cards():
            kept[entry.pk] = made = Placed.of(entry, _with_holes(entry, search))
            with _lock:
                _cards[keys[entry.pk]] = made
    hole, moment = _HOLE.encode(), at_moment("", as_of).encode()
    return [one.showing(SafeString(one.card.replace(hole, moment).decode())) for one in kept.values() if one]


def forget() -> None:
    """Make every card anew when somebody asks next."""
    with _lock:
        _cards.clear()


def _with_holes(entry: Entry, search: Search) -> bytes:
    return render_to_string("timeline/card.html", {"card": card_of(entry, search, at=_HOLE)}).encode()
