"""spaCy, where the newsroom has installed it: `pip install spacy`, and a pipeline of its choice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import Any

from claims.engines.pipelines import ParsedSentence, Word, propose
from claims.engines.protocol import Meter, Suggested, Tariff
from claims.engines.questions import digest
from claims.suggest.gazetteer import Gazetteer
from claims.suggest.types import SnapshotLike

_BODIES = {"PERSON", "PER", "ORG", "NORP", "GPE"}
_DATES = {"DATE"}


class SpacyPipeline:
    """The pipeline is loaded with the first text, once for a process; nothing is downloaded."""

    name, tariff = "spacy", Tariff()

    def __init__(self, *, model: str = "en_core_web_sm") -> None:
        if find_spec("spacy") is None:
            raise ValueError("spaCy is not installed: pip install spacy")
        if not model:
            raise ValueError("ATTESTED_SPACY_MODEL names no pipeline")
        self._model = model
        installed = metadata.version("spacy")
        self.about = f"{model} on spaCy {installed}"
        self.version = f"1-{digest(model, installed)[:8]}"
        self._loading = threading.Lock()
        self._loaded: Any = None

    def suggest(self, snapshot: SnapshotLike, *, gazetteer: Gazetteer, meter: Meter) -> Suggested:  # noqa: ARG002 - it costs nothing
        """Proposals for a text. Raises OSError where the pipeline is not installed."""
        document = self._pipeline()(snapshot.text)
        return propose(snapshot, _sentences(document), gazetteer=gazetteer, rule=self.name)

    def _pipeline(self) -> Any:
        with self._loading:
            if self._loaded is None:
                self._loaded = import_module("spacy").load(self._model)
                if not {"parser", "senter", "sentencizer"} & set(self._loaded.pipe_names):
                    self._loaded.add_pipe("sentencizer")
            return self._loaded


def _sentences(document: Any) -> Iterator[ParsedSentence]:
    for sentence in document.sents:
        tokens = [token for token in sentence if not token.is_space]
        places = {token.i: place for place, token in enumerate(tokens)}
        words = [
            Word(
                token.idx,
                token.idx + len(token.text),
                token.lemma_,
                -1 if token.head.i == token.i else places.get(token.head.i, -1),
                token.dep_,
            )
            for token in tokens
        ]
        if words:
            yield ParsedSentence(
                words,
                names=[(name.start_char, name.end_char) for name in sentence.ents if name.label_ in _BODIES],
                dates=[(name.start_char, name.end_char) for name in sentence.ents if name.label_ in _DATES],
            )
