"""A claim's page: what it says, what it rests on, how it stands to others, and the steps of its review."""

import pytest

from accounts.models import User
from accounts.roles import Role
from actors.models import Actor
from claims import actions
from claims.actions import ClaimContent
from claims.enums import LinkKind, Relation, ReviewOutcome, Stage, Verdict
from claims.models import Claim, ClaimLink, Evidence, Review
from tests import factories
from tests.claims.views.tab import Tab, typed_in, values_of
from tests.conftest import logged_in
from tests.pages import of_class, the, words

pytestmark = pytest.mark.django_db

WRITTEN = "Ushakov called the ceasefire a breather for Ukrainian troops."
SAY_WHY = "Say why, in a sentence that a colleague will understand in a year."
NASTY = "<script>alert(1)</script>"
# The history goes by the time of the transaction, and a test would else be one.
each_step_has_its_time = pytest.mark.django_db(transaction=True)


def page(client, claim, query=""):
    return Tab(client, f"/desk/claims/{claim.pk}/{query}")


def path(claim, *, to=""):
    return f"/desk/claims/{claim.pk}/{to}"


def block(tab, heading):
    """The section with this heading."""
    (found,) = tab.root.xpath("//section[.//h2[normalize-space()=$heading]]", heading=heading)
    return found


def evidence(tab):
    """Each passage: what it does, the outlet and its day, and the passage with what stands around it."""
    found = []
    for row in of_class(tab.by_id("evidence"), "cited"):
        (heading,) = row.xpath("ancestor::div[@class='grounds']/h3")
        head = [heading.text.strip(), *(words(one) for one in of_class(row, "dot-list")[0])]
        (quote,) = row.xpath("./blockquote")
        found.append((head, words(quote), words(quote.find("mark"))))
    return found


def history(tab):
    """What was done, newest first: who, what, and why."""
    return [
        (
            words(row.find("p")).rpartition(" ")[0].rsplit(" ", 4)[0],
            words(of_class(row, "told-why")[0]) if of_class(row, "told-why") else "",
        )
        for row in the(tab.by_id("history"), "told", "ol").findall("li")
    ]


def offered(tab):
    """Every button on the page that does something to the claim."""
    buttons = tab.by_id("main").xpath(".//button[@type='submit'] | .//a[contains(@class, 'button')]")
    return {words(one) for one in buttons}


def row_of(claim):
    """Everything the database has of a claim, and of the steps taken with it."""
    return Claim.objects.filter(pk=claim.pk).values().get(), list(claim.reviews.values())


@pytest.fixture
def draft(db):
    return factories.draft_claim()


@pytest.fixture
def waiting(db):
    return factories.claim_in_review()


# ---- what stands there --------------------------------------------------------------------------------------------


def test_a_claim_says_who_said_what_when_and_how_it_was_checked(as_editor):
    claim = factories.approved_claim(
        kind="position",
        directness="verbatim",
        quote=factories.QUOTE,
        quote_language="en",
        issue=factories.issue(),
        stance="rejects",
        happened_edtf="2025-03",
        place=factories.place(),
    )
    tab = page(as_editor, claim)
    assert words(tab.root.find(".//h1")) == WRITTEN
    facts = {words(row[0]): words(row[1]) for row in the(tab.root, "facts", "dl")}
    assert facts == {
        "Kind": "position, verbatim",
        "Speaker": "Yuri Ushakov, foreign policy adviser",
        "Issue": "30-day ceasefire: rejects",
        "Said": "13 March 2025",
        "Happened": "March 2025",
        "Place": "Moscow",
        "Rests on": "1 origin",
    }
    assert words(the(tab.root, "claim-quote")) == f"“{factories.QUOTE}”"
    said = words(block_labelled(tab, "What it says"))
    assert "Read in the original. Reviewer, " in said
    assert "written by Editor" in words(of_class(tab.root, "eyebrow")[0])
    assert "✓approved" in words(of_class(tab.root, "eyebrow")[0])


def block_labelled(tab, label):
    (found,) = tab.root.xpath("//section[@aria-label=$label]", label=label)
    return found


def test_evidence_stands_in_its_context_with_its_source_and_leads_to_its_article(as_editor, editor, draft):
    paper = factories.source("paper", "The Paper", reliability="A")
    capture = factories.article("He denied it. Then he left.", title="Denied", of=paper, published="")
    passage = factories.passage(capture, "denied it")
    actions.add_evidence(claim=draft, excerpt=passage, relation=Relation.DISPUTES, by=editor)
    tab = page(as_editor, draft)
    first, second = evidence(tab)
    assert first[0] == ["What speaks for it", "Demo Wire B6 usually reliable, cannot be judged", "13 March 2025"]
    assert first[2] == factories.QUOTE
    assert f"the ceasefire would be “{factories.QUOTE}” and nothing more" in first[1]
    assert second == (
        ["What speaks against it", "The Paper A6 completely reliable, cannot be judged", "undated"],
        "He denied it. Then he left.",
        "denied it",
    )
    (link,) = tab.by_id("evidence").xpath(".//a[.='Denied']/@href")
    added = Evidence.objects.get(excerpt=passage)
    assert link == f"/desk/articles/{capture.article_id}/?capture=1#evidence-{added.pk}"
    tab.visit(link)
    assert tab.has(f"evidence-{added.pk}")


