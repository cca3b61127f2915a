"""Test data, made through the same actions that the product uses.

Every function has sensible defaults, so that a test names only what it is about. People are one of each role
unless a name is given; the same name gives the same row again.
"""

import hashlib
import io
from datetime import UTC, datetime
from itertools import count

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.models import User
from accounts.roles import Role
from actors.enums import ActorKind, PlacePrecision
from actors.models import Actor, Conflict, Office, Place
from articles import actions as article_actions
from articles.models import Article, Feed, Fetch, OriginGroup, Snapshot, Source
from claims import actions as claim_actions
from claims.actions import ClaimContent
from claims.enums import AttributionRole, ClaimKind, Directness, Stage, Verdict
from claims.models import Claim, Excerpt, Issue, Mute, Suggestion, SuggestionRun
from lib.typed_counts import Count
from timeline import actions as event_actions
from timeline.actions import EventContent
from timeline.enums import EventRole, EventType
from timeline.models import Entry, Event, EventLink, Figure, News

PASSWORD = "a long password for tests"
TEXT = (
    "MOSCOW, 13 March. Yuri Ushakov said on Thursday that the ceasefire would be “a breather for Ukrainian troops” "
    "and nothing more.\n\nRussia wants a long-term settlement, he added."
)
QUOTE = "a breather for Ukrainian troops"

_number = count(1)


def user(role: str = Role.EDITOR, username: str = "") -> User:
    """The person of that name (by default the role's) with the role's permissions."""
    person, created = User.objects.get_or_create(
        username=username or str(role),
        defaults={"is_staff": role == Role.ADMIN, "display_name": (username or str(role)).title()},
    )
    if created:
        person.set_password(PASSWORD)
        person.save()
        person.groups.add(Group.objects.get(name=str(role)))
    return person


def conflict(slug: str = "talks", name: str = "The talks") -> Conflict:
    return Conflict.objects.get_or_create(slug=slug, defaults={"name": name, "timezone": "Europe/Kyiv"})[0]


def actor(
    slug: str = "ushakov",
    name: str = "",
    *,
    kind: str = ActorKind.PERSON,
    office: str = "",
    acts_for: Actor | None = None,
    country: str = "",
) -> Actor:
    columns = {"kind": kind, "acts_for": acts_for, "country": country}
    made, created = Actor.objects.get_or_create(
        slug=slug, defaults={"name": name or slug.replace("-", " ").title()} | columns
    )
    if created and office:
        Office.objects.create(actor=made, title=office)
    return made


def place(
    slug: str = "moscow",
    name: str = "",
    *,
    precision: str = PlacePrecision.EXACT,
    point: tuple[float | None, float | None] = (None, None),
    country: str = "RUS",
) -> Place:
    """The place of that slug; `point` is its latitude and longitude."""
    latitude, longitude = point
    columns = {"precision": precision, "country": country, "latitude": latitude, "longitude": longitude}
    return Place.objects.get_or_create(slug=slug, defaults={"name": name or slug.title(), **columns})[0]


def issue(slug: str = "ceasefire", name: str = "30-day ceasefire", *, of: Conflict | None = None) -> Issue:
    return Issue.objects.get_or_create(slug=slug, defaults={"name": name, "conflict": of or conflict()})[0]


def source(slug: str = "demo-wire", name: str = "", *, reliability: str = "B") -> Source:
    return Source.objects.get_or_create(
        slug=slug,
        defaults={
            "name": name or slug.replace("-", " ").title(),
            "domain": f"{slug}.example",
            "reliability": reliability,
        },
    )[0]


def article(
    text: str = TEXT,
    *,
    title: str = "Kremlin aide on the ceasefire",
    of: Source | None = None,
    published: str = "2025-03-13",
    language: str = "en",
    origin: OriginGroup | None = None,
    url: str | None = None,
) -> Snapshot:
    """A new article whose first capture has this text; `origin` joins it to articles with the same report."""
    of = of or source()
    made = Article.objects.create(
        source=of,
        url=f"https://{of.domain}/{next(_number)}" if url is None else url,
        title=title,
        language=language,
        published_edtf=published,
        origin_group=origin or OriginGroup.objects.create(),
    )
    return snapshot(made, text)


