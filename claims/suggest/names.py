# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""Actors and places in a text: known ones by the gazetteer, new ones by capitals, titles and appositions."""

from __future__ import annotations

from claims.suggest.english.lexicon import DETERMINERS, HONORIFICS, PERSON_NOUNS, PREPOSITIONS, TIME_WORDS, verb_form
from claims.suggest.gazetteer import Gazetteer, Hit
from claims.suggest.sentences import Item, tokenize
from claims.suggest.types import NameMention, Span

_ORGANISATION_NOUNS = frozenset(
    " ministry party university council committee agency institute union bank group company inc corp"
    " ltd foundation"
    " association federation department bureau commission court parliament senate house office"
    " service organisation"
    " organization centre center fund league movement coalition front trust academy school assembly"
    " duma rada"
    " administration government".split()
)
_FORCE_NOUNS = frozenset("army forces corps brigade regiment battalion division guard navy fleet".split())
_MEDIA_NOUNS = frozenset(
    "times post news tv radio telegraph journal gazette wire tribune herald channel magazine".split()
)
_CONNECTORS = frozenset("of de van von bin al der la le du di el ibn da".split())
_NOT_NAMES = frozenset(
    " i the a an this that but and or if when while however despite although as in on at for from"
    " after before it he"
    " she they we you his her their its our my there here what who how why yes no not mr mrs ms dr"
    " asked according"
    " english russian ukrainian american god internet friday monday".split()
)
_OFFICE_ADJECTIVES = frozenset("former acting deputy chief senior top special then outgoing new".split())
_PLACE_PREPOSITIONS = frozenset(
    "in into near outside around across through throughout at inside of from to toward towards over above via beyond".split()
)
_SUBJECT_PREPOSITIONS = frozenset({"of", "from", "to", "toward", "towards", "over", "at", "with"})
_CYRILLIC_PLACE_PREPOSITIONS = frozenset("в у во біля под під до из з із на".split())


def find_names(text: str, hits: list[Hit], gazetteer: Gazetteer) -> list[NameMention]:
    """Every actor and place named in the text, in order; offices where the text gives them."""
    items = tokenize(text, 0, len(text))
    starts = {item.start: index for index, item in enumerate(items)}
    found = [mention for hit in hits if (mention := _known(text, hit, gazetteer, items, starts)) is not None]
    taken = [(mention.start, mention.end) for mention in found]
    found += _unknown(items, taken)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return [_with_office(mention, items, starts, text) for mention in _without_strays(found)]


def _known(
    text: str, hit: Hit, gazetteer: Gazetteer, items: list[Item], starts: dict[int, int]
) -> NameMention | None:
    actors = [entry for entry in hit.entries if entry.role == "actor"]
    places = [entry for entry in hit.entries if entry.role == "place"]
    written = text[hit.start : hit.end]
    place = gazetteer.places[places[0].slug] if places else None
    index = starts.get(hit.start)
    if place is not None and (
        not actors or (actors[0].form in ("metonym", "short") and _is_place_here(items, index))
    ):
        return NameMention(hit.start, hit.end, written, "place", place=place.slug, country=place.country)
    if not actors:
        return None
    if written.lower().startswith("the ") and len(written) > 4:
        # The article is not part of a name's span.
        hit = Hit(hit.start + 4, hit.end, hit.entries)
        written = text[hit.start : hit.end]
    if written.endswith(("’s", "'s")):
        hit = Hit(hit.start, hit.end - 2, hit.entries)
        written = written[:-2]
    actor = gazetteer.actors[actors[0].slug]
    return NameMention(
        hit.start,
        hit.end,
        written,
        actor.kind,
        actor=actor.slug,
        place=place.slug if place else None,
        country=actor.country,
        form=actors[0].form,
    )


def _is_place_here(items: list[Item], index: int | None) -> bool:
    """As in "In Moscow", "Moscow, Russia –": the city; "Moscow wants": its government."""
    if index is None:
        return False
    before = items[index - 1] if index else None
    if before is not None and before.lower in _PLACE_PREPOSITIONS | _CYRILLIC_PLACE_PREPOSITIONS:
        return before.lower not in _SUBJECT_PREPOSITIONS or (
            index > 1 and verb_form(items[index - 2].lower) is not None
        )
    after = items[index + 1 : index + 4]
    return len(after) == 3 and after[0].text == "," and after[1].capital and after[2].text in "—–-("


def _without_strays(found: list[NameMention]) -> list[NameMention]:
    """A title that stands right before or in apposition to somebody else's name is not its usual holder."""
    kept = []
    for number, mention in enumerate(found):
        if mention.form == "title":
            rival = next(
                (
                    other
                    for other in found[number + 1 : number + 4]
                    if other.kind == "person" and mention.end <= other.start <= mention.end + 2
                ),
                None,
            )
            if rival is not None and rival.actor != mention.actor:
                continue
        kept.append(mention)
    return kept


def _unknown(items: list[Item], taken: list[Span]) -> list[NameMention]:
    """Capitalised names that the gazetteer does not know, with the kind that their words or neighbours tell."""
    found: list[NameMention] = []
    persons: set[str] = set()
    index = 0
    while index < len(items):
        end = _capital_run(items, index)
        if end == index:
            index += 1
            continue
        run = items[index:end]
        while run and run[0].lower.rstrip(".") in _NOT_NAMES | HONORIFICS | TIME_WORDS and len(run) > 0:
            run = run[1:]
        if run and not any(run[0].start < stop and run[-1].end > start for start, stop in taken):
            kind = _kind(items, index + (end - index - len(run)), end, run, persons)
            if kind:
                last = run[-1]
                stop = last.end - 2 if last.lower.endswith("'s") else last.end
                name = " ".join(item.text for item in run).removesuffix("'s").removesuffix("’s")
                found.append(NameMention(run[0].start, stop, name, kind, form="new"))
                if kind == "person":
                    persons.add(name.split()[-1])
        index = end
    return found