def test_evidence_of_an_accepted_suggestion_leads_to_the_suggestion_s_card(as_editor, editor):
    suggestion = factories.suggestion()
    claim = actions.accept_suggestion(suggestion=suggestion, by=editor, conflict=factories.conflict())
    tab = page(as_editor, claim)
    (link,) = tab.by_id("evidence").xpath(".//div[@class='evidence-foot']/a/@href")
    assert link.endswith(f"#suggestion-{suggestion.pk}")
    tab.visit(link)
    assert tab.has(f"suggestion-{suggestion.pk}")


def test_a_passage_that_is_no_longer_in_its_article_is_marked(as_editor, draft):
    excerpt = draft.evidence.get().excerpt
    type(excerpt).objects.filter(pk=excerpt.pk).update(state="orphaned")
    assert evidence(page(as_editor, draft))[0][0][-1] == "orphaned"


@each_step_has_its_time
def test_the_history_tells_who_did_what_and_why_newest_first(as_editor, reviewer, editor):
    claim = factories.claim_in_review()
    actions.send_back(claim=claim, by=reviewer, reasons="The quote is cut short.")
    tab = page(as_editor, claim)
    assert history(tab)[:2] == [
        ("Reviewer sent back", "The quote is cut short."),
        ("Editor asked for review", ""),
    ]
    assert history(tab)[-1] == ("Editor wrote the claim", "")


def test_the_history_shows_which_words_were_changed(as_editor, editor, draft):
    content = factories.claim_content(text=WRITTEN.replace("ceasefire", "truce"))
    actions.edit_claim(claim=draft, content=content, version=draft.version, by=editor)
    tab = page(as_editor, draft)
    (diff,) = tab.by_id("history").xpath(".//dl")
    assert words(diff.find(".//dt")) == "claim"
    assert [words(one) for one in diff.iter("del")] == ["ceasefire"]
    assert [words(one) for one in diff.iter("ins")] == ["truce"]


# ---- evidence -----------------------------------------------------------------------------------------------------


@each_step_has_its_time
def test_a_marked_passage_is_found_by_its_words_and_added(as_editor, draft):
    capture = factories.article(title="A second report", of=factories.source("paper"))
    passage = factories.passage(capture, "long-term settlement")
    tab = page(as_editor, draft)
    (find,) = tab.by_id("evidence").xpath(".//form[@method='get']")
    tab.send(find, {"passages": "settlements"})
    (choice,) = tab.root.xpath("//input[@name='excerpt']")
    assert choice.get("value") == str(passage.pk)
    assert "Paper, A second report" in words(choice.getparent())
    form = tab.form_to(path(draft, to="evidence/"))
    tab.send(form, {"excerpt": passage.pk, "relation": "context"})
    assert tab.url.endswith(f"/desk/claims/{draft.pk}/#evidence")
    assert [(row[0][0], row[2]) for row in evidence(tab)] == [
        ("What speaks for it", factories.QUOTE),
        ("Context", "long-term settlement"),
    ]
    added = draft.evidence.get(excerpt=passage)
    assert (added.relation, str(added.added_by)) == ("context", "Editor")
    assert history(tab)[0][0] == "Editor added a passage (context)"


def test_articles_that_have_the_words_are_offered_where_no_passage_is_marked(as_editor, draft):
    tab = page(as_editor, draft, "?passages=long-term+settlement")
    assert "No other marked passage has these words." in tab.says("evidence")
    (link,) = tab.by_id("evidence").xpath(".//ul[@class='rows']//a")
    assert words(link) == "Kremlin aide on the ceasefire"
    tab.visit(link.get("href"))
    assert "long-term settlement" in tab.says()


def test_without_a_chosen_passage_nothing_is_added_and_the_relation_stays_chosen(as_editor, draft):
    factories.passage(exact="long-term settlement")
    tab = page(as_editor, draft, "?passages=settlement")
    tab.send(tab.form_to(path(draft, to="evidence/")), {"relation": "disputes"}, status=422)
    assert "Choose a passage from the list." in " ".join(tab.alerts)
    form = tab.form_to(path(draft, to="evidence/"))
    assert values_of(form)["relation"] == "disputes"
    assert values_of(form)["passages"] == "settlement"
    assert draft.evidence.count() == 1


def test_after_a_refusal_the_search_for_a_passage_still_works(as_editor, draft):
    passage = factories.passage(exact="long-term settlement")
    tab = page(as_editor, draft, "?passages=settlement")
    tab.send(tab.form_to(path(draft, to="evidence/")), status=422)
    (find,) = tab.by_id("evidence").xpath(".//form[@method='get']")
    tab.send(find, {"passages": "long-term"})
    assert tab.root.xpath("//input[@name='excerpt']/@value") == [str(passage.pk)]


