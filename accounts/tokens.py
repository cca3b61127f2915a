"""How a program says for whom it acts: `Authorization: Bearer …`."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from accounts.actions import bearer_of
from accounts.enums import TokenScope
from accounts.models import User


class Bearer(HttpBearer):
    """Opens an address of the API to those who show a token for `scope`; `request.auth` is its person."""

    def __init__(self, scope: TokenScope) -> None:
        self.scope = scope
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> User | None:  # noqa: ARG002  # ninja's
        """The token's person, None where it opens nothing here."""
        return bearer_of(token, self.scope)
