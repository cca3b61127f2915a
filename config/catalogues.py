"""The words of the interface in other languages: found in the source, kept in .po files, compiled where we start.

None of it needs gettext on the machine. docs/translating.md says how to work with them.
"""

import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from lib.languages import languages

FOLDER = settings.BASE_DIR / "config" / "locale"
_LAYERS = ("accounts", "actors", "articles", "claims", "config", "lib", "timeline")
_ONE, _MANY = None, (1, 2)
_KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), _ONE),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), _MANY),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
_WIDTH = 118


@dataclass(frozen=True, order=True)
class Words:
    """What is to be translated: in one form, or in two where a number decides."""

    one: str
    context: str = ""
    many: str = ""


def po_path(language: str) -> Path:
    """The catalogue of a language."""
    return FOLDER / language / "LC_MESSAGES" / "django.po"


def translated_languages() -> list[str]:
    """The languages that have a catalogue: all but the one in which the source is written."""
    return [language for language in languages() if language != settings.LANGUAGE_CODE]


# ---- compiled -----------------------------------------------------------------------------------------------------


def compile_catalogues() -> list[Path]:
    """Compile what is not compiled yet or has changed; the compiled file has the time of its source."""
    made = []
    for language in translated_languages():
        source = po_path(language)
        target = source.with_suffix(".mo")
        stamp = source.stat().st_mtime_ns
        if target.exists() and target.stat().st_mtime_ns == stamp:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=language)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        _replace(target, compiled.getvalue(), stamp)
        made.append(target)
    return made


def _replace(target: Path, content: bytes, stamp: int) -> None:
    """Whoever reads it meanwhile has the old file or the new one, whole."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".mo")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        os.fchmod(file.fileno(), 0o644)
    os.utime(name, ns=(stamp, stamp))
    Path(name).replace(target)


# ---- extracted ----------------------------------------------------------------------------------------------------


def extracted() -> set[Words]:
    """All words of the interface that are marked, of templates and of code."""
    found: set[Words] = set()
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.*")):
        found.update(words_of_template(path.read_text(encoding="utf-8")))
    for layer in _LAYERS:
        for path in sorted((settings.BASE_DIR / layer).rglob("*.py")):
            if "migrations" not in path.parts:
                found.update(_words_of(path.read_bytes()))
    return found


def words_of_template(source: str) -> Iterator[Words]:
    """What is marked in a template; Django turns its tags into calls, and each line of these is read by itself."""
    lines = (line.strip() for line in templatize(source).splitlines())
    return _words_of("\n".join(line for line in lines if "(" in line).encode())


def _words_of(source: bytes) -> Iterator[Words]:
    found: Iterable[tuple[Any, ...]] = extract_python(io.BytesIO(source), _KEYWORDS, [], {"encoding": "utf-8"})
    for _, name, given, _ in found:
        texts = [text for text in ([given] if isinstance(given, str) else given or []) if text]
        if not texts:
            continue  # something that is worked out
        if "np" in name:
            yield Words(texts[1], texts[0], texts[2])
        elif name.startswith("p"):
            yield Words(texts[1], texts[0])
        elif name.startswith("n"):
            yield Words(texts[0], "", texts[1])
        else:
            yield Words(texts[0])


# ---- merged -------------------------------------------------------------------------------------------------------


def read_catalogue(language: str) -> Catalog:
    """What is translated into a language; nothing where there is no file yet."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def merged(language: str, words: Iterable[Words]) -> Catalog:
    """The words with the translations that there are; what nobody says any more is dropped, nothing is guessed."""
    old, new = read_catalogue(language), Catalog(locale=language)
    for one in sorted(words):
        key = (one.one, one.many) if one.many else one.one
        kept = old.get(one.one, one.context or None)
        fits = kept is not None and isinstance(kept.string, tuple) == bool(one.many)
        string = kept.string if kept is not None and fits else ("",) * new.num_plurals if one.many else ""
        flags = ["python-format"] if kept is not None and "python-format" in kept.flags else []
        new.add(key, string, context=one.context or None, flags=flags)
    return new


def missing(catalogue: Catalog) -> list[str]:
    """The words that have no translation, or not in all forms."""
    return [
        str(message.id if isinstance(message.id, str) else message.id[0])
        for message in catalogue
        if message.id and not all(message.string if isinstance(message.string, tuple) else (message.string,))
    ]


def as_text(language: str, catalogue: Catalog) -> bytes:
    """The file of a catalogue: sorted and without places and dates, so that branches merge."""
    header = [
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {catalogue.plural_forms}",
    ]
    lines = ['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in header), "", ""]
    body = io.BytesIO()
    write_po(body, catalogue, width=_WIDTH, no_location=True, omit_header=True, sort_output=True)
    return "\n".join(lines).encode() + body.getvalue().strip() + b"\n"
