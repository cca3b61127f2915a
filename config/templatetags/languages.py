"""The same page in other languages."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings

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


@register.simple_tag(takes_context=True)
def language_choices(context: template.Context) -> list[Choice]:
    """This page and state in each language, the default first; none where no request is answered."""
    request: Any = context.get("request")
    if request is None:
        return []
    # A page that knows its own address better (what htmx asks for is not what stands in the address bar) says so.
    here, now = context.get("here") or request.get_full_path(), active_language()
    site = f"{request.scheme}://{request.get_host()}"
    choices = []
    for code, name in settings.LANGUAGES:
        url = in_language(here, code)
        choices.append(Choice(code, name, url, f"{site}{url}", code == now))
    return choices
