from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from lib.admin import OccurringFilter, ReadOnlyAdmin, ReadOnlyInline
from timeline.models import (
    Citation,
    Delivery,
    Entry,
    EntryActor,
    EntrySearch,
    EntryTag,
    Event,
    EventActor,
    EventClaim,
    EventLink,
    Figure,
    LiveState,
    News,
    Position,
    SavedSearch,
    Schedule,
    SearchGram,
    SearchHit,
    SearchTerm,
    Statement,
    StatementLink,
    Webhook,
    Withdrawal,
)


class EventActorInline(ReadOnlyInline):
    model = EventActor
    fields = ("actor", "role")


class EventClaimInline(ReadOnlyInline):
    model = EventClaim
    fields = ("position", "claim")


class EntryInline(ReadOnlyInline):
    model = Entry
    fields = ("revision", "title", "verdict", "known_at", "superseded_at", "correction_note", "published_by")


class StatementInline(ReadOnlyInline):
    model = Statement
    fields = ("position", "text", "kind", "verdict", "origins")


class CitationInline(ReadOnlyInline):
    model = Citation
    fields = ("position", "relation", "exact", "source_name", "published_edtf", "sha256")


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = (
        "title",
        "type",
        "happened_edtf",
        "place",
        "author",
        "edited_by",
        "assignee",
        "due_on",
        "updated_at",
    )
    list_filter = ("type", "conflict", ("place", OccurringFilter), "author", "assignee")
    list_select_related = ("place", "author", "edited_by", "assignee")
    search_fields = ("title", "summary", "actors__actor__name")
    inlines = (EventActorInline, EventClaimInline, EntryInline)


@admin.register(EventActor)
class EventActorAdmin(ReadOnlyAdmin):
    list_display = ("event", "actor", "role")
    list_filter = ("role",)
    list_select_related = ("event", "actor")
    search_fields = ("event__title", "actor__name")


@admin.register(EventClaim)
class EventClaimAdmin(ReadOnlyAdmin):
    list_display = ("event", "position", "claim")
    list_filter = ("claim__stage", "claim__kind")
    list_select_related = ("event", "claim")
    search_fields = ("event__title", "claim__text")


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    list_display = ("title", "revision", "type", "occurred_edtf", "verdict", "known_at", "superseded_at")
    list_filter = ("type", "verdict", "conflict", "occurred_precision", "known_at")
    search_fields = ("title", "summary", "correction_note")
    inlines = (StatementInline,)


@admin.register(EntryActor)
class EntryActorAdmin(ReadOnlyAdmin):
    list_display = ("name", "entry")
    list_filter = ("entry__type",)
    list_select_related = ("entry",)
    search_fields = ("name", "slug", "entry__title")


@admin.register(EntrySearch)
class EntrySearchAdmin(ReadOnlyAdmin):
    list_display = ("entry",)
    list_select_related = ("entry",)
    list_filter = ("entry__type",)
    search_fields = ("entry__title",)


@admin.register(EntryTag)
class EntryTagAdmin(ReadOnlyAdmin):
    list_display = ("kind", "slug", "name", "entry")
    list_filter = ("kind",)
    list_select_related = ("entry",)
    search_fields = ("slug", "name", "entry__title")


