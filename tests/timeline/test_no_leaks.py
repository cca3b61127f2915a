"""Nothing that is not published shows anywhere to readers: neither text, nor names, nor that it exists."""

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from actors.models import Actor, ActorName, Office
from claims import actions as claim_actions
from claims.actions import ClaimContent
from claims.enums import AttributionRole, ClaimKind, Directness, LinkKind, Relation, Verdict
from claims.models import Claim, OfficeEvidence
from tests import factories
from tests.conftest import logged_in
from tests.pages import parse, public_addresses, timeline, words
from timeline import actions as event_actions
from timeline.actions import EventContent
from timeline.models import Entry

pytestmark = pytest.mark.django_db


class Canaries:
    """Words that stand nowhere but where they are put, and where that was."""

    def __init__(self):
        self.words = {}

    def __call__(self, where):
        word = f"canary{len(self.words):03}x"
        self.words[word] = where
        return word

    def heard_in(self, text):
        return sorted(where for word, where in self.words.items() if word in text.lower())


CANARY = Canaries()


def secret_article(what):
    """An article that no published claim rests on."""
    source = factories.source(CANARY("source slug"), CANARY(f"source of {what}"))
    passage = CANARY(f"passage of {what}")
    title = CANARY(f"headline of {what}")
    capture = factories.article(f"{CANARY(f'text of {what}')} {passage} and more", of=source, title=title)
    return factories.passage(capture, passage)


def secret_content(what):
    """Everything that a claim can say, told in canaries."""
    acts_for = factories.actor(CANARY(f"slug of the party of {what}"), CANARY(f"party of {what}"))
    speaker = factories.actor(
        CANARY(f"speaker's slug of {what}"),
        CANARY(f"speaker of {what}"),
        office=CANARY(f"office of {what}"),
        acts_for=acts_for,
    )
    subject = factories.actor(CANARY(f"subject's slug of {what}"), CANARY(f"subject of {what}"))
    return {
        "text": CANARY(f"text of {what}"),
        "quote": CANARY(f"quote of {what}"),
        "translation": CANARY(f"translation of {what}"),
        "quote_language": "ru",
        "directness": Directness.VERBATIM,
        "kind": ClaimKind.POSITION,
        "issue": factories.issue(CANARY(f"issue's slug of {what}"), CANARY(f"issue of {what}")),
        "stance": "accepts_with_conditions",
        "conditions": CANARY(f"conditions of {what}"),
        "place": factories.place(CANARY(f"place's slug of {what}"), CANARY(f"place of {what}")),
        "speaker": speaker,
        "attributions": [(subject, AttributionRole.SUBJECT)],
    }


def secret_claim(what, *, by):
    return factories.draft_claim(excerpt=secret_article(what), by=by, **secret_content(what))


@pytest.fixture(scope="module", autouse=True)
def entry(django_db_setup, django_db_blocker):
    """A published entry, made once, and around it everything that an editor can have under way."""
    CANARY.words.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        made = _published_and_secret()
        yield made
        transaction.set_rollback(True)


