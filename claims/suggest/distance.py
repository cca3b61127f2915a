# ruff: noqa: E501 - patterns read better unbroken
"""How far a statement is held off: denied, left open by its speaker, doubted by the article that carries it."""

from __future__ import annotations

import re

from lib.any_case import AnyCase

_IDIOM = AnyCase(
    r"\bnot (?:only|just|merely|least)\b|\bno (?:doubt|fewer|less|matter)\b|\bno\. \d|\bwhether or not\b",
)
_ASIDE = AnyCase(
    r",? \b(?:because|which|who|whom|whose|although|though|while|whereas|unless|until|even if)\b.*",
    re.DOTALL,
)
_NEGATION = AnyCase(r"\b(?:not|never|no|nor|neither|none|nobody|nothing|cannot)\b|n['’]t\b|\bне\b|\bні\b|\bни\b")
_HEDGES = AnyCase(
    r"\b(?:might|could|possibl[ey]|perhaps|probabl[ey]|likely|unlikely|potential(?:ly)?|reportedly|apparently|appear(?:s|ed)?|seem(?:s|ed)?"
    r"|suggest(?:s|ed)?|believed to|thought to|unconfirmed|unclear|presumably|can(?:not|['’]t) rule out|as far as (?:we|i) know|not (?:sure|certain))\b"
    r"|\bможливо\b|\bймовірно\b|\bвозможно\b|\bвероятно\b|\bнібито\b|\bякобы\b",
)
_MAY = re.compile(r"\bmay\b")  # not the month
_WITHHELD = AnyCase(r"\b(?:declin(?:ed?|es|ing)|refus(?:ed?|es|ing)|fail(?:ed|s|ing)?) to \w")
_DENIES = frozenset({"deny", "doubt", "dispute", "refute"})
# Said around the content by the article itself.
_HELD_OFF = AnyCase(
    r"\bwithout (?:(?:providing|offering|giving|citing|presenting|showing|any|further|supporting) )*(?:evidence|proof|substantiation|details to support)\b"
    r"|\b(?:falsely|baselessly|wrongly|misleadingly|inaccurately|incorrectly|erroneously|spuriously|groundlessly|untruthfully)\b"
    r"|\b(?:unsubstantiated|unfounded|unproven|baseless|debunked|discredited|unverified|far-fetched|groundless|conspiracy)\b|\bfalse (?:claim|allegation|statement|accusation|report)s?\b"
    r"|\b(?:could|can|has|have|had|was|were)(?: not|n['’]t)(?: yet)? (?:been |be )?(?:independently |immediately |able to |possible to )*(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|substantiated?)\b"
    r"|\b(?:provided|offered|gave|presented|produced|showed|is|was|there is|there was) no (?:\w+ )?(?:evidence|proof)\b|\bcontradicted by\b|\bdespite evidence to the contrary\b",
)
# Said within the content, outside quotation marks.
_SO_CALLED = AnyCase(
    r"\b(?:alleged(?:ly)?|purported(?:ly)?|supposed(?:ly)?(?! to\b)|so-called|ostensibl[ey]|self-(?:styled|proclaimed))\b|\bнібито\b|\bякобы\b",
)
_QUOTED = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]")
_SCARE = re.compile(
    r"\b(?:the|a|an|its|his|her|their|of|for|as|called|so-called) [“\"][a-z][\w’'-]*(?: [a-z][\w’'-]*)?[”\"]"
)
_OF_CLAIM = re.compile(
    r"^\s*(?:(?i:the|this|that|these|those|his|her|their|its|such|neither|none of the) (?i:[\w-]+ )?(?:claims?|reports?|figures?|accounts?|assertions?|allegations?|statements?|numbers?|tolls?|accusations?)\b|(?i:it) was not (?:immediately )?possible to|[A-Z][\w’'. -]{1,40} (?:could not|was unable to|were unable to|has not been able to) (?:independently |immediately )?(?:verify|confirm))",
)
_UNABLE = re.compile(
    r"\b(?:unable|not possible|not immediately possible|not been able) to (?:independently |immediately )?(?:verify|confirm)\b"
)


def is_negated(content: str) -> bool:
    """Whether the main clause says that something is not so."""
    if not _NEGATION.search(content):
        return False
    plain = _IDIOM.without(content)
    return _NEGATION.search(plain) is not None and _NEGATION.search(_ASIDE.without(plain)) is not None


def is_withheld(cue: str) -> bool:
    """Whether the cue tells that the words were kept back: "declined to say"."""
    return _WITHHELD.search(cue) is not None


def denies(verb: str) -> bool:
    """Whether the verb itself says that the content is not so."""
    return verb in _DENIES


def is_hedged(content: str) -> bool:
    """Whether the words leave it open."""
    return _HEDGES.search(content) is not None or _MAY.search(content) is not None


def is_doubted(content: str, *, verb: str, around: str, told: bool) -> bool:
    """Whether the article keeps its distance; `around` are its own words beside the content.

    `told` says that the article tells it itself: only then do marks around a word or two mean doubt.
    """
    if verb == "allege" or _HELD_OFF.search(around):
        return True
    if _SO_CALLED.search(_QUOTED.sub(" ", content)):
        return True
    return told and _SCARE.search(content) is not None


def taken_back(following: str) -> bool:
    """Whether the next sentence says that nobody could verify it: "The claim could not be confirmed"."""
    return _OF_CLAIM.match(following) is not None and (
        _HELD_OFF.search(following) is not None or _UNABLE.search(following) is not None
    )
