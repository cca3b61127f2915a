"""Who may check a translation."""

from typing import Any

from django import template

from claims.actions.translating import why_not_check
from claims.models import Claim

register = template.Library()


@register.simple_tag(takes_context=True)
def why_not_check_translation(context: dict[str, Any], claim: Claim) -> str:
    """Why the person who looks at the page may not check the translation; "" when they may."""
    return why_not_check(claim, context["request"].user) or ""