@each_step_has_its_time
def test_a_passage_is_taken_away(as_editor, editor, draft):
    passage = factories.passage(exact="long-term settlement")
    added = actions.add_evidence(claim=draft, excerpt=passage, relation=Relation.CONTEXT, by=editor)
    tab = page(as_editor, draft)
    tab.send(tab.form_to(f"/desk/evidence/{added.pk}/remove/"))
    assert [row[2] for row in evidence(tab)] == [factories.QUOTE]
    assert draft.evidence.get().excerpt != passage
    assert history(tab)[0][0] == "Editor removed a passage"


def test_a_claim_s_only_passage_cannot_be_taken_away_on_its_page(as_editor, draft):
    assert "Take away" not in page(as_editor, draft).says("evidence")


def test_a_closed_claim_keeps_its_evidence_whatever_is_sent(as_editor, editor, draft):
    passage = factories.passage(exact="long-term settlement")
    added = actions.add_evidence(claim=draft, excerpt=passage, relation=Relation.CONTEXT, by=editor)
    tab = page(as_editor, draft)
    form = tab.form_to(f"/desk/evidence/{added.pk}/remove/")
    actions.dismiss(claim=draft, by=editor, reasons="Not worth it.")
    tab.send(form)
    assert "This claim is dismissed; re-open it first." in words(of_class(tab.root, "messages")[0])
    assert draft.evidence.count() == 2
    response = as_editor.post(
        path(draft, to="evidence/"), {"excerpt": factories.passage().pk, "relation": "supports"}
    )
    assert response.status_code == 422
    assert draft.evidence.count() == 2


# ---- links --------------------------------------------------------------------------------------------------------


def others(root):
    return [words(one.getparent().find("span")) for one in root.xpath(".//input[@name='other']")]


def test_another_claim_is_found_by_its_words_and_linked(as_editor, draft):
    other = factories.draft_claim(text="Ushakov denied the remark.")
    factories.draft_claim(text="The Paris summit ended.")
    tab = page(as_editor, draft)
    (find,) = tab.by_id("links").xpath(".//form[@method='get']")
    tab.send(find, {"q": "remarks denied"})
    assert others(tab.root) == [f"Ushakov denied the remark. no. {other.pk}, Yuri Ushakov, ◌draft"]
    tab.send(tab.form_to(path(draft, to="links/")), {"other": other.pk, "kind": "contradicts"})
    assert tab.url.endswith("#links")
    assert "This claim contradicts it added by Editor" in tab.says("links")
    link = ClaimLink.objects.get()
    assert (link.claim, link.other, link.kind) == (draft, other, LinkKind.CONTRADICTS)
    (there,) = tab.by_id("links").xpath(".//p[@class='said-text']/a/@href")
    tab.visit(there)
    assert "This claim is contradicted by it added by Editor" in tab.says("links")
    assert tab.by_id("links").xpath(".//p[@class='said-text']/a/@href") == [path(draft)]


def test_another_claim_is_found_by_its_number(as_editor, draft):
    other = factories.draft_claim(text="Ushakov denied the remark.")
    tab = page(as_editor, draft, f"?q={other.pk}")
    assert tab.root.xpath("//input[@name='other']/@value") == [str(other.pk)]


def test_claims_are_found_while_one_types(as_editor, draft):
    other = factories.draft_claim(text="Ushakov denied the remark.")
    tab = page(as_editor, draft)
    search = tab.by_id("link-q")
    # htmx adds what is typed to the parameters that the address has.
    search.set("hx-get", f"{search.get('hx-get')}&q=Ushakov")
    tab.press(search)
    assert tab.root.xpath("//div[@id='link-found']//input[@name='other']/@value") == [str(other.pk)]
    tab.send(tab.form_to(path(draft, to="links/")), {"other": other.pk})
    assert ClaimLink.objects.get().other == other


def test_a_claim_does_not_find_itself_nor_what_was_dropped(as_editor, editor, draft):
    dropped = factories.draft_claim(text="Ushakov denied the remark.")
    actions.dismiss(claim=dropped, by=editor, reasons="Twice.")
    tab = page(as_editor, draft, "?q=Ushakov")
    assert others(tab.root) == []
    assert "No claim has these words." in tab.says("links")


def test_without_a_chosen_claim_nothing_is_linked_and_the_search_goes_on(as_editor, draft):
    other = factories.draft_claim(text="Ushakov denied the remark.")
    tab = page(as_editor, draft, "?q=denied")
    tab.send(tab.form_to(path(draft, to="links/")), {"kind": "denies"}, status=422)
    assert tab.alerts == ["Choose the other claim."]
    assert values_of(tab.form_to(path(draft, to="links/")))["kind"] == "denies"
    assert not ClaimLink.objects.exists()
    (find,) = tab.by_id("links").xpath(".//form[@method='get']")
    tab.send(find, {"q": "remark"})
    assert tab.root.xpath("//input[@name='other']/@value") == [str(other.pk)]


