"""The wording of a proposed claim: a full sentence from the article's own words."""

from __future__ import annotations

import re

from claims.suggest.english.lexicon import NEGATIONS, VERB_FORMS
from claims.suggest.kinds import STANCE_OF_VERB
from claims.suggest.types import Attribution

_PAST = {base: form for form, (base, tag) in VERB_FORMS.items() if tag == "ed"}
_OUTER_MARKS = '“”"«»„‟'
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us|I['’]m|we['’]re|мы|ми|мне|мені|наш\w*|я)\b", re.IGNORECASE)
_DEPENDENT = re.compile(
    r"^(?:he|she|they|it|his|her|their|its|this|these|those|him|them|who|which|він|вона|вони|он|она|они)\b",
    re.IGNORECASE,
)
_MATTER = re.compile(r"^\w+ (?:of|for|to|on) ")
_QUESTION = re.compile(r"^(?:if|whether|why|how|what|who|when|where|to)\b", re.IGNORECASE)
_DISTANT = frozenset(
    {"deny", "doubt", "promise", "pledge", "vow", "threaten", "hope", "fear", "wonder", "ask", "allege"}
)
# These stand with a noun as well as with a clause: "announced sanctions on Iran".
_TAKES_NOUNS = frozenset(
    {"announce", "confirm", "report", "disclose", "reveal", "unveil", "declare", "acknowledge", "admit", "note"}
)
_FINITE = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must"}
    | {"shall", "should", "do", "does", "did", "won", "began", "fell", "rose", "went", "came", "left", "lost", "took"}
)
_PAST_FORMS = frozenset(_PAST.values())
_LEADS = re.compile(r"^(?:that|що|что)\s+", re.IGNORECASE)


def claim_text(text: str, one: Attribution, speaker: str | None, *, doubted: bool = False) -> str:
    """A sentence that an editor can accept; the speaker is part of it where the content does not stand alone."""
    if one.text:
        return _sentence(one.text)
    raw = " ".join(text[start:end].strip() for start, end in one.content)
    raw = re.sub(r"\s+", " ", raw)
    who = speaker or (text[slice(*one.source[0])] if one.source else None)
    who = who[0].upper() + who[1:] if who else None
    whole = raw[:1] in _OUTER_MARKS + "'" and raw[-1:] in _OUTER_MARKS + "'"
    if one.shape == "quote" and raw[:1] in _OUTER_MARKS and not whole and who:
        return _sentence(f"{who} {_cue(text, one)} {raw}")
    if one.shape == "quote" and whole:
        inner = _inner(raw)
        stands = len(inner.split()) > 4 and not _FIRST_PERSON.search(inner) and not _DEPENDENT.match(inner)
        if stands or who is None:
            return _sentence(inner)
        return f"{who} {_cue(text, one)}: “{inner.rstrip(',')}”"
    if one.rule == "nominal-position" and who:
        return _sentence(f"{who} {one.verb} {_MATTER.sub('', raw)}")
    fragment = one.shape == "clause" and one.verb in _TAKES_NOUNS and not _has_verb(raw)
    if (fragment or one.shape in ("noun", "infinitive")) and who:
        return _sentence(f"{who} {_cue(text, one)} {raw}")
    body = _LEADS.sub("", raw)
    distant = doubted or (bool(one.cue) and _must_name(text[slice(*one.cue[0])], one))
    if who and one.cue and one.shape in ("that", "clause") and distant:
        joint = "" if _QUESTION.match(body) else "that "
        return _sentence(f"{who} {_cue(text, one)} {joint}{body}")
    if who and (_DEPENDENT.match(body) or re.match(r"^(?:if|whether|why|how|what|чи|ли)\b", body, re.IGNORECASE)):
        joint = "" if re.match(r"^(?:if|whether|why|how|what)\b", body, re.IGNORECASE) else "that "
        return _sentence(f"{who} {_cue(text, one)} {joint}{body}")
    return _sentence(body)


def _has_verb(words: str) -> bool:
    """Whether a finite verb may be among the words; "sanctions on Iran" has none."""
    rest = re.findall(r"[a-z]+", words.lower().replace("’", "'"))[1:]
    return any(word in _FINITE or word in _PAST_FORMS or word.endswith("ed") for word in rest)


def _must_name(cue: str, one: Attribution) -> bool:
    """What somebody denied, doubted, promised or did not say must never read as if it were so."""
    return (
        one.verb in STANCE_OF_VERB
        or one.verb in _DISTANT
        or not NEGATIONS.isdisjoint(re.findall(r"[\w']+", cue.lower().replace("’", "'")))
    )


def _inner(raw: str) -> str:
    """A quotation without its outer marks; split quotations become one."""
    parts = re.split(r"[”\"»]\s+[“\"«]", raw)
    joined = " ".join(part.strip(_OUTER_MARKS + " ").removeprefix("''").removesuffix("''").strip() for part in parts)
    return joined.rstrip(",")


def _cue(text: str, one: Attribution) -> str:
    """The attributing words as a finite verb: "warning" becomes "warned"."""
    if not one.cue or (
        one.rule in ("trailing", "inverted", "according-to", "colon") and one.verb in ("say", "according to")
    ):
        return "said"
    words = re.sub(r"\s+", " ", text[slice(*one.cue[0])]).strip()
    between = text[one.cue[0][1] : one.content[0][0]]
    to_whom = (
        between.rstrip() if one.addressee and 0 < len(between) < 70 and one.addressee[0] >= one.cue[0][1] else ""
    )
    base, *particle = one.verb.split()
    last = words.split()[0 if particle else -1].lower()
    if last.endswith("ing") and not re.search(r"\b(?:is|are|was|were|been|be)\b", words) and base in _PAST:
        return " ".join([_PAST[base], *particle]) + to_whom
    return words[0].lower() + words[1:] + to_whom if words else "said"


def _sentence(body: str) -> str:
    body = re.sub(r"\s+", " ", body).strip().rstrip(",;:–— ")
    if not body:
        return body
    body = body[0].upper() + body[1:]
    return body if body[-1] in ".!?…" or body.endswith((".”", "!”", "?”", ".»")) else body + "."
