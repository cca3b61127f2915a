"""`manage.py catalogues`: find what is to be translated and bring it into the .po files."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import catalogues


class Command(BaseCommand):
    help = "Bring all marked words into the catalogues, say what has no translation, and compile them."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail where something is missing")

    def handle(self, *_args: Any, **options: Any) -> None:
        words = catalogues.extracted()
        stale, untranslated = [], 0
        for language in catalogues.translated_languages():
            path = catalogues.po_path(language)
            new = catalogues.merged(language, words)
            text = catalogues.as_text(language, new)
            if not path.exists() or path.read_bytes() != text:
                stale.append(language)
                if not options["check"]:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(text)
            lacking = catalogues.missing(new)
            untranslated += len(lacking)
            self.stdout.write(f"{language}: {len(words)} to translate, {len(lacking)} missing")
            for one in lacking:
                self.stdout.write(f"  {one}")
        if options["check"] and (stale or untranslated):
            raise CommandError(f"Not in order: {untranslated} missing, out of date: {', '.join(stale) or 'none'}")
        if not options["check"]:
            catalogues.compile_catalogues()
