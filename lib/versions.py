"""Versions that grow with every change: a form that was opened on an old one is refused."""

from typing import Protocol

from django.utils.translation import gettext as _


class Versioned(Protocol):
    """What grows a version with every change."""

    version: int


class StaleVersionError(Exception):
    """Somebody saved the same thing in between; `current` is what stands there now."""

    def __init__(self, current: object) -> None:
        super().__init__(_("This was changed by somebody else while you were editing it."))
        self.current = current


def check_version(current: Versioned, version: int | None) -> None:
    """Raise StaleVersionError where it is not on this version any more; None asks for nothing."""
    if version is not None and current.version != version:
        raise StaleVersionError(current)
