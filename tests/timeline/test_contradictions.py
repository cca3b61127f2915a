"""Accounts that contradict each other stand side by side, for the desk and for readers, and so do two revisions."""

import pytest
from django.core.exceptions import ValidationError

from claims.actions import link_claims, retract
from claims.models import ClaimLink
from tests import factories
from tests.claims.views.tab import Tab
from tests.pages import of_class, read, the, words
from timeline import actions
from timeline.actions import EventContent
from timeline.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims():
    russia, ukraine = factories.actor("russia", "Russia"), factories.actor("ukraine", "Ukraine")
    return [
        factories.approved_claim(text="Most of the region was retaken.", speaker=russia),
        factories.approved_claim(text="The fighting goes on.", speaker=ukraine),
        factories.approved_claim(text="Talks were held in Riyadh."),
    ]


@pytest.fixture
def event(editor, claims):
    return factories.event(claims=claims, by=editor)


def pairs(root):
    """Each pair: who and what on the left, the word between, and who and what on the right."""
    found = []
    for pair in of_class(root, "accounts-pair"):
        sides = [
            (words(the(side, "statement-who")), words(the(side, "account-text")))
            for side in of_class(pair, "account")
        ]
        found.append((sides[0], words(the(pair, "accounts-between")), sides[1]))
    return found


DENIAL = [
    (("Ukraine", "The fighting goes on."), "denies", ("Russia", "Most of the region was retaken.")),
]


def test_accounts_that_contradict_each_other_stand_side_by_side(event, claims, editor, reviewer, as_editor, client):
    link_claims(claim=claims[1], other=claims[0], kind="denies", by=editor)
    link_claims(claim=claims[0], other=claims[2], kind="repeats", by=editor)
    assert pairs(Tab(as_editor, f"/desk/events/{event.pk}/").root) == DENIAL
    entry = actions.publish(event=event, by=reviewer)
    root = read(client, entry.get_absolute_url())
    assert pairs(root) == DENIAL
    links = [link.get("href") for link in the(root, "accounts-pair").iter("a")]
    assert links == ["#statement-2", "#statement-1"]


def test_a_pair_is_shown_once_though_each_contradicts_the_other(event, claims, editor, reviewer, client):
    link_claims(claim=claims[0], other=claims[1], kind="contradicts", by=editor)
    link_claims(claim=claims[1], other=claims[0], kind="contradicts", by=editor)
    entry = actions.publish(event=event, by=reviewer)
    assert len(pairs(read(client, entry.get_absolute_url()))) == 1


def test_what_is_not_published_is_in_no_pair(event, claims, editor, reviewer, client):
    draft = factories.draft_claim(by=editor, text="It was all retaken.")
    actions.tie_claim(event=event, claim=draft, by=editor)
    elsewhere = factories.approved_claim(text="Of another event.")
    link_claims(claim=claims[0], other=draft, kind="contradicts", by=editor)
    link_claims(claim=claims[0], other=elsewhere, kind="denies", by=editor)
    entry = actions.publish(event=event, by=reviewer)
    assert pairs(read(client, entry.get_absolute_url())) == []
    assert {tuple(one.against) for one in entry.statements.all()} == {()}


def test_what_readers_saw_stays_when_the_link_goes(event, claims, editor, reviewer, client):
    link_claims(claim=claims[1], other=claims[0], kind="denies", by=editor)
    first = actions.publish(event=event, by=reviewer)
    ClaimLink.objects.all().delete()
    assert pairs(read(client, f"/events/{event.pk}/revisions/1/")) == DENIAL
    with pytest.raises(ValidationError, match="say in a sentence what was wrong"):
        actions.publish(event=event, by=reviewer)
    second = actions.publish(event=event, by=reviewer, note="They spoke of different days.")
    told = "“The fighting goes on.” denies “Most of the region was retaken.”"
    assert second.changes == [{"what": "contradiction", "before": told, "after": ""}]
    assert pairs(read(client, second.get_absolute_url())) == []
    assert first.digest != second.digest


def test_an_added_link_needs_no_note(event, claims, editor, reviewer):
    actions.publish(event=event, by=reviewer)
    link_claims(claim=claims[1], other=claims[0], kind="denies", by=editor)
    assert actions.publish(event=event, by=reviewer).correction_note == ""


def test_a_statement_that_goes_is_told_once(event, claims, editor, reviewer):
    link_claims(claim=claims[1], other=claims[0], kind="denies", by=editor)
    actions.publish(event=event, by=reviewer)
    retract(claim=claims[0], by=reviewer, reasons="The source withdrew it.")
    second = actions.publish(event=event, by=reviewer, note="The source withdrew it.")
    assert [change["what"] for change in second.changes if change["before"]] == ["actor", "statement"]


# ---- what readers see, and what they would see ------------------------------------------------------------------------


def test_before_the_first_publication_there_is_one_column(as_editor, event):
    root = Tab(as_editor, f"/desk/events/{event.pk}/").root
    assert len(of_class(root, "preview")) == 1
    assert of_class(root, "beside") == []


def test_what_readers_see_stands_beside_what_they_would_see(as_editor, event, claims, editor, reviewer):
    factories.figure(event=event, claim=claims[0], low=3, high=3)
    actions.publish(event=event, by=reviewer)
    assert len(of_class(Tab(as_editor, f"/desk/events/{event.pk}/").root, "preview")) == 1
    event.refresh_from_db()
    content = EventContent.of(event)
    new = EventContent(
        **{name: getattr(content, name) for name in EventContent.__dataclass_fields__}
        | {"title": "Kremlin aide accepts the ceasefire", "happened_edtf": "2025-03-14"}
    )
    event = actions.edit_event(event=event, content=new, version=event.version, by=editor)
    actions.change_figure(figure=event.figures.get(), count=(5, 5), version=event.version, by=editor)
    actions.untie_claim(event=event, claim=claims[1], by=editor)
    more = factories.approved_claim(text="A statement more.")
    actions.tie_claim(event=event, claim=more, by=editor)
    root = Tab(as_editor, f"/desk/events/{event.pk}/").root
    now, following = of_class(the(root, "beside"), "preview")
    assert [words(one) for one in now.iter("del")][:2] == ["13", "rejects"]
    assert [words(one) for one in following.iter("ins")][:2] == ["14", "accepts"]
    assert [words(one) for one in the(now, "figures", "table").iter("del")] == ["3"]
    assert [words(one) for one in the(following, "figures", "table").iter("ins")] == ["5"]
    assert list(now.iter("ins")) == list(following.iter("del")) == []
    assert [words(one) for one in of_class(now, "statement-state")] == ["Taken away"]
    assert [words(one) for one in of_class(following, "statement-state")] == ["New"]
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert Entry.objects.get().title == "Kremlin aide rejects the ceasefire"
