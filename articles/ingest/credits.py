"""The agency that a report is credited to, from how agencies and their customers mark it.

A credit stands before the report begins or after it ends. What stands in the middle ("told Reuters") says whom
somebody spoke to, not whose report it is.
"""

import re

# By how they sign; a short name is read in its own letters only, since "ap" and "efe" are words elsewhere.
_SIGNED_EXACTLY = {
    "AP": "AP",
    "AFP": "AFP",
    "dpa": "dpa",
    "DPA": "dpa",
    "EFE": "EFE",
    "APA": "APA",
    "PAP": "PAP",
    "ANSA": "ANSA",
    "УНН": "UNN",
    "UNN": "UNN",
}
_SIGNED = {
    "associated press": "AP",
    "the associated press": "AP",
    "agence france-presse": "AFP",
    "agence france presse": "AFP",
    "reuters": "Reuters",
    "рейтер": "Reuters",
    "interfax": "Interfax",
    "interfax.ru": "Interfax",
    "интерфакс": "Interfax",
    "інтерфакс": "Interfax",
    "interfax-ukraine": "Interfax-Ukraine",
    "интерфакс-украина": "Interfax-Ukraine",
    "інтерфакс-україна": "Interfax-Ukraine",
    "tass": "TASS",
    "itar-tass": "TASS",
    "тасс": "TASS",
    "ria novosti": "RIA Novosti",
    "риа новости": "RIA Novosti",
    "ріа новини": "RIA Novosti",
    "ukrinform": "Ukrinform",
    "укринформ": "Ukrinform",
    "укрінформ": "Ukrinform",
    "укрінформу": "Ukrinform",
    "unian": "UNIAN",
    "униан": "UNIAN",
    "уніан": "UNIAN",
    "belta": "BelTA",
    "белта": "BelTA",
    "deutsche presse-agentur": "dpa",
    "xinhua": "Xinhua",
    "anadolu": "Anadolu",
    "bloomberg": "Bloomberg",
}
_AGENCIES = _SIGNED | _SIGNED_EXACTLY


def _any_of(names: dict[str, str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_NAME = rf"(?<!\w)(?P<agency>{_any_of(_SIGNED_EXACTLY)}|(?i:{_any_of(_SIGNED)}))(?!\w)"
_OTHER = r"(?P<agency>[^\W\d_][\w.’' -]{1,38})"
# "dpa/AFP" is by both, and the first has most of it.
_AND_OTHERS = r"(?:\s?[/,+]\s?[\w .-]{2,30})?"
_DASH = r"\s*[-–—]\s*"
# "KYIV, Ukraine", "МОСКВА, 13 мар.": a place in capitals and what follows it until the credit.
_PLACE = r"[^\W\d_]{2,}(?<=[A-ZА-ЯЁЇІЄҐÄÖÜ]{2})(?=[\W])[^\n()]{0,58}?"
_HEADS = tuple(
    re.compile(r"^\s*" + form, re.MULTILINE)
    for form in (
        # "KYIV (Reuters) — …", "Berlin (dpa) - …", "МОСКВА, 13 мар (Интерфакс) …"
        rf"(?:[^\W\d_][^\n().!?]{{0,58}}?\s)?\({_NAME}{_AND_OTHERS}\)\s*[-–—:.]",
        rf"{_PLACE}\({_OTHER}\)\s*[-–—:]",
        # "MOSCOW, March 13 /AP/ …" and "13 марта. /ТАСС/. …"
        rf"(?:[\w][^\n()/]{{0,58}}?\s)?/{_NAME}{_AND_OTHERS}/",
        rf"{_PLACE}(?<!\w)/{_OTHER}/",
        # "AP — Ukraine …", "Москва. 13 марта. INTERFAX.RU - …"; a small letter after it is a sentence about it
        rf"(?:{_PLACE}[\s,.]\s?)?{_NAME}{_DASH}(?=[\"'«„“(\d]|[^\W\d_a-zа-яёїієґäöüß])",
        rf"[^\n()]{{0,60}}?(?P<agency>(?i:interfax\.ru)){_DASH}",
        # "МОСКВА, 13 мар — РИА Новости. …"
        rf"{_PLACE}{_DASH}{_NAME}[.,:]",
    )
)
_ROLES = r"(?:additional\s+)?(?:reporting|writing|editing|written|edited|compiled)"
_AFTER_A_SENTENCE = r"(?:^|(?<=[.!?…»”\"’)])\s)\s*"
_TAILS = tuple(
    re.compile(_AFTER_A_SENTENCE + form, re.IGNORECASE)
    for form in (
        # "With reporting by AP", "Mit Material von dpa", "По материалам ТАСС"
        rf"\(?(?:with\s+)?(?:additional\s+)?reporting\s+(?:by|from)\s+{_NAME}",
        rf"\(?(?:mit\s+)?Material\s+(?:von|der)\s+{_NAME}",
        rf"\(?(?:по\s+материалам|за\s+матеріалами)\s+(?:агентства\s+)?{_NAME}",
        # "Source: Reuters"
        rf"\(?(?:source|quelle|источник|джерело)\s*:\s*{_NAME}{_AND_OTHERS}\)?\.?\s*$",
        # "© Agence France-Presse", "Copyright 2025 The Associated Press. All rights reserved."
        rf"(?:©|\(c\)|copyright)(?:\s|©|\d{{4}}|,|by\b)*{_NAME}",
        # "…, said the minister. — РИА Новости", "… sagte er. (dpa)"
        rf"[-–—]\s*{_NAME}\.?\s*$",
        rf"\({_NAME}{_AND_OTHERS}\)\.?\s*$",
        rf"/{_NAME}{_AND_OTHERS}/\.?\s*$",
    )
)
_LINE_OF_ITS_OWN = re.compile(rf"^\s*{_NAME}{_AND_OTHERS}\.?\s*$")
# Reuters names its people, not itself: "(Reporting by A and B in Kyiv; Editing by C)".
_REUTERS_PEOPLE = re.compile(
    rf"{_AFTER_A_SENTENCE}\(?{_ROLES}\s+by\s[^\n]{{2,300}}?;\s*{_ROLES}\s+by\s", re.IGNORECASE
)
_IN_BYLINE = re.compile(_NAME)
_HEAD = 400
_LAST_LINES = 4
_TAIL = 600


def credit(text: str, byline: str = "") -> str:
    """The agency whose report this is by its own words, "" where it does not say.

    The head is asked first, then the byline, then the tail. An agency that is not known by name is believed in a
    dateline only: "JEDDAH, Saudi Arabia (Demo Wire) —".
    """
    head = text[:_HEAD]
    for form in _HEADS:
        if found := form.search(head):
            return _called(found["agency"])
    if found := _IN_BYLINE.search(byline):
        return _called(found["agency"])
    return _at_the_end(text)


def _at_the_end(text: str) -> str:
    lines = [line for line in text[-_TAIL:].splitlines() if line.strip()][-_LAST_LINES:]
    for line in reversed(lines):
        for form in _TAILS:
            if found := form.search(line):
                return _called(found["agency"])
        if found := _LINE_OF_ITS_OWN.search(line):
            return _called(found["agency"])
        if _REUTERS_PEOPLE.search(line):
            return "Reuters"
    return ""


def _called(name: str) -> str:
    name = " ".join(name.split())
    return _AGENCIES.get(name) or _AGENCIES.get(name.casefold(), name)
