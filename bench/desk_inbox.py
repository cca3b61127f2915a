"""What the desk's first page costs among 100,000 articles against among 1,000.

`python -m bench desk_inbox [--few 1000] [--many 100000] [--rounds 15] [--seed 1]` fills an empty database in
throwaway servers with the few, asks for the page in its views, adds the many, and asks again: figures are of one run.
The reports are worked out by the product's own `refresh_inbox`, whose pace is told as well.
"""

from __future__ import annotations

import argparse
import statistics
import time
from random import Random
from typing import Any

from bench.ground import scratch

_WORDS = [
    "ceasefire",
    "talks",
    "Kyiv",
    "Moscow",
    "envoy",
    "drones",
    "prisoners",
    "exchange",
    "grain",
    "corridor",
    "sanctions",
    "summit",
    "minister",
    "front",
    "line",
    "Kursk",
    "Crimea",
    "offensive",
    "truce",
    "monitors",
    "statement",
    "draft",
    "rejects",
    "accepts",
    "demands",
    "withdraws",
    "border",
    "energy",
    "strikes",
]
_LANGUAGES = ("en", "en", "en", "en", "uk", "uk", "ru", "de")
_OUTLETS, _SUGGESTIONS = 60, 4
_FILLED = [f"articles_{name}" for name in ("source", "origingroup", "article", "snapshot")]
_FILLED += [f"claims_{name}" for name in ("suggestionrun", "excerpt", "suggestion")]
VIEWS = (
    "",
    "show=pending",
    "show=undated",
    "show=mine",
    "show=unassigned",
    "show=snoozed",
    "show=dismissed",
    "followed=1",
    "changed=1",
    "language=de",
    "reliability=A&show=pending",
    "source=outlet-59",
    "q=ceasefire+kyiv",
    "q=unheardof",
    "page=30",
)