def _published_and_secret():
    editor = factories.user("editor", CANARY("editor"))
    reviewer = factories.user("reviewer")
    first = factories.published(title="Public title", place=factories.place(), claims=_public_claims())
    public = factories.republished(first, title="Public title, corrected", note="A public note.")
    public_claim = public.statements.first().claim

    # Claims at every stage but approved, one that lost its approval, and one that was taken back.
    secret_claim("a draft", by=editor)
    claim_actions.submit(claim=secret_claim("a claim in review", by=editor), by=editor)
    for step, what in ((claim_actions.send_back, "a claim sent back"), (claim_actions.dismiss, "a dismissed claim")):
        waiting = claim_actions.submit(claim=secret_claim(what, by=editor), by=editor)
        step(claim=waiting, by=reviewer, reasons=CANARY(f"reasons of {what}"))

    def approved(what):
        waiting = claim_actions.submit(claim=secret_claim(what, by=editor), by=editor)
        return factories.approve(waiting, verdict=Verdict.FALSE, rationale=CANARY(f"rationale of {what}"))

    claim_actions.retract(claim=approved("a retracted claim"), by=reviewer, reasons=CANARY("reasons of a retraction"))
    claim_actions.reopen(claim=approved("a re-opened claim"), by=reviewer, reasons=CANARY("reasons of re-opening"))
    approved("an approved claim without an event")

    # Suggestions: pending and rejected.
    for what in ("a pending suggestion", "a rejected suggestion"):
        passage = secret_article(what)
        suggestion = factories.suggestion(
            passage.snapshot,
            passage.exact,
            text=CANARY(f"words of {what}"),
            quote=passage.exact,
            speaker_name=CANARY(f"speaker of {what}"),
        )
        if what.startswith("a rejected"):
            claim_actions.reject_suggestion(suggestion=suggestion, by=editor, reason=CANARY(f"reason of {what}"))

    # Events: unpublished, and published with changes that wait.
    secret_conflict = factories.conflict(CANARY("conflict's slug"), CANARY("conflict"))
    for about in (None, secret_conflict):
        of = {"conflict": about} if about else {}
        approval = factories.approved_claim(
            excerpt=secret_article("an unpublished event"), text=CANARY("claim of an event"), **of
        )
        factories.event(
            title=CANARY("title of an unpublished event"),
            summary=CANARY("summary of an unpublished event"),
            claims=[approval],
            place=factories.place(CANARY("slug of an event's place"), CANARY("place of an event")),
            actors=[factories.actor(CANARY("slug of an event's actor"), CANARY("actor of an event"))],
            **of,
        )
    event = public.event
    event.refresh_from_db()
    for what in ("a draft tied to a published event", "an approved claim tied to a published event"):
        tied = approved(what) if what.startswith("an approved") else secret_claim(what, by=editor)
        event_actions.tie_claim(event=event, claim=tied, by=editor)
    event.refresh_from_db()
    changed = factories.event_content(
        title=CANARY("title that waits"),
        summary=CANARY("summary that waits"),
        happened_edtf="2024-02-03",
        place=factories.place(CANARY("slug of a place that waits"), CANARY("place that waits")),
        actors=[factories.actor(CANARY("slug of an actor that waits"), CANARY("actor that waits"))],
    )
    assert EventContent.of(event) != changed
    event_actions.edit_event(event=event, content=changed, version=event.version, by=editor)

    # A published claim whose words, evidence and links have changed since.
    capture = public.statements.first().citations.first().snapshot
    factories.snapshot(capture.article, CANARY("a later capture of a public article"))
    claim_actions.link_claims(
        claim=public_claim, other=secret_claim("a linked claim", by=editor), kind=LinkKind.CONTRADICTS, by=editor
    )
    claim_actions.add_evidence(
        claim=public_claim, excerpt=secret_article("evidence that waits"), relation=Relation.DISPUTES, by=editor
    )
    public_claim = Claim.objects.get(pk=public_claim.pk)
    assert ClaimContent.of(public_claim).text == "Public words."
    claim_actions.edit_claim(
        claim=public_claim,
        content=factories.claim_content(**secret_content("a published claim's new version")),
        version=public_claim.version,
        by=editor,
        reason=CANARY("reason of an edit"),
    )

    # What is known of public actors, but was never published.
    ushakov = Actor.objects.get(slug="ushakov")
    ushakov.description = CANARY("description of a public actor")
    ushakov.save()
    ActorName.objects.create(actor=ushakov, text=CANARY("what a public actor's people are called"), kind="demonym")
    somewhere = factories.actor(CANARY("slug of an organisation"), CANARY("organisation of a public office"))
    Office.objects.filter(actor=ushakov).update(organisation=somewhere)
    Office.objects.create(actor=ushakov, title=CANARY("another office of a public actor"))
    Office.objects.create(actor=ushakov, title=CANARY("membership of a public actor"), kind="membership")
    written = Office.objects.create(actor=ushakov, title=CANARY("an office that an unpublished passage tells of"))
    OfficeEvidence.objects.create(
        office=written, excerpt=secret_article("evidence of an office"), added_by=factories.user("reviewer")
    )
    factories.actor(CANARY("slug of an agent"), CANARY("one who speaks for a public actor"), acts_for=ushakov)
    ushakov.acts_for = somewhere
    ushakov.save()
    return public


def _public_claims():
    return [factories.approved_claim(text="Public words."), factories.approved_claim(text="More public words.")]


def addresses(entry):
    """Every page; what a table says that is sent row by row, its page says too."""
    return [url for urls in public_addresses(entry).values() for url in urls if url != "/issues.csv"]


def questions():
    """The timeline under every filter that drafts could slip through."""
    today = timezone.now()
    yield from (
        "/issues.csv",
        "/?order=oldest",
        f"/?as_of={today:%Y-%m-%d}",
        "/?as_of=2100-01-01&order=oldest",
        "/?from=1900&to=2100",
        "/?from=2024-02&to=2024-02",
        "/?q=-nothing",
        "/?q=public",
        "/?actor=ushakov",
        "/actors/?as_of=2100-01-01",
        "/actors/?q=ushakov&on=2024-02-03",
        "/actors/ushakov/?as_of=2100-01-01",
        "/actors/ushakov/?on=2024-02-03",
        "/actors/ushakov/?verdict=verified&said=2025-03",
        "/conflicts/talks/?as_of=2100-01-01",
        "/?type=nonsense",
        "/?cursor=99999999999999_99999",
        "/?view=map",
        "/?view=map&as_of=2100-01-01",
        "/?bbox=none",
        "/events.geojson",
        "/events.geojson?as_of=2100-01-01&order=oldest",
        "/events.geojson?cluster=9",
        "/events.geojson?type=nonsense",
        "/events.csv",
        "/events.csv?as_of=2100-01-01",
    )
    yield from (f"/?verdict={verdict}" for verdict in Verdict.values)
    yield from (f"/?type={kind}" for kind in ("statement", "reject", "agree", "aid"))


