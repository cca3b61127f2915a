"""Where what was taken from the timeline goes on."""

from datetime import datetime

from timeline.models import Entry
from timeline.moments import known_by


def goes_on_in(last: Entry, moment: datetime | None = None) -> Entry | None:
    """What readers are led to instead of an event whose newest revision is this one; None where it stays withdrawn.

    `last` is as it stood at the moment, and what comes of it is too; None is now.
    Merges may follow one another. One that leads to nothing that was ever published, or back, is not followed.
    """
    seen, found = {last.event_id}, None
    while (withdrawal := last.withdrawn) and withdrawal.moved_to_id:
        if withdrawal.moved_to_id in seen:
            return None
        seen.add(withdrawal.moved_to_id)
        known = known_by(Entry.objects.revisions_of(withdrawal.moved_to_id), moment)
        if not known:
            break
        last = found = known[0]
    return found
