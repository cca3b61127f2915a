"""Who may open what: every address of the project outside the admin, for everybody, in one table."""

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver, reverse

from accounts.roles import Role
from actors.actions import add_name, merge_actors, say_not_same
from actors.models import Actor
from claims import actions
from claims.models import Check, Claim, ClaimLink, Comment, Evidence, Excerpt, LinkProposal, Mute, Suggestion
from tests import factories
from tests.conftest import logged_in
from timeline.actions import add_webhook, save_search
from timeline.models import Entry, Event

pytestmark = pytest.mark.django_db

PEOPLE = ["anonymous", *map(str, Role)]
# What each of them gets, in that order. 302 is the log-in for somebody who has not logged in, and otherwise where
# the work goes on; 404 is a page that a reader does not learn of; 403 is a role that does not reach so far.
NOT_A_WAY = "405 405 405 405 405"  # the page knows no such method, for whoever asks
ANYBODY = "200 200 200 200 200"
DESK = "302 404 200 200 200"
CURATE = "302 404 200 200 403"  # editors and reviewers
DID = "302 404 302 302 403"  # done, and on to the next page
ASKED_BACK = "302 404 422 422 403"  # an empty form is not enough
GONE = "302 404 404 404 403"  # what an empty form means is not there

KEPT_BACK = "302 404 422 422 422"  # the same, where administrators keep it too

NO_TOKEN = "401 401 401 401 401"

