from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "timeline"

    def ready(self) -> None:
        """Listen to what happens to claims, and to work that waits."""
        from timeline import receivers, tasks  # noqa: F401, PLC0415  # models are not loaded before ready()
        from timeline.references import add_references  # noqa: PLC0415  # as above

        add_references()
