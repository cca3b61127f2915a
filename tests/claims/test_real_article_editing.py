"""From the article that this product was imagined from to claims and events, by what the engine proposes alone.

The article is not in the repository, so these skip where it is absent.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from accounts.roles import Role
from actors.actions import add_actor
from actors.models import Actor
from articles import actions as article_actions
from articles.models import Article, Snapshot
from claims import actions, workbench
from claims.actions import ClaimContent
from claims.actions.gazetteers import current_gazetteer
from claims.forms import PassageForm
from claims.models import Claim, Suggestion, SuggestionRun
from claims.suggest import analyse
from config.demo import gazetteers
from tests import factories
from tests.pages import cells, read
from timeline import actions as event_actions
from timeline.actions import EventContent
from timeline.models import Entry, Event

ARTICLE = Path(__file__).resolve().parents[2].parent / "shared" / "seeds" / "000_768a3bc313870637.txt"

pytestmark = [
    pytest.mark.skipif(not ARTICLE.exists(), reason=f"the article {ARTICLE.name} is not beside the repository"),
    pytest.mark.django_db,
]

# What an editor picks from the suggestions: for each claim, what tells its suggestion from the others.
CLAIMS = {
    "breather": {"quote": "breather"},
    "negotiations": {"issue__slug": "lasting-settlement"},
    "crimea": {"issue__slug": "annexation-of-crimea"},
    "withdrawal": {"issue__slug": "troop-withdrawal"},
    "nato": {"issue__slug": "nato-membership"},
    "military": {"issue__slug": "limits-on-ukrainian-military"},
    "speakers": {"issue__slug": "protection-of-russian-speakers"},
    "elections": {"issue__slug": "elections-in-ukraine"},
    "hope": {"excerpt__exact__contains": "expressed hope"},
    "threat": {"kind": "threat"},
    "proposal": {"issue__slug": "30-day-ceasefire", "stance": "proposes"},
    "acceptance": {"issue__slug": "30-day-ceasefire", "stance": "accepts"},
    "rejection": {"issue__slug": "30-day-ceasefire", "stance": "rejects", "speaker__slug": "kremlin"},
    "rejection by the aide": {
        "issue__slug": "30-day-ceasefire",
        "stance": "rejects",
        "speaker__slug": "yuri-ushakov",
    },
    "talks": {"rule": "narrated-fact", "place__slug": "moscow"},
    "interview": {"rule": "appearance"},
    "saudi talks": {"rule": "event-in-passing", "place__slug": "saudi-arabia"},
    "aid": {"rule": "narrated-fact", "issue__slug": "military-aid"},
    "kursk": {"rule": "narrated-fact", "issue__slug": "kursk"},
    "offensive": {"rule": "dated-event", "place__slug": "kursk-region"},
}


class Desk:
    """An editor's work on the article: every claim is a suggestion accepted as it stands."""

    def __init__(self):
        gazetteers.load()
        self.editor = factories.user(Role.EDITOR)
        self.conflict = gazetteers.the_conflict()
        self.snapshot = self.ingest()
        self.undated = {one.rule: (one.happened_edtf, one.date_phrase) for one in self.suggestions()}
        self.before_dating = self.accept("interview")
        article_actions.set_published(article=self.snapshot.article, edtf="2025-03-13", by=self.editor)
        self.read()
        self.claims = {name: self.accept(name) for name in CLAIMS if name != "interview"}
        self.claims["interview"] = self.before_dating

    def ingest(self):
        job, _ = article_actions.request_ingest(
            data=ARTICLE.read_bytes(), location=ARTICLE.name, media_type="text/plain", by=self.editor
        )
        assert article_actions.ingest(job_id=job.pk)
        self.read()
        return Snapshot.objects.select_related("article").get(jobs=job)

    def read(self):
        for run in SuggestionRun.objects.waiting():
            assert actions.make_suggestions(run_id=run.pk)

    def suggestions(self):
        return Suggestion.objects.filter(run__snapshot=self.snapshot)

    def accept(self, name):
        suggestion = self.suggestions().get(**CLAIMS[name])
        claim = actions.accept_suggestion(suggestion=suggestion, by=self.editor, conflict=self.conflict)
        suggestion.refresh_from_db()
        assert suggestion.decision == "accepted", f"{name} had to be retyped"
        return claim

    def claim(self, name):
        return Claim.objects.for_cards().get(pk=self.claims[name].pk)

    def event(self, name):
        return event_actions.event_from_claim(claim=self.claim(name), by=self.editor)


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker, tmp_path_factory):
    """The article is read once for all tests of this file; each of them undoes what it adds."""
    storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path_factory.mktemp("snapshots")},
    }
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with (
        django_db_blocker.unblock(),
        override_settings(STORAGES={"default": storage, "snapshots": storage, "staticfiles": static}),
        transaction.atomic(),
    ):
        yield Desk()
        transaction.set_rollback(True)


