"""A migration's operation for a squashed migration: all triggers of an app at once."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class InstallTriggers(Operation):
    """Install the triggers that the models of the app name in their options.

    pgtrigger's own operation adds one trigger to one model and has Django build its models anew for each of them,
    which for a hundred of them takes longer than everything else that makes a database.
    """

    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: the options of the models say it."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        _from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Install them; a trigger's SQL is complete, so that it has no parameters."""
        for model in to_state.apps.get_app_config(app_label).get_models():
            for trigger in getattr(model._meta, "triggers", []):  # noqa: SLF001  # Django's documented model API
                schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Nothing: they go with their tables."""

    def describe(self) -> str:
        """What `migrate --plan` says of it."""
        return "Install the triggers of all models"
