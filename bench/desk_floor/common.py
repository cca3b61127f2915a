"""What is around each page: who asks, the navigation and its numbers, forms, and dates in words."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from html import escape
from typing import Any
from uuid import uuid4

from claims.enums import VERDICT_SHAPES

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"
_PERSON = """
    SELECT u.id, u.username, u.display_name, u.password, ARRAY(
        SELECT t.app_label || '.' || p.codename FROM auth_permission p JOIN django_content_type t
            ON t.id = p.content_type_id
        WHERE p.id IN (SELECT permission_id FROM accounts_user_user_permissions WHERE user_id = u.id)
            OR p.id IN (SELECT r.permission_id FROM auth_group_permissions r
                JOIN accounts_user_groups g ON g.group_id = r.group_id WHERE g.user_id = u.id))
    FROM accounts_user u WHERE u.id = %s AND u.is_active
"""
NUMBERS = """
    (SELECT count(*) FROM accounts_notification WHERE read_at IS NULL AND shown AND user_id = %(person)s),
    (SELECT count(DISTINCT p.id) FROM claims_placement p JOIN claims_evidence v ON v.excerpt_id = p.excerpt_id
        WHERE p.settled_at IS NULL AND p.state = 'orphaned' AND NOT EXISTS (
            SELECT FROM claims_evidence e JOIN claims_claim c ON c.id = e.claim_id
            WHERE c.stage IN ('retracted', 'dismissed') AND e.excerpt_id = p.excerpt_id)),
    (SELECT count(*) FROM claims_claim WHERE (stage = 'in_review' OR approver_id IS NULL AND stage = 'approved')
        AND author_id <> %(person)s AND edited_by_id <> %(person)s)
"""
TO_PUBLISH = """
    SELECT e.id, e.title, e.happened_edtf, l.live_alone, l.withdrawn_at, l.live_since, e.embargo_until,
        coalesce(nullif(u.display_name, ''), u.username),
        (SELECT s.at FROM timeline_schedule s WHERE s.event_id = e.id AND s.state = 'waiting' ORDER BY s.id DESC LIMIT 1)
    FROM timeline_event e JOIN timeline_livestate l ON l.event_id = e.id JOIN accounts_user u ON u.id = e.edited_by_id
    WHERE l.waits_since IS NOT NULL ORDER BY l.touched_at DESC, e.id DESC LIMIT 12
"""
PEOPLE = """
    SELECT u.id, u.username, coalesce(nullif(u.display_name, ''), u.username) FROM accounts_user u
    WHERE u.is_active AND (u.is_superuser OR EXISTS (
        SELECT FROM auth_permission p JOIN django_content_type t ON t.id = p.content_type_id
        WHERE t.app_label = 'claims' AND p.codename = 'use_desk' AND (
            p.id IN (SELECT permission_id FROM accounts_user_user_permissions WHERE user_id = u.id)
            OR p.id IN (SELECT r.permission_id FROM auth_group_permissions r
                JOIN accounts_user_groups g ON g.group_id = r.group_id WHERE g.user_id = u.id))))
