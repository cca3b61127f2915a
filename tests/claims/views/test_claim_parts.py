"""The parts of a claim's page: evidence by origin and its rating, links, discussion, checklist, history."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Notification
from accounts.roles import Role
from claims import actions
from claims.checklists import CHECKLISTS
from claims.enums import ClaimKind, LinkKind
from claims.history import history_of
from claims.models import Check, Claim, ClaimLink, Comment, LinkProposal
from tests import factories
from tests.claims.views.tab import Tab
from tests.conftest import logged_in
from tests.pages import of_class, words

pytestmark = pytest.mark.django_db
each_step_has_its_time = pytest.mark.django_db(transaction=True)
NASTY = "<script>alert(1)</script>"


def page(client, claim):
    return Tab(client, f"/desk/claims/{claim.pk}/")


def said(tab):
    """What the page says came of it."""
    return words(of_class(tab.root, "messages")[0])


def told(tab):
    """The history's sentences without their times, newest first, with what they are about and why."""
    rows = []
    for row in of_class(tab.by_id("history"), "told"):
        for step in row.findall("li"):
            sentence = step.find("p")
            (time,) = sentence.iter("time")
            more = [words(one) for name in ("told-about", "told-why") for one in of_class(step, name)]
            rows.append((words(sentence).removesuffix(words(time)).strip(), *more))
    return rows


@pytest.fixture
def draft(db):
    return factories.draft_claim()


# ---- evidence -----------------------------------------------------------------------------------------------------


def test_one_report_in_three_outlets_is_one_origin_and_its_copies_are_folded(as_editor, editor, draft):
    first = draft.evidence.get().excerpt.snapshot.article
    for name in ("paper", "radio"):
        copy = factories.article(of=factories.source(name), origin=first.origin_group)
        excerpt = factories.passage(copy)
        actions.add_evidence(claim=draft, excerpt=excerpt, relation="supports", by=editor)
    own = factories.passage(factories.article("He denied it.", of=factories.source("north")), "denied it")
    actions.add_evidence(claim=draft, excerpt=own, relation="disputes", by=editor)
    tab = page(as_editor, draft)
    headings = [words(one) for one in tab.by_id("evidence").iter("h3")]
    assert headings == ["What speaks for it 1 origin", "What speaks against it 1 origin"]
    (folded,) = of_class(tab.by_id("evidence"), "same-report")
    assert words(folded.find("summary")) == "The same report in 3 outlets: 2 more passages"
    assert [words(one).split()[0] for one in of_class(folded, "dot-list")] == ["Paper", "Radio"]
    assert len(of_class(tab.by_id("evidence"), "cited")) == 4
    assert "Rests on1 origin" in tab.says()


def test_outlets_that_carry_the_report_and_are_no_evidence_are_counted_and_lead_to_their_page(as_editor, draft):
    article = draft.evidence.get().excerpt.snapshot.article
    factories.article(of=factories.source("paper"), origin=article.origin_group)
    tab = page(as_editor, draft)
    link = tab.button("The same report in 2 outlets")
    assert link.get("href") == f"/desk/articles/{article.pk}/origin/"


def test_a_passage_stands_in_its_paragraph_and_a_long_one_is_cut_between_words(as_editor, editor, draft):
    long = "word " * 200
    capture = factories.article(f"Before it.\n{long}THE PASSAGE {long}\nAfter it.", of=factories.source("paper"))
    excerpt = factories.passage(capture, "THE PASSAGE")
    added = actions.add_evidence(claim=draft, excerpt=excerpt, relation="context", by=editor)
    (quote,) = page(as_editor, draft).by_id(f"evidence-{added.pk}").iter("blockquote")
    lead, trail = (span.text_content() for span in of_class(quote, "around"))
    assert lead == "…" + "word " * 63
    assert trail == " " + "word " * 62 + "word…"
    short = draft.evidence.first()
    (quote,) = page(as_editor, draft).by_id(f"evidence-{short.pk}").iter("blockquote")
    assert words(quote) == factories.TEXT.partition("\n")[0]