def test_a_claim_cannot_be_linked_to_itself(as_editor, draft):
    response = as_editor.post(path(draft, to="links/"), {"other": draft.pk, "kind": "repeats"})
    assert response.status_code == 422
    assert "A claim cannot be linked to itself." in response.content.decode()
    assert not ClaimLink.objects.exists()


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_a_claim_that_is_not_there_is_a_404(as_editor, number):
    for to in ("", "edit/"):
        assert as_editor.get(f"/desk/claims/{number}/{to}").status_code == 404


# ---- steps --------------------------------------------------------------------------------------------------------


def test_an_editor_asks_for_review(as_editor, draft):
    tab = page(as_editor, draft)
    tab.send(tab.form_to(path(draft, to="steps/submit/")))
    assert tab.url.endswith(path(draft))
    assert "Sent to review. A second person decides." in words(of_class(tab.root, "messages")[0])
    draft.refresh_from_db()
    assert draft.stage == Stage.IN_REVIEW
    assert "Ask for review" not in offered(tab)


def test_a_claim_that_nothing_supports_cannot_go_to_review(as_editor):
    claim = actions.write_claim(
        excerpt=factories.passage(),
        content=factories.claim_content(),
        by=factories.user(),
        relation=Relation.CONTEXT,
    )
    tab = page(as_editor, claim)
    why = "A claim needs at least one passage that supports it before it can be reviewed."
    assert why in tab.says("decision")
    assert "Ask for review" not in offered(tab)
    response = as_editor.post(path(claim, to="steps/submit/"))
    assert response.status_code == 422
    assert Claim.objects.get(pk=claim.pk).stage == Stage.DRAFT


def test_a_reviewer_sends_a_claim_back_with_reasons(as_reviewer, waiting):
    tab = page(as_reviewer, waiting)
    tab.send(tab.form_to(path(waiting, to="steps/send_back/")), {"reasons": "The quote is cut short."})
    assert tab.url.endswith("/desk/review/")
    assert "Sent back with your reasons." in words(of_class(tab.root, "messages")[0])
    waiting.refresh_from_db()
    last = waiting.reviews.last()
    assert (waiting.stage, last.outcome, last.reasons) == (
        Stage.DRAFT,
        ReviewOutcome.SENT_BACK,
        "The quote is cut short.",
    )


def errors_beside(tab, field_id):
    """The errors in the field of this control."""
    return [words(one) for one in tab.by_id(field_id).getparent().xpath(".//ul[contains(@class, 'errorlist')]")]


@pytest.mark.parametrize("typed", ["", "  \n "])
def test_sending_back_without_reasons_names_the_field_and_changes_nothing(as_reviewer, waiting, typed):
    before = row_of(waiting)
    tab = page(as_reviewer, waiting)
    tab.send(tab.form_to(path(waiting, to="steps/send_back/")), {"reasons": typed}, status=422)
    assert errors_beside(tab, "send_back-reasons") == [SAY_WHY]
    assert tab.alerts == [SAY_WHY]
    assert row_of(waiting) == before


def test_a_reviewer_approves_with_a_verdict_and_a_rationale(as_reviewer, waiting, reviewer):
    tab = page(as_reviewer, waiting)
    assert words(tab.by_id("decision-title")) == "Your decision"
    form = tab.form_to(path(waiting, to="approve/"))
    tab.send(form, {"verdict": "corroborated", "rationale": "Two agencies\r\nhave it."})
    assert tab.url.endswith("/desk/review/")
    assert "Approved." in words(of_class(tab.root, "messages")[0])
    waiting.refresh_from_db()
    assert (waiting.stage, waiting.verdict, waiting.approver) == (Stage.APPROVED, Verdict.CORROBORATED, reviewer)
    assert waiting.rationale == "Two agencies\nhave it."
    tab = page(as_reviewer, waiting)
    (did, why) = history(tab)[0]
    assert did.startswith("Reviewer approved: ")
    assert did.endswith("corroborated")
    assert why == "Two agencies have it."


def test_every_verdict_is_offered_and_none_is_chosen_beforehand(as_reviewer, waiting):
    form = page(as_reviewer, waiting).form_to(path(waiting, to="approve/"))
    radios = form.xpath(".//input[@name='verdict']")
    assert [radio.get("value") for radio in radios] == Verdict.values
    assert "verdict" not in values_of(form)


