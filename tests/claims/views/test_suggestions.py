"""Deciding suggestions on the workbench: accept, reject, edit, by htmx and without, and when somebody was quicker."""

import pytest

from claims.actions import ClaimContent, accept_suggestion, reject_suggestion
from claims.enums import AttributionRole, Decision, Directness
from claims.models import Claim, Suggestion
from tests import factories
from tests.claims.views.tab import Tab, typed_in, values_of
from tests.pages import of_class, parse, words

pytestmark = pytest.mark.django_db

SECOND = "Russia wants a long-term settlement"


@pytest.fixture
def ushakov(db):
    return factories.actor(
        "ushakov", "Yuri Ushakov", office="foreign policy adviser", acts_for=factories.actor("russia")
    )


@pytest.fixture
def suggestion(ushakov):
    factories.conflict()
    return factories.suggestion(speaker=ushakov, said_edtf="2025-03-13", place=factories.place())


@pytest.fixture
def tab(as_editor, suggestion):
    return Tab(as_editor, f"/desk/articles/{suggestion.excerpt.snapshot.article_id}/")


def key_of(suggestion):
    return f"suggestion-{suggestion.pk}"


def decide(tab, text, suggestion, **more):
    return tab.press(tab.button(text, tab.by_id(key_of(suggestion))), **more)


def opened(tab, suggestion):
    """The form that edits a suggestion, opened."""
    decide(tab, "Edit", suggestion)
    return tab.form_to(f"/desk/suggestions/{suggestion.pk}/edit/")


def progress(tab):
    return tab.says("progress")


# ---- accept and reject --------------------------------------------------------------------------------------------


def test_accepting_makes_the_claim_that_was_proposed(tab, suggestion, editor, ushakov):
    decide(tab, "Accept", suggestion)
    suggestion.refresh_from_db()
    assert (suggestion.decision, suggestion.decided_by) == (Decision.ACCEPTED, editor)
    claim = Claim.objects.get()
    assert claim == suggestion.claim
    assert (claim.text, claim.quote, claim.stage, claim.author) == (suggestion.text, factories.QUOTE, "draft", editor)
    assert {(item.actor.slug, item.role, item.office) for item in claim.attributions.all()} == {
        ("ushakov", AttributionRole.SPEAKER, "foreign policy adviser"),
        ("russia", AttributionRole.SPOKESPERSON_FOR, ""),
    }
    assert claim.evidence.get().excerpt == suggestion.excerpt


def test_htmx_gets_the_one_card_and_the_progress(tab, suggestion):
    factories.suggestion(suggestion.excerpt.snapshot, SECOND)
    decide(tab, "Accept", suggestion)
    assert [(one.tag, one.get("id")) for one in parse(tab.response).find("body")] == [
        ("li", key_of(suggestion)),
        ("div", "progress"),
    ]
    assert "HX-Request" in tab.response["Vary"]
    assert tab.by_id(key_of(suggestion)).get("data-state") == "accepted"
    assert progress(tab) == "2 suggested, 1 decided"


def test_rejecting_makes_no_claim_and_keeps_who_did_it(tab, suggestion, editor):
    decide(tab, "Reject", suggestion)
    suggestion.refresh_from_db()
    assert (suggestion.decision, suggestion.decided_by, suggestion.claim) == (Decision.REJECTED, editor, None)
    assert not Claim.objects.exists()
    assert tab.by_id(key_of(suggestion)).get("data-state") == "rejected"
    assert progress(tab) == "1 suggested, 1 decided"


@pytest.mark.parametrize(("text", "state"), [("Accept", "accepted"), ("Reject", "rejected")])
def test_without_htmx_the_page_comes_back_at_the_card(as_editor, suggestion, text, state):
    address = f"/desk/articles/{suggestion.excerpt.snapshot.article_id}/"
    tab = Tab(as_editor, address)
    button = tab.button(text)
    tab.send(button.xpath("ancestor::form")[0], button=button)
    assert tab.url == f"{address}?capture=1#{key_of(suggestion)}"
    assert tab.by_id(key_of(suggestion)).get("data-state") == state


