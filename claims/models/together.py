"""Several people at one desk: what is typed and not yet sent, who is editing, and what was sent already."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models


class FormDraft(models.Model):
    """What somebody has typed into a form and not sent yet."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="form_drafts")
    form = models.CharField(max_length=80, help_text='Which form, such as "claim:12" or "event:3".')
    version = models.PositiveIntegerField(help_text="Of the thing that the form changes, when it was opened.")
    fields = models.JSONField(help_text="{name: [values]}, as the browser sends them.")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "form"], name="claims_formdraft_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.form} by {self.user}"


class EditLock(models.Model):
    """Who is editing a thing, until when. It asks others to wait; what keeps their work apart is the version."""

    subject = models.CharField(max_length=80, unique=True, help_text='Such as "claim:12" or "event:3".')
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["subject"]

    def __str__(self) -> str:
        return f"{self.subject} by {self.by}"


class SentFormQuerySet(models.QuerySet["SentForm"]):
    def was_sent(self, key: str) -> bool:
        """Whether a form with this key was carried out; one whose key cannot be read was not."""
        try:
            return self.filter(key=UUID(key)).exists()
        except ValueError:
            return False


class SentForm(models.Model):
    """A form that was sent and carried out, by the key that its page gave it: sent again, it changes nothing."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    path = models.CharField(max_length=300)
    digest = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="SHA-256 of what it said: said otherwise, it is another form.",
    )
    location = models.CharField(max_length=500, blank=True, default="", help_text="Where the answer led.")
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[SentFormQuerySet] = SentFormQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="claims_sentform_is_carried_out_once"),
            # A key is a person's own, so that whoever sends it for another one meets that row.
            models.UniqueConstraint(fields=["key"], name="claims_sentform_key_is_given_once"),
        ]
        indexes = [models.Index(fields=["at"], name="claims_sentform_at")]

    def __str__(self) -> str:
        return f"{self.path} by {self.by}"
