"""Whatever combination of filters is on, the list, the counts beside it and the overview are those of plain Python."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.db import transaction

from actors.models import Place
from claims.actions import add_evidence, submit
from lib.edtf_dates import DatePrecision, FuzzyDate
from tests import factories
from tests.pages import Timeline, of_class, read, the, words
from timeline.calendar_bars import last_of, start_of
from timeline.models import Entry, Statement
from timeline.withdrawals import goes_on_in  # noqa: F401

pytestmark = pytest.mark.django_db

EVENTS, QUESTIONS = 40, 60
ACTORS = ["putin", "ushakov", "witkoff", "sybiha"]
PLACES = {"moscow": (55.75, 37.6), "kyiv": (50.45, 30.5), "suva": (-18.1, 178.4), "nowhere": (None, None)}
ISSUES = ["ceasefire", "prisoners", "nato"]
OUTLETS = ["wire", "paper", "channel"]
TYPES = ["statement", "consult", "assault"]
VERDICTS = ["verified", "disputed", "unverified", "false"]
WORDS = ["truce", "convoy", "harbour", "bridge"]
DATES = [
    *("2025-03-10", "2025-03-11", "2025-03-12T08:30Z", "2025-03-12T23:59Z", "2025-03-31", "2025-04-02", "2024-12-30"),
    *("2025-03", "2025-03~", "2025-04", "2024-24", "2025-21", "2025", "2024", "2025-03-10/2025-03-16"),
    *("2025-03-11/2025-03-12", "2025-03-12~", "2025-03-11~/2025-03-20~", "2025-03-20/..", "../2025-03-05", "", ""),
]
BOXES = {"20,44,40,60": (20, 44, 40, 60), "170,-30,-170,0": (170, -30, -170, 0), "30,50,31,51": (30, 50, 31, 51)}


@pytest.fixture(scope="module", autouse=True)
def _sample(django_db_setup, django_db_blocker):
    """Made once, with one seed: each test runs in a savepoint inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        make(random.Random(6))
        yield
        transaction.set_rollback(True)


def make(chance):
    for slug, (latitude, longitude) in PLACES.items():
        Place.objects.create(
            slug=slug, name=slug.title(), precision="exact", country="", latitude=latitude, longitude=longitude
        )
    talks, war = factories.conflict(), factories.conflict("war", "The war")
    editor = factories.user()
    for number in range(EVENTS):
        conflict = chance.choice([talks, talks, war])
        claims = []
        for _ in range(chance.choice([1, 1, 2, 3])):
            outlets = chance.sample(OUTLETS, chance.choice([1, 1, 2]))
            passages = [factories.passage(factories.article(of=factories.source(one))) for one in outlets]
            subject = chance.choice([*ISSUES, None])
            claim = factories.draft_claim(
                excerpt=passages[0],
                conflict=conflict,
                speaker=factories.actor(chance.choice(ACTORS)),
                text=f"It is said of the {chance.choice(WORDS)}.",
                issue=factories.issue(f"{subject}-{conflict.slug}", subject, of=conflict) if subject else None,
            )
            for passage in passages[1:]:
                add_evidence(claim=claim, excerpt=passage, relation="supports", by=editor)
            claims.append(factories.approve(submit(claim=claim, by=editor), verdict=chance.choice(VERDICTS)))
        entry = factories.published(
            claims=claims,
            conflict=conflict,
            title=f"{number}: the {chance.choice(WORDS)}",
            summary="",
            type=chance.choice(TYPES),
            happened_edtf=chance.choice(DATES),
            actors=[factories.actor(one) for one in chance.sample(ACTORS, chance.choice([0, 1, 2]))],
            place=chance.choice([*Place.objects.filter(slug__in=PLACES).order_by("slug"), None]),
        )
        if chance.random() < 0.3:
            factories.republished(entry, title=f"{number}: the {chance.choice(WORDS)}, again")


# ---- plain Python ---------------------------------------------------------------------------------------------------


