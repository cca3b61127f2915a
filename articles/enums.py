"""Code lists for sources and what they publish."""

from django.db import models


class Owner(models.TextChoices):
    STATE = "state", "state"
    PUBLIC = "public", "public broadcaster"
    PRIVATE = "private", "private"
    NONPROFIT = "nonprofit", "non-profit"
    UNKNOWN = "unknown", "unknown"


class Reliability(models.TextChoices):
    """Source reliability of the Admiralty code (NATO AJP-2.1, annex on source and information evaluation)."""

    A = "A", "A: completely reliable"
    B = "B", "B: usually reliable"
    C = "C", "C: fairly reliable"
    D = "D", "D: not usually reliable"
    E = "E", "E: unreliable"
    F = "F", "F: cannot be judged"


class IngestOutcome(models.TextChoices):
    """What an ingest led to; the words that `manage.py ingest` prints."""

    NEW = "new", "new"
    UPDATED = "updated", "updated"
    UNCHANGED = "unchanged", "unchanged"
    DUPLICATE = "duplicate", "duplicate of"
    GONE = "gone", "gone from its address"
    OPENED = "opened", "opened"


class Via(models.TextChoices):
    """How the bytes of a capture came to us: what can be said for them depends on it."""

    FETCH = "fetch", "fetched by us"
    FILE = "file", "uploaded file"
    ARCHIVE = "archive", "web archive"
    PASTE = "paste", "pasted text"
    BROWSER = "browser", "sent from a browser"
    API = "api", "sent by a program"


class FeedStatus(models.TextChoices):
    ACTIVE = "active", "active"
    PAUSED = "paused", "paused"


class FetchPurpose(models.TextChoices):
    ARTICLE = "article", "a piece to bring in"
    RECHECK = "recheck", "a look for silent edits"


class FetchOutcome(models.TextChoices):
    """What an address had for us."""

    CAPTURED = "captured", "captured"
    UNCHANGED = "unchanged", "not changed"
    GONE = "gone", "gone"
    LISTED = "listed", "a feed, whose pieces are asked for"
