"""Write the vectors by which claims are found by meaning, and their table first; to be started by the clock."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from claims.similar.embedding import NoVectorsError, embed_claims


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Only claims whose words have changed since are embedded again."""
        try:
            number = embed_claims()
        except (NoVectorsError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{number} claims embedded.")
