"""What `seed_scale` writes of 200 events is what publishing them one after the other leaves, column by column."""

from datetime import datetime
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from claims.models import Claim
from tests import factories
from timeline import actions
from timeline.models import (
    Citation,
    Entry,
    EntryActor,
    EntrySearch,
    EntryTag,
    Event,
    EventClaim,
    LiveState,
    Position,
    SearchGram,
    SearchTerm,
    Statement,
    StatementLink,
    Withdrawal,
)
from timeline.scale import bare_tables, words, world
from timeline.scale.drawing import Calendar, Drawing, Happening, Revision, happened_on, parts_of
from timeline.scale.pool import Pool
from timeline.scale.rows import note_of, rated_anew

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

EVENTS = 200
PUBLIC = (
    *(Entry, EntryActor, Statement, Citation, EntrySearch, EntryTag, Position, StatementLink, Withdrawal),
    *(LiveState, SearchTerm, SearchGram),
)


def rows_of(model):
    """Every column of every row; words by what they are, since they are numbered in the order of their learning."""
    if model is SearchTerm:
        return sorted(SearchTerm.objects.values_list("text", flat=True))
    if model is SearchGram:
        return sorted(SearchGram.objects.values_list("term__text", "gram"))
    return list(model.objects.order_by("pk").values())


def happenings(seed):
    """What was drawn: a second drawing is the same as the first."""
    pool = Pool(world.load(seed), EVENTS)
    return [happening for part in parts_of(EVENTS) for happening in Drawing(pool, Calendar(seed), part).happenings()]


def empty_the_public_side():
    tables = bare_tables.tables_of(PUBLIC)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")


def edit(happening: Happening, revision: Revision):
    """Bring the desk to where it stood when this revision was published."""
    headline, happened = happening.headline, happened_on(revision.happened)
    Event.objects.filter(pk=happening.number).update(
        title=headline.titles[revision.title],
        summary=headline.summaries[revision.summary],
        happened_edtf=revision.happened,
        happened_earliest=moment(happened["occurred_earliest"]),
        happened_latest=moment(happened["occurred_latest"]),
    )
    EventClaim.objects.filter(event=happening.number).delete()
    for position, one in enumerate(happening.said[: revision.shown], 1):
        saying = one.saying.other if position - 1 in revision.verdicts else one.saying
        EventClaim.objects.create(event_id=happening.number, claim_id=one.claim, position=position)
        Claim.objects.filter(pk=one.claim).update(
            verdict=saying.claim.verdict, rationale=saying.claim.rationale, approved_at=one.approved_at
        )


def moment(text):
    return None if text == "\\N" else datetime.fromisoformat(text)


def publish_all(seed):
    """Publish, correct and withdraw what was drawn, in the order of its days, by the actions of the desk."""
    steps = []
    for happening in happenings(seed):
        steps += [(one.known_at, happening.number, at, happening) for at, one in enumerate(happening.revisions)]
        if happening.withdrawn_at:
            steps.append((happening.withdrawn_at, happening.number, len(happening.revisions), happening))
    for now, number, at, happening in sorted(steps, key=lambda step: step[:3]):
        reviewer = User.objects.get(pk=happening.headline.published_by)
        with mock.patch("django.utils.timezone.now", return_value=now):
            if at == len(happening.revisions):
                actions.withdraw(event=Event.objects.get(pk=number), reason=words.WITHDRAWN, by=reviewer)
                continue
            revision = happening.revisions[at]
            if revision.what == "verdict":
                happening.said[0].approve(rated_anew(revision))
            edit(happening, revision)
            actions.publish(event=Event.objects.get(pk=number), by=reviewer, note=note_of(revision))
            factories.follow_up()


@pytest.fixture
def seeded():
    call_command("seed_scale", events=EVENTS, seed=7, processes=1, verbosity=0)
    return 7


def test_the_public_rows_are_those_of_publishing(seeded):
    updated = dict(Event.objects.values_list("pk", "updated_at"))
    claims = dict(Claim.objects.values_list("pk", "updated_at"))
    written = {model: rows_of(model) for model in PUBLIC}
    assert len(written[Entry]) == EVENTS + EVENTS * 12 // 100
    # What is compared has something of everything.
    for model in PUBLIC:
        assert written[model], model
    assert {change["what"] for entry in written[Entry] for change in entry["changes"]} >= {"title", "date", "verdict"}
    assert any(entry["figures"] for entry in written[Entry])
    assert any(statement["against"] for statement in written[Statement])
    assert any(citation["position"] == 2 for citation in written[Citation])
    empty_the_public_side()
    publish_all(seeded)
    # Nobody has touched the desk since, but that this test brought it to where it was.
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE timeline_event SET updated_at = %s WHERE id = %s", [(at, pk) for pk, at in updated.items()]
        )
        cursor.executemany(
            "UPDATE claims_claim SET updated_at = %s WHERE id = %s", [(at, pk) for pk, at in claims.items()]
        )
    for model in PUBLIC:
        published = rows_of(model)
        assert len(written[model]) == len(published), model
        for one, other in zip(written[model], published, strict=True):
            assert one == other, model
    assert LiveState.objects.wrong() == []
