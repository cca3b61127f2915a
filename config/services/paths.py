"""Where an installation keeps what is its own."""

import os
from pathlib import Path

from config.services.errors import ServiceError

REPOSITORY = Path(__file__).resolve().parents[2]


def data_dir() -> Path:
    """The data folder: `ATTESTED_DATA`, else `var/` in the repository; it need not exist yet."""
    return Path(os.environ.get("ATTESTED_DATA") or REPOSITORY / "var").expanduser().resolve()


def log_dir() -> Path:
    """The folder with one log per service."""
    return data_dir() / "log"


def ensure_data_dir() -> Path:
    """The data folder, made where it is missing.

    Made by root it may be passed through (0711) because the database server is another user; what is secret
    in it is secret by its own mode. Made by anybody else it is closed.
    """
    data = data_dir()
    try:
        if not data.is_dir():
            data.mkdir(parents=True, exist_ok=True)
            data.chmod(0o711 if os.geteuid() == 0 else 0o700)
        log_dir().mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ServiceError(f"The data folder {data} cannot be made: {error.strerror}.") from error
    if not os.access(data, os.W_OK | os.X_OK):
        raise ServiceError(
            f"The data folder {data} belongs to {data.owner()} and cannot be written by you. "
            "Start as that user, or choose another folder with --data or ATTESTED_DATA."
        )
    return data
