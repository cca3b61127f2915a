"""Compare positions and links of statements, which close with their entry, with that entry."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.models import Position, StatementLink


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to mend."""
        parser.add_argument("--mend", action="store_true", help="have them close when the entries do")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Fails where one is wrong and is not to be mended."""
        if options["mend"]:
            number = Position.objects.work_out() + StatementLink.objects.work_out()
            self.stdout.write(f"{number} row{'' if number == 1 else 's'} mended.")
        elif wrong := sorted({*Position.objects.wrong(), *StatementLink.objects.wrong()}):
            numbers = ", ".join(map(str, wrong[:20]))
            raise CommandError(f"{len(wrong)} entr{'y has' if len(wrong) == 1 else 'ies have'} wrong rows: {numbers}")
