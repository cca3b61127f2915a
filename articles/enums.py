"""Code lists for sources and what they publish."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Owner(models.TextChoices):
    STATE = "state", pgettext_lazy("owner", "state")
    PUBLIC = "public", pgettext_lazy("owner", "public broadcaster")
    PRIVATE = "private", pgettext_lazy("owner", "private")
    NONPROFIT = "nonprofit", pgettext_lazy("owner", "non-profit")
    UNKNOWN = "unknown", pgettext_lazy("owner", "unknown")


class Reliability(models.TextChoices):
    """Source reliability of the Admiralty code (NATO AJP-2.1, annex on source and information evaluation)."""

    A = "A", _("A: completely reliable")
    B = "B", _("B: usually reliable")
    C = "C", _("C: fairly reliable")
    D = "D", _("D: not usually reliable")
    E = "E", _("E: unreliable")
    F = "F", _("F: cannot be judged")


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

    FETCH = "fetch", _("fetched by us")
    FILE = "file", _("uploaded file")
    ARCHIVE = "archive", _("web archive")
    PASTE = "paste", _("pasted text")
    BROWSER = "browser", _("sent from a browser")
    API = "api", _("sent by a program")


class FeedStatus(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("feed", "active")
    PAUSED = "paused", pgettext_lazy("feed", "paused")


class FetchPurpose(models.TextChoices):
    ARTICLE = "article", _("a piece to bring in")
    RECHECK = "recheck", _("a look for silent edits")


class FetchOutcome(models.TextChoices):
    """What an address had for us."""

    CAPTURED = "captured", pgettext_lazy("fetch", "captured")
    UNCHANGED = "unchanged", pgettext_lazy("fetch", "not changed")
    GONE = "gone", pgettext_lazy("fetch", "gone")
    LISTED = "listed", pgettext_lazy("fetch", "a feed, whose pieces are asked for")
