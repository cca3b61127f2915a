# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""Closed word classes and verbs of English, with the forms that verbs take. Written by hand."""

from __future__ import annotations

DETERMINERS = frozenset(
    (
        "a an the this that these those his her its their our my your some many several both all each every"
        " no any another one two three most few other such"
    ).split()
)
PRONOUNS = frozenset(("he she they it we i you who which that these those this one others").split())
PERSONAL = frozenset(["he", "she", "they", "it", "we", "i", "you"])
POSSESSIVES = frozenset(["his", "her", "its", "their", "our", "my", "your"])
AUXILIARIES = frozenset(
    (
        " is are was were be been being am has have had having do does did will would can could may might"
        " must"
        " shall should won't wouldn't can't couldn't don't doesn't didn't isn't aren't wasn't weren't"
        " hasn't"
        " haven't hadn't shouldn't cannot"
    ).split()
)
BE = frozenset(("is are was were be been being am isn't aren't wasn't weren't 's 're").split())
HAVE = frozenset(["has", "have", "had", "having", "hasn't", "haven't", "hadn't"])
NEGATIONS = frozenset(
    (
        "not never no neither nor without cannot won't wouldn't can't couldn't don't doesn't didn't isn't"
        " aren't wasn't weren't hasn't haven't hadn't shouldn't"
    ).split()
)
PREPOSITIONS = frozenset(
    (
        "of in on at for from to with by about into over under after before during against between among"
        " through since until upon within without across along around behind beyond near outside inside"
        " toward"
        " towards per via amid despite despite regarding concerning following ahead like as than"
    ).split()
)
SUBORDINATORS = frozenset(
    (
        " that because if when while although though since whether unless until as where why how what who"
        " whom"
        " whose which than so whereas"
    ).split()
)
COORDINATORS = frozenset(["and", "but", "or", "nor", "yet"])
TIME_WORDS = frozenset(
    (
        " monday tuesday wednesday thursday friday saturday sunday january february march april may june"
        " july"
        " august september october november december today yesterday tomorrow tonight earlier later"
        " recently"
        " then now once afterward afterwards meanwhile previously overnight morning afternoon evening night"
        " week month year"
    ).split()
)
ADVERBS = frozenset(
    (
        "also then once later earlier often now still just even always never not repeatedly recently"
        " previously already again soon further too only simply first ever instead meanwhile thus therefore"
        " however yet flatly long sometimes rarely seldom so perhaps maybe today yesterday nevertheless"
        " nonetheless alone back both"
    ).split()
)
HONORIFICS = frozenset(
    (
        "mr mr. mrs mrs. ms ms. dr dr. sen sen. rep rep. gov gov. gen gen. col col. lt lt. sgt sgt. capt"
        " capt. maj maj. prof prof. rev rev. sir lord lady president senator governor secretary minister"
        " premier chancellor king queen prince princess pope general colonel major admiral lieutenant"
        " captain"
        " sergeant judge justice ambassador congressman congresswoman representative speaker mayor"
        " spokesman"
        " spokeswoman spokesperson director chairman chairwoman chief adviser advisor aide envoy commander"
        " deputy marshal commissioner analyst"
    ).split()
)
SPEAKER_NOUNS = HONORIFICS | frozenset(
    (
        "official officials leader leaders candidate lawmaker lawmakers expert experts critic critics"
        " supporter supporters diplomat diplomats strategist activist professor economist lawyer attorney"
        " author reporter journalist columnist editor host owner founder member members source sources"
        " voter"
        " voters people residents resident scientist researchers researcher historian negotiator"
        " negotiators"
        " delegation administration government ministry office department agency committee campaign company"
        " group organisation organization police army military report statement study poll survey document"
        " documents letter paper website newspaper network agency witness witnesses soldier soldiers"
        " officer"
        " officers woman man women men president"
    ).split()
)
PERSON_NOUNS = frozenset(
    (
        "president senator governor secretary minister premier chancellor king queen prince princess pope"
        " general colonel major admiral lieutenant captain sergeant judge justice ambassador congressman"
        " congresswoman representative speaker mayor spokesman spokeswoman spokesperson director chairman"
        " chairwoman chief adviser advisor aide envoy commander deputy marshal commissioner analyst"
        " official"
        " leader candidate lawmaker expert critic diplomat strategist activist professor economist lawyer"
        " attorney author reporter journalist columnist editor host owner founder member scientist"
        " researcher"
        " historian negotiator officer head"
    ).split()
)
ANONYMOUS_HEADS = frozenset(
    (
        " official officials source sources diplomat diplomats aide aides adviser advisers lawmaker"
        " lawmakers"
        " person people insider insiders officer officers"
    ).split()
)

