"""Compare the sets that the counts beside the timeline are read from with the tables, and read them anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline.counting.checking import differences


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Fails where a number is not that of the rows; each process reads its own sets when it starts."""
        found = list(differences())
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("Every set has as many entries as the tables.")
