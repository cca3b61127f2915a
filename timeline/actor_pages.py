"""The page of an actor: who it is, which posts it held, who speaks for whom, as of a moment and on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actors.enums import ActorKind, NameKind, Script
from actors.models import Actor
from lib.country_names import country_name
from lib.history import versions_of
from timeline.actor_photos import Photo, photo_of
from timeline.actor_rows import (
    FORMER,
    HELD,
    LATER,
    PERHAPS,
    Post,
    Span,
    actors_then,
    evidence_then,
    names_then,
    posts_then,
    without_doubles,
)
from timeline.actor_statements import Cited, Party, Told, chain_of, links_of, named_in, said_by, told_of
from timeline.card_html import cards_html
from timeline.cards import actor_url, at_moment, passage_url
from timeline.counting.days import union
from timeline.merged_actors import merged_actors
from timeline.models import Citation, Entry, Statement
from timeline.models.known import of_entries_known
from timeline.public_actors import Occurring, called_then
from timeline.wording import day_in_words, language_name

# Names by which an actor itself is meant; inhabitants, capitals and titles mean others too.
_SHOWN_NAMES = (NameKind.FULL, NameKind.SHORT, NameKind.ALIAS, NameKind.TRANSLITERATION, NameKind.FORMER)
_MOST_EVENTS = 5
_MOST_ALIASES = 3
# Word for word, two names with the same beginning are forms of one: "Дональд Трамп", "Дональда Трампа".
_ENDING = 2


@dataclass(frozen=True)
class Name:
    """One name: of which kind it is, and when it was used where that is known."""

    text: str
    kind: str
    used: str


@dataclass(frozen=True)
class NamesIn:
    """The names in one language; "" is any."""

    code: str
    language: str
    names: list[Name]


@dataclass(frozen=True)
class Passage:
    """Where it is written that somebody held a post."""

    citation: Citation
    url: str


@dataclass(frozen=True)
class PostView:
    """An office or a membership with what it rests on."""

    post: Post
    when: str
    state: str
    organisation: Party | None
    organisation_url: str
    first: Cited | None
    last: Cited | None
    passages: list[Passage]

    @property
    def is_perhaps(self) -> bool:
        """Whether the day lies in what its start or its end may mean."""
        return self.state == PERHAPS


@dataclass(frozen=True)
class Link:
    """Another actor by name, with its page."""

    name: str
    url: str


@dataclass(frozen=True)
class Agent:
    """One who speaks for the actor: in how many claims, and the first and the last of them."""

    name: str
    url: str
    claims: int
    first: Cited
    last: Cited


@dataclass(frozen=True)
class Chain:
    """On whose behalf the actor speaks, and the statement that has it so; in a row each speaks for the next one."""

    parties: list[Link]
    cited: Cited
    is_row: bool


@dataclass(frozen=True)
class ActorPage:
    """An actor as readers may know it at a moment, with what it was on a day."""

    row: Any
    kind: str
    country: str
    called_then: str
    names: list[NamesIn]
    held: list[PostView]
    others: list[PostView]
    chain: Chain | None
    agents: list[Agent]
    told: Told
    entries: list[int]
    photo: Photo | None

    @property
    def cards(self) -> list[SafeString]:
        """The newest entries in which it takes part or is named."""
        return [one.card for one in cards_html(self.entries, self.told.corpus, as_of=self.told.as_of)]


@dataclass(frozen=True)
class Found:
    """The actor that goes on as the one at an address, and the ids of all that are one with it at the moment."""

    actor: Actor
    ids: list[int]


def find(slug: str, moment: datetime | None) -> Found | None:
    """The actor that is meant by a slug, also by one that it had before; None where there is none. Public or not."""
    actor = Actor.objects.filter(slug=slug).first()
    if actor is None:
        was = versions_of(Actor).filter(slug=slug).order_by("-pgh_id").values("id")[:1]
        actor = Actor.objects.filter(pk__in=was).first()
    if actor is None:
        return None
    ids = merged_actors(moment).same_as(actor.pk)
    return Found(actor if actor.pk == ids[0] else Actor.objects.get(pk=ids[0]), ids)


def actor_page(found: Found, moment: datetime | None, day: date, as_of: str = "") -> ActorPage | None:
    """The page as of a moment (None is now), as things stood on a day; None where nothing of it was public then."""
    rows = actors_then(found.ids, moment)
    row = rows[found.actor.pk]
    told = told_of(found.ids, {slug for one in rows.values() for slug in one.slugs}, moment, as_of)
    entries = _entries(found.ids, told)
    if not told.statements and not entries:
        return None
    names = [one for one in names_then(found.ids, moment) if one.kind in _SHOWN_NAMES]
    posts = without_doubles(posts_then(found.ids, told.occurring))
    views = _post_views(posts, told, moment, day)
    return ActorPage(
        row=row,
        kind=str(ActorKind(row.kind).label),
        country=country_name(row.country) if row.country else "",
        called_then=_called_on(day, row.name, names),
        names=_by_language(names, row.name),
        held=[view for view in views if view.state in {HELD, PERHAPS}],
        others=[view for view in views if view.state in {FORMER, LATER}],
        chain=_chain(told, day),
        agents=_agents(told, day),
        told=told,
        entries=entries,
        photo=photo_of(found.actor, row),
    )


def _entries(ids: list[int], told: Told) -> list[int]:
    """The numbers of the newest entries that it takes part in; of one that is only spoken of, those that name it."""
    listed = union(told.occurring.taking_part(ids).values())
    newest = told.corpus.order.first(listed, _MOST_EVENTS, newest=True)
    entries = newest or {one.entry_id for one in told.statements}
    return list(Entry.objects.filter(pk__in=entries).newest().values_list("pk", flat=True)[:_MOST_EVENTS])


# ---- names


def _called_on(day: date, name: str, names: Iterable[Any]) -> str:
    """What it was called on a day, where that was another name; "" where it was not, or where nobody knows."""
    for one in names:
        span = Span.of(one)
        is_other = one.text != name and one.kind in {NameKind.FULL, NameKind.FORMER} and one.language in {"", "en"}
        if is_other and not span.is_open and span.on(day) == HELD:
            return str(one.text)
    return ""


def _by_language(names: Iterable[Any], main: str) -> list[NamesIn]:
    """Other names by language, without the forms that a language makes of one name."""
    found: dict[str, list[Any]] = defaultdict(list)
    for one in names:
        shown = found[one.language]
        dated = not Span.of(one).is_open or one.kind == NameKind.FORMER
        if one.text == main or any(one.text == other.text for other in shown):
            continue
        if not dated and any(_is_form_of(one, other) for other in shown):
            continue
        shown.append(one)
    return [
        NamesIn(code, language_name(code) if code else pgettext("language", "any"), shown)
        for code in sorted(found, key=lambda code: (code != "en", code == "", code))
        if (shown := [_name(one) for one in _chosen(found[code])])
    ]


def _is_form_of(one: Any, other: Any) -> bool:
    """Whether an inflecting language makes one name of the other; in Latin script, whether it is only a genitive."""
    if one.script != Script.CYRILLIC:
        return bool(one.text.endswith(("’s", "'s")) or one.text.lower() == f"the {other.text}".lower())
    words, others = one.text.split(), other.text.split()
    return len(words) == len(others) and all(
        word[:start].lower() == another[:start].lower()
        for word, another in zip(words, others, strict=True)
        if (start := max(1, min(len(word), len(another)) - _ENDING))
    )


def _chosen(names: list[Any]) -> list[Any]:
    """Full names, former ones and spellings; short names and aliases where nothing else says more, or a few."""
    order = list(NameKind.values)
    few = [one for one in names if one.kind in {NameKind.SHORT, NameKind.ALIAS}]
    kept = [one for one in names if one not in few]
    if not kept or all(one.script == Script.LATIN for one in names):
        kept = kept + few[:_MOST_ALIASES]
    return sorted(kept, key=lambda one: (order.index(one.kind), one.id))


def _name(row: Any) -> Name:
    return Name(row.text, str(NameKind(row.kind).label), span_in_words(Span.of(row)))


def span_in_words(span: Span) -> str:
    """From when until when, as exactly as that is known: "since 22 May 2012", "until 2021", "2017 to 2021"."""
    start, end = day_in_words(span.start), day_in_words(span.end)
    if start and end:
        return start if span.start.edtf == span.end.edtf else _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("since %(start)s") % {"start": start}
    return _("until %(end)s") % {"end": end} if end else ""


# ---- offices and memberships


def _post_views(posts: list[Post], told: Told, moment: datetime | None, day: date) -> list[PostView]:
    passages = _passages([pk for post in posts for pk in post.same], told.as_of, moment)
    organisations = _organisations({post.organisation_id for post in posts if post.organisation_id}, told.occurring)
    views = [
        _post_view(post, told, [one for pk in post.same for one in passages.get(pk, [])], organisations, day)
        for post in posts
    ]
    # What began last stands first; what nobody has dated, last.
    return sorted(views, key=lambda view: (view.post.span.start.sort, view.post.pk), reverse=True)


def _post_view(
    post: Post, told: Told, passages: list[Passage], organisations: dict[int, Party], day: date
) -> PostView:
    cited = _citing(post, told)
    organisation = organisations.get(post.organisation_id or 0)
    return PostView(
        post=post,
        when=span_in_words(post.span),
        state=post.span.on(day),
        organisation=organisation,
        organisation_url=at_moment(actor_url(organisation.slug), told.as_of) if organisation else "",
        first=cited[0] if cited else None,
        last=cited[-1] if cited and cited[-1].said != cited[0].said else None,
        passages=passages,
    )


def _citing(post: Post, told: Told) -> list[Cited]:
    """Of the statements that show the actor in this post the first that was said and the last; none without any."""
    found = [
        one
        for one in told.statements
        if any(
            who["slug"] in told.slugs and post.was_shown(who.get("office", ""), one.said) for who in one.attributions
        )
    ]
    found.sort(key=lambda one: (one.said.sort, one.entry_id))
    return [told.cited(found[0]), told.cited(found[-1])] if found else []


def _passages(office_ids: list[int], as_of: str, moment: datetime | None) -> dict[int, list[Passage]]:
    """For each office the passages of published statements that say so; two questions, none without offices."""
    if not office_ids:
        return {}
    of_excerpt: dict[int, set[int]] = defaultdict(set)
    rows = evidence_then(moment).filter(office__in=office_ids)
    for office, excerpt in rows.order_by("id").values_list("office", "excerpt"):
        of_excerpt[excerpt].add(office)
    known = Statement.objects.filter(of_entries_known(moment)).order_by()
    shown = Citation.objects.filter(statement__in=known, excerpt__in=of_excerpt)
    citations = shown.order_by("excerpt_id", "-pk").distinct("excerpt_id")
    found: dict[int, list[Passage]] = defaultdict(list)
    for citation in citations:
        for office in of_excerpt[citation.excerpt_id]:
            found[office].append(Passage(citation, passage_url(citation, as_of)))
    return found


def _organisations(ids: Collection[int], occurring: Occurring) -> dict[int, Party]:
    """Those that readers may know of, as the actors that they went on as."""
    if not ids:
        return {}
    shown = called_then(occurring.actors(), occurring.moment).filter(pk__in=ids)
    return {pk: Party(slug, called) for pk, slug, called in shown.values_list("pk", "slug", "called")}


# ---- who speaks for whom


def _chain(told: Told, day: date) -> Chain | None:
    """On whose behalf it spoke when it last did by that day, be it itself or through others who spoke for it."""
    for statement in reversed(said_by(told.statements, day)):
        row = chain_of(statement)
        people = [*(Party(one["slug"], one["name"]) for one in statement.speakers[:1]), *row]
        place = next((number for number, one in enumerate(people) if one.slug in told.slugs), None)
        if place is None:
            continue
        parties = people[place + 1 :] if row or place else named_in(statement)
        links = [Link(one.name, at_moment(actor_url(one.slug), told.as_of)) for one in parties]
        return Chain(links, told.cited(statement), is_row=bool(row)) if links else None
    return None


def _agents(told: Told, day: date) -> list[Agent]:
    """Who spoke for it by that day, with the statements that have it so; whoever did last stands first."""
    spoke: dict[str, list[tuple[Party, Any]]] = defaultdict(list)
    for statement in said_by(told.statements, day):
        for agent, party in links_of(statement):
            if party.slug in told.slugs and agent.slug not in told.slugs:
                spoke[agent.slug].append((agent, statement))
    found = [
        Agent(
            name=statements[-1][0].name,
            url=at_moment(actor_url(slug), told.as_of),
            claims=len({statement.claim_id for _, statement in statements}),
            first=told.cited(statements[0][1]),
            last=told.cited(statements[-1][1]),
        )
        for slug, statements in spoke.items()
    ]
    return sorted(found, key=lambda one: (-one.claims, one.name))


def todays(moment: datetime | None, now: datetime) -> date:
    """The day as of which things stand where nobody asks for another one."""
    return (moment or now).date()
