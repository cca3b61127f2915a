"""Code lists for accounts."""

from django.db import models


class TokenScope(models.TextChoices):
    """What a program may do with a token."""

    INGEST = "ingest", "Bring articles in through the API"
    CAPTURE = "capture", "Send the page that a browser shows"


class NotificationKind(models.TextChoices):
    """What a person may be told of; each can be switched off, on the desk and by mail apart."""

    ASSIGNED = "assigned", "Something was assigned to me"
    MENTIONED = "mentioned", "I was mentioned in a discussion"
    REVIEW_ASKED = "review_asked", "A claim waits for review"
    SENT_BACK = "sent_back", "A claim of mine was sent back"
    APPROVED = "approved", "A claim of mine was approved"
    RETRACTED = "retracted", "A claim of mine was retracted"
    CHANGED = "changed", "Something that I follow changed"
    DUE = "due", "Something assigned to me is due"
    URGENT = "urgent", "Something was published by one person alone"
    PUBLISHED = "published", "An event of mine was published, or a schedule failed"


class DigestRhythm(models.TextChoices):
    """How often notifications are sent by mail."""

    NEVER = "never", "never"
    HOURLY = "hourly", "once an hour, if there is something"
    DAILY = "daily", "once a day, if there is something"
