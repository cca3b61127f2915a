"""Several people at one event: its form as it was opened, as it stands now, and with the changes of both."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from claims import together
from claims.actions import release_edit_lock, throw_draft_away
from claims.drafts import taken_up, typed, without_faults
from timeline.actions import EventContent
from timeline.desk_forms import EventForm
from timeline.models import Event, EventActor


def event_at(event: Event, version: int) -> EventContent | None:
    """What an event said on that version; None where it never had it."""
    row = together.row_at(Event, event.pk, version, "conflict", "place")
    if row is None:
        return None
    actors = together.rows_at(EventActor, row.pgh_created_at, "actor", event_id=event.pk)
    return EventContent.read_from(row, tuple((one.actor, one.role) for one in actors))


def joined_with_theirs(pk: int, form: EventForm, *, base: int, sent: QueryDict | None = None) -> dict[str, Any]:
    """What the page shows in place of a form that was overtaken: the changes of both, joined by field.

    `sent` is a form that came back before all was chosen.
    """
    event = Event.objects.select_related("conflict", "place", "edited_by").get(pk=pk)

    def of(content: EventContent) -> EventForm:
        return EventForm(conflict=event.conflict, content=content)

    theirs, before = EventContent.of(event), event_at(event, base)
    found = together.merge(of(before) if before else None, of(theirs), of(form.content()))
    if sent is not None and together.number(sent.get("version", "")) != event.version:
        sent = None  # overtaken once more: what was chosen was chosen against another text
    return {
        "form": EventForm(found.sent, conflict=event.conflict, content=theirs),
        "version": event.version,
        **together.overtaken(
            found, _("%(edited_by)s saved this event") % {"edited_by": event.edited_by}, base=base, sent=sent
        ),
    }


def form_taken_up(request: HttpRequest, event: Event) -> dict[str, Any]:
    """The form and its version as the person's draft has it, where the person takes that up."""
    draft = taken_up(request, f"event:{event.pk}")
    if draft is None:
        return {}
    form = EventForm(typed(draft), conflict=event.conflict, content=EventContent.of(event))
    return {"form": without_faults(form), "version": draft.version}


def sent_for_good(event: Event, *, by: User) -> None:
    """What was kept while the form was open is not needed any more."""
    throw_draft_away(form=f"event:{event.pk}", by=by)
    release_edit_lock(subject=f"event:{event.pk}", by=by)