# Verbs of saying and thinking, by what their content may be:
# c a clause, q a quotation, n a noun phrase, t an infinitive, a an addressee before the content,
# o "NP to do" (urged X to leave), s "NP as NP" (described X as Y), m needs a mark ("that" or a quotation).
SPEECH_FRAMES: dict[str, str] = {
    "say": "cq", "tell": "cqant", "add": "cq", "write": "cqm", "note": "cqn", "explain": "cqn", "argue": "cqn",
    "claim": "cqnt", "report": "cqn", "announce": "cqn", "insist": "cq", "warn": "cqao", "declare": "cqn",
    "ask": "qaon", "reply": "cq", "respond": "cqm", "continue": "qm", "suggest": "cqn", "acknowledge": "cqn",
    "conclude": "cqm", "tweet": "cqn", "state": "cqn", "recall": "cqn", "predict": "cqn", "contend": "cq",
    "complain": "cqm", "stress": "cqn", "assert": "cqn", "admit": "cqnt", "confirm": "cqn", "deny": "cqn",
    "quip": "cq", "joke": "cqm", "post": "qm", "promise": "cqnto", "pledge": "cqnt", "vow": "cqnt",
    "urge": "qona", "allege": "cq", "maintain": "cqm", "emphasize": "cqn", "emphasise": "cqn", "reiterate": "cqn",
    "repeat": "cqn", "remark": "cq", "observe": "cqm", "mention": "cqn", "caution": "cqao", "concede": "cqn",
    "reveal": "cqn", "disclose": "cqn", "boast": "cqm", "lament": "cqn", "opine": "cq", "exclaim": "q",
    "shout": "qm", "yell": "qm", "cry": "qm", "whisper": "qm", "mutter": "qm", "muse": "cqm", "counter": "cqm",
    "retort": "cq", "testify": "cqm", "believe": "cq", "think": "cq", "hope": "cqt", "fear": "cqn", "expect": "cqnto",
    "feel": "cqm", "doubt": "cn", "agree": "cqt", "disagree": "qm", "imply": "cqn", "indicate": "cqn",
    "hint": "cqm", "signal": "cqn", "estimate": "cqm", "propose": "cqnt", "demand": "cqnt", "reject": "qn",
    "accuse": "ns", "blame": "n", "criticize": "qn", "criticise": "qn", "condemn": "qn", "denounce": "qn",
    "praise": "qn", "call": "qns", "describe": "ns", "dismiss": "ns", "brand": "ns", "label": "ns",
    "threaten": "cqtn", "offer": "nt", "refuse": "t", "recommend": "cqn", "remind": "cqa", "inform": "ca",
    "assure": "cqa", "advise": "cqao", "order": "no", "decide": "cmt", "worry": "cqm", "wonder": "cqm",
    "speculate": "cqm", "reckon": "cq", "affirm": "cqn", "proclaim": "cqn", "chant": "q", "invite": "no",
    "endorse": "n", "welcome": "n", "oppose": "n", "support": "n", "accept": "qn", "slam": "n", "blast": "n",
    "cite": "n", "quote": "qn", "express": "n", "voice": "n", "outline": "n", "want": "nto", "seek": "nt",
    "vent": "qm", "tout": "n", "defend": "n", "rule": "n", "back": "n", "attack": "n", "mock": "qn", "question": "n",
    "suspect": "c", "swear": "cqt", "specify": "cqn", "beg": "onqt", "put": "n", "answer": "cqm", "shrug": "qm", "sigh": "qm", "laugh": "qm", "find": "cqn", "show": "cn", "know": "c", "realize": "c", "realise": "c", "learn": "c", "favor": "n", "favour": "n",
    "see": "s", "prefer": "nt", "plan": "t", "intend": "t", "plead": "qm", "elaborate": "qm", "clarify": "cqn", "view": "ns",
}  # fmt: skip

