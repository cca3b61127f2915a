"""Where the servers keep their files and sockets: the data folder, or a place that their user can reach."""

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from config.services import paths
from config.services.errors import ServiceError
from config.services.system_user import SystemUser, server_user

ELSEWHERE = Path("/var/lib/attested")
POINTER = "servers-at"
OWNER = "data-folder"

# sockaddr_un.sun_path: 108 bytes on Linux, 104 on macOS, both with the closing NUL.
SOCKET_PATH_LIMIT = 103
LONGEST_SOCKET = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Home:
    """The servers' own folder and the user they run as (None: ourselves)."""

    path: Path
    user: SystemUser | None

    @property
    def database(self) -> Path:
        return self.path / "postgres"

    @property
    def redis(self) -> Path:
        return self.path / "redis"

    @property
    def conf(self) -> Path:
        """The servers' configuration, ours to write and theirs to read.

        Never in their own folders: root must not write where another user could have laid a symbolic link.
        """
        return self.path / "conf"

    @property
    def sockets(self) -> Path:
        """`run/` beside the servers, or a short folder in /tmp where that path is too long or too odd."""
        beside = self.path / "run"
        plain = re.fullmatch(r"[\w/.+-]+", str(beside), re.ASCII)
        if plain and len(os.fsencode(beside / LONGEST_SOCKET)) <= SOCKET_PATH_LIMIT:
            return beside
        uid = self.user.uid if self.user else os.geteuid()
        return Path(f"/tmp/attested-{uid}-{_mark(self.path)}")  # noqa: S108 - owner and mode are checked before use

    def prepare(self) -> None:
        """Make the folders, owned by the servers' user and closed to everybody else."""
        data = paths.ensure_data_dir()
        if self.path != data:
            _refuse_to_leave_a_database(data, self.user)
            self.path.mkdir(parents=True, exist_ok=True)
            for folder in (ELSEWHERE, self.path):
                folder.chmod(0o711)
            (self.path / OWNER).write_text(f"{data}\n")
            (data / POINTER).write_text(f"{self.path}\n")
        self.conf.mkdir(exist_ok=True)
        self.conf.chmod(0o755)
        for folder in (self.redis, self.sockets):
            self.make_private(folder)

    def make_private(self, folder: Path) -> None:
        """Make `folder` 0700 and the servers' own, and refuse one that somebody else has laid there."""
        uid = self.user.uid if self.user else os.geteuid()
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            pass
        else:
            if self.user:
                os.chown(folder, self.user.uid, self.user.gid, follow_symlinks=False)
        found = folder.lstat()
        if folder.is_symlink() or not folder.is_dir() or found.st_uid != uid:
            raise ServiceError(f"{folder} is not a folder of our own (uid {uid}). Remove it and start again.")
        if found.st_mode & 0o077:
            folder.chmod(0o700)

    def remove(self) -> None:
        """Delete the database, the queue and whatever else the servers keep."""
        shutil.rmtree(self.database, ignore_errors=True)
        shutil.rmtree(self.redis, ignore_errors=True)
        shutil.rmtree(self.conf, ignore_errors=True)
        shutil.rmtree(self.sockets, ignore_errors=True)
        if self.path != paths.data_dir():
            shutil.rmtree(self.path, ignore_errors=True)
            (paths.data_dir() / POINTER).unlink(missing_ok=True)


def servers_home() -> Home:
    """Where this data folder's servers live; only looks, makes nothing."""
    data = paths.data_dir()
    if os.geteuid() != 0:
        return Home(path=data, user=None)
    pointed = _pointed_home(data)
    path = pointed or data
    user = server_user(path / "postgres")
    if user and not pointed and not user.can_enter(data):
        path = ELSEWHERE / _mark(data)
        user = server_user(path / "postgres")
    return Home(path=path, user=user)


def _pointed_home(data: Path) -> Path | None:
    """The home that an earlier start chose, unless we are a copy and the home belongs to the original."""
    try:
        home = Path((data / POINTER).read_text().strip())
        owner = Path((home / OWNER).read_text().strip())
    except OSError:
        return None
    return None if owner != data and (owner / POINTER).exists() else home


def _refuse_to_leave_a_database(data: Path, user: SystemUser | None) -> None:
    """A folder closed since the last start must not look like an empty database."""
    if user and (data / "postgres" / "PG_VERSION").exists():
        raise ServiceError(
            f"The database is in {data / 'postgres'}, but {user.closed_folder(data)} is now closed to the "
            f"user {user.name} that runs it. Open that folder (chmod o+x), or move the data folder and name "
            "its new place with --data."
        )


def _mark(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
