# ruff: noqa: E501 - patterns read better unbroken
"""What is done by saying it, and what is done in a deed: PLOVER's types from the verb and from what follows it."""

from __future__ import annotations

from lib.any_case import AnyCase

ACTS = frozenset(
    {
        "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "accuse", "reject",
        "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
    }
)  # fmt: skip

# What the verb alone does, whatever follows it.
_ACT_OF_VERB = {
    "accuse": "accuse", "blame": "accuse", "condemn": "accuse", "denounce": "accuse", "criticize": "accuse",
    "criticise": "accuse", "slam": "accuse", "blast": "accuse", "mock": "accuse", "attack": "accuse", "allege": "accuse",
    "lash out": "accuse", "complain": "accuse", "complain about": "accuse", "dismiss": "accuse", "brand": "accuse",
    "deny": "reject", "refuse": "reject", "disagree": "reject", "object to": "reject", "argue against": "reject",
    "warn against": "reject", "dispute": "reject",
    "praise": "support", "endorse": "support", "back": "support", "support": "support", "welcome": "support",
    "defend": "support", "tout": "support", "thank": "support", "congratulate": "support", "assure": "support",
    "threaten": "threaten",
    "concede": "concede", "admit": "concede", "acknowledge": "concede", "apologize for": "concede",
    "apologise for": "concede", "back away": "concede",
    "urge": "request", "ask for": "request", "demand": "request", "call for": "request", "push for": "request",
    "press for": "request", "insist on": "request", "lobby for": "request", "request": "request", "plead": "request",
    "propose": "request", "put forward": "request", "recommend": "request", "argue for": "request",
    "invite": "consult",
}  # fmt: skip
_ACT_OF_STANCE = {
    "rejects": "reject",
    "accepts": "agree",
    "accepts_with_conditions": "agree",
    "demands": "request",
    "proposes": "request",
    "withdraws": "concede",
}
# By these the deed is done in the saying, or told as done by whoever does it.
_PERFORMS = frozenset({"announce", "order", "declare", "decide", "proclaim", "unveil", "confirm"})

