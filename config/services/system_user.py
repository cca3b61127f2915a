"""The unprivileged user that PostgreSQL and Redis run as when we are root.

PostgreSQL refuses to run as root. `postgres` is the natural user where a distribution's package made it;
`nobody` exists everywhere and owns nothing. Both have a passwd entry, which PostgreSQL asks for. No user is
ever made.
"""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from config.services.errors import ServiceError

CANDIDATES = ("postgres", "nobody")

READ = 0o4
ENTER = 0o1


@dataclass(frozen=True)
class SystemUser:
    name: str
    uid: int
    gid: int
    groups: tuple[int, ...]

    def may(self, path: Path, wanted: int) -> bool:
        """Whether the permission bits of an existing `path` give this user `wanted` (READ | ENTER)."""
        found = path.stat()
        if found.st_uid == self.uid:
            bits = found.st_mode >> 6
        elif found.st_gid in self.groups:
            bits = found.st_mode >> 3
        else:
            bits = found.st_mode
        return bits & wanted == wanted

    def closed_folder(self, path: Path) -> Path | None:
        """The first folder on the way to `path` that this user may not enter; a missing one is open."""
        for folder in reversed((path, *path.parents)):
            if folder.is_dir() and not self.may(folder, ENTER):
                return folder
        return None

    def can_enter(self, path: Path) -> bool:
        return self.closed_folder(path) is None

    def can_read(self, file: Path) -> bool:
        return self.can_enter(file.parent) and self.may(file, READ)


def server_user(database: Path) -> SystemUser | None:
    """Who runs the servers of the database folder `database`: None when they run as ourselves.

    A database that is there keeps its owner: `postgres` may have come to the machine after `nobody` made it.
    """
    if os.geteuid() != 0:
        return None
    candidates = []
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        groups = tuple(os.getgrouplist(name, entry.pw_gid))
        candidates.append(SystemUser(name=name, uid=entry.pw_uid, gid=entry.pw_gid, groups=groups))
    if not candidates:
        raise ServiceError(
            "PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as. "
            "Start as an ordinary user, or set DATABASE_URL and REDIS_URL to servers of your own."
        )
    if database.is_dir():
        owner = database.stat().st_uid
        for user in candidates:
            if user.uid == owner:
                return user
        raise ServiceError(
            f"The database in {database} belongs to {database.owner()}. "
            "Start as that user, or choose another folder with --data or ATTESTED_DATA."
        )
    return candidates[0]
