from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The top layer as an app, so that it can own management commands."""

    name = "config"
    default_auto_field = "django.db.models.BigAutoField"