def _capital_run(items: list[Item], index: int) -> int:
    end = index
    while end < len(items):
        item = items[end]
        if item.capital and item.text[0] not in "@#" and not (item.text.isupper() and len(item.text) > 6):
            end += 1
            if item.lower.endswith("'s"):
                break
        elif end > index and item.lower in _CONNECTORS and end + 1 < len(items) and items[end + 1].capital:
            end += 1
        else:
            break
    return end


def _kind(items: list[Item], start: int, end: int, run: list[Item], persons: set[str]) -> str | None:
    words = [item.lower.removesuffix("'s").rstrip(".") for item in run]
    if len(words) > 6 or any(word in TIME_WORDS for word in words):
        return None
    if words[-1] in _MEDIA_NOUNS and len(words) > 1:
        return "media"
    if words[-1] in _FORCE_NOUNS and len(words) > 1:
        return "armed_force"
    if (words[-1] in _ORGANISATION_NOUNS or words[0] in _ORGANISATION_NOUNS) and len(words) > 1:
        return "organisation"
    before = items[start - 1] if start else None
    titled = before is not None and before.lower.rstrip(".") in HONORIFICS | PERSON_NOUNS
    if len(words) == 1:
        return (
            "person"
            if (titled and before is not None and before.capital) or words[0].capitalize() in persons
            else None
        )
    if len(words) > 4 or any(
        word in _CONNECTORS - {"de", "van", "von", "bin", "al", "ibn", "la", "el"} for word in words
    ):
        return None
    if titled or _apposed(items, end) or _title_before_comma(items, start):
        return "person"
    return None


def _apposed(items: list[Item], end: int) -> bool:
    """Whether ", a strategist," or ", 53," follows."""
    if end + 1 >= len(items) or items[end].text != ",":
        return False
    if items[end + 1].text.isdigit() and len(items[end + 1].text) == 2:
        return True
    for item in items[end + 1 : end + 9]:
        if item.kind == "mark":
            return False
        if item.lower.rstrip("s") in PERSON_NOUNS or item.lower in PERSON_NOUNS:
            return True
    return False


def _title_before_comma(items: list[Item], start: int) -> bool:
    return start > 1 and items[start - 1].text == "," and items[start - 2].lower in PERSON_NOUNS


def _with_office(mention: NameMention, items: list[Item], starts: dict[int, int], text: str) -> NameMention:
    if mention.kind != "person" or mention.form in ("title", "demonym"):
        return mention
    index = starts.get(mention.start)
    if index is None:
        return mention
    span = _office_before(items, index) or _office_after(items, mention, index)
    if span is None:
        return mention
    return NameMention(
        mention.start,
        mention.end,
        mention.text,
        mention.kind,
        mention.actor,
        mention.place,
        mention.country,
        mention.form,
        office=text[slice(*span)],
        office_span=span,
    )


def _office_before(items: list[Item], index: int) -> Span | None:
    """As in "U.S. special envoy" right before the name, or "Putin's foreign policy adviser," before a comma."""
    end = index - 1 if index and items[index - 1].text == "," else index
    if end < 1 or items[end - 1].lower.rstrip(".") not in PERSON_NOUNS:
        return None
    start = end - 1
    while start > 0 and end - start < 7:
        item = items[start - 1]
        low = item.lower
        if (
            item.kind != "word"
            or low in DETERMINERS
            or low in PREPOSITIONS - {"of", "for"}
            or low in ("and", "but", "that")
        ):
            break
        if (
            not item.capital
            and verb_form(low) is not None
            and not low.endswith(("'s", "ing"))
            and low not in ("deputy", "state")
        ):
            break
        if low in ("of", "for"):
            break
        start -= 1
    # "… to replace Ukrainian President X": what stands before the first capital is not the office.
    capital = next((k for k in range(start, end) if items[k].capital), None)
    while capital is not None and start < capital and items[start].lower not in _OFFICE_ADJECTIVES:
        start += 1
    return items[start].start, items[end - 1].end


def _office_after(items: list[Item], mention: NameMention, index: int) -> Span | None:
    """As in ", Putin's foreign policy adviser," or ", the head of the delegation," behind the name."""
    at = index
    while at < len(items) and items[at].end <= mention.end:
        at += 1
    if at + 1 >= len(items) or items[at].text != ",":
        return None
    start = at + 1
    if items[start].lower in ("the", "a", "an"):
        start += 1
    end, seen = start, False
    while end < len(items) and end - start < 12 and (items[end].kind == "word"):
        low = items[end].lower
        if low in ("who", "which", "that", "said", "says"):
            break
        seen = seen or low in PERSON_NOUNS
        if not seen and (
            low in PREPOSITIONS
            or end - start > 6
            or (verb_form(low) is not None and not items[end].capital and low.endswith("ed"))
        ):
            return None
        end += 1
    closed = end < len(items) and items[end].text in (",", ".", "—", ")")
    return (items[start].start, items[end - 1].end) if seen and closed and end > start else None
