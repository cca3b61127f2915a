# ruff: noqa: E501 - patterns and word lists read better unbroken
"""What sort of statement it is: kind, issue and stance, negation and hedging, by cue words and issue words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.suggest.distance import denies, is_doubted, is_hedged, is_negated, is_withheld
from claims.suggest.gazetteer import Gazetteer, Hit
from claims.suggest.speech_acts import act_of, deed_in
from lib.any_case import AnyCase

STANCE_OF_VERB = {
    "reject": "rejects", "refuse": "rejects", "rule out": "rejects", "oppose": "rejects", "turn down": "rejects",
    "dismiss": "rejects", "object to": "rejects", "argue against": "rejects", "warn against": "rejects",
    "accept": "accepts", "agree to": "accepts", "agree on": "accepts", "endorse": "accepts", "support": "accepts",
    "welcome": "accepts", "back": "accepts", "agree": "accepts",
    "propose": "proposes", "put forward": "proposes", "suggest": "proposes", "offer": "proposes", "prefer": "proposes",
    "argue for": "proposes", "recommend": "proposes",
    "demand": "demands", "call for": "demands", "call on": "demands", "plead for": "demands", "beg for": "demands", "beg": "demands", "push for": "demands", "press for": "demands", "insist on": "demands",
    "urge": "demands", "request": "demands", "ask for": "demands", "lobby for": "demands", "seek": "demands",
    "want": "demands", "order": "demands",
    "withdraw": "withdraws", "back away": "withdraws", "drop": "withdraws", "abandon": "withdraws",
}  # fmt: skip
_COMMITMENTS = frozenset({"promise", "pledge", "vow", "commit to", "assure", "guarantee"})
_PREDICTIONS = frozenset({"predict", "expect", "forecast", "estimate", "fear", "worry", "warn of"})
_OPINIONS = frozenset(
    {
        "believe", "think", "feel", "hope", "hope for", "call", "describe", "brand", "label", "refer to", "praise",
        "criticize", "criticise", "blame", "condemn", "denounce", "slam", "blast", "mock", "lament", "doubt", "boast",
        "view", "opine", "dismiss", "complain", "complain about", "attack", "lash out", "reckon", "wonder", "tout",
    }
)  # fmt: skip
_MAY_THREATEN = frozenset(
    {
        "warn",
        "warn of",
        "caution",
        "vow",
        "promise",
        "pledge",
        "say",
        "tell",
        "add",
        "declare",
        "insist",
        "announce",
        "write",
    }
)
_TELLS_ONLY = frozenset(
    {"deny", "accuse", "acknowledge", "admit", "concede", "apologize for", "allege", "claim", "report", "confirm"}
)
_LOOSE = frozenset({"suggest", "agree", "support", "back"})
_THREAT_WORDS = AnyCase(
    r"\b(?:consequences|retaliat\w+|respond (?:with|forcefully|harshly)|sanction\w*|tariffs?|punish\w*|pay (?:a|the) (?:\w+ )?price"
    r"|price to pay|strike back|destroy\w*|annihilat\w+|devastating|military action|use of force|force would|regret)\b"
    r"|наслідк|відпові|санкц|последстви|ответ(?:ит|им|ят)|санкци",
)
_OWN_SIDE = (
    r"(?:(?:it|he|she|they|we|i|(?:his|her|its|their|our) (?:[\w-]+ )?(?:government|country|side|forces|troops|army|navy|ministry|party|movement|alliance|bloc|group|fighters|state|nation|administration|company|soldiers|police)"
    r"|the (?:[\w-]+ )?(?:government|army|navy|ministry|alliance|bloc|administration|movement|union|council|cabinet|military|state|kingdom)))"
)
_OWN_PLEDGE = re.compile(
    rf"^(?:that )?{_OWN_SIDE} (?:will|would|shall|['’]ll|intends? to|intended to|plans? to|planned to) (?:now |soon |also |immediately |fully |continue to )?"
    r"(?!(?:be|have|take place|become|probably|likely|never|not|no|rain|mean|require|depend|come|seem|need|cost|lead|help if|fail|collapse|lose|fall|run out|suffer|begin|start|happen|end up)\b)",
    re.IGNORECASE,
)
_HOSTILE = re.compile(
    r"\b(?:(?:will|would|shall|['’]ll) (?:\w+ly )?(?:be )?(?:impos\w+ (?:\w+ ){0,3}(?:sanctions|tariffs|blockade)|strike|attack|bomb|shell|destroy\w*|shoot down|retaliat\w+|crush\w*|punish\w*|cut off|targeted|target|sunk|sink|annihilat\w+|close the (?:strait|border|crossing)|respond with|pay (?:a|the) (?:\w+ )?price|pay for (?:this|that|it|every|their)|held responsible|treated as an? |walk away|widen (?:its|their|the) (?:\w+ )?(?:offensive|assault|strikes|war)|fight on|face (?:\w+ )?(?:consequences|retaliation|punishment|action)))\b",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"\bpay (?:a|the) (?:\w+ )?price|\bpay for (?:this|that|it|every|their)\b|\bheld responsible\b|\btreated as an? (?:breach|attack|violation|act|provocation|declaration)|\bface (?:\w+ )?(?:consequences|retaliation|punishment)",
    re.IGNORECASE,
)
_HOSTILE_AIM = re.compile(
    r"^to (?:\w+ly )?(?:crush|destroy|strike|attack|bomb|shell|punish|retaliate|avenge|annihilate|sink|wipe out|hit back|respond (?:with|forcefully)|take revenge)\b",
    re.IGNORECASE,
)
_LATER_CLAUSE = re.compile(
    r",? \b(?:once|unless|until|when|after|as soon as|before|because)\b.*", re.IGNORECASE | re.DOTALL
)
_CONDITION = re.compile(r"\b(?:if|unless|should)\b|\bякщо\b|\bесли\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|won['’]t|would|(?:is|are|was|were) going to|'ll|’ll|is likely to|are likely to|could|may)\b|\bбуд(?:е|уть|ет|ут)\b",
    re.IGNORECASE,
)
_FIRST_PERSON_PLEDGE = re.compile(
    r"\b(?:we|i)\s*(?:will|['’]ll|shall|are going to|am going to)\b(?! (?:\w+ly )?(?:know|see|find out|have to))|\bмы будем\b|\bми будемо\b",
    re.IGNORECASE,
)
_SHOULD = AnyCase(
    r"\b(?:must|should|has to|have to|needs? to|ought to|is time to|had to)\b|\bма(?:є|ють)\b|\bповинн\w+|\bдолж[ен]\w*",
)
_READY = AnyCase(
    r"\b(?:ready|willing|prepared|open) (?:to|for)\b|\b(?:accepts?|accepted|agrees?|agreed|supports?|supported|welcomes?)\b"
    r"|\bготов\w*|\bприйня\w+|\bприйма[єю]\w*|\bпринима[ею]\w+|\bпогоди\w+|\bпринял\w*|\bсогласи\w+|\bсогласн\w+|\bпідтрим\w+|\bподдерж\w+",
)
_REFUSES = AnyCase(
    r"\b(?:unacceptable|out of the question|non-?starter|off the table|red line|not up for (?:discussion|negotiation)|no (?:question|chance|way) of|nothing to (?:discuss|negotiate|talk about)|(?:will|would|can|could) ?(?:not|never) (?:accept|agree|allow|recogni[sz]e|support|withdraw|give up|be)"
    r"|(?:won|wouldn|can|couldn)['’]t (?:accept|agree|allow|recogni[sz]e|support|withdraw)|not (?:ready|willing|prepared)"
    r"|never (?:accept|agree|recogni[sz]e)|reject(?:s|ed)?|no intention|against (?:the|any|a)|refus(?:es|ed)|impossible|not acceptable)\b"
    r"|\bнеприйнятн\w+|\bнеприемлем\w+|\bне (?:визна\w+|призна\w+|погоди\w+|согласи\w+|готов\w*|прийм\w+|прим\w+)|\bвідки\w+|\bотверг\w+|\bвідхил\w+|\bотклон\w+",
)
_PROPOSES = re.compile(
    r"\b(?:proposes?|proposed|offers? to|suggests?|put forward)\b|\bпропону\w+|\bзапропон\w+|\bпредлага\w+|\bпредложил\w*",
    re.IGNORECASE,
)
_DEMANDS = re.compile(r"\b(?:demands?|insists? on|calls? for|wants?)\b|\bвимага\w+|\bтребу\w+", re.IGNORECASE)
_WITH_CONDITIONS = AnyCase(
    r"\b(?:only if|on condition|provided that|as long as|but (?:only|there|with|wants|that|it must|said)|if certain|conditions?|nuances?|reservations?)\b"
    r"|\bза умови\b|\bлише якщо\b|\bпри условии\b|\bнюанс\w+",
)
_IF_ONLY = re.compile(r"\b(?:if|once|in (?:return|exchange) for|for an end)\b", re.IGNORECASE)
# These take a stance whatever it is on, also where no issue of the newsroom is named.
_FIRMLY_ACCEPTS = re.compile(r"\b(?:ready to|willing to|prepared to|would|could) (?:accept|agree)\b", re.IGNORECASE)
_FIRMLY_DEMANDS = re.compile(
    r"\bcan be no\b.{1,80}\bwithout\b|\bonly (?:once|when|after)\b|\b(?:our|the|its|his|their) (?:goal|aim|objective) (?:is|was)\b",
    re.IGNORECASE,
)
_ARGUING = frozenset({"argue", "suspect", "maintain", "reckon"})
_OPINION_WORDS = AnyCase(
    r"\b(?:great|terrible|a sham|a farce|a charade|a joke|nonsense|wrong|a disaster|disastrous|mistake|ridiculous|disgrace\w*|shame\w*|tragic|beautiful|mere(?:ly)?|promising"
    r"|good|bad|best|worst|positive|encouraging|cynical\w*|manipulat\w+|absurd|fair|unfair|pointless|hopeful|optimis\w+|important|nothing (?:more|other|but)|(?:i|he|she|we|they) (?:think|believe|hope)s?|(?:he|she|they) hoped|naive|reckless|brave|cruel|dangerous|proportionate|disproportionate|convincing|easy"
    r"|cannot afford|can['’]t afford|(?:more|less) (?!than)\w+ than|far too|amount(?:s|ed) to|sensible|reasonable|foolish|senseless|unjust|historic|shameful|hypocri\w+)\b"
    r"|\bпередышк\w+|\bперепочин\w+|\bманіпуляти\w+|\bманипуляти\w+|\bцин[иі]чн\w+|\bне чем иным\b|\bнічим іншим\b|\bнам кажется\b",
)
_RELATIVE = re.compile(
    r"\b(?:that|which) (?:the )?[\w’'-]+ (?:wants|demands|proposed|offered|calls for)\b", re.IGNORECASE
)
_WILL = re.compile(r"\b(?:will|won['’]t|is going to|are going to|is likely to)\b")
_AHEAD = re.compile(r"\b(?:will|won['’]t|(?:is|are|was|were) going to|(?:is|are) likely to)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had)\b")
_ANAPHORA = AnyCase(
    r"\b(?:the|this|that|such an?|his|her|their|its) (?:[\w-]+ )?(?:idea|proposals?|plan|offer|deal|initiative|ceasefire|truce|suggestion|demands?|terms|agreement)\b"
    r"|\b(?:це[йі]?|цю|ця|цієї|цій|цього|цьому|цим|ці|цих|так\w{1,3}|эт[ауио]|этого|этот|этой|этому|этим|этих)"
    r" (?:пропозиці\w+|іде\w+|ініціатив\w+|вимог\w*|угод\w*|план\w*|предложени\w+|иде\w+|инициатив\w+|требовани\w+|сделк\w+|соглашени\w+)"
    r"|\b(?:пропозицію|ідею|ініціативу|предложение|идею|инициативу)\b"
    r"|^(?:that )?(?:it|this|that)\b|\b(?:the|this) one\b",
)


@dataclass(frozen=True, slots=True)
class Sort:
    """The findings about one statement."""

    kind: str
    issue: str | None
    stance: str | None
    negated: bool
    hedged: bool
    doubted: bool = False
    act: str | None = None


def issue_in(
    hits: list[Hit], start: int, end: int, gazetteer: Gazetteer, before: str | None = None, *, headed: bool = False
) -> str | None:
    """The issue whose words stand between two offsets: longest words first, then the more particular issue.

    `before` is the issue the text was at: a mere "the ceasefire" goes on with it if it lies below.
    `headed` says that the words are one noun phrase, whose matter is the first one it names.
    """
    best: tuple[int, int, str] | None = None
    for hit in hits:
        if hit.start < start or hit.end > end:
            continue
        for entry in hit.entries:
            if entry.role == "issue":
                weight = -hit.start if headed else hit.end - hit.start
                rank = (weight, _depth(entry.slug, gazetteer), entry.slug)
                if best is None or rank[:2] > best[:2]:
                    best = rank
    if best is None:
        return before
    slug = best[2]
    return before if before and before != slug and gazetteer.is_under(before, slug) else slug


def _depth(slug: str | None, gazetteer: Gazetteer) -> int:
    depth = 0
    while slug and slug in gazetteer.issues and depth < 9:
        slug = gazetteer.issues[slug].parent
        depth += 1
    return depth


def points_back(content: str) -> bool:
    """Whether the words refer to a matter named before: "the idea", "the proposal", "it"."""
    return _ANAPHORA.search(content) is not None


def sort_statement(
    *,
    verb: str,
    cue: str,
    content: str,
    issue: str | None,
    shape: str,
    around: str = "",
    kind: str | None = None,
    stance: str | None = None,
) -> Sort:
    """Kind, stance, act, negation, hedging and doubt of one attributed statement.

    `around` are the article's own words beside the content, where it may keep its distance; a `kind` that a rule
    has found by itself stands, with its stance.
    """
    unsaid = is_negated(cue) or is_withheld(cue)
    if kind is not None:
        pass
    elif unsaid and verb not in STANCE_OF_VERB:
        kind, stance = "fact", None  # "did not say whether": that nothing was said is the fact
    else:
        kind, stance = _kind_and_stance(verb, content, issue, shape, negated=unsaid)
    return Sort(
        kind=kind,
        issue=issue,
        stance=stance,
        negated=unsaid or denies(verb) or is_negated(content),
        hedged=is_hedged(content),
        doubted=is_doubted(content, verb=verb, around=around, told=False),
        act=act_of(verb=verb, content=content, kind=kind, stance=stance, unsaid=unsaid),
    )


def sort_telling(content: str) -> Sort:
    """The same of what the article tells in its own voice: its act is what was done."""
    return Sort(
        kind="fact",
        issue=None,
        stance=None,
        negated=is_negated(content),
        hedged=is_hedged(content),
        doubted=is_doubted(content, verb="", around="", told=True),
        act=None if is_negated(content) else deed_in(content),
    )


def _kind_and_stance(
    verb: str, content: str, issue: str | None, shape: str, *, negated: bool
) -> tuple[str, str | None]:
    if verb == "threaten" or (verb in _MAY_THREATEN and _is_threat(verb, content)):
        return "threat", None
    if verb == "offer" and shape == "infinitive":
        return "commitment", None  # "offered to host talks" binds the speaker; "offered a truce" proposes
    if verb == "agree" and shape == "that" and not issue:
        return _by_words(content, issue)
    kind = _kind_of_verb(verb, shape)
    if kind is not None:
        return kind, None
    found = _position_of_verb(verb, content, issue, shape, negated=negated)
    if found is not None:
        return found
    if verb in _TELLS_ONLY:
        return "fact", None
    if verb in {"believe", "think", "reckon"} and _AHEAD.search(content):
        return "prediction", None
    if verb in _OPINIONS:
        return "opinion", None
    found = _by_words(content, issue)
    return ("opinion", None) if verb in _ARGUING and found[0] == "fact" else found


def _kind_of_verb(verb: str, shape: str) -> str | None:
    if verb in _COMMITMENTS:
        return "commitment"
    if verb in _PREDICTIONS or (verb in {"warn", "warn about", "caution"} and shape != "noun"):
        return "prediction"
    return None


def _position_of_verb(
    verb: str, content: str, issue: str | None, shape: str, *, negated: bool
) -> tuple[str, str | None] | None:
    """What "accepts", "rejects", "demands" and their like say; None where the verb takes no stance."""
    stance = STANCE_OF_VERB.get(verb)
    # "Suggested that it rained" takes no stance; "suggested a truce" does.
    if stance is None or (verb in _LOOSE and not issue and shape not in {"noun", "infinitive"}):
        return None
    if verb in {"want", "seek"} and not issue:
        return None
    if verb == "order" and deed_in(content) in ("mobilize", "assault", "coerce", "retreat"):
        return "fact", None  # an order is carried out: what was ordered is done by saying it
    if negated:
        return "position", {"accepts": "rejects"}.get(stance)
    if verb == "dismiss" and re.search(r"\bas\b", content):
        return "opinion", None
    if verb == "refuse" and shape == "infinitive" and not issue:
        return "fact", None
    if stance == "accepts" and _WITH_CONDITIONS.search(content):
        stance = "accepts_with_conditions"
    return "position", stance


def _by_words(content: str, issue: str | None) -> tuple[str, str | None]:
    """Kind and stance of what was simply said."""
    pledged = _FIRST_PERSON_PLEDGE.search(content) or _OWN_PLEDGE.match(content.lstrip("“\"‘'«"))
    main = _LATER_CLAUSE.sub("", content)
    if pledged and not _REFUSES.search(main) and not _READY.search(main):
        return "commitment", None
    found = stance_of_words(content)
    if found is not None and (issue is not None or _is_firm(found, content)):
        return "position", found
    if _OPINION_WORDS.search(content):
        return "opinion", None
    return ("prediction", None) if _WILL.search(content) and not _PAST.search(content) else ("fact", None)


def _is_firm(stance: str, content: str) -> bool:
    """Whether the words take this stance even where no issue of the newsroom is named."""
    if stance == "demands":
        return bool(_SHOULD.search(content) or _FIRMLY_DEMANDS.search(content))
    return stance.startswith("accepts") and bool(_FIRMLY_ACCEPTS.search(content))


def stance_of_words(content: str) -> str | None:
    """The stance that a statement's own words take."""
    content = _RELATIVE.sub("", content)
    if _REFUSES.search(content):
        return "rejects"
    if _READY.search(content):
        bound = _WITH_CONDITIONS.search(content) or _IF_ONLY.search(content)
        return "accepts_with_conditions" if bound else "accepts"
    if _PROPOSES.search(content):
        return "proposes"
    if _SHOULD.search(content) or _DEMANDS.search(content) or _FIRMLY_DEMANDS.search(content):
        return "demands"
    return None


def _is_threat(verb: str, content: str) -> bool:
    if _HOSTILE.search(content) and (
        verb == "warn"
        or _PAY.search(content)
        or _CONDITION.search(content)
        or _OWN_PLEDGE.match(content.lstrip("“\"‘'«"))
    ):
        return True
    if verb in ("vow", "promise", "pledge") and _HOSTILE_AIM.match(content):
        return True
    if not _THREAT_WORDS.search(content):
        return False
    if verb.startswith("warn") or verb in ("caution", "vow"):
        return True
    return bool(_CONDITION.search(content) and _FUTURE.search(content))
