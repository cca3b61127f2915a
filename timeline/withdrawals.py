"""Where what was taken from the timeline goes on."""

from timeline.models import Entry


def goes_on_in(last: Entry) -> Entry | None:
    """What readers are led to instead of an event whose newest revision is this one; None where it stays withdrawn.

    Merges may follow one another. One that leads to nothing that was ever published, or back, is not followed.
    """
    seen, found = {last.event_id}, None
    while (withdrawal := last.withdrawn) and withdrawal.moved_to_id:
        if withdrawal.moved_to_id in seen:
            return None
        seen.add(withdrawal.moved_to_id)
        newest = Entry.objects.revisions_of(withdrawal.moved_to_id).first()
        if newest is None:
            break
        last = found = newest
    return found
