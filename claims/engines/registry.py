"""Which engines are switched on. One that cannot be loaded is a problem to be shown, and stops nobody."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from typing import Any, cast

from django.conf import settings
from django.utils.module_loading import import_string

from claims.engines.protocol import Suggester
from claims.suggest import ENGINE_NAME

logger = logging.getLogger(__name__)

GROUP = "attested.suggesters"
# Those that come with Attested; no entry point takes the place of one.
OWN = {
    ENGINE_NAME: "claims.engines.rules.Rules",
    "llm": "claims.engines.openai_compatible.OpenAICompatible",
    "spacy": "claims.engines.spacy_pipeline.SpacyPipeline",
    "stanza": "claims.engines.stanza_pipeline.StanzaPipeline",
}
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
_LONGEST_VERSION = 20


@dataclass(frozen=True)
class Engines:
    """Engines by name, in the order in which they are switched on, and why others are not among them."""

    loaded: Mapping[str, Suggester]
    problems: Mapping[str, str]


def engines() -> Engines:
    """What the settings switch on, as far as it can be loaded; loaded once for a process."""
    return _engines(tuple(settings.ATTESTED_SUGGESTERS), repr(settings.ATTESTED_SUGGESTER_OPTIONS))


def engine(name: str) -> Suggester | None:
    """The engine of that name, where it is switched on and can be loaded."""
    return engines().loaded.get(name)


@lru_cache(maxsize=8)
def _engines(names: tuple[str, ...], _options: str) -> Engines:
    loaded: dict[str, Suggester] = {}
    problems: dict[str, str] = {}
    for name in dict.fromkeys(names):
        try:
            loaded[name] = _load(name)
        except Exception as error:  # a stranger's code: whatever it raises, articles go on being read
            logger.exception("The engine %s cannot be loaded", name)
            problems[name] = f"{error}" or type(error).__name__
    return Engines(loaded, problems)


def _load(name: str) -> Suggester:
    """The engine of that name. Raises whatever its own code raises, and ValueError where it is no engine."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of an engine")
    make = _maker(name)
    made = cast(Suggester, make(**settings.ATTESTED_SUGGESTER_OPTIONS.get(name, {})))
    if made.name != name:
        raise ValueError(f"it calls itself {made.name!r}")
    if not 0 < len(made.version) <= _LONGEST_VERSION:
        raise ValueError(f"its version has to have 1 to {_LONGEST_VERSION} characters: {made.version!r}")
    for needed in ("tariff", "about", "suggest"):
        if not hasattr(made, needed):
            raise ValueError(f"it has no {needed!r}")
    return made


def _maker(name: str) -> Callable[..., Any]:
    if name in OWN:
        return cast(Callable[..., Any], import_string(OWN[name]))
    found = list(entry_points(group=GROUP, name=name))
    if not found:
        raise ValueError(f"nothing that is installed offers an engine of this name (entry point group {GROUP})")
    if len({one.value for one in found}) > 1:
        raise ValueError(f"more than one package offers it: {', '.join(sorted(one.value for one in found))}")
    return cast(Callable[..., Any], found[0].load())
