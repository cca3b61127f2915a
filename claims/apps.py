from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"

    def ready(self) -> None:
        """Listen to what happens to articles, and to work that waits."""
        from claims import receivers, tasks  # noqa: F401, PLC0415  # models are not loaded before ready()
        from claims.engines import checks  # noqa: F401, PLC0415  # as above
        from claims.references import add_references  # noqa: PLC0415  # as above

        add_references()
