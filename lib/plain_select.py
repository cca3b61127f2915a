"""Choices of a list as HTML, put together at once: a template for each option takes longer than the form around."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString


def options(pairs: Iterable[tuple[Any, Any]], chosen: Iterable[str] = ()) -> SafeString:
    """An option for each value and its words; those that are chosen are selected."""
    selected = set(chosen)
    # Django's format_html_join() takes ten times as long for each, and a list has hundreds.
    return SafeString(
        "".join(
            f'<option value="{escape(str(value))}"{" selected" if str(value) in selected else ""}>'
            f"{escape(str(words))}</option>"
            for value, words in pairs
        )
    )


def as_values(names: Iterable[str]) -> SafeString:
    """What a field offers to whoever types, as options of a datalist."""
    return SafeString("".join(f'<option value="{escape(name)}"></option>' for name in names))


class PlainSelect(forms.Select):
    """A list to choose one of, without groups."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The list as Django's own templates give it."""
        del renderer  # none is needed
        own = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        chosen = self.format_value(value)
        return format_html("<select{}>{}</select>", flatatt(own), options(self.choices, map(str, chosen or [""])))