def archived_article(text: str = TEXT) -> Snapshot:
    """An article whose bytes are in the archive, as they came from a file."""
    job, _ = article_actions.request_ingest(
        data=text.encode(), location=f"{next(_number)}.txt", media_type="text/plain", by=None
    )
    article_actions.ingest(job_id=job.pk)
    return Snapshot.objects.get(jobs=job)


def feed(url: str = "", *, of: Source | None = None, by: User | None = None) -> Feed:
    """A feed that is followed, with a poll that waits."""
    of = of or source()
    by = by or user()
    return article_actions.add_feed(source=of, url=url or f"https://{of.domain}/feed-{next(_number)}", by=by)


def failed_fetch(url: str = "") -> Fetch:
    """An address that could not be fetched."""
    job, _ = article_actions.request_fetch(url=url or f"https://demo-wire.example/{next(_number)}", by=None)
    Fetch.objects.filter(pk=job.pk).update(
        state=Fetch.State.FAILED, cause="gone", error="nothing is there (404)", finished_at=timezone.now()
    )
    job.refresh_from_db()
    return job


def snapshot(of: Article, text: str) -> Snapshot:
    """One more capture of an article."""
    return Snapshot.objects.create(
        article=of,
        number=of.snapshots.count() + 1,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        fetched_at=datetime(2025, 3, 14, 9, 30, tzinfo=UTC),
        title=of.title,
        text=text,
        language=of.language,
        extractor="tests 1",
    )


def passage(capture: Snapshot | None = None, exact: str = QUOTE, *, by: User | None = None) -> Excerpt:
    """The first place in the capture that reads so."""
    capture = capture or article()
    start = capture.text.index(exact)
    return claim_actions.mark_passage(snapshot=capture, start=start, end=start + len(exact), exact=exact, by=by)


def suggestion(capture: Snapshot | None = None, exact: str = QUOTE, **columns) -> Suggestion:
    """A pending suggestion of an engine on this passage."""
    capture = capture or article()
    run, _ = SuggestionRun.objects.get_or_create(
        snapshot=capture, engine="tests", engine_version="1", dated=capture.article.published_edtf
    )
    columns = {
        "rule": "quote",
        "score": 0.9,
        "text": "Ushakov called the ceasefire a breather.",
        "quote": exact,
        "language": "en",
        "kind": ClaimKind.OPINION,
        "directness": Directness.VERBATIM,
    } | columns
    return Suggestion.objects.create(run=run, excerpt=passage(capture, exact), **columns)


def mute(*, by: User | None = None, **pattern) -> Mute:
    """A rule of the outlet that is out of sight, by default the one of `suggestion`."""
    pattern = {"engine": "tests", "rule": "quote", "reason": "Noise.", "source": source()} | pattern
    return claim_actions.mute_pattern(**pattern, by=by or user(Role.EDITOR))


def claim_content(**content) -> ClaimContent:
    """A claim by Ushakov; `speaker=None` leaves it without a speaker."""
    speaker = content.pop("speaker", ...)
    if speaker is ...:
        speaker = actor("ushakov", "Yuri Ushakov", office="foreign policy adviser")
    attributions = tuple(content.pop("attributions", ()))
    if speaker is not None:
        attributions = ((speaker, AttributionRole.SPEAKER), *attributions)
    defaults = {
        "conflict": content.get("conflict") or conflict(),
        "text": "Ushakov called the ceasefire a breather for Ukrainian troops.",
        "kind": ClaimKind.OPINION,
        "directness": Directness.PARAPHRASE,
        "said_edtf": "2025-03-13",
    }
    return ClaimContent(**(defaults | content), attributions=attributions)


def draft_claim(*, excerpt: Excerpt | None = None, by: User | None = None, **content) -> Claim:
    """A draft claim resting on a passage; other arguments as for `claim_content`."""
    return claim_actions.write_claim(
        excerpt=excerpt or passage(), content=claim_content(**content), by=by or user(Role.EDITOR)
    )


def claim_in_review(*, by: User | None = None, **content) -> Claim:
    by = by or user(Role.EDITOR)
    return claim_actions.submit(claim=draft_claim(by=by, **content), by=by)


def to_review(claim: Claim, *, by: User | None = None) -> Claim:
    """The claim where a second person decides on it: a change to an approved one has brought it there already."""
    claim.refresh_from_db()
    return claim if claim.stage == Stage.IN_REVIEW else claim_actions.submit(claim=claim, by=by or user(Role.EDITOR))


