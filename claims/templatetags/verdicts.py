"""How a verdict is shown: a shape and a word, never a colour alone."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.enums import Verdict
from lib.languages import cached_by_language

register = template.Library()


@register.simple_tag
@cached_by_language
def verdict(value: str) -> SafeString:
    """The mark and word of a verdict, such as "● verified"."""
    found = Verdict(value)
    return format_html(
        '<span class="verdict verdict-{}"><span class="mark" aria-hidden="true">{}</span>{}</span>',
        found.value,
        found.shape,
        found.label,
    )


@register.simple_tag
@cached_by_language
def verdict_mark(value: str) -> SafeString:
    """The shape alone, for places where it stands in a margin; the word is there for screen readers and on hover."""
    found = Verdict(value)
    return format_html(
        '<span class="verdict verdict-{}" title="{}"><span class="mark" aria-hidden="true">{}</span>'
        '<span class="unseen">{}</span></span>',
        found.value,
        found.label,
        found.shape,
        found.label,
    )


@register.simple_tag
@cached_by_language
def verdict_shape(value: str) -> SafeString:
    """The shape alone where the word stands beside it: one element, and nothing that is read aloud twice."""
    found = Verdict(value)
    return format_html(
        '<span class="shape verdict-{}" title="{}" aria-hidden="true">{}</span>',
        found.value,
        found.label,
        found.shape,
    )
