"""The interface in a language that nobody speaks: each word that was marked stands between ⟦ and ⟧, all others do not."""

import contextlib
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.test import override_settings
from lxml import html

from config import catalogues

MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
_SAID = ("alt", "data-head", "data-label", "aria-label", "aria-description", "placeholder", "title")
_SILENT = {"script", "style", "code", "kbd", "pre"}


def _wrapped(text):
    # Formats of dates go through Django's own letters, which stand as they are between the brackets.
    # Words behind the letters and numbers of a code are used without these.
    code = re.match(r"(?:[A-F]: |[1-6] · )?", text)[0]
    return f"{code}⟦{text[len(code) :]}⟧"


@contextlib.contextmanager
def pseudo_language(folder: Path, language="uk"):
    """While this lasts, `language` says everything in brackets."""
    catalogue = Catalog(locale=language)
    for one in sorted(catalogues.extracted()):
        key = (one.one, one.many) if one.many else one.one
        string = (_wrapped(one.one), _wrapped(one.many), _wrapped(one.many)) if one.many else _wrapped(one.one)
        catalogue.add(key, string, context=one.context or None)
    path = folder / language / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    with override_settings(LOCALE_PATHS=[folder]):
        yield


def texts_of(root):
    """Every text that readers see or hear, but for what is content: that has a language of its own."""
    found = []

    def look(text, where):
        if text and text.strip():
            found.append((" ".join(text.split()), where))

    def walk(element, *, content):
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            return
        classes = (element.get("class") or "").split()
        own = content or "code" in classes or "snippet" in classes
        if element.get("lang") and element.tag != "html":
            own = True
        if not own:
            look(element.text, element.tag)
            for name in _SAID:
                look(element.get(name), f"{element.tag}@{name}")
            if element.tag == "meta" and element.get("name") == "description":
                look(element.get("content"), "meta")
        for child in element:
            walk(child, content=own)
            if not content and not own:
                look(child.tail, element.tag)

    walk(root, content=False)
    return found


def _outside(text, depth):
    """What of a text stands outside of brackets, of which so many were open before; and how many are open then."""
    kept = []
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        kept.append(" " if depth or letter == "⟧" else letter)
    return "".join(kept), depth


def unmarked(response, *, content=(), names=()):
    """The texts of a page in which Latin words stand that are neither marked, nor content, nor names."""
    root = html.document_fromstring(response.content, parser=html.HTMLParser(encoding="utf-8"))
    left, depth = [], 0
    longest_first = sorted({*content, *names}, key=len, reverse=True)
    for text, where in texts_of(root):
        rest = text
        for known in longest_first:
            rest = rest.replace(known, " ")
        if "@" in where or where == "meta":
            while MARKED.search(rest):
                rest = MARKED.sub(" ", rest)
        else:  # what is marked may go on in other elements
            rest, depth = _outside(rest, depth)
        if re.search(r"[A-Za-z]{2,}", rest):
            left.append((text, where, rest.strip()))
    return left