def test_no_text_of_an_article_is_read_as_a_whole(as_editor, draft):
    with CaptureQueriesContext(connection) as queries:
        page(as_editor, draft)
    reading = [query["sql"] for query in queries if '"articles_snapshot"' in query["sql"]]
    assert len(reading) == 1
    (called,) = re.findall(r'JOIN "articles_snapshot" (\w+) ON', reading[0])
    assert reading[0].count(f'{called}."text"') == reading[0].count(f'SUBSTRING({called}."text"') > 0


@each_step_has_its_time
def test_a_passage_is_rated_and_an_approval_no_longer_covers_it(as_editor, editor):
    claim = factories.approved_claim()
    evidence = claim.evidence.get()
    tab = page(as_editor, claim)
    assert "the approval of this claim no longer stands then" in tab.says("evidence")
    tab.send(tab.form_to(f"/desk/evidence/{evidence.pk}/rate/"), {"credibility": "2", "reason": "Filmed by two."})
    assert tab.url.endswith(f"#evidence-{evidence.pk}")
    assert "Demo Wire B2 usually reliable, probably true" in tab.says("evidence")
    claim.refresh_from_db()
    assert claim.stage != "approved"
    assert claim.edited_by == editor
    assert claim.version == 4
    assert (
        "Editor rated a passage 2 · probably true (before: 6 · cannot be judged)",
        factories.QUOTE,
    ) in [row[:2] for row in told(tab)]
    assert "Filmed by two." in tab.says("history")


def test_the_same_rating_again_changes_nothing(as_editor, draft):
    evidence = draft.evidence.get()
    for _ in range(2):
        as_editor.post(f"/desk/evidence/{evidence.pk}/rate/", {"credibility": "3"})
    assert Claim.objects.get(pk=draft.pk).version == 2


@pytest.mark.parametrize(
    "sent", [{}, {"credibility": "7"}, {"credibility": "B"}, {"credibility": "2", "reason": "x" * 301}]
)
def test_another_rating_is_refused(as_editor, draft, sent):
    response = as_editor.post(f"/desk/evidence/{draft.evidence.get().pk}/rate/", sent, follow=True)
    assert "Choose a number from 1 to 6" in response.content.decode()
    assert draft.evidence.get().credibility == 6


def test_a_closed_claim_is_not_rated(as_editor, editor, draft):
    actions.dismiss(claim=draft, by=editor, reasons="Twice.")
    evidence = draft.evidence.get()
    response = as_editor.post(f"/desk/evidence/{evidence.pk}/rate/", {"credibility": "1"}, follow=True)
    assert "This claim is dismissed; re-open it first." in response.content.decode()
    assert draft.evidence.get().credibility == 6


# ---- links --------------------------------------------------------------------------------------------------------


@pytest.fixture
def proposal(draft):
    other = factories.draft_claim(text="Ushakov denied the remark.")
    why = "the same words, and a denial"
    return LinkProposal.objects.create(claim=other, other=draft, kind="denies", score=0.57, why=why)


@each_step_has_its_time
def test_a_proposed_link_is_shown_on_both_pages_and_confirmed_from_either(as_editor, draft, proposal):
    tab = page(as_editor, draft)
    assert "Ushakov denied the remark. perhaps denies this alike 0.57: the same words, and a denial" in tab.says(
        "links"
    )
    there = page(as_editor, proposal.claim)
    assert f"This claim perhaps denies {draft.text}" in there.says("links")
    tab.send(tab.form_to(f"/desk/links/proposed/{proposal.pk}/confirm/"))
    assert tab.url.endswith(f"/desk/claims/{draft.pk}/#links")
    assert "This claim is denied by it added by Editor" in tab.says("links")
    assert "perhaps" not in tab.says("links")
    assert ClaimLink.objects.get().kind == LinkKind.DENIES
    assert told(tab)[0] == ("Editor noted that it is denied by Ushakov denied the remark.",)
    assert told(page(as_editor, proposal.claim))[0] == (f"Editor noted that it denies {draft.text}",)