def approve(claim: Claim, *, verdict: str = Verdict.VERIFIED, rationale: str = "Read in the original.") -> Claim:
    return claim_actions.approve(claim=claim, by=user(Role.REVIEWER), verdict=verdict, rationale=rationale)


def approved_claim(*, verdict: str = Verdict.VERIFIED, rationale: str = "Read in the original.", **content) -> Claim:
    """A claim written by the editor and approved by the reviewer."""
    return approve(claim_in_review(**content), verdict=verdict, rationale=rationale)


def position(stance: str = "rejects", **content) -> Claim:
    """An approved claim by which somebody takes a position; by default Ushakov, on the ceasefire."""
    defaults = {"kind": ClaimKind.POSITION, "issue": content.get("issue") or issue(), "stance": stance}
    return approved_claim(**(defaults | content))


def duty_editor(username: str = "duty") -> User:
    """A reviewer who holds the right to approve and publish alone what is urgent."""
    person = user(Role.REVIEWER, username)
    person.groups.add(Group.objects.get(name="urgent desk"))
    return User.objects.get(pk=person.pk)  # permissions are remembered by the object


def claim_approved_alone(*, by: User | None = None, urgency: str = "Sirens in Kyiv.", **content) -> Claim:
    """A claim that its author approved as urgent; no second person has confirmed it."""
    by = by or duty_editor()
    return claim_actions.approve_alone(
        claim=claim_in_review(by=by, **content),
        by=by,
        verdict=Verdict.UNVERIFIED,
        rationale="One report, read twice.",
        urgency=urgency,
    )


def event_content(**content) -> EventContent:
    actors = content.pop("actors", None)
    defaults = {
        "conflict": content.get("conflict") or conflict(),
        "title": "Kremlin aide rejects the ceasefire",
        "summary": "An aide spoke on television.",
        "type": EventType.STATEMENT,
        "happened_edtf": "2025-03-13",
    }
    return EventContent(
        **(defaults | content),
        actors=tuple((who, EventRole.SOURCE) for who in actors or [] if isinstance(who, Actor)),
    )


def event(*, claims: list[Claim] | None = None, by: User | None = None, **content) -> Event:
    """An event that no reader sees yet."""
    return event_actions.write_event(
        content=event_content(**content), by=by or user(Role.EDITOR), claims=claims if claims is not None else []
    )


def figure(*, event: Event, claim: Claim, kind: str = "killed", low: int | None = 3, high: int | None = 7) -> Figure:
    """People counted in an event, as one of its claims has it."""
    event.refresh_from_db()
    return event_actions.add_figure(
        event=event, claim=claim, kind=kind, count=Count(low, high), version=event.version, by=user(Role.EDITOR)
    )


def link(
    event: Event, other: Event, *, kind: str = "follows", note: str = "The one names the other.", **values
) -> EventLink:
    """An event with what it followed from."""
    event.refresh_from_db()
    values = {"by": user(Role.EDITOR), "version": event.version} | values
    return event_actions.link_events(event=event, other=other, kind=kind, note=note, **values)


def published(*, claims: list[Claim] | None = None, **content) -> Entry:
    """The first revision of a new event; by default with one approved claim of its own."""
    claims = claims if claims is not None else [approved_claim()]
    return event_actions.publish(event=event(claims=claims, **content), by=user(Role.REVIEWER))


def follow_up() -> None:
    """What workers do after publications: people are told, words are learned, saved searches matched."""
    for pk in News.objects.waiting().values_list("pk", flat=True):
        event_actions.match_news(news_id=pk)


def republished(entry: Entry, *, note: str = "We had it wrong.", **content) -> Entry:
    """The next revision of an entry's event, with these facts changed by the editor."""
    current = entry.event
    current.refresh_from_db()
    old = EventContent.of(current)
    new = EventContent(**({name: getattr(old, name) for name in EventContent.__dataclass_fields__} | content))
    event_actions.edit_event(event=current, content=new, version=current.version, by=user(Role.EDITOR))
    return event_actions.publish(event=current, by=user(Role.REVIEWER), note=note)


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), name: str = "photo") -> SimpleUploadedFile:
    """A picture of one colour, as a browser sends it."""
    written = io.BytesIO()
    Image.new("RGB", size, "#884422").save(written, kind)
    return SimpleUploadedFile(f"{name}.{kind.lower()}", written.getvalue(), f"image/{kind.lower()}")
