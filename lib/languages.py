"""The language of a page is the beginning of its address: /uk/events/3/; English, the default, has none there."""

from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils import translation

P = ParamSpec("P")
R = TypeVar("R")


def languages() -> list[str]:
    """The codes of the languages of the interface, the default first."""
    return [code for code, _ in settings.LANGUAGES]


def language_of(path: str) -> str:
    """The language that a path or an address on this site is in."""
    first = path.split("?", 1)[0].split("/", 2)[1:2]
    return first[0] if first and first[0] != settings.LANGUAGE_CODE and first[0] in languages() else _default()


def without_language(path: str) -> str:
    """The path as it is in the default language: what is compared with addresses that are written in code."""
    language = language_of(path)
    return path if language == _default() else path.removeprefix(f"/{language}") or "/"


def in_language(path: str, language: str) -> str:
    """The address of the same page and state in another language."""
    bare = without_language(path)
    return bare if language == _default() else f"/{language}{bare}"


def here(path: str) -> str:
    """An address that was kept without its language, in the language of the page that is being made."""
    return in_language(path, active_language())


def active_language() -> str:
    """The code of the language in which words are said now, one of those of the interface."""
    found = translation.get_language() or ""
    return found if found in languages() else _default()


def cached_by_language(function: Callable[P, R]) -> Callable[P, R]:
    """`functools.cache` for what is said, or linked, in the language of the page."""

    @cache
    def kept(_language: str, *args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    @wraps(function)
    def said(*args: P.args, **kwargs: P.kwargs) -> R:
        return kept(active_language(), *args, **kwargs)  # type: ignore[arg-type]  # functools.cache forgets them

    return said


def _default() -> str:
    return settings.LANGUAGE_CODE
