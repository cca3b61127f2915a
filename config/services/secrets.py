"""Secrets that an installation makes for itself and keeps in its data folder, each in a file of mode 0600."""

import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from config.services import paths
from config.services.errors import ServiceError

# No l, o, 0, 1: a person types the demo password from a terminal.
READABLE = "abcdefghijkmnpqrstuvwxyz23456789"


def secret_key() -> str:
    """Django's SECRET_KEY of this installation."""
    return _kept("secret-key", lambda: secrets.token_urlsafe(50))


def database_password() -> str:
    """The password of the application's role in the embedded PostgreSQL."""
    return _kept("database-password", lambda: secrets.token_urlsafe(32))


def database_superuser_password() -> str:
    """The password of the embedded PostgreSQL's superuser, which only the start itself uses."""
    return _kept("database-superuser-password", lambda: secrets.token_urlsafe(32))


def demo_password() -> str:
    """The password that all demo users share: 60 bits in three groups of four."""
    return _kept(
        "demo-password",
        lambda: "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(3)),
    )


def _kept(name: str, make: Callable[[], str]) -> str:
    """The secret in file `name`; two processes that make it at once end up with the same one."""
    path = paths.data_dir() / name
    for _ in range(2):
        try:
            if kept := path.read_text().strip():
                return kept
        except FileNotFoundError:
            pass
        except OSError as error:
            raise ServiceError(f"{path} belongs to {path.owner()} and cannot be read by you.") from error
        _make_once(path, make())
    raise ServiceError(f"{path} is empty. Delete it and start again.")


def _make_once(path: Path, secret: str) -> None:
    folder = paths.ensure_data_dir()
    handle, new = tempfile.mkstemp(dir=folder, prefix=f".{path.name}-")  # mkstemp's mode is 0600
    with os.fdopen(handle, "w") as file:
        file.write(f"{secret}\n")
    try:
        os.link(new, path)  # fails where another process was first, and never shows a half-written file
    except FileExistsError:
        pass
    finally:
        Path(new).unlink()