def test_without_htmx_an_older_capture_comes_back(as_editor, suggestion):
    factories.snapshot(suggestion.excerpt.snapshot.article, "Another text.")
    address = f"/desk/articles/{suggestion.excerpt.snapshot.article_id}/"
    tab = Tab(as_editor, f"{address}?capture=1")
    button = tab.button("Accept")
    tab.send(button.xpath("ancestor::form")[0], button=button)
    assert tab.url == f"{address}?capture=1#{key_of(suggestion)}"


def test_accepting_twice_makes_one_claim(tab, as_editor, suggestion):
    decide(tab, "Accept", suggestion)
    assert as_editor.post(f"/desk/suggestions/{suggestion.pk}/accept/").status_code == 302
    assert Claim.objects.count() == 1


def test_accepting_what_a_colleague_rejected_shows_what_stands_there(tab, suggestion, editor2):
    reject_suggestion(suggestion=suggestion, by=editor2, reason="Out of context.")
    decide(tab, "Accept", suggestion, status=409)
    assert not Claim.objects.exists()
    card = tab.by_id(key_of(suggestion))
    assert card.get("data-state") == "rejected"
    assert "rejected by Editor2: Out of context." in words(card)
    assert tab.alerts == ["Somebody has already rejected this suggestion. This card shows what stands there now."]


def test_rejecting_what_a_colleague_accepted_shows_what_stands_there(tab, suggestion, editor2):
    accept_suggestion(suggestion=suggestion, by=editor2, conflict=factories.conflict())
    decide(tab, "Reject", suggestion, status=409)
    assert Suggestion.objects.get().decision == Decision.ACCEPTED
    assert tab.by_id(key_of(suggestion)).get("data-state") == "accepted"
    assert tab.alerts == ["Somebody has already accepted this suggestion. This card shows what stands there now."]


def test_without_htmx_a_conflict_is_shown_on_the_whole_page_at_that_card_alone(as_editor, suggestion, editor2):
    other = factories.suggestion(suggestion.excerpt.snapshot, SECOND)
    tab = Tab(as_editor, f"/desk/articles/{suggestion.excerpt.snapshot.article_id}/")
    reject_suggestion(suggestion=suggestion, by=editor2)
    button = tab.button("Accept", tab.by_id(key_of(suggestion)))
    tab.send(button.xpath("ancestor::form")[0], button=button, status=409)
    assert len(tab.alerts) == 1
    assert "already rejected" in words(tab.by_id(key_of(suggestion)))
    assert "already rejected" not in words(tab.by_id(key_of(other)))
    assert "breather" in tab.says("text")


def test_a_suggestion_that_a_later_reading_replaced_brings_the_page_up_to_date(tab, as_editor, suggestion):
    key = key_of(suggestion)
    button = tab.button("Accept")
    capture = suggestion.excerpt.snapshot
    suggestion.delete()
    newer = factories.suggestion(capture, SECOND)
    tab.press(button, status=409)
    assert not tab.has(key)
    assert tab.has(key_of(newer))
    assert "The article has been read again since" in tab.root.text_content()
    assert as_editor.post(button.get("hx-post")).status_code == 404, "a page of its own for who has no htmx"


def test_a_reason_of_any_characters_is_kept_as_far_as_there_is_room(as_editor, suggestion):
    as_editor.post(f"/desk/suggestions/{suggestion.pk}/reject/", {"reason": "No\0 " + "x" * 400})
    suggestion.refresh_from_db()
    assert suggestion.reason == "No " + "x" * 297


# ---- edit ---------------------------------------------------------------------------------------------------------


def test_the_form_has_everything_that_is_proposed(tab, suggestion):
    sent = values_of(opened(tab, suggestion))
    expected = {
        "text": suggestion.text,
        "quote": factories.QUOTE,
        "quote_language": "en",
        "kind": "opinion",
        "directness": "verbatim",
        "speaker": "Yuri Ushakov",
        "said_edtf": "2025-03-13",
        "place": "Moscow",
        "people-0-actor": "Russia",
        "people-0-role": "spokesperson_for",
    }
    assert expected.items() <= sent.items()


