from django.contrib import admin

from articles.models import (
    Article,
    ArticleAddress,
    Batch,
    Feed,
    FeedHealth,
    FeedItem,
    FeedPoll,
    Fetch,
    Host,
    IngestJob,
    OriginGroup,
    Snapshot,
    Source,
    Watch,
)
from lib.admin import HistoryAdmin, OccurringFilter, ReadOnlyAdmin, ReadOnlyInline


class SnapshotInline(ReadOnlyInline):
    model = Snapshot
    fields = ("number", "title", "fetched_at", "media_type", "extractor", "sha256")


class ArticleInline(ReadOnlyInline):
    model = Article
    fields = ("title", "source", "published_edtf", "url")


@admin.register(Source)
class SourceAdmin(HistoryAdmin):
    list_display = ("name", "domain", "country", "language", "owner", "reliability")
    list_filter = ("reliability", "owner", "country", "language")
    search_fields = ("name", "slug", "domain")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    list_display = ("title", "source", "published_edtf", "language", "origin_group", "created_at")
    list_filter = (("source", OccurringFilter), "language", "created_at")
    list_select_related = ("source", "origin_group")
    search_fields = ("title", "url", "byline", "source__name")
    inlines = (SnapshotInline,)


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnlyAdmin):
    list_display = ("title", "number", "media_type", "language", "fetched_at", "sha256")
    list_filter = ("media_type", "language", "fetched_at")
    search_fields = ("title", "sha256", "article__url")


@admin.register(OriginGroup)
class OriginGroupAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "agency", "created_at")
    list_filter = ("agency",)
    search_fields = ("agency", "articles__title")
    inlines = (ArticleInline,)


@admin.register(IngestJob)
class IngestJobAdmin(ReadOnlyAdmin):
    list_display = ("location", "state", "outcome", "attempts", "error", "created_at", "finished_at")
    list_filter = ("state", "outcome", "media_type")
    search_fields = ("location", "error", "sha256")


@admin.register(Feed)
class FeedAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "source", "status", "shortest", "added_by", "created_at")
    list_filter = ("status", ("source", OccurringFilter))
    list_select_related = ("source", "added_by")
    search_fields = ("title", "url", "source__name")


@admin.register(FeedHealth)
class FeedHealthAdmin(ReadOnlyAdmin):
    list_display = ("feed", "format", "next_at", "succeeded_at", "failures", "unreadable", "error")
    list_filter = ("cause", "format")
    list_select_related = ("feed",)
    search_fields = ("feed__url", "feed__title", "error")


@admin.register(FeedPoll)
class FeedPollAdmin(ReadOnlyAdmin):
    list_display = ("feed", "state", "status", "listed", "new", "error", "created_at", "finished_at")
    list_filter = ("state", "cause")
    list_select_related = ("feed",)
    search_fields = ("feed__url", "feed__title", "error")


@admin.register(FeedItem)
class FeedItemAdmin(ReadOnlyAdmin):
    list_display = ("title", "feed", "published_edtf", "first_seen_at", "url")
    list_filter = (("feed", OccurringFilter), "first_seen_at")
    list_select_related = ("feed",)
    search_fields = ("title", "url")


@admin.register(ArticleAddress)
class ArticleAddressAdmin(ReadOnlyAdmin):
    list_display = ("url", "article", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("article",)
    search_fields = ("url", "article__title")


@admin.register(Watch)
class WatchAdmin(ReadOnlyAdmin):
    list_display = ("article", "step", "next_at", "looked_at", "url")
    list_filter = ("step",)
    list_select_related = ("article",)
    search_fields = ("url", "article__title")


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    list_display = ("name", "requested_by", "created_at")
    list_filter = (("requested_by", OccurringFilter), "created_at")
    list_select_related = ("requested_by",)
    search_fields = ("name",)


@admin.register(Host)
class HostAdmin(ReadOnlyAdmin):
    list_display = ("name", "next_at", "robots_status", "robots_at")
    list_filter = ("robots_status",)
    search_fields = ("name",)


@admin.register(Fetch)
class FetchAdmin(ReadOnlyAdmin):
    list_display = ("url", "purpose", "state", "outcome", "status", "retries", "not_before", "error")
    list_filter = ("state", "purpose", "outcome", "cause")
    search_fields = ("url", "error")
