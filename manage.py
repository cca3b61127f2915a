#!/usr/bin/env python
"""Django's command line, with the embedded services started where a command needs them."""

import os
import sys

from config.services.command import services_for
from config.services.errors import ServiceError


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the environment is set

    try:
        with services_for(sys.argv):
            execute_from_command_line(sys.argv)
    except ServiceError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