_DEEDS = {
    "retreat": r"(?:releas(?:e|es|ed|ing)|free(?:s|d|ing)?|swap(?:s|ped)?|exchang(?:e|es|ed|ing)|hand(?:s|ed|ing)? (?:back|over)|return(?:s|ed|ing)?) (?:of )?(?:[\w’'-]+ ){0,4}?(?:prisoners?|hostages?|captives?|detainees?|crew|sailors|soldiers|bodies|inmates)"
    r"|release of (?:[\w-]+ ){0,4}?[\w-]+(?:s|men|women|crew)\b|(?:prisoner|hostage) (?:swap|exchange|release)s?|withdr(?:aw|aws|ew|awn|awing|awal)\b(?! (?:its|his|her|their|the) (?:\w+ ){0,2}(?:demand|claim|offer|proposal|support))|pull(?:s|ed|ing)? (?:back|out)|retreat(?:s|ed|ing)?\b|evacuat\w+|laid down (?:its|their) arms|cease(?:s|d)? fire|halt(?:s|ed)? (?:\w+ ){0,3}(?:offensive|strikes|attacks|operations)",
    "concede": r"(?:lift(?:s|ed|ing)?|eas(?:e|es|ed|ing)|loosen\w*|remov(?:e|es|ed|ing)|suspend(?:s|ed|ing)?) (?:[\w’'-]+ ){0,3}?(?:sanctions|blockade|embargo|curfew|restrictions|tariffs|siege|ban)|apologi[sz]\w+|resign(?:s|ed)?|step(?:s|ped)? down",
    "aid": r"(?:sen[dt]s?|sending|deliver\w*|suppl(?:y|ies|ied|ying)|provid\w+|donat\w+|ship(?:s|ped|ping)?|giv(?:e|es|en|ing)|gave|airdrop\w*|resum\w+) (?:[\w’'$€.,-]+ ){0,6}?(?:aid|assistance|weapons|arms|ammunition|artillery|missiles|tanks|jets|food|medicines?|supplies|grain|generators|vaccines|tents|shells|batteries|relief|funds|funding|loans?)\b"
    r"|[$€£]\s?[\d.,]+ ?(?:\w+ )?in (?:[\w-]+ ){0,2}(?:aid|assistance|relief|loans?|help|support)|(?:military|humanitarian|food|financial) aid (?:to|for)\b|(?:tak(?:e|es|ing)|took) in (?:[\w,]+ )?refugees",
    "consult": r"m(?:eets?|et|eeting)\b(?! (?:the|its|their|his) (?:needs?|deadline|target|conditions?))|talks?\b|talked|negotiat\w+|discuss\w*|visit(?:s|ed|ing)?\b|summit|hosts?\b|hosted|hosting|conferred|mediat\w+|(?:phone|telephone|video) calls?|spoke (?:by|with|to|on the) |held consultations|arriv(?:e|es|ed|ing)\b|conven\w+|travel(?:s|led|ed|ling|ing)?\b|receiv(?:es|ed) (?:[\w’'-]+ ){0,3}(?:envoy|delegation|minister|president)",
    "sanction": r"sanction(?:s|ed|ing)?\b|embargo|tariffs|expel(?:s|led|ling)?|expulsion|recall(?:s|ed|ing)? (?:\w+ ){0,2}ambassador|(?:cut|sever|break|freez|suspend|froze|broke)\w* (?:off )?(?:all |its |their |the )?(?:\w+ )?(?:ties|relations|assets|aid|membership|accounts)|travel bans?|blacklist\w*|boycott\w*",
    "mobilize": r"mobili[sz]\w+|deploy(?:s|ed|ing|ment|ments)?\b|call(?:s|ed|ing)?[ -]up|reservists|conscript\w*|(?:sen[dt]s?|mov(?:e|es|ed|ing)|mass(?:es|ed|ing)?|station(?:s|ed|ing)?) (?:[\w,-]+ ){0,4}?(?:troops|soldiers|warships?|forces|brigades?|battalions?|jets|destroyers?|carriers?|ships)\b|(?:military|naval) (?:exercises?|drills?)|state of (?:war|alert)|on (?:high|full) alert",
    "coerce": r"arrest(?:s|ed|ing)?\b|detain\w*|jail\w*|imprison\w*|seiz(?:e|es|ed|ing)\b(?! (?:\w+ ){0,2}(?:town|city|village|hill|airport|ridge|district|bridge))|curfew|blockad\w+|bann?(?:ed|s|ing)?\b|annex\w*|raid(?:s|ed|ing)? (?:[\w’'-]+ ){0,3}(?:offices?|homes?|newsroom|headquarters)|clos(?:e|es|ed|ing|ure of) (?:\w+ ){0,2}(?:borders?|airspace|strait|crossing|port)|cyber-?attacks?|hack(?:ed|ing)\b|martial law|state of emergency|deport\w*|confiscat\w*|shut(?:s|ting)? (?:down )?(?:\w+ ){0,2}(?:borders?|airspace|strait|crossings?|port)",
    "assault": r"str(?:ikes?|uck|iking)\b|airstrikes?|attack(?:s|ed|ing)?\b|shell(?:s|ed|ing)\b|bomb(?:s|ed|ing|ings|ardment|arded)?\b|kill(?:s|ed|ing)?\b|storm(?:s|ed|ing)\b|invad\w+|invasion|captur(?:e|es|ed|ing)\b|recaptur\w+|re(?:took|take|taken|taking)\b|overran|overrun|fir(?:es?|ed|ing) (?:[\w-]+ ){0,3}?(?:at|on|missiles?|rockets?|drones?|shells?|into)|shot (?:down|dead|at)|shoot(?:s|ing)? down|ambush\w*|offensive|incursion|sank|hit (?:by|the|a|an|two|three|several)\b|launch(?:es|ed|ing)? (?:[\w-]+ ){0,3}?(?:missiles?|drones?|rockets?|offensive|assault|attacks?|raid|strikes?)|seiz(?:ed|es) (?:\w+ ){0,3}(?:town|city|village|hill|airport|ridge|district|bridge)|wound\w*|destroy(?:s|ed)\b|clash(?:es|ed)?\b|advanc(?:ed|es) (?:on|into|towards?)|assassinat\w+",
    "protest": r"protest(?:s|ed|ing|ers)?\b|demonstrat(?:e|ed|ors|ions?)\b|rall(?:y|ied|ies)\b|march(?:ed|ers) (?:through|on|in|to)|took to the streets|(?:general|hunger) strike|went on strike|riot\w*|sit-in",
    "cooperate": r"shar(?:e|es|ed|ing) (?:\w+ )?intelligence|joint (?:patrols?|venture|commission|investigation|statement|operation)|restor(?:e|es|ed|ing) (?:\w+ )?(?:ties|relations)|normali[sz]\w+|reopen(?:s|ed|ing)? (?:\w+ ){0,2}(?:embass|consulat)\w+|extradit\w+|cooperat\w+",
    "agree": r"sign(?:s|ed|ing)?\b|ratif\w+|agree(?:s|d|ing|ment)?\b|accord\b|struck a deal|reach(?:es|ed) (?:an? |the )?(?:\w+ )?(?:deal|agreement|accord|understanding)|approv\w+|accept(?:s|ed)\b|commit(?:s|ted)\b",
    "reject": r"reject(?:s|ed|ion)?\b|refus(?:es|ed|al)\b|veto(?:es|ed)?\b|walk(?:s|ed) out|turned down|voted against",
    "request": r"demand(?:s|ed)?\b|appeal(?:s|ed) (?:to|for)\b|urg(?:es|ed)\b|petition\w*",
    "accuse": r"accus\w+|condemn\w*|su(?:es|ed)\b|indict\w*",
    "support": r"recogni[sz]\w+|endors\w+|back(?:s|ed)\b|voted for|prais\w+",
    "threaten": r"threaten\w*|ultimatum",
}  # fmt: skip
_DEED = AnyCase(r"(?<!\w)(?:" + "|".join(f"(?P<{act}>{words})" for act, words in _DEEDS.items()) + ")")
_ASIDE = AnyCase(
    r"^\W*(?:following|after|during|amid|despite|before|since|ahead of|as|when|while|in the wake of|under|according to)\b[^,]{3,120},\s",
)
_STRUCK_A_DEAL = AnyCase(r"\b(?:struck|strikes?) (?:an? )?(?:\w+ )?(?:deals?|bargain|accord|agreement)")
_KINDLY = frozenset({"aid", "retreat", "consult", "concede", "cooperate", "support"})
_PERFORMED = frozenset(
    {
        "sanction",
        "mobilize",
        "retreat",
        "concede",
        "coerce",
        "aid",
        "consult",
        "assault",
        "agree",
        "cooperate",
        "protest",
    }
)
_FAULTS = AnyCase(
    r"\b(?:disgrac\w+|shame\w*|crimes?|criminal|terroris\w+|illegal\w*|barbar\w+|cynical\w*|aggress\w+|farce|sham|lies?|lying|liars?|manipulat\w+|betray\w+|propaganda|provocat\w+|atrocit\w+|genocid\w*|cowardly|hypocri\w+|unacceptable|violat\w+|sabotag\w+|blackmail|pretext|traitors?|puppets?|invaders?|trap|war criminals?)\b",
)
_PRAISES = AnyCase(
    r"\b(?:brave\w*|heroic|heroes|courag\w+|admirable|historic step|step in the right direction|wise|great (?:friend|partner|ally)|stands? (?:with|by)|solidarity|grateful|thank\w*|congratulat\w+)\b",
)
_SIDES_WITH = AnyCase(r"\b(?:support(?:s|ed)?|welcom(?:es|ed)|back(?:s|ed)|endors(?:es|ed))\b")
_TALK_READY = AnyCase(
    r"\b(?:ready|willing|prepared|open) (?:to|for) (?:\w+ )?(?:talk|talks|negotiat\w+|meet|discuss\w*|dialogue|consultations?|sit down)\b",
)


