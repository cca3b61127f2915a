"""Start afresh: forget this data folder's database, queue and archive."""

import os
import shutil

from config.services import leftovers, paths
from config.services.errors import ServiceError
from config.services.home import servers_home

# What belongs to the database's rows; secrets and logs stay.
WITH_THE_DATABASE = ("snapshots", "media", "static", "static-stamp", "demo-password")


def reset() -> None:
    """Delete database, queue and archive; the caller keeps the lock and has asked."""
    if os.environ.get("DATABASE_URL"):
        raise ServiceError("--reset deletes only the embedded database, and DATABASE_URL names another server.")
    home = servers_home()
    leftovers.stop(paths.data_dir(), home)
    home.remove()
    for name in WITH_THE_DATABASE:
        path = paths.data_dir() / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for schedule in paths.data_dir().glob("celerybeat-schedule*"):
        schedule.unlink()
