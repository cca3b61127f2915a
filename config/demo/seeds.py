"""The files of the demo conflict."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

FOLDER: Path = settings.BASE_DIR / "seeds"
ARTICLES = FOLDER / "articles"
# libyaml reads the gazetteers ten times faster, where PyYAML was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def rows(name: str) -> list[dict[str, Any]]:
    """The entries of one YAML file."""
    with (FOLDER / f"{name}.yaml").open("rb") as file:
        loaded: list[dict[str, Any]] = yaml.load(file, Loader=_LOADER)  # noqa: S506  # both are safe loaders
    return loaded


def location(file: Path) -> str:
    """How the archive knows an article's file; the same as `manage.py ingest` calls it."""
    return str(file.relative_to(settings.BASE_DIR))
