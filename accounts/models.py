"""People who log in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from accounts.enums import TokenScope


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


class ApiToken(models.Model):
    """What a program shows to act for somebody; only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100, help_text="What it is for.")
    scope = models.CharField(max_length=7, choices=TokenScope.choices)
    digest = models.CharField(max_length=64, unique=True, editable=False, help_text="SHA-256 of the token.")
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField("last used", null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="accounts_apitoken_keeps_only_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.name