def people(claim):
    return {(item.actor.slug, item.role) for item in claim.attributions.all()}


def parties(claim):
    """Whose position it is: the end of the speaker's chain of principals."""
    return {(speaker.actor.principals or [speaker.actor])[-1].slug for speaker in claim.speakers}


# ---- actors


@pytest.mark.parametrize(
    ("slug", "kind", "office"),
    [
        ("steve-witkoff", "person", "special envoy"),
        ("vladimir-putin", "person", "president"),
        ("yuri-ushakov", "person", "foreign policy"),
        ("volodymyr-zelenskyy", "person", "president"),
        ("donald-trump", "person", "president"),
        ("trump-administration", "government", None),
        ("kremlin", "government", None),
        ("russia", "state", None),
        ("ukraine", "state", None),
        ("united-states", "state", None),
        ("nato", "alliance", None),
        ("russian-state-television", "media", None),
    ],
)
def test_every_actor_is_named_by_a_claim_or_known_with_kind_and_office(desk, slug, kind, office):
    actor = Actor.objects.get(slug=slug)
    assert actor.kind == kind
    assert office is None or any(office in post.title.lower() for post in actor.offices.all())
    named = {who for name in CLAIMS for who, _ in people(desk.claim(name))}
    assert slug in named


def test_whom_the_gazetteer_does_not_know_is_added_from_the_text_with_office_and_found_by_the_next_reading(desk):
    """As under “Names” on the workbench: kind and office come from the text, and nothing is typed."""
    Suggestion.objects.all().delete()
    for slug in ("steve-witkoff", "yuri-ushakov"):
        known = Actor.objects.get(slug=slug)
        known.attributions.all().delete()
        known.offices.all().delete()
        known.delete()
    text = desk.snapshot.text
    names = {name.text: name for name in analyse(text, gazetteer=current_gazetteer()).names if name.office}
    for text_name, office in (("Steve Witkoff", "special envoy"), ("Yuri Ushakov", "foreign policy adviser")):
        name = names[text_name]
        assert name.actor is None
        actor = add_actor(name=name.text, kind=name.kind, office=name.office, by=desk.editor)
        assert (actor.kind, office in actor.offices.get().title) == ("person", True)
    article_actions.set_published(article=desk.snapshot.article, edtf="2025-03-14", by=desk.editor)
    desk.read()
    breather = Suggestion.objects.get(quote="breather")
    assert breather.speaker.name == "Yuri Ushakov"
    talks = Suggestion.objects.get(rule="narrated-fact", place__slug="moscow")
    assert "Steve Witkoff" in {actor.name for actor in talks.subjects.all()}


# ---- claims


def test_the_breather_is_an_opinion_in_ushakovs_own_word_carried_by_television(desk):
    claim = desk.claim("breather")
    assert (claim.kind, claim.directness, claim.quote, claim.quote_language) == (
        "opinion",
        "verbatim",
        "breather",
        "en",
    )
    assert people(claim) >= {
        ("yuri-ushakov", "speaker"),
        ("kremlin", "spokesperson_for"),
        ("russian-state-television", "relayed_by"),
    }
    assert claim.issue.slug == "30-day-ceasefire"
    assert claim.speakers[0].office == "", "when it was said is not known yet, nor what he was then"
    dated = replace(ClaimContent.of(claim), said_edtf="2025-03-13")
    dated = actions.edit_claim(claim=claim, content=dated, version=claim.version, by=desk.editor)
    assert "foreign policy" in dated.attributions.get(role="speaker").office.lower()


def test_moscow_prefers_negotiations(desk):
    claim = desk.claim("negotiations")
    assert (claim.text, claim.kind) == ("Moscow prefers substantive peace negotiations.", "position")
    assert people(claim) >= {("yuri-ushakov", "speaker"), ("russian-state-television", "relayed_by")}
    assert parties(claim) == {"russia"}


