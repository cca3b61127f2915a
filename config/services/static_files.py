"""Collect the static files into the data folder, but only when one of them has changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from config.services import paths
from config.services.progress import StepLog


def collect_static_files(log: StepLog) -> bool:
    """Run collectstatic where needed; False where everything was in place."""
    stamp = paths.data_dir() / "static-stamp"
    mark = _mark()
    if Path(settings.STATIC_ROOT).is_dir() and stamp.exists() and stamp.read_text() == mark:
        return False
    call_command("collectstatic", interactive=False, clear=True, stdout=log, stderr=log)
    stamp.write_text(mark)
    return True


def _mark() -> str:
    """Name, size and time of every static file, and the storage that names their copies."""
    mark = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            mark.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return mark.hexdigest()
