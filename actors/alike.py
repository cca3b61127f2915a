"""Actors whose names are alike, in whatever letters: they may be one, and somebody has to say.

Names are compared by `lib.naming`, and only where they share a key, so that it takes seconds for thousands of actors.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.core.cache import cache
from django.utils.translation import gettext as _

from actors.enums import ActorKind, NameKind
from actors.models import Actor, ActorMerge, ActorName, NotSame
from lib.history import versions_of
from lib.naming.keys import words_of
from lib.naming.ranking import Asked, Known, compared

LEAST = 0.75
# A key that so many actors share, such as a first name, tells nobody apart.
_MOST_OF_A_KEY, _MOST_NAMES = 40, 200
_MOST = 200
_KEPT = 24 * 60 * 60
# Names that are one actor's own; a demonym or a metonym is shared by many.
_OWN = {NameKind.FULL, NameKind.ALIAS, NameKind.TRANSLITERATION, NameKind.FORMER, NameKind.SHORT}
_SHORT = NameKind.SHORT

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two actors by their numbers, the lower one first, and the names by which they look alike."""

    one: int
    other: int
    score: float
    name: str
    other_name: str
    same_item: bool = False

    @property
    def in_words(self) -> str:
        """Why they are shown beside each other."""
        if self.same_item:
            return _("Both are called “%(name)s”.") % {"name": self.name}
        return _("“%(name)s” and “%(other)s” read alike.") % {"name": self.name, "other": self.other_name}


def candidates() -> list[Alike]:
    """Pairs that may be one, the likeliest first; kept until somebody changes an actor or a name."""
    key = f"actors-alike:{_state()}"
    found: list[Alike] | None = cache.get(key)
    if found is None:
        found = find_alike()
        cache.set(key, found, _KEPT)
    settled = _settled()
    return [pair for pair in found if (pair.one, pair.other) not in settled]


def candidates_of(actor: Actor) -> list[Alike]:
    """Those with this actor."""
    return [pair for pair in candidates() if actor.pk in {pair.one, pair.other}]


def _state() -> str:
    newest = (versions_of(model).values_list("pgh_id", flat=True).last() for model in (Actor, ActorName))
    return "-".join(map(str, newest))


def _settled() -> set[Pair]:
    """Pairs that nobody is asked of again: said not to be the same, or merged and taken apart, as they go on now."""
    ways = ActorMerge.objects.ways()
    said = [*NotSame.objects.values_list("one", "other")]
    said += ActorMerge.objects.filter(undone_at__isnull=False).values_list("gone", "kept")
    meant = ((ways.get(one, one), ways.get(other, other)) for one, other in said)
    return {(min(pair), max(pair)) for pair in meant}


def find_alike(*, least: float = LEAST, most: int = _MOST) -> list[Alike]:
    """The pairs, from all names of all actors that stand."""
    rows = Actor.objects.filter(merged_into__isnull=True).values_list("pk", "name", "kind", "country")
    names: dict[int, list[tuple[str, str]]] = {pk: [(name, "main")] for pk, name, _kind, _country in rows}
    persons = {pk for pk, _name, kind, _country in rows if kind == ActorKind.PERSON}
    countries = {pk: country for pk, _name, _kind, country in rows}
    others = ActorName.objects.filter(actor__merged_into__isnull=True, kind__in=_OWN).order_by("pk")
    for pk, text, kind in others.values_list("actor", "text", "kind"):
        names[pk].append((text, kind))
    best: dict[Pair, Alike] = {}
    for (one, name), (other, other_name) in _to_compare(names, persons):
        if countries[one] and countries[other] and countries[one] != countries[other]:
            continue  # each country has a ministry of that name
        pair = (one, other)
        if pair in best and best[pair].score >= 1:
            continue
        found = compared(Asked(name), Known(other, other_name, "main", person=other in persons))
        if found is None or found.score < least or (pair in best and found.score <= best[pair].score):
            continue
        same = name.casefold() == other_name.casefold()
        best[pair] = Alike(one, other, found.score, name, other_name, same)
    return sorted(best.values(), key=lambda pair: (-pair.score, pair.one, pair.other))[:most]


def _to_compare(
    names: dict[int, list[tuple[str, str]]], persons: Collection[int]
) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    """Pairs of names of different actors that share all their words, or a person's last one; each once."""
    blocks: dict[tuple[str, ...], set[tuple[int, str]]] = defaultdict(set)
    for pk, own in names.items():
        for text, kind in own:
            for key in _keys(text, person=pk in persons, short=kind == _SHORT):
                blocks[(str(pk in persons), key)].add((pk, text))
    seen: set[tuple[tuple[int, str], tuple[int, str]]] = set()
    for block in blocks.values():
        if len(block) > _MOST_NAMES or len({pk for pk, _text in block}) > _MOST_OF_A_KEY:
            continue
        for one, other in combinations(sorted(block), 2):
            if one[0] != other[0] and (one, other) not in seen:
                seen.add((one, other))
                yield one, other


def _keys(text: str, *, person: bool, short: bool) -> Iterator[str]:
    """What names that are compared share: the trunk of the last word of a person, of each long word of others."""
    words = words_of(text)
    if short and len(words) == 1 and person:
        return  # two people of one surname are two people
    for word in words[-1:] if person else words:
        if len(word.folded) > 2 or len(words) == 1:
            yield from word.trunks
