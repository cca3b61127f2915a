"""Events on the desk: written, tied to claims, previewed against what readers see, and published by a second person."""

import pytest

from claims.actions import ClaimContent, edit_claim
from tests import factories
from tests.claims.views.tab import Tab, typed_in, values_of
from tests.conftest import logged_in
from tests.pages import of_class, the, words
from timeline.actions import EventContent, edit_event
from timeline.models import Entry, Event

pytestmark = pytest.mark.django_db


def page(event):
    return f"/desk/events/{event.pk}/"


def edited(event, by, **content):
    """The event after somebody changed these parts."""
    event.refresh_from_db()
    old = EventContent.of(event)
    new = EventContent(**({name: getattr(old, name) for name in EventContent.__dataclass_fields__} | content))
    return edit_event(event=event, content=new, version=event.version, by=by)


def ties(tab):
    return [words(of_class(one, "row-title")[0]) for one in the(tab.root, "ties") if of_class(one, "row-title")]


def preview(tab):
    return words(the(tab.root, "preview"))


def event_form(tab):
    """The form with what the event says."""
    (form,) = [form for form in tab.root.iter("form") if form.xpath(".//*[@name='title']")]
    return form


def publish_form(tab, event):
    return tab.form_to(f"{page(event)}publish/")


@pytest.fixture
def event(editor):
    """An event with an approved claim, which no reader sees yet."""
    return factories.event(claims=[factories.approved_claim(text="Ushakov called it a breather.")], by=editor)


# ---- writing ------------------------------------------------------------------------------------------------------


def test_an_event_made_from_a_claim_asks_for_nothing_that_the_claim_says(as_editor, editor):
    speaker = factories.actor("ushakov", "Yuri Ushakov")
    claim = factories.draft_claim(
        by=editor,
        text="Ushakov rejected the ceasefire.",
        kind="position",
        issue=factories.issue(),
        stance="rejects",
        place=factories.place(),
        speaker=speaker,
    )
    tab = Tab(as_editor, f"/desk/events/new/?claim={claim.pk}")
    tab.send(event_form(tab))
    event = Event.objects.get()
    assert tab.url == page(event)
    content = EventContent.of(event)
    assert (content.title, content.type, content.happened_edtf) == (
        "Ushakov rejected the ceasefire",
        "reject",
        "2025-03-13",
    )
    assert (content.place, content.actors) == (claim.place, ((speaker, "source"),))
    assert list(event.claims.all()) == [claim]
    assert (event.author, ties(tab)) == (editor, ["Ushakov rejected the ceasefire."])


def test_the_form_of_an_event_made_from_a_claim_shows_what_is_filled_in(as_editor, editor):
    speaker = factories.actor("ushakov", "Yuri Ushakov")
    claim = factories.draft_claim(by=editor, text="Ushakov spoke.", place=factories.place(), speaker=speaker)
    tab = Tab(as_editor, f"/desk/claims/{claim.pk}/")
    tab.visit(tab.button("Make an event from it").get("href"))
    filled_in = {
        "title": "Ushakov spoke",
        "summary": "Ushakov spoke.",
        "type": "statement",
        "happened_edtf": "2025-03-13",
        "place": "Moscow",
        "people-0-actor": "Yuri Ushakov",
        "people-0-role": "source",
        "claim": str(claim.pk),
    }
    assert filled_in.items() <= values_of(event_form(tab)).items()
    tab.send(event_form(tab), {"title": ""}, status=422)
    assert values_of(event_form(tab))["claim"] == str(claim.pk)
    assert not Event.objects.exists()


def test_an_event_can_be_written_without_a_claim(as_editor):
    factories.conflict()
    factories.actor("witkoff", "Steve Witkoff")
    factories.place()
    tab = Tab(as_editor, "/desk/events/new/")
    typed = {"title": "Talks in Moscow", "type": "consult", "happened_edtf": "2025-03", "place": "Moscow"}
    tab.send(event_form(tab), typed | {"people-0-actor": "Steve Witkoff", "people-0-role": "target"})
    event = Event.objects.get()
    assert (event.title, event.happened_edtf, event.place.name) == ("Talks in Moscow", "2025-03", "Moscow")
    assert event.place_precision == event.place.precision
    assert [(item.actor.name, item.role) for item in event.actors.all()] == [("Steve Witkoff", "target")]
    assert "None of its claims is approved yet." in tab.says("publish")


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"title": ""}, "title"),
        ({"type": "party"}, "type"),
        ({"happened_edtf": "Thursday"}, "happened_edtf"),
        ({"happened_edtf": "03/04/2025"}, "happened_edtf"),
        ({"place": "Atlantis"}, "place"),
        ({"people-0-actor": "Nobody Known"}, "people-0-actor"),
    ],
)
@pytest.mark.parametrize("where", ["new", "edit"])
def test_a_bad_field_is_named_and_everything_typed_is_kept(as_editor, event, values, name, where):
    path = "/desk/events/new/" if where == "new" else page(event)
    tab = Tab(as_editor, path)
    before = EventContent.of(event)
    typed = {"title": "Typed.", "summary": "Also typed.", "type": "statement"} | values
    tab.send(event_form(tab), typed, status=422)
    (control,) = tab.root.xpath(f"//*[@name='{name}']")
    assert control.getparent().xpath(".//ul[@class='errorlist']"), "the error stands elsewhere"
    assert typed_in(tab.root.xpath("//textarea[@name='summary']")[0]) == "Also typed."
    event.refresh_from_db()
    assert (EventContent.of(event), Event.objects.count()) == (before, 1)


