"""What `manage.py check` says of engines."""

from typing import Any

from django.core import checks

from claims.engines.registry import engines


@checks.register("engines")
def check_engines(**_kwargs: Any) -> list[checks.CheckMessage]:
    """A warning for each engine that is switched on and cannot be loaded."""
    return [
        checks.Warning(
            f"The engine {name!r} cannot be loaded: {problem}.",
            hint="Articles go on being read by the others. docs/engines.md says more.",
            id="claims.W001",
        )
        for name, problem in engines().problems.items()
    ]
