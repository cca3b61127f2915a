"""How the desk shows stages and dates: a shape and a word, and dates as they are understood."""

from django import template
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.desk_numbers import navigation
from claims.enums import Decision, Stage
from claims.wording import reading_of_date
from lib.plain_select import as_values

register = template.Library()
register.filter(as_values)

_STAGE_SHAPES = {
    Stage.DRAFT: "◌",
    Stage.IN_REVIEW: "◔",
    Stage.APPROVED: "✓",
    Stage.RETRACTED: "⊘",
    Stage.DISMISSED: "–",
}
_DECISION_SHAPES = {
    Decision.PENDING: "?",
    Decision.ACCEPTED: "✓",
    Decision.EDITED: "✎",
    Decision.REJECTED: "✕",
    Decision.SAME: "=",
}


@register.simple_tag
def stage(value: str) -> SafeString:
    """The mark and word of a stage, such as "◔ in review"."""
    found = Stage(value)
    return format_html(
        '<span class="stage stage-{}"><span class="mark" aria-hidden="true">{}</span>{}</span>',
        found.value,
        _STAGE_SHAPES[found],
        found.label,
    )


@register.simple_tag
def decision(value: str) -> SafeString:
    """The mark and words of what became of a suggestion, such as "✎ accepted with changes"."""
    found = Decision(value)
    return format_html(
        '<span class="stage"><span class="mark" aria-hidden="true">{}</span>{}</span>',
        _DECISION_SHAPES[found],
        found.label,
    )


@register.inclusion_tag("claims/date_in_words.html")
def understood(field: BoundField) -> dict[str, object]:
    """How what stands in a date field is understood; nothing where it is empty, or wrong: its field says so."""
    typed = str(field.value() or "")
    reading = reading_of_date(typed, near=getattr(field.field, "near", "")) if typed else {}
    return {} if "fault" in reading else reading


@register.filter
def web_address(url: str) -> str:
    """The URL where it is one of the web, otherwise ""; feeds are not trusted to give nothing else."""
    return url if url.lower().startswith(("https://", "http://")) else ""


@register.simple_tag(takes_context=True)
def nav_numbers(context: Context) -> dict[str, int]:
    """What the navigation shows, see `PageNumbers`; a page that asks for more numbers has asked for these as well."""
    known: dict[str, int] | None = context.get("numbers")
    return known or navigation.ask(context["request"].user)
