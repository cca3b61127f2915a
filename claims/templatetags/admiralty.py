"""The Admiralty code: how reliable a source is (A to F) and how credible what it says here (1 to 6), as "B2"."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.enums import Reliability
from claims.enums import Credibility
from lib.languages import cached_by_language

register = template.Library()


@register.simple_tag
@cached_by_language
def admiralty(reliability: str, credibility: int, *, in_full: bool = False) -> SafeString:
    """Letter and number with their words, such as "B2 usually reliable, probably true".

    What nobody has judged, or nobody can, has the letter alone, unless it is asked for in full.
    """
    letter, number = Reliability(reliability), Credibility(credibility)
    if number == Credibility.UNJUDGED and not in_full:
        return format_html('<abbr class="reliability" title="{}">{}</abbr>', letter.label, letter.value)
    said = _words(str(number.label))
    return format_html(
        '<abbr class="reliability" title="{}, {}">{}{}</abbr> <span class="muted small">{}, {}</span>',
        letter.label,
        number.label,
        letter.value,
        number.value,
        _words(str(letter.label)),
        said,
    )


def _words(label: str) -> str:
    """The words behind a code: of "B: usually reliable", "usually reliable"."""
    return label[1:].lstrip(":· ")
