"""What people do to reports, to one or to several, and undo."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Notification
from accounts.roles import Role
from claims import actions
from claims.models import InboxItem, InboxStep, SavedFilter
from tests import factories
from tests.claims.views.tab import Tab
from tests.conftest import logged_in
from tests.pages import of_class, words

pytestmark = pytest.mark.django_db

LATER = datetime(2199, 1, 1, 6, tzinfo=UTC)


@pytest.fixture
def reports(db):
    """Three that wait, the last the most urgent."""
    made = [factories.article(title=f"Report {n}", published=f"2025-03-1{n}") for n in (1, 2, 3)]
    actions.refresh_inbox()
    return [capture.article.origin_group_id for capture in made]


def post(client, values, **headers):
    return client.post("/desk/inbox/", values, headers=headers)


def titles(root):
    return [words(title) for title in root.xpath("//li[contains(@class, 'inbox-row')]//h2")]


def shown(client, show):
    return titles(Tab(client, f"/desk/?show={show}").root)


# ---- acting ---------------------------------------------------------------------------------------------------------


def test_several_are_assigned_at_once_and_their_person_is_told_once(as_editor, editor, editor2, reports):
    post(as_editor, {"items": reports[:2], "do": "assign", "to": "editor2"})
    assert shown(logged_in(editor2), "mine") == ["Report 2", "Report 1"]
    assert shown(as_editor, "unassigned") == ["Report 3"]
    told = Notification.objects.get()
    assert (told.user, told.by, told.kind) == (editor2, editor, "assigned")
    assert (told.text, told.path) == ("Editor assigned to you: Report 1 and 1 more", "/desk/?show=mine")
    assert InboxStep.objects.get().did == "assigned 2 reports to Editor2"


def test_assigned_to_oneself_and_back_to_nobody(as_editor, editor, reports):
    post(as_editor, {"items": reports[:1], "do": "assign_me"})
    assert shown(as_editor, "mine") == ["Report 1"]
    assert not Notification.objects.exists()
    assert "assigned to Editor" in words(Tab(as_editor, "/desk/?show=mine").by_id(f"row-{reports[0]}"))
    post(as_editor, {"items": reports[:1], "do": "assign", "to": ""})
    assert shown(as_editor, "mine") == []


def test_only_people_of_the_desk_can_be_given_work(as_editor, reader, reports):
    assert post(as_editor, {"items": reports, "do": "assign", "to": "reader"}).status_code == 422
    with pytest.raises(ValidationError, match="does not work at the desk"):
        actions.assign_items(items=reports, to=reader, by=factories.user())
    assert not InboxItem.objects.filter(assignee__isnull=False).exists()


@pytest.mark.parametrize(("snooze", "days"), [("tomorrow", 1), ("week", None), ("date", 5)])
def test_put_off_until(as_editor, reports, snooze, days):
    today = timezone.now().date()
    day = today + timedelta(days=days or 7 - today.weekday())
    post(as_editor, {"items": reports[:1], "do": "snooze", "snooze": snooze, "until": f"{today + timedelta(days=5)}"})
    assert InboxItem.objects.get(pk=reports[0]).snoozed_until == datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    assert shown(as_editor, "all") == ["Report 3", "Report 2"]
    assert shown(as_editor, "snoozed") == ["Report 1"]


def test_what_was_put_off_comes_back_by_itself(as_editor, reports):
    InboxItem.objects.filter(pk=reports[0]).update(snoozed_until=timezone.now() - timedelta(minutes=1))
    assert "Report 1" in shown(as_editor, "all")
    assert shown(as_editor, "snoozed") == []


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"do": "snooze", "snooze": "date"}, "Say until which date."),
        ({"do": "snooze", "snooze": "date", "until": "2020-01-01"}, "Choose a time that is still to come."),
        ({"do": "snooze", "snooze": "date", "until": "soon"}, "Enter a valid date."),
        ({"do": "dismiss", "reason": "  "}, "Say why, in at most 300 characters."),
        ({"do": "assign_me", "items": []}, "Choose at least one report."),
        ({"do": "assign_me", "items": ["x", "9" * 30]}, "Choose at least one report."),
        ({}, "Say what to do with the reports."),
        ({"do": "delete"}, "Say what to do with the reports."),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_what_cannot_be_done_is_said_and_what_was_chosen_stays_chosen(as_editor, reports, values, fault, headers):
    response = post(as_editor, {"items": reports[:1], "query": "show=all&page=1"} | values, **headers)
    assert response.status_code == 422
    root = Tab(as_editor, "/desk/")._loaded(response, 422).root
    assert [words(one) for one in of_class(root, "errorlist", "ul")[:1]] == [fault]
    chosen = root.xpath("//input[@name='items'][@checked]/@value")
    assert chosen == ([str(reports[0])] if "items" not in values else [])
    assert not InboxStep.objects.exists()


def test_a_dismissal_has_a_reason_and_a_person(as_editor, editor, reports):
    post(as_editor, {"items": reports[:2], "do": "dismiss", "reason": " Old   news. "})
    assert shown(as_editor, "all") == ["Report 3"]
    assert set(shown(as_editor, "dismissed")) == {"Report 1", "Report 2"}
    assert "dismissed by Editor" in Tab(as_editor, "/desk/?show=dismissed").says(f"row-{reports[0]}")
    assert "Old news." in Tab(as_editor, "/desk/?show=dismissed").says(f"row-{reports[0]}")
    with pytest.raises(IntegrityError), transaction.atomic():
        InboxItem.objects.filter(pk=reports[0]).update(dismissal="")


def test_enter_in_the_reason_dismisses(as_editor, reports):
    post(as_editor, {"items": reports[:1], "reason": "Old news."})
    assert shown(as_editor, "dismissed") == ["Report 1"]


def test_who_dismissed_first_and_why_stays(as_editor, reports, editor2):
    post(as_editor, {"items": reports[:1], "do": "dismiss", "reason": "Old news."})
    actions.dismiss_items(items=reports[:2], reason="Mine.", by=editor2)
    assert InboxItem.objects.get(pk=reports[0]).dismissal == "Old news."
    assert InboxStep.objects.first().did == "dismissed 1 report"


def test_dismissing_is_for_those_who_decide(reports):
    admin = factories.user(Role.ADMIN)
    assert post(logged_in(admin), {"items": reports[:1], "do": "dismiss", "reason": "x"}).status_code == 403
    assert "Dismiss" not in Tab(logged_in(admin), "/desk/").says("inbox-form")
    actions.dismiss_items(items=reports[:1], reason="Old news.", by=factories.user())
    with pytest.raises(PermissionDenied):
        actions.reopen_items(items=reports[:1], by=admin)


def test_what_was_dismissed_or_put_off_is_opened_again(as_editor, editor, reports):
    actions.dismiss_items(items=reports[:1], reason="Old news.", by=editor)
    actions.snooze_items(items=reports[1:2], until=LATER, by=editor)
    post(as_editor, {"items": reports, "do": "reopen"})
    assert shown(as_editor, "all") == ["Report 3", "Report 2", "Report 1"]
    assert InboxStep.objects.first().did == "re-opened 2 reports"


def test_what_is_so_already_is_no_step(as_editor, editor, reports):
    post(as_editor, {"items": reports[:1], "do": "assign_me"})
    answer = post(as_editor, {"items": reports[:1], "do": "assign_me"}, **{"HX-Request": "true"})
    assert "it is so already" in answer.content.decode()
    assert InboxStep.objects.count() == 1


def test_a_form_without_htmx_leads_back_to_the_view_that_it_was_sent_from(as_editor, reports):
    answer = post(as_editor, {"items": reports[:1], "do": "assign_me", "query": "show=unassigned&q=report&page=2"})
    assert (answer.status_code, answer.url) == (302, "/desk/?show=unassigned&q=report&page=2")
    answer = post(as_editor, {"items": reports[:1], "do": "reopen", "query": "https://elsewhere.example/"})
    assert answer.url == "/desk/"


def test_a_swap_shows_what_a_reload_shows(as_editor, reports):
    tab = Tab(as_editor, "/desk/?show=all&q=report")
    tab.press(tab.by_id("inbox-form"), {"items": [reports[0]], "do": "dismiss", "reason": "Old news."})
    assert titles(tab.root) == ["Report 3", "Report 2"]
    tab.assert_same_as_reload()
    (undo,) = of_class(tab.root, "inbox-undo")
    tab.press(undo)
    assert titles(tab.root) == ["Report 3", "Report 2", "Report 1"]


# ---- undoing --------------------------------------------------------------------------------------------------------


def undo(client, step=None, **values):
    step = step or InboxStep.objects.first()
    return client.post(f"/desk/inbox/steps/{step.pk}/undo/", values, follow=True).content.decode()


def test_the_inbox_offers_to_undo_the_last_step(as_editor, editor2, reports):
    actions.assign_items(items=reports[1:2], to=editor2, by=editor2)
    post(as_editor, {"items": reports[:2], "do": "dismiss", "reason": "Old news."})
    tab = Tab(as_editor, "/desk/")
    (form,) = of_class(tab.root, "inbox-undo")
    assert words(form).startswith("You dismissed 2 reports. Undo")
    tab.send(form)
    assert "Undone for 2 reports." in words(tab.root)
    assert titles(tab.root) == ["Report 3", "Report 2", "Report 1"]
    assert not of_class(tab.root, "inbox-undo")
    assert InboxItem.objects.get(pk=reports[1]).assignee == editor2


def test_undoing_puts_back_what_was_there_before(as_editor, editor, editor2, reports):
    actions.assign_items(items=reports[:1], to=editor2, by=editor2)
    actions.snooze_items(items=reports[:1], until=LATER, by=editor)
    actions.snooze_items(items=reports[:1], until=LATER + timedelta(days=1), by=editor)
    actions.assign_items(items=reports[:2], to=editor, by=editor)
    undo(as_editor)
    assert InboxItem.objects.get(pk=reports[0]).assignee == editor2
    assert InboxItem.objects.get(pk=reports[1]).assignee is None
    undo(as_editor, InboxStep.objects.get(did__contains="2 January"))
    assert InboxItem.objects.get(pk=reports[0]).snoozed_until == LATER


def test_what_somebody_has_changed_since_is_left_and_named(as_editor, editor, editor2, reports):
    actions.assign_items(items=reports[:2], to=editor, by=editor)
    step = InboxStep.objects.first()
    actions.assign_items(items=reports[:1], to=editor2, by=editor2)
    actions.snooze_items(items=reports[1:2], until=LATER, by=editor2)  # another column: no hindrance
    said = undo(as_editor, step)
    assert "Undone for 1 report. Somebody has changed “Report 1” since: left as it stands." in said
    assert InboxItem.objects.get(pk=reports[0]).assignee == editor2
    assert InboxItem.objects.get(pk=reports[1]).assignee is None
    assert InboxItem.objects.get(pk=reports[1]).snoozed_until == LATER


def test_a_report_that_went_into_another_is_said(editor, reports):
    step = actions.assign_items(items=reports[:2], to=editor, by=editor)
    InboxItem.objects.filter(pk=reports[0]).delete()
    assert str(actions.undo_step(step=step, by=editor)) == "Undone for 1 report. 1 report went into another since."


def test_a_second_time_undoes_nothing(as_editor, editor, reports):
    actions.assign_items(items=reports[:1], to=editor, by=editor)
    undo(as_editor)
    actions.assign_items(items=reports[:1], to=editor, by=editor)
    assert "Nothing was undone." in undo(as_editor, InboxStep.objects.last())
    assert InboxItem.objects.get(pk=reports[0]).assignee == editor


def test_nobody_undoes_what_somebody_else_did(as_editor, editor, editor2, reports):
    step = actions.assign_items(items=reports[:1], to=editor2, by=editor2)
    assert as_editor.post(f"/desk/inbox/steps/{step.pk}/undo/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.undo_step(step=step, by=editor)


def test_my_steps_can_be_undone_from_their_list(as_editor, editor, editor2, reports):
    actions.assign_items(items=reports[:1], to=None, by=editor)
    actions.assign_items(items=reports[:1], to=editor, by=editor)
    actions.assign_items(items=reports[1:], to=editor2, by=editor2)
    tab = Tab(as_editor, "/desk/inbox/steps/")
    assert [words(one) for one in of_class(tab.root, "row-title")] == ["Took 1 report"]
    tab.send(tab.form_to(f"/desk/inbox/steps/{InboxStep.objects.get(by=editor).pk}/undo/"))
    assert tab.url.endswith("/desk/inbox/steps/")
    assert "Undone for 1 report." in words(tab.root)
    assert "undone" in tab.says("main")


def test_a_name_with_braces_is_a_name(as_editor, editor, reports):
    odd = factories.user(Role.EDITOR, "{0} {x}")
    assert actions.assign_items(items=reports[:1], to=odd, by=editor).did == "assigned 1 report to {0} {X}"


def test_very_many_at_once_are_refused(editor):
    with pytest.raises(ValidationError, match="At most 200"):
        actions.assign_items(items=range(1, 202), to=None, by=editor)


# ---- saved views ----------------------------------------------------------------------------------------------------


def test_a_view_is_saved_renamed_and_deleted(as_editor, editor, reports):
    tab = Tab(as_editor, "/desk/?reliability=B&show=unassigned&q=report")
    tab.send(tab.form_to("/desk/inbox/filters/"), {"name": " Kyiv  desk "})
    saved = SavedFilter.objects.get(user=editor)
    assert (saved.name, saved.query) == ("Kyiv desk", "show=unassigned&q=report&reliability=B")
    (link,) = tab.root.xpath("//a[.='Kyiv desk']")
    assert link.get("aria-current") == "page"
    tab.visit("/desk/")
    tab.visit(tab.root.xpath("//a[.='Kyiv desk']/@href")[0])
    assert titles(tab.root) == ["Report 3", "Report 2", "Report 1"]
    tab.send(tab.form_to(f"/desk/inbox/filters/{saved.pk}/rename/"), {"name": "Mine"})
    assert SavedFilter.objects.get().name == "Mine"
    tab.send(tab.form_to(f"/desk/inbox/filters/{saved.pk}/delete/"))
    assert not SavedFilter.objects.exists()


def test_the_same_name_keeps_the_newer_view(as_editor, editor):
    for query in ("show=mine", "show=undated&page=3"):
        as_editor.post("/desk/inbox/filters/", {"name": "One", "query": query})
    assert SavedFilter.objects.get().query == "show=undated"


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_view_needs_a_name(as_editor, name):
    answer = as_editor.post("/desk/inbox/filters/", {"name": name, "query": "show=mine"})
    assert answer.status_code == 422
    assert "Give it a name of at most 60 characters." in answer.content.decode()


def test_two_views_are_not_called_the_same(as_editor, editor):
    one = actions.save_filter(name="One", query="", by=editor)
    actions.save_filter(name="Two", query="", by=editor)
    answer = as_editor.post(f"/desk/inbox/filters/{one.pk}/rename/", {"name": "Two"})
    assert "There is a filter called Two already." in answer.content.decode()


def test_a_saved_view_is_its_owners(as_editor, editor, editor2):
    saved = actions.save_filter(name="Secret", query="", by=editor2)
    assert "Secret" not in as_editor.get("/desk/").content.decode()
    assert as_editor.post(f"/desk/inbox/filters/{saved.pk}/delete/").status_code == 404
    with pytest.raises(ValidationError):
        actions.delete_filter(saved=saved, by=editor)


def test_there_is_an_end_to_them(editor):
    for number in range(30):
        actions.save_filter(name=f"View {number}", query="", by=editor)
    with pytest.raises(ValidationError, match="30 already"):
        actions.save_filter(name="One more", query="", by=editor)
    actions.save_filter(name="View 3", query="show=mine", by=editor)
