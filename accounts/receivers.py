"""What is remembered when somebody logs in."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User


@receiver(user_logged_in)
def remember_the_desk(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Whether the frame of every page leads to the desk; to ask for permissions there would cost each two queries."""
    request.session["uses_desk"] = user.has_perm("claims.use_desk")
