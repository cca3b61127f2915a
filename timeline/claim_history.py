"""What was published of one claim: in which events it stands, and what each revision said otherwise."""

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from django.http import Http404

from claims.models import Claim
from lib.word_diff import Difference
from timeline.actions.changes import statement_changes
from timeline.cards import at_moment, event_url, revision_url
from timeline.dossier import changes_in_words
from timeline.models import Entry, Statement
from timeline.moments import changes_of, known_by

# A claim that stands in an event is published again with each revision of that; most of them change nothing of it.
_SHOWN = 50
_MERGES = 5  # that are followed, one after another


@dataclass(frozen=True)
class ClaimRevision:
    """One publication of the claim: the first, or one that says something else than the one before it."""

    statement: Statement
    url: str
    changes: list[Difference]


@dataclass(frozen=True)
class ClaimHistory:
    """A claim at a moment. `current` is what was published last of it and stands, `last` what was published last."""

    claim_id: int
    entries_ever: list[Entry]
    statements: list[Statement]
    lines: list[ClaimRevision]
    more: bool
    current: Statement | None
    goes_on_in: int | None
    events: list[tuple[Entry, str]]

    @property
    def last(self) -> Statement | None:
        """What was published last of it, whether that stands or not."""
        return self.statements[0] if self.statements else None

    @property
    def changes(self) -> list[datetime]:
        """When what readers see of it changed, in order."""
        ended = [entry.superseded_at for entry in self.entries_ever if entry.superseded_at]
        return sorted({*changes_of(self.entries_ever), *ended})


def claim_history(claim_id: int, moment: datetime | None, *, as_of: str = "") -> ClaimHistory:
    """Everything that was published of a claim as it was known at a moment. Raises Http404 where that was never any.

    Links lead to that moment. Of a published claim that it was merged into, only the number is told.
    """
    ever = list(Statement.objects.filter(claim=claim_id).of_history())
    goes_on_in = None if any(one.entry.superseded_at is None for one in ever) else _goes_on_in(claim_id, moment)
    if not ever and goes_on_in is None:
        raise Http404("Nothing is published of that claim.")
    entries = {one.pk: one for one in known_by({one.entry_id: one.entry for one in ever}.values(), moment)}
    known = [one for one in ever if one.entry_id in entries]
    for one in known:
        one.entry = entries[one.entry_id]
    standing = [one for one in known if one.entry.superseded_at is None]
    return ClaimHistory(
        claim_id=claim_id,
        entries_ever=[one.entry for one in ever],
        statements=known,
        lines=_lines(known[: _SHOWN + 1], as_of)[:_SHOWN],
        more=len(known) > _SHOWN,
        current=standing[0] if standing else None,
        goes_on_in=goes_on_in,
        events=[
            (one.entry, at_moment(f"{event_url(one.entry)}#statement-{one.position}", as_of)) for one in standing
        ],
    )


def _goes_on_in(claim_id: int, moment: datetime | None) -> int | None:
    """The claim that it was merged into, however often, where readers know something of that one."""
    merged = claim_id
    for _step in range(_MERGES):
        into = Claim.objects.filter(pk=merged).values_list("merged_into", flat=True).first()
        if into is None:
            return None
        merged = into
        if Statement.objects.filter(claim=merged).known(moment).exists():
            return merged
    return None


def _lines(known: list[Statement], as_of: str) -> list[ClaimRevision]:
    """Newest first; of two events that tell of it, what one changes is told against what the other said before."""
    found = []
    for one, before in zip_longest(known, known[1:]):
        changes = (
            statement_changes(before, list(before.citations.all()), one, list(one.citations.all()))  # type: ignore[misc]  # django-stubs loses the manager
            if before
            else []
        )
        if changes or before is None or before.entry.event_id != one.entry.event_id:
            url = at_moment(f"{revision_url(one.entry)}#statement-{one.position}", as_of)
            found.append(ClaimRevision(one, url, changes_in_words(changes)))
    return found
