"""The record of an actor, against what plain Python counts of the published rows."""

import random
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest

from claims import actions as claim_actions
from claims.actions import ClaimContent
from claims.enums import LinkKind, Verdict
from tests import factories
from tests.pages import of_class, read, words
from timeline import actions as event_actions
from timeline.models import Entry, Statement

pytestmark = pytest.mark.django_db

URL = "/actors/ushakov/"
SAID = ["2025-01-05", "2025-01-30", "2025-02", "2025-02-14", "2025-04-01", "2025", "2025-03~/2025-04~", ""]


def section(client, **asked):
    (found,) = read(client, URL, **asked).xpath("//section[@aria-labelledby='record']")
    return found


def table(client):
    """The record as a page has it: {row: {column: number}}."""
    (found,) = of_class(section(client), "record", "table")
    columns = [words(cell).lstrip("●◑○◆▲✕– ") for cell in found.xpath("./thead/tr/*")][1:-1]
    return {
        words(row[0]): {name: int(words(cell)) for name, cell in zip(columns, row[1:-1], strict=True)}
        for row in found.xpath("./tbody/tr | ./tfoot/tr")
    }


def listed(client, href):
    query = {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}
    return [words(one.find(".//a")) for one in of_class(section(client, **query), "claims-counted")[0]]


def newest_statements():
    """Of each claim of the actor that is published now the statement that was published last."""
    actor = factories.actor("ushakov").pk
    found = {}
    for one in Statement.objects.filter(entry__superseded_at__isnull=True).order_by("entry_id", "position"):
        if actor in one.speaker_ids:
            found[one.claim_id] = one
    return list(found.values())


def month(said):
    return said if said[:7] in {"2025-01", "2025-02", "2025-04"} and "/" not in said else "other"


def test_the_numbers_are_those_of_the_published_rows(client):
    dice = random.Random(7)
    other = factories.actor("other", "Somebody Else")
    claims = []
    for number in range(14):
        content = {"said_edtf": dice.choice(SAID), "text": f"Claim {number}."}
        if number % 5 == 4:
            content["speaker"] = other
        claims.append(factories.approved_claim(verdict=dice.choice(Verdict.values), **content))
    for start in range(0, 12, 4):
        factories.published(claims=claims[start : start + 6], title=f"Event {start}")
    changed = claim_actions.edit_claim(
        claim=claims[0],
        content=_with(claims[0], text="Claim 0, changed."),
        version=claims[0].version,
        by=factories.user(),
    )
    factories.approve(factories.to_review(changed), verdict=Verdict.FALSE)
    first = Entry.objects.order_by("pk").first()
    event_actions.publish(event=first.event, by=factories.user("reviewer"), note="It was otherwise.")

    expected = newest_statements()
    found = table(client)
    assert found["All"] == {"All": len(expected)} | {
        str(Verdict(verdict).label): count for verdict, count in Counter(one.verdict for one in expected).items()
    }
    months = {
        "2025-01": "January 2025",
        "2025-02": "February 2025",
        "2025-04": "April 2025",
        "other": "Not dated so exactly",
    }
    by_month = Counter(
        months[month(one.said_edtf)[:7] if month(one.said_edtf) != "other" else "other"] for one in expected
    )
    rows = {name: row["All"] for name, row in found.items() if name != "All"}
    assert {name: count for name, count in rows.items() if count} == dict(by_month)

    # Each number leads to the claims that it counts.
    numbers = of_class(section(client), "record", "table")[0].xpath(".//a")
    assert len(numbers) > 5
    for link in numbers:
        shown = listed(client, link.get("href"))
        assert len(shown) == int(words(link)), link.get("href")
        assert len(set(shown)) == len(shown)
    assert "Claim 0, changed." in {name for link in numbers for name in listed(client, link.get("href"))}


def _with(claim, **changed):
    content = ClaimContent.of(claim)
    return ClaimContent(**{name: getattr(content, name) for name in ClaimContent.__dataclass_fields__} | changed)


