"""People counted in an event: each number is one claim's, readers see whose, and a changed one is a correction."""

import pytest
from django.core.exceptions import ValidationError

from claims.policies import StaleVersionError
from lib.typed_counts import Count
from tests import factories
from tests.claims.views.tab import Tab, values_of
from tests.pages import of_class, read, the, words
from timeline import actions, freezing
from timeline.figures import spread_of
from timeline.models import Entry, Event, Figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims():
    """Two accounts of one attack."""
    mayor, ministry = factories.actor("mayor", "The mayor"), factories.actor("ministry", "The ministry")
    return [
        factories.approved_claim(text="Three people died.", speaker=mayor),
        factories.approved_claim(text="Seven soldiers died.", speaker=ministry),
    ]


@pytest.fixture
def event(editor, claims):
    return factories.event(claims=claims, by=editor)


def page(event):
    return f"/desk/events/{event.pk}/"


def rows(root):
    """The public table: each row's cells."""
    return [[words(cell) for cell in row.iter("th", "td")] for row in the(root, "figures", "table").iter("tr")]


def publish(event, reviewer, note=""):
    return actions.publish(event=event, by=reviewer, note=note)


# ---- on the desk --------------------------------------------------------------------------------------------------


def test_figures_are_added_and_their_spread_is_shown(as_editor, event, claims):
    tab = Tab(as_editor, page(event))
    for claim, count in zip(claims, ("3", "at least 7"), strict=True):
        form = tab.form_to(f"{page(event)}figures/")
        tab.send(form, {"kind": "killed", "claim": str(claim.pk), "count": count})
    assert [(one.claim, one.count) for one in event.figures.all()] == [
        (claims[0], Count(3, 3)),
        (claims[1], Count(7, None)),
    ]
    assert "killed: 3 to 7 or more, by 2 accounts" in tab.says("figures")
    event.refresh_from_db()
    assert event.version == 3


def test_a_figure_is_changed_and_removed(as_editor, event, claims):
    figure = factories.figure(event=event, claim=claims[0])
    tab = Tab(as_editor, page(event))
    tab.send(tab.form_to(f"{page(event)}figures/{figure.pk}/"), {"count": "up to 9"})
    figure.refresh_from_db()
    assert figure.count == (None, 9)
    assert values_of(tab.form_to(f"{page(event)}figures/{figure.pk}/"))["count"] == "up to 9"
    tab.send(tab.form_to(f"{page(event)}figures/{figure.pk}/remove/"))
    assert not Figure.objects.exists()
    assert "No figure yet" in tab.says("figures")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [("dozens", "“dozens” is no number that can be compared"), ("7-3", "ends below its start"), ("", "required")],
)
def test_a_number_that_cannot_be_read_stays_in_its_field(as_editor, event, claims, typed, fault):
    figure = factories.figure(event=event, claim=claims[0])
    tab = Tab(as_editor, page(event))
    form = tab.form_to(f"{page(event)}figures/{figure.pk}/")
    tab.send(form, {"count": typed}, status=422)
    form = tab.form_to(f"{page(event)}figures/{figure.pk}/")
    assert values_of(form)["count"] == typed
    assert fault in words(the(form, "errorlist"))
    tab.send(tab.form_to(f"{page(event)}figures/"), {"count": typed, "claim": str(claims[1].pk)}, status=422)
    assert values_of(tab.form_to(f"{page(event)}figures/"))["count"] == typed
    figure.refresh_from_db()
    assert figure.count == (3, 7)


def test_a_figure_from_an_old_page_changes_nothing_and_is_kept(as_editor, event, claims):
    figure = factories.figure(event=event, claim=claims[0])
    tab = Tab(as_editor, page(event))
    factories.figure(event=event, claim=claims[1])
    tab.send(tab.form_to(f"{page(event)}figures/{figure.pk}/"), {"count": "99"}, status=409)
    form = tab.form_to(f"{page(event)}figures/{figure.pk}/")
    assert values_of(form)["count"] == "99"
    assert "saved this event while you were on this page" in words(form)
    tab.send(form)
    figure.refresh_from_db()
    assert figure.count == (99, 99)


def test_an_old_version_is_refused_by_every_action(event, claims, editor):
    figure = factories.figure(event=event, claim=claims[0])
    old = {"version": event.version, "by": editor}
    factories.figure(event=event, claim=claims[1])
    with pytest.raises(StaleVersionError):
        actions.add_figure(event=event, claim=claims[1], kind="wounded", count=Count(1, 1), **old)
    with pytest.raises(StaleVersionError):
        actions.change_figure(figure=figure, count=Count(1, 1), **old)
    with pytest.raises(StaleVersionError):
        actions.remove_figure(figure=figure, **old)
    assert Figure.objects.count() == 2


