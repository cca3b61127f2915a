"""How an event reads in a comparison: each of its parts by its name for people, in words."""

from actors.enums import PlacePrecision
from claims.wording import date_in_words
from timeline.actions import EventContent
from timeline.enums import EventRole, EventType


def content_in_words(content: EventContent) -> dict[str, str]:
    """Everything that an event says, by what people call it."""
    precision = PlacePrecision(str(content.row()["place_precision"]))
    return {
        "title": content.title,
        "summary": content.summary,
        "type": str(EventType(content.type).label),
        "happened": date_in_words(content.happened_edtf),
        "place": f"{content.place.name} ({precision.label})" if content.place else "",
        "actors": ", ".join(f"{actor.name} ({EventRole(role).label})" for actor, role in content.actors),
    }
