"""Passages: marked by people and engines, always character for character."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Snapshot
from claims.models import Excerpt
from claims.models.passage import CONTEXT_LENGTH
from lib.attributed import attributed


def mark_passage(*, snapshot: Snapshot, start: int, end: int, exact: str, by: User | None) -> Excerpt:
    """The excerpt at these code points, made if it is not there yet.

    Raises ValidationError where the characters are not the ones that the caller saw.
    """
    new = _passage(snapshot, start, end, exact, by)
    with attributed(by, "marked a passage"):
        excerpt, _ = Excerpt.objects.get_or_create(
            snapshot=snapshot,
            start=start,
            end=end,
            defaults={"exact": exact, "prefix": new.prefix, "suffix": new.suffix, "created_by": by},
        )
    return excerpt


def mark_passages(
    *, snapshot: Snapshot, passages: Collection[tuple[int, int, str]]
) -> dict[tuple[int, int], Excerpt]:
    """An engine's excerpts at all of these (start, end, exact), by start and end; those that are not there are made.

    Raises ValidationError where the characters are not the ones that the caller saw.
    """
    wanted = {(start, end): _passage(snapshot, start, end, exact, None) for start, end, exact in passages}
    of_snapshot = Excerpt.objects.filter(snapshot=snapshot)
    with attributed(None, "marked passages"):
        there = _by_place(of_snapshot)
        if missing := [one for place, one in wanted.items() if place not in there]:
            # Somebody may mark the same passage at this moment: theirs is as good as ours.
            Excerpt.objects.bulk_create(missing, ignore_conflicts=True)
            there = _by_place(of_snapshot)
    return {place: there[place] for place in wanted}


def _by_place(excerpts: QuerySet[Excerpt]) -> dict[tuple[int, int], Excerpt]:
    return {(one.start, one.end): one for one in excerpts.order_by()}


def _passage(snapshot: Snapshot, start: int, end: int, exact: str, by: User | None) -> Excerpt:
    text = snapshot.text
    if not 0 <= start < end <= len(text):
        raise ValidationError({"exact": _("That passage lies outside the text.")})
    if text[start:end] != exact:
        raise ValidationError(
            {"exact": _("The text at that place is not what was selected. Reload and select again.")}
        )
    if not exact.strip():
        raise ValidationError({"exact": _("Select some words.")})
    return Excerpt(
        snapshot=snapshot,
        start=start,
        end=end,
        exact=exact,
        prefix=text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=text[end : end + CONTEXT_LENGTH],
        created_by=by,
    )
