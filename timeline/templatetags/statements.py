"""How a statement is told: plain, or with what another revision has otherwise marked in it."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lib.word_diff import Piece
from timeline.dossier import StatementView

register = template.Library()


@register.simple_tag
def pieces(found: list[Piece]) -> SafeString:
    """Words of which some are put in or taken out."""
    tags = {"same": "{}", "ins": "<ins>{}</ins>", "del": "<del>{}</del>"}
    return format_html_join("", "{}", ((format_html(tags[piece.op], piece.text),) for piece in found))


@register.simple_tag
def told(view: StatementView, name: str) -> SafeString:
    """A part of a statement by the name of its column."""
    if marked := view.marks.get(name):
        return pieces(marked)
    return format_html("{}", getattr(view if name in {"quote", "translation"} else view.statement, name))
