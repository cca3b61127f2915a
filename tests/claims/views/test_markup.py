"""What people and outlets write is shown on the desk as text, whatever it is."""

import pytest

from accounts.models import User
from accounts.roles import Role
from actors.models import Actor
from claims import actions
from claims.models import Claim
from tests import factories
from tests.claims.views.tab import Tab
from tests.pages import parse

pytestmark = pytest.mark.django_db

EVIL = "<script id='evil'>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}"
TEXT = f"{EVIL} he said, “{EVIL}”, on Thursday."


@pytest.fixture
def newsroom(db, editor, reviewer):
    """One of everything that the desk shows, each called by the same bad name; its pages by what they show."""
    User.objects.filter(pk__in=[editor.pk, reviewer.pk]).update(display_name=EVIL)
    editor, reviewer = User.objects.get(pk=editor.pk), User.objects.get(pk=reviewer.pk)
    conflict = factories.conflict(name=EVIL)
    factories.conflict("other", EVIL)
    state = factories.actor("state", EVIL, kind="state")
    person = factories.actor("person", f"{EVIL} P", office=EVIL, acts_for=state)
    issue, place = factories.issue(name=EVIL), factories.place(name=EVIL)
    capture = factories.article(TEXT, title=EVIL, of=factories.source(name=EVIL))
    content = {
        "text": EVIL,
        "quote": EVIL,
        "kind": "position",
        "stance": "rejects",
        "issue": issue,
        "place": place,
        "conditions": EVIL,
        "speaker": person,
    }
    suggestion = factories.suggestion(capture, EVIL, text=EVIL, speaker_name=EVIL, place=place, date_phrase=EVIL[:90])
    rejected = factories.suggestion(capture, "on Thursday", text=EVIL)
    actions.reject_suggestion(suggestion=rejected, by=editor, reason=EVIL)
    excerpt = factories.passage(capture, TEXT)
    approved = factories.approved_claim(excerpt=excerpt, rationale=EVIL, **content)
    waiting = factories.claim_in_review(excerpt=excerpt, **content)
    back = actions.send_back(claim=factories.claim_in_review(excerpt=excerpt), by=reviewer, reasons=EVIL)
    actions.link_claims(claim=waiting, other=approved, kind="contradicts", by=editor)
    entry = factories.published(claims=[approved], title=EVIL, summary=EVIL, place=place, actors=[person])
    event = factories.event(claims=[approved, waiting, back], title=EVIL, summary=EVIL)
    current = Claim.objects.get(pk=approved.pk)
    changed = factories.claim_content(**content | {"text": f"{EVIL} changed"})
    actions.edit_claim(claim=current, content=changed, version=current.version, by=editor, reason=EVIL)
    article = f"/desk/articles/{capture.article_id}/"
    return [
        "/desk/",
        "/desk/review/",
        article,
        f"{article}claims/new/?capture=1&start=0&end={len(EVIL)}&words=%3Cscript&q={conflict.slug}",
        f"{article}claims/new/?capture=1&words=%3Cscript%20id='evil'%3E&q=script",
        f"{article}names/",
        f"/desk/suggestions/{suggestion.pk}/edit/",
        f"/desk/claims/{approved.pk}/?q=script&passages=script",
        f"/desk/claims/{waiting.pk}/",
        f"/desk/claims/{back.pk}/",
        f"/desk/claims/{waiting.pk}/edit/",
        "/desk/claims/find/?q=script",
        "/desk/events/",
        f"/desk/events/new/?claim={waiting.pk}",
        f"/desk/events/{event.pk}/?q=script",
        f"/desk/events/{entry.event_id}/",
    ]


def assert_harmless(response, address):
    root = parse(response)
    assert root.xpath("//*[@id='evil'] | //img[@src='x'] | //*[@onerror]") == [], f"{address} runs what it shows"
    everything = root.text_content() + " ".join(root.xpath("//@*"))
    assert "{{ 7|add:7 }}" in everything, f"{address} does not show what this test is about"
    assert "&lt;script" not in everything, f"{address} escapes twice"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER])
def test_markup_is_shown_and_not_run_on_any_page_of_the_desk(newsroom, as_editor, as_reviewer, role):
    client = as_editor if role == Role.EDITOR else as_reviewer
    for address in newsroom:
        response = client.get(address)
        assert response.status_code == 200, address
        assert_harmless(response, address)


def test_markup_that_is_refused_or_confirmed_is_not_run_either(newsroom, as_editor):
    claim, event = Claim.objects.filter(stage="in_review").earliest("pk"), "/desk/events/new/"
    rows = {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0", "people-0-actor": EVIL + "?"}
    bad = rows | {"text": EVIL, "title": EVIL, "speaker": f"{EVIL}!", "place": f"{EVIL}!", "said_edtf": EVIL[:60]}
    for address in (f"/desk/claims/{claim.pk}/edit/", event):
        response = as_editor.post(address, bad)
        assert response.status_code == 422
        assert_harmless(response, address)
    capture = claim.evidence.get().excerpt.snapshot
    tab = Tab(as_editor, f"/desk/articles/{capture.article_id}/names/")
    assert Actor.objects.filter(name=EVIL).exists()
    response = as_editor.post(
        f"/desk/articles/{capture.article_id}/names/add/", {"name": EVIL, "kind": "person", "capture": 1}
    )
    assert response.status_code == 422
    assert_harmless(response, tab.url)
    tie = {"claim": claim.pk, "event": claim.events.earliest("pk").pk}
    assert_harmless(as_editor.post("/desk/events/tie/", tie, follow=True), "/desk/events/tie/")
    response = as_editor.get("/desk/dates/", {"said_edtf": EVIL})
    assert_harmless(response, "/desk/dates/")