MATRIX = {
    #                            GET        POST with an empty form
    "healthz": (ANYBODY, NOT_A_WAY),
    "robots": (ANYBODY, NOT_A_WAY),
    "accounts:login": ("200 302 302 302 302", "200 302 302 302 302"),
    "accounts:logout": (NOT_A_WAY, "302 302 302 302 302"),
    "accounts:tokens": (DESK, "302 404 422 422 422"),
    "accounts:revoke_token": (NOT_A_WAY, "302 404 404 404 404"),
    "api:openapi-json": (ANYBODY, ANYBODY),
    "api:api-root": ("404 404 404 404 404", "404 404 404 404 404"),
    # A session opens nothing of the API, whosever it is: a token does.
    "api:bring_in": (NOT_A_WAY, NO_TOKEN),
    "api:bring_in_file": (NOT_A_WAY, NO_TOKEN),
    "api:progress": (NO_TOKEN, NOT_A_WAY),
    "api:capture": (NOT_A_WAY, "400 400 400 400 400"),
    "reconcile:service": (ANYBODY, "400 400 400 400 400"),
    "reconcile:suggest": (ANYBODY, NOT_A_WAY),
    "timeline:reconcile_preview": ("404 404 404 404 404", NOT_A_WAY),
    "timeline:index": (ANYBODY, NOT_A_WAY),
    "timeline:conflict": (ANYBODY, NOT_A_WAY),
    "timeline:overview": (ANYBODY, NOT_A_WAY),
    "timeline:conflict_overview": (ANYBODY, NOT_A_WAY),
    "timeline:choices": (ANYBODY, NOT_A_WAY),
    "timeline:suggest_actors": (ANYBODY, NOT_A_WAY),
    "timeline:actors": (ANYBODY, NOT_A_WAY),
    "timeline:actor": (ANYBODY, NOT_A_WAY),
    # The setting allows no licence: there is no photo for anybody.
    "timeline:actor_photo": ("404 404 404 404 404", NOT_A_WAY),
    "timeline:event": (ANYBODY, NOT_A_WAY),
    "timeline:revision": (ANYBODY, NOT_A_WAY),
    "timeline:citation": (ANYBODY, NOT_A_WAY),
    "timeline:about": (ANYBODY, NOT_A_WAY),
    "timeline:issues": (ANYBODY, NOT_A_WAY),
    "timeline:issue": (ANYBODY, NOT_A_WAY),
    "timeline:compare": (ANYBODY, NOT_A_WAY),
    "timeline:issues_csv": (ANYBODY, NOT_A_WAY),
    "timeline:issue_csv": (ANYBODY, NOT_A_WAY),
    "timeline:issue_svg": (ANYBODY, NOT_A_WAY),
    "timeline:issue_png": (ANYBODY, NOT_A_WAY),
    "timeline:embed_issues": (ANYBODY, NOT_A_WAY),
    "timeline:claim": (ANYBODY, NOT_A_WAY),
    "timeline:claim_jsonld": (ANYBODY, NOT_A_WAY),
    "timeline:commitments": (ANYBODY, NOT_A_WAY),
    "timeline:commitments_csv": (ANYBODY, NOT_A_WAY),
    "timeline:events_csv": (ANYBODY, NOT_A_WAY),
    "timeline:events_geojson": (ANYBODY, NOT_A_WAY),
    "timeline:follow": (ANYBODY, NOT_A_WAY),
    "timeline:atom": (ANYBODY, NOT_A_WAY),
    "timeline:json_feed": (ANYBODY, NOT_A_WAY),
    "timeline:news": (ANYBODY, NOT_A_WAY),
    "timeline:embed": (ANYBODY, NOT_A_WAY),
    "timeline:embed_event": (ANYBODY, NOT_A_WAY),
    "timeline:embed_strip": (ANYBODY, NOT_A_WAY),
    "timeline:embed_script": (ANYBODY, NOT_A_WAY),
    # Whoever has logged in has searches of their own; nobody learns of those of others.
    "timeline:searches": ("302 200 200 200 200", "302 422 422 422 422"),
    "timeline:search": ("302 404 404 404 404", "302 404 404 404 404"),
    **dict.fromkeys(
        [f"timeline:{name}" for name in ("delete_search", "add_webhook")]
        + [f"timeline:{verb}_webhook" for verb in ("test", "enable", "remove")],
        (NOT_A_WAY, "302 404 404 404 404"),
    ),
    "timeline:cite_bib": (ANYBODY, NOT_A_WAY),
    "timeline:cite_ris": (ANYBODY, NOT_A_WAY),
    "timeline:event_jsonld": (ANYBODY, NOT_A_WAY),
    "timeline:site_card": (ANYBODY, NOT_A_WAY),
    "timeline:revision_card": (ANYBODY, NOT_A_WAY),
    "timeline:identifier": ("301 301 301 301 301", NOT_A_WAY),
    "timeline:event_changes": (ANYBODY, NOT_A_WAY),
    "timeline:changes": (ANYBODY, NOT_A_WAY),
    "timeline:corrections": (ANYBODY, NOT_A_WAY),
    "timeline:corrections_feed": (ANYBODY, NOT_A_WAY),
    "articles:sources": (DESK, NOT_A_WAY),
    "articles:source_new": ("302 404 200 200 200", "302 404 422 422 422"),
    "articles:source": (DESK, "302 404 422 422 422"),
    "articles:feeds": (DESK, NOT_A_WAY),
    "articles:find_feeds": (NOT_A_WAY, ASKED_BACK),
    "articles:add_feed": (NOT_A_WAY, DID),
    "articles:import_feeds": (NOT_A_WAY, ASKED_BACK),
    "articles:export_feeds": (DESK, NOT_A_WAY),
    "articles:feed": (DESK, "302 404 422 422 403"),
    "articles:pause_feed": (NOT_A_WAY, DID),
    "articles:resume_feed": (NOT_A_WAY, DID),
    "articles:poll_feed": (NOT_A_WAY, DID),
    "articles:incoming": (DESK, "302 404 422 422 403"),
    "articles:paste": (CURATE, ASKED_BACK),
    "articles:bookmarklet": (CURATE, CURATE),
    "articles:as_captured": (DESK, NOT_A_WAY),
    "articles:captured_page": (DESK, NOT_A_WAY),
    "articles:try_again": (NOT_A_WAY, DID),
    "articles:origin": (DESK, NOT_A_WAY),
    "articles:split_origin": (NOT_A_WAY, ASKED_BACK),
    "articles:join_origin": (NOT_A_WAY, ASKED_BACK),
    "articles:warc": (DESK, NOT_A_WAY),
    "claims:changed": (DESK, NOT_A_WAY),
    "claims:settle": (NOT_A_WAY, GONE),
    "claims:changes": (DESK, NOT_A_WAY),
    "claims:desk": (DESK, NOT_A_WAY),
    "claims:arrived": (DESK, NOT_A_WAY),
    "claims:engines": (DESK, NOT_A_WAY),
    "claims:review": (DESK, NOT_A_WAY),
    "claims:quality": (CURATE, NOT_A_WAY),
    "claims:rule": ("302 404 404 404 403", NOT_A_WAY),
    "claims:mute": (CURATE, ASKED_BACK),
    "claims:unmute": (NOT_A_WAY, DID),
    "claims:date_in_words": (DESK, NOT_A_WAY),
    "claims:article": (DESK, NOT_A_WAY),
    "claims:date_article": (NOT_A_WAY, ASKED_BACK),
    "claims:reading": ("302 404 204 204 204", NOT_A_WAY),
    "claims:read_again": (NOT_A_WAY, DID),
    "claims:reread": (NOT_A_WAY, DID),
    "claims:new_claim": ("302 404 422 422 403", ASKED_BACK),
    "claims:new_evidence": (NOT_A_WAY, ASKED_BACK),
    "claims:names": (DESK, NOT_A_WAY),
    "claims:add_name": (NOT_A_WAY, "302 404 422 422 422"),
    "claims:suggestion": ("302 404 302 302 302", NOT_A_WAY),
    "claims:accept": (NOT_A_WAY, DID),
    "claims:edit_suggestion": (CURATE, CURATE),
    "claims:reject": (NOT_A_WAY, DID),
    "claims:similar_to_suggestion": (DESK, NOT_A_WAY),
    "claims:similar_to_passage": ("302 404 422 422 422", NOT_A_WAY),
    "claims:find": (DESK, NOT_A_WAY),
    "claims:claim": (DESK, NOT_A_WAY),
    "claims:edit_claim": (CURATE, CURATE),
    "claims:add_evidence": (NOT_A_WAY, ASKED_BACK),
    "claims:add_link": (NOT_A_WAY, ASKED_BACK),
    "claims:approve": (NOT_A_WAY, "302 404 403 422 403"),
    "claims:step": (NOT_A_WAY, "302 404 403 422 403"),
    "claims:remove_evidence": (NOT_A_WAY, DID),
    "claims:rate_evidence": (NOT_A_WAY, DID),
    "claims:comment": (NOT_A_WAY, "302 404 422 422 422"),
    "claims:resolve_thread": (NOT_A_WAY, "302 404 302 302 302"),
    "claims:reopen_thread": (NOT_A_WAY, "302 404 302 302 302"),
    "claims:answer_check": (NOT_A_WAY, DID),
    "claims:remove_link": (NOT_A_WAY, DID),
    "claims:confirm_link": (NOT_A_WAY, DID),
    "claims:refuse_link": (NOT_A_WAY, DID),
    "timeline:desk_article_events": (DESK, NOT_A_WAY),
    "timeline:desk_events": (DESK, NOT_A_WAY),
    "timeline:desk_event_new": (CURATE, CURATE),
    "timeline:desk_tie": (NOT_A_WAY, GONE),
    "timeline:desk_schedule": (NOT_A_WAY, "302 404 403 422 403"),
    "timeline:desk_schedule_cancel": (NOT_A_WAY, "302 404 403 404 403"),  # nothing waits
    "timeline:desk_embargo": (NOT_A_WAY, ASKED_BACK),
    "timeline:desk_withdraw": ("302 404 403 200 403", "302 404 403 422 403"),
    "timeline:desk_merge": (CURATE, ASKED_BACK),
    "timeline:desk_unmerge": (NOT_A_WAY, ASKED_BACK),
    "timeline:desk_split": (CURATE, ASKED_BACK),
    "claims:merge_claim": (CURATE, ASKED_BACK),
    "claims:following": (DESK, NOT_A_WAY),
    "claims:unfollow": (NOT_A_WAY, "302 404 404 404 404"),  # somebody else's
    "claims:unmerge_claim": (NOT_A_WAY, ASKED_BACK),
    "claims:split_claim": (CURATE, ASKED_BACK),
    "timeline:desk_event": (DESK, "302 404 422 422 403"),
    "timeline:desk_ready": ("302 404 403 200 403", "302 404 403 302 403"),
    "timeline:desk_publish": (NOT_A_WAY, "302 404 403 422 403"),
    "timeline:desk_untie": (NOT_A_WAY, DID),
    "timeline:desk_move": (NOT_A_WAY, DID),
    # No role brings the right to approve or publish alone.
    "claims:approve_alone": (NOT_A_WAY, "302 404 403 403 403"),
    "claims:confirm": (NOT_A_WAY, "302 404 403 422 403"),
    "timeline:desk_publish_alone": (NOT_A_WAY, "302 404 403 403 403"),
    "timeline:desk_assign": (NOT_A_WAY, DID),
    "timeline:desk_follow_event": (NOT_A_WAY, "302 404 302 302 302"),
    "claims:assign": (NOT_A_WAY, DID),
    "accounts:notifications": (DESK, NOT_A_WAY),
    "accounts:read_notifications": (NOT_A_WAY, "302 404 302 302 302"),
    "accounts:notification_choices": (DESK, "302 404 422 422 422"),
    # Each is one person's; nobody else learns of it.
    "accounts:notification": ("302 404 404 404 404", NOT_A_WAY),
    "claims:follow": (NOT_A_WAY, "302 404 302 302 302"),
    "timeline:desk_place_map": (DESK, NOT_A_WAY),
    "timeline:desk_add_figure": (NOT_A_WAY, ASKED_BACK),
    "timeline:desk_change_figure": (NOT_A_WAY, ASKED_BACK),
    "timeline:desk_remove_figure": (NOT_A_WAY, DID),
    "timeline:desk_find_events": (DESK, NOT_A_WAY),
    "timeline:desk_link_events": (NOT_A_WAY, ASKED_BACK),
    "timeline:desk_remove_link": (NOT_A_WAY, DID),
    "claims:inbox_act": (NOT_A_WAY, "302 404 422 422 422"),
    "claims:inbox_steps": (DESK, NOT_A_WAY),
    "claims:undo_step": (NOT_A_WAY, "302 404 404 404 404"),
    "claims:save_filter": (NOT_A_WAY, "302 404 422 422 422"),
    "claims:rename_filter": (NOT_A_WAY, "302 404 404 404 404"),
    "claims:delete_filter": (NOT_A_WAY, "302 404 404 404 404"),
    "timeline:desk_reports": (DESK, NOT_A_WAY),
    "timeline:desk_report": (DESK, NOT_A_WAY),
    "timeline:desk_report_file": (DESK, NOT_A_WAY),
    "claims:check_translation": (NOT_A_WAY, DID),
    "claims:actors": (DESK, NOT_A_WAY),
    "claims:actor": (DESK, KEPT_BACK),
    "claims:add_actor_name": (NOT_A_WAY, KEPT_BACK),
    "claims:change_actor_name": (NOT_A_WAY, KEPT_BACK),
    "claims:add_office": (NOT_A_WAY, KEPT_BACK),
    "claims:change_office": (NOT_A_WAY, KEPT_BACK),
    "claims:add_office_evidence": (NOT_A_WAY, KEPT_BACK),
    "claims:remove_office_evidence": (NOT_A_WAY, "302 404 302 302 302"),
    "claims:merge_actor": (CURATE, ASKED_BACK),
    "claims:split_actor": (CURATE, ASKED_BACK),
    "claims:unmerge_actor": (NOT_A_WAY, ASKED_BACK),
    "claims:not_same": (NOT_A_WAY, GONE),
    "claims:same_again": (NOT_A_WAY, ASKED_BACK),
    # There is no photo yet, and the setting allows no licence.
    "claims:actor_photo": ("302 404 404 404 404", NOT_A_WAY),
    "claims:change_actor_photo": (NOT_A_WAY, KEPT_BACK),
    "claims:remove_actor_photo": (NOT_A_WAY, KEPT_BACK),
    "claims:issues": (DESK, NOT_A_WAY),
    "claims:new_issue": (DESK, KEPT_BACK),
    "claims:issue": (DESK, KEPT_BACK),
    "claims:merge_issue": (CURATE, ASKED_BACK),
    "claims:unmerge_issue": (NOT_A_WAY, ASKED_BACK),
    "claims:here": (NOT_A_WAY, "302 404 422 422 422"),
    "claims:take_over": (NOT_A_WAY, ASKED_BACK),
    "claims:keep_draft": (NOT_A_WAY, ASKED_BACK),
    "claims:throw_draft_away": (NOT_A_WAY, ASKED_BACK),
}