def deed_in(text: str) -> str | None:
    """The type of what a telling sentence says was done: the first deed of its main clause."""
    aside = _ASIDE.match(text)
    main = text[aside.end() :] if aside else text
    found = _DEED.search(main)
    if found is None:
        return None
    if found.lastgroup == "assault" and _STRUCK_A_DEAL.match(main, found.start()):
        return "agree"
    return found.lastgroup


def act_of(*, verb: str, content: str, kind: str, stance: str | None, unsaid: bool) -> str | None:
    """What somebody does by saying it; None where it is merely told, or `unsaid` ("did not say")."""
    if kind == "threat":
        return "threaten"
    if _TALK_READY.search(content) and stance != "rejects" and not unsaid:
        return "consult"
    if unsaid:
        return _ACT_OF_STANCE.get(stance or "")
    if verb in _ACT_OF_VERB and not (kind == "position" and stance == "rejects"):
        return _ACT_OF_VERB[verb]
    if kind == "position":
        return "support" if stance == "accepts" and _SIDES_WITH.search(content) else _ACT_OF_STANCE.get(stance or "")
    if kind == "opinion":
        return _judgement(verb, content)
    deed = deed_in(content)
    if kind == "commitment":
        return deed if deed in _KINDLY else "agree"
    return deed if kind == "fact" and verb in _PERFORMS and deed in _PERFORMED else None


def _judgement(verb: str, content: str) -> str | None:
    """Blame or praise in an opinion's own words; a mere view is neither."""
    if _FAULTS.search(content) and verb not in ("deny", "doubt"):
        return "accuse"
    return "support" if _PRAISES.search(content) else None
