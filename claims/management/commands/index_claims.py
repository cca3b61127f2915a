"""Write the words by which claims are found, for those that came in by other ways than the desk."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.similar import index_stale_claims


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Until none is left."""
        number = 0
        while done := index_stale_claims():
            number += done
        self.stdout.write(f"{number} claims can be found by their words.")
