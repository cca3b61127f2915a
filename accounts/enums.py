"""Code lists for accounts."""

from django.db import models


class TokenScope(models.TextChoices):
    """What a program may do with a token."""

    INGEST = "ingest", "bring articles in through the API"
    CAPTURE = "capture", "send the page that a browser shows"
