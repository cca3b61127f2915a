"""Words that stand in a template without being marked for translation."""

import re
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

# Names, and what is the same in every language.
NAMES = {
    "Attested", "API", "Atom", "Admiralty", "BibTeX", "CSV", "DOI", "EDTF", "GeoJSON", "ISO", "JSON", "JSON-LD", "NATO",
    "AJP", "RIS", "SHA", "SHA-", "UTC", "URL", "WARC", "HTML", "Feed", "OPML", "HMAC", "Wikidata", "UCDP", "SVG", "PNG",
}  # fmt: skip
_SAID = {
    "alt",
    "data-head",
    "data-label",
    "data-title",
    "data-show",
    "data-line",
    "aria-description",
    "aria-label",
    "content",
    "placeholder",
    "title",
}
_GAP = "\x00"
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")
_SILENT_TAGS = {
    "extends",
    "load",
    "static",
    "url",
    "translate",
    "trans",
    "partialdef",
    "block",
    "get_current_language",
}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.skipped = [], 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        for name, value in attrs:
            said = name in _SAID or (tag == "input" and given.get("type") in {"button", "submit"} and name == "value")
            if tag == "meta" and given.get("name") != "description":
                said = False
            if said:
                self._look(value or "")
        if tag in {"script", "style", "code", "kbd"} or "code" in (given.get("class") or "").split():
            self.skipped += tag not in {"input", "link", "meta"}
            self._inside = tag

    def handle_endtag(self, tag):
        if self.skipped and tag == self._inside:
            self.skipped -= 1

    def handle_data(self, data):
        if not self.skipped:
            self._look(data)

    def _look(self, text):
        words = [word for word in _WORD.findall(text) if word not in NAMES]
        if words:
            self.found.append(" ".join(text.replace(_GAP, "…").split()))


def unmarked_words(source):
    """Each piece of text in a template that readers see and no translator does."""
    parts, found, inside = [], [], ""
    for token in Lexer(source).tokenize():
        name = token.contents.split(None, 1)[0] if token.contents.split() else ""
        if inside:
            inside = "" if token.token_type == TokenType.BLOCK and name == f"end{inside}" else inside
            continue
        if token.token_type == TokenType.BLOCK and name in {"blocktranslate", "blocktrans", "comment"}:
            inside = name
        if token.token_type == TokenType.BLOCK and token.contents in {"block main_class", "block body_attributes"}:
            inside = "block"
        if token.token_type == TokenType.TEXT:
            parts.append(token.contents)
        elif token.token_type != TokenType.COMMENT:
            parts.append(f" {_GAP} ")
            found.extend(_constants(token, name))
    reader = _Reader()
    reader.feed("".join(parts))
    reader.close()
    return reader.found + found


def _constants(token, name):
    if "|pluralize" in token.contents:
        yield token.contents
    if name in _SILENT_TAGS:
        return
    for groups in re.findall(r"""(_\()?"([^"]*)\"""", token.contents):
        marked, text = groups
        if (
            not marked
            and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", text)
            and not re.search(r"[<>/]|^j [FM]|^(light|dark)", text)
        ):
            yield text
    for text in re.findall(r'\|(?:default|default_if_none|yesno):"([^"]*[A-Za-z]{3,}[^"]*)"', token.contents):
        # "all", "show=all": a value in an address; "light dark": what CSS calls them.
        if text != "light dark" and not re.fullmatch(r"[a-z]+(?:=[a-z]+)?", text):
            yield text
