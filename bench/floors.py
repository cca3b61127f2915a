"""The least that the same page could cost in Python: psycopg and f-strings, without a framework or anything kept."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import datetime
from html import escape
from typing import Any

from bench.public_pages import PAGE

_FEED = """
    SELECT event_id, slug, title, summary, type, occurred, occurred_edtf, place_name, verdict, origins, revision,
        actors, lines
    FROM timeline_entry WHERE superseded_at IS NULL ORDER BY occurred DESC, id DESC LIMIT %s
"""
_KINDS = """
    SELECT conflict_id, type, verdict, count(*) FROM timeline_entry
    WHERE superseded_at IS NULL GROUP BY 1, 2, 3
"""
_ACTORS = """
    SELECT a.actor_id, max(a.slug), max(a.name), count(*) FROM timeline_entryactor a
    JOIN timeline_entry e ON e.id = a.entry_id AND e.superseded_at IS NULL
    GROUP BY 1 ORDER BY 4 DESC LIMIT 40
"""
_TAGS = """
    SELECT t.kind, t.slug, max(t.name), count(*) FROM timeline_entrytag t
    JOIN timeline_entry e ON e.id = t.entry_id AND e.superseded_at IS NULL
    WHERE t.kind IN ('issue', 'place', 'source', 'mark') GROUP BY 1, 2 ORDER BY 4 DESC
"""
_MONTHS = """
    SELECT date_trunc('month', occurred), verdict, count(*) FROM timeline_entry
    WHERE superseded_at IS NULL GROUP BY 1, 2
"""
_TAGS_LISTED = 60


def feed(connection: Any) -> str:
    """The newest 50 entries with their statements and actors."""
    return _page(_cards(connection))


def feed_with_panel(connection: Any) -> str:
    """The same beside the counts of conflicts, types, verdicts, actors, issues, places, outlets and months."""
    return _page(f"{_months(connection)}<aside>{_panel(connection)}</aside>{_cards(connection)}")


def _page(body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Timeline</title>'
        f'<link rel="stylesheet" href="/static/css/base.css"></head><body>{body}</body></html>'
    )


def _cards(connection: Any) -> str:
    return "".join(map(_card, connection.execute(_FEED, [PAGE])))


def _card(row: Any) -> str:
    event, slug, title, summary, kind, occurred, edtf, place, verdict, origins, revision, actors, lines = row
    said = "".join(
        f'<li class="line"><p><b>{escape(line.get("speaker", ""))}</b> <span>{escape(line.get("office", ""))}</span> '
        f'<q lang="{escape(line.get("quote_language", ""))}">{escape(line.get("quote", "") or line["text"])}</q></p>'
        f'<p class="line-meta">{line["verdict"]} · {line["directness"]} · {line["origins"]} origins</p></li>'
        for line in _parsed(lines)[:4]
    )
    named = "".join(
        f'<li><a href="/actors/{actor["slug"]}/">{escape(actor["name"])}</a></li>' for actor in _parsed(actors)
    )
    return (
        f'<article class="entry" id="event-{event}"><h3><a href="/events/{event}-{slug}/">{escape(title)}</a></h3>'
        f'<p class="entry-meta"><span>{verdict}</span> <time datetime="{edtf}">{occurred:%-d %B %Y, %H:%M}</time> '
        f"<span>{escape(place)}</span> <span>{kind}</span> <span>{origins} origins</span> "
        f"<span>rev {revision}</span></p>"
        f'<p class="entry-summary">{escape(summary)}</p><ul class="lines">{said}</ul><ul>{named}</ul></article>'
    )


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _panel(connection: Any) -> str:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for conflict, kind, verdict, number in connection.execute(_KINDS):
        counts["conflict"][str(conflict)] += number
        counts["type"][kind] += number
        counts["verdict"][verdict] += number
    found = [_options(name, [(value, value, total) for value, total in one.items()]) for name, one in counts.items()]
    found.append(_options("actor", [row[1:] for row in connection.execute(_ACTORS)]))
    tags: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for kind, slug, name, number in connection.execute(_TAGS):
        tags[kind].append((slug, name, number))
    found += [_options(kind, options[:_TAGS_LISTED]) for kind, options in tags.items()]
    return "".join(found)


def _options(name: str, options: list[tuple[str, str, int]]) -> str:
    listed = "".join(
        f'<li><label><input type="radio" name="{name}" value="{escape(value)}"> {escape(label)}</label> '
        f"{number:,}</li>"
        for value, label, number in options
    )
    return f"<fieldset><legend>{name}</legend><ul>{listed}</ul></fieldset>"


def _months(connection: Any) -> str:
    bars: defaultdict[datetime, Counter[str]] = defaultdict(Counter)
    for month, verdict, number in connection.execute(_MONTHS):
        bars[month][verdict] += number
    highest = max((one.total() for one in bars.values()), default=1)
    drawn = "".join(
        f'<a href="?from={month:%Y-%m}&amp;to={month:%Y-%m}" aria-label="{month:%B %Y}: {one.total()}">'
        f'<rect x="{12 * place}" y="{72 - 72 * one.total() / highest:.1f}" width="10" '
        f'height="{72 * one.total() / highest:.1f}"/></a>'
        for place, (month, one) in enumerate(sorted(bars.items()))
    )
    return f'<svg width="{12 * len(bars)}" height="72">{drawn}</svg>'