@pytest.mark.parametrize(
    ("typed", "fault", "kept"),
    [
        ({"rationale": "Read in the original."}, "Choose a verdict.", {"rationale": "Read in the original."}),
        ({"verdict": "disputed", "rationale": " "}, SAY_WHY, {"verdict": "disputed"}),
        ({"verdict": "true", "rationale": "Read."}, "Select a valid choice. true is not", {"rationale": "Read."}),
    ],
    ids=["no verdict", "no rationale", "no such verdict"],
)
def test_an_approval_that_misses_something_names_it_keeps_the_rest_and_changes_nothing(
    as_reviewer, waiting, typed, fault, kept
):
    before = row_of(waiting)
    tab = page(as_reviewer, waiting)
    tab.send(tab.form_to(path(waiting, to="approve/")), typed, status=422)
    (said,) = tab.alerts
    assert said.startswith(fault)
    form = tab.form_to(path(waiting, to="approve/"))
    assert kept.items() <= values_of(form).items()
    assert row_of(waiting) == before


def test_the_author_of_a_claim_sees_no_form_to_decide_on_it(as_reviewer, reviewer):
    claim = factories.claim_in_review(by=reviewer)
    tab = page(as_reviewer, claim)
    assert "You wrote this claim: a second person has to decide." in tab.says("decision")
    assert tab.root.xpath("//form[contains(@action, '/approve/') or contains(@action, 'send_back')]") == []
    assert not {"Approve", "Send back"} & offered(tab)


@pytest.mark.parametrize("with_everything", [True, False])
def test_the_author_s_own_approval_is_refused_and_changes_nothing(as_reviewer, reviewer, with_everything):
    claim = factories.claim_in_review(by=reviewer)
    before = row_of(claim)
    sent = {"verdict": "verified", "rationale": "I wrote it.", "version": claim.version} if with_everything else {}
    assert as_reviewer.post(path(claim, to="approve/"), sent).status_code == 403
    assert as_reviewer.post(path(claim, to="steps/send_back/"), {"reasons": "No."}).status_code == 403
    assert row_of(claim) == before


def test_whoever_changed_a_claim_last_cannot_approve_it_either(as_reviewer, reviewer, waiting):
    content = factories.claim_content(text="Ushakov called the truce a breather.")
    claim = actions.edit_claim(claim=waiting, content=content, version=waiting.version, by=reviewer)
    before = row_of(claim)
    assert "Approve" not in offered(page(as_reviewer, claim))
    sent = {"verdict": "verified", "rationale": "Fine.", "version": claim.version}
    assert as_reviewer.post(path(claim, to="approve/"), sent).status_code == 403
    assert row_of(claim) == before


def test_an_editor_cannot_decide_on_anybody_s_claim(editor2, waiting):
    browser, before = logged_in(editor2), row_of(waiting)
    tab = page(browser, waiting)
    assert not {"Approve", "Send back", "Retract"} & offered(tab)
    sent = {"verdict": "verified", "rationale": "Fine.", "version": waiting.version}
    assert browser.post(path(waiting, to="approve/"), sent).status_code == 403
    assert browser.post(path(waiting, to="steps/send_back/"), {"reasons": "No."}).status_code == 403
    assert row_of(waiting) == before


def test_the_approval_of_a_claim_that_was_changed_meanwhile_is_asked_for_again(as_reviewer, editor, waiting):
    tab = page(as_reviewer, waiting)
    form = tab.form_to(path(waiting, to="approve/"))
    content = factories.claim_content(text="Ushakov called the truce a breather.")
    claim = actions.edit_claim(claim=waiting, content=content, version=waiting.version, by=editor)
    before = row_of(claim)
    tab.send(form, {"verdict": "disputed", "rationale": "One source only."}, status=409)
    assert any("changed by somebody else" in alert and "Read it again" in alert for alert in tab.alerts)
    assert words(tab.root.find(".//h1")) == "Ushakov called the truce a breather."
    assert row_of(claim) == before
    form = tab.form_to(path(waiting, to="approve/"))
    kept = values_of(form)
    assert (kept["verdict"], kept["rationale"]) == ("disputed", "One source only.")
    tab.send(form)
    claim.refresh_from_db()
    assert (claim.stage, claim.verdict, claim.rationale) == (Stage.APPROVED, "disputed", "One source only.")


def test_a_second_approval_says_that_somebody_was_quicker_and_keeps_what_was_written(as_reviewer, waiting):
    tab = page(as_reviewer, waiting)
    form = tab.form_to(path(waiting, to="approve/"))
    other = factories.user(Role.REVIEWER, "reviewer2")
    actions.approve(claim=waiting, by=other, verdict="verified", rationale="Quicker.")
    before = row_of(waiting)
    tab.send(form, {"verdict": "disputed", "rationale": "One source only."}, status=422)
    (said,) = tab.alerts[:1]
    assert "This claim is approved, so that is not the next step." in said
    assert "One source only." in said
    assert row_of(waiting) == before


