"""Tokens: what a person lets a program do in their name."""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import TokenScope
from accounts.models import ApiToken, User
from lib.attributed import attributed

# Tells people, and programs that look for leaked secrets, what it is.
PREFIX = "attested_"
_RANDOM_BYTES = 32
# A use is written down so often at most: a program that sends much need not write one row again and again.
_USES_APART = timedelta(minutes=1)


def make_token(*, name: str, scope: TokenScope, by: User) -> tuple[ApiToken, str]:
    """A new token of this person's, and what it reads: that is known only now, for nobody keeps it."""
    if not by.has_perm("claims.use_desk"):
        raise PermissionDenied(_("Your role does not allow this."))
    plain = PREFIX + secrets.token_urlsafe(_RANDOM_BYTES)
    with attributed(by, "made a token"):
        token = ApiToken.objects.create(user=by, name=name, scope=scope, digest=_digest(plain))
    return token, plain


def revoke_token(*, token: ApiToken, by: User) -> None:
    """Let nobody use it any more. Raises PermissionDenied for somebody else's; revoking it twice changes nothing."""
    if token.user_id != by.pk:
        raise PermissionDenied(_("This is somebody else’s token."))
    with attributed(by, "revoked a token"):
        ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def bearer_of(plain: str, scope: TokenScope) -> User | None:
    """Whose token this is, None where it is none, is revoked, is for something else, or its person is shut out."""
    now = timezone.now()
    token = (
        ApiToken.objects.select_related("user")
        .filter(digest=_digest(plain), scope=scope, revoked_at=None, user__is_active=True)
        .first()
    )
    if token is None:
        return None
    if token.used_at is None or now - token.used_at > _USES_APART:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    return token.user


def _digest(plain: str) -> str:
    """Enough for a random secret of 256 bits: there is nothing to guess, so it need not be slow."""
    return hashlib.sha256(plain.encode()).hexdigest()
