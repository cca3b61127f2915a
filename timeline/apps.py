from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "timeline"

    def ready(self) -> None:
        """Listen to what happens to claims."""
        from timeline import receivers  # noqa: F401, PLC0415  # connects its receivers once the models are there
        from timeline.references import add_references  # noqa: PLC0415  # as above

        add_references()
