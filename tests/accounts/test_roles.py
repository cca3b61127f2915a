"""Each role may do exactly what the table says, and the table is what the groups in the database have."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from accounts.roles import PERMISSIONS, Role
from actors import actions as actor_actions
from articles import actions as article_actions
from claims import actions as claim_actions
from claims.models import InboxStep, LinkProposal, SavedFilter, SentForm
from lib.attributed import require
from lib.typed_counts import Count
from tests import factories
from timeline import actions as event_actions
from timeline.freezing import freeze
from timeline.models import Event

pytestmark = pytest.mark.django_db

READER, EDITOR, REVIEWER, ADMIN = Role.READER, Role.EDITOR, Role.REVIEWER, Role.ADMIN
# Written out, so that a slip in the table of `accounts.roles` is a slip in one place only.
MATRIX = {
    "claims.use_desk": {EDITOR, REVIEWER, ADMIN},
    "articles.ingest_article": {EDITOR, REVIEWER},
    "articles.date_article": {EDITOR, REVIEWER},
    "articles.group_article": {EDITOR, REVIEWER},
    "articles.manage_feed": {EDITOR, REVIEWER},
    "articles.add_source": {EDITOR, REVIEWER, ADMIN},
    "articles.change_source": {EDITOR, REVIEWER, ADMIN},
    "claims.decide_suggestion": {EDITOR, REVIEWER},
    "claims.mute_suggestion": {EDITOR, REVIEWER},
    "claims.mute_everywhere": {REVIEWER},
    "claims.write_claim": {EDITOR, REVIEWER},
    "claims.review_claim": {REVIEWER},
    "claims.publish_alone": set(),  # a group of its own, given to few
    "timeline.write_event": {EDITOR, REVIEWER},
    "timeline.publish_event": {REVIEWER},
    "actors.add_actor": {EDITOR, REVIEWER, ADMIN},
    "actors.change_actor": {EDITOR, REVIEWER, ADMIN},
    "actors.merge_actor": {EDITOR, REVIEWER},
    "claims.change_issue": {EDITOR, REVIEWER, ADMIN},
    "claims.merge_issue": {EDITOR, REVIEWER},
}
# What only actions write; nobody gets Django's own permissions to add, change or delete it.
WORKFLOW_MODELS = {
    "actors": ["actormerge", "notsame"],
    "articles": [
        "article",
        "articleaddress",
        "batch",
        "feed",
        "feedhealth",
        "feeditem",
        "feedpoll",
        "fetch",
        "host",
        "ingestjob",
        "origingroup",
        "snapshot",
        "watch",
    ],
    "claims": [
        "excerpt",
        "placement",
        "suggestion",
        "suggestionrun",
        "mute",
        "mutesweep",
        "claim",
        "attribution",
        "evidence",
        "engineanswer",
        "enginecall",
        "claimlink",
        "review",
        "comment",
        "check",
        "linkproposal",
        "linksearch",
        "inboxitem",
        "inboxstep",
        "savedfilter",
        "formdraft",
        "editlock",
        "sentform",
        "issuemerge",
        "officeevidence",
    ],
    "timeline": [
        "event",
        "eventactor",
        "eventclaim",
        "entry",
        "entryactor",
        "entrysearch",
        "entrytag",
        "statement",
        "citation",
        "eventlink",
        "position",
        "statementlink",
        "figure",
        "schedule",
        "withdrawal",
        "savedsearch",
        "searchhit",
        "news",
        "webhook",
        "delivery",
    ],
    "accounts": ["follow", "notification", "notificationchoice"],
}


def permissions_of(role):
    return {
        f"{app}.{code}"
        for app, code in Permission.objects.filter(group__name=role).values_list(
            "content_type__app_label", "codename"
        )
    }


@pytest.mark.parametrize("role", list(Role))
def test_a_group_has_exactly_the_permissions_of_its_role(role):
    assert permissions_of(role) == PERMISSIONS[role]


def test_there_are_four_roles_and_one_right_beside_them():
    names = set(Group.objects.values_list("name", flat=True))
    assert names == {"reader", "editor", "reviewer", "admin", "urgent desk"}
    assert permissions_of("urgent desk") == {"claims.publish_alone"}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", MATRIX)
def test_work_on_the_desk_is_for(permission, role):
    assert factories.user(role).has_perm(permission) is (role in MATRIX[permission])


@pytest.mark.parametrize("role", [EDITOR, REVIEWER])
def test_people_of_the_desk_have_nothing_but_their_work(role):
    assert factories.user(role).get_all_permissions() == {name for name, roles in MATRIX.items() if role in roles}


def test_a_reader_may_do_nothing():
    assert factories.user(READER).get_all_permissions() == set()


def test_an_administrator_neither_writes_nor_reviews_nor_publishes(admin_user):
    work = {name for name, roles in MATRIX.items() if ADMIN not in roles}
    assert not any(admin_user.has_perm(name) for name in work)
    assert not admin_user.is_superuser


@pytest.mark.parametrize("role", list(Role))
def test_nobody_has_djangos_permissions_on_what_only_actions_write(role):
    held = permissions_of(role)
    for app, models in WORKFLOW_MODELS.items():
        for model in models:
            assert apps.get_model(app, model)
            assert not held & {f"{app}.{verb}_{model}" for verb in ("add", "change", "delete")}


def test_an_administrator_sees_every_model_of_ours(admin_user):
    for app in ("actors", "articles", "claims", "timeline"):
        for model in apps.get_app_config(app).get_models():
            if not hasattr(model, "pgh_tracked_model") and not model._meta.auto_created:
                assert admin_user.has_perm(f"{app}.view_{model._meta.model_name}"), model


def test_migrating_puts_the_groups_right_again():
    Group.objects.get(name=EDITOR).permissions.add(Permission.objects.get(codename="review_claim"))
    Group.objects.get(name=REVIEWER).permissions.clear()
    call_command("migrate", verbosity=0)
    assert permissions_of(EDITOR) == PERMISSIONS[EDITOR]
    assert permissions_of(REVIEWER) == PERMISSIONS[REVIEWER]


def test_somebody_who_has_left_may_do_nothing(reviewer):
    reviewer.is_active = False
    reviewer.save()
    left = factories.user(REVIEWER)
    assert left.get_all_permissions() == set()
    with pytest.raises(PermissionDenied):
        require(left, "claims.review_claim")


def test_a_superuser_is_bound_by_the_two_person_rule(editor):
    editor.is_superuser = True
    editor.save()
    claim = factories.claim_in_review(by=editor)
    with pytest.raises(PermissionDenied, match="second person"):
        claim_actions.approve(claim=claim, by=editor, verdict="verified", rationale="Mine.")
    event = factories.event(by=editor, claims=[factories.approve(claim)])
    with pytest.raises(PermissionDenied, match="second person"):
        event_actions.publish(event=event, by=editor)


def waiting_schedule():
    event = factories.event(claims=[factories.approved_claim()])
    at, seen = timezone.now() + timedelta(days=1), freeze(event).entry.digest
    return event_actions.schedule_publication(event=event, at=at, seen=seen, by=factories.user(REVIEWER))


def embargoed(until):
    return event_actions.set_embargo(event=factories.event(), until=until, reason="Asked.", by=factories.user(EDITOR))


def everything_that_is_written(by):
    """Each action of the product, ready to be done by this person."""
    capture = factories.article()
    approved = factories.approved_claim()
    draft, waiting = factories.draft_claim(), factories.claim_in_review()
    event, excerpt = factories.event(claims=[approved]), factories.passage(capture)
    figured = factories.event(claims=[approved])
    figure = factories.figure(event=figured, claim=approved)
    link = factories.link(figured, event)
    content, event_content = factories.claim_content(text="Another."), factories.event_content(title="Another")
    steps = {"by": by, "reasons": "Because."}
    later, mine = factories.event(claims=[approved]), factories.draft_claim()
    seen = freeze(later).entry.digest
    report, tomorrow = [capture.article.origin_group_id], timezone.now() + timedelta(days=1)
    saved = SavedFilter.objects.create(user=by, name="Kept", query="")
    at = tomorrow
    return gazetteers_written(by) | {
        "request_ingest": lambda: article_actions.request_ingest(
            data=b"x", location="x.txt", media_type="text/plain", by=by
        ),
        "request_fetch": lambda: article_actions.request_fetch(url="https://demo-wire.example/9", by=by),
        "bring_in_addresses": lambda: article_actions.bring_in_addresses(
            addresses=["https://demo-wire.example/8"], by=by
        ),
        "bring_in_text": lambda: article_actions.bring_in_text(text="z", by=by),
        "bring_in_document": lambda: article_actions.bring_in_document(data=b"z", name="z.txt", by=by),
        "bring_in_page": lambda: article_actions.bring_in_page(page=b"<p>z", url="https://x.example/z", by=by),
        "bring_in_files": lambda: article_actions.bring_in_files(files=[SimpleUploadedFile("y.txt", b"y")], by=by),
        "try_again": lambda: article_actions.try_again(job=factories.failed_fetch(), by=by),
        "add_feed": lambda: article_actions.add_feed(
            source=factories.source(), url="https://demo-wire.example/feed", by=by
        ),
        "change_feed": lambda: article_actions.change_feed(
            feed=factories.feed(), title="News", shortest=timedelta(hours=1), by=by
        ),
        "pause_feed": lambda: article_actions.pause_feed(feed=factories.feed(), by=by),
        "resume_feed": lambda: article_actions.resume_feed(feed=factories.feed(), by=by),
        "poll_now": lambda: article_actions.poll_now(feed=factories.feed(), by=by),
        "reread": lambda: article_actions.reread(article=factories.archived_article().article, by=by),
        "save_source": lambda: article_actions.save_source(source=factories.source(), by=by),
        "join_origins": lambda: article_actions.join_origins(
            into=capture.article.origin_group, articles=[factories.article().article], reason="The same.", by=by
        ),
        "split_from_origin": lambda: article_actions.split_from_origin(
            article=capture.article, reason="Another.", by=by
        ),
        "settle": lambda: claim_actions.settle(placements=[], why="It was said.", by=by),
        "read_again": lambda: claim_actions.read_again(snapshot=capture, by=by),
        "set_published": lambda: article_actions.set_published(article=capture.article, edtf="2024", by=by),
        "add_actor": lambda: actor_actions.add_actor(name="Somebody New", kind="person", by=by),
        "accept": lambda: claim_actions.accept_suggestion(
            suggestion=factories.suggestion(), by=by, conflict=factories.conflict()
        ),
        "reject": lambda: claim_actions.reject_suggestion(suggestion=factories.suggestion(), by=by),
        "mute_pattern": lambda: claim_actions.mute_pattern(
            engine="tests", rule="quote", reason="Noise.", source=factories.source(), by=by
        ),
        "mute_everywhere": lambda: claim_actions.mute_pattern(engine="tests", rule="quote", reason="Noise.", by=by),
        "unmute_pattern": lambda: claim_actions.unmute_pattern(mute=factories.mute(), by=by),
        "request_rereading": lambda: claim_actions.request_rereading(snapshot=capture, by=by),
        "write_claim": lambda: claim_actions.write_claim(excerpt=excerpt, content=content, by=by),
        "edit_claim": lambda: claim_actions.edit_claim(claim=draft, content=content, version=1, by=by),
        "add_evidence": lambda: claim_actions.add_evidence(claim=draft, excerpt=excerpt, relation="supports", by=by),
        "remove_evidence": lambda: claim_actions.remove_evidence(evidence=draft.evidence.first(), by=by),
        "link_claims": lambda: claim_actions.link_claims(claim=draft, other=approved, kind="denies", by=by),
        "unlink_claims": lambda: claim_actions.unlink_claims(
            link=claim_actions.link_claims(claim=draft, other=waiting, kind="denies", by=factories.user()),
            reason="It does not.",
            by=by,
        ),
        "confirm_proposal": lambda: claim_actions.confirm_proposal(proposal=proposed_link(), by=by),
        "refuse_proposal": lambda: claim_actions.refuse_proposal(proposal=proposed_link(), by=by),
        "rate_evidence": lambda: claim_actions.rate_evidence(
            evidence=factories.draft_claim().evidence.get(), credibility=2, by=by
        ),
        "answer_check": lambda: claim_actions.answer_check(claim=draft, item="read-in-original", state="met", by=by),
        "comment": lambda: claim_actions.comment(claim=draft, text="Who?", by=by),
        "resolve_thread": lambda: claim_actions.resolve_thread(comment=remark(), by=by),
        "reopen_thread": lambda: claim_actions.reopen_thread(comment=remark(), by=by),
        "check_translation": lambda: claim_actions.check_translation(
            claim=factories.draft_claim(translation="A breather.", by=factories.user(EDITOR, "translator")),
            version=1,
            by=by,
        ),
        "submit": lambda: claim_actions.submit(claim=factories.draft_claim(), by=by),
        "approve": lambda: claim_actions.approve(claim=waiting, by=by, verdict="false", rationale="Read."),
        "send_back": lambda: claim_actions.send_back(claim=factories.claim_in_review(), **steps),
        "dismiss": lambda: claim_actions.dismiss(claim=factories.draft_claim(), **steps),
        "retract": lambda: claim_actions.retract(claim=factories.approved_claim(), **steps),
        "reopen": lambda: claim_actions.reopen(claim=factories.approved_claim(), **steps),
        "withdraw": lambda: event_actions.withdraw(event=factories.published().event, reason="Wrong.", by=by),
        "schedule_publication": lambda: event_actions.schedule_publication(event=later, at=at, seen=seen, by=by),
        "cancel_schedule": lambda: event_actions.cancel_schedule(schedule=waiting_schedule(), by=by),
        "set_embargo": lambda: event_actions.set_embargo(event=factories.event(), until=at, reason="Asked.", by=by),
        "lift_embargo": lambda: event_actions.set_embargo(event=embargoed(at), until=None, reason="Over.", by=by),
        "merge_events": lambda: event_actions.merge_events(
            event=factories.event(), into=factories.event(), reason="One.", by=by
        ),
        "merge_what_is_published": lambda: event_actions.merge_events(
            event=factories.published().event, into=factories.event(), reason="One.", by=by
        ),
        "unmerge_event": lambda: event_actions.unmerge_event(event=factories.event(), reason="Two.", by=by),
        "split_event": lambda: event_actions.split_event(
            event=factories.event(claims=[draft, approved]),
            claims=[draft],
            content=event_content,
            reason="Two.",
            by=by,
        ),
        "merge_claims": lambda: claim_actions.merge_claims(
            claim=factories.draft_claim(), into=factories.draft_claim(), reason="One.", by=by
        ),
        "merge_what_is_approved": lambda: claim_actions.merge_claims(
            claim=factories.approved_claim(), into=factories.draft_claim(), reason="One.", by=by
        ),
        "assign_event": lambda: event_actions.assign_event(event=factories.event(), to=None, due_on=None, by=by),
        "unmerge_claim": lambda: claim_actions.unmerge_claim(claim=factories.draft_claim(), reason="Two.", by=by),
        "split_claim": lambda: claim_actions.split_claim(
            claim=mine, evidence=list(mine.evidence.all()), content=content, move=False, reason="Two.", by=by
        ),
        "write_event": lambda: event_actions.write_event(content=event_content, by=by),
        "edit_event": lambda: event_actions.edit_event(
            event=factories.event(), content=event_content, version=1, by=by
        ),
        "event_from_claim": lambda: event_actions.event_from_claim(claim=draft, by=by),
        "tie": lambda: event_actions.tie_claim(event=factories.event(), claim=draft, by=by),
        "untie": lambda: event_actions.untie_claim(event=factories.event(claims=[draft]), claim=draft, by=by),
        "move": lambda: event_actions.move_claim(
            event=factories.event(claims=[draft, approved]), claim=draft, places=1, by=by
        ),
        "add_figure": lambda: event_actions.add_figure(
            event=figured,
            claim=approved,
            kind="missing",
            count=Count(1, 2),
            version=Event.objects.get(pk=figured.pk).version,
            by=by,
        ),
        "change_figure": lambda: event_actions.change_figure(
            figure=figure, count=Count(1, 2), version=Event.objects.get(pk=figured.pk).version, by=by
        ),
        "remove_figure": lambda: event_actions.remove_figure(
            figure=figure, version=Event.objects.get(pk=figured.pk).version, by=by
        ),
        "link_events": lambda: event_actions.link_events(
            event=figured,
            other=factories.event(),
            kind="part",
            note="Named in it.",
            version=Event.objects.get(pk=figured.pk).version,
            by=by,
        ),
        "remove_link": lambda: event_actions.remove_link(
            link=link, version=Event.objects.get(pk=figured.pk).version, by=by
        ),
        "publish": lambda: event_actions.publish(event=event, by=by),
        "publish_many": lambda: event_actions.publish_many(seen={event.pk: ""}, by=by),
        "approve_alone": lambda: claim_actions.approve_alone(
            claim=factories.claim_in_review(by=by if by.has_perm("claims.write_claim") else None),
            by=by,
            verdict="unverified",
            rationale="Read.",
            urgency="Sirens.",
        ),
        "confirm": lambda: claim_actions.confirm(
            claim=factories.claim_approved_alone(), by=by, verdict="verified", rationale="Read."
        ),
        "assign_claim": lambda: claim_actions.assign_claim(claim=draft, to=None, due_on=None, by=by),
        "publish_alone": lambda: event_actions.publish(event=event, by=by, alone=True, urgency="Sirens."),
        "assign_items": lambda: claim_actions.assign_items(items=report, to=None, by=by),
        "snooze_items": lambda: claim_actions.snooze_items(items=report, until=tomorrow, by=by),
        "dismiss_items": lambda: claim_actions.dismiss_items(items=report, reason="Old news.", by=by),
        "reopen_items": lambda: claim_actions.reopen_items(items=report, by=by),
        "undo_step": lambda: claim_actions.undo_step(
            step=InboxStep.objects.create(by=by, did="nothing", before=[], after=[]), by=by
        ),
        "save_filter": lambda: claim_actions.save_filter(name="Mine", query="show=mine", by=by),
        "rename_filter": lambda: claim_actions.rename_filter(saved=saved, name="Own", by=by),
        "delete_filter": lambda: claim_actions.delete_filter(saved=saved, by=by),
        "keep_draft": lambda: claim_actions.keep_draft(form="claim:1", version=1, fields={}, by=by),
        "throw_draft_away": lambda: claim_actions.throw_draft_away(form="claim:1", by=by),
        "take_edit_lock": lambda: claim_actions.take_edit_lock(subject="claim:1", by=by),
        "release_edit_lock": lambda: claim_actions.release_edit_lock(subject="claim:1", by=by),
        "begin_sending": lambda: claim_actions.begin_sending(key=uuid4(), path="/desk/", digest="", by=by),
        **searches_of(by),
        "end_sending": lambda: claim_actions.end_sending(sent=SentForm(key=uuid4()), location="", done=True, by=by),
    }


def searches_of(by):
    """What somebody does with a search and a webhook of their own."""
    search = event_actions.save_search(name=f"Search {uuid4()}", query="", by=by)
    hook = event_actions.add_webhook(search=search, url="https://hooks.example/", by=by)
    another = "https://hooks.example/2"
    return {
        "save_search": lambda: event_actions.save_search(name="Another", query="", by=by),
        "change_search": lambda: event_actions.change_search(search=search, name="New", mail="never", by=by),
        "add_webhook": lambda: event_actions.add_webhook(search=search, url=another, by=by),
        "test_webhook": lambda: event_actions.test_webhook(webhook=hook, by=by),
        "enable_webhook": lambda: event_actions.enable_webhook(webhook=hook, by=by),
        "remove_webhook": lambda: event_actions.remove_webhook(webhook=hook, by=by),
        "delete_search": lambda: event_actions.delete_search(search=search, by=by),
    }


def proposed_link():
    """Two claims of which the one perhaps repeats the other."""
    one, other = factories.draft_claim(), factories.draft_claim()
    return LinkProposal.objects.create(claim=one, other=other, kind="repeats", score=0.5)


def remark():
    return claim_actions.comment(claim=factories.draft_claim(), text="Who?", by=factories.user())


@pytest.fixture(autouse=True)
def _photos_are_allowed(settings):
    settings.PHOTO_LICENCES = ["PD"]


def gazetteers_written(by):
    """Each action on actors and issues, ready to be done by this person."""
    editor, actor, other = factories.user(EDITOR), factories.actor("one", office="Envoy"), factories.actor("other")
    name = actor_actions.add_name(actor=actor, text="The one", kind="alias", by=editor)
    office = actor.offices.get()
    row = factories.draft_claim(speaker=actor).attributions.get()
    evidence = claim_actions.add_office_evidence(office=office, excerpt=factories.passage(), by=editor)
    issue, truce, third = (factories.issue(slug, slug) for slug in ("matter", "truce", "third"))
    pair = [factories.actor(slug) for slug in ("twin", "twin-2", "twin-3")]
    apart = actor_actions.say_not_same(one=actor, other=pair[2], by=editor)
    picture = factories.picture()
    undo = actor_actions.merge_actors(gone=pair[0], kept=pair[1], reason="One.", by=editor)
    undo_issue = claim_actions.merge_issues(gone=third, kept=issue, reason="One.", by=editor)
    why = {"reason": "Because.", "by": by}
    content = actor_actions.ActorContent(name="One", kind="person")
    rows = {"claims.attribution.actor_id": [row.pk]}
    issue_content = claim_actions.IssueContent(name="New")
    return {
        "edit_actor": lambda: actor_actions.edit_actor(actor=actor, content=content, by=by),
        "add_name": lambda: actor_actions.add_name(actor=actor, text="A", kind="alias", by=by),
        "change_name": lambda: actor_actions.change_name(name=name, text="B", by=by),
        "add_office": lambda: actor_actions.add_office(actor=actor, title="Aide", by=by),
        "change_office": lambda: actor_actions.change_office(office=office, title="Chief", by=by),
        "add_office_evidence": lambda: claim_actions.add_office_evidence(
            office=office, excerpt=factories.passage(), by=by
        ),
        "remove_office_evidence": lambda: claim_actions.remove_office_evidence(evidence=evidence, by=by),
        "remove_name": lambda: actor_actions.remove_name(name=name, **why),
        "split_actor": lambda: actor_actions.split_actor(actor=actor, name="Two", kind="person", rows=rows, **why),
        "remove_office": lambda: actor_actions.remove_office(office=office, **why),
        "say_not_same": lambda: actor_actions.say_not_same(one=actor, other=pair[2], by=by),
        "take_back_not_same": lambda: actor_actions.take_back_not_same(pair=apart, **why),
        "set_photo": lambda: actor_actions.set_photo(actor=actor, file=picture, licence="PD", credit="Nobody", by=by),
        "remove_photo": lambda: actor_actions.remove_photo(actor=actor, **why),
        "merge_actors": lambda: actor_actions.merge_actors(gone=other, kept=actor, **why),
        "unmerge_actors": lambda: actor_actions.unmerge_actors(merge=undo, **why),
        "write_issue": lambda: claim_actions.write_issue(conflict=issue.conflict, content=issue_content, by=by),
        "edit_issue": lambda: claim_actions.edit_issue(
            issue=issue, content=claim_actions.IssueContent(name="Matter"), by=by
        ),
        "merge_issues": lambda: claim_actions.merge_issues(gone=truce, kept=issue, **why),
        "unmerge_issues": lambda: claim_actions.unmerge_issues(merge=undo_issue, **why),
    }


# What administrators keep too.
KEPT_BY_ADMINS = {"add_actor", "edit_actor", "add_name", "change_name", "remove_name", "add_office", "change_office"}
KEPT_BY_ADMINS |= {"remove_office", "add_office_evidence", "remove_office_evidence", "write_issue", "edit_issue"}
KEPT_BY_ADMINS |= {"set_photo", "remove_photo"}
# Whoever may use the desk may talk about its claims.
TALK = {"comment", "resolve_thread", "reopen_thread"}
REVIEWERS_OWN = {"publish_many", "approve", "confirm", "send_back", "retract", "publish", "mute_everywhere"}
# A right that comes beside a role.
ALONE = {"approve_alone", "publish_alone"}
OF_THE_WHOLE_DESK = {"assign_items", "snooze_items", "reopen_items", "undo_step"}
OF_THE_WHOLE_DESK |= {"save_filter", "rename_filter", "delete_filter"}
REVIEWERS_OWN |= {"withdraw", "schedule_publication", "cancel_schedule", "lift_embargo"}
REVIEWERS_OWN |= {"merge_what_is_published", "merge_what_is_approved"}
# What whoever uses the desk leaves behind by that.
OF_THE_DESK = {"throw_draft_away", "release_edit_lock", "begin_sending", "end_sending"}


# Each person's own, readers' included; tests/timeline/test_searches.py has those of others.
OF_ANYBODY = {"save_search", "change_search", "delete_search"}
OF_ANYBODY |= {"add_webhook", "test_webhook", "enable_webhook", "remove_webhook"}


def refused(actions):
    found = set()
    for name, act in actions.items():
        try:
            act()
        except PermissionDenied:
            found.add(name)
    return found


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (READER, lambda names: names - OF_ANYBODY),
        (
            ADMIN,
            lambda names: (
                names - OF_ANYBODY - KEPT_BY_ADMINS - {"save_source"} - TALK - OF_THE_WHOLE_DESK - OF_THE_DESK
            ),
        ),
        (EDITOR, lambda names: REVIEWERS_OWN | ALONE),
        (REVIEWER, lambda names: ALONE),
    ],
)
def test_every_action_refuses_whom_the_table_refuses(role, expected):
    actions = everything_that_is_written(by=factories.user(role, "somebody"))
    assert refused(actions) == expected(set(actions))


def test_every_public_action_is_in_that_list(reader):
    covered = set(everything_that_is_written(by=reader))
    called = {"accept_suggestion": "accept", "reject_suggestion": "reject"}
    called |= {f"{verb}_claim": verb for verb in ("tie", "untie", "move")}
    # Machines mark passages, read articles and publish what was scheduled; these two only look at changes.
    unattended = {"mark_passage", "make_suggestions", "request_suggestions", "request_readings", "changes_to_publish"}
    unattended |= {"changes_of_all"}
    unattended |= {"place_passage", "place_passages", "propose_links", "seek_links", "sweep_mute"}
    unattended |= {"publish_scheduled"}
    unattended |= {"deliver", "match_news", "forget_old_news", "mail_searches", "people_to_mail_searches"}
    unattended |= {"clean_feed_address", "fetch", "ingest", "poll", "schedule_due_polls", "schedule_due_rechecks"}
    unattended |= {"forget_old_polls", "forget_old_engine_calls", "note_contradictions", "tell_of_due_work"}
    unattended |= {"refresh_inbox", "refresh_inbox_of", "mark_inbox", "touch"}
    unattended |= {"forget_old_forms", "tell_of_due_events", "index_stale_entries", "index_stale_names"}
    actions = (*actor_actions.__all__, *article_actions.__all__, *claim_actions.__all__, *event_actions.__all__)
    public = [name for name in actions if name.islower()]
    assert {called.get(name, name) for name in public if name not in unattended} <= covered


def test_nobody_who_is_not_logged_in_may_do_anything():
    nobody = AnonymousUser()
    assert not any(nobody.has_perm(permission) for permission in MATRIX)
    with pytest.raises(PermissionDenied):
        require(nobody, "claims.use_desk")


def test_people_are_called_by_the_name_they_chose(editor):
    editor.display_name, editor.first_name = "", "Edda"
    assert str(editor) == "Edda"
    editor.first_name = ""
    assert str(editor) == "editor"