def test_an_edit_is_saved_and_readers_do_not_see_it_yet(as_editor, client):
    entry = factories.published(title="Before")
    tab = Tab(as_editor, page(entry.event))
    tab.send(event_form(tab), {"title": "After"})
    assert "Readers see it after the next publication." in words(the(tab.root, "messages"))
    assert "After" not in client.get("/").content.decode()
    assert [words(one) for one in tab.root.xpath("//*[@id='publish']//del | //*[@id='publish']//ins")] == [
        "Before",
        "After",
    ]


def test_two_who_edit_at_once_see_both_texts_and_lose_nothing(as_editor, editor2, event):
    tab = Tab(as_editor, page(event))
    edited(event, editor2, title="Theirs")
    tab.send(event_form(tab), {"title": "Mine", "summary": "Mine too."}, status=409)
    (alert,) = tab.root.xpath("//*[@role='alert']")
    assert "Editor2 saved this event" in words(alert)
    merge = the(tab.root, "merge")
    assert [words(one) for one in merge.iter("ins")] == ["Theirs", "Mine", "Mine too"]
    assert tab.root.xpath("//input[@name='title']/@value") == ["Mine"]
    event.refresh_from_db()
    assert event.title == "Theirs"
    tab.send(event_form(tab), status=422)
    tab.send(event_form(tab), {"choose-title": "mine"})
    event.refresh_from_db()
    assert (event.title, event.summary) == ("Mine", "Mine too.")


def test_markup_in_what_people_wrote_stays_text(as_reviewer, editor):
    bad = "<script>alert(1)</script>"
    claim = factories.approved_claim(text=f"Said {bad}", rationale=bad)
    event = factories.event(claims=[claim], by=editor, title=bad, summary=bad)
    tab = Tab(as_reviewer, page(event))
    assert tab.root.xpath("//script[not(@src)]") == []
    assert preview(tab).count(bad) >= 4


# ---- claims of the event ------------------------------------------------------------------------------------------


def test_claims_are_tied_moved_and_untied(as_editor, event):
    factories.draft_claim(text="Peskov said nothing.")
    tab = Tab(as_editor, page(event))
    (search,) = [form for form in tab.root.iter("form") if form.xpath(".//input[@id='tie-q']")]
    tab.send(search, {"q": "Peskov"})
    form = tab.form_to("/desk/events/tie/")
    tab.send(form, {"claim": form.xpath(".//input[@name='claim']/@value")[0]})
    assert ties(tab) == ["Ushakov called it a breather.", "Peskov said nothing."]
    tab.send(tab.button("↑", the(tab.root, "ties")[1]).getparent(), button=tab.button("↑", the(tab.root, "ties")[1]))
    assert ties(tab) == ["Peskov said nothing.", "Ushakov called it a breather."]
    tab.send(tab.button("Untie", the(tab.root, "ties")[0]).getparent())
    assert ties(tab) == ["Ushakov called it a breather."]


def test_the_first_claim_goes_no_earlier_and_the_last_no_later(as_editor, editor):
    claims = [factories.draft_claim(text=text) for text in ("One.", "Two.")]
    event = factories.event(claims=claims, by=editor)
    tab = Tab(as_editor, page(event))
    first, last = the(tab.root, "ties")
    assert [tab.button("↑", row).get("disabled") is not None for row in (first, last)] == [True, False]
    assert [tab.button("↓", row).get("disabled") is not None for row in (first, last)] == [False, True]
    tab.send(tab.button("↓", first).getparent(), button=tab.button("↓", first))
    assert ties(tab) == ["Two.", "One."]
    assert as_editor.post(f"{page(event)}claims/{claims[1].pk}/move/", {"to": "earlier"}).status_code == 302
    assert ties(Tab(as_editor, page(event))) == ["Two.", "One."]