def test_a_proposed_link_is_refused_and_stays_refused(as_editor, draft, proposal):
    tab = page(as_editor, draft)
    tab.send(tab.form_to(f"/desk/links/proposed/{proposal.pk}/refuse/"))
    assert "It will not be proposed again." in said(tab)
    assert "perhaps" not in tab.says("links")
    response = as_editor.post(f"/desk/links/proposed/{proposal.pk}/confirm/", follow=True)
    assert "Editor has refused this already." in response.content.decode()
    assert not ClaimLink.objects.exists()


@each_step_has_its_time
def test_a_link_is_taken_away_with_a_reason(as_editor, editor, draft):
    other = factories.draft_claim(text="Ushakov denied the remark.")
    link = actions.link_claims(claim=other, other=draft, kind="denies", by=editor)
    tab = page(as_editor, draft)
    form = tab.form_to(f"/desk/links/{link.pk}/remove/")
    tab.send(form, {"reason": " "})
    assert "Say why the link goes" in said(tab)
    assert ClaimLink.objects.exists()
    tab.send(tab.form_to(f"/desk/links/{link.pk}/remove/"), {"reason": "He meant another plan."})
    assert tab.url.endswith(f"/desk/claims/{draft.pk}/#links")
    assert not ClaimLink.objects.exists()
    gone = "Editor took away that it is denied by Ushakov denied the remark."
    assert told(tab)[0] == (gone, "He meant another plan.")


# ---- discussion ---------------------------------------------------------------------------------------------------


def test_a_comment_tells_whom_it_mentions_and_leaves_unknown_names_as_text(as_editor, draft, reviewer):
    factories.user(Role.READER)
    tab = page(as_editor, draft)
    typed = f"@reviewer, @reader and @nobody: see #{draft.pk}, #999999999 and https://x.example/a.\r\n{NASTY}"
    tab.send(tab.root.xpath("//*[@id='discussion']/form")[0], {"text": typed})
    made = Comment.objects.get()
    assert tab.url.endswith(f"#comment-{made.pk}")
    (text,) = of_class(tab.by_id(f"comment-{made.pk}"), "comment-text")
    assert text.text_content() == typed.replace("\r\n", "")
    assert [(one.text, one.get("href")) for one in text.iter("a")] == [
        (f"#{draft.pk}", f"/desk/claims/{draft.pk}/"),
        ("https://x.example/a", "https://x.example/a"),
    ]
    assert [one.text for one in of_class(text, "mention")] == ["@reviewer"]
    assert len(list(text.iter("br"))) == 1
    assert list(text.iter("script")) == []
    told = Notification.objects.get()
    assert (told.user, told.kind) == (reviewer, "mentioned")
    assert told.path == f"/desk/claims/{draft.pk}/#comment-{made.pk}"
    assert str(draft) in told.text


def test_a_colleague_chosen_beside_the_text_is_mentioned_behind_it(as_editor, draft, reviewer):
    tab = page(as_editor, draft)
    offered = tab.root.xpath("//datalist[@id='desk-people']/option/@value")
    assert offered == ["editor", "reviewer"]
    tab.send(tab.root.xpath("//*[@id='discussion']/form")[0], {"text": "Who was there?", "mention": "reviewer"})
    assert Comment.objects.get().text == "Who was there? @reviewer"
    assert Notification.objects.get().user == reviewer


def test_nobody_is_told_of_their_own_mention(as_editor, draft):
    as_editor.post(f"/desk/claims/{draft.pk}/comments/", {"text": "@editor remembers."})
    assert Comment.objects.get().mentions.get().username == "editor"
    assert not Notification.objects.exists()


