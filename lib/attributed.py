"""Writes that the audit history can explain: who did it, and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

_attributing = ContextVar("_attributing", default=False)


class HasPermissions(Protocol):
    """A user, as far as the history is concerned."""

    pk: int

    def has_perm(self, perm: str) -> bool: ...


@contextmanager
def attributed(by: HasPermissions | None, reason: str) -> Iterator[None]:
    """One transaction whose row versions carry this person (None for a machine) and this reason.

    Inside another one, all of it is done by that one's person and for its reason: pghistory keeps one context for
    both, which would else forget why it was begun.
    """
    if _attributing.get():
        with transaction.atomic():
            yield
        return
    token = _attributing.set(True)
    try:
        with transaction.atomic(), pghistory.context(user=by.pk if by else None, reason=reason):
            yield
    finally:
        _attributing.reset(token)


def require(user: HasPermissions, permission: str) -> None:
    """Raise PermissionDenied unless the user has the permission."""
    if not user.has_perm(permission):
        raise PermissionDenied(_("Your role does not allow this."))