@pytest.mark.parametrize("chosen", ["", "x", "999999", "9" * 30])
def test_without_a_chosen_claim_nothing_is_tied_and_it_is_said(as_editor, event, chosen):
    tab = Tab(as_editor, page(event))
    tab.send(tab.form_to("/desk/events/tie/"), {"claim": chosen})
    assert "Choose a claim from the list." in words(the(tab.root, "messages"))
    assert event.claims.count() == 1


def test_a_claim_of_another_conflict_is_not_tied(as_editor, event):
    other = factories.draft_claim(conflict=factories.conflict("other", "Other"))
    tab = Tab(as_editor, page(event))
    tab.send(tab.form_to("/desk/events/tie/"), {"claim": str(other.pk)})
    assert "belongs to another conflict" in words(the(tab.root, "messages"))
    assert event.claims.count() == 1


# ---- the preview --------------------------------------------------------------------------------------------------


def test_the_preview_shows_what_readers_would_see_and_no_more(as_reviewer, editor):
    approved = factories.approved_claim(text="Ushakov called it a breather.", rationale="Heard on the recording.")
    draft = factories.draft_claim(text="Not yet checked.")
    event = factories.event(claims=[approved, draft], by=editor, summary="An aide spoke.")
    tab = Tab(as_reviewer, page(event))
    shown = preview(tab)
    for said in (
        "Ushakov called it a breather.",
        "Heard on the recording.",
        "An aide spoke.",
        factories.QUOTE,
        "verified",
    ):
        assert said in shown
    assert "Not yet checked." not in shown
    assert [href for href in tab.root.xpath("//a/@href") if "None" in href] == []


def test_what_stands_in_the_way_is_listed_and_there_is_no_button(as_reviewer, editor):
    event = factories.event(claims=[factories.draft_claim(by=editor)], by=editor)
    tab = Tab(as_reviewer, page(event))
    assert words(the(tab.root, "problems")) == "None of its claims is approved yet."
    assert tab.root.xpath("//button[starts-with(., 'Publish')]") == []


# ---- publishing ---------------------------------------------------------------------------------------------------


def test_a_reviewer_publishes_and_lands_on_what_readers_see(as_reviewer, reviewer, event, client):
    tab = Tab(as_reviewer, page(event))
    tab.send(publish_form(tab, event))
    entry = Entry.objects.get()
    assert tab.url == entry.get_absolute_url()
    assert (entry.revision, entry.published_by) == (1, reviewer)
    assert "Ushakov called it a breather." in client.get("/").content.decode()
    assert "Readers see it as it stands here" in Tab(as_reviewer, page(event)).says("publish")


def test_nobody_publishes_what_they_wrote(reviewer):
    own = factories.event(claims=[factories.approved_claim()], by=reviewer)
    browser = logged_in(reviewer)
    tab = Tab(browser, page(own))
    assert "a second person has to publish it" in tab.says("publish")
    assert tab.root.xpath("//button[starts-with(., 'Publish')]") == []
    assert browser.post(f"{page(own)}publish/", {"note": "Mine."}).status_code == 403
    assert not Entry.objects.exists()


def test_an_editor_does_not_publish(as_editor, event):
    assert "A reviewer reads it here and publishes it." in Tab(as_editor, page(event)).says("publish")
    assert as_editor.post(f"{page(event)}publish/", {"note": "So."}).status_code == 403
    assert not Entry.objects.exists()


def test_what_the_reviewer_has_not_read_is_not_published(as_reviewer, editor, event):
    tab = Tab(as_reviewer, page(event))
    form = publish_form(tab, event)
    edited(event, editor, title="Changed after the page was opened")
    tab.send(form, status=409)
    assert not Entry.objects.exists()
    assert "nothing was published" in " ".join(tab.alerts)
    assert "Changed after the page was opened" in preview(tab)
    tab.send(publish_form(tab, event))
    assert Entry.objects.get().title == "Changed after the page was opened"


def test_a_changed_fact_needs_a_note_and_becomes_a_correction(as_reviewer, editor, client):
    first = factories.published(title="Kremlin aide accepts the ceasefire")
    edited(first.event, editor, title="Kremlin aide rejects the ceasefire")
    tab = Tab(as_reviewer, page(first.event))
    tab.send(publish_form(tab, first.event), {"note": " "}, status=422)
    assert "say in a sentence what was wrong" in " ".join(tab.alerts)
    assert Entry.objects.count() == 1
    tab.send(publish_form(tab, first.event), {"note": "The aide rejected it."})
    second = Entry.objects.current().get()
    assert (second.revision, second.correction_note) == (2, "The aide rejected it.")
    assert "accepts the ceasefire" in client.get(f"/events/{first.event_id}/revisions/1/").content.decode()


