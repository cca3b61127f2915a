"""The key of a form: sent again it changes nothing, and it is nobody else's."""

from uuid import uuid4

import pytest
from django.core.cache import cache

from claims.models import Claim, SentForm
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(editor):
    return factories.draft_claim(by=editor)


def submit(browser, claim, key, **more):
    return browser.post(f"/desk/claims/{claim.pk}/steps/submit/", {"once": str(key)} | more)


def test_sent_again_it_leads_to_the_same_place_and_changes_nothing(as_editor, draft):
    key = uuid4()
    first, second = submit(as_editor, draft, key), submit(as_editor, draft, key)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url == draft.get_absolute_url()
    assert draft.reviews.count() == 1
    row = SentForm.objects.get()
    assert (row.key, row.path, row.location) == (key, f"/desk/claims/{draft.pk}/steps/submit/", first.url)


def test_what_was_refused_may_be_sent_again_with_the_same_key(as_editor, draft):
    key, url = uuid4(), f"/desk/claims/{draft.pk}/steps/dismiss/"
    assert as_editor.post(url, {"once": str(key), "reasons": ""}).status_code == 422
    assert not SentForm.objects.exists()
    assert as_editor.post(url, {"once": str(key), "reasons": "Twice."}).status_code == 302
    assert Claim.objects.get().stage == "dismissed"


def test_a_view_that_fails_leaves_no_key(as_editor):
    assert submit(as_editor, Claim(pk=999_999), uuid4()).status_code == 404
    assert not SentForm.objects.exists()


def test_the_key_of_another_person_is_refused(as_editor, editor2, draft):
    key = uuid4()
    submit(as_editor, draft, key)
    answer = submit(logged_in(editor2), draft, key)
    assert answer.status_code == 409
    assert "given to another person" in answer.content.decode()
    assert draft.reviews.count() == 1


def test_the_key_of_another_form_is_refused(as_editor, editor, draft):
    key, other = uuid4(), factories.draft_claim(by=editor, text="Another.")
    submit(as_editor, draft, key)
    assert submit(as_editor, other, key).status_code == 409
    other.refresh_from_db()
    assert other.stage == "draft"


def test_a_refused_key_makes_htmx_load_the_page_again_with_the_reason(as_editor, client, htmx, editor, draft):
    key = uuid4()
    submit(as_editor, draft, key)
    client.force_login(editor)
    answer = htmx.post(f"/desk/claims/{draft.pk}/steps/dismiss/", {"once": str(key), "reasons": "No."})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (409, "true")
    assert "for something else" in client.get("/desk/").content.decode()


def test_a_key_that_cannot_be_read_is_refused(as_editor, draft):
    assert submit(as_editor, draft, "1; DROP TABLE").status_code == 400
    assert draft.reviews.count() == 0


def test_who_goes_back_and_sends_something_else_has_it_carried_out(as_editor, draft):
    """The page in the browser's history has its old key; what was typed into it anew must not be dropped."""
    key, url = uuid4(), f"/desk/claims/{draft.pk}/links/"
    others = [factories.draft_claim(text=f"Other {number}.") for number in range(2)]
    for other in (*others, others[1]):
        sent = {"once": str(key), "kind": "repeats", "other": other.pk}
        assert as_editor.post(url, sent).status_code == 302
    assert [link.other for link in draft.links.all()] == others
    assert SentForm.objects.count() == 2


def test_htmx_gets_the_same_fragment_and_loads_again_where_that_is_gone(client, htmx, editor):
    factories.conflict()
    suggestion = factories.suggestion()
    client.force_login(editor)
    sent = {"once": str(uuid4()), "reason": "Noise."}
    url = f"/desk/suggestions/{suggestion.pk}/reject/"
    first, second = htmx.post(url, sent), htmx.post(url, sent)
    assert (first.status_code, first.content) == (200, second.content)
    cache.clear()
    third = htmx.post(url, sent)
    assert (third.status_code, third.headers["HX-Refresh"], third.content) == (204, "true", b"")


def test_a_reader_with_a_key_learns_nothing(client, reader, draft):
    client.force_login(reader)
    assert submit(client, draft, uuid4()).status_code == 404
    assert not SentForm.objects.exists()


def test_every_form_that_the_desk_sends_has_a_key():
    import re
    from pathlib import Path

    from django.conf import settings

    # What readers save for themselves is not the desk's.
    readers = {"search.html", "search_new.html"}
    found = []
    for path in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        if path.parent.name in {"claims", "timeline", "articles"} and path.name not in readers:
            forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", path.read_text(), re.DOTALL)
            found += [f"{path.name}: {form[:80]}" for form in forms if "{% once %}" not in form]
    assert found == []


def test_a_form_that_led_nowhere_leads_back_to_its_page(as_editor, editor):
    factories.conflict()
    capture = factories.article("Somebody New said no.")
    at = f"/desk/articles/{capture.article_id}/names/"
    sent = {"once": str(uuid4()), "name": "Somebody New", "kind": "person"}
    first = as_editor.post(f"{at}add/", sent, headers={"Referer": f"http://testserver{at}"})
    assert first.status_code == 200
    again = [
        as_editor.post(f"{at}add/", sent, headers={"Referer": page}).url
        for page in (f"http://testserver{at}", f"http://testserver{at}add/", "https://elsewhere.example/desk/", "")
    ]
    assert again == [f"http://testserver{at}", "/desk/", "/desk/", "/desk/"]
