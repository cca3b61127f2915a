from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self) -> None:
        """Listen to work that waits."""
        from articles import tasks  # noqa: F401, PLC0415  # models are not loaded before ready()
