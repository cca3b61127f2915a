"""Having the present engine read what an earlier version of it has read."""

from accounts.models import User
from articles.models import Snapshot
from claims.actions.suggestions import request_suggestions
from claims.models import SuggestionRun
from lib.attributed import attributed, require


def request_rereading(*, snapshot: Snapshot, by: User | None) -> SuggestionRun:
    """Ask for a reading by the present version of the engine; of the shell (None) behind everything that is new.

    What has been decided stays as it is, and is not proposed again; what waits gives way to the new reading.
    """
    if by is not None:
        require(by, "articles.ingest_article")
    with attributed(by, "asked for a reading by the present engine"):
        return request_suggestions(snapshot=snapshot, announced=by is not None)
