"""Compare what the database keeps of events that wait to be published with the rows that it is kept from."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.models import LiveState


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to mend."""
        parser.add_argument("--mend", action="store_true", help="work out anew those that are wrong")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Fails where one is wrong and is not to be mended."""
        wrong = LiveState.objects.wrong()
        if options["mend"]:
            LiveState.objects.work_out(wrong)
            self.stdout.write(f"{len(wrong)} event{'' if len(wrong) == 1 else 's'} mended.")
        elif wrong:
            numbers = ", ".join(map(str, wrong[:20]))
            raise CommandError(
                f"{len(wrong)} event{' is' if len(wrong) == 1 else 's are'} not as the rows say: {numbers}"
            )
