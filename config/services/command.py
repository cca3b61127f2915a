"""The embedded services for one `manage.py` command: those of a running `bin/up`, else its own meanwhile."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from config.services import embedded, environment, lock, postgres
from config.services.addresses import redis_socket
from config.services.errors import ServiceError
from config.services.home import servers_home
from config.services.supervisor import Supervisor

# Commands that read no row. `up` looks after its services itself.
NEED_NOTHING = frozenset(
    {
        *("check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages"),
        *("draw_workflow", "makemigrations", "startapp", "startproject", "suggest", "up", "version"),
    }
)
OTHERS_START_WITHIN = 360.0


@contextmanager
def services_for(argv: Sequence[str]) -> Iterator[None]:
    """Have the services that `manage.py`'s command needs while the block runs."""
    environment.load()
    if data := _option(argv, "--data") if argv[1:2] == ["up"] else None:
        environment.data_folder(data)
    if not needs_services(argv):
        yield
        return
    with ExitStack() as stack:
        wait_for_others = stack.enter_context(lock.use())
        if _keep_or_wait(stack, " ".join([Path(argv[0]).name, argv[1]])):
            signal.signal(signal.SIGTERM, _end)
            signal.signal(signal.SIGHUP, _end)
            supervisor = stack.enter_context(Supervisor(say=_say))
            stack.callback(
                wait_for_others,
                lambda: _say("waiting for other commands that use the services started by this one"),
            )
            embedded.start(supervisor, done=lambda _name, _seconds: None, note=lambda _line: None)
        yield


def needs_services(argv: Sequence[str]) -> bool:
    """Whether this command line touches the database or the queue, and we are the ones who run them."""
    if not embedded.wanted() or os.environ.get("DJANGO_AUTO_COMPLETE"):
        return False
    if len(argv) < 2 or {"-h", "--help", "--version"} & set(argv):
        return False
    return argv[1] not in NEED_NOTHING or _option(argv, "--database") is not None


def _keep_or_wait(stack: ExitStack, command: str) -> bool:
    """True where we are now the one who keeps the services; False once somebody else's answer."""
    deadline = time.monotonic() + OTHERS_START_WITHIN
    while True:
        try:
            stack.enter_context(lock.keep(lock.Holder(os.getpid(), command)))
        except lock.Held as held:
            if _answering():
                return False
            if time.monotonic() > deadline:
                raise ServiceError(f"The services that {held} keeps do not answer.") from held
            time.sleep(0.1)
        else:
            return True


def _answering() -> bool:
    """Whether the servers that somebody else started can be used now."""
    home = servers_home()
    return all(
        postgres.accepts(home) if name == postgres.NAME else redis_socket().exists() for name in embedded.wanted()
    )


def _option(argv: Sequence[str], name: str) -> str | None:
    """The value of `name value` or `name=value`, before Django's parser can be asked."""
    for index, word in enumerate(argv):
        if word == name and index + 1 < len(argv):
            return argv[index + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