@each_step_has_its_time
@pytest.mark.parametrize(
    ("name", "made", "role", "stage", "button"),
    [
        ("dismiss", factories.draft_claim, "editor", Stage.DISMISSED, "Dismiss"),
        ("dismiss", factories.claim_in_review, "editor", Stage.DISMISSED, "Dismiss"),
        ("reopen", factories.approved_claim, "editor", Stage.DRAFT, "Re-open"),
        ("retract", factories.approved_claim, "reviewer", Stage.RETRACTED, "Retract"),
    ],
)
def test_a_step_with_reasons(as_editor, as_reviewer, name, made, role, stage, button):
    claim = made()
    tab = page({"editor": as_editor, "reviewer": as_reviewer}[role], claim)
    before = row_of(claim)
    form = tab.form_to(path(claim, to=f"steps/{name}/"))
    tab.button(button, form)
    tab.send(form, {"reasons": ""}, status=422)
    assert errors_beside(tab, f"{name}-reasons") == [SAY_WHY]
    assert tab.by_id(f"{name}-reasons").xpath("ancestor::details/@open"), "the form with the error is folded away"
    assert row_of(claim) == before
    tab.send(tab.form_to(path(claim, to=f"steps/{name}/")), {"reasons": "As agreed."})
    assert tab.url.endswith(path(claim))
    assert Claim.objects.get(pk=claim.pk).stage == stage
    assert (claim.reviews.last().reasons, claim.reviews.last().by.username) == ("As agreed.", role)
    assert history(tab)[0][1] == "As agreed."


def test_a_step_that_is_not_the_next_one_changes_nothing_and_keeps_the_reasons(as_editor, draft):
    before = row_of(draft)
    response = as_editor.post(path(draft, to="steps/reopen/"), {"reasons": "I was away."})
    assert response.status_code == 422
    assert "I was away." in response.content.decode()
    assert row_of(draft) == before


@pytest.mark.parametrize("name", ["approve", "publish", "__init__"])
def test_there_is_no_other_step(as_reviewer, waiting, name):
    assert as_reviewer.post(path(waiting, to=f"steps/{name}/"), {"reasons": "x"}).status_code == 404


def test_sending_back_what_somebody_dismissed_meanwhile_says_so_and_keeps_the_reasons(as_reviewer, editor, waiting):
    tab = page(as_reviewer, waiting)
    form = tab.form_to(path(waiting, to="steps/send_back/"))
    actions.dismiss(claim=waiting, by=editor, reasons="Twice.")
    before = row_of(waiting)
    tab.send(form, {"reasons": "Which talks exactly?"}, status=422)
    assert "This claim is dismissed, so that is not the next step." in tab.alerts[0]
    assert "Which talks exactly?" in tab.alerts[0]
    assert row_of(waiting) == before


# ---- editing ------------------------------------------------------------------------------------------------------


def edit_form(tab):
    (form,) = tab.by_id("main").xpath(".//form[.//input[@name='version']]")
    return form


def test_the_form_of_a_claim_is_filled_in_and_saving_it_unchanged_changes_nothing(as_editor):
    claim = factories.draft_claim(
        kind="position",
        directness="verbatim",
        quote=f"{factories.QUOTE}\nand nothing more",
        quote_language="uk",
        translation="A breather.",
        issue=factories.issue(),
        stance="accepts_with_conditions",
        conditions="once prisoners are home",
        happened_edtf="2025-03~",
        place=factories.place(),
        attributions=[(factories.actor("kellogg"), "addressee"), (factories.actor("kremlin"), "spokesperson_for")],
    )
    before = row_of(claim), ClaimContent.of(claim)
    tab = page(as_editor, claim)
    tab.visit(tab.button("Edit claim").get("href"))
    tab.send(edit_form(tab))
    assert tab.url.endswith(path(claim))
    assert (row_of(claim), ClaimContent.of(Claim.objects.get(pk=claim.pk))) == before


@each_step_has_its_time
def test_a_claim_is_edited(as_editor, draft):
    factories.actor("kellogg", "Keith Kellogg")
    tab = Tab(as_editor, path(draft, to="edit/"))
    tab.send(edit_form(tab), {"text": "Ushakov called it a truce.", "people-0-actor": "keith kellogg"})
    assert tab.url.endswith(path(draft))
    assert words(tab.root.find(".//h1")) == "Ushakov called it a truce."
    assert history(tab)[0][0] == "Editor changed the claim and the people"
    draft.refresh_from_db()
    assert (draft.text, draft.version) == ("Ushakov called it a truce.", 2)
    assert [str(one) for one in draft.attributions.all()] == ["speaker: Yuri Ushakov", "subject: Keith Kellogg"]


@each_step_has_its_time
@pytest.mark.parametrize(
    ("typed", "control", "fault"),
    [
        ({"text": " "}, "claim-text", "This field is required."),
        ({"speaker": "Nobody"}, "claim-speaker", "No actor is called Nobody yet."),
        ({"said_edtf": "the 13th"}, "claim-said_edtf", ""),
        ({"place": "Atlantis"}, "claim-place", "No place is called Atlantis in the gazetteer."),
        ({"stance": "rejects"}, "claim-stance", "Only a position has a stance."),
        ({"directness": "verbatim"}, "claim-quote", "A verbatim claim needs the words that were said."),
    ],
)
def test_a_bad_field_is_named_and_everything_typed_is_kept(as_editor, draft, typed, control, fault):
    before = row_of(draft)
    tab = Tab(as_editor, path(draft, to="edit/"))
    tab.send(edit_form(tab), {"conditions": "typed by hand"} | typed, status=422)
    (said,) = errors_beside(tab, control)
    assert said.startswith(fault)
    kept = values_of(edit_form(tab))
    assert kept["conditions"] == "typed by hand"
    (name,) = typed
    assert kept[name].strip() == typed[name].strip()
    assert row_of(draft) == before