def addresses(resolver=None, namespace=""):
    """The names of all addresses outside the admin, each with its pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", str(pattern.pattern)
        elif pattern.namespace != "admin":
            yield from addresses(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)


def test_every_address_is_in_the_table_and_no_other():
    # One address of the reconciliation API is in the list once for each of its methods.
    found = set(addresses())
    assert len(found) == len({name for name, _route in found}), "two addresses have one name"
    assert set(MATRIX) == {name for name, _route in found}


# As of a row that somebody else has, or nobody: no sequence comes so far.
NOBODYS = 999_999_999
_ON_SUGGESTIONS = ("suggestion", "accept", "edit_suggestion", "reject", "similar_to_suggestion")


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """A newsroom's addresses, snapshots and sessions, made once: each test runs in a savepoint inside this transaction."""
    folder = {"location": tmp_path_factory.mktemp("snapshots")}
    snapshots = {"snapshots": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}}
    with (
        override_settings(STORAGES=settings.STORAGES | snapshots),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield (
            one_of_everything(),
            snapshots,
            {role: logged_in(factories.user(role)).session.session_key for role in Role},
        )
        transaction.set_rollback(True)


@pytest.fixture
def newsroom(db, made, settings):
    addresses, snapshots, _ = made
    settings.STORAGES |= snapshots
    return addresses


def one_of_everything():
    """The address of each; what waits was written by the editor."""
    entry = factories.published()
    position = factories.position()
    factories.published(claims=[position])
    suggestion = factories.suggestion()
    claim = factories.claim_in_review(excerpt=factories.passage(suggestion.excerpt.snapshot))
    event = factories.event(claims=[claim])
    citation = entry.statements.get().citations.get()
    feed = {"pk": factories.feed().pk}
    failed = factories.failed_fetch()
    changed = factories.article()
    factories.snapshot(changed.article, "It reads otherwise now.")
    numbers = {"pk": suggestion.pk}
    claims = {"pk": claim.pk}
    article = {"pk": suggestion.excerpt.snapshot.article_id}
    counted = {"pk": event.pk, "figure_id": factories.figure(event=event, claim=claim).pk}
    tied = {"pk": event.pk, "claim_id": claim.pk}
    arguments = {
        "timeline:conflict": {"slug": entry.conflict.slug},
        "timeline:conflict_overview": {"slug": entry.conflict.slug},
        "timeline:event": {"event_id": entry.event_id, "slug": entry.slug},
        "timeline:embed_event": {"event_id": entry.event_id},
        **{f"timeline:issue{kind}": {"slug": position.issue.slug} for kind in ("", "_csv", "_svg", "_png")},
        "timeline:revision": {"event_id": entry.event_id, "revision": 1},
        "timeline:cite_bib": {"event_id": entry.event_id, "revision": 1},
        "timeline:cite_ris": {"event_id": entry.event_id, "revision": 1},
        "timeline:revision_card": {"event_id": entry.event_id, "revision": 1},
        "timeline:actor": {"slug": "ushakov"},
        "timeline:actor_photo": {"pk": NOBODYS, "digest": "0123456789abcdef"},
        "timeline:identifier": {"name": f"{entry.event_id}.1"},
        "timeline:event_jsonld": {"event_id": entry.event_id},
        "timeline:claim": {"claim_id": entry.statements.first().claim_id},
        "timeline:claim_jsonld": {"claim_id": entry.statements.first().claim_id},
        "timeline:event_changes": {"event_id": entry.event_id},
        "timeline:citation": {"pk": citation.pk},
        "articles:warc": {"pk": factories.archived_article().pk},
        "articles:as_captured": {"pk": factories.archived_article().pk},
        "articles:captured_page": {"pk": factories.archived_article().pk},
        "accounts:revoke_token": {"pk": NOBODYS},
        "claims:undo_step": {"pk": NOBODYS},
        "claims:rename_filter": {"pk": NOBODYS},
        "claims:delete_filter": {"pk": NOBODYS},
        "api:progress": {"kind": "fetch", "pk": failed.pk},
        "claims:unmute": {"pk": factories.mute(rule="another").pk},
        "claims:changes": {"pk": changed.article_id},
        "articles:source": {"slug": factories.source().slug},
        "articles:try_again": {"kind": "fetch", "pk": failed.pk},
        "claims:step": claims | {"name": "send_back"},
        "claims:remove_evidence": {"pk": claim.evidence.get().pk},
        "timeline:desk_article_events": article,
        "timeline:desk_event": {"pk": event.pk},
        "timeline:desk_publish": {"pk": event.pk},
        "timeline:desk_untie": tied,
        "timeline:desk_move": tied,
        "timeline:desk_add_figure": {"pk": event.pk},
        "timeline:desk_change_figure": counted,
        "timeline:desk_remove_figure": counted,
        "timeline:desk_find_events": {"pk": event.pk},
        "timeline:desk_link_events": {"pk": event.pk},
        "timeline:desk_remove_link": {"pk": event.pk, "link_id": factories.link(event, entry.event).pk},
        "timeline:desk_report": {"name": "waiting"},
        "timeline:desk_report_file": {"name": "waiting"},
    }
    arguments |= _parts_of_a_claim(claim) | _gazetteers()
    arguments |= {f"articles:{name}": feed for name in ("feed", "pause_feed", "resume_feed", "poll_feed")}
    arguments |= {f"articles:{name}": article for name in ("origin", "split_origin", "join_origin")}
    later = ("schedule", "schedule_cancel", "embargo", "withdraw", "merge", "unmerge", "split")
    arguments |= {f"timeline:desk_{name}": {"pk": event.pk} for name in later}
    arguments |= {f"claims:{name}": claims for name in ("merge_claim", "unmerge_claim", "split_claim")}
    on_articles = (
        "article",
        "date_article",
        "reading",
        "read_again",
        "reread",
        "new_claim",
        "new_evidence",
        "similar_to_passage",
        "names",
        "add_name",
    )
    arguments |= {f"claims:{name}": article for name in on_articles}
    arguments |= {f"claims:{name}": numbers for name in _ON_SUGGESTIONS}
    arguments |= {
        f"claims:{name}": claims
        for name in ("claim", "edit_claim", "add_evidence", "add_link", "approve", "check_translation")
    }
    arguments |= {f"claims:{name}": claims for name in ("approve_alone", "confirm", "assign")}
    arguments["accounts:notification"] = arguments["claims:unfollow"] = {"pk": NOBODYS}
    search = save_search(name="Somebody’s", query="", by=factories.user("editor", "somebody"))
    hook = {"pk": add_webhook(search=search, url="https://hooks.example/", by=search.user).pk}
    arguments |= {f"timeline:{name}": {"pk": search.pk} for name in ("search", "delete_search", "add_webhook")}
    arguments |= {f"timeline:{verb}_webhook": hook for verb in ("test", "enable", "remove")}
    arguments["claims:follow"] = claims | {"kind": "claim"}
    arguments["timeline:choices"] = {"kind": "source"}
    arguments |= {
        f"timeline:{name}": {"pk": event.pk} for name in ("desk_publish_alone", "desk_follow_event", "desk_assign")
    }
    return {name: reverse(name, kwargs=arguments.get(name)) for name in MATRIX}


def _gazetteers():
    """An actor and an issue with all that is kept of them, and one of each that was merged into another."""
    editor = factories.user()
    one, gone = factories.actor("envoy", office="Envoy"), factories.actor("envoy-again")
    name = add_name(actor=one, text="The envoy", kind="alias", by=editor)
    evidence = actions.add_office_evidence(office=one.offices.get(), excerpt=factories.passage(), by=editor)
    apart = say_not_same(one=one, other=factories.actor("double"), by=editor)
    issue, old = factories.issue(), factories.issue("truce", "Truce")
    merges = {
        "unmerge_actor": merge_actors(gone=gone, kept=one, reason="One.", by=editor),
        "unmerge_issue": actions.merge_issues(gone=old, kept=issue, reason="One.", by=editor),
    }
    return {
        **{f"claims:{name}": {"pk": merge.pk} for name, merge in merges.items()},
        **{
            f"claims:{part}": {"slug": "envoy"}
            for part in (
                *("actor", "add_actor_name", "add_office", "merge_actor", "split_actor", "not_same"),
                *("actor_photo", "change_actor_photo", "remove_actor_photo"),
            )
        },
        "claims:same_again": {"slug": "envoy", "pk": apart.pk},
        "claims:change_actor_name": {"pk": name.pk},
        "claims:change_office": {"pk": evidence.office_id},
        "claims:add_office_evidence": {"pk": evidence.office_id},
        "claims:remove_office_evidence": {"pk": evidence.pk},
        "claims:new_issue": {"slug": issue.conflict.slug},
        "claims:issue": {"slug": issue.slug},
        "claims:merge_issue": {"slug": issue.slug},
    }


def _parts_of_a_claim(claim):
    """A comment, a check, a link and a proposed link, with the addresses of what is done to each."""
    by, other = claim.author, factories.draft_claim(text="Another.")
    remark = actions.comment(claim=claim, text="Who was in the room?", by=by)
    link = actions.link_claims(claim=claim, other=other, kind="repeats", by=by)
    proposal = LinkProposal.objects.create(claim=claim, other=factories.draft_claim(), kind="repeats", score=0.5)
    return {
        "claims:rate_evidence": {"pk": claim.evidence.get().pk},
        "claims:comment": {"pk": claim.pk},
        "claims:resolve_thread": {"pk": remark.pk},
        "claims:reopen_thread": {"pk": remark.pk},
        "claims:answer_check": {"pk": claim.pk, "item": "read-in-original"},
        "claims:remove_link": {"pk": link.pk},
        "claims:confirm_link": {"pk": proposal.pk},
        "claims:refuse_link": {"pk": proposal.pk},
    }


@pytest.fixture
def browsers(db, made):
    """A browser for everybody."""
    found = {person: Client() for person in PEOPLE}
    for role, session in made[2].items():
        found[str(role)].cookies[settings.SESSION_COOKIE_NAME] = session
    return found


_CLAIMS = (Check, Claim, ClaimLink, Comment, Evidence, Excerpt, LinkProposal, Mute, Suggestion)
TABLES = [model._meta.db_table for model in (Actor, *_CLAIMS, Event, Entry)]
DIGESTS = ", ".join(f"(SELECT md5(string_agg(one::text, ' ' ORDER BY id)) FROM {table} one)" for table in TABLES)


def everything():
    """A digest of each table that a request could have changed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {DIGESTS}")
        return dict(zip(TABLES, cursor.fetchone(), strict=True))


@pytest.mark.parametrize("name", MATRIX)
def test_address_is_open_to_whom_the_table_says(name, newsroom, browsers):
    before = everything()
    for ways, method in zip(MATRIX[name], ("get", "post"), strict=True):
        for person, expected in zip(PEOPLE, ways.split(), strict=True):
            with transaction.atomic():
                response = getattr(browsers[person], method)(newsroom[name])
                if expected != "302" or person in {"anonymous", "reader"}:
                    assert everything() == before, f"{method} by {person} changed something"
                transaction.set_rollback(True)
            assert response.status_code == int(expected), f"{method} by {person}"
            if expected == "302" and person == "anonymous" and not name.startswith("accounts:"):
                of_everybody = newsroom[name].startswith("/accounts/")
                home = "/accounts/searches/" if of_everybody else "/desk/"
                back = newsroom[name] if method == "get" else home
                assert response.url == f"/accounts/login/?next={back}"


def test_a_post_from_elsewhere_is_refused_everywhere(newsroom, reviewer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reviewer)
    before = everything()
    answers = {name: browser.post(address).status_code for name, address in newsroom.items()}
    # A session opens nothing of the API, so a browser that is made to post there has nothing to misuse.
    with_tokens = ("api:bring_in", "api:bring_in_file", "api:progress", "api:capture")
    with_tokens += ("reconcile:service", "reconcile:suggest")
    of_api = {name: int(MATRIX[name][1].split()[0]) for name in with_tokens}
    assert answers == dict.fromkeys(MATRIX, 403) | of_api
    assert everything() == before
    assert "_auth_user_id" in browser.session, "somebody else can log a person out"


def test_a_log_in_from_elsewhere_is_refused(editor):
    browser = Client(enforce_csrf_checks=True)
    values = {"username": "editor", "password": factories.PASSWORD}
    assert browser.post("/accounts/login/", values).status_code == 403
    assert "_auth_user_id" not in browser.session