@pytest.mark.parametrize(
    ("name", "speaker", "words"),
    [
        ("crimea", "yuri-ushakov", "annexation of Crimea and four southeastern regions"),
        ("withdrawal", "yuri-ushakov", "the withdrawal of troops"),
        ("nato", "yuri-ushakov", "never to join NATO"),
        ("military", "kremlin", "limits on Ukraine’s military capabilities"),
        ("speakers", "kremlin", "protections for Russian speakers"),
        ("elections", "kremlin", "elections to replace Ukrainian President Volodymyr Zelenskyy"),
    ],
)
def test_each_demand_is_a_position_on_its_issue(desk, name, speaker, words):
    claim = desk.claim(name)
    assert (claim.kind, claim.stance) == ("position", "demands")
    assert claim.issue is not None
    assert [item.actor.slug for item in claim.speakers] == [speaker]
    assert parties(claim) == {"russia"}
    assert words in claim.text
    assert claim.evidence.get().excerpt.exact in ARTICLE.read_text("utf-8")


def test_ushakov_hopes_that_the_united_states_take_russias_position_into_account(desk):
    claim = desk.claim("hope")
    assert claim.kind == "opinion"
    assert people(claim) >= {("yuri-ushakov", "speaker"), ("united-states", "subject"), ("russia", "subject")}
    assert "take Russia’s position into account" in claim.text


def test_trump_threatens_russia_with_financial_consequences(desk):
    claim = desk.claim("threat")
    assert people(claim) >= {("donald-trump", "speaker"), ("russia", "addressee"), ("vladimir-putin", "subject")}
    assert "financial consequences" in claim.text


@pytest.mark.parametrize(
    ("name", "words", "subjects"),
    [
        ("kursk", "significant advances", {"russian-forces"}),
        ("aid", "reinstated military aid to Ukraine following ceasefire talks", {"united-states", "ukraine"}),
        ("talks", "engaging in talks", {"steve-witkoff", "kremlin"}),
    ],
)
def test_what_the_outlet_tells_is_a_fact_that_nobody_has_verified(desk, name, words, subjects):
    claim = desk.claim(name)
    assert (claim.kind, claim.verdict, claim.stage, claim.speakers) == ("fact", "unverified", "draft", [])
    assert words in claim.text
    assert {(subject, "subject") for subject in subjects} <= people(claim)


def test_ukraines_acceptance_is_also_told_as_a_fact(desk):
    """From a selection on the workbench: the form is filled in from the suggestion there, and only its kind chosen."""
    text = desk.snapshot.text
    words = "Ukraine has already accepted"
    start = text.index(words)
    passage = PassageForm(
        {"capture": 1, "start": start, "end": start + len(words), "words": words}, snapshot=desk.snapshot
    )
    assert passage.is_valid()
    drafted = workbench.content_from_passage(passage, article=desk.snapshot.article, conflict=desk.conflict)
    assert (drafted.text, drafted.issue.slug, drafted.quote) == (words, "30-day-ceasefire", "")
    excerpt = actions.mark_passage(
        snapshot=desk.snapshot, start=passage.first, end=passage.after, exact=passage.exact, by=desk.editor
    )
    claim = actions.write_claim(excerpt=excerpt, content=replace(drafted, kind="fact", stance=""), by=desk.editor)
    assert (claim.kind, claim.verdict) == ("fact", "unverified")
    assert ("ukraine", "speaker") in people(claim)


@pytest.mark.parametrize(
    ("name", "party", "stance"),
    [
        ("proposal", "united-states", "proposes"),
        ("acceptance", "ukraine", "accepts"),
        ("rejection", "russia", "rejects"),
        ("rejection by the aide", "russia", "rejects"),
    ],
)
def test_three_states_stand_in_three_ways_on_the_ceasefire(desk, name, party, stance):
    claim = desk.claim(name)
    assert (claim.kind, claim.issue.name, claim.stance) == ("position", "30-day ceasefire", stance)
    assert parties(claim) == {party}


def test_every_claim_quotes_the_article_character_for_character(desk):
    text = ARTICLE.read_text("utf-8")
    for name in CLAIMS:
        claim = desk.claim(name)
        assert claim.evidence.get().excerpt.exact in text
        assert claim.quote in text
        assert claim.author == desk.editor