class ScriptFilter(admin.SimpleListFilter):
    """Words by the letters they are written in; to list each word or gram as a choice would be no choice."""

    title = "script"
    parameter_name = "script"
    in_field = "text"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        """The scripts that newsrooms look for."""
        return [("[а-яіїєґ]", "Cyrillic"), ("[a-z]", "Latin")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """The words with a letter of that script."""
        known = [letters for letters, _ in self.lookups() if letters == self.value()]
        return queryset.filter(**{f"{self.in_field}__regex": known[0]}) if known else queryset


class ScriptOfGramFilter(ScriptFilter):
    in_field = "gram"


@admin.register(SearchTerm)
class SearchTermAdmin(ReadOnlyAdmin):
    list_display = ("text",)
    list_filter = (ScriptFilter,)
    search_fields = ("text",)


@admin.register(SearchGram)
class SearchGramAdmin(ReadOnlyAdmin):
    list_display = ("gram", "term")
    list_filter = (ScriptOfGramFilter,)
    list_select_related = ("term",)
    search_fields = ("=gram", "term__text")


@admin.register(Statement)
class StatementAdmin(ReadOnlyAdmin):
    list_display = ("text", "entry", "kind", "verdict", "origins", "said_edtf")
    list_filter = ("kind", "verdict", "directness", "stance")
    list_select_related = ("entry",)
    search_fields = ("text", "quote", "translation", "entry__title")
    inlines = (CitationInline,)


@admin.register(Position)
class PositionAdmin(ReadOnlyAdmin):
    list_display = ("actor_name", "issue_name", "stance", "said_edtf", "speaker_name", "known_at", "superseded_at")
    list_filter = ("stance", "verdict", "speaks", "is_side", ("issue", OccurringFilter))
    list_select_related = ("actor", "issue")
    search_fields = ("actor_name", "issue_name", "speaker_name")


@admin.register(StatementLink)
class StatementLinkAdmin(ReadOnlyAdmin):
    list_display = ("statement", "kind", "other", "known_at", "superseded_at")
    list_filter = ("kind",)
    list_select_related = ("statement", "other")
    search_fields = ("statement__text", "other__text")


@admin.register(Citation)
class CitationAdmin(ReadOnlyAdmin):
    list_display = ("exact", "relation", "source_name", "reliability", "published_edtf", "statement")
    list_filter = ("relation", "reliability")
    list_select_related = ("statement",)
    search_fields = ("exact", "article_title", "source_name", "sha256")


@admin.register(Figure)
class FigureAdmin(ReadOnlyAdmin):
    list_display = ("event", "kind", "low", "high", "claim")
    list_filter = ("kind",)
    list_select_related = ("event", "claim")
    search_fields = ("event__title", "claim__text")


@admin.register(EventLink)
class EventLinkAdmin(ReadOnlyAdmin):
    list_display = ("event", "kind", "other", "claim", "note")
    list_filter = ("kind", ("claim", admin.EmptyFieldListFilter))
    list_select_related = ("event", "other", "claim")
    search_fields = ("event__title", "other__title", "claim__text", "note")


@admin.register(Schedule)
class ScheduleAdmin(ReadOnlyAdmin):
    list_display = ("event", "at", "by", "state", "fault")
    list_filter = ("state",)
    list_select_related = ("event", "by")
    search_fields = ("event__title",)


@admin.register(Withdrawal)
class WithdrawalAdmin(ReadOnlyAdmin):
    list_display = ("event", "at", "by", "moved_to", "reason")
    list_filter = ("by", "at")
    list_select_related = ("event", "by", "moved_to")
    search_fields = ("event__title", "reason")


@admin.register(LiveState)
class LiveStateAdmin(ReadOnlyAdmin):
    list_display = ("event", "waits_since", "live_since", "withdrawn_at", "live_alone")
    list_filter = (("waits_since", admin.EmptyFieldListFilter), "live_alone", "live_since")
    list_select_related = ("event",)
    search_fields = ("event__title",)


@admin.register(SavedSearch)
class SavedSearchAdmin(ReadOnlyAdmin):
    list_display = ("name", "user", "query", "mail", "made_at")
    list_filter = ("mail", "made_at")
    list_select_related = ("user",)
    search_fields = ("name", "query", "user__username")


@admin.register(News)
class NewsAdmin(ReadOnlyAdmin):
    list_display = ("entry", "kind", "state", "created_at", "error")
    list_filter = ("state", "kind")
    list_select_related = ("entry",)
    search_fields = ("entry__title", "error")


@admin.register(SearchHit)
class SearchHitAdmin(ReadOnlyAdmin):
    list_display = ("search", "news", "wants_mail", "mailed_at")
    list_filter = ("wants_mail", "mailed_at")
    list_select_related = ("search", "news")
    search_fields = ("search__name", "news__entry__title")


@admin.register(Webhook)
class WebhookAdmin(ReadOnlyAdmin):
    exclude = ("secret",)
    list_display = ("url", "search", "failures", "disabled_at", "told_at")
    list_filter = (("disabled_at", admin.EmptyFieldListFilter), "made_at")
    list_select_related = ("search",)
    search_fields = ("url", "search__name", "search__user__username")


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ("name", "webhook", "news", "state", "status", "retries", "error")
    list_filter = ("state", "status")
    list_select_related = ("webhook", "news")
    search_fields = ("webhook__url", "news__entry__title", "error")
