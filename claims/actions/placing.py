"""Finding the passages of earlier captures again in a changed text, and settling what is gone."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article, Snapshot
from claims.actions.inbox_refresh import refresh_inbox_of
from claims.anchoring import Anchor, Passage, anchor_all
from claims.enums import Decision, ExcerptState
from claims.models import Evidence, Excerpt, Placement, Suggestion
from lib.attributed import attributed, require

_MAX_WHY = 500


def place_passages(*, snapshot: Snapshot) -> list[Placement]:
    """Say where each passage that people have used is in this newer capture of its article, if it is there at all."""
    earlier = Excerpt.objects.filter(snapshot__article=snapshot.article_id, snapshot__number__lt=snapshot.number)
    return _place(_used(earlier), snapshot)


def place_passage(*, excerpt: Excerpt) -> None:
    """Say where a passage of an older capture, used only now, is in the newest one."""
    newest = Snapshot.objects.latest_of(excerpt.snapshot.article)
    if newest.pk != excerpt.snapshot_id:
        _place(Excerpt.objects.filter(pk=excerpt.pk), newest)


def _used(excerpts: QuerySet[Excerpt]) -> QuerySet[Excerpt]:
    """Passages that a claim rests on or that somebody has decided about."""
    evidence = Evidence.objects.filter(excerpt=OuterRef("pk"))
    decided = Suggestion.objects.filter(excerpt=OuterRef("pk")).exclude(decision=Decision.PENDING)
    return excerpts.filter(Exists(evidence) | Exists(decided))


def _place(excerpts: QuerySet[Excerpt], snapshot: Snapshot) -> list[Placement]:
    of_capture: dict[Snapshot, list[Excerpt]] = defaultdict(list)
    placed = Placement.objects.filter(snapshot=snapshot, excerpt=OuterRef("pk"))
    for excerpt in excerpts.exclude(Exists(placed)).select_related("snapshot").order_by("pk"):
        of_capture[excerpt.snapshot].append(excerpt)
    made = []
    with attributed(None, f"found again in capture {snapshot.number}"):
        for capture, passages in of_capture.items():
            anchors = anchor_all([_passage(excerpt) for excerpt in passages], capture.text, snapshot.text)
            for excerpt, anchor in zip(passages, anchors, strict=True):
                made.append(_keep(excerpt, snapshot, anchor))
    return made


def _passage(excerpt: Excerpt) -> Passage:
    return Passage(excerpt.start, excerpt.end, excerpt.exact, excerpt.prefix, excerpt.suffix)


def _keep(excerpt: Excerpt, snapshot: Snapshot, anchor: Anchor) -> Placement:
    orphaned = ExcerptState(anchor.state) == ExcerptState.ORPHANED
    near = anchor.nearest if orphaned else None
    before = (
        Placement.objects.filter(excerpt=excerpt, state=ExcerptState.ORPHANED, snapshot__number__lt=snapshot.number)
        .order_by("-snapshot__number")
        .first()
    )
    placement = Placement(
        excerpt=excerpt,
        snapshot=snapshot,
        state=anchor.state,
        how=anchor.how,
        score=anchor.score,
        start=None if orphaned else anchor.start,
        end=None if orphaned else anchor.end,
        near_start=near[0] if near else None,
        near_end=near[1] if near else None,
    )
    if before is not None and orphaned and before.settled_by is not None and excerpt.state == ExcerptState.ORPHANED:
        # It was gone before this capture, and somebody has said what that means.
        placement.settled_at, placement.settled_by = before.settled_at, before.settled_by
        placement.settled_why = before.settled_why
    placement.save()
    told = "Still gone in a later capture." if orphaned else "A later capture has it again."
    Placement.objects.filter(
        excerpt=excerpt, state=ExcerptState.ORPHANED, settled_at=None, snapshot__number__lt=snapshot.number
    ).update(settled_at=timezone.now(), settled_why=told)
    if excerpt.state != anchor.state:
        excerpt.state = anchor.state
        excerpt.save()
    return placement


def settle(*, placements: Iterable[Placement], why: str, by: User) -> int:
    """Say why claims stand although their article no longer has the passages; gives how many that settled.

    Raises ValidationError (naming `why`) without a reason.
    """
    require(by, "claims.write_claim")
    why = " ".join(why.split())
    if not why or len(why) > _MAX_WHY:
        raise ValidationError({"why": _("Say why, in at most %(number)s characters.") % {"number": _MAX_WHY}})
    placements = list(placements)
    with attributed(by, "settled passages that their article no longer has"):
        number = Placement.objects.filter(
            Q(pk__in=[placement.pk for placement in placements]), state=ExcerptState.ORPHANED, settled_at=None
        ).update(settled_at=timezone.now(), settled_by=by, settled_why=why)
        refresh_inbox_of(articles=Article.objects.filter(snapshots__in=[one.snapshot_id for one in placements]))
    return number
