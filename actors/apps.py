from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "actors"

    def ready(self) -> None:
        """Name the rows that go along when an actor is merged into another."""
        from actors.references import add_own  # noqa: PLC0415  # models are not loaded before ready()

        add_own()
