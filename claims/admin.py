from django.contrib import admin

from claims.models import (
    Attribution,
    Check,
    Claim,
    ClaimLink,
    ClaimWords,
    Comment,
    EditLock,
    EngineAnswer,
    EngineCall,
    Evidence,
    Excerpt,
    FormDraft,
    InboxItem,
    InboxStep,
    Issue,
    IssueMerge,
    LinkProposal,
    LinkSearch,
    Mute,
    MuteSweep,
    OfficeEvidence,
    Placement,
    Review,
    SavedFilter,
    SentForm,
    Suggestion,
    SuggestionRun,
)
from lib.admin import HistoryAdmin, OccurringFilter, ReadOnlyAdmin, ReadOnlyInline


class AttributionInline(ReadOnlyInline):
    model = Attribution
    fields = ("actor", "role", "office")


class EvidenceInline(ReadOnlyInline):
    model = Evidence
    fields = ("relation", "excerpt", "added_by", "added_at")


class ClaimLinkInline(ReadOnlyInline):
    model = ClaimLink
    fk_name = "claim"
    fields = ("kind", "other", "added_by", "added_at")


class ReviewInline(ReadOnlyInline):
    model = Review
    fields = ("outcome", "verdict", "reasons", "by", "at")


class SuggestionInline(ReadOnlyInline):
    model = Suggestion
    fields = ("text", "kind", "speaker", "score", "rule", "decision", "decided_by")


@admin.register(Issue)
class IssueAdmin(HistoryAdmin):
    list_display = ("name", "slug", "parent", "conflict")
    list_filter = ("conflict", ("parent", OccurringFilter))
    list_select_related = ("parent", "conflict")
    search_fields = ("name", "slug", "description")
    autocomplete_fields = ("parent", "conflict")
    readonly_fields = ("merged_into",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(IssueMerge)
class IssueMergeAdmin(ReadOnlyAdmin):
    list_display = ("gone", "kept", "at", "by", "undone_at", "undone_by")
    list_filter = ("by",)
    list_select_related = ("gone", "kept", "by", "undone_by")
    search_fields = ("gone__name", "kept__name", "reason")


@admin.register(OfficeEvidence)
class OfficeEvidenceAdmin(ReadOnlyAdmin):
    list_display = ("office", "excerpt", "added_by", "added_at")
    list_filter = ("added_by",)
    list_select_related = ("office", "excerpt", "added_by")
    search_fields = ("office__title", "office__actor__name", "excerpt__exact")


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ("text", "kind", "stage", "verdict", "author", "approver", "updated_at")
    list_filter = ("stage", "verdict", "kind", "directness", ("issue", OccurringFilter), "author")
    list_select_related = ("author", "approver")
    search_fields = ("text", "quote", "translation", "attributions__actor__name")
    inlines = (AttributionInline, EvidenceInline, ClaimLinkInline, ReviewInline)


@admin.register(Excerpt)
class ExcerptAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "snapshot", "start", "end", "state", "created_by")
    list_filter = ("state", "created_at")
    list_select_related = ("snapshot", "created_by")
    search_fields = ("exact", "snapshot__title")


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    list_display = ("text", "kind", "speaker", "score", "rule", "decision", "decided_by")
    list_filter = ("decision", "kind", "directness", "rule", ("issue", OccurringFilter))
    list_select_related = ("speaker", "decided_by")
    search_fields = ("text", "quote", "speaker__name", "speaker_name")


@admin.register(Mute)
class MuteAdmin(ReadOnlyAdmin):
    list_display = ("rule", "engine", "kind", "phrase", "source", "reason", "muted_by", "muted_at", "ended_by")
    list_filter = ("engine", "kind", ("source", OccurringFilter))
    list_select_related = ("source", "muted_by", "ended_by")
    search_fields = ("rule", "phrase", "reason")


@admin.register(MuteSweep)
class MuteSweepAdmin(ReadOnlyAdmin):
    list_display = ("mute", "after", "state", "attempts", "error", "finished_at")
    list_filter = ("state",)
    list_select_related = ("mute",)
    search_fields = ("mute__rule", "error")


@admin.register(SuggestionRun)
class SuggestionRunAdmin(ReadOnlyAdmin):
    list_display = ("snapshot", "engine", "engine_version", "dated", "state", "attempts", "error", "finished_at")
    list_filter = ("state", "engine", "engine_version")
    list_select_related = ("snapshot",)
    search_fields = ("snapshot__title", "error")
    inlines = (SuggestionInline,)


