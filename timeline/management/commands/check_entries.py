"""Compare the rows by which entries are listed with the entries that they belong to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.models import EntryActor, EntryTag


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to mend."""
        parser.add_argument("--mend", action="store_true", help="copy anew what the entries say")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Fails where one is wrong and is not to be mended."""
        if options["mend"]:
            number = EntryActor.objects.work_out() + EntryTag.objects.work_out()
            self.stdout.write(f"{number} row{'' if number == 1 else 's'} mended.")
        elif wrong := sorted({*EntryActor.objects.wrong(), *EntryTag.objects.wrong()}):
            numbers = ", ".join(map(str, wrong[:20]))
            raise CommandError(f"{len(wrong)} entr{'y has' if len(wrong) == 1 else 'ies have'} wrong rows: {numbers}")