BROWSERS = {
    "anonymous": Client,
    "reader": lambda: logged_in(factories.user("reader")),
}


def everything_sent(response):
    content = b"".join(response) if response.streaming else response.content
    return f"{response.headers} {response.cookies} {content.decode()}"


def test_the_canaries_are_there(entry):
    """Without canaries in the cage the tests below would prove nothing."""
    assert len(CANARY.words) > 150
    assert Claim.objects.filter(text__contains="canary").count() > 10
    assert "Public title, corrected" in timeline(Client()).titles


@pytest.mark.parametrize("browser", BROWSERS)
def test_nothing_unpublished_is_on_a_public_page(entry, browser):
    client = BROWSERS[browser]()
    heard = {}
    for url in [*addresses(entry), *questions()]:
        for headers in ({}, {"HX-Request": "true"}):
            response = client.get(url, headers=headers)
            assert response.status_code in {200, 400}
            if found := CANARY.heard_in(everything_sent(response)):
                heard[url] = found
        assert CANARY.heard_in(str(client.head(url).headers)) == []
    assert heard == {}


def test_nothing_unpublished_is_found(client):
    found = {}
    for some in batched(CANARY.words, 12):
        asked = " or ".join(some)
        for more in ({}, {"as_of": "2100-01-01"}):
            if total := timeline(client, q=asked, **more).total:
                found[asked] = total
    assert found == {}
    assert timeline(client, q=f"{asked} or public").total == 1, "this search would find nothing in any case"


def batched(words, size):
    words = list(words)
    return [words[start : start + size] for start in range(0, len(words), size)]


def test_what_waits_does_not_move_the_public_entry(client):
    page = timeline(client)
    assert page.titles == ["Public title, corrected"]
    assert page.total == 1
    assert [lane.day for lane in page.lanes] == ["2025-03-13"]
    assert "2 origins" in words(page.entry("Public title, corrected"))


def test_what_is_not_published_answers_like_what_does_not_exist(htmx):
    """Neither status nor words tell a secret name from an invented one of the same length."""
    slugs = {word: where for word, where in CANARY.words.items() if "slug" in where}
    assert len(slugs) > 20
    for slug, where in slugs.items():
        invented = slug.replace("canary", "nobody")
        urls = [f"/?actor={slug}", f"/conflicts/{slug}/", f"/actors/{slug}/", f"/actors/{slug}/?as_of=2100-01-01"]
        if where == "conflict's slug":
            urls += [f"/?conflict={slug}", f"/?conflict={slug}&as_of=2100-01-01", f"/?conflict={slug}&type=nonsense"]
        for url in urls:
            there, nowhere = htmx.get(url), htmx.get(url.replace(slug, invented))
            assert there.status_code == nowhere.status_code, url
            assert there.status_code in {400, 404}, url
            assert there.content.decode() == nowhere.content.decode().replace(invented, slug), url


def test_an_unpublished_event_has_no_page(entry, client):
    published = set(Entry.objects.values_list("event", flat=True))
    for event in type(entry.event).objects.exclude(pk__in=published):
        for url in (f"/events/{event.pk}-x/", f"/events/{event.pk}/revisions/1/"):
            response = client.get(url)
            assert response.status_code == 404
            assert CANARY.heard_in(everything_sent(response)) == []
    changed = type(entry.event).objects.get(pk=entry.event_id)
    assert CANARY.heard_in(changed.title) == ["title that waits"]
    for url in (f"/events/{changed.pk}-{changed.title}/", f"/events/{changed.pk}/revisions/3/"):
        assert CANARY.heard_in(everything_sent(client.get(url))) == []


def test_the_tag_of_a_page_does_not_tell_that_editors_are_at_work(entry, client):
    tags = {url: client.get(url)["ETag"] for url in addresses(entry)}
    secret_claim("another draft", by=factories.user("editor"))
    factories.event(title=CANARY("another event"), claims=[])
    assert {url: client.get(url)["ETag"] for url in tags} == tags


def test_the_names_of_the_newsroom_s_people_are_not_on_public_pages(entry, client):
    from accounts.models import User

    people = [person.display_name for person in User.objects.all() if person.display_name]
    assert people
    for url in addresses(entry):
        shown = words(parse(client.get(url)).find("body"))
        assert [name for name in people if name in shown] == [], url
