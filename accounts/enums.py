"""Code lists for accounts."""

from django.db import models


class TokenScope(models.TextChoices):
    """What a program may do with a token."""

    INGEST = "ingest", "Bring articles in through the API"
    CAPTURE = "capture", "Send the page that a browser shows"
