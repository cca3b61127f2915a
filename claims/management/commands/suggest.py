"""Print the engine's findings for text files; nothing is stored."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.suggest import Analysis, Gazetteer, Statement, analyse


class Command(BaseCommand):
    help = "Suggest statements, dates and names for text files: one JSON object a file; nothing is stored."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="text files in UTF-8")
        parser.add_argument("--date", help="date of the articles in EDTF, for relative dates")
        parser.add_argument("--lang", choices=["en", "uk", "ru"], help="language; found by script where not given")

    def handle(self, *_args: Any, **options: Any) -> None:
        gazetteer = Gazetteer.from_seeds(settings.BASE_DIR / "seeds")
        failed = 0
        for name in options["files"]:
            try:
                # newline="" keeps CRLF, so that offsets count the file's own characters.
                with Path(name).open(encoding="utf-8", newline="") as file:
                    text = file.read()
            except (OSError, UnicodeDecodeError) as error:
                self.stderr.write(f"{name}: {error}")
                failed += 1
                continue
            analysis = analyse(text, gazetteer=gazetteer, date=options["date"], language=options["lang"])
            self.stdout.write(json.dumps(as_json(Path(name).stem, analysis), ensure_ascii=False))
        if failed:
            raise CommandError(f"{failed} of {len(options['files'])} files could not be read")


def as_json(doc: str, analysis: Analysis) -> dict[str, Any]:
    """The object that CONTRACT promises, with some more keys for each statement."""
    return {
        "doc": doc,
        "statements": [_statement(one) for one in analysis.statements],
        "dates": [{"start": one.start, "end": one.end, "edtf": one.edtf} for one in analysis.dates],
        "names": [
            {"start": one.start, "end": one.end, "kind": one.kind, "actor": one.actor, "country": one.country}
            for one in analysis.names
        ],
    }


def _statement(one: Statement) -> dict[str, Any]:
    return {
        "content": one.content,
        "cue": one.cue,
        "source": one.source,
        "kind": one.kind,
        "speaker": one.speaker,
        "issue": one.issue,
        "stance": one.stance,
        "score": one.score,
        "rule": one.rule,
        "text": one.text,
        "directness": one.directness,
        "acts_for": one.acts_for,
        "party": one.party,
        "relayed_by": one.relayed_by,
        "addressee": one.addressee,
        "negated": one.negated,
        "hedged": one.hedged,
        "doubted": one.doubted,
        "act": one.act,
        "worth": one.worth,
        "worth_reasons": one.worth_reasons,
        "said": one.said.edtf if one.said else None,
        "happened": one.happened.edtf if one.happened else None,
        "place": one.place,
        "actors": one.actors,
    }
