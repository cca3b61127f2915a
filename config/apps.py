import logging

from django.apps import AppConfig

logger = logging.getLogger(__name__)


class ConfigConfig(AppConfig):
    """The top layer as an app, so that it can own management commands."""

    name = "config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whatever starts finds its catalogues compiled; where all is compiled this is a look at four files."""
        from config.catalogues import compile_catalogues  # noqa: PLC0415  # it needs the settings

        try:
            compile_catalogues()
        except OSError as error:
            logger.warning("The catalogues are not compiled, so the interface may be in English only: %s", error)
