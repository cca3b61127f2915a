"""The languages that quotes are in: those of the archive, by their names in the reader's language."""

from collections.abc import Iterable
from functools import cache, lru_cache
from time import monotonic
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language

from articles.models import Article

_FOR_SECONDS = 300  # reading the languages of a million articles takes a moment; a new one can wait
_ALWAYS = ("en", "ru", "uk")


def _names() -> dict[str, str]:
    """Names of the languages that have a code of two letters (ISO 639-1), by code, in the reader's language."""
    return _names_in(get_language() or "en")


@cache
def _names_in(language: str) -> dict[str, str]:
    return {code: str(name) for code, name in Locale.parse(language, sep="-").languages.items() if len(code) == 2}


@lru_cache(maxsize=1)
def _of_archive(_period: int) -> tuple[str, ...]:
    return tuple(Article.objects.order_by().values_list("language", flat=True).distinct())


def of_archive() -> tuple[str, ...]:
    """The codes of the languages that articles are in, as they were at most five minutes ago."""
    return _of_archive(int(monotonic()) // _FOR_SECONDS)


def choices(codes: Iterable[str], *, first: str = "") -> list[tuple[str, str]]:
    """What a list of languages offers: none, the `first` one, and the others by name."""
    names = _names()
    others = sorted({code for code in codes if code in names} - {first}, key=names.__getitem__)
    return [("", "—"), *((code, names.get(code, code)) for code in ([first] if first else []) + others)]


class LanguageField(forms.ChoiceField):
    """A language of the archive, or any other that has a code of two letters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def lead(self, code: str) -> None:
        """Offer the languages of the archive, this one first."""
        self.choices = choices((*_ALWAYS, *of_archive()), first=code)

    def valid_value(self, value: str) -> bool:
        """Whether there is such a language."""
        return value in _names() or super().valid_value(value)
