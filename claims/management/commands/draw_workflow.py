"""Draw the workflow of claims into `docs/workflow.md`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from claims.workflow_diagram import workflow_document


class Command(BaseCommand):
    help = "Draw docs/workflow.md from the table of transitions."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the document."""
        path = settings.BASE_DIR / "docs" / "workflow.md"
        path.write_text(workflow_document(), encoding="utf-8")
        self.stdout.write(f"Drew {path.relative_to(settings.BASE_DIR)}")
