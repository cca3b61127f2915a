"""The rules that ship with Attested, as an engine among others."""

from django.utils.translation import gettext_noop

from claims.engines.protocol import Meter, Suggested, Tariff
from claims.suggest import ENGINE_NAME, ENGINE_VERSION, suggest
from claims.suggest.gazetteer import Gazetteer
from claims.suggest.types import SnapshotLike


class Rules:
    """Costs nothing, and reads at once."""

    name, version, tariff = ENGINE_NAME, ENGINE_VERSION, Tariff()
    about = gettext_noop("ships with Attested")

    def suggest(self, snapshot: SnapshotLike, *, gazetteer: Gazetteer, meter: Meter) -> Suggested:  # noqa: ARG002 - it asks nobody
        """Proposals for a text."""
        return Suggested(suggest(snapshot, gazetteer=gazetteer))
