"""What a Ukrainian or Russian word may be: readings of pymorphy3's dictionaries, kept in memory by word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.suggest.inflection import analyzer

_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct", "gen2", "loc2", "acc2"})
_PLAIN_CASE = {"gen2": "gent", "loc2": "loct", "acc2": "accs"}
_NOMINAL = frozenset({"NOUN", "NPRO", "ADJF", "PRTF", "NUMR"})
# Adverbs and particles that look like nouns, pronouns or verbs.
_CLOSED = frozenset(
    [
        "як",
        "так",
        "та",
        "це",
        "теж",
        "вже",
        "ще",
        "тут",
        "там",
        "зараз",
        "тоді",
        "потім",
        "далі",
        "досі",
        "саме",
        "разом",
        "водночас",
        "пізніше",
        "раніше",
        "власне",
        "дуже",
        "щонайменше",
        "уже",
        "почти",
        "потом",
        "пока",
        "тут",
        "официально",
        "кратко",
        "отдельно",
        "не",
        "ни",
        "ні",
    ]
)
_NAMES = frozenset({"Surn", "Name", "Patr", "Geox", "Orgn"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb's reading, a gerund's or an impersonal one's."""

    lemma: str
    form: str  # finite, gerund, impersonal, short (a predicative adjective), infinitive
    tense: str | None = None
    person: str | None = None
    number: str | None = None
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """All readings of one word together."""

    lemmas: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()  # of its readings as noun, pronoun, adjective or numeral
    nominative: frozenset[tuple[str | None, str | None]] = frozenset()  # (gender, number) of its nominatives
    verbs: tuple[Verb, ...] = ()
    noun: bool = False
    adjective: bool = False
    pronoun: bool = False
    preposition: bool = False
    uninflected: bool = False  # adverb, particle, conjunction and nothing that has cases
    name: bool = False  # a first name or surname in the dictionary
    future: bool = False
    finite: bool = False
    infinitive: bool = False
    gerund: bool = False


@lru_cache(maxsize=30_000)
def word_of(lower: str, language: str) -> Word:
    """The readings of a word in lower case with a straight apostrophe."""
    if not any("\u0400" <= char <= "\u04ff" for char in lower):
        return _FOREIGN if lower[:1].isalpha() else _EMPTY
    if len(lower) > 60:
        return _EMPTY
    lemmas, cases, nominative, verbs = set(), set(), set(), []
    noun = adjective = pronoun = preposition = name = future = False
    parses = analyzer(language).parse(lower)
    parts = {parse.tag.POS for parse in parses}
    if "PREP" in parts:
        return _PREPOSITION
    if lower in _CLOSED or "CONJ" in parts:
        return _CLOSED_CLASS
    for parse in parses:
        tag = parse.tag
        grammemes, part = tag.grammemes, tag.POS
        lemmas.add(parse.normal_form)
        if part in _NOMINAL:
            case = next(iter(_CASES & grammemes), None)
            if case:
                cases.add(_PLAIN_CASE.get(case, case))
            if case == "nomn" or "Fixd" in grammemes:
                gender = next(iter({"masc", "femn", "neut"} & grammemes), None)
                if "ms-f" in grammemes or "Fixd" in grammemes:
                    gender = None
                several = "plur" in grammemes or part == "NUMR"
                nominative.add((gender, "plur" if several else "sing"))
            noun = noun or part == "NOUN"
            adjective = adjective or part in ("ADJF", "PRTF")
            pronoun = pronoun or part == "NPRO"
            # What the dictionary does not know is hardly a common noun.
            name = name or not parse.is_known or not _NAMES.isdisjoint(grammemes)
        elif part == "PREP":
            preposition = True
        verb = _verb(parse.normal_form, part, grammemes) if parse.is_known else None
        if verb is not None and verb not in verbs:
            verbs.append(verb)
            future = future or verb.tense == "futr"
    if parses and not any(parse.is_known for parse in parses) and lower[-1] not in "аяуюиіыїйєеоь":
        nominative.add((None, "sing"))  # a foreign name that ends in a consonant, whatever it is likened to
        cases.add("nomn")
    if noun and not cases:
        # A few nouns stand in the Ukrainian dictionary without a case ("глава").
        cases |= {"nomn", "accs"}
        nominative.add((None, "sing"))
    return Word(
        frozenset(lemmas),
        frozenset(cases),
        frozenset(nominative),
        tuple(verbs),
        noun,
        adjective,
        pronoun,
        preposition,
        not cases and not any(verb.form != "short" for verb in verbs),
        name,
        future,
        any(verb.form in ("finite", "impersonal") for verb in verbs),
        any(verb.form == "infinitive" for verb in verbs),
        bool(verbs) and all(verb.form == "gerund" for verb in verbs),
    )


