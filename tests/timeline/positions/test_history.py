"""After any history of claims, corrections, links, withdrawals and merges, at any moment and on any day, the matrix
is what somebody finds who reads the statements that were public then one by one."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from actors import actions as actor_actions
from actors.models import ActorMerge
from claims import actions as claim_actions
from claims.actions import ClaimContent
from claims.enums import Stance
from claims.models import Claim, IssueMerge
from lib.edtf_dates import FuzzyDate
from tests import factories
from tests.pages import of_class, read, words
from tests.timeline.positions import by_hand
from timeline import actions as event_actions
from timeline.models import Entry, Event, Position, Statement, StatementLink
from timeline.moments import parameter
from timeline.positions.deriving import Voice

pytestmark = pytest.mark.django_db

FIRST = date(2025, 3, 10)
DAYS = [FIRST + timedelta(days=number) for number in range(5)]
SAID = ["", *(day.isoformat() for day in DAYS), "2025-03-10/2025-03-12"]
STANCES = ["accepts", "rejects", "demands", "accepts_with_conditions"]
LABELS = {str(stance.label): stance.value for stance in Stance}


class History:
    """Whatever may happen to position claims, by chance and through the actions."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        russia = factories.actor("russia", "Russia", kind="state")
        kremlin = factories.actor("kremlin", "Kremlin", kind="government", acts_for=russia)
        self.speakers = [
            factories.actor("ushakov", "Yuri Ushakov", acts_for=kremlin),
            factories.actor("putin", "Vladimir Putin", acts_for=kremlin),
            factories.actor("zelenskyy", "Volodymyr Zelenskyy"),
            factories.actor("zelensky", "Zelensky"),
        ]
        self.parties = [russia, factories.actor("ukraine", "Ukraine", kind="state")]
        self.issues = [
            factories.issue("ceasefire"),
            factories.issue("truce", "Truce"),
            factories.issue("nato", "NATO"),
        ]
        self.events = []

    def step(self):
        what = self.chance.choice(
            ["say"] * 4 + ["walk_back"] * 2 + ["correct", "correct", "withdraw", "again", "drop", "merge", "unmerge"]
        )
        try:
            with transaction.atomic():
                getattr(self, what)()
        except (ValidationError, PermissionError):
            pass

    def content(self):
        attributions = []
        if self.chance.random() < 0.3:
            attributions.append((self.chance.choice(self.parties), "spokesperson_for"))
        return {
            "speaker": self.chance.choice(self.speakers),
            "attributions": attributions,
            "kind": "position",
            "issue": self.chance.choice(self.issues),
            "stance": self.chance.choice(STANCES),
            "said_edtf": self.chance.choice(SAID),
            "text": f"Somebody said something, {self.chance.random()}.",
            "verdict": self.chance.choice(["verified", "verified", "disputed", "false"]),
        }

    def say(self):
        claims = [factories.approved_claim(**self.content()) for _ in range(self.chance.randint(1, 2))]
        if self.events and self.chance.random() < 0.3:  # one claim may stand in several events
            claims.append(self.chance.choice(list(Claim.objects.filter(stage="approved", pk__lt=claims[0].pk))))
        entry = factories.published(title=f"Event {len(self.events)}", claims=claims)
        self.events.append(entry.event_id)

    def walk_back(self):
        claims = list(Claim.objects.filter(stage="approved").order_by("pk"))
        if len(claims) > 1:
            one, other = self.chance.sample(claims, 2)
            kind = self.chance.choice(["walks_back", "supersedes", "denies"])
            claim_actions.link_claims(claim=one, other=other, kind=kind, by=factories.user())
            for event in Event.objects.filter(event_claims__claim=one):
                self.publish(event)

    def correct(self):
        claim = self.chance.choice(list(Claim.objects.filter(stage="approved"))) if self.events else None
        if claim:
            new = replace(
                ClaimContent.of(claim),
                stance=self.chance.choice(STANCES),
                said_edtf=self.chance.choice(SAID),
                text=f"{claim.text} Corrected.",
            )
            claim_actions.edit_claim(claim=claim, content=new, version=claim.version, by=factories.user())
            factories.approve(factories.to_review(claim))
            for event in Event.objects.filter(event_claims__claim=claim):
                self.publish(event)

    def drop(self):
        event = self.event()
        if event and event.event_claims.count() > 1:
            event_actions.untie_claim(event=event, claim=event.event_claims.first().claim, by=factories.user())
            self.publish(event)

    def withdraw(self):
        if event := self.event():
            event_actions.withdraw(event=event, reason="It did not happen.", by=factories.user("reviewer"))

    def again(self):
        if event := self.event():
            self.publish(event)

    def publish(self, event):
        event.refresh_from_db()
        event_actions.publish(event=event, by=factories.user("reviewer"), note="We had it wrong.")

    def event(self):
        return Event.objects.get(pk=self.chance.choice(self.events)) if self.events else None

    def merge(self):
        if self.chance.random() < 0.5:
            actor_actions.merge_actors(gone=self.speakers[3], kept=self.speakers[2], **self.one())
        else:
            claim_actions.merge_issues(gone=self.issues[1], kept=self.issues[0], **self.one())

    def unmerge(self):
        for merge in ActorMerge.objects.in_force():
            actor_actions.unmerge_actors(merge=merge, **self.one())
        for merge in IssueMerge.objects.in_force():
            claim_actions.unmerge_issues(merge=merge, **self.one())

    def one(self):
        return {"reason": "Whether they are one.", "by": factories.user()}


