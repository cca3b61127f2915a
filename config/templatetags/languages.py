"""The same page in other languages."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone

from lib import date_words
from lib.languages import active_language, in_language

register = template.Library()


@dataclass(frozen=True)
class Choice:
    """This page in one language: its name in that language, and whether it is the one that is read now."""

    code: str
    name: str
    url: str
    absolute: str
    is_here: bool


@register.simple_tag
def today() -> str:
    """The day of UTC in words."""
    return date_words.day(timezone.now())


@register.simple_tag(takes_context=True)
def language_choices(context: template.Context) -> list[Choice]:
    """This page and state in each language, the default first; none where no request is answered."""
    request: Any = context.get("request")
    if request is None:
        return []
    now, site = active_language(), f"{request.scheme}://{request.get_host()}"
    # A page that tells its state without what says nothing is the same page after a swap and after a load.
    printed_from: str = context.get("printed_from") or ""
    here = printed_from.removeprefix(site) or request.get_full_path()
    choices = []
    for code, name in settings.LANGUAGES:
        url = in_language(here, code)
        choices.append(Choice(code, name, url, f"{site}{url}", code == now))
    return choices
