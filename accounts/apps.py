from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Bring the groups' permissions in line with `accounts.roles` after every migrate; listen to log-ins."""
        from accounts import receivers  # noqa: F401, PLC0415  # models are not loaded before ready()
        from accounts.roles import sync_roles  # noqa: PLC0415  # its groups are models too

        post_migrate.connect(sync_roles, dispatch_uid="accounts.sync_roles")
