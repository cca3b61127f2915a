"""Data inside a page, for programs that read it."""

from typing import Any

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def ld_json(value: Any) -> SafeString:
    """JSON-LD as a data block: no script, so that the policy lets it stand, and nothing in it can end it."""
    # Django escapes <, > and &; it has no argument for the type.
    return SafeString(json_script(value).replace("application/json", "application/ld+json", 1))
