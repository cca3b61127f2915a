"""People who log in."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """An account; what it may do comes from its roles, which are groups (see `accounts.roles`)."""

    display_name = models.CharField(
        max_length=150,
        blank=True,
        default="",
        help_text="How colleagues see this person in histories and reviews.",
    )

    def __str__(self) -> str:
        return self.display_name or self.get_full_name() or self.username
