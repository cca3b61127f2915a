"""Stanza, where the newsroom has installed it and its models: `pip install stanza`."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import Any

from claims.engines.pipelines import ParsedSentence, Word, propose
from claims.engines.protocol import EngineError, Meter, Suggested, Tariff
from claims.engines.questions import digest
from claims.suggest.gazetteer import Gazetteer
from claims.suggest.types import SnapshotLike

_BODIES = {"PERSON", "PER", "PERS", "ORG", "NORP", "GPE"}
_DATES = {"DATE"}


class StanzaPipeline:
    """One pipeline for each language, loaded with the first text in it; nothing is downloaded."""

    name, tariff = "stanza", Tariff()

    def __init__(self, *, folder: str = "") -> None:
        if find_spec("stanza") is None:
            raise ValueError("Stanza is not installed: pip install stanza")
        self._folder = folder
        installed = metadata.version("stanza")
        self.about = f"Stanza {installed}"
        self.version = f"1-{digest(installed)[:8]}"
        self._loading = threading.Lock()
        self._loaded: dict[str, Any] = {}

    def suggest(self, snapshot: SnapshotLike, *, gazetteer: Gazetteer, meter: Meter) -> Suggested:  # noqa: ARG002 - it costs nothing
        """Proposals for a text. Raises EngineError where there are no models for its language."""
        document = self._pipeline(snapshot.language or "en")(snapshot.text)
        return propose(snapshot, _sentences(document), gazetteer=gazetteer, rule=self.name)

    def _pipeline(self, language: str) -> Any:
        with self._loading:
            if language not in self._loaded:
                folder = {"dir": self._folder} if self._folder else {}
                try:
                    self._loaded[language] = import_module("stanza").Pipeline(
                        language, processors="tokenize,mwt,pos,lemma,depparse,ner", download_method=None, **folder
                    )
                except Exception as error:  # Stanza has several for this, some of them private
                    raise EngineError(
                        f"Stanza has no models for the language {language!r} here: {error}"[:300], cause="no_models"
                    ) from error
            return self._loaded[language]


def _sentences(document: Any) -> Iterator[ParsedSentence]:
    for sentence in document.sentences:
        words = [
            Word(word.start_char, word.end_char, word.lemma or "", word.head - 1, word.deprel or "")
            for word in sentence.words
            # A part of a contraction has no place of its own.
            if word.start_char is not None and word.end_char is not None
        ]
        if words and len(words) == len(sentence.words):
            yield ParsedSentence(
                words,
                names=[(name.start_char, name.end_char) for name in sentence.ents if name.type in _BODIES],
                dates=[(name.start_char, name.end_char) for name in sentence.ents if name.type in _DATES],
            )