def _verb(lemma: str, part: str | None, grammemes: frozenset[str]) -> Verb | None:
    number = next(iter({"sing", "plur"} & grammemes), None)
    gender = next(iter({"masc", "femn", "neut"} & grammemes), None)
    if part == "VERB":
        if "Impe" in grammemes:
            return Verb(lemma, "impersonal", "past")
        if "impr" in grammemes:
            return None
        tense = next(iter({"past", "pres", "futr"} & grammemes), None)
        if tense is None:
            return Verb(lemma, "infinitive")  # the Ukrainian dictionary says so by saying nothing
        person = next(iter({"1per", "2per", "3per"} & grammemes), None)
        return Verb(lemma, "finite", tense, person, number or ("sing" if gender else None), gender)
    if part == "INFN":
        return Verb(lemma, "infinitive")
    if part == "GRND":
        return Verb(lemma, "gerund")
    if part == "PRTS" and gender == "neut":
        return Verb(lemma, "impersonal", "past")
    if part in ("ADJS", "PRTS") or (part == "ADJF" and "nomn" in grammemes):
        return Verb(lemma, "short", None, None, number or "sing", gender)
    return None


_EMPTY = Word()
_PREPOSITION = Word(preposition=True, uninflected=True)
_CLOSED_CLASS = Word(uninflected=True)
# A word in Latin letters has no cases to go by: it may be anything that a name may be.
_FOREIGN = Word(
    cases=frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"}),
    nominative=frozenset({(None, "sing")}),
    noun=True,
)


def agrees(verb: Verb, word: Word) -> bool:
    """Whether the word may be the verb's subject by number and, in the past tense, gender."""
    if not word.nominative:
        return False
    if verb.number is None:
        return True
    for gender, number in word.nominative:
        if number != verb.number:
            continue
        if verb.gender is None or gender is None or verb.number == "plur" or gender == verb.gender:
            return True
    return False


@lru_cache(maxsize=5_000)
def nominative_of(phrase: str, language: str) -> str:
    """A name or office in the nominative: "Юрія Ушакова" becomes "Юрій Ушаков"; only the head's words change."""
    words = phrase.split(" ")
    read = [word_of(word.lower().replace("’", "'"), language) for word in words]
    if not words or read[0].preposition or read[0].nominative:
        return phrase
    out = []
    for number, word in enumerate(words):
        if number and not (word[0].isupper() and words[number - 1][0].isupper()) and not _is_head(read[: number + 1]):
            out.append(word)
            continue
        out.append(_in_nominative(word, language) if not read[number].nominative or number == 0 else word)
    return " ".join(out)


def _is_head(read: list[Word]) -> bool:
    """Adjectives before the first noun, and that noun."""
    return all(word.adjective for word in read[:-1])


def _in_nominative(word: str, language: str) -> str:
    parses = analyzer(language).parse(word.lower().replace("’", "'"))
    ranked = sorted(parses, key=lambda parse: not ({"Surn", "Name", "anim"} & parse.tag.grammemes))
    for parse in ranked:
        if parse.tag.POS in _NOMINAL and {"gent", "ablt", "datv", "loct"} & parse.tag.grammemes:
            wanted = {"nomn"} | ({"sing", "plur"} & parse.tag.grammemes)
            changed = parse.inflect(wanted) or parse.inflect({"nomn"})
            if changed is not None:
                return "-".join(
                    part.capitalize() if old[:1].isupper() else part
                    for part, old in zip(changed.word.split("-"), word.split("-"), strict=False)
                )
    return word


@lru_cache(maxsize=5_000)
def past_of(gerund: str, subject: str, language: str) -> str | None:
    """The past tense that agrees with the subject, for a gerund: "додавши" becomes "додав" or "додала"."""
    genders = {gender for gender, number in word_of(subject, language).nominative if number == "sing"}
    several = any(number == "plur" for _, number in word_of(subject, language).nominative) and not genders
    feminine = genders == {"femn"} or subject.endswith(("ова", "єва", "ева", "ська", "ская"))
    if language == "uk":
        stem = gerund.removesuffix("ши") if gerund.endswith("вши") else None
        if stem is None:
            return None
        return stem[:-1] + "ли" if several else stem[:-1] + "ла" if feminine else stem
    parse = next((one for one in analyzer(language).parse(gerund) if one.tag.POS == "GRND"), None)
    wanted = {"past", "indc"} | ({"plur"} if several else {"femn" if feminine else "masc", "sing"})
    changed = parse.inflect(wanted) if parse is not None else None
    return changed.word if changed is not None else None
