"""Passages: marked by people and engines, always character for character."""

from django.core.exceptions import ValidationError

from accounts.models import User
from articles.models import Snapshot
from claims.models import Excerpt
from claims.models.passage import CONTEXT_LENGTH
from lib.attributed import attributed


def mark_passage(*, snapshot: Snapshot, start: int, end: int, exact: str, by: User | None) -> Excerpt:
    """The excerpt at these code points, made if it is not there yet.

    Raises ValidationError where the characters are not the ones that the caller saw.
    """
    text = snapshot.text
    if not 0 <= start < end <= len(text):
        raise ValidationError({"exact": "That passage lies outside the text."})
    if text[start:end] != exact:
        raise ValidationError({"exact": "The text at that place is not what was selected. Reload and select again."})
    if not exact.strip():
        raise ValidationError({"exact": "Select some words."})
    with attributed(by, "marked a passage"):
        excerpt, _ = Excerpt.objects.get_or_create(
            snapshot=snapshot,
            start=start,
            end=end,
            defaults={
                "exact": exact,
                "prefix": text[max(0, start - CONTEXT_LENGTH) : start],
                "suffix": text[end : end + CONTEXT_LENGTH],
                "created_by": by,
            },
        )
    return excerpt
