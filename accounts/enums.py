"""Code lists for accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TokenScope(models.TextChoices):
    """What a program may do with a token."""

    INGEST = "ingest", _("Bring articles in through the API")
    CAPTURE = "capture", _("Send the page that a browser shows")


class NotificationKind(models.TextChoices):
    """What a person may be told of; each can be switched off, on the desk and by mail apart."""

    ASSIGNED = "assigned", _("Something was assigned to me")
    MENTIONED = "mentioned", _("I was mentioned in a discussion")
    REVIEW_ASKED = "review_asked", _("A claim waits for review")
    SENT_BACK = "sent_back", _("A claim of mine was sent back")
    APPROVED = "approved", _("A claim of mine was approved")
    RETRACTED = "retracted", _("A claim of mine was retracted")
    CHANGED = "changed", _("Something that I follow changed")
    DUE = "due", _("Something assigned to me is due")
    URGENT = "urgent", _("Something was published by one person alone")
    PUBLISHED = "published", _("An event of mine was published, or a schedule failed")


class DigestRhythm(models.TextChoices):
    """How often notifications are sent by mail."""

    NEVER = "never", pgettext_lazy("mail", "never")
    HOURLY = "hourly", pgettext_lazy("mail", "once an hour, if there is something")
    DAILY = "daily", pgettext_lazy("mail", "once a day, if there is something")
