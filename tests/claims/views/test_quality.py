"""The page about quality, the last suggestions of a rule, and the form that mutes."""

import pytest

from claims import actions
from claims.models import Mute, Suggestion
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/desk/quality/"


@pytest.fixture
def decided(editor):
    """Twelve decisions on suggestions of one rule: nine accepted, one changed, two rejected."""
    capture = factories.article("one two three four five six seven eight nine ten eleven twelve thirteen.")
    found = [factories.suggestion(capture, word) for word in capture.text.rstrip(".").split()[:12]]
    for one in found[:9]:
        actions.accept_suggestion(suggestion=one, by=editor, conflict=factories.conflict())
    content = factories.claim_content(text="Ushakov called the ceasefire a pause.")
    actions.accept_suggestion(suggestion=found[9], by=editor, conflict=factories.conflict(), content=content)
    for one in found[10:]:
        actions.reject_suggestion(suggestion=one, by=editor, reason="Not in the passage")
    return found


def text_of(response):
    return " ".join(response.content.decode().split())


def test_an_empty_page_says_what_to_do(as_editor):
    page = text_of(as_editor.get(PAGE))
    assert "Nothing was suggested or decided in this time." in page
    assert "Nothing is muted." in page
    assert "Open an article from the" in text_of(as_editor.get(PAGE, {"days": "all"}))


def test_the_page_says_what_became_of_each_rule(as_editor, decided):
    page = text_of(as_editor.get(PAGE))
    assert "12 decided in 30 days, 0 waiting" in page
    assert "<strong>83 %</strong>" in page
    assert "55 % to 95 %" in page
    assert "Not in the passage" in page
    assert "10 of 12 accepted" in page, "the bars of the weeks, in words"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("days=7", "12 decided in 7 days"),
        ("days=all", "12 decided, 0 waiting"),
        ("engine=tests", "12 decided in 30 days"),
        ("engine=rules", "0 decided in 30 days"),
        ("source=demo-wire", "12 decided in 30 days"),
        ("source=nobody&days=x&engine=%00", "12 decided in 30 days"),
    ],
)
def test_the_address_narrows_the_page(as_editor, decided, query, says):
    assert says in text_of(as_editor.get(f"{PAGE}?{query}"))


def test_the_engines_to_choose_from_stay_when_one_is_chosen(as_editor, decided):
    page = text_of(as_editor.get(PAGE, {"engine": "rules"}))
    assert '<option value="rules" selected>' in page


def test_a_rules_line_opens_what_was_rejected_and_changed_last(client, editor, htmx, decided):
    client.force_login(editor)
    address = f"{PAGE}rule/?engine=tests&rule=quote"
    whole, part = client.get(address), htmx.get(address)
    for response in (whole, part):
        page = text_of(response)
        assert page.count("rejected</span>") == 2
        assert "<del>breather</del><ins>pause</ins>" in page
        assert "Not in the passage" in page
        assert "wording" in page
        assert response["Vary"].count("HX-Request") == 1
    assert "<html" in text_of(whole)
    assert "<html" not in text_of(part)


def test_the_changes_are_those_of_the_acceptance_not_of_later(as_editor, editor, decided):
    claim = Suggestion.objects.get(decision="edited").claim
    content = factories.claim_content(text="Something else by now.")
    actions.edit_claim(claim=claim, content=content, version=claim.version, by=editor)
    page = text_of(as_editor.get(f"{PAGE}rule/?engine=tests&rule=quote"))
    assert "Something else" not in page
    assert "<ins>pause</ins>" in page


def test_a_rejected_card_leads_to_muting_its_rule_for_its_outlet(as_editor, decided):
    article = decided[0].run.snapshot.article
    page = text_of(as_editor.get(f"/desk/articles/{article.pk}/"))
    link = "/desk/quality/mute/?engine=tests&amp;rule=quote&amp;source=demo-wire"
    assert page.count(f'href="{link}"') == 2
    form = text_of(as_editor.get(link.replace("&amp;", "&")))
    assert '<option value="demo-wire" selected>' in form
    assert "Mute quote" in form


def test_muting_and_un_muting_through_the_pages(as_editor, editor):
    one = factories.suggestion()
    values = {"engine": "tests", "rule": "quote", "source": "demo-wire", "reason": "Noise."}
    page = text_of(as_editor.post(f"{PAGE}mute/", values, follow=True))
    assert "Muted quote for Demo Wire." in page
    assert "1 out of sight" in page
    bench = f"/desk/articles/{one.run.snapshot.article_id}/"
    factories.conflict()
    assert "0 suggested" not in text_of(as_editor.get(bench))
    assert "1 muted</a>" in text_of(as_editor.get(bench))
    assert one.text not in text_of(as_editor.get(bench))
    shown = text_of(as_editor.get(f"{bench}?muted=shown"))
    assert one.text in shown
    assert "<strong>Muted</strong> by Editor: Noise." in shown
    page = text_of(as_editor.post(f"{PAGE}mutes/{Mute.objects.get().pk}/end/", follow=True))
    assert "quote is no longer muted for Demo Wire." in page
    assert "un-muted by Editor" in page
    assert one.text in text_of(as_editor.get(bench))


def test_an_editor_chooses_an_outlet_and_a_reviewer_need_not(as_editor, as_reviewer):
    values = {"engine": "tests", "rule": "quote", "source": "", "reason": "Noise."}
    refused = as_editor.post(f"{PAGE}mute/", values)
    assert refused.status_code == 422
    assert "This field is required." in text_of(refused)
    assert not Mute.objects.exists()
    assert as_reviewer.post(f"{PAGE}mute/", values).status_code == 302
    assert Mute.objects.get().source is None
    assert "/end/" not in text_of(as_editor.get(PAGE)), "an editor cannot end it either"
    assert as_editor.post(f"{PAGE}mutes/{Mute.objects.get().pk}/end/").status_code == 403


def test_a_mute_without_a_reason_is_asked_back_with_what_was_typed(as_editor):
    factories.source()
    values = {"engine": "tests", "rule": "quote", "source": "demo-wire", "phrase": "of the sort", "reason": " "}
    response = as_editor.post(f"{PAGE}mute/", values)
    assert response.status_code == 422
    assert 'value="of the sort"' in text_of(response)


def test_a_card_says_what_its_rule_reads(as_editor):
    factories.actor("ushakov", "Yuri Ushakov")
    factories.conflict()
    capture = factories.article("Yuri Ushakov said that the bridge was open.")
    run = actions.request_suggestions(snapshot=capture)
    actions.make_suggestions(run_id=run.pk)
    page = text_of(as_editor.get(f"/desk/articles/{capture.article_id}/"))
    assert "preposed: who says it, then the verb, then what is said" in page
    assert "quote: " not in page


def test_the_nav_leads_there_for_whom_it_is_open(as_editor, admin_user, client):
    assert f'href="{PAGE}"' in text_of(as_editor.get("/desk/"))
    client.force_login(admin_user)
    assert f'href="{PAGE}"' not in text_of(client.get("/desk/"))