def main(argv: list[str]) -> int:
    """Fill, ask, fill, ask, and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench desk_inbox")
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    with scratch():
        ask = _browser()
        _fill(1, options.few, options.seed)
        few = {view: _ask(ask, view, options.rounds) for view in VIEWS}
        _fill(options.few + 1, options.many, options.seed)
        many = {view: _ask(ask, view, options.rounds) for view in VIEWS}
    print(f"\n{'view':<28}{options.few:>10,}{options.many:>12,}{'ratio':>8}   (median ms of the inbox)")
    for view in VIEWS:
        small, large = few[view], many[view]
        print(f"{view or '(all)':<28}{small:10.1f}{large:12.1f}{large / small:8.2f}")
    return 0


def _browser() -> Any:
    from django.contrib.auth.models import Group
    from django.test import Client

    from accounts.models import User

    person = User.objects.create(username="bench-editor")
    person.groups.add(Group.objects.get(name="editor"))
    client = Client(headers={"HX-Request": "true"})
    client.force_login(person)
    return client


def _ask(client: Any, view: str, rounds: int) -> float:
    address = f"/desk/?{view}"
    client.get(address)
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        assert client.get(address).status_code == 200  # noqa: S101
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def _fill(first: int, last: int, seed: int) -> None:
    from django.db import connection

    from accounts.models import Follow, User
    from actors.models import Actor
    from claims.models import InboxItem

    person = User.objects.get(username="bench-editor")
    began = time.perf_counter()
    with connection.cursor() as cursor:
        for table in _FILLED:  # neither history nor marks
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(
            "INSERT INTO articles_source (id, slug, name, domain, site, country, language, owner, reliability,"
            " description) SELECT 1000 + n, 'outlet-' || n, 'Outlet ' || n, 'outlet-' || n || '.example', '', '',"
            " 'en', 'unknown', substr('ABCDEF', n %% 6 + 1, 1), '' FROM generate_series(0, %s) AS n"
            " ON CONFLICT DO NOTHING",
            [_OUTLETS - 1],
        )
        _copy(cursor, first, last, seed)
        # As the migration does for what came in before.
        cursor.execute(
            "INSERT INTO claims_inboxitem (origin_group_id, article_id, urgency, reasons, pending, decided, lost,"
            " dismissal, facets, stale) SELECT origin_group_id, min(id), 0, '[]', 0, 0, 0, '', '{}', true"
            " FROM articles_article GROUP BY origin_group_id ON CONFLICT DO NOTHING"
        )
        for table in _FILLED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")
    actor = Actor.objects.earliest("pk")
    Follow.objects.get_or_create(user=person, content_type_id=_kind(actor), object_id=actor.pk)
    filled = time.perf_counter()
    number = _refreshed()
    done = time.perf_counter()
    with connection.cursor() as cursor:
        for column, every in (("assignee_id = %s", 90), ("snoozed_until = now() + interval '3 days'", 70)):
            parameters = [person.pk, every] if "%s" in column else [every]
            cursor.execute(f"UPDATE claims_inboxitem SET {column} WHERE origin_group_id %% %s = 0", parameters)  # noqa: S608
        cursor.execute(
            "UPDATE claims_inboxitem SET dismissed_at = now(), dismissed_by_id = %s, dismissal = 'Old news.'"
            " WHERE origin_group_id %% 3 = 0",
            [person.pk],
        )
        cursor.execute("VACUUM ANALYZE")
    print(
        f"{InboxItem.objects.count():,} reports: written in {filled - began:.0f} s; {number:,} worked out in"
        f" {done - filled:.0f} s, {number / (done - filled):,.0f} a second"
    )


def _refreshed() -> int:
    from claims import actions

    number = 0
    while done := actions.refresh_inbox():
        number += done
    return number


def _kind(actor: Any) -> int:
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(actor).pk


def _copy(cursor: Any, first: int, last: int, seed: int) -> None:
    """Two in three articles are a report of their own; each has four suggestions, one in 200 no date."""
    from actors.models import Actor

    actors = list(Actor.objects.order_by("pk").values_list("pk", flat=True))
    numbers = range(first, last + 1)
    moment = "2025-03-{:02}T{:02}:{:02}:00Z"
    with cursor.copy("COPY articles_origingroup (id, agency, created_at) FROM STDIN") as into:
        for n in numbers:
            into.write_row((n, "", "2025-04-01"))
    columns = "id, source_id, url, title, byline, language, published_edtf, published_earliest, published_latest,"
    with cursor.copy(f"COPY articles_article ({columns} origin_group_id, gone_how, created_at) FROM STDIN") as into:
        for n in numbers:
            chance = Random(f"{seed} {n}")
            when = moment.format(chance.randint(1, 28), chance.randint(0, 23), chance.randint(0, 59))
            dated = (when, when, when) if chance.random() > 0.005 else ("", None, None)
            title = " ".join(chance.choices(_WORDS, k=9)).capitalize()
            outlet = 1000 + min(_OUTLETS - 1, int(chance.paretovariate(0.6)))
            report = n if chance.random() < 0.67 or n == first else chance.randint(first, n)
            row = (n, outlet, f"https://outlet.example/{n}", title, "", chance.choice(_LANGUAGES), *dated)
            into.write_row((*row, report, "", "2025-04-01"))
    with cursor.copy(
        "COPY articles_snapshot (id, article_id, number, sha256, media_type, charset, headers, via, url, fetched_at,"
        " title, text, language, modified_edtf, extractor, fingerprint) FROM STDIN"
    ) as into:
        for n in numbers:
            row = (n, n, 1, "0" * 64, "text/plain", "", "[]", "file", "", "2025-04-01", "t", "text", "en", "", "b")
            into.write_row((*row, "{}"))
    with cursor.copy(
        "COPY claims_suggestionrun (id, state, attempts, retries, cause, error, created_at, snapshot_id, engine,"
        " engine_version, dated, made, dropped) FROM STDIN"
    ) as into:
        for n in numbers:
            into.write_row((n, "done", 0, 0, "", "", "2025-04-01", n, "bench", "1", "", _SUGGESTIONS, "{}"))
    with cursor.copy(
        'COPY claims_excerpt (id, snapshot_id, start, "end", exact, prefix, suffix, state, created_at) FROM STDIN'
    ) as into:
        for n in numbers:
            into.write_row((n, n, 0, 4, "text", "", "", "anchored", "2025-04-01"))
    decided = cursor.execute("SELECT id FROM accounts_user WHERE username = 'bench-editor'").fetchone()[0]
    with cursor.copy(
        "COPY claims_suggestion (id, run_id, excerpt_id, rule, score, text, quote, language, kind, directness,"
        " speaker_id, speaker_name, stance, act, negated, hedged, doubted, worth, worth_reasons, said_edtf,"
        " happened_edtf, date_phrase, decision, decided_by_id, decided_at, reason, changed) FROM STDIN"
    ) as into:
        for n in numbers:
            chance = Random(f"{seed} suggestions {n}")
            done = chance.random() < 0.3
            for k in range(_SUGGESTIONS):
                speaker = actors[min(len(actors) - 1, int(chance.paretovariate(0.5)) - 1)]
                who = ("rejected", decided, "2025-04-01") if done else ("pending", None, None)
                row = (n * 10 + k, n, n, f"rule-{k}", 0.9, "Text.", "", "en", "fact", "verbatim", speaker, "", "", "")
                into.write_row(
                    (*row, False, False, False, round(chance.random(), 2), "[]", "", "", "", *who, "", "[]")
                )
