"""People who log in."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from accounts.enums import DigestRhythm, NotificationKind, TokenScope


class User(AbstractUser):
    """An account; what it may do comes from its roles, which are groups (see `accounts.roles`)."""

    display_name = models.CharField(
        max_length=150,
        blank=True,
        default="",
        help_text="How colleagues see this person in histories and reviews.",
    )

    language = models.CharField(
        max_length=2,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text="In which mails and notifications are written; pages are in the language of their address.",
    )
    digest = models.CharField("mail digest", max_length=6, choices=DigestRhythm.choices, default=DigestRhythm.DAILY)

    def __str__(self) -> str:
        return self.display_name or self.get_full_name() or self.username


# What the name of somebody is made of.
NAME = ("display_name", "first_name", "last_name", "username")


def named(path: str) -> tuple[str, ...]:
    """The paths to what the name of somebody is made of, for `only()` and `lib.nested_rows`."""
    return tuple(f"{path}__{part}" for part in NAME)


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


class Follow(models.Model):
    """What a person wants to hear of: an issue, an actor, a claim or an event."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="follows")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    followed = GenericForeignKey("content_type", "object_id")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "content_type", "object_id"], name="accounts_follow_is_made_once"
            ),
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="accounts_follow_of")]

    def __str__(self) -> str:
        return f"{self.user} follows {self.content_type} {self.object_id}"


class NotificationChoice(models.Model):
    """That a person wants one kind of notification elsewhere than everywhere; without a row it is both."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notification_choices")
    kind = models.CharField(max_length=12, choices=NotificationKind.choices)
    on_desk = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)

    class Meta:
        ordering = ["user", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="accounts_notificationchoice_is_made_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> Self:
        """What its person has not looked at."""
        return self.filter(read_at__isnull=True)

    def on_desk(self) -> Self:
        """What its person wants to see here, unread first, then the newest."""
        shown = self.filter(shown=True).select_related("by")
        return shown.annotate(is_read=Q(read_at__isnull=False)).order_by("is_read", "-pk")

    def older_than(self, moment: datetime) -> Self:
        """What was read before a moment, or was made before it for mails only."""
        return self.filter(Q(read_at__lt=moment) | Q(shown=False, made_at__lt=moment))

    def to_mail(self) -> Self:
        """What is unread and was not mailed yet."""
        return self.unread().filter(wants_mail=True, mailed_at__isnull=True)


class Notification(models.Model):
    """One thing that a person is told of. `text` is for the desk only: mails carry the kind and the address."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=12, choices=NotificationKind.choices)
    text = models.CharField(max_length=300)
    path = models.CharField(max_length=300, help_text="The page of the desk that it leads to.")
    by = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=120, help_text="The same cause tells the same person once.")
    made_at = models.DateTimeField(auto_now_add=True)
    shown = models.BooleanField(default=True, help_text="On the desk, by the person's choice.")
    wants_mail = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[NotificationQuerySet] = NotificationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="accounts_notification_is_made_once"),
            models.CheckConstraint(
                condition=Q(path__startswith="/desk/"), name="accounts_notification_leads_to_the_desk"
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "-id"],
                condition=Q(read_at__isnull=True, shown=True),
                name="accounts_notification_new",
            ),
            models.Index(
                fields=["user"],
                condition=Q(read_at__isnull=True, mailed_at__isnull=True, wants_mail=True),
                name="accounts_notification_to_mail",
            ),
            models.Index(fields=["path"], condition=Q(read_at__isnull=True), name="accounts_notification_of_page"),
        ]

    def __str__(self) -> str:
        return self.text
