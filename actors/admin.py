from django.contrib import admin

from actors.models import Actor, ActorMerge, ActorName, Conflict, NotSame, Office, Place, PlaceName
from lib.admin import HistoryAdmin, OccurringFilter, ReadOnlyAdmin


class ActorNameInline(admin.TabularInline[ActorName, Actor]):
    model = ActorName
    extra = 0


class OfficeInline(admin.TabularInline[Office, Actor]):
    model = Office
    fk_name = "actor"
    autocomplete_fields = ("organisation",)
    extra = 0


class PlaceNameInline(admin.TabularInline[PlaceName, Place]):
    model = PlaceName
    extra = 0


@admin.register(Actor)
class ActorAdmin(HistoryAdmin):
    list_display = ("name", "kind", "country", "acts_for", "wikidata")
    list_filter = ("kind", "country")
    list_select_related = ("acts_for",)
    search_fields = ("name", "slug", "names__text", "wikidata")
    autocomplete_fields = ("acts_for",)
    readonly_fields = ("merged_into",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (ActorNameInline, OfficeInline)


@admin.register(ActorMerge)
class ActorMergeAdmin(ReadOnlyAdmin):
    list_display = ("gone", "kept", "at", "by", "undone_at", "undone_by")
    list_filter = ("by",)
    list_select_related = ("gone", "kept", "by", "undone_by")
    search_fields = ("gone__name", "kept__name", "reason")


@admin.register(NotSame)
class NotSameAdmin(ReadOnlyAdmin):
    list_display = ("one", "other", "said_by", "said_at")
    list_filter = ("said_by",)
    list_select_related = ("one", "other", "said_by")
    search_fields = ("one__name", "other__name")


@admin.register(ActorName)
class ActorNameAdmin(HistoryAdmin):
    list_display = ("text", "actor", "kind", "language", "script", "start_edtf", "end_edtf")
    list_filter = ("kind", "language", "script")
    list_select_related = ("actor",)
    search_fields = ("text", "actor__name")
    autocomplete_fields = ("actor",)


@admin.register(Office)
class OfficeAdmin(HistoryAdmin):
    list_display = ("title", "kind", "actor", "organisation", "start_edtf", "end_edtf")
    list_filter = ("kind", ("organisation", OccurringFilter))
    list_select_related = ("actor", "organisation")
    search_fields = ("title", "actor__name", "organisation__name")
    autocomplete_fields = ("actor", "organisation")


@admin.register(Place)
class PlaceAdmin(HistoryAdmin):
    list_display = ("name", "precision", "country", "latitude", "longitude")
    list_filter = ("precision", "country")
    search_fields = ("name", "slug", "names__text")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (PlaceNameInline,)


@admin.register(PlaceName)
class PlaceNameAdmin(HistoryAdmin):
    list_display = ("text", "place", "language")
    list_filter = ("language",)
    list_select_related = ("place",)
    search_fields = ("text", "place__name")
    autocomplete_fields = ("place",)


@admin.register(Conflict)
class ConflictAdmin(HistoryAdmin):
    list_display = ("name", "slug", "start_edtf", "end_edtf", "timezone")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("parties",)