"""
_PLACES = (
    *(("inbox", "/desk/", "Inbox"), ("review", "/desk/review/", "Review"), ("", "/desk/changed/", "Source changed")),
    *(("", "/desk/events/", "Events"), ("", "/desk/actors/", "Actors"), ("", "/desk/issues/", "Issues")),
    *(("", "/desk/quality/", "Quality"), ("", "/desk/incoming/", "Incoming"), ("", "/desk/feeds/", "Feeds")),
    *(("", "/desk/sources/", "Sources"), ("", "/desk/engines/", "Engines"), ("", "/desk/reports/", "Reports")),
    ("", "/accounts/notifications/", "Notifications"),
)
_CONFIG = (
    '{"allowEval":false,"includeIndicatorStyles":false,"historyRestoreAsHxRequest":false,"historyCacheSize":0,'
    '"defaultSettleDelay":0,"selfRequestsOnly":true,"attributesToSettle":["class","width","height"],'
    '"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},'
    '{"code":"400|409|422","swap":true,"error":false},{"code":"[45]..","swap":false,"error":true}]}'
)
STAGES = {
    "draft": ("◌", "draft"),
    "in_review": ("◔", "in review"),
    "approved": ("✓", "approved"),
    "retracted": ("⊘", "retracted"),
    "dismissed": ("–", "dismissed"),
}
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}


@dataclass(frozen=True)
class Person:
    """Who asks, what they may do, and the token of their forms."""

    pk: int
    name: str
    may: frozenset[str]
    token: str

    def form(self, action: str, inside: str, *, attributes: str = "") -> str:
        """A form that is sent once."""
        return (
            f'<form method="post" action="{action}"{attributes}><input type="hidden" name="csrfmiddlewaretoken" '
            f'value="{self.token}"><input type="hidden" name="once" value="{uuid4()}">{inside}</form>'
        )


def person(connection: Any, session: str) -> Person:
    """Who has logged in, read and checked as Django does it."""
    from django.core import signing
    from django.utils.crypto import salted_hmac

    (sealed,) = connection.execute(_SESSION, [session]).fetchone()
    kept = signing.loads(sealed, salt="django.contrib.sessions.SessionStore")
    pk, username, name, password, may = connection.execute(_PERSON, [int(kept["_auth_user_id"])]).fetchone()
    salt = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
    sealed = salted_hmac(salt, password, algorithm="sha256").hexdigest()
    if not hmac.compare_digest(sealed, kept["_auth_user_hash"]) or "claims.use_desk" not in may:
        raise SystemExit("The floor's person may not use the desk.")
    return Person(pk, name or username, frozenset(may), secrets.token_hex(32))


def page(who: Person, *, title: str, address: str, main: str, styles: Iterable[str], kind: str = "page") -> str:
    """The whole document."""
    here, today = f"http://localhost{address}", datetime.now(UTC)
    links = "".join(f'<link rel="stylesheet" href="/static/css/{style}.css">' for style in styles)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{title} · Attested</title><meta name="description" '
        f'content="A sourced timeline: every line leads to the passage it rests on."><meta name="color-scheme" '
        f'content="light dark"><meta name="htmx-config" content=\'{_CONFIG}\'><link rel="icon" '
        f'href="/static/favicon.svg" type="image/svg+xml"><link rel="stylesheet" href="/static/css/base.css">'
        f'<link rel="stylesheet" href="/static/css/print.css" media="print">'
        f'<link rel="alternate" hreflang="en" href="{here}" id="in-en"><link rel="alternate" hreflang="uk" '
        f'href="http://localhost/uk{address}" id="in-uk"><link rel="alternate" hreflang="ru" '
        f'href="http://localhost/ru{address}" id="in-ru"><link rel="alternate" hreflang="x-default" href="{here}" '
        f'id="in-default">{links}</head><body><a class="skip" href="#main">Skip to the content</a>'
        f'<header class="masthead"><a class="wordmark" href="/"><img class="wordmark-sign" src="/static/favicon.svg" '
        f'alt="" width="24" height="24">Attested</a><nav class="masthead-nav" aria-label="Main"><a href="/">Timeline'
        f'</a><a href="/issues/">Issues</a><a href="/actors/">Actors</a><a href="/commitments/">Commitments</a>'
        f'<a href="/corrections/">Corrections</a><a href="/about/">About</a><a href="/desk/" aria-current="page">Desk'
        f'</a></nav><div class="masthead-person"><a class="masthead-name" href="/accounts/searches/" '
        f'title="Your saved searches">{escape(who.name)}</a><form method="post" action="/accounts/logout/">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{who.token}"><button class="plain" type="submit">'
        f'Log out</button></form></div></header><main id="main" class="{kind}" tabindex="-1">{main}</main>'
        f'<footer class="footer"><p>Every line rests on a passage of an archived article, and a second person has '
        f'checked it, unless it says otherwise. <a href="/about/">How we check</a> <a href="/commitments/">Commitments'
        f'</a> <a href="/corrections/">Corrections</a></p><p>Days and times are UTC.</p><p id="printed" '
        f'class="print-only">Printed from <span class="code">{here}</span>; as known on {today:%-d %B %Y}. Addresses '
        f'without a host begin with <span class="code">http://localhost</span></p><nav id="languages" '
        f'class="languages screen-only" aria-label="Language"><a href="{address}" lang="en" hreflang="en" '
        f'aria-current="true">English</a><a href="/uk{address}" lang="uk" hreflang="uk">Українська</a><a '
        f'href="/ru{address}" lang="ru" hreflang="ru">Русский</a></nav></footer><script src="/static/htmx.js" defer>'
        f"</script></body></html>"
    )


def nav(numbers: tuple[int, ...], here: str) -> str:
    """Where one can go at the desk, and what waits there."""
    unread, changed, waits = numbers
    counts = {
        "/desk/review/": f"{waits}<span class='unseen'> {'waits' if waits == 1 else 'wait'} for you</span>"
        if waits
        else "",
        "/desk/changed/": str(changed) if changed else "",
        "/accounts/notifications/": f"{unread}<span class='unseen'> unread</span>" if unread else "",
    }
    links = "".join(
        f'<a href="{address}"{_current(place == here and bool(here))}>{words}{_count(counts.get(address, ""))}</a>'
        for place, address, words in _PLACES
    )
    return f'<nav class="desk-nav" aria-label="Desk">{links}</nav>'


def _current(is_here: bool) -> str:  # noqa: FBT001  # one private word
    return ' aria-current="page"' if is_here else ""


def _count(words: str) -> str:
    return f' <span class="count">{words}</span>' if words else ""


def to_publish(connection: Any) -> str:
    """The events that wait for publication."""
    rows = "".join(map(_event_to_publish, connection.execute(TO_PUBLISH)))
    ready = '<a class="small" href="/desk/events/ready/">Read and publish several</a>' if rows else ""
    none = '<li class="none">Readers see every event as it stands.</li>'
    return (
        f'<section aria-labelledby="to-publish"><div class="section-head"><h2 id="to-publish">Events to publish</h2>'
        f'{ready}<a class="small" href="/desk/events/">All events</a></div><ul class="rows">{rows or none}</ul></section>'
    )


def _event_to_publish(row: Any) -> str:
    pk, title, happened, alone, withdrawn, since, _embargo, editor, _waits = row
    if alone:
        state = '<span aria-hidden="true">⚠</span> published by one person, to be confirmed'
    elif withdrawn:
        state = "changed since it was withdrawn"
    else:
        state = "changed since it was published" if since else "not published yet"
    return (
        f'<li><p class="row-title"><a href="/desk/events/{pk}/">{escape(title)}</a></p><p class="muted dot-list">'
        f"<span>{day(happened)}</span><span>{state}</span><span>last edited by {escape(editor)}</span></p></li>"
    )


def stage(value: str) -> str:
    """The mark and word of a stage."""
    mark, words = STAGES[value]
    return f'<span class="stage stage-{value}"><span class="mark" aria-hidden="true">{mark}</span>{words}</span>'


def verdict(value: str) -> str:
    """The mark and word of a verdict."""
    return (
        f'<span class="verdict verdict-{value}"><span class="mark" aria-hidden="true">{VERDICT_SHAPES[value]}</span>'
        f"{value}</span>"
    )


def counted(number: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else more}"


def day(edtf: str) -> str:
    """A date in words; how a rare sort of date reads is the product's own business."""
    if len(edtf) == 10 and edtf.isascii() and edtf.replace("-", "").isdigit():
        return f"{date.fromisoformat(edtf):%-d %B %Y}"
    if len(edtf) == 4 and edtf.isdigit():
        return edtf
    if "T" in edtf and len(edtf) in {17, 20}:
        return f"{datetime.fromisoformat(edtf):%-d %B %Y, %H:%M} UTC"
    from lib.edtf_dates import FuzzyDate

    return str(FuzzyDate.parse(edtf))


