"""Which of the engine's languages a text is in."""

from __future__ import annotations

import re

LANGUAGES = ("en", "uk", "ru")

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")


def detect_language(text: str) -> str:
    """en, uk or ru by script and letters; the engine knows no others."""
    head = text[:4000]
    if len(_CYRILLIC.findall(head)) <= len(_LATIN.findall(head)):
        return "en"
    ukrainian = sum(head.count(letter) for letter in "іїєґІЇЄҐ")
    russian = sum(head.count(letter) for letter in "ыэъёЫЭЪЁ")
    return "uk" if ukrainian > russian else "ru"