def test_saving_the_form_untouched_accepts_the_suggestion_as_it_stands(tab, suggestion):
    tab.press(opened(tab, suggestion))
    suggestion.refresh_from_db()
    assert suggestion.decision == Decision.ACCEPTED
    assert suggestion.claim.text == suggestion.text


def test_saving_the_form_with_changes_makes_the_claim_that_was_typed(tab, suggestion):
    form = opened(tab, suggestion)
    tab.press(
        form,
        {
            "text": "Ushakov called the truce a breather.\r\nTwice.",
            "directness": "paraphrase",
            "quote": "",
            "said_edtf": "2025-03",
            "people-1-actor": "yuri ushakov",
            "people-1-role": "subject",
        },
    )
    suggestion.refresh_from_db()
    assert suggestion.decision == Decision.EDITED
    claim = suggestion.claim
    assert (claim.text, claim.directness, claim.quote) == (
        "Ushakov called the truce a breather.\nTwice.",
        Directness.PARAPHRASE,
        "",
    )
    assert claim.said_edtf == "2025-03"
    assert claim.attributions.count() == 3
    card = tab.by_id(key_of(suggestion))
    assert "accepted with changes" in words(card)
    assert progress(tab) == "1 suggested, 1 decided"


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("text", "", "This field is required."),
        ("speaker", "Mike Waltz", "No actor is called Mike Waltz yet. Add the actor under “Names” first."),
        (
            "said_edtf",
            "last Thursday",
            "“last Thursday” depends on the day it is read: type the date itself.",
        ),
        ("place", "Atlantis", "No place is called Atlantis in the gazetteer."),
        ("quote", "", "A verbatim claim needs the words that were said."),
        ("people-1-actor", "Nobody Known", "No actor is called Nobody Known yet. Add the actor under “Names” first."),
    ],
)
@pytest.mark.parametrize("by", ["htmx", "page"])
def test_a_bad_field_is_named_what_was_typed_stays_and_nothing_is_decided(tab, suggestion, field, value, fault, by):
    if by == "htmx":
        form = opened(tab, suggestion)
        send = tab.press
    else:
        tab.visit(tab.button("Edit").get("href"))
        form = tab.form_to(f"/desk/suggestions/{suggestion.pk}/edit/")
        send = tab.send
    send(form, {field: value, "conditions": "Kept as typed."}, status=422)
    assert Suggestion.objects.get().decision == Decision.PENDING
    assert not Claim.objects.exists()
    form = tab.form_to(f"/desk/suggestions/{suggestion.pk}/edit/")
    (control,) = form.xpath(f".//*[@name='{field}']")
    holder = control.xpath("ancestor::*[contains(@class, 'field ') or @class='people-row'][1]")[0]
    assert words(of_class(holder, "errorlist")[0]) == fault
    assert control.get("aria-invalid") == "true"
    assert values_of(form)[field] == value
    assert values_of(form)["conditions"] == "Kept as typed."
    assert [words(one) for one in of_class(form, "errorlist")] == [fault]


def test_the_form_without_htmx_is_a_page_of_its_own(as_editor, suggestion, tab):
    tab.visit(tab.button("Edit").get("href"))
    assert "breather" in tab.says("text")
    form = tab.form_to(f"/desk/suggestions/{suggestion.pk}/edit/")
    tab.send(form, {"text": "Typed without htmx."})
    assert tab.url.endswith(f"?capture=1#{key_of(suggestion)}")
    assert Claim.objects.get().text == "Typed without htmx."


def test_leaving_the_form_brings_back_the_card(tab, suggestion):
    before = words(tab.by_id(key_of(suggestion)))
    opened(tab, suggestion)
    tab.press(tab.button("Leave", tab.by_id(key_of(suggestion))))
    assert words(tab.by_id(key_of(suggestion))) == before


