# ruff: noqa: E501 - patterns read better unbroken
"""Offices in words: "the Russian defence minister", «министр обороны России» and "Minister of Defence" are one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lib.naming.spelling import folded

# What an office is, by its words in three languages; a longer office stands above the shorter one inside it.
_ROLES = [
    (role, re.compile(rf"(?<!\w)(?:{words})(?!\w)"))
    for role, words in {
        "deputy": r"deputy|first deputy|заступник\w*|заместител\w+|зам(?=глав\w+)",
        "vice-president": r"vice[- ]president|віце-?президент\w*|вице-?президент\w*",
        "prime-minister": r"prime minister|premier|taoiseach|прем'?єр(?:[- ]?міністр\w*|\w*)|премєр(?:[- ]?міністр\w*|\w*)|премьер(?:[- ]?министр\w*|\w*)",
        "foreign-minister": r"foreign(?: affairs)? minister|minister (?:of|for) foreign affairs|foreign secretary|міністр\w* закордонних справ|министр\w* иностранных дел|(?:зам)?глав\w+ (?:мзс|мид)(?:а|у|ом)?",
        "defence-minister": r"defen[cs]e minister|minister (?:of|for) defen[cs]e|defen[cs]e secretary|secretary of defen[cs]e|міністр\w* оборони|министр\w* обороны|глав\w+ (?:міноборони|минобороны)",
        "interior-minister": r"interior minister|minister of (?:the )?interior|міністр\w* внутрішніх справ|министр\w* внутренних дел",
        "finance-minister": r"finance minister|minister of finance|міністр\w* фінансів|министр\w* финансов",
        "secretary-of-state": r"secretary of state|держсекретар\w*|державн\w+ секретар\w*|госсекретар\w*",
        "secretary-general": r"secretary[- ]general|генсек\w*|генеральн\w+ секретар\w*",
        "council-secretary": r"secretary of (?:the )?(?:national )?security(?: and defen[cs]e)? council|security council secretary|секретар\w* (?:рнбо|ради безпеки|совета безопасности|совбеза)",
        "spokesperson": r"spokes(?:man|woman|person)|press secretary|речни\w+|прес-?секретар\w*|пресс-?секретар\w*|представительниц\w+",
        "chief-of-general-staff": r"chief of (?:the )?(?P<whose>\w+ )?general staff|general staff chief|начальник\w* (?:генштаб\w*|генеральн\w+ штаб\w*)",
        "commander-in-chief": r"commander[- ]in[- ]chief|top commander|головнокомандувач\w*|головком\w*|главнокомандующ\w+|главком\w*",
        "chief-of-staff": r"chief of staff|head of (?:the )?(?P<whose>\w+ )?presidential office|head of (?:the )?office of the president|(?:керівник\w*|глав\w+|голов\w+) офіс\w* президент\w*|глав\w+ офис\w* президент\w*",
        "security-adviser": r"national security advis[eo]r|радник\w* з нац(?:іональної )?безпеки|советник\w* по нац(?:иональной )?безопасности",
        "envoy": r"(?:special )?envoy|special representative|спец(?:іальн\w+ |иальн\w+ )?(?:представник\w*|представител\w+|посланець|посланц\w+|посланник\w*)",
        "adviser": r"advis[eo]r|aide|радник\w*|советник\w*|помічник\w*|помощник\w*",
        "chancellor": r"chancellor|канцлер\w*",
        "president": r"president|президент\w*",
        "crown-prince": r"crown prince|наслідн\w+ принц\w*|наследн\w+ принц\w*",
        "ambassador": r"ambassador|посол|посла|послом|послу",
        "governor": r"governor|губернатор\w*",
        "mayor": r"mayor|мер|мера|мэр|мэра",
        "speaker": r"speaker|спікер\w*|спикер\w*",
        "director": r"director|директор\w*",
        "minister": r"minister|міністр\w*|министр\w*",
        "secretary": r"secretary|секретар\w*",
    }.items()
]
_FORMER = re.compile(r"(?<!\w)(?:former|ex|then|колишн\w+|екс|бывш\w+|экс)(?!\w)-? ?")
_MODEST = re.compile(
    r"(?<!\w)(?:acting|current|врио|т\.?в\.?о\.?|и\.?о\.?|the|mr|mrs|ms|dr|sir|gen|general|lt|пан|пані|господин|генерал)(?!\w)\.? ?"
)


@dataclass(frozen=True, slots=True)
class Office:
    """What an office is, whether it is a former one, and the words beside it: a country, a body, or a name."""

    roles: frozenset[str]
    former: bool
    rest: str

    @property
    def key(self) -> str:
        """By which offices of one sort are found; "" for words that are no office."""
        return "+".join(sorted(self.roles))


def _whose(found: re.Match[str]) -> str:
    return f" {found.groupdict().get('whose') or ''} "


@lru_cache(maxsize=20_000)
def office_of(words: str) -> Office:
    """The office that the words tell, with nothing but `rest` where they tell none."""
    left = " ".join(folded(word) for word in words.replace("‑", "-").split())
    roles = set()
    for role, pattern in _ROLES:
        left, found = pattern.subn(_whose, left)
        if found:
            roles.add(role)
    if not roles:
        return Office(frozenset(), former=False, rest=words)
    former = _FORMER.search(left) is not None
    left = _MODEST.sub(" ", _FORMER.sub(" ", left))
    return Office(frozenset(roles), former, " ".join(left.replace(",", " ").split()))
