"""Several people at one desk: changes joined, drafts offered again, who is here, who is editing, old versions refused."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import actions
from claims.actions import ClaimContent
from claims.models import Claim, EditLock, FormDraft, SentForm
from tests import factories
from tests.claims.views.tab import Tab, typed_in, values_of
from tests.conftest import logged_in
from tests.pages import of_class, parse, the, words
from timeline.actions import tie_claim

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_here():
    cache.clear()


@pytest.fixture
def draft(editor):
    return factories.draft_claim(by=editor)


@pytest.fixture
def as_editor2(editor2):
    return logged_in(editor2)


def form_of(tab):
    (form,) = tab.by_id("main").xpath(".//form[.//input[@name='version']][.//*[@name='text' or @name='title']]")
    return form


def edited(claim, by, **content):
    return actions.edit_claim(claim=claim, content=factories.claim_content(**content), version=claim.version, by=by)


# ---- changes of two, joined


@pytest.mark.django_db(transaction=True)
def test_what_each_changed_alone_is_joined_and_named(as_editor, editor2, draft):
    factories.actor("kellogg", "Keith Kellogg")
    kremlin = factories.actor("kremlin", "The Kremlin")
    tab = Tab(as_editor, f"/desk/claims/{draft.pk}/edit/")
    edited(draft, editor2, said_edtf="2025-03-14", attributions=[(kremlin, "addressee")])
    mine = {"text": "Ushakov called it a pause.", "people-0-actor": "Keith Kellogg"}
    tab.send(form_of(tab), mine, status=409)
    said = [(words(row.find("dt")), words(row.find("dd"))) for row in the(tab.root, "merge").xpath(".//dl/div")]
    assert [what for what, _ in said] == ["said", "claim", "people"]
    assert of_class(tab.root, "merge-field") == []
    tab.send(form_of(tab))
    content = ClaimContent.of(Claim.objects.get(pk=draft.pk))
    assert (content.text, content.said_edtf) == ("Ushakov called it a pause.", "2025-03-14")
    people = {(actor.name, role) for actor, role in content.attributions}
    assert people == {("Yuri Ushakov", "speaker"), ("The Kremlin", "addressee"), ("Keith Kellogg", "subject")}


def test_dates_of_both_are_compared_in_words(as_editor, editor2, draft):
    tab = Tab(as_editor, f"/desk/claims/{draft.pk}/edit/")
    edited(draft, editor2, said_edtf="2025-01/2025-03")
    tab.send(form_of(tab), {"said_edtf": "mid-March 2025", "happened_edtf": "Q1 2025"}, status=409)
    (merge,) = of_class(tab.root, "merge")
    assert "January – March 2025" in words(merge)
    assert "mid-March 2025" in words(merge)
    assert "2025-03-11~" not in words(merge)
    (said,) = tab.root.xpath("//input[@name='said_edtf']")
    assert words(said.getnext()) == "understood as mid-March 2025", "also after saving, and without a script"


def test_theirs_can_be_chosen_and_mine_can_be_written_further(as_editor, editor2, draft):
    for choice, more, stands in (("theirs", {}, "Theirs 1."), ("mine", {"text": "Both."}, "Both.")):
        draft.refresh_from_db()
        tab = Tab(as_editor, f"/desk/claims/{draft.pk}/edit/")
        edited(draft, editor2, text="Theirs 1." if choice == "theirs" else "Theirs 2.")
        tab.send(form_of(tab), {"text": "Mine."}, status=409)
        tab.send(form_of(tab), {"choose-text": choice} | more)
        draft.refresh_from_db()
        assert draft.text == stands


def test_who_is_overtaken_again_while_choosing_chooses_again(as_editor, editor2, draft):
    tab = Tab(as_editor, f"/desk/claims/{draft.pk}/edit/")
    theirs = edited(draft, editor2, text="Theirs.")
    tab.send(form_of(tab), {"text": "Mine."}, status=409)
    edited(theirs, editor2, text="Theirs once more.")
    tab.send(form_of(tab), {"choose-text": "mine"}, status=409)
    (field,) = of_class(tab.root, "merge-field")
    assert "Theirs once more." in words(field)
    assert typed_in(tab.by_id("claim-text")) == "Mine."
    assert Claim.objects.get(pk=draft.pk).text == "Theirs once more."


def test_an_outlet_that_two_describe_is_joined_too(as_editor, editor2):
    outlet = factories.source()
    tab = Tab(as_editor, outlet.get_absolute_url())
    (form,) = tab.by_id("main").xpath(".//form[.//input[@name='version']]")
    Tab(logged_in(editor2), outlet.get_absolute_url())
    other = Tab(logged_in(editor2), outlet.get_absolute_url())
    other.send(
        other.by_id("main").xpath(".//form[.//input[@name='version']]")[0], {"name": "Theirs", "country": "UKR"}
    )
    tab.send(form, {"name": "Mine", "language": "uk"}, status=409)
    (form,) = tab.by_id("main").xpath(".//form[.//input[@name='version']]")
    assert (values_of(form)["country"], values_of(form)["language"]) == ("UKR", "uk")
    tab.send(form, status=422)
    (form,) = tab.by_id("main").xpath(".//form[.//input[@name='version']]")
    tab.send(form, {"choose-name": "theirs"})
    outlet.refresh_from_db()
    assert (outlet.name, outlet.country, outlet.language) == ("Theirs", "UKR", "uk")


# ---- old versions


@pytest.mark.parametrize("name", ["submit", "dismiss"])
def test_a_step_on_what_was_changed_meanwhile_is_refused(as_editor, editor2, draft, name):
    tab = Tab(as_editor, draft.get_absolute_url())
    form = tab.form_to(f"/desk/claims/{draft.pk}/steps/{name}/")
    edited(draft, editor2, text="Something else.")
    tab.send(form, {"reasons": "Twice."}, status=409)
    assert "changed by somebody else" in " ".join(tab.alerts)
    draft.refresh_from_db()
    assert draft.stage == "draft"
    tab.send(tab.form_to(f"/desk/claims/{draft.pk}/steps/{name}/"), {"reasons": "Twice."})
    draft.refresh_from_db()
    assert draft.stage != "draft"


def test_evidence_and_links_of_what_was_changed_meanwhile_stay(as_editor, editor, editor2, draft):
    added = actions.add_evidence(
        claim=draft, excerpt=factories.passage(exact="Russia wants"), relation="context", by=editor
    )
    draft.refresh_from_db()
    old = {"version": draft.version}
    other = factories.draft_claim(text="Other.")
    edited(draft, editor2, text="Something else.")
    passage = factories.passage(exact="he added")
    answers = [
        as_editor.post(f"/desk/evidence/{added.pk}/remove/", old),
        as_editor.post(f"/desk/claims/{draft.pk}/evidence/", old | {"excerpt": passage.pk, "relation": "supports"}),
        as_editor.post(f"/desk/claims/{draft.pk}/links/", old | {"other": other.pk, "kind": "denies"}),
    ]
    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert (draft.evidence.count(), draft.links.count()) == (2, 0)


def test_an_event_s_claims_stay_as_they_are_where_it_was_changed_meanwhile(as_editor, editor2):
    claims = [factories.draft_claim(text=f"Claim {number}.") for number in range(3)]
    event = factories.event(claims=claims[:2])
    old = {"version": event.version}
    tie_claim(event=event, claim=factories.draft_claim(text="New."), by=editor2)
    at = f"/desk/events/{event.pk}/claims/{claims[0].pk}"
    answers = [
        as_editor.post(f"{at}/move/", old | {"to": "later"}),
        as_editor.post(f"{at}/untie/", old),
        as_editor.post("/desk/events/tie/", old | {"event": event.pk, "claim": claims[2].pk}),
    ]
    assert [answer.status_code for answer in answers] == [409, 409, 409]
    order = event.event_claims.order_by("position").values_list("claim__text", flat=True)
    assert list(order) == ["Claim 0.", "Claim 1.", "New."]


# ---- drafts


def keep(browser, form, version=1, **fields):
    return browser.post("/desk/drafts/", {"draft_of": form, "draft_version": version} | fields)


def test_what_was_typed_and_not_sent_is_offered_taken_up_and_gone_once_it_is_saved(as_editor, as_editor2, draft):
    url = f"/desk/claims/{draft.pk}/edit/"
    tab = Tab(as_editor, url)
    (keeper,) = of_class(tab.root, "draft-kept")
    assert keeper.get("hx-post") == "/desk/drafts/"
    typed = values_of(form_of(tab)) | {"text": "Typed and not sent.", "people-0-actor": "Yuri Ush"}
    answer = as_editor.post("/desk/drafts/", typed | {"draft_of": f"claim:{draft.pk}", "draft_version": "1"})
    assert answer.content.decode().startswith("Kept as a draft, ")
    kept = FormDraft.objects.get()
    assert (kept.version, kept.fields["text"]) == (1, ["Typed and not sent."])
    assert not {"csrfmiddlewaretoken", "once", "version"} & set(kept.fields)
    assert not of_class(Tab(as_editor2, url).root, "draft-offer"), "a draft is its person's"
    tab.visit(url)
    assert typed_in(tab.by_id("claim-text")) == draft.text
    assert "You typed this on" in words(the(tab.root, "draft-offer"))
    assert not of_class(tab.root, "draft-kept"), "what waits must not be written over"
    tab.visit(tab.button("Take it up").get("href"))
    assert typed_in(tab.by_id("claim-text")) == "Typed and not sent."
    assert tab.by_id("claim-people-0-actor").get("value") == "Yuri Ush"
    assert tab.alerts == []
    tab.send(form_of(tab), {"people-0-actor": ""})
    draft.refresh_from_db()
    assert draft.text == "Typed and not sent."
    assert not FormDraft.objects.exists()


def test_a_draft_that_is_taken_up_after_a_change_is_joined_with_it(as_editor, editor2, draft):
    url, typed = f"/desk/claims/{draft.pk}/edit/", {"people-TOTAL_FORMS": 0, "people-INITIAL_FORMS": 0}
    typed |= {"kind": "opinion", "directness": "paraphrase", "said_edtf": "2025-03-13", "speaker": "Yuri Ushakov"}
    keep(as_editor, f"claim:{draft.pk}", text="Typed.", **typed)
    edited(draft, editor2, text="Theirs.")
    tab = Tab(as_editor, f"{url}?draft=take")
    tab.send(form_of(tab), status=409)
    assert "Both of you changed: claim" in words(the(tab.root, "merge-field"))


def test_a_draft_is_thrown_away(as_editor, draft):
    keep(as_editor, f"claim:{draft.pk}", text="Typed.")
    tab = Tab(as_editor, f"/desk/claims/{draft.pk}/edit/")
    tab.send(tab.form_to("/desk/drafts/throw-away/"))
    assert tab.url.endswith(f"/desk/claims/{draft.pk}/edit/")
    assert not FormDraft.objects.exists()


def test_drafts_of_an_event_a_suggestion_and_a_new_claim_are_offered(as_editor, htmx, client, editor):
    factories.conflict()
    event, suggestion = factories.event(by=editor), factories.suggestion()
    capture = suggestion.excerpt.snapshot
    start = capture.text.index(factories.QUOTE)
    end = start + len(factories.QUOTE)
    passage = {"capture": 1, "start": start, "end": end, "words": factories.QUOTE}
    keep(as_editor, f"event:{event.pk}", title="A title not sent")
    keep(as_editor, f"suggestion:{suggestion.pk}", text="A suggestion not sent")
    keep(as_editor, f"new:{capture.article_id}:1:{start}-{end}", text="A claim not sent", **passage)
    tab = Tab(as_editor, event.get_absolute_url())
    tab.visit(tab.button("Take it up").get("href"))
    assert tab.root.xpath("//input[@name='title']/@value") == ["A title not sent"]
    tab.visit(f"/desk/suggestions/{suggestion.pk}/edit/?draft=take")
    assert typed_in(tab.by_id(f"s{suggestion.pk}-text")) == "A suggestion not sent"
    tab.visit(f"/desk/articles/{capture.article_id}/")
    assert "A claim not sent" in words(the(tab.root, "draft-offer"))
    tab.visit(tab.button("Take it up").get("href"))
    assert typed_in(tab.by_id("new-text")) == "A claim not sent"
    client.force_login(editor)
    fragment = htmx.get(f"/desk/suggestions/{suggestion.pk}/edit/").content.decode()
    assert "You typed this on" in fragment


def test_accepting_a_suggestion_and_writing_a_claim_forget_their_drafts(as_editor, editor):
    factories.conflict()
    suggestion = factories.suggestion()
    capture = suggestion.excerpt.snapshot
    tab = Tab(as_editor, f"/desk/suggestions/{suggestion.pk}/edit/")
    keep(as_editor, f"suggestion:{suggestion.pk}", text="Not sent")
    tab.send(tab.form_to(f"/desk/suggestions/{suggestion.pk}/edit/"), {"text": "Sent."})
    assert not FormDraft.objects.exists()
    tab.visit(f"/desk/articles/{capture.article_id}/claims/new/?capture=1&words=Russia+wants")
    (form,) = tab.root.xpath("//form[.//*[@id='new-text']]")
    sent = values_of(form)
    keep(as_editor, f"new:{capture.article_id}:1:{sent['start']}-{sent['end']}", text="Not sent")
    tab.send(form, {"text": "Sent as well."})
    assert Claim.objects.filter(text="Sent as well.").exists()
    assert not FormDraft.objects.exists()


def test_a_draft_that_comes_after_its_form_was_sent_is_not_kept(as_editor, draft):
    tab = Tab(as_editor, f"/desk/claims/{draft.pk}/edit/")
    sent = values_of(form_of(tab)) | {"text": "Sent."}
    tab.send(form_of(tab), {"text": "Sent."})
    assert as_editor.post("/desk/drafts/", sent | {"draft_of": f"claim:{draft.pk}"}).status_code == 204
    assert not FormDraft.objects.exists()


def test_a_draft_has_bounds(as_editor, draft):
    answer = keep(as_editor, f"claim:{draft.pk}", text="x" * 70_000)
    assert "too long to be kept" in answer.content.decode()
    assert keep(as_editor, "user:1", text="x").status_code == 422
    assert keep(as_editor, f"claim:{draft.pk}", text="a\0b").status_code == 200
    assert FormDraft.objects.get().fields["text"] == ["ab"]


# ---- who is here


def poll(browser, subject, edits=""):
    response = browser.post("/desk/here/", {"subject": subject, "edits": edits})
    assert response.status_code == 200
    return words(parse(response))


@pytest.mark.parametrize("kind", ["claim", "event", "article"])
def test_who_else_has_it_open_is_named_and_forgotten(as_editor, as_editor2, editor, draft, kind):
    factories.conflict()
    event = factories.event(by=editor)
    capture = draft.evidence.get().excerpt.snapshot
    url, pk = {
        "claim": (draft.get_absolute_url(), draft.pk),
        "event": (event.get_absolute_url(), event.pk),
        "article": (f"/desk/articles/{capture.article_id}/", capture.article_id),
    }[kind]
    first = the(Tab(as_editor, url).root, "presence")
    assert words(first) == ""
    assert first.get("hx-trigger") == "live from:body"
    assert "Also here: Editor since" in words(the(Tab(as_editor2, url).root, "presence"))
    assert "Also here: Editor2 since" in poll(as_editor, f"{kind}:{pk}")
    cache.clear()  # lost, or the time is up
    assert poll(as_editor, f"{kind}:{pk}") == ""


def test_who_has_not_been_seen_for_a_while_is_not_here(as_editor, as_editor2, draft, monkeypatch):
    url = draft.get_absolute_url()
    Tab(as_editor, url)
    now = timezone.now()
    monkeypatch.setattr("claims.presence.timezone.now", lambda: now + timedelta(seconds=60))
    assert words(the(Tab(as_editor2, url).root, "presence")) == ""


def test_presence_does_not_ask_the_database_for_claims(as_editor, draft):
    poll(as_editor, f"claim:{draft.pk}")
    with CaptureQueriesContext(connection) as queries:
        poll(as_editor, f"claim:{draft.pk}")
    assert not [query for query in queries.captured_queries if "claims_" in query["sql"]]


def test_a_subject_that_is_none_is_refused(as_editor):
    for subject in ("", "user:1", "claim:0", "claim:1\n", "claim:99999999999999999999"):
        assert as_editor.post("/desk/here/", {"subject": subject}).status_code == 422
        assert as_editor.post("/desk/here/take-over/", {"subject": subject}).status_code == 422


# ---- who is editing


def test_a_lock_asks_others_to_wait_and_can_be_taken_over(as_editor, as_editor2, editor, editor2, draft):
    url = f"/desk/claims/{draft.pk}/edit/"
    mine = Tab(as_editor, url)
    assert EditLock.objects.get().by == editor
    theirs = Tab(as_editor2, url)
    assert "Editor has been editing this since" in words(the(theirs.root, "presence"))
    assert "Editor has been editing" not in words(the(mine.visit(url).root, "presence"))
    theirs.send(theirs.form_to("/desk/here/take-over/"))
    assert theirs.url.endswith(url)
    assert EditLock.objects.get().by == editor2
    assert "Editor2 has been editing this since" in poll(as_editor, f"claim:{draft.pk}", "now")
    mine.send(form_of(mine), {"text": "Saved knowingly."})  # the lock keeps nobody out
    draft.refresh_from_db()
    assert draft.text == "Saved knowingly."
    assert EditLock.objects.get().by == editor2


def test_a_lock_runs_out_and_polling_renews_it(as_editor, as_editor2, editor, editor2, draft):
    Tab(as_editor, f"/desk/claims/{draft.pk}/edit/")
    soon = timezone.now() + timedelta(seconds=5)
    EditLock.objects.update(expires_at=soon)
    poll(as_editor, f"claim:{draft.pk}", "now")
    lock = EditLock.objects.get()
    assert lock.expires_at > soon + timedelta(seconds=100)
    poll(as_editor2, f"claim:{draft.pk}", "now")
    assert EditLock.objects.get().by == editor
    EditLock.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    poll(as_editor2, f"claim:{draft.pk}", "now")
    assert EditLock.objects.get().by == editor2


def test_saving_ends_the_lock_and_typing_into_an_event_begins_one(as_editor, as_editor2, editor, draft):
    tab = Tab(as_editor, f"/desk/claims/{draft.pk}/edit/")
    tab.send(form_of(tab), {"text": "Saved."})
    assert not EditLock.objects.exists()
    event = factories.event(by=editor)
    tab.visit(event.get_absolute_url())
    assert not EditLock.objects.exists(), "who only reads an event does not edit it"
    keep(as_editor, f"event:{event.pk}", title="Typed")
    assert "Editor has been editing this since" in words(
        the(Tab(as_editor2, event.get_absolute_url()).root, "presence")
    )
    tab.send(form_of(tab), {"title": "Saved"})
    assert not EditLock.objects.exists()


def test_the_address_to_go_back_to_is_one_of_the_desk(as_editor, draft):
    for back in ("https://elsewhere.example/", "//elsewhere.example/desk/", "/accounts/login/", "/desk/\\..//x"):
        sent = {"subject": f"claim:{draft.pk}", "back": back}
        assert as_editor.post("/desk/here/take-over/", sent).url.startswith("/desk/")


# ---- what is forgotten


def test_old_drafts_keys_and_locks_are_forgotten(editor, draft):
    now = timezone.now()
    for days, form in ((31, "claim:1"), (29, "claim:2")):
        actions.keep_draft(form=form, version=1, fields={}, by=editor)
        FormDraft.objects.filter(form=form).update(saved_at=now - timedelta(days=days))
    for days in (8, 6):
        sent = SentForm.objects.create(by=editor, key=uuid4(), path="/desk/")
        SentForm.objects.filter(pk=sent.pk).update(at=now - timedelta(days=days))
    actions.take_edit_lock(subject="claim:1", by=editor)
    EditLock.objects.update(expires_at=now - timedelta(hours=1))
    assert actions.forget_old_forms() == (1, 1, 1)
    assert (FormDraft.objects.get().form, SentForm.objects.count()) == ("claim:2", 1)


# ---- what it costs


def asked(act):
    act()  # what is read once a process
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


@pytest.mark.parametrize("number", [1, 5])
def test_the_pages_ask_as_often_for_five_as_for_one(as_editor, editor, number):
    factories.conflict()
    people = [(factories.actor(f"person-{n}"), "addressee") for n in range(number)]
    claim = factories.draft_claim(by=editor, attributions=people)
    for n in range(number):
        browser = logged_in(factories.user(username=f"colleague-{n}"))
        browser.post("/desk/here/", {"subject": f"claim:{claim.pk}"})
        capture = claim.evidence.get().excerpt.snapshot
        keep(as_editor, f"new:{capture.article_id}:1:{n}-{n + 5}", text="Not sent", capture=1, start=n, end=n + 5)
    keep(as_editor, f"claim:{claim.pk}", text="Not sent")
    assert asked(lambda: as_editor.get(f"/desk/claims/{claim.pk}/edit/")) == 14
    assert asked(lambda: as_editor.post("/desk/here/", {"subject": f"claim:{claim.pk}"})) == 2
    assert asked(lambda: as_editor.get(f"/desk/articles/{capture.article_id}/")) == 6


@pytest.mark.parametrize("number", [1, 5])
def test_an_overtaken_form_asks_as_often_for_five_people_as_for_one(as_editor, editor, editor2, number):
    people = [(factories.actor(f"person-{n}", f"Person {n}"), "addressee") for n in range(number)]
    claim = factories.draft_claim(by=editor, attributions=people)
    tab = Tab(as_editor, f"/desk/claims/{claim.pk}/edit/")
    sent = values_of(form_of(tab)) | {"text": "Mine."}
    edited(claim, editor2, text="Theirs.", attributions=people)
    # Each name is looked up by its keys, in two questions, in the form that was sent and in the joined one.
    assert asked(lambda: as_editor.post(f"/desk/claims/{claim.pk}/edit/", sent)) - 2 * 2 * number == 30