def test_a_date_is_put_in_words_while_it_is_typed(tab, suggestion, as_editor):
    form = opened(tab, suggestion)
    (said,) = form.xpath(".//input[@name='said_edtf']")
    assert words(said.getnext()) == "understood as 13 March 2025"
    answer = as_editor.get(said.get("hx-get"), {"said_edtf": "2025-03~"})
    assert words(parse(answer)) == "understood as about March 2025", "EDTF itself is not said twice"
    answer = as_editor.get(said.get("hx-get"), {"said_edtf": "about March 2025"})
    assert words(parse(answer)) == "understood as about March 2025 · EDTF 2025-03~"
    answer = as_editor.get(said.get("hx-get"), {"said_edtf": "soon <b>"})
    assert "“soon <b>” cannot be read as a date" in words(parse(answer))
    assert as_editor.get(said.get("hx-get")).status_code == 200


# ---- when somebody was quicker ------------------------------------------------------------------------------------


def accepted_by_a_colleague(suggestion, editor2):
    content = factories.claim_content(text="A colleague’s words.")
    return accept_suggestion(suggestion=suggestion, by=editor2, conflict=factories.conflict(), content=content)


@pytest.mark.parametrize("by", ["htmx", "page"])
def test_what_was_typed_is_not_lost_where_a_colleague_accepted_meanwhile(tab, suggestion, editor2, by):
    if by == "page":
        tab.visit(tab.button("Edit").get("href"))
    form = opened(tab, suggestion) if by == "htmx" else tab.form_to(f"/desk/suggestions/{suggestion.pk}/edit/")
    claim = accepted_by_a_colleague(suggestion, editor2)
    (tab.press if by == "htmx" else tab.send)(form, {"text": "My own words."}, status=409)
    assert Claim.objects.get() == claim
    assert ClaimContent.of(Claim.objects.get()).text == "A colleague’s words."
    form = tab.form_to(f"/desk/suggestions/{suggestion.pk}/edit/")
    assert values_of(form)["text"] == "My own words."
    (alert,) = tab.alerts
    assert "Editor2 accepted this suggestion while you were editing it." in alert
    (there,) = form.xpath(".//dl[@class='diff']/div[dt='claim']/dd")
    assert "colleague’s" in "".join(one.text for one in there.iter("del"))
    assert "own" in "".join(one.text for one in there.iter("ins"))
    assert form.xpath(".//a[.='open the claim']/@href") == [f"/desk/claims/{claim.pk}/"]


def test_two_editors_who_make_the_same_of_it_are_no_conflict(tab, suggestion, editor2):
    form = opened(tab, suggestion)
    accept_suggestion(suggestion=suggestion, by=editor2, conflict=factories.conflict())
    tab.press(form)
    assert Claim.objects.count() == 1
    assert "Editor2" in words(tab.by_id(key_of(suggestion)))


def test_what_was_typed_is_not_lost_where_a_colleague_rejected_meanwhile(tab, suggestion, editor2):
    form = opened(tab, suggestion)
    reject_suggestion(suggestion=suggestion, by=editor2)
    tab.press(form, {"text": "My own words."}, status=409)
    assert not Claim.objects.exists()
    (held,) = tab.form_to(f"/desk/suggestions/{suggestion.pk}/edit/").xpath(".//textarea[@name='text']")
    assert typed_in(held) == "My own words."
    assert "Somebody has already rejected this suggestion." in tab.alerts


def test_the_form_of_what_is_decided_does_not_open(tab, suggestion, editor2):
    accepted_by_a_colleague(suggestion, editor2)
    decide(tab, "Edit", suggestion, status=409)
    assert tab.by_id(key_of(suggestion)).get("data-state") == "accepted"
    assert "A colleague’s words." in words(tab.by_id(key_of(suggestion)))
    assert tab.alerts == ["Somebody has already decided this suggestion. This card shows what stands there now."]