def told_by_hand(moment, day):
    """{(actor, issue): stances}, from the statements that were public at a moment."""
    merged = [
        {merge.gone.slug: merge.kept.slug for merge in merges.objects.all() if in_force(merge, moment)}
        for merges in (ActorMerge, IssueMerge)
    ]
    public = {}  # the newest statement of each claim
    for entry in Entry.objects.order_by("known_at", "pk"):
        if entry.known_at <= moment and (entry.superseded_at is None or entry.superseded_at > moment):
            for statement in entry.statements.order_by("position"):
                public.setdefault(statement.claim_id, []).append(statement)
    ended = {}
    for statement in [one for ones in public.values() for one in ones]:
        for link in statement.links:
            if link["kind"] in {"walks_back", "supersedes"}:
                said = FuzzyDate.parse(statement.said_edtf).sort.date()
                ended[link["claim"]] = min(said, ended.get(link["claim"], said))
    voices, sides = {}, set()
    for claim, statements in public.items():
        taking = [one for one in statements if one.stance and one.issue_slug and one.verdict != "false"]
        newest = {}
        for one in taking:
            sides |= {merged[0].get(side, side) for side in sides_by_hand(one)}
            for party in parties_by_hand(one):
                newest[merged[0].get(party, party), merged[1].get(one.issue_slug, one.issue_slug)] = one
        for cell, one in newest.items():
            said = FuzzyDate.parse(one.said_edtf).sort.date()
            gone = max(ended[claim], said) if claim in ended else None
            voices.setdefault(cell, []).append(Voice(claim, one.pk, one.stance, said, "", ended=gone))
    meant = {cell: found for cell, found in voices.items() if cell[0] in sides}
    return {cell: set(held) for cell, found in meant.items() if (held := by_hand.held(found, day))}


def in_force(merge, moment):
    return merge.at <= moment and (merge.undone_at is None or merge.undone_at > moment)


BEHIND = {"ushakov": "kremlin", "putin": "kremlin", "kremlin": "russia"}


def parties_by_hand(statement: Statement):
    """Whose position it is: who speaks, and on whose behalf."""
    people = [*statement.on_behalf_of, *statement.attributions]
    return {one["slug"] for one in people}  # these histories know no other roles


def sides_by_hand(statement: Statement):
    """Nobody stands behind these."""
    speakers = {one["slug"] for one in statement.speakers}
    parties = parties_by_hand(statement)
    return {one for one in parties - speakers if BEHIND.get(one) not in parties} or speakers


def shown(client, moment, day):
    """{(actor, issue): stances} as the page shows them."""
    root = read(client, "/issues/", on=day.isoformat(), as_of=parameter(moment))
    found = {}
    for table in of_class(root, "matrix", "table"):
        issues = [href.split("/issues/")[1].split("/")[0] for href in table.xpath(".//thead/tr[last()]/th/a/@href")]
        for row in table.xpath(".//tbody/tr"):
            name = row.xpath("./th//a/@href")[0]
            for issue, cell in zip(issues, row.xpath("./td"), strict=True):
                stances = {LABELS[words(one).split(" ", 1)[1]] for one in of_class(cell, "stance")}
                if stances:
                    found[name, issue] = stances
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_matrix_is_what_the_statements_of_then_say(client, seed):
    history = History(seed)
    moments = []
    for _ in range(14):
        history.step()
        moments.append(timezone.now())
    seen = 0
    for moment in history.chance.sample(moments, 4):
        for day in history.chance.sample([*DAYS, FIRST - timedelta(days=1), FIRST + timedelta(days=30)], 2):
            by_hand_then = told_by_hand(moment, day)
            on_page = {(slug_in(url), issue): held for (url, issue), held in shown(client, moment, day).items()}
            assert on_page == by_hand_then, (seed, moment, day)
            seen += len(on_page)
    assert seen, "this history says nothing: the test would hold for a page that shows nothing"


def slug_in(url):
    """The actor's slug in an address, be it of a page or of a filter."""
    return url.split("actor=")[-1].split("&")[0] if "actor=" in url else url.split("/actors/")[1].split("/")[0]


def test_rows_that_close_with_an_entry_are_closed_as_it_is():
    history = History(1)
    for _ in range(14):
        history.step()
    rows = [*Position.objects.select_related("entry"), *StatementLink.objects.select_related("entry")]
    assert all(row.superseded_at == row.entry.superseded_at for row in rows)
    assert {row.superseded_at is None for row in rows} == {True, False}
    call_command("check_entries")
    Position.objects.filter(superseded_at=None).update(superseded_at=timezone.now())
    StatementLink.objects.exclude(superseded_at=None).update(superseded_at=None)
    with pytest.raises(CommandError, match="wrong rows"):
        call_command("check_entries")
    call_command("check_entries", mend=True)
    call_command("check_entries")
    assert Position.objects.known().exists()