def test_a_stale_edit_shows_both_texts_and_whoever_saves_says_whose_stands(as_editor, editor2, draft):
    tab = Tab(as_editor, path(draft, to="edit/"))
    theirs = factories.claim_content(text="Ushakov called the truce a breather for Ukrainian troops.")
    actions.edit_claim(claim=draft, content=theirs, version=draft.version, by=editor2)
    before = row_of(draft)
    mine = "Ushakov called the ceasefire a pause for Ukrainian troops."
    tab.send(edit_form(tab), {"text": mine}, status=409)
    (notice,) = tab.root.xpath("//*[@role='alert']")
    assert "Editor2 changed the claim" in words(notice)
    (field,) = of_class(tab.root, "merge-field")
    assert words(field[0]) == "Both of you changed: claim"
    theirs_side, my_side = of_class(field, "merge-side")
    assert [[words(one) for one in theirs_side.iter(tag)] for tag in ("del", "ins")] == [["ceasefire"], ["truce"]]
    assert [[words(one) for one in my_side.iter(tag)] for tag in ("del", "ins")] == [["breather"], ["pause"]]
    assert typed_in(tab.by_id("claim-text")) == mine
    tab.send(edit_form(tab), status=422)  # neither is chosen yet
    assert "Say whose is to stand." in words(the(tab.root, "merge"))
    assert row_of(draft) == before
    tab.send(edit_form(tab), {"choose-text": "mine"})
    assert tab.url.endswith(path(draft))
    draft.refresh_from_db()
    assert (draft.text, draft.version, draft.edited_by.username) == (mine, 3, "editor")


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "²"])
def test_a_version_that_was_never_shown_is_stale(as_editor, draft, version):
    tab = Tab(as_editor, path(draft, to="edit/"))
    tab.send(edit_form(tab), {"version": version, "text": "Mine."}, status=409)
    assert Claim.objects.get(pk=draft.pk).text == WRITTEN
    tab.send(edit_form(tab), {"choose-text": "mine"})
    assert Claim.objects.get(pk=draft.pk).text == "Mine."


def test_editing_an_approved_claim_brings_it_back_to_review_and_the_form_says_so(as_editor):
    claim = factories.approved_claim()
    tab = Tab(as_editor, path(claim, to="edit/"))
    assert "A change brings it back to review" in tab.says()
    tab.send(edit_form(tab), {"text": "Ushakov called it a truce."})
    claim.refresh_from_db()
    assert (claim.stage, claim.approver, claim.rationale) == (Stage.IN_REVIEW, None, "")
    assert "Ask for review" not in offered(tab)


@pytest.mark.parametrize("close", [actions.dismiss, actions.retract])
def test_a_closed_claim_offers_no_edit_and_takes_none(as_editor, editor, reviewer, close):
    if close is actions.dismiss:
        claim = close(claim=factories.draft_claim(), by=editor, reasons="Twice.")
    else:
        claim = close(claim=factories.approved_claim(), by=reviewer, reasons="Wrong man.")
    before = row_of(claim)
    tab = page(as_editor, claim)
    assert "Edit claim" not in offered(tab)
    assert "Add evidence" not in tab.says("evidence")
    response = as_editor.get(path(claim, to="edit/"))
    assert (response.status_code, response.url) == (302, path(claim))
    tab.visit(response.url)
    assert f"This claim is {claim.get_stage_display()}; re-open it first." in words(of_class(tab.root, "messages")[0])
    sent = {"text": "Changed.", "kind": "fact", "directness": "paraphrase", "version": claim.version}
    sent |= {"people-TOTAL_FORMS": 0, "people-INITIAL_FORMS": 0}
    response = as_editor.post(path(claim, to="edit/"), sent)
    assert response.status_code == 422
    assert "re-open it first" in response.content.decode()
    assert "Changed." in response.content.decode()
    assert row_of(claim) == before
    tab.send(tab.form_to(path(claim, to="steps/reopen/")), {"reasons": "It matters after all."})
    assert "Edit claim" in offered(tab)


def test_the_form_of_a_claim_that_was_closed_meanwhile_keeps_what_was_typed(as_editor, editor, draft):
    tab = Tab(as_editor, path(draft, to="edit/"))
    actions.dismiss(claim=draft, by=editor, reasons="Twice.")
    before = row_of(draft)
    tab.send(edit_form(tab), {"text": "Mine."}, status=422)
    assert typed_in(tab.by_id("claim-text")) == "Mine."
    assert "This claim is dismissed; re-open it first." in " ".join(tab.alerts)
    assert typed_in(tab.by_id("claim-text")) == "Mine."
    assert row_of(draft) == before


