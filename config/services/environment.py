"""The `.env` file, read before anything asks the environment."""

import os

import environ

from config.services import paths


def load() -> None:
    """Set what `.env` says and the environment does not."""
    file = paths.REPOSITORY / ".env"
    if file.exists():
        environ.Env.read_env(file)


def data_folder(path: str) -> None:
    """Use this data folder here and in every process started from here."""
    os.environ["ATTESTED_DATA"] = path
    os.environ["ATTESTED_DATA"] = str(paths.data_dir())
