"""Whatever is published, corrected, withdrawn or taken back later: a page as of a moment is the page of that moment.

Hypothesis makes histories with the real actions. After each step every public page is kept as readers got it; in the
end each is asked for again as of then, and has to be the same but for the notice that it is of the past, the `as_of`
in its links, and the day on which it is read.
"""

from datetime import UTC, datetime, timedelta
from difflib import unified_diff
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from claims import actions as claim_actions
from claims.enums import Stage, Stance
from claims.models import Claim
from tests import factories
from tests.pages import of_class, outline, parse
from timeline import actions as event_actions
from timeline.actions import EventContent
from timeline.models import Entry, Event
from timeline.moments import parameter

pytestmark = pytest.mark.django_db

START = datetime(2025, 3, 13, 9, tzinfo=UTC)
STEPS = st.tuples(
    st.sampled_from(["publish", "correct", "withdraw", "again", "retract", "merge", "rename", "link", "unlink"]),
    st.integers(0, 3),
    st.sampled_from([timedelta(microseconds=1), timedelta(seconds=1), timedelta(hours=5), timedelta(days=1)]),
)


class Clock:
    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now


def shown(response):
    """What a reader sees, without what only says that the page is of the past."""
    root = parse(response)
    # What follows the newest, or shows it elsewhere, is offered on pages of now alone.
    for name in ("as-of", "citing", "embed-this", "news-bar", "follow-link"):
        for one in of_class(root, name):
            one.getparent().remove(one)
    # The form of the filters, and the list of those that are on, say which moment is asked for.
    for one in root.xpath(
        "//input[@name='as_of'] | //form[@id='filters']//a[contains(@href, 'step=')]/.. | //ul[contains(@class, 'chips')]"
    ):
        one.getparent().remove(one)
    for one in root.xpath("//*[@href] | //*[@hx-get]"):
        for name in ("href", "hx-get"):
            if one.get(name):
                one.set(name, _now(one.get(name)))
    return outline(root.xpath("//main")[0])


def _now(url):
    parts = urlsplit(url)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name != "as_of"])
    return urlunsplit(parts._replace(query=query)) or "."


def addresses():
    """Every page that could have been asked for at this moment, whatever it answers."""
    found = ["/", "/?corrected=1", "/?order=oldest", "/conflicts/talks/", "/corrections/", "/about/"]
    found += ["/actors/", "/actors/ushakov/"]
    found += [
        "/issues/",
        "/issues/?on=2025-03-12&issues_page=1",
        "/issues/ceasefire/",
        "/issues/ceasefire/?actor=ushakov",
    ]
    found += ["/commitments/", "/commitments/?due=overdue&on=2025-03-20"]
    for entry in Entry.objects.order_by("pk").prefetch_related("statements__citations"):
        found += [f"/events/{entry.event_id}-{entry.slug}/", f"/events/{entry.event_id}/revisions/{entry.revision}/"]
        found.append(f"/events/{entry.event_id}/changes/")
        found += [f"/claims/{said.claim_id}/" for said in entry.statements.all()]
        found += [one.get_absolute_url() for said in entry.statements.all() for one in said.citations.all()]
    return list(dict.fromkeys(found))


def answer(client, url):
    response = client.get(url)
    if response.status_code in {301, 302}:
        return response.status_code, _now(response["Location"])
    return response.status_code, shown(response) if response.status_code in {200, 410} else None


def _differing(was, now):
    """What differs between two answers; a redirect is an address."""
    if isinstance(was, list) and isinstance(now, list):
        return list(unified_diff(was, now, lineterm="", n=0))
    return [] if was == now else [was, now]