def test_a_figure_is_of_one_of_the_events_claims_and_given_once(event, claims):
    stranger = factories.approved_claim(text="Another matter.")
    with pytest.raises(ValidationError, match="not tied to this event"):
        factories.figure(event=event, claim=stranger)
    factories.figure(event=event, claim=claims[0])
    with pytest.raises(ValidationError, match="change that one"):
        factories.figure(event=event, claim=claims[0])
    with pytest.raises(ValidationError, match="not a kind of figure"):
        factories.figure(event=event, claim=claims[0], kind="happy")


def test_the_same_number_again_changes_nothing(event, claims, editor):
    figure = factories.figure(event=event, claim=claims[0])
    event.refresh_from_db()
    actions.change_figure(figure=figure, count=Count(3, 7), version=event.version, by=editor)
    assert Event.objects.get().version == event.version


def test_an_untied_claim_takes_its_figures_along(event, claims, editor):
    for claim in claims:
        factories.figure(event=event, claim=claim)
    actions.untie_claim(event=event, claim=claims[0], by=editor)
    assert [figure.claim for figure in Figure.objects.all()] == [claims[1]]


# ---- what readers see ---------------------------------------------------------------------------------------------


def test_readers_see_each_figure_with_whose_it_is(event, claims, reviewer, client):
    factories.figure(event=event, claim=claims[1], low=7, high=None)
    factories.figure(event=event, claim=claims[0], low=3, high=3)
    factories.figure(event=event, claim=claims[0], kind="wounded", low=1200, high=1500)
    entry = publish(event, reviewer)
    root = read(client, entry.get_absolute_url())
    assert rows(root) == [
        ["Whom", "How many", "By whose account"],
        ["Killed", "3 to 7 or more, by 2 accounts"],
        ["", "3", "The mayor: Three people died."],
        ["", "at least 7", "The ministry: Seven soldiers died."],
        ["Wounded", "1,200 to 1,500, by 1 account"],
        ["", "1,200 to 1,500", "The mayor: Three people died."],
    ]
    places = [link.get("href") for link in the(root, "figures", "table").iter("a")]
    assert places == ["#statement-1", "#statement-2", "#statement-1"]
    assert all(root.get_element_by_id(place[1:]) is not None for place in places)


def test_a_figure_of_a_claim_that_is_not_approved_is_not_published(event, claims, editor, reviewer, client):
    draft = factories.draft_claim(text="Nine died, a neighbour says.", by=editor)
    actions.tie_claim(event=event, claim=draft, by=editor)
    factories.figure(event=event, claim=draft, low=9, high=9)
    entry = publish(event, reviewer)
    assert entry.figures == []
    assert of_class(read(client, entry.get_absolute_url()), "figures") == []


def test_an_added_figure_needs_no_note_and_a_changed_or_removed_one_does(event, claims, editor, reviewer, client):
    publish(event, reviewer)
    figure = factories.figure(event=event, claim=claims[0], low=3, high=3)
    second = publish(event, reviewer)
    assert (second.revision, second.correction_note) == (2, "")
    event.refresh_from_db()
    actions.change_figure(figure=figure, count=Count(5, None), version=event.version, by=editor)
    with pytest.raises(ValidationError, match="say in a sentence what was wrong"):
        publish(event, reviewer)
    third = publish(event, reviewer, "The mayor raised the number.")
    assert third.changes == [{"what": "killed, by The mayor", "before": "3", "after": "at least 5"}]
    (changes,) = of_class(read(client, third.get_absolute_url()), "changes")[:1]
    assert [words(one) for one in changes.iter("del", "ins")] == ["3", "at least 5"]
    event.refresh_from_db()
    actions.remove_figure(figure=figure, version=event.version, by=editor)
    with pytest.raises(ValidationError, match="say in a sentence what was wrong"):
        publish(event, reviewer)
    assert Entry.objects.current().get().figures != []


def test_what_was_published_before_there_were_figures_has_the_same_digest(event, monkeypatch):
    frozen = actions.changes_to_publish(event)[0]
    monkeypatch.setattr(freezing, "_NOT_CONTENT", freezing._NOT_CONTENT | {"figures", "against"})
    assert actions.changes_to_publish(event)[0].entry.digest == frozen.entry.digest


@pytest.mark.parametrize(
    ("counts", "spread"),
    [
        ([(5, 5)], "5"),
        ([(5, 5), (5, 5)], "5"),
        ([(3, 3), (7, 7)], "3 to 7"),
        ([(3, 5), (4, 9)], "3 to 9"),
        ([(5, None)], "at least 5"),
        ([(5, None), (5, 5)], "at least 5"),
        ([(None, 7)], "up to 7"),
        ([(None, 7), (5, 5)], "5 or fewer to 7"),
        ([(3, 3), (7, None)], "3 to 7 or more"),
        ([(9, 9), (7, None)], "7 to 9 or more"),
        ([(None, 5), (5, None)], "5 or fewer to 5 or more"),
    ],
)
def test_a_spread_says_how_far_the_accounts_lie_apart(counts, spread):
    assert spread_of([Count(*count) for count in counts]) == spread
