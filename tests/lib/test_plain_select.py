"""A list of choices reads as Django's own does."""

import pytest
from django import forms
from lxml import html

from lib.plain_select import PlainSelect

CHOICES = [("", "any"), ("a&b", "<A>"), (3, "Three")]


@pytest.mark.parametrize("value", [None, "", "a&b", 3, "3", "gone"])
def test_it_says_what_djangos_select_says(value):
    def told(widget):
        root = html.fragment_fromstring(
            widget(attrs={"class": "wide"}, choices=CHOICES).render("n", value, {"id": "i"})
        )
        chosen = [(one.get("value"), one.text, one.get("selected") is not None) for one in root.iter("option")]
        return dict(root.attrib), chosen

    assert told(PlainSelect) == told(forms.Select)
