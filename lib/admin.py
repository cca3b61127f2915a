"""Admin classes that cannot get around the workflow, and show what changed."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

_SHOWN_VERSIONS = 200


class HistoryAdmin(admin.ModelAdmin[Any]):
    """An admin whose "History" reads the row versions that the database keeps."""

    show_full_result_count = False  # a count of a million rows costs more than the page

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A slug is an address that readers may have kept: it is chosen once."""
        fixed = super().get_readonly_fields(request, obj)
        return (*fixed, "slug") if obj is not None and hasattr(obj, "slug") else fixed

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Nothing is filled in by itself any more once the slug is fixed."""
        return {} if obj is not None else super().get_prepopulated_fields(request, obj)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What changed, who did it, when and why, newest first; read-only."""
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        if not hasattr(row, "versions"):
            return super().history_view(request, object_id, extra_context)
        versions = list(row.versions.select_related("pgh_context").order_by("-pgh_id")[:_SHOWN_VERSIONS])
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {row}",
            "opts": self.opts,
            "object": row,
            "changes": list(_changes(versions)),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/versions.html", context)


def _changes(versions: list[Any]) -> Iterable[dict[str, Any]]:
    """Newest first: each version with the fields in which it differs from the one before it."""
    people = {
        user.pk: str(user)
        for user in get_user_model().objects.filter(pk__in={_metadata(version).get("user") for version in versions})
    }
    for version, before in zip(versions, [*versions[1:], None], strict=True):
        metadata = _metadata(version)
        fields = [
            field
            for field in version._meta.concrete_fields  # noqa: SLF001  # Django's documented model API
            if not field.name.startswith("pgh_")
        ]
        yield {
            "at": version.pgh_created_at,
            "what": version.pgh_label,
            "who": people.get(metadata.get("user", 0), "the system"),
            "why": metadata.get("reason") or metadata.get("url") or "",
            "fields": [
                {
                    "name": field.verbose_name,
                    "before": getattr(before, field.attname) if before else "",
                    "after": getattr(version, field.attname),
                }
                for field in fields
                if before is None or getattr(before, field.attname) != getattr(version, field.attname)
            ],
        }


def _metadata(version: Any) -> dict[str, Any]:
    return version.pgh_context.metadata if version.pgh_context else {}


class ReadOnlyAdmin(HistoryAdmin):
    """For rows that only actions write: to look at, search and filter, never to change."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  # Django's signature
        """Nobody adds such a row here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Nobody changes such a row here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Nobody deletes such a row here."""
        return False


class ReadOnlyInline(admin.TabularInline[Any, Any]):
    """Rows shown inside another, not to be changed there."""

    extra = 0
    can_delete = False
    show_change_link = True

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:  # noqa: ARG002
        """Every field that is shown."""
        return self.fields or ()

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Nobody adds such a row here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Nobody changes such a row here."""
        return False
