"""What editors wrote of the synthetic conflicts: articles with their passages, claims, events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from articles.models import Article, OriginGroup, Snapshot, Source
from claims.models import Attribution, Claim, ClaimLink, Evidence, Excerpt
from timeline.models import Event, EventActor, EventClaim, Figure, LiveState
from timeline.scale.drawing import Happening, Said, happened_on, published_on
from timeline.scale.patterns import MARKS, both, escaped, marked, row_pattern, rows_text
from timeline.scale.sayings import Saying
from timeline.scale.sheets import Sheets
from timeline.scale.world import World


class Newsroom:
    """Composes the rows of the desk; `passages` are those of each claim, as the statement cites them."""

    def __init__(self, world: World, sheets: Sheets) -> None:
        self.world, self.rows, self.next_id = world, sheets.rows, sheets.next_id
        self.passages: dict[int, list[dict[str, Any]]] = {}

    def report(self, happening: Happening) -> None:
        """The articles that an event is known from, with their passages."""
        sayings = [one.saying for one in happening.said]
        language = sayings[0].language
        title, summary = happening.headline.titles[0], happening.headline.summaries[0]
        outlets = self.world.outlets[language]
        first = happening.revisions[0].known_at
        fetched_at = first - timedelta(hours=2)
        group = self._origin(fetched_at)
        lead = f"{title}.\n\n{summary}\n\n"
        shared = {
            "lead": len(lead),
            "created_at": str(fetched_at),
            **_title(title),
            **_language(language),
            **published_on(fetched_at.date().isoformat()),
            **both("fetched_at", fetched_at),
        }
        own = self._article(outlets[happening.outlet], lead, happening.said, shared, group)
        reports = [(own, happening.said)]
        if happening.twin:
            number, own_report = happening.twin
            copied = [one for one in happening.said if one.from_twin]
            group = self._origin(fetched_at) if own_report else group
            twin = self._article(outlets[number], lead, copied, shared, group)
            reports.append((twin, copied))
        for report, said in reports:
            at = report["lead"]
            for one in said:
                text, start, end = one.saying.paragraph
                passage = report | {
                    "excerpt": self.next_id[Excerpt](),
                    "start": at + start,
                    "end": at + end,
                }
                self.rows[Excerpt].append(one.saying.passage_rows[0] % passage)
                self.passages.setdefault(one.claim, []).append(passage)
                at += len(text) + 2

    def _origin(self, moment: datetime) -> int:
        number = self.next_id[OriginGroup]()
        self.rows[OriginGroup].append(f"{number}\t\t{moment}\n")
        return number

    def _article(
        self, source: Source, lead: str, said: Iterable[Said], shared: dict[str, Any], group: int
    ) -> dict[str, Any]:
        number = self.next_id[Article]()
        text = lead + "\n\n".join([one.saying.paragraph[0] for one in said])
        values = {
            **shared,
            **_outlet(source),
            "article": number,
            "snapshot": self.next_id[Snapshot](),
            "source": source.pk,
            "origin_group": group,
            "text": escaped(text),
            **both("article_url", f"https://{source.domain}/{number}"),
            **both("sha256", hashlib.sha256(text.encode()).hexdigest()),
        }
        self.rows[Article].append(_ARTICLE % values)
        self.rows[Snapshot].append(_SNAPSHOT % values)
        return values

    def edit(self, happening: Happening) -> None:
        """The event with its claims, as they stand in the end."""
        last, first = happening.revisions[-1], happening.revisions[0]
        headline, number = happening.headline, happening.number
        updated_at = last.known_at - timedelta(minutes=2)
        created_at = str(first.known_at - timedelta(hours=1, minutes=40))
        live_since = happening.withdrawn_at or last.known_at
        self.rows[Event].append(
            headline.face(last.title, last.summary).event_row
            % {
                **happened_on(last.happened),
                "event": number,
                "revision": len(happening.revisions),
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
        withdrawn = happening.withdrawn_at or "\\N"
        self.rows[LiveState].append(f"{number}\t{live_since}\t{withdrawn}\tf\t\\N\t{updated_at}\n")
        for actor, role in headline.taking_part:
            self.rows[EventActor].append(f"{self.next_id[EventActor]()}\t{number}\t{actor.pk}\t{role}\n")
        for position, one in enumerate(happening.said, 1):
            self._claim(one.standing(position, last), one, created_at)
            self.rows[EventClaim].append(f"{self.next_id[EventClaim]()}\t{number}\t{one.claim}\t{position}\n")
        if happening.figure:
            kind, low, high = happening.figure
            row = rows_text(Figure, (self.next_id[Figure](), number, happening.said[0].claim, kind, low, high))
            self.rows[Figure].append(row)

    def _claim(self, saying: Saying, one: Said, created_at: str) -> None:
        values = one.values | {"created_at": created_at, "submitted_at": created_at}
        self.rows[Claim].append(saying.claim_row % values)
        for row in saying.attribution_rows:
            values["attribution"] = self.next_id[Attribution]()
            self.rows[Attribution].append(row % values)
        for passage in self.passages[one.claim]:
            values |= {"evidence": self.next_id[Evidence](), "excerpt": passage["excerpt"]}
            self.rows[Evidence].append(saying.passage_rows[1] % values)
        for link in one.links:
            self.rows[ClaimLink].append(
                f"{self.next_id[ClaimLink]()}\t{one.claim}\t{link['claim']}\t{link['kind']}\t"
                f"{saying.claim.author_id}\t{created_at}\n"
            )


@cache
def _outlet_values(slug: str, name: str, reliability: str) -> dict[str, str]:
    return {**both("source_slug", slug), **both("source_name", name), **both("reliability", reliability)}


def _outlet(source: Source) -> dict[str, str]:
    return _outlet_values(source.slug, source.name, source.reliability)


@lru_cache(maxsize=20_000)
def _title(title: str) -> dict[str, str]:
    return both("article_title", title)


@lru_cache(maxsize=20)
def _language(language: str) -> dict[str, str]:
    return both("language", language)


def _patterns() -> tuple[str, str]:
    article = Article(
        pk=MARKS["article"],
        source_id=MARKS["source"],
        url=MARKS["article_url"],
        title=MARKS["article_title"],
        origin_group_id=MARKS["origin_group"],
        **marked("language", "published_edtf", "published_earliest", "published_latest", "created_at"),
    )
    snapshot = Snapshot(
        pk=MARKS["snapshot"],
        article_id=MARKS["article"],
        number=1,
        media_type="text/html",
        charset="utf-8",
        via="fetch",
        url=MARKS["article_url"],
        title=MARKS["article_title"],
        extractor="seed_scale 1",
        **marked("sha256", "fetched_at", "text", "language"),
    )
    return row_pattern(article), row_pattern(snapshot)


_ARTICLE, _SNAPSHOT = _patterns()
