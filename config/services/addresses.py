"""Where the embedded servers answer, as Django, Celery and redis-py write it; known before they ever ran."""

from pathlib import Path

from config.services import secrets
from config.services.home import servers_home

DATABASE = "attested"
ROLE = "attested"
PORT = 5432  # only a part of the socket's name: nothing listens on TCP


def database_settings() -> dict[str, object]:
    """Django's `DATABASES` entry for the embedded PostgreSQL."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": str(servers_home().sockets),
        "PORT": str(PORT),
        "NAME": DATABASE,
        "USER": ROLE,
        "PASSWORD": secrets.database_password(),
    }


def redis_socket() -> Path:
    """The socket file itself; it exists once Redis listens."""
    return servers_home().sockets / "redis.sock"


def redis_url() -> str:
    """The embedded Redis as Celery's broker URL."""
    return f"redis+socket://{redis_socket()}?virtual_host=0"


def redis_cache_url() -> str:
    """The embedded Redis as redis-py, and so Django's cache, writes it."""
    return f"unix://{redis_socket()}?db=1"
