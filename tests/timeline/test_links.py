"""What an event followed from: who says so, what is refused, and how merges and splits carry it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.roles import Role
from claims import actions as claim_actions
from claims.policies import StaleVersionError
from tests import factories
from timeline import actions
from timeline.freezing import freeze
from timeline.models import Event, EventLink, LiveState

pytestmark = pytest.mark.django_db


def drawn():
    """Every link by the titles of its ends."""
    links = EventLink.objects.order_by("event__title", "other__title")
    return [(link.event.title, link.kind, link.other.title) for link in links.select_related("event", "other")]


def refused(event, other, **values):
    with pytest.raises(ValidationError) as caught:
        factories.link(event, other, **values)
    assert [*caught.value.message_dict] == [next(iter(caught.value.message_dict))]
    ((name, (words,)),) = caught.value.message_dict.items()
    return name, words


@pytest.fixture
def three():
    return [factories.event(title=title) for title in ("First", "Second", "Third")]


def test_a_link_makes_a_new_version_of_the_event_that_says_so_and_no_other(three):
    first, second, _ = three
    link = factories.link(second, first, note="  Its words take it up. ")
    assert (link.note, link.claim, drawn()) == ("Its words take it up.", None, [("Second", "follows", "First")])
    second.refresh_from_db()
    first.refresh_from_db()
    assert (second.version, first.version) == (2, 1)
    (version,) = link.versions.all()
    assert (version.pgh_label, version.pgh_context.metadata["user"]) == ("insert", factories.user(Role.EDITOR).pk)


def test_it_rests_on_a_claim_of_the_event_or_on_a_note(three):
    first, second, _ = three
    claim = factories.draft_claim()
    assert refused(second, first, note=" ")[0] == "note"
    assert refused(second, first, claim=claim)[0] == "claim"
    actions.tie_claim(event=second, claim=claim, by=factories.user())
    assert factories.link(second, first, claim=claim, note="").claim == claim


def test_what_is_no_link(three):
    first, second, _ = three
    elsewhere = factories.event(title="Elsewhere", conflict=factories.conflict("other", "Another war"))
    assert refused(first, first) == ("other", "An event cannot be linked to itself.")
    assert refused(first, second, kind="caused")[0] == "kind"
    assert refused(first, elsewhere)[0] == "other"
    factories.link(second, first)
    assert refused(second, first, kind="part")[0] == "other"
    with pytest.raises(StaleVersionError):
        factories.link(second, first, version=1)
    with pytest.raises(PermissionDenied):
        factories.link(second, first, by=factories.user(Role.READER))
    assert drawn() == [("Second", "follows", "First")]


def test_nothing_goes_round_in_a_circle(three):
    first, second, third = three
    factories.link(second, first)
    factories.link(third, second, kind="answers")
    assert refused(first, second)[0] == "other"
    name, words = refused(first, third)
    assert name == "other"
    assert "“Second”" in words
    # What is part of something is another matter, with circles of its own.
    factories.link(first, third, kind="part")
    assert refused(third, first, kind="part")[0] == "other"


@pytest.mark.parametrize(
    ("kind", "event", "other", "contradicts"),
    [
        ("follows", "2025-03-12", "2025-03-13", True),
        ("follows", "2025-03-13", "2025-03-13", False),
        ("follows", "2025-03", "2025-03-13", False),
        ("answers", "2025-02", "2025-03-13", True),
        ("follows", "", "2025-03-13", False),
        ("follows", "2025-03-20", "2025-03-13", False),
        ("part", "2025-03-20", "2025-03-13/2025-03-15", True),
        ("part", "2025-03-14", "2025-03-13/2025-03-15", False),
    ],
)
def test_dates_that_contradict_a_link_are_refused_by_name(kind, event, other, contradicts):
    later = factories.event(title="Later", happened_edtf=event)
    earlier = factories.event(title="Earlier", happened_edtf=other)
    if contradicts:
        name, words = refused(later, earlier, kind=kind)
        assert name == "other"
        assert all(title in words for title in ("“Later”", "“Earlier”"))
    else:
        factories.link(later, earlier, kind=kind)


def test_dates_that_come_to_contradict_a_link_stop_the_publication_of_both():
    earlier = factories.published(title="Earlier").event
    later = factories.published(title="Later").event
    factories.link(later, earlier)
    with pytest.raises(ValidationError, match="happened before"):
        factories.republished(earlier.entries.get(), happened_edtf="2025-04-01")
    assert any("happened before" in problem for problem in freeze(Event.objects.get(pk=later.pk)).problems)


def test_a_link_is_taken_away(three):
    first, second, _ = three
    link = factories.link(second, first)
    with pytest.raises(StaleVersionError):
        actions.remove_link(link=link, version=1, by=factories.user())
    actions.remove_link(link=link, version=2, by=factories.user())
    actions.remove_link(link=link, version=3, by=factories.user())
    assert (drawn(), Event.objects.get(pk=second.pk).version) == ([], 3)


def test_untying_a_claim_takes_what_rests_on_it_alone(three):
    first, second, third = three
    claim = factories.draft_claim()
    actions.tie_claim(event=third, claim=claim, by=factories.user())
    factories.link(third, first, claim=claim, note="")
    factories.link(third, second, claim=claim, note="It says so itself.")
    actions.untie_claim(event=third, claim=claim, by=factories.user())
    assert drawn() == [("Third", "follows", "Second")]
    assert EventLink.objects.get().claim is None


def test_the_database_keeps_to_it(three):
    first, second, _ = three
    for values in ({"other": first, "note": "x"}, {"other": second, "note": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EventLink.objects.create(event=first, kind="follows", **values)


# ---- the gate


def test_a_claim_that_nobody_has_approved_speaks_for_no_link(three):
    first, _, _ = three
    approved, draft = factories.approved_claim(), factories.draft_claim(text="They said it was because of that.")
    event = factories.event(title="Later", claims=[approved, draft])
    factories.link(event, first, claim=draft, note="")
    problems = [problem for problem in freeze(event).problems if "link" in problem]
    assert problems == ["The claim that links it to “First” is not approved, and no note speaks for the link."]
    factories.approve(factories.claim_actions.submit(claim=draft, by=factories.user()))
    frozen = freeze(event)
    assert frozen.problems == []
    (link,) = frozen.entry.links
    assert (link["event"], link["kind"], link["says"], link["position"]) == (
        first.pk,
        "follows",
        "They said it was because of that.",
        2,
    )


def test_an_entry_without_links_has_the_digest_that_it_had_before_there_were_any():
    entry = factories.published()
    content = freeze(entry.event).entry
    assert (content.links, content.digest) == ([], entry.digest)


def test_what_another_event_is_called_is_no_part_of_the_digest():
    earlier, later = factories.published(title="Earlier"), factories.published(title="Later")
    factories.link(later.event, earlier.event)
    before = freeze(later.event).entry
    factories.republished(earlier, title="Called otherwise")
    after = freeze(later.event).entry
    assert (before.links[0]["title"], after.links[0]["title"]) == ("Earlier", "Called otherwise")
    assert before.digest == after.digest


# ---- merging and splitting


def merge(event, into):
    return actions.merge_events(event=event, into=into, reason="One and the same.", by=factories.user())


@pytest.fixture
def woven(three):
    """Of two that will be one: a link between them, one of both to the same, one from elsewhere, one of its own."""
    first, second, third = three
    fourth = factories.event(title="Fourth")
    factories.link(second, first)
    factories.link(first, third, note="Of the first.")
    factories.link(second, third, note="Of the second.")
    factories.link(fourth, first, kind="answers")
    return first, second, third, fourth


def test_a_merge_carries_links_and_gives_them_back(woven):
    first, second, _, fourth = woven
    before = drawn()
    merge(first, second)
    assert drawn() == [("Fourth", "answers", "Second"), ("Second", "follows", "Third")]
    assert EventLink.objects.get(event=second).note == "Of the second."
    actions.unmerge_event(event=Event.objects.get(pk=first.pk), reason="Two rooms.", by=factories.user())
    assert drawn() == before
    assert LiveState.objects.wrong() == []
    fourth.refresh_from_db()
    assert fourth.version == 4  # its own link, and twice where that leads


def test_what_somebody_linked_since_a_merge_stays_with_the_other(woven):
    first, second, _, _ = woven
    merge(first, second)
    factories.link(factories.event(title="Fifth"), second)
    actions.unmerge_event(event=Event.objects.get(pk=first.pk), reason="Two rooms.", by=factories.user())
    assert ("Fifth", "follows", "Second") in drawn()


def test_links_come_back_to_what_their_event_goes_on_as(woven):
    first, second, _, fourth = woven
    merge(first, second)
    fifth = factories.event(title="Fifth")
    merge(Event.objects.get(pk=fourth.pk), fifth)
    actions.unmerge_event(event=Event.objects.get(pk=first.pk), reason="Two rooms.", by=factories.user())
    assert ("Fifth", "answers", "First") in drawn()
    assert not [link for link in drawn() if "Fourth" in link]


def test_what_came_of_each_other_by_way_of_a_third_is_not_one(three):
    first, second, third = three
    factories.link(second, first)
    factories.link(third, second)
    for event, into in ((first, third), (third, first)):
        with pytest.raises(ValidationError) as caught:
            merge(event, into)
        assert "“Second”" in caught.value.message_dict["into"][0]
    assert Event.objects.filter(merged_into__isnull=False).count() == 0


def test_a_split_takes_the_links_that_rest_on_what_goes(three):
    first, second, _ = three
    a, b = factories.draft_claim(text="A"), factories.draft_claim(text="B")
    event = factories.event(title="Both", claims=[a, b])
    factories.link(event, first, claim=a, note="")
    factories.link(event, second, claim=b, note="")
    event.refresh_from_db()
    actions.split_event(
        event=event,
        claims=[a],
        content=factories.event_content(title="The other one"),
        reason="Two.",
        by=factories.user(),
    )
    assert drawn() == [("Both", "follows", "Second"), ("The other one", "follows", "First")]


def test_a_merge_of_claims_goes_with_the_links_and_back(three):
    first, second, _ = three
    one, other = factories.draft_claim(text="One"), factories.draft_claim(text="Other")
    actions.tie_claim(event=second, claim=one, by=factories.user())
    link = factories.link(second, first, claim=one, note="")
    claim_actions.merge_claims(claim=one, into=other, reason="The same.", by=factories.user())
    link.refresh_from_db()
    assert link.claim == other
    one.refresh_from_db()
    claim_actions.unmerge_claim(claim=one, reason="Not the same.", by=factories.user())
    link.refresh_from_db()
    assert link.claim == one
