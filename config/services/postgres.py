"""The embedded PostgreSQL: a cluster of our own, on a unix socket only, every connection by password."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
from psycopg import sql

from config.services import addresses, leftovers, paths, secrets
from config.services.child import Service, tail
from config.services.errors import ServiceError
from config.services.home import Home
from config.services.programs import POSTGRES_VERSION, Programs
from config.services.supervisor import Supervisor

NAME = "postgres"
SUPERUSER = "postgres"

# Crash recovery replays at most max_wal_size of log; minutes on a slow disk, and no reason to give up.
RECOVERY_SECONDS = 300.0

# For a small machine that also runs the rest of us. Our queries are short, and compiling them costs more.
SETTINGS = {
    "listen_addresses": "''",
    "port": str(addresses.PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_compression": "on",
    "min_wal_size": "80MB",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "password_encryption": "scram-sha-256",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "log_line_prefix": "'%m [%p] '",
}
# A throwaway cluster ends with its test run; it need not survive a power cut.
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_naptime": "10min",
}


def start(supervisor: Supervisor, home: Home, programs: Programs, *, level: int, throwaway: bool) -> None:
    """Start the server, making its cluster, role and database where they are missing."""
    if not home.database.exists():
        _initdb(home, programs, throwaway=throwaway)
    _check_version(home)
    settings = {
        **SETTINGS,
        "unix_socket_directories": f"'{home.sockets}'",
        **(THROWAWAY_SETTINGS if throwaway else {}),
    }
    conf = home.conf / "postgresql.conf"
    lines = [f"{name} = {value}" for name, value in settings.items()]
    conf.write_text("# Written at every start; ALTER SYSTEM, which lands in another file, wins.\n" + "\n".join(lines))
    supervisor.start(
        Service(
            name=NAME,
            argv=(str(programs.postgres), "-D", str(home.database), "-c", f"config_file={conf}"),
            cwd=home.database,
            env={"LANG": "C.UTF-8", "TZ": "UTC", "PATH": os.defpath},
            user=home.user,
            umask=0o077,
            stop=signal.SIGINT,  # "fast": roll back, write a checkpoint, end
            hurry=signal.SIGQUIT,  # "immediate": recover at the next start
            orphaned=signal.SIGINT,
            patience=20.0,
            before_start=lambda: _clear_away_a_killed_server(home),
        ),
        level=level,
    )
    supervisor.wait_until(NAME, _Ready(home), within=RECOVERY_SECONDS)
    _make_role_and_database(home, throwaway=throwaway)


def accepts(home: Home) -> bool:
    """Whether the server takes the application's log-in."""
    try:
        with _application(home):
            return True
    except psycopg.OperationalError:
        return False


class _Ready:
    """Whether the server takes our superuser's password; refusals on the way up are no answer yet."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.began = time.monotonic()

    def __call__(self) -> bool:
        try:
            with _superuser(self.home):
                return True
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise ServiceError(
                    f"The database in {self.home.database} was made with another password than "
                    f"the one in {paths.data_dir() / 'database-superuser-password'}. Put that file back, or "
                    "start afresh with --reset."
                ) from error
            return False


def _superuser(home: Home, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        host=str(home.sockets),
        port=addresses.PORT,
        user=SUPERUSER,
        password=secrets.database_superuser_password(),
        dbname=database,
        autocommit=True,
        connect_timeout=10,
    )


def _application(home: Home) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        host=str(home.sockets),
        port=addresses.PORT,
        user=addresses.ROLE,
        password=secrets.database_password(),
        dbname=addresses.DATABASE,
        connect_timeout=10,
    )


def _initdb(home: Home, programs: Programs, *, throwaway: bool) -> None:
    """Make the cluster under another name first: an interrupted start leaves nothing that looks finished."""
    new = home.path / "postgres.new"
    shutil.rmtree(new, ignore_errors=True)
    home.make_private(new)
    password_file = _file_for(home, secrets.database_superuser_password())
    log = paths.log_dir() / "initdb.log"
    argv = [
        str(programs.initdb),
        f"--pgdata={new}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth-local=scram-sha-256",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        *(["--no-sync"] if throwaway else []),
    ]
    try:
        with log.open("wb") as output:
            done = subprocess.run(  # noqa: S603 - our own command line
                argv,
                cwd=new,
                env={"LANG": "C.UTF-8", "TZ": "UTC", "PATH": os.defpath},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                umask=0o077,
                user=home.user.uid if home.user else None,
                group=home.user.gid if home.user else None,
                extra_groups=home.user.groups if home.user else None,
            )
    finally:
        password_file.unlink()
    if done.returncode:
        raise ServiceError(f"initdb failed. The end of {log}:\n{tail(log)}")
    new.rename(home.database)


def _file_for(home: Home, password: str) -> Path:
    """A private file that initdb, running as the servers' user, can read."""
    handle, name = tempfile.mkstemp(dir=home.path)
    with os.fdopen(handle, "w") as file:
        file.write(password)
        if home.user:
            os.fchown(handle, home.user.uid, home.user.gid)
    return Path(name)


def _check_version(home: Home) -> None:
    found = (home.database / "PG_VERSION").read_text().strip()
    if found != str(POSTGRES_VERSION):
        raise ServiceError(
            f"The database in {home.database} was made by PostgreSQL {found}, and this version brings "
            f"{POSTGRES_VERSION}. Back it up with the version that made it and restore it here."
        )


def _clear_away_a_killed_server(home: Home) -> None:
    """End the processes of a server that was killed, and remove its pid file.

    PostgreSQL believes a pid file whose number belongs to *any* living process of its user. We hold the data
    folder's lock and nothing of an earlier server runs any more, so a file that is here is stale.
    """
    leftovers.kill_orphans(home.database)
    (home.database / "postmaster.pid").unlink(missing_ok=True)
    for name in (f".s.PGSQL.{addresses.PORT}", f".s.PGSQL.{addresses.PORT}.lock"):
        (home.sockets / name).unlink(missing_ok=True)


def _make_role_and_database(home: Home, *, throwaway: bool) -> None:
    if throwaway:  # before any database is made, so that the tests' own has it too
        _switch_on_vectors(home, "template1")
    with _superuser(home) as connection:
        role, database = sql.Identifier(addresses.ROLE), sql.Identifier(addresses.DATABASE)
        if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", addresses.ROLE):
            # CREATEDB is for the test runner, which makes a database beside this one.
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(role, secrets.database_password())
            )
        if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", addresses.DATABASE):
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))
    # Only a newsroom that asks for it: a backup with the extension can only be restored where that is installed.
    if os.environ.get("ATTESTED_EMBEDDER"):
        _switch_on_vectors(home, addresses.DATABASE)
    try:
        with _application(home):
            pass
    except psycopg.OperationalError as error:
        raise ServiceError(f"The application cannot log in to its database: {error}") from error


def _switch_on_vectors(home: Home, database: str) -> None:
    """Let the application make tables of vectors; the extension is there, but only a superuser may switch it on."""
    with _superuser(home, database) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")


def _exists(connection: "psycopg.Connection[tuple[object, ...]]", query: str, name: str) -> bool:
    return connection.execute(sql.SQL(query), (name,)).fetchone() is not None