@admin.register(Attribution)
class AttributionAdmin(ReadOnlyAdmin):
    list_display = ("actor", "role", "office", "claim")
    list_filter = ("role",)
    list_select_related = ("actor", "claim")
    search_fields = ("actor__name", "claim__text", "office")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ("claim", "relation", "excerpt", "added_by", "added_at")
    list_filter = ("relation", "added_by")
    list_select_related = ("claim", "excerpt", "added_by")
    search_fields = ("claim__text", "excerpt__exact")


@admin.register(ClaimLink)
class ClaimLinkAdmin(ReadOnlyAdmin):
    list_display = ("claim", "kind", "other", "added_by", "added_at")
    list_filter = ("kind", "added_by")
    list_select_related = ("claim", "other", "added_by")
    search_fields = ("claim__text", "other__text")


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("claim", "outcome", "verdict", "by", "at")
    list_filter = ("outcome", "verdict", "by")
    list_select_related = ("claim", "by")
    search_fields = ("claim__text", "reasons")


@admin.register(Placement)
class PlacementAdmin(ReadOnlyAdmin):
    list_display = ("excerpt", "snapshot", "state", "how", "score", "settled_by", "settled_why")
    list_filter = ("state", "how", "created_at")
    list_select_related = ("excerpt", "snapshot", "settled_by")
    search_fields = ("excerpt__exact", "snapshot__title", "settled_why")


@admin.register(EngineCall)
class EngineCallAdmin(ReadOnlyAdmin):
    list_display = ("engine", "engine_version", "at", "outcome", "cause", "tokens_in", "tokens_out", "cost")
    list_filter = ("engine", "outcome", "cause", "at")
    list_select_related = ("snapshot",)
    search_fields = ("snapshot__title", "key")


@admin.register(EngineAnswer)
class EngineAnswerAdmin(ReadOnlyAdmin):
    list_display = ("key", "engine", "engine_version", "created_at")
    list_filter = ("engine", "engine_version")
    search_fields = ("key",)


@admin.register(ClaimWords)
class ClaimWordsAdmin(ReadOnlyAdmin):
    list_display = ("claim", "stale")
    search_fields = ("claim__text",)
    list_filter = ("stale",)
    list_select_related = ("claim",)


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    list_display = ("claim", "by", "at", "text", "resolved_by")
    list_filter = ("by", "resolved_at")
    list_select_related = ("claim", "by", "resolved_by")
    search_fields = ("claim__text", "text")


@admin.register(Check)
class CheckAdmin(ReadOnlyAdmin):
    list_display = ("claim", "item", "state", "by", "at")
    list_filter = ("item", "state")
    list_select_related = ("claim", "by")
    search_fields = ("claim__text", "note")


@admin.register(LinkProposal)
class LinkProposalAdmin(ReadOnlyAdmin):
    list_display = ("claim", "kind", "other", "score", "state", "decided_by")
    list_filter = ("kind", "state")
    list_select_related = ("claim", "other", "decided_by")
    search_fields = ("claim__text", "other__text")


@admin.register(LinkSearch)
class LinkSearchAdmin(ReadOnlyAdmin):
    list_display = ("claim", "version", "state", "error", "created_at", "finished_at")
    list_filter = ("state",)
    list_select_related = ("claim",)
    search_fields = ("claim__text", "error")


@admin.register(InboxItem)
class InboxItemAdmin(ReadOnlyAdmin):
    list_display = ("article", "urgency", "pending", "assignee", "snoozed_until", "dismissed_at")
    list_filter = ("stale", "dismissed_at")
    list_select_related = ("article", "assignee")
    search_fields = ("article__title", "dismissal")


@admin.register(InboxStep)
class InboxStepAdmin(ReadOnlyAdmin):
    list_display = ("did", "by", "at", "undone_at")
    list_filter = ("by",)
    list_select_related = ("by",)
    search_fields = ("did",)


@admin.register(SavedFilter)
class SavedFilterAdmin(ReadOnlyAdmin):
    list_display = ("name", "user", "query")
    list_filter = ("user",)
    list_select_related = ("user",)
    search_fields = ("name", "user__username")


@admin.register(FormDraft)
class FormDraftAdmin(ReadOnlyAdmin):
    list_display = ("form", "user", "version", "saved_at")
    list_filter = ("user", "saved_at")
    list_select_related = ("user",)
    search_fields = ("form", "user__username")


@admin.register(EditLock)
class EditLockAdmin(ReadOnlyAdmin):
    list_display = ("subject", "by", "since", "expires_at")
    list_filter = ("by",)
    list_select_related = ("by",)
    search_fields = ("subject",)


@admin.register(SentForm)
class SentFormAdmin(ReadOnlyAdmin):
    list_display = ("path", "by", "at", "location")
    list_filter = ("by", "at")
    list_select_related = ("by",)
    search_fields = ("path",)