def test_a_claim_in_two_events_counts_once(client):
    claim = factories.approved_claim()
    factories.published(claims=[claim], title="One")
    factories.published(claims=[claim], title="Two")
    assert table(client)["All"] == {"All": 1, "verified": 1}


def test_few_claims_are_called_few_and_there_is_no_share_of_anything(client, monkeypatch):
    factories.published(claims=[factories.approved_claim(text=f"Claim {n}.") for n in range(3)])
    said = words(section(client))
    assert "3 claims: too few to say anything about reliability" in said
    assert "%" not in said
    monkeypatch.setattr("timeline.actor_record.FEW", 3)
    assert "too few" not in words(section(client))


def test_many_years_are_counted_by_year(client):
    claims = [factories.approved_claim(text=said, said_edtf=said) for said in ("2014-03-18", "2022-02", "2025-03-13")]
    factories.published(claims=claims)
    rows = {name: row["All"] for name, row in table(client).items()}
    assert rows == {str(year): int(year in {2014, 2022, 2025}) for year in range(2014, 2026)} | {"All": 3}


def contradicting(kind=LinkKind.CONTRADICTS, *, speaker=None, first="2025-03-11", then="2025-03-13"):
    earlier = factories.approved_claim(text="No troops.", said_edtf=first)
    later = factories.approved_claim(text="Some troops.", said_edtf=then, **({"speaker": speaker} if speaker else {}))
    claim_actions.link_claims(claim=later, other=earlier, kind=kind, by=factories.user())
    return earlier, later


def pairs(client, **asked):
    return [words(one) for one in of_class(section(client, **asked), "against-itself")]


def test_what_contradicts_an_own_earlier_statement_stands_beside_it_with_its_date(client):
    earlier, later = contradicting(LinkKind.WALKS_BACK)
    factories.published(claims=[earlier], title="First")
    assert pairs(client) == []
    entry = factories.published(claims=[later], title="Then")
    (pair,) = pairs(client)
    assert pair.index("No troops.") < pair.index("said 11 March 2025") < pair.index("walks back")
    assert pair.index("walks back") < pair.index("Some troops.") < pair.index("said 13 March 2025")
    event_actions.withdraw(event=entry.event, reason="Wrong.", by=factories.user("reviewer"))
    assert pairs(client) == []


def test_a_contradiction_of_somebody_else_or_of_what_is_not_published_is_none(client):
    factories.published(claims=list(contradicting(speaker=factories.actor("other", "Another"))))
    factories.published(claims=[contradicting()[1]], title="One side alone")
    factories.published(claims=list(contradicting(LinkKind.REPEATS)), title="The same again")
    assert pairs(client) == []


def test_corrections_by_which_its_statements_changed_are_told(client):
    other = factories.actor("other", "Another")
    mine, theirs = factories.approved_claim(text="Mine."), factories.approved_claim(text="Theirs.", speaker=other)
    entry = factories.published(claims=[mine, theirs], title="Both speak")
    factories.republished(entry, title="Both speak again", note="The title was wrong.")
    assert section(client).xpath(".//*[@id='corrected']") == []
    for claim, text in ((theirs, "Theirs, changed."), (mine, "Mine, changed.")):
        claim.refresh_from_db()
        claim_actions.edit_claim(
            claim=claim, content=_with(claim, text=text), version=claim.version, by=factories.user()
        )
        factories.approve(factories.to_review(claim))
        event_actions.publish(event=entry.event, by=factories.user("reviewer"), note=f"Not as we had it: {text}")
    notes = [words(one) for one in of_class(section(client), "correction-note")]
    assert notes == ["Not as we had it: Mine, changed."]
    before = Entry.objects.order_by("-pk").first().known_at
    assert of_class(section(client, as_of="2100-01-01"), "correction-note")
    earlier = f"{Entry.objects.order_by('-pk')[1].known_at:%Y-%m-%dT%H:%M:%S.%fZ}"
    assert before
    assert of_class(section(client, as_of=earlier), "correction-note") == []
