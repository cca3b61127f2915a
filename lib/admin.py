"""Admin classes that cannot get around the workflow, and show what changed."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from lib.bounded_pages import BoundedPaginator

_SHOWN_VERSIONS = 200
# Nobody waits until a million rows are read for a word.
_MOST_SEARCHED = 2_000


class OccurringFilter(admin.RelatedFieldListFilter):
    """Only those that some row refers to: each is looked up, where Django's own filter reads all rows."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Any:
        """Number and name of each."""
        rows = model_admin.model._default_manager.order_by().filter(**{self.field_path: OuterRef("pk")})  # noqa: SLF001
        known = field.remote_field.model._default_manager.alias(row=Subquery(rows.values("pk")[:1]))  # noqa: SLF001
        occurring = {"pk__in": list(known.filter(row__isnull=False).values_list("pk", flat=True))}
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, limit_choices_to=occurring, ordering=ordering)


class NewestValuesFilter(admin.AllValuesFieldListFilter):
    """Values that the newest rows have: Django's own filter reads all rows for those that any has."""

    def __init__(
        self,
        field: Any,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[models.Model],
        model_admin: admin.ModelAdmin[Any],
        field_path: str,
    ) -> None:
        super().__init__(field, request, params, model, model_admin, field_path)
        newest = model_admin.get_queryset(request).order_by("-pk").values("pk")[:_MOST_SEARCHED]
        self.lookup_choices = self.lookup_choices.filter(pk__in=newest)


admin.FieldListFilter.register(
    lambda field: isinstance(field, models.CharField) and not field.choices, NewestValuesFilter, take_priority=True
)


class HistoryAdmin(admin.ModelAdmin[Any]):
    """An admin whose "History" reads the row versions that the database keeps."""

    show_full_result_count = False  # a count of a million rows costs more than the page
    paginator = BoundedPaginator
    list_per_page = 50
    search_help_text = _("Of many, the newest 2,000 are searched; a number finds the one that has it, of any age.")

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Words in the newest rows: parts of words have no index, and of a million rows each would be read."""
        term = search_term.strip()
        # isdecimal() and a short one: what int() and the column take.
        if term.isdecimal() and len(term) <= 18 and (found := queryset.filter(pk=int(term))).exists():
            return found, False
        newest = self.model._default_manager.order_by("-pk").values_list("pk", flat=True)  # noqa: SLF001
        if term and (last := newest[_MOST_SEARCHED : _MOST_SEARCHED + 1].first()):
            queryset = queryset.filter(pk__gt=last)
        return super().get_search_results(request, queryset, search_term)

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

    ordering = ("-pk",)  # which every table has an index of

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