def test_the_second_revision_is_live_and_tells_its_changes_word_by_word(as_reviewer, editor, client):
    first = factories.published(title="Kremlin aide accepts the ceasefire")
    edited(first.event, editor, title="Kremlin aide rejects the ceasefire")
    tab = Tab(as_reviewer, page(first.event))
    assert words(tab.by_id("publish-title")) == "Publish revision 2"
    tab.send(publish_form(tab, first.event), {"note": "The aide <b>rejected</b> it."})
    public = Tab(client, f"/events/{first.event_id}-kremlin-aide-rejects-the-ceasefire/")
    assert words(public.root.find(".//h1")) == "Kremlin aide rejects the ceasefire"
    assert "The aide <b>rejected</b> it." in words(the(public.root, "correction"))
    (changes,) = of_class(public.root, "changes")
    assert words(the(changes, "changes-what")) == "title"
    assert [words(one) for one in changes.iter("del", "ins")] == ["accepts", "rejects"]
    assert Tab(as_reviewer, "/desk/events/").says().endswith("Readers see every event as it stands.")


def test_a_reviewer_who_changed_an_event_last_does_not_publish_it(as_reviewer, reviewer, event):
    edited(event, reviewer, title="Changed by the reviewer")
    assert "a second person has to publish it" in Tab(as_reviewer, page(event)).says("publish")
    assert as_reviewer.post(f"{page(event)}publish/", {"note": ""}).status_code == 403
    assert not Entry.objects.exists()


def test_after_a_refused_publication_a_claim_can_still_be_looked_for(as_reviewer, event):
    factories.draft_claim(text="Peskov said nothing.")
    tab = Tab(as_reviewer, page(event))
    tab.send(publish_form(tab, event), {"note": "x" * 2001}, status=422)
    assert "at most 2000 characters" in " ".join(tab.alerts)
    (search,) = [form for form in tab.root.iter("form") if form.xpath(".//input[@id='tie-q']")]
    tab.send(search, {"q": "Peskov"})
    assert "Peskov said nothing." in tab.says("claims")


def test_a_refused_publication_keeps_the_note(as_reviewer, editor):
    first = factories.published(title="Before")
    claim = first.event.claims.get()
    edited(first.event, editor, title="After")
    tab = Tab(as_reviewer, page(first.event))
    form = publish_form(tab, first.event)
    old = ClaimContent.of(claim)
    new = ClaimContent(
        **{name: getattr(old, name) for name in ClaimContent.__dataclass_fields__} | {"text": "Other."}
    )
    edit_claim(claim=claim, content=new, version=claim.version, by=editor)
    tab.send(form, {"note": "The title was wrong."}, status=422)
    assert "None of its claims is approved yet." in tab.says("publish")
    assert typed_in(tab.root.xpath("//textarea[@name='note']")[0]) == "The title was wrong."
    assert Entry.objects.count() == 1


def test_an_added_statement_needs_no_note(as_reviewer, as_editor):
    first = factories.published()
    more = factories.approved_claim(text="Peskov agreed with him.")
    tab = Tab(as_editor, page(first.event))
    tab.send(tab.form_to("/desk/events/tie/"), {"claim": str(more.pk)})
    tab = Tab(as_reviewer, page(first.event))
    assert tab.root.xpath("//textarea[@name='note']") == []
    tab.send(publish_form(tab, first.event))
    assert Entry.objects.current().get().correction_note == ""
    assert Entry.objects.current().get().statement_count == 2


# ---- the list -----------------------------------------------------------------------------------------------------


def test_events_are_listed_last_touched_first_in_pages(as_editor, editor):
    for number in range(27):
        factories.event(title=f"Event {number}", by=editor)
    tab = Tab(as_editor, "/desk/events/")
    titles = [words(one) for one in tab.root.xpath("//section[@aria-labelledby='events']//h2")]
    assert titles[0] == "Event 26"
    assert len(titles) == 25
    tab.visit(tab.button("Older").get("href"))
    assert len(tab.root.xpath("//section[@aria-labelledby='events']//h2")) == 2


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_an_event_that_is_not_there_is_a_404(as_editor, number):
    assert as_editor.get(f"/desk/events/{number}/").status_code == 404