REPORTING_PARTICLES: dict[tuple[str, str], str] = {
    ("call", "for"): "call for", ("push", "for"): "push for", ("press", "for"): "press for",
    ("call", "on"): "call on", ("hint", "at"): "hint at", ("plead", "for"): "plead for", ("beg", "for"): "beg for",
    ("refer", "to"): "refer to", ("insist", "on"): "insist on", ("argue", "for"): "argue for",
    ("argue", "against"): "argue against", ("ask", "for"): "ask for", ("ask", "about"): "ask about",
    ("point", "to"): "point to", ("point", "out"): "point out", ("turn", "down"): "turn down",
    ("put", "forward"): "put forward", ("rule", "out"): "rule out", ("agree", "to"): "agree to",
    ("agree", "on"): "agree on", ("object", "to"): "object to", ("commit", "to"): "commit to",
    ("complain", "about"): "complain about", ("warn", "of"): "warn of", ("warn", "about"): "warn about",
    ("warn", "against"): "warn against", ("speak", "of"): "speak of", ("speak", "about"): "speak about",
    ("talk", "about"): "talk about", ("boast", "of"): "boast of", ("lobby", "for"): "lobby for",
    ("back", "away"): "back away", ("sign", "off"): "sign off", ("hope", "for"): "hope for",
    ("apologize", "for"): "apologize for", ("lash", "out"): "lash out", ("go", "on"): "go on",
}  # fmt: skip

CLAUSE_PARTICLE_VERBS = frozenset({"point out", "go on"})

# Nouns that carry a statement: "his claim that", "a warning that", "Moscow's preference for".
SPEECH_NOUNS: dict[str, str] = {
    "claim": "claim", "warning": "warn", "promise": "promise", "pledge": "pledge", "statement": "say",
    "suggestion": "suggest", "argument": "argue", "demand": "demand", "demands": "demand", "insistence": "insist",
    "hope": "hope", "hopes": "hope", "belief": "believe", "preference": "prefer", "proposal": "propose",
    "rejection": "reject", "refusal": "reject", "acceptance": "accept", "support": "support", "opposition": "oppose",
    "call": "call for", "calls": "call for", "threat": "threaten", "threats": "threaten", "assertion": "assert",
    "allegation": "allege", "allegations": "allege", "prediction": "predict", "concern": "worry",
    "concerns": "worry", "fear": "fear", "fears": "fear", "view": "believe", "contention": "contend", "vow": "vow",
    "request": "request", "assurance": "assure", "assurances": "assure", "commitment": "commit to",
    "accusation": "accuse", "accusations": "accuse", "claims": "claim", "warnings": "warn", "promises": "promise",
}  # fmt: skip

_PLAIN_VERBS = """
accept accuse achieve acknowledge act add admit adopt advance advise affect affirm agree aim alienate allege allow
announce answer appeal appear apply appoint approve argue arrest arrive ask assert assure attack attempt attend avoid
back ban base be become begin believe block boast bomb break bring build buy call campaign cancel capture carry cast
caution cause cease chair challenge change chant charge choose cite claim clarify clash close collapse come comment
commit compare complain complicate concede concern conclude condemn confirm consider contend continue contribute
convince counter cover create criticise criticize cross cry cut deal decide declare decline defeat defend delay delegate
deliver demand demonstrate denounce deny depart deploy describe deserve destroy determine detain develop die disagree
disclose discuss dismiss display dispute doubt draw drive drop earn elaborate elect emerge emphasise emphasize enable
encourage end endorse engage ensure enter escalate establish estimate evacuate exchange exclaim expand expect explain
express extend face fail fall favor favour fear feel fight file find fire follow force gain gather get give go grant
grow halt handle happen hate head hear help hint hit hold hope host identify ignore imply impose improve include
increase indicate inform injure insist intend intercept interview introduce invade investigate invite involve issue
join joke kill know label lack lament land last launch lead learn leave let lift like limit link list live locate lose
love maintain make manage march mark matter mean meet mention miss mock move muse name need negotiate note observe
obtain occupy occur offer open oppose order oust outline overrun own participate pass pause pay permit persuade place
plan play plead pledge point post postpone praise predict prefer prepare present press prevent proclaim produce promise
promote propose protect protest prove provide publish pull push put question quip quit quote raise reach react read
realize recall receive recapture reckon reclaim recognise recognize recommend record recruit reduce refer refuse regain
regard reinstate reiterate reject release rely remain remark remind remove repeat repel reply report represent request
require resign resist resolve respond restore restrict result resume retake retreat return reveal rise rule run say
scrap see seek seem seize sell send serve set shape share shell shift shoot shout show sign signal sit slam speak spend
spread stand start state stay step stop stress strike strengthen strip study submit succeed suffer suggest summon supply
support suspend swear take talk target tell testify think threaten tout trade transfer travel treat try turn tweet
understand unite unveil urge use vent verify veto view violate visit voice volunteer vote vow wait walk want warn watch
wear welcome whisper win wish withdraw withhold wonder work worry wound write yell refer lobby object brand blast
mutter retort opine speculate blame proclaim contend apologize lash stage storm surrender sanction mobilise mobilize
recount rally insult
"""

