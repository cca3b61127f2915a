"""The embedded Redis: broker, cache and locks on a unix socket, every write in an append-only file."""

from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from config.services import addresses
from config.services.child import Service
from config.services.home import Home
from config.services.programs import Programs
from config.services.supervisor import Supervisor

NAME = "redis"
LOADING_SECONDS = 120.0


def start(supervisor: Supervisor, home: Home, programs: Programs, *, level: int, throwaway: bool) -> None:
    """Start the server and wait until it has read its file and answers."""
    settings = {
        "port": "0",
        "unixsocket": str(addresses.redis_socket()),
        "unixsocketperm": "700",
        "appendonly": "no" if throwaway else "yes",
        "save": '""',
        "maxmemory-policy": "noeviction",  # a full Redis must refuse a task, never drop one
        "daemonize": "no",
        "logfile": '""',
    }
    conf = home.conf / "redis.conf"
    conf.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    conf.chmod(0o644)  # for the server's user, who is not us when we are root
    supervisor.start(
        Service(
            name=NAME,
            argv=(str(programs.redis_server), str(conf)),
            cwd=home.redis,  # Redis keeps its files where it stands
            env={"LANG": "C.UTF-8", "TZ": "UTC"},
            user=home.user,
            umask=0o077,
            patience=10.0,
        ),
        level=level,
    )
    supervisor.wait_until(NAME, lambda: _answers(addresses.redis_socket()), within=LOADING_SECONDS)


def _answers(socket: Path) -> bool:
    try:
        with Redis(unix_socket_path=str(socket), socket_timeout=5) as client:
            return bool(client.ping())
    except RedisError:  # not listening yet, or still loading its file
        return False