# ---- dates


def test_relative_dates_waited_for_the_articles_own(desk):
    assert {happened for happened, _ in desk.undated.values()} == {""}
    assert desk.undated["dated-event"][1].startswith("last summer")
    assert desk.claim("offensive").happened_edtf == "2024-22"
    assert str(desk.claim("offensive").happened) == "summer 2024"


def test_what_was_accepted_before_the_date_is_kept(desk):
    suggestion = Suggestion.objects.get(claim=desk.before_dating)
    assert (suggestion.run.dated, suggestion.decision) == ("", "accepted")
    assert Suggestion.objects.filter(rule="appearance").count() == 1


def test_an_unknown_date_is_not_made_up(desk):
    assert Article.objects.get(pk=desk.snapshot.article_id).published_edtf == "2025-03-13"
    for name in ("talks", "interview", "saudi talks", "aid", "kursk"):
        assert desk.claim(name).happened_edtf == "", name
    assert {desk.claim(name).said_edtf for name in CLAIMS} == {""}


# ---- events


@pytest.mark.parametrize(
    ("name", "type_", "edtf", "precision", "place", "where", "actors"),
    [
        ("talks", "consult", "", "unknown", "moscow", "exact", {"steve-witkoff", "kremlin"}),
        ("interview", "statement", "", "unknown", None, "unknown", {"yuri-ushakov", "russian-state-television"}),
        ("saudi talks", "consult", "", "unknown", "saudi-arabia", "country", {"saudi-arabia"}),
        ("aid", "aid", "", "unknown", None, "unknown", {"united-states", "ukraine"}),
        ("kursk", "assault", "", "unknown", "kursk-region", "admin1", {"russian-forces"}),
        ("offensive", "assault", "2024-22", "season", "kursk-region", "admin1", {"ukraine"}),
    ],
)
def test_an_event_comes_from_its_claim_with_honest_precision(
    desk, name, type_, edtf, precision, place, where, actors
):
    event = desk.event(name)
    assert (event.happened_edtf, str(event.happened.precision)) == (edtf, precision)
    assert (event.place.slug if event.place else None, event.place_precision) == (place, where)
    assert actors <= {item.actor.slug for item in event.actors.all()}
    assert event.title == desk.claim(name).text.rstrip(".")
    content = replace(EventContent.of(event), type=type_)  # the one thing that is chosen by hand
    event = event_actions.edit_event(event=event, content=content, version=event.version, by=desk.editor)
    assert Event.objects.get(pk=event.pk).type == type_


def test_the_article_leads_to_a_published_entry(desk):
    """The whole way: reviewed and published by a second person."""
    event = desk.event("talks")
    for name in ("talks", "proposal", "acceptance", "rejection by the aide", "breather", "threat"):
        claim = desk.claim(name)
        event_actions.tie_claim(event=event, claim=claim, by=desk.editor)
        factories.approve(actions.submit(claim=claim, by=desk.editor), verdict="unverified", rationale="One report.")
    entry = event_actions.publish(event=event, by=factories.user(Role.REVIEWER))
    assert Entry.objects.get(pk=entry.pk).statement_count == 6
    assert (entry.origins, entry.verdict, entry.occurred_precision) == (1, "unverified", "unknown")
    lines = {line["text"]: line for line in entry.lines}
    breather = next(line for text, line in lines.items() if "breather" in text)
    assert (breather["speaker"], breather["on_behalf_of"], breather["quote"]) == (
        "Yuri Ushakov",
        "Russia",
        "breather",
    )


def test_the_article_tells_who_stands_where_on_the_ceasefire(desk, client):
    event = desk.event("talks")
    for name in ("talks", "proposal", "acceptance", "rejection", "rejection by the aide", "nato"):
        claim = desk.claim(name)
        event_actions.tie_claim(event=event, claim=claim, by=desk.editor)
        factories.approve(actions.submit(claim=claim, by=desk.editor), verdict="unverified", rationale="One report.")
    event_actions.publish(event=event, by=factories.user(Role.REVIEWER))
    found = cells(read(client, "/issues/", on="2025-03-13"))
    assert {actor: words for (actor, issue), words in found.items() if issue == "30-day ceasefire"} == {
        "Russia": "✗ rejects date unknown",
        "Ukraine": "✓ accepts date unknown",
        "United States": "→ proposes date unknown",
    }