def moment(at: datetime) -> str:
    """A time in words."""
    return f"{at:%-d %B %Y, %H:%M}"


def ago(at: datetime) -> str:
    """How long ago, as people say it."""
    seconds = int((datetime.now(UTC) - at).total_seconds())
    for size, one, more in ((86400, "a day", "days"), (3600, "an hour", "hours"), (60, "a minute", "minutes")):
        if seconds >= size:
            return f"{one if seconds < 2 * size else f'{seconds // size} {more}'} ago"
    return "now" if not seconds else f"{seconds} seconds ago"


def cut(text: str, longest: int) -> str:
    """The beginning of a text, escaped."""
    return escape(text if len(text) <= longest else f"{text[: longest - 1]}…")


def options(pairs: Iterable[tuple[Any, str]], chosen: Any = None) -> str:
    """Choices of a list."""
    return "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
        for value, words in pairs
    )


@lru_cache
def keys_of(pairs: Iterable[tuple[str, str]], more: str = "") -> str:
    """The keys of a page, in the dialogue that tells them."""
    told = "".join(f"<div><dt>{keys}</dt><dd>{words}</dd></div>" for keys, words in pairs)
    return (
        f'<dialog id="keys" class="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2><dl>{told}</dl>{more}'
        f'<form method="dialog"><button class="primary" type="submit">Close</button></form></dialog>'
    )


def labels(name: str) -> dict[Any, str]:
    """The words of one of the product's lists of choices, by value, read once."""
    from claims import enums

    return {one.value: str(one.label) for one in getattr(enums, name)}
