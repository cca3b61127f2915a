"""Markup from strangers: what of it may stay, and how to be rid of all of it."""

import html
import re

import nh3

# What loads, jumps, unfolds or turns the direction of text is no part of an article's text.
_TAGS = nh3.ALLOWED_TAGS - {"area", "bdo", "data", "details", "img", "map", "summary"}
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href"},
    "abbr": {"title"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
# What stands inside them is no text for readers, so it goes with them.
_GONE_WITH_CONTENT = {
    *{"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math"},
    *{"textarea", "select", "audio", "video", "canvas"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    clean_content_tags=_GONE_WITH_CONTENT | {"title"},
    url_schemes={"http", "https"},
    url_relative="deny",
    link_rel="nofollow noreferrer noopener",
    generic_attribute_prefixes=set(),
)
_STRIPPER = nh3.Cleaner(tags=set(), attributes={}, clean_content_tags=_GONE_WITH_CONTENT)
_BLOCK_TAG = r"/?(?:article|blockquote|br|d[dlt]|div|h[1-6r]|li|[ou]l|p|t[dhr]|table)\b"
_BLOCK = re.compile(rf"<(?={_BLOCK_TAG})", re.IGNORECASE)
_BLOCK_EDGE = re.compile(rf"(?=<{_BLOCK_TAG})", re.IGNORECASE)
# What no line of text has: control characters, and the marks that turn the direction of all that follows.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Markup escaped more often than this is a trick, not a template's mistake.
_LAYERS = 4


def clean(markup: str) -> str:
    """The markup with text-level tags, a few harmless attributes and web links only; safe to show beside our own."""
    return _CLEANER.clean(_UNSEEN.sub("", markup))


def plain_lines(markup: str) -> list[str]:
    """The lines of text that the markup shows, one a block, without empty ones; as free of tags as `plain`."""
    # Cleaned first: what looks like a block in the middle of a script is none.
    return [line for block in _BLOCK_EDGE.split(clean(markup)) if (line := plain(block))]


def plain(markup: str) -> str:
    """The one line of text that the markup shows, with its entities read; never has a tag in it, however escaped."""
    text = " ".join(_UNSEEN.sub("", markup).split())
    for _ in range(_LAYERS):
        if "<" not in text and "&" not in text:
            return text
        before = text
        stripped = html.unescape(_STRIPPER.clean(_BLOCK.sub(" <", text)))
        text = " ".join(_UNSEEN.sub("", stripped).split())
        if text == before:
            return text
    return " ".join(text.replace("<", "").replace("&", "").split())
