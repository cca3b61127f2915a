"""Our own processes: worker, beat and web server, as `manage.py up` runs them on one machine."""

import http.client
import os
import signal
import socket
import sys

from config.services import paths
from config.services.child import Service
from config.services.errors import ServiceError

LEVEL = 1  # above the servers, so stopped before them

BACKGROUND = 5  # pages go first, while starting as while serving

WORKER = "worker"
FETCHER = "fetcher"
READER = "reader"
BEAT = "beat"
WEB = "web"


def worker() -> Service:
    """Two processes that read what came in, and do what beat asks for: one slow text does not hold up the rest."""
    return _celery_worker(
        WORKER, "--queues", "celery,clock", "--concurrency", "2", "--include", "config.services.pool"
    )


def fetcher() -> Service:
    """Threads that wait for other people's servers, some of which are slow on purpose."""
    return _celery_worker(
        FETCHER, "--queues", "fetch", "--pool", "threads", "--concurrency", "8", "--hostname", "fetcher@%h"
    )


def reader() -> Service:
    """Threads that wait for engines which are not in our hands; only where one is switched on."""
    return _celery_worker(
        READER, "--queues", "engines", "--pool", "threads", "--concurrency", "2", "--hostname", "reader@%h"
    )


def _celery_worker(name: str, *options: str) -> Service:
    return _python(
        name,
        ("celery", "-A", "config", "worker", "--loglevel", "INFO", "--without-gossip", "--without-mingle", *options),
        hurry=signal.SIGQUIT,  # cold: running tasks go back to the queue
        # Without its broker, which dies at the same moment, Celery waits for ever in every kind of shutdown.
        # Tasks are acknowledged late and idempotent, so to be killed costs nothing.
        orphaned=signal.SIGKILL,
        patience=8.0,
        nice=BACKGROUND,
    )


def beat() -> Service:
    """The clock; its schedule file is where the settings say."""
    return _python(BEAT, ("celery", "-A", "config", "beat", "--loglevel", "INFO", "--pidfile", ""), nice=BACKGROUND)


def web(host: str, port: int) -> Service:
    """Two processes of four threads; requests get 5 s to finish when asked to stop."""
    return _python(
        WEB,
        (
            *("gunicorn", "config.wsgi:application", "--bind", f"{bracketed(host)}:{port}"),
            *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--timeout", "60"),
            *("--graceful-timeout", "5", "--no-control-socket", "--access-logfile", "-"),
            "--preload",  # one import of the project for both processes: half the time until the first page
        ),
        hurry=signal.SIGQUIT,
        # One heap for the four threads of a process, of which one runs at a time: several heaps have several holes.
        MALLOC_ARENA_MAX="1",
    )


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the web server."""
    return f"http://{bracketed(reachable(host))}:{port}/"


def bracketed(host: str) -> str:
    """The host as it stands in a URL, where an IPv6 address needs brackets."""
    return f"[{host}]" if ":" in host else host


def reachable(host: str) -> str:
    """A host to connect to: the addresses that mean "every interface" are none."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - compared, not bound


def check_port(host: str, port: int) -> None:
    """Fail where the web server could not listen."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        raise ServiceError(
            f"Cannot listen on {bracketed(host)}:{port}: {error.strerror}. Choose another port with --port."
        ) from error


def healthy(host: str, port: int) -> bool:
    """Whether the web server answers /healthz with 200."""
    connection = http.client.HTTPConnection(reachable(host), port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def _python(
    name: str,
    argv: tuple[str, ...],
    *,
    hurry: signal.Signals = signal.SIGTERM,
    orphaned: signal.Signals = signal.SIGTERM,
    patience: float = 8.0,
    nice: int = 0,
    **also: str,
) -> Service:
    return Service(
        name=name,
        argv=(sys.executable, "-m", *argv),
        env={
            **os.environ,
            "ATTESTED_DATA": str(paths.data_dir()),
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings"),
            "PYTHONUNBUFFERED": "1",
            **also,
        },
        hurry=hurry,
        orphaned=orphaned,
        patience=patience,
        nice=nice,
    )