class Newsroom:
    """Does what a step says, if it can be done to what there is."""

    def __init__(self):
        self.events = []

    def do(self, what, number):
        try:
            with transaction.atomic():
                getattr(self, what)(number)
        except (PermissionDenied, ValidationError):
            pass

    def event(self, number):
        return Event.objects.get(pk=self.events[number % len(self.events)]) if self.events else None

    def publish(self, number):
        claims = [
            factories.approved_claim(),
            factories.position(list(Stance)[number], said_edtf=f"2025-03-{10 + number}"),
        ]
        claims.append(factories.approved_claim(kind="commitment", deadline_edtf=f"2025-03-{10 + number}"))
        for earlier in Claim.objects.filter(kind="commitment").exclude(pk=claims[-1].pk)[:2]:
            claim_actions.link_claims(claim=claims[0], other=earlier, kind="fulfils", by=factories.user())
        entry = factories.published(title=f"Event {len(self.events)}", claims=claims)
        self.events.append(entry.event_id)

    def correct(self, number):
        if event := self.event(number):
            claim = factories.approved_claim(text=f"Something new, number {event.version}.")
            event_actions.tie_claim(event=event, claim=claim, by=factories.user())
            self._edit(event, summary=f"It was otherwise, {event.version}.")

    def rename(self, number):
        if event := self.event(number):
            self._edit(event, title=f"Called otherwise {event.version}")

    def _edit(self, event, **content):
        event.refresh_from_db()
        old = EventContent.of(event)
        new = EventContent(**({name: getattr(old, name) for name in EventContent.__dataclass_fields__} | content))
        event_actions.edit_event(event=event, content=new, version=event.version, by=factories.user())
        self.again(self.events.index(event.pk))

    def again(self, number):
        if event := self.event(number):
            event_actions.publish(event=event, by=factories.user("reviewer"), note="We had it wrong.")

    def withdraw(self, number):
        if event := self.event(number):
            event_actions.withdraw(event=event, reason="It did not happen.", by=factories.user("reviewer"))

    def retract(self, number):
        event = self.event(number)
        claims = Claim.objects.filter(events=event, stage=Stage.APPROVED).order_by("pk") if event else []
        for claim in claims[:1]:
            claim_actions.retract(claim=claim, by=factories.user("reviewer"), reasons="It was misread.")
            self.again(number)

    def merge(self, number):
        if len(self.events) > 1:
            event, into = self.event(number), self.event(number + 1)
            event_actions.merge_events(
                event=event, into=into, reason="One and the same.", by=factories.user("reviewer")
            )

    def link(self, number):
        """To the one before; the publication that tells it may be refused, and is tried again by a later step."""
        if len(self.events) > 1:
            event, other = self.event(number), self.event(number + 1)
            factories.link(event, other, note=f"As said in {event.version}.")
            self.again(number)

    def unlink(self, number):
        if (event := self.event(number)) and (link := event.links.first()):
            event_actions.remove_link(link=link, version=event.version, by=factories.user())
            self.again(number)


@settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],  # to shrink a history takes minutes and tells little
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(
    [
        ("publish", 0, timedelta(seconds=1)),
        ("link", 1, timedelta(hours=5)),
        ("rename", 0, timedelta(seconds=1)),
        ("unlink", 1, timedelta(days=1)),
        ("link", 1, timedelta(seconds=1)),
        ("withdraw", 0, timedelta(seconds=1)),
    ]
)
@given(st.lists(STEPS, min_size=2, max_size=9))
def test_the_page_as_of_a_moment_is_the_page_that_was_served_then(monkeypatch, steps):
    clock, client = Clock(), Client()
    monkeypatch.setattr(timezone, "now", clock)
    with transaction.atomic():
        newsroom, served = Newsroom(), []
        newsroom.publish(0)
        for what, number, later in steps:
            clock.now += later
            newsroom.do(what, number)
            served.append((clock.now, {url: answer(client, url) for url in addresses()}))
        clock.now += timedelta(days=30)
        for moment, pages in served:
            for url, page in pages.items():
                then = f"{url}{'&' if '?' in url else '?'}as_of={parameter(moment)}"
                status, lines = answer(client, then)
                assert (status, _differing(page[1], lines)) == (page[0], []), (then, steps)
        transaction.set_rollback(True)