_IRREGULAR = """
be:was,were,been,being,is,are,am begin:began,begun break:broke,broken bring:brought build:built buy:bought
cast:cast,cast choose:chose,chosen come:came,come cut:cut deal:dealt draw:drew,drawn drive:drove,driven
fall:fell,fallen feel:felt fight:fought find:found get:got,gotten give:gave,given go:went,gone grow:grew,grown
hear:heard hit:hit hold:held know:knew,known lead:led leave:left let:let lose:lost make:made mean:meant meet:met
pay:paid put:put quit:quit read:read rise:rose,risen run:ran,run say:said see:saw,seen seek:sought sell:sold send:sent
set:set shoot:shot show:showed,shown sit:sat speak:spoke,spoken spend:spent spread:spread stand:stood strike:struck
swear:swore,sworn take:took,taken tell:told think:thought understand:understood wear:wore,worn win:won
withdraw:withdrew,withdrawn withhold:withheld write:wrote,written become:became,become overrun:overran
retake:retook,retaken forget:forgot hurt:hurt keep:kept sleep:slept catch:caught teach:taught
throw:threw,thrown eat:ate,eaten drink:drank,drunk shake:shook,shaken steal:stole,stolen swing:swung wake:woke,woken
bear:bore,borne blow:blew,blown fly:flew,flown freeze:froze,frozen hide:hid,hidden ride:rode,ridden sink:sank,sunk
sweep:swept tear:tore,torn bind:bound feed:fed flee:fled lay:laid slide:slid spin:spun split:split upset:upset
undergo:underwent,undergone overcome:overcame overthrow:overthrew,overthrown weave:wove,woven shut:shut stick:stuck have:has,had,having
"""

_DOUBLING = frozenset(
    (
        "admit ban commit cut deter drop get hit let permit plan quip quit refer regret run rebel repel set"
        " shut sit slam step stop strip submit scrap transfer vet win begin forget tag tap"
    ).split()
)


def regular_forms(base: str) -> dict[str, str]:
    """The regular forms of an English verb: form -> s, ed or ing."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = base + "es"
    elif base.endswith("y") and base[-2] not in "aeiou":
        third = base[:-1] + "ies"
    else:
        third = base + "s"
    if base in _DOUBLING:
        past, ing = base + base[-1] + "ed", base + base[-1] + "ing"
    elif base.endswith("ie"):
        past, ing = base + "d", base[:-2] + "ying"
    elif base.endswith("ee"):
        past, ing = base + "d", base + "ing"
    elif base.endswith("e"):
        past, ing = base + "d", base[:-1] + "ing"
    elif base.endswith("y") and base[-2] not in "aeiou":
        past, ing = base[:-1] + "ied", base + "ing"
    else:
        past, ing = base + "ed", base + "ing"
    return {third: "s", past: "ed", ing: "ing"}


def _verb_forms() -> dict[str, tuple[str, str]]:
    """Every form of every known verb: form -> (base, base|s|ed|en|ing)."""
    forms: dict[str, tuple[str, str]] = {}
    irregular = {base: parts.split(",") for base, parts in (item.split(":") for item in _IRREGULAR.split())}
    bases = set(_PLAIN_VERBS.split()) | set(SPEECH_FRAMES) | set(irregular) | {"keep", "forget", "hurt"}
    for base in sorted(bases):
        for form, tag in regular_forms(base).items():
            if tag == "ed" and base in irregular:
                continue
            forms.setdefault(form, (base, tag))
        for position, form in enumerate(irregular.get(base, ())):
            forms[form] = (base, "ed" if position == 0 or base == "be" else "en")
        forms.setdefault(base, (base, "base"))
    return forms


VERB_FORMS = _verb_forms()
_NOT_PAST = frozenset(
    (
        "need indeed hundred united red speed breed seed exceed feed weed bleed sacred naked wicked beloved"
        " kindred shed sled sped bred bed fed led proceed succeed creed greed agreed-upon tired so-called"
        " aged"
        " shed embed med alfred ted ed fred led mohammed ahmed mohamed saeed"
    ).split()
)


def verb_form(word: str) -> tuple[str, str] | None:
    """Base and tag of a lower-case word that can be a verb; unknown words in -ed count as past forms."""
    known = VERB_FORMS.get(word)
    if known is None and word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST and word.isalpha():
        return word, "ed"
    return known
