"""A list of choices reads as Django's own does."""

import pytest
from django import forms
from lxml import html

from lib.plain_select import PlainSelect, as_values, options

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


TRICK = """"><script>alert('1')</script>&amp;"""


def test_nothing_in_values_and_words_is_markup():
    for made in (options([(TRICK, TRICK)], [TRICK]), as_values([TRICK])):
        (one,) = html.fragments_fromstring(f"<select>{made}</select>")[0]
        assert (one.tag, one.get("value"), len(one)) == ("option", TRICK, 0)
        assert one.text in {TRICK, None}