# ---- against what readers see -------------------------------------------------------------------------------------


def against(tab):
    return block(tab, "Against what readers see")


def test_readers_see_nothing_of_a_claim_that_is_not_published(as_editor):
    assert "Readers see nothing of this claim yet." in words(against(page(as_editor, factories.approved_claim())))


def test_a_published_claim_stands_as_readers_see_it(as_editor):
    claim = factories.approved_claim()
    entry = factories.published(claims=[claim])
    tab = page(as_editor, claim)
    said = words(against(tab))
    assert "Readers see it as it stands here, in Kremlin aide rejects the ceasefire." in said
    (link,) = against(tab).xpath(".//a/@href")
    assert link == entry.get_absolute_url()


@pytest.mark.parametrize("again", [False, True], ids=["edited", "approved again"])
def test_a_published_claim_that_was_edited_stands_against_what_readers_see_word_by_word(as_editor, editor, again):
    claim = factories.approved_claim()
    factories.published(claims=[claim])
    content = factories.claim_content(text=WRITTEN.replace("ceasefire", "truce"), said_edtf="2025-03-14")
    claim = actions.edit_claim(claim=claim, content=content, version=claim.version, by=editor)
    if again:
        factories.approve(claim)
    shown = against(page(as_editor, claim))
    found = {
        words(row.find("dt")): ([words(one) for one in row.iter("del")], [words(one) for one in row.iter("ins")])
        for row in shown.xpath(".//dl/div")
    }
    assert found == {"claim": (["ceasefire"], ["truce"]), "said": (["13"], ["14"])}


# ---- events -------------------------------------------------------------------------------------------------------


def test_a_claim_is_tied_to_an_event_from_its_own_page(as_editor, draft):
    event = factories.event(title="Talks in Riyadh")
    tab = page(as_editor, draft)
    assert "It tells of no event yet" in tab.says("events")
    tab.send(tab.form_to("/desk/events/tie/"), {"event": event.pk})
    assert tab.url.endswith(path(draft))
    assert "Talks in Riyadh" in words(of_class(tab.by_id("events"), "row-title")[0])
    assert list(event.claims.all()) == [draft]
    assert tab.button("Make an event").get("href") == f"/desk/events/new/?claim={draft.pk}"


# ---- what others wrote --------------------------------------------------------------------------------------------


def scripts(root):
    """What would run."""
    return [one.get("src") for one in root.iter("script") if not (one.get("src") or "").startswith("/static/")]


def test_markup_in_what_people_wrote_is_shown_and_not_run(as_reviewer, editor, reviewer):
    User.objects.filter(pk=editor.pk).update(display_name=f"Ed {NASTY}")
    speaker = factories.actor("nasty", f"Yuri {NASTY}", office=f"adviser {NASTY}")
    capture = factories.article(f"Before {NASTY} after.", title=f"Title {NASTY}", of=factories.source("p", NASTY))
    content = factories.claim_content(
        text=f"Said {NASTY}", quote=f"Words {NASTY}", quote_language="en", translation=NASTY, speaker=speaker
    )
    claim = actions.write_claim(excerpt=factories.passage(capture, NASTY), content=content, by=editor)
    other = factories.draft_claim(text=f"Other {NASTY}", by=User.objects.get(pk=editor.pk))
    actions.link_claims(claim=claim, other=other, kind="repeats", by=editor)
    actions.submit(claim=claim, by=editor)
    actions.send_back(claim=claim, by=reviewer, reasons=f"Because {NASTY}")
    changed = factories.claim_content(text=f"Said again {NASTY}", speaker=speaker)
    actions.edit_claim(claim=claim, content=changed, version=3, by=editor)
    actions.submit(claim=claim, by=editor)
    factories.event(claims=[claim], title=f"Event {NASTY}")
    tab = page(as_reviewer, claim, f"?q=%3Cscript%3E&passages={NASTY.replace('/', '%2F')}")
    assert scripts(tab.root) == []
    shown = tab.says()
    expected = ("Said again", "Yuri", "adviser", "Because", "Title", "Other", "Event")
    assert [one for one in expected if f"{one} {NASTY}" not in shown] == []
    assert "Ed <script>" in shown
    form = tab.form_to(path(claim, to="approve/"))
    tab.send(form, {"verdict": "", "rationale": f"</textarea>{NASTY}"}, status=422)
    assert scripts(tab.root) == []
    assert values_of(tab.form_to(path(claim, to="approve/")))["rationale"] == f"</textarea>{NASTY}"
    for url in ("/desk/review/", "/desk/", path(claim, to="edit/")):
        browser = as_reviewer if "edit" not in url else logged_in(editor)
        assert scripts(Tab(browser, url).root) == [], url
    assert not Review.objects.filter(outcome="approved").exists()
    assert Actor.objects.get(slug="nasty").name == f"Yuri {NASTY}"
