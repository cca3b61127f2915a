"""The demo conflict, loaded without a worker through the same actions."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from actors.models import Actor
from articles.models import Article, IngestJob, OriginGroup, Snapshot
from claims.models import Claim, Comment, Review, Suggestion
from config.demo.session import Replay
from config.services.secrets import demo_password
from tests.pages import cells, of_class, read, the, words
from timeline.models import Entry, Event, Figure, Schedule, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("ATTESTED_DATA", str(tmp_path / "data"))


def load():
    out = io.StringIO()
    call_command("load_demo", "--inline", stdout=out)
    return out.getvalue().splitlines()


def counts():
    return {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.managed}


@pytest.mark.slow
def test_the_demo_conflict(client):
    said = load()
    assert said[-1].endswith("steps of the editorial session")
    assert "\r" not in "".join(said)

    assert Entry.objects.current().count() >= 12
    second = Entry.objects.exclude(correction_note="").get()
    assert second.revision == 2
    observed = Entry.objects.get(revision=2, correction_note="")
    assert observed.changes == [{"what": "outcome", "before": "", "after": "kept"}]
    assert second.event.entries.get(revision=1).superseded_at == second.known_at
    assert Claim.objects.awaiting_review().count() >= 3
    assert Claim.objects.filter(stage="draft").count() >= 3
    assert not Statement.objects.exclude(claim__stage="approved").exists()
    assert not Claim.objects.filter(directness="verbatim", quote="").exists()
    assert not Claim.objects.exclude(directness="verbatim").exclude(quote="").exists()
    assert Suggestion.objects.filter(decision="edited").exists()

    assert Claim.objects.unconfirmed().count() == 1
    assert Entry.objects.current().exclude(urgency="").count() == 1
    assert Schedule.objects.waiting().get().at > timezone.now()
    assert Comment.objects.filter(resolved_at=None, reply_to=None).exists()
    assert Comment.objects.exclude(resolved_at=None).exists()

    wire = OriginGroup.objects.get(articles__url__contains="witkoff-in-moscow")
    assert wire.articles.count() == 4
    assert Article.objects.count() == Snapshot.objects.count() - 1
    assert Article.objects.get(url="").published_edtf == "2025-03~"

    assert set(User.objects.values_list("username", flat=True)) == {"editor", "editor2", "reviewer", "admin"}
    assert not User.objects.filter(is_superuser=True).exists()
    assert client.login(username="admin", password=demo_password())
    assert [user.username for user in User.objects.filter(is_staff=True)] == ["admin"]

    the_demo_says_who_stands_where(client)
    the_demo_tells_once_what_is_repeated(client)
    the_demo_says_who_belongs_where(client)

    before = counts()
    assert load() == ["everything is in place"]
    assert counts() == before

    # What people do afterwards stays done.
    claim, event = Claim.objects.latest("pk"), Event.objects.latest("pk")
    Claim.objects.filter(pk=claim.pk).update(text="What an editor made of it.")
    Event.objects.filter(pk=event.pk).update(title="A better title")
    User.objects.filter(username="editor").update(display_name="Somebody")
    before = counts()
    assert load() == ["everything is in place"]
    assert counts() == before
    assert User.objects.get(username="editor").display_name == "Somebody"


def the_demo_says_who_stands_where(client):
    """On 13 March 2025, and what shifted until the 18th."""
    truce, energy = "30-day ceasefire", "Halt to strikes on energy infrastructure"
    on_13 = cells(read(client, "/issues/", on="2025-03-13"))
    assert on_13["United States", truce].startswith("→ proposes since 11 March 2025")
    assert on_13["Ukraine", truce].startswith("✓ accepts since 11 March 2025")
    assert on_13["Russia", truce].startswith("✗ rejects 13 March 2025, walked back the same day")
    assert "≈ accepts with conditions since 13 March 2025" in on_13["Russia", truce]
    on_18 = cells(read(client, "/issues/", on="2025-03-18", since="2025-03-12"))
    assert on_18["Russia", truce].startswith("≈ accepts with conditions since 13 March 2025")
    assert "was: no position" in on_18["Russia", truce]
    assert on_18["Russia", energy].startswith("✓ accepts since 18 March 2025")
    assert on_18["United States", energy].startswith("→ proposes since 18 March 2025")
    shifts = words(the(read(client, "/issues/", on="2025-03-19"), "shifts"))
    assert "13 March 2025 Russia → 30-day ceasefire: ≈ accepts with conditions was: rejects" in shifts
    assert f"19 March 2025 Ukraine → {energy}: ✓ accepts was: no position" in shifts


def the_demo_tells_once_what_is_repeated(client):
    """On the pages of a claim, of an event and of an actor."""
    summary = "First said: 12 March 2025, Sergei Lavrov; repeated 2 times; last: 17 March 2025"
    grushko = Statement.objects.get(text__contains="Alexander Grushko rejected any contingents")
    pages = [f"/claims/{grushko.claim_id}/", grushko.entry.get_absolute_url(), "/actors/alexander-grushko/"]
    for page in [*pages, "/actors/sergei-lavrov/"]:
        summaries = [words(one.find("summary")) for one in of_class(read(client, page), "thread-repeats")]
        assert summary in summaries, page
    trump = Statement.objects.get(text__contains="thousands of Ukrainian troops were completely surrounded")
    thread = words(the(read(client, trump.entry.get_absolute_url()), "thread", "ol"))
    assert (
        "First said: 14 March 2025, General Staff of the Armed Forces of Ukraine; repeated 1 time; last: 15 March 2025"
        in thread
    )


def the_demo_says_who_belongs_where(client):
    """With the days and the passages that say so; UCDP's and Gleditsch and Ward's numbers."""
    yermak = words(read(client, "/actors/andriy-yermak/", on="2025-03-11"))
    assert "Member of the Ukrainian delegation in Jeddah" in yermak
    poland = words(read(client, "/actors/poland/"))
    assert "Member" in poland
    assert "NATO" in poland
    assert "290" in poland
    assert Actor.objects.get(slug="ukraine").ucdp_id == 61


@pytest.mark.slow
def test_a_load_that_was_broken_off_is_finished_by_the_next(monkeypatch):
    class BrokenOffError(Exception):
        pass

    whole = Replay._edit_event

    def stop(_self, _step):
        raise BrokenOffError

    monkeypatch.setattr(Replay, "_edit_event", stop)
    with pytest.raises(BrokenOffError):
        load()
    before, entries = Review.objects.count(), Entry.objects.count()
    monkeypatch.setattr(Replay, "_edit_event", whole)
    load()
    assert Review.objects.count() > before
    assert Entry.objects.count() > entries
    steps = [name for name, _ in Replay(warn=print).steps]
    assert Review.objects.count() == sum(
        steps.count(name) for name in ("submit", "review", "send_back", "approve_alone", "outcome")
    )
    assert Entry.objects.count() == steps.count("publish") + steps.count("publish_alone")
    assert Figure.objects.count() == steps.count("figure")
    assert Comment.objects.count() == steps.count("comment")
    assert Claim.objects.count() == steps.count("claim")
    assert Event.objects.count() == steps.count("event")
    assert not IngestJob.objects.exclude(state="done").exists()


def test_never_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="never loaded in production"):
        load()
    assert not User.objects.exists()
