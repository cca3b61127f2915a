# ruff: noqa: SIM905 - word lists read better as running text
"""Words that attribute: verbs of saying and thinking in the place of a verb, and what may follow them."""

from __future__ import annotations

from dataclasses import dataclass

from claims.suggest.english.lexicon import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    HAVE,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    REPORTING_PARTICLES,
    SPEAKER_NOUNS,
    SPEECH_FRAMES,
    VERB_FORMS,
)
from claims.suggest.english.verbs import Items, group_start, is_adverb, is_time_word, looks_like_verb, possessive
from claims.suggest.sentences import Item

# Forms that are nouns at least as often as verbs: they need the company of a verb.
_NOUNISH = frozenset(
    (
        "claims reports notes states posts promises calls demands hopes fears views attacks offers questions"
        " orders supports doubts estimates blames rules signals pledges vows quotes labels brands finds shows"
        " knows counters cries shouts backs vents claim report note state post promise call demand hope fear"
        " view attack offer question order support doubt estimate blame rule signal pledge vow quote label"
        " brand find show counter cry back vent welcome cite invite threat feels"
    ).split()
)
_PLAIN_SAYING = frozenset("say think believe hope fear argue claim want worry doubt expect warn".split())
_SPEAKERS = frozenset(word for word in SPEAKER_NOUNS if word.endswith("s")) | frozenset(
    "aides allies advisers analysts commanders governments ministers negotiators rebels activists troops".split()
)
_FRAMES_OF_PARTICLES = {"point out": "cqm", "go on": "cqm", "call on": "on"}
_ENDING = frozenset("notes claims reports states".split())
_ONLY_DETERMINERS = DETERMINERS - frozenset(
    "that this some many both others another one few several those these all".split()
)
_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_PLURALS = frozenset("they we i you who people some others many that which women men police".split())
_NOT_PLURAL = frozenset("this its his as was is has does".split())
_TIME_LEADS = frozenset("last this next early late earlier that the later".split())
_SINGULARS = frozenset("he she it who which that also this".split())
_VENUES = frozenset(
    (
        "statement interview speech tweet tweets email e-mail letter report post message briefing memo"
        " article column op-ed essay video address press conference remarks broadcast debate rally hearing"
        " appearance book event filing release call"
    ).split()
)
_SAFE_ADVERBS = frozenset(
    ("later earlier repeatedly recently then once again previously also publicly afterwards").split()
)
_QUANTITY_ADVERBS = frozenset(
    ("nearly roughly mostly partly hardly barely exactly approximately simply really").split()
)
MODIFIER_PREPOSITIONS = frozenset(
    (
        "in at on during to via through by before after of about from with outside inside near as for over"
        " under amid between following without"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One attributing verb: `first` to `last` is its whole group, `verb` the word itself."""

    first: int
    verb: int
    last: int
    base: str
    tag: str  # base, s, ed, en, ing
    frames: str
    passive: bool


def find_cues(items: Items) -> list[Cue]:
    """Every attributing verb of a sentence outside quotations, in order."""
    cues = []
    for index, item in enumerate(items):
        if item.kind != "word" or item.lower not in VERB_FORMS:
            continue
        base, tag = VERB_FORMS[item.lower]
        last, after = index, items[index + 1].lower if index + 1 < len(items) else ""
        particle = REPORTING_PARTICLES.get((base, after))
        frames = SPEECH_FRAMES.get(base, "")
        if particle and (not frames or after != "to"):
            base, last, frames = particle, index + 1, _FRAMES_OF_PARTICLES.get(particle, "n")
        if not frames or (item.capital and index > 0 and items[index - 1].kind == "word" and item.lower != "says"):
            continue
        if not _is_verb_here(items, index, tag, last):
            continue
        first = group_start(items, index, 0)
        passive = tag in ("ed", "en") and any(
            items[k].lower in BE or items[k].lower.endswith("'s") for k in range(first, index)
        )
        passive = (
            passive and not any(items[k].lower in HAVE and items[k].lower != "having" for k in range(first, index))
        ) or (tag in ("ed", "en") and any(items[k].lower in ("been", "being") for k in range(first, index)))
        cues.append(Cue(first, index, last, base, tag, frames, passive))
    return cues


def _is_verb_here(items: Items, index: int, tag: str, last: int) -> bool:
    """Whether a form that can be a verb of saying is one here: "it claims that", not "its claims"."""
    at = index
    before = items[index - 1] if index else None
    while before is not None and is_adverb(before) and at > 1:
        at -= 1
        before = items[at - 1]
    after = items[last + 1] if last + 1 < len(items) else None
    low = items[index].lower
    if before is None:
        starts = tag in ("ing", "ed", "en")
        return starts or (tag == "s" and after is not None and after.capital and low in ("says", "writes"))
    if tag == "ing":
        if after is not None and after.lower in BE:
            return False  # "the old saying is"
        return before.lower in ("those", "some", "others") or not _introduces_noun(before)
    if tag == "ed":
        return _is_past(before, after)
    if tag == "en":
        return _is_past(before, after) and (low in _PAST_TOO or _has_helper(items, at))
    if tag == "base":
        return _is_bare_verb(items, at, after, low)
    return _is_third_person(items, at, after, low)


def _introduces_noun(before: Item) -> bool:
    return before.kind == "word" and (before.lower in DETERMINERS or possessive(before))


def _is_past(before: Item, after: Item | None) -> bool:
    """As in "The proposed plan", "384 pledged delegates": an adjective; "both agreed": a verb."""
    if before.kind != "word":
        return True
    word = before.lower
    if word in _ONLY_DETERMINERS or word in PREPOSITIONS or (possessive(before) and not word.endswith("s'")):
        return False
    return not (word[:1].isdigit() and after is not None and after.lower.endswith("s"))


def _is_bare_verb(items: Items, at: int, after: Item | None, low: str) -> bool:
    """As in "Critics say", "will say", "to say"; a word that is a noun as often needs an object behind it."""
    before = items[at - 1]
    if before.kind != "word":
        return before.text == "," and low in _PLAIN_SAYING and after is not None and _many_with_aside(items, at - 1)
    word = before.lower
    if word in AUXILIARIES or word == "to" or word.endswith(("'d", "'ll", "n't")):
        return low not in ("rule", "back") or word == "to"
    countable = word.endswith(("s", "%")) or word[:1].isdigit() or word in _NUMBERS
    plural = word in _PLURALS or (countable and not possessive(before) and word not in _NOT_PLURAL)
    plural = plural or (before.capital and low in _PLAIN_SAYING and _plural_head(items, at))
    if not plural or word in PREPOSITIONS:
        return False
    if low not in _NOUNISH:
        return True
    opens = not before.capital or at == 1
    return after is not None and opens and _opens_content(after, DETERMINERS | PERSONAL)


def _many_with_aside(items: Items, close: int) -> bool:
    """As in "Economists, like their rivals, say": the subject before the aside is a plural."""
    opening = next((k for k in range(close - 1, max(0, close - 14), -1) if items[k].text == ","), 0)
    if not opening or close - opening < 3:
        return False
    head, lead = items[opening - 1], items[opening + 1].lower
    plural = head.kind == "word" and head.lower.endswith("s") and not head.capital and not possessive(head)
    return plural and (lead in PREPOSITIONS or lead in _ASIDES)


_ASIDES = frozenset("including like unlike who whose which many some both most such".split())


def _closes_aside(items: Items, at: int) -> bool:
    """As in "…, the text states."."""
    return at > 2 and items[at - 2].lower in DETERMINERS and items[at - 3].kind != "word"


def _plural_head(items: Items, at: int) -> bool:
    """As in "people close to the Kremlin say": the head of the phrase is further off."""
    for index in range(at - 2, max(-1, at - 10), -1):
        item = items[index]
        if item.kind != "word":
            return False
        if item.lower in _PLURALS or (item.lower.endswith("s") and item.lower in _SPEAKERS):
            return index + 1 < at and items[index + 1].lower in PREPOSITIONS | {"close", "who", "familiar", "loyal"}
    return False


def _is_third_person(items: Items, at: int, after: Item | None, low: str) -> bool:
    """As in "The minister says", "Moscow claims the …", but not "the claims", "Moscow's claims"."""
    before = items[at - 1]
    word = before.lower if before.kind == "word" else ""
    if word in DETERMINERS - {"this", "that", "one", "each", "another"} or word in POSSESSIVES | PREPOSITIONS:
        return False
    if before.kind == "word" and possessive(before):
        return False
    if low not in _NOUNISH:
        return word not in AUXILIARIES
    ends = after is None or (after.kind == "mark" and after.text in ".,:")
    if word in {"and", "but"} and any(item.lower in VERB_FORMS for item in items[: at - 1]):
        return after is not None and after.kind == "word" and after.lower not in PREPOSITIONS
    if ends and low in _ENDING and (word in _SINGULARS or before.capital or _closes_aside(items, at)):
        return True  # "…," he notes.
    if after is None or not _opens_content(after, DETERMINERS | PERSONAL | {"for", "on", "that", "about"}):
        return False
    subject = word in _SINGULARS or before.capital or before.text in (",", ")")
    return subject or after.lower in ("that", "he", "she", "it", "they")


def _opens_content(after: Item, words: frozenset[str]) -> bool:
    return after.lower in words or after.capital or after.kind == "quote"


_PAST_TOO = frozenset(form for form, (_, tag) in VERB_FORMS.items() if tag == "ed")


def _has_helper(items: Items, at: int) -> bool:
    before = items[at - 1].lower if at else ""
    return before in AUXILIARIES or before.endswith(("'s", "'ve", "'d", "'re"))


def skip_time(items: Items, index: int) -> int:
    """After "on Monday evening", "last week", "two days ago", "in March"; the same index where there is none."""
    start = index
    leads = index + 1 < len(items) and items[index].lower in _TIME_LEADS
    if leads and (is_time_word(items[index + 1]) or items[index + 1].lower == "this"):
        index += 1
    if index < len(items) and items[index].lower == "this":
        index += 1
    if index + 2 < len(items) and items[index + 2].lower in ("ago", "earlier", "later"):
        return index + 3
    moved = False
    while index < len(items) and (
        is_time_word(items[index]) or (moved and items[index].text[0].isdigit() and len(items[index].text) < 5)
    ):
        index += 1
        moved = True
    if (
        not moved
        and index > start
        and index < len(items)
        and items[index].text.isdigit()
        and len(items[index].text) == 4
    ):
        return index + 1
    return index if moved else start


def skip_modifiers(items: Items, index: int, end: int) -> int:
    """Where the content begins after "said": behind adverbs, times, places, venues and audiences."""
    while index < end:
        item = items[index]
        if item.kind != "word":
            return index
        low = item.lower
        moved = skip_time(items, index)
        if low in {"late", "early"} and index + 1 < end and items[index + 1].lower in {"on", "in"}:
            index += 1
        elif moved > index:
            index = min(moved, end)
        elif low in _SAFE_ADVERBS or (low.endswith("ly") and is_adverb(item) and low not in _QUANTITY_ADVERBS):
            index += 1
        elif low in MODIFIER_PREPOSITIONS:
            index = _phrase_end(items, index, end)
        else:
            return index
    return index


def _phrase_end(items: Items, start: int, end: int) -> int:
    """The end of a prepositional phrase before the content."""
    for index in range(start + 1, min(end, start + 26)):
        item = items[index]
        if item.kind == "quote":
            if (
                len(item.text) < 40
                and index + 1 < end
                and items[index - 1].kind == "word"
                and item.text[-2:-1] not in ",."
                and items[index + 1].kind == "word"
            ):
                continue  # the title of a programme: on NBC's "Meet the Press"
            return index
        if item.kind == "mark":
            if item.text in ",:—–" or item.text == "--":
                return index
            continue
        if item.lower in ("that", "whether", "if", "why", "how") or item.lower in PERSONAL:
            return index
        if item.lower in _VENUES and index + 1 < end:
            after = items[index + 1]
            if (
                after.lower not in PREPOSITIONS
                and not possessive(item)
                and after.lower not in _VENUES
                and after.kind == "word"
            ):
                return index + 1
        if index > start + 1 and looks_like_verb(items, index):
            subject = _subject_start(items, index, start + 2)
            if subject is not None:
                return subject
    return end


def _subject_start(items: Items, verb: int, floor: int) -> int | None:
    """The left edge of the noun phrase before a verb, for content that starts without "that"."""
    index = group_start(items, verb, floor)
    for at in range(index - 1, floor - 1, -1):
        item = items[at]
        if item.lower in DETERMINERS or item.lower in PERSONAL:
            return at
        if item.lower in PREPOSITIONS or item.kind != "word":
            return at + 1 if at + 1 < index else None
        if item.capital and not items[at - 1].capital:
            return at
    return None