@each_step_has_its_time
def test_a_thread_is_answered_resolved_and_taken_up_again(as_editor, as_reviewer, editor, draft):
    first = actions.comment(claim=draft, text="Who was in the room?", by=editor)
    tab = page(as_reviewer, draft)
    (answer,) = of_class(tab.by_id("discussion"), "thread")[0].xpath(".//details/form")
    tab.send(answer, {"text": "Two aides."})
    thread = of_class(tab.by_id("discussion"), "thread")[0]
    assert [words(one) for one in of_class(thread, "comment-text")] == ["Who was in the room?", "Two aides."]
    assert Comment.objects.last().reply_to == first
    tab.send(tab.form_to(f"/desk/comments/{first.pk}/resolve/"))
    assert "1 resolved discussion" in tab.says("discussion")
    assert "resolved by Reviewer" in tab.says("discussion")
    assert told(tab)[0] == ("Reviewer resolved a discussion", "Who was in the room?")
    response = as_reviewer.post(f"/desk/claims/{draft.pk}/comments/", {"text": "Also.", "reply_to": first.pk})
    assert response.status_code == 422
    assert "This thread is resolved; re-open it to go on." in response.content.decode()
    tab = page(as_editor, draft)
    tab.send(tab.form_to(f"/desk/comments/{first.pk}/reopen/"))
    assert "resolved" not in tab.says("discussion")
    assert told(tab)[0] == ("Editor re-opened a discussion", "Who was in the room?")


def test_an_empty_comment_is_refused_and_a_reply_to_another_claim_s_comment_begins_a_thread(as_editor, editor, draft):
    other = actions.comment(claim=factories.draft_claim(), text="Elsewhere.", by=editor)
    tab = page(as_editor, draft)
    tab.send(tab.root.xpath("//*[@id='discussion']/form")[0], {"text": "  "}, status=422)
    assert tab.alerts[0] == "Write something."
    as_editor.post(f"/desk/claims/{draft.pk}/comments/", {"text": "Here.", "reply_to": other.pk})
    made = Comment.objects.last()
    assert (made.claim, made.reply_to) == (draft, None)


def test_an_administrator_may_talk_and_not_answer_checks(admin_user, draft):
    tab = page(logged_in(admin_user), draft)
    tab.send(tab.root.xpath("//*[@id='discussion']/form")[0], {"text": "Seen."})
    assert "Seen." in tab.says("discussion")
    assert tab.root.xpath("//form[contains(@action, '/checks/') or contains(@action, '/rate/')]") == []


# ---- checklist ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ClaimKind)
def test_every_kind_has_a_list_of_four_to_seven_lines_with_one_that_is_required(kind):
    lines = CHECKLISTS[kind]
    assert 4 <= len(lines) <= 7
    assert len({line.item for line in lines}) == len(lines)
    assert [line.item for line in lines if line.required] == ["read-in-original"]
    assert all(line.asks.endswith("?") and len(line.item) <= 40 for line in lines)


@each_step_has_its_time
def test_the_lines_of_a_claim_s_kind_are_answered_with_a_note(as_editor, draft):
    tab = page(as_editor, draft)
    assert "4 of 4 open" in tab.says("checklist")
    form = tab.form_to(f"/desk/claims/{draft.pk}/checks/who-speaks/")
    tab.send(form, button=tab.button("No", form))
    assert "Say in the note why the answer is “no”." in said(tab)
    form = tab.form_to(f"/desk/claims/{draft.pk}/checks/who-speaks/")
    tab.send(form, {"note": "An aide."}, button=tab.button("No", form))
    assert tab.url.endswith("#check-who-speaks")
    assert "✕ noAn aide.Editor, " in words(tab.by_id("check-who-speaks"))
    assert "3 of 4 open, 1 answered “no”" in tab.says("checklist")
    question = "Is it clear who speaks, in what office, and on whose behalf?"
    assert told(tab)[0] == (f"Editor answered “{question}”: no", "An aide.")
    form = tab.form_to(f"/desk/claims/{draft.pk}/checks/who-speaks/")
    tab.send(form, {"note": ""}, button=tab.button("Yes", form))
    assert Check.objects.get().state == "met"
    draft.refresh_from_db()
    assert draft.version == 1, "an answer is no change of what readers see"