class Plain:
    """One revision and what can be asked of it, from its columns and statements alone."""

    def __init__(self, entry):
        self.entry = entry
        self.happened = FuzzyDate.parse(entry.occurred_edtf)
        statements = list(Statement.objects.filter(entry=entry).prefetch_related("citations"))
        self.text = f"{entry.title} {entry.summary} {' '.join(one.text for one in statements)}".lower()
        self.tags = {
            "issue": {one.issue_slug for one in statements if one.issue_slug},
            "source": {citation.source_slug for one in statements for citation in one.citations.all()},
            "place": {entry.place_slug} - {""},
        }
        self.actors = {actor["slug"] for actor in entry.actors}
        verdicts = {one.verdict for one in statements}
        self.contested = bool(verdicts & {"disputed", "false", "misleading"}) or any(one.against for one in statements)
        earlier = Entry.objects.filter(event=entry.event_id, revision__lte=entry.revision)
        self.corrected = any(one.correction_note for one in earlier)

    def answers(self, asked, *, but=()):
        """Whether it meets all that is asked for, leaving some parameters out of account."""
        tests = {
            "q": lambda word: word in self.text,
            "conflict": lambda slug: self.entry.conflict.slug == slug,
            "type": lambda value: self.entry.type == value,
            "verdict": lambda value: self.entry.verdict == value,
            "actor": lambda slugs: set(slugs) <= self.actors,
            "issue": lambda slug: slug in self.tags["issue"],
            "place": lambda slug: slug in self.tags["place"],
            "source": lambda slug: slug in self.tags["source"],
            "contested": lambda _: self.contested,
            "corrected": lambda _: self.corrected,
            "bbox": self.is_inside,
            "from": lambda text: self.may_end_after(FuzzyDate.parse(text).earliest),
            "to": lambda text: self.may_start_before(FuzzyDate.parse(text).latest),
        }
        return all(test(asked[name]) for name, test in tests.items() if asked.get(name) and name not in but)

    def is_inside(self, text):
        west, south, east, north = BOXES[text]
        lat, lon = self.entry.latitude, self.entry.longitude
        if lat is None:
            return False
        within = west <= lon <= east if west <= east else lon >= west or lon <= east
        return within and south <= lat <= north

    def may_end_after(self, moment):
        first, last = self.happened.earliest, self.happened.latest
        return last >= moment if last else first is not None

    def may_start_before(self, moment):
        first, last = self.happened.earliest, self.happened.latest
        return first <= moment if first else last is not None


def public(as_of):
    entries = Entry.objects.select_related("conflict")
    if as_of is None:
        return [Plain(one) for one in entries.filter(superseded_at=None)]
    shown = [one for one in entries if one.known_at <= as_of and (one.superseded_at is None or one.superseded_at > as_of)]
    return [Plain(one) for one in shown]


def question(chance):
    """A random combination of parameters; most are left out, or nothing would be found."""
    choices = {
        "q": WORDS,
        "conflict": ["talks", "war"],
        "type": TYPES,
        "verdict": VERDICTS,
        "issue": [f"{one}-{conflict}" for one in ISSUES for conflict in ("talks", "war")],
        "place": list(PLACES),
        "source": OUTLETS,
        "bbox": list(BOXES),
        "contested": ["1"],
        "corrected": ["1"],
        "from": ["2024", "2025-03", "2025-03-11", "2025-03-12T09:00Z", "2025-21"],
        "to": ["2025", "2025-03", "2025-03-16", "2025-03-12"],
    }
    asked = {
        name: chance.choice(chance.choice([values]))
        for name, values in choices.items()
        if chance.random() < (0.35 if name in {"from", "to"} else 0.14)
    }
    if chance.random() < 0.3:
        asked["actor"] = chance.sample(ACTORS, chance.choice([1, 1, 2]))
    if "from" in asked and "to" in asked and FuzzyDate.parse(asked["to"]).latest < FuzzyDate.parse(asked["from"]).earliest:
        del asked["to"]
    return asked


def known(asked):
    """Whether every slug that is asked for was ever published; others are refused."""
    everything = public(None)
    for kind in ("issue", "place", "source"):
        if asked.get(kind) and not any(asked[kind] in one.tags[kind] for one in everything):
            return False
    return all(any(slug in one.actors for one in everything) for slug in asked.get("actor", []))
