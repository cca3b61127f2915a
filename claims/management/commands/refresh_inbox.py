"""Work out how urgent the reports of the inbox are, until none is stale."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims import actions


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Which reports."""
        parser.add_argument("--all", action="store_true", help="also those about which nothing has changed")

    def handle(self, *_args: Any, **options: Any) -> None:
        """In batches, each a transaction of its own."""
        if options["all"]:
            actions.mark_inbox()
        number = 0
        while done := actions.refresh_inbox():
            number += done
        self.stdout.write(f"{number} report{'' if number == 1 else 's'} worked out.")
