"""The two servers together, for the data folder that is set."""

import os
import time
from collections.abc import Callable

from config.services import leftovers, paths, postgres, redis
from config.services.home import Home, servers_home
from config.services.programs import POSTGRES_VERSION, programs
from config.services.supervisor import Supervisor

SERVER_LEVEL = 0

Done = Callable[[str, float], None]


def wanted() -> tuple[str, ...]:
    """The servers that we run ourselves: those that no environment variable names."""
    return tuple(
        name
        for name, variable in ((postgres.NAME, "DATABASE_URL"), (redis.NAME, "REDIS_URL"))
        if not os.environ.get(variable)
    )


def start(supervisor: Supervisor, *, done: Done, note: Callable[[str], None], throwaway: bool = False) -> None:
    """Start the servers we run ourselves; the caller keeps the lock. `done` hears each with its seconds."""
    if not wanted():
        leftovers.stop(paths.ensure_data_dir(), Home(path=paths.data_dir(), user=None))
        return
    home = servers_home()
    home.prepare()
    if home.path != paths.data_dir():
        user = home.user.name if home.user else "ourselves"
        note(f"The database runs as {user}, who may not enter this folder.")
        note(f"Its files are in {home.path}")
    if count := leftovers.stop(paths.data_dir(), home):
        note(f"Stopped {count} processes that an earlier start had left behind.")
    servers = programs(home)
    if postgres.NAME in wanted():
        began = time.monotonic()
        postgres.start(supervisor, home, servers, level=SERVER_LEVEL, throwaway=throwaway)
        done(f"PostgreSQL {POSTGRES_VERSION}", time.monotonic() - began)
    if redis.NAME in wanted():
        began = time.monotonic()
        redis.start(supervisor, home, servers, level=SERVER_LEVEL, throwaway=throwaway)
        done("Redis", time.monotonic() - began)
