"""The four roles and what each may do. The table is the truth: `migrate` brings the groups in line with it."""

from enum import StrEnum
from typing import Any

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS


class Role(StrEnum):
    READER = "reader"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMIN = "admin"


_DESK = {"claims.use_desk"}
_CURATE = _DESK | {
    "articles.ingest_article",
    "articles.date_article",
    "articles.group_article",
    "articles.manage_feed",
    "articles.add_source",
    "articles.change_source",
    "claims.decide_suggestion",
    "claims.mute_suggestion",
    "claims.write_claim",
    "timeline.write_event",
    "actors.add_actor",
    "actors.change_actor",
    "actors.merge_actor",
    "claims.change_issue",
    "claims.merge_issue",
}
_REVIEW = _DESK | {"claims.review_claim", "claims.mute_everywhere", "timeline.publish_event"}
_KEEP = {
    f"{verb}_{model}"
    for model in ("conflict", "actor", "actorname", "office", "place", "placename")
    for verb in ("view", "add", "change", "delete")
}
_ADMIN_MODELS = {
    "actors": _KEEP | {"view_actormerge", "view_notsame"},
    "accounts": {
        "view_user",
        "add_user",
        "change_user",
        "view_apitoken",
        "view_follow",
        "view_notification",
        "view_notificationchoice",
    },
    "auth": {"view_group"},
    "articles": {
        "view_source",
        "add_source",
        "change_source",
        "delete_source",
        "view_article",
        "view_snapshot",
        "view_origingroup",
        "view_ingestjob",
        "view_articleaddress",
        "view_batch",
        "view_feed",
        "view_feedhealth",
        "view_feeditem",
        "view_feedpoll",
        "view_fetch",
        "view_host",
        "view_watch",
    },
    "claims": {
        "view_issue",
        "add_issue",
        "change_issue",
        "delete_issue",
        "view_issuemerge",
        "view_officeevidence",
        "view_excerpt",
        "view_placement",
        "view_suggestion",
        "view_suggestionrun",
        "view_engineanswer",
        "view_enginecall",
        "view_mute",
        "view_mutesweep",
        "view_claim",
        "view_attribution",
        "view_evidence",
        "view_claimlink",
        "view_claimwords",
        "view_review",
        "view_comment",
        "view_check",
        "view_linkproposal",
        "view_linksearch",
        "view_inboxitem",
        "view_inboxstep",
        "view_savedfilter",
        "view_formdraft",
        "view_editlock",
        "view_sentform",
    },
    "timeline": {
        "view_event",
        "view_eventactor",
        "view_eventclaim",
        "view_eventlink",
        "view_entry",
        "view_entryactor",
        "view_entrysearch",
        "view_entrytag",
        "view_searchgram",
        "view_searchterm",
        "view_savedsearch",
        "view_searchhit",
        "view_news",
        "view_webhook",
        "view_delivery",
        "view_position",
        "view_statement",
        "view_statementlink",
        "view_citation",
        "view_figure",
        "view_livestate",
        "view_schedule",
        "view_withdrawal",
    },
}

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.READER: frozenset(),
    Role.EDITOR: frozenset(_CURATE),
    Role.REVIEWER: frozenset(_CURATE | _REVIEW),
    Role.ADMIN: frozenset(_DESK | {f"{app}.{code}" for app, codes in _ADMIN_MODELS.items() for code in codes}),
}
# Rights that come beside a role, to few people by name.
BESIDE_A_ROLE = {"urgent desk": frozenset({"claims.publish_alone"})}


def sync_roles(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Give each group of the tables exactly its permissions; runs once, after the last app has its own."""
    if sender.label != [config.label for config in apps.get_app_configs() if config.models_module][-1]:
        return
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in permission_model.objects.using(using).select_related("content_type")
    }
    groups = {role.value: codes for role, codes in PERMISSIONS.items()} | BESIDE_A_ROLE
    for name, codes in groups.items():
        group, _ = group_model.objects.using(using).get_or_create(name=name)
        group.permissions.set([known[code] for code in sorted(codes)])