@each_step_has_its_time
def test_what_was_answered_before_the_words_changed_says_so(as_editor, editor, draft):
    actions.answer_check(claim=draft, item="who-speaks", state="met", by=editor)
    assert "before the words were last changed" not in page(as_editor, draft).says("checklist")
    changed = factories.claim_content(text="Another text.")
    actions.edit_claim(claim=draft, content=changed, version=1, by=editor)
    tab = page(as_editor, draft)
    assert words(tab.by_id("check-who-speaks")).count("before the words were last changed") == 1
    actions.answer_check(claim=draft, item="who-speaks", state="met", note="Read again.", by=editor)
    assert "before the words were last changed" not in page(as_editor, draft).says("checklist")


def test_a_line_of_another_kind_is_refused(as_editor, draft):
    response = as_editor.post(f"/desk/claims/{draft.pk}/checks/two-origins/", {"state": "met"}, follow=True)
    assert "The checklist of this kind of claim has no such line." in response.content.decode()
    assert not Check.objects.exists()


def test_who_approves_is_warned_of_open_lines_and_not_kept_from_it(as_reviewer, editor):
    claim = factories.claim_in_review()
    tab = page(as_reviewer, claim)
    assert "Checklist: 4 of 4 open." in tab.says("checks-warning")
    assert "Required before approval: Was the passage read in the original" in tab.says("checks-warning")
    for line in CHECKLISTS["opinion"]:
        actions.answer_check(claim=claim, item=line.item, state="met", by=editor)
    tab = page(as_reviewer, claim)
    assert not tab.has("checks-warning")
    tab.send(tab.form_to(f"/desk/claims/{claim.pk}/approve/"), {"verdict": "verified", "rationale": "Read."})
    assert Claim.objects.get(pk=claim.pk).stage == "approved"


# ---- history ------------------------------------------------------------------------------------------------------


@each_step_has_its_time
def test_a_long_history_is_folded_after_twenty_steps(as_editor, editor, draft):
    for n in range(22):
        actions.answer_check(claim=draft, item="who-speaks", state="met", note=f"Note {n}.", by=editor)
    tab = page(as_editor, draft)
    shown, folded = of_class(tab.by_id("history"), "told")
    assert (len(shown), len(folded)) == (20, 3)
    assert folded.getparent().tag == "details"
    assert told(tab)[0][1] == "Note 21."
    assert told(tab)[-1] == ("Editor wrote the claim",)


@each_step_has_its_time
def test_why_a_claim_was_changed_is_told_once(as_editor, editor, draft):
    content = factories.claim_content(text="Another text.")
    actions.edit_claim(claim=draft, content=content, version=1, by=editor, reason="The transcript is out.")
    tab = page(as_editor, draft)
    assert told(tab)[0] == ("Editor changed the claim", "The transcript is out.")
    approved = factories.approved_claim()
    changed = factories.claim_content(text="Another text.")
    actions.edit_claim(claim=approved, content=changed, version=3, by=editor, reason="The transcript is out.")
    assert page(as_editor, approved).says("history").count("The transcript is out.") == 1


@each_step_has_its_time
def test_who_looks_after_it_and_until_when_is_part_of_the_history(as_editor, editor, reviewer, draft):
    actions.assign_claim(claim=draft, to=reviewer, due_on=date(2025, 4, 1), by=editor)
    actions.assign_claim(claim=draft, to=None, due_on=None, by=editor)
    actions.assign_claim(claim=draft, to=editor, due_on=None, by=editor)
    assert told(page(as_editor, draft))[:5] == [
        ("Editor took it on",),
        ("Editor took the due date away",),
        ("Editor took it from Reviewer",),
        ("Editor made it due on 1 April 2025",),
        ("Editor assigned it to Reviewer",),
    ]


@each_step_has_its_time
def test_a_merged_claims_page_leads_on_and_its_history_says_so(as_editor, editor, draft):
    other = factories.draft_claim(text="The other one.")
    actions.merge_claims(claim=draft, into=other, by=editor, reason="The same.")
    assert as_editor.get(draft.get_absolute_url()).url == other.get_absolute_url()
    assert any("merged" in step.did for step in history_of(Claim.objects.get(pk=draft.pk)))
