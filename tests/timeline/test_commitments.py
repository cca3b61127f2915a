"""The ledger of commitments: what it tells, what it can be asked, and that it is what entries say at any moment."""

import csv
import random
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from actors.actions import merge_actors
from claims.actions import ClaimContent, edit_claim, link_claims
from claims.enums import AttributionRole
from tests import factories
from tests.pages import followed, of_class, read, the, words
from timeline import actions as event_actions
from timeline import commitments
from timeline.models import Entry, Statement

pytestmark = pytest.mark.django_db
ETAG = 1


@pytest.fixture
def clock(monkeypatch):
    def set_to(moment):
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


def promise(text="Washington will resume its aid.", *, to=None, **content):
    people = [(to or factories.actor("ukraine", "Ukraine", kind="state"), AttributionRole.ADDRESSEE)]
    return factories.approved_claim(kind="commitment", text=text, attributions=people, **content)


def changed(claim, **content):
    claim.refresh_from_db()
    old = ClaimContent.of(claim)
    new = ClaimContent(**{name: getattr(old, name) for name in ClaimContent.__dataclass_fields__} | content)
    edited = edit_claim(claim=claim, content=new, version=claim.version, by=factories.user())
    return edited if edited.stage == "approved" else factories.approve(factories.to_review(edited))


def report(claim, kind, text, *, speaker=...):
    values = {} if speaker is ... else {"speaker": speaker}
    made = factories.approved_claim(kind="fact", text=text, said_edtf="2025-03-20", **values)
    link_claims(claim=made, other=claim, kind=kind, by=factories.user())
    return made


def told(root):
    return [words(the(row, "promise-text")) for row in of_class(root, "promise", "li")]


def rows(client, **parameters):
    response = client.get("/commitments.csv", parameters)
    assert response.status_code == 200
    return list(csv.DictReader(b"".join(response).decode().removeprefix("\ufeff").splitlines()))


# ---- what it tells


def test_a_commitment_with_what_became_of_it(client):
    kremlin = factories.actor("kremlin", "The Kremlin", kind="organisation")
    speaker = factories.actor("peskov", "Dmitry Peskov", office="spokesman", acts_for=kremlin)
    claim = promise(
        "No strikes on energy for 30 days.",
        speaker=speaker,
        deadline_edtf="2025-04-17",
        conditions="Kyiv does the same.",
        issue=factories.issue(),
    )
    breach = report(claim, "breaches", "A railway lost its power.", speaker=None)
    denial = report(breach, "denies", "The order was carried out.")
    factories.published(claims=[breach, denial], title="The night after")
    contested = changed(claim, outcome="contested")
    factories.published(claims=[contested], title="The call")
    (row,) = of_class(read(client, "/commitments/", on="2025-05-01"), "promise", "li")
    text = words(row)
    for part in (
        "◆contested",
        "Dmitry Peskov, spokesman for The Kremlin",
        "ToUkraine",
        "Deadline17 April 2025",
        "ConditionsKyiv does the same.",
        "Issue30-day ceasefire",
        "Reports as broken",
        "A railway lost its power.",
        "In the newsroom’s words",
        "Denied",
        "The order was carried out.",
        "The night after",
    ):
        assert part in text, (part, text)
    assert "deadline passed" not in text, "it is not overdue: something was observed"
    (line,) = rows(client, on="2025-05-01")
    assert line["reported as broken by"] == "A railway lost its power. (verified)"
    assert line["denied by"] == "Yuri Ushakov: The order was carried out. (verified)"
    assert (line["outcome"], line["overdue"], line["promised to"]) == ("contested", "no", "Ukraine")
    page = read(client, f"/claims/{claim.pk}/")
    assert "contested" in words(the(page, "outcome"))
    assert "The order was carried out." in words(page)


def test_overdue_is_told_in_words_and_by_the_day_asked_for(client):
    factories.published(claims=[promise(deadline_edtf="2025-03-20")])
    for on, overdue in (("2025-03-20", False), ("2025-03-21", True)):
        root = read(client, "/commitments/", on=on)
        assert ("deadline passed, nothing observed yet" in words(root)) is overdue
        assert len(told(read(client, "/commitments/", on=on, due="overdue"))) == overdue
    assert told(read(client, "/commitments/", due="overdue")), "by today, where no day is asked for"


def test_as_of_is_the_day_by_which_it_is_judged(client, clock):
    clock("2025-03-19T09:00")
    factories.published(claims=[promise(deadline_edtf="2025-03-20")])
    clock("2025-03-25T09:00")
    assert not told(read(client, "/commitments/", due="overdue", as_of="2025-03-20"))
    assert told(read(client, "/commitments/", due="overdue", as_of="2025-03-21"))


def test_the_latest_deadline_first_and_those_without_one_last(client):
    texts = {"": "Sometime.", "2025-03-20": "By the 20th.", "2025-04": "By April.", "2025-03-18": "By the 18th."}
    for deadline, text in texts.items():
        factories.published(claims=[promise(text, deadline_edtf=deadline)], title=text)
    order = ["By April.", "By the 20th.", "By the 18th.", "Sometime."]
    assert told(read(client, "/commitments/")) == order


@pytest.mark.parametrize("asked", ["", "?actor=ushakov"])
def test_pages_are_walked_to_the_end(client, monkeypatch, asked):
    for at in range(5):
        deadline = f"2025-03-2{at}" if at < 3 else ""
        factories.published(claims=[promise(f"Promise {at}.", deadline_edtf=deadline)], title=f"Event {at}")
    whole = told(read(client, "/commitments/"))
    assert len(whole) == 5
    monkeypatch.setitem(commitments.Commitments.page.__kwdefaults__, "size", 2)
    url, found = f"/commitments/{asked}", []
    for _ in range(3):
        root = read(client, url)
        found += told(root)
        further = root.xpath("//a[@rel='next']/@href")
        url = followed(url, further[0]) if further else ""
    assert (found, url) == (whole, "")


def test_filters(client):
    russia = factories.actor("russia", "Russia", kind="state")
    factories.published(claims=[promise("To Kyiv.", issue=factories.issue())])
    war = factories.conflict("war", "The war")
    other = promise("To Moscow.", to=russia, conflict=war, outcome="pending", speaker=factories.actor("rubio"))
    factories.published(claims=[other], conflict=war)
    for parameters, found in (
        ({"actor": "russia"}, ["To Moscow."]),
        ({"actor": "ushakov"}, ["To Kyiv."]),
        ({"actor": ["russia", "rubio"]}, ["To Moscow."]),
        ({"actor": ["russia", "ushakov"]}, []),
        ({"issue": "ceasefire"}, ["To Kyiv."]),
        ({"conflict": "war"}, ["To Moscow."]),
        ({"outcome": "pending"}, ["To Moscow.", "To Kyiv."]),
        ({"outcome": "kept"}, []),
        ({}, ["To Moscow.", "To Kyiv."]),
    ):
        assert sorted(told(read(client, "/commitments/", **parameters))) == sorted(found), parameters
        assert sorted(row["commitment"] for row in rows(client, **parameters)) == sorted(found)


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"colour": "red"}, "unknown"),
        ({"outcome": "lost"}, "outcome"),
        ({"due": "never"}, "due"),
        ({"on": "March"}, "on"),
        ({"on": ["2025-03-01", "2025-03-02"]}, "on"),
        ({"actor": "nobody"}, "actor"),
        ({"issue": "nothing"}, "issue"),
        ({"conflict": "none"}, "conflict"),
        ({"cursor": "x"}, "cursor"),
        ({"cursor": "999999999999999999_1"}, "cursor"),
        ({"as_of": "soon"}, "as_of"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_its_name(client, parameters, name):
    root = read(client, "/commitments/", status=400, **parameters)
    assert name in [words(one) for one in root.iter("dt")]
    response = client.get("/commitments.csv", parameters)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_actors_that_only_wait_are_not_known(client):
    secret = factories.actor("secret-actor")
    promise("Nobody knows.", to=secret)
    read(client, "/commitments/", status=400, actor="secret-actor")


def test_only_what_is_published_is_told(client):
    promise("SECRET approved.")
    claim = promise("Known.")
    entry = factories.published(claims=[claim])
    link_claims(claim=factories.draft_claim(text="SECRET draft."), other=claim, kind="fulfils", by=factories.user())
    breach = report(claim, "breaches", "SECRET breach.")
    link_claims(claim=claim, other=breach, kind="contradicts", by=factories.user())
    assert event_actions.publish(event=entry.event, by=factories.user("reviewer")) == entry
    event_actions.tie_claim(event=entry.event, claim=promise("Known as well."), by=factories.user())
    assert event_actions.publish(event=entry.event, by=factories.user("reviewer")).revision == 2
    pages = ["/commitments/", "/commitments.csv", f"/claims/{claim.pk}/", f"/claims/{claim.pk}.jsonld"]
    pages += [
        entry.get_absolute_url(),
        f"/events/{entry.event_id}/revisions/2/",
        "/corrections/",
        "/corrections.atom",
    ]
    pages += [f"/events/{entry.event_id}/changes/", "/changes/?since=2000-01-01", f"/events/{entry.event_id}.jsonld"]
    for url in pages:
        response = client.get(url)
        assert response.status_code == 200, url
        content = b"".join(response).decode()
        assert "SECRET" not in content, url
        assert str(claim) in content or "corrections" in url or "changes" in url, url
    factories.published(claims=[breach], title="The breach")
    assert "SECRET breach." in client.get(f"/claims/{claim.pk}/").content.decode(), "the test looks where it stands"


def test_an_actor_that_was_merged_brings_its_commitments(client):
    one, other = (factories.actor(slug, "Ukraine", kind="state") for slug in ("ukraine", "ukraina"))
    factories.published(claims=[promise("To one.", to=one)], title="One", actors=[one])
    entry = factories.published(claims=[promise("To the other.", to=other)], title="Other", actors=[other])
    before = entry.known_at.isoformat().replace("+00:00", "Z")
    merge_actors(gone=other, kept=one, reason="The same.", by=factories.user())
    for slug in ("ukraine", "ukraina"):
        assert sorted(told(read(client, "/commitments/", actor=slug))) == ["To one.", "To the other."]
    assert told(read(client, "/commitments/", actor="ukraine", as_of=before)) == ["To one."]


# ---- what a revision changes


def test_a_link_and_an_outcome_are_changes_told_in_words(client):
    claim = promise()
    entry = factories.published(claims=[claim])
    kept = report(claim, "fulfils", "Aid was resumed.")
    factories.published(claims=[kept], title="Aid")
    link_claims(claim=claim, other=kept, kind="repeats", by=factories.user())
    changed(claim, outcome="pending", deadline_edtf="2025-03-20")
    second = event_actions.publish(event=entry.event, by=factories.user("reviewer"))
    assert {"what": "outcome", "before": "", "after": "pending"} in second.changes
    assert {"what": "deadline", "before": "", "after": "20 March 2025"} in second.changes
    said = f"“{claim.text}” repeats “Aid was resumed.”"
    assert {"what": "link", "before": "", "after": said} in second.changes
    assert second.correction_note == "", "what is only added takes nothing back"
    changed(claim, outcome="kept")
    with pytest.raises(Exception, match="note"):
        event_actions.publish(event=entry.event, by=factories.user("reviewer"))
    third = event_actions.publish(event=entry.event, by=factories.user("reviewer"), note="It was seen to arrive.")
    assert {"what": "outcome", "before": "pending", "after": "kept"} in third.changes
    page = client.get(f"/uk/events/{entry.event_id}/changes/").content.decode()
    assert "очікується" in page or "pending" not in page


# ---- against brute force


def ledger_by_hand(moment, on):
    known = []
    for claim in {one.claim_id for one in Statement.objects.all()}:
        standing = [
            one
            for one in Statement.objects.filter(claim=claim).select_related("entry")
            if one.entry.known_at <= moment and (one.entry.superseded_at is None or one.entry.superseded_at > moment)
        ]
        if standing:
            newest = max(standing, key=lambda one: one.pk)
            if newest.kind == "commitment":
                known.append(newest)
    dated = sorted((one for one in known if one.deadline_latest), key=lambda one: (one.deadline_latest, one.pk))
    undated = sorted((one for one in known if not one.deadline_latest), key=lambda one: one.pk)
    found = []
    for one in [*dated[::-1], *undated[::-1]]:
        late = one.deadline_latest is not None and one.deadline_latest.date() < on and one.outcome in {"", "pending"}
        found.append((str(one.claim_id), one.deadline_edtf, one.outcome or "pending", "yes" if late else "no"))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_ledger_of_any_moment_is_what_entries_say(client, clock, seed):
    chance = random.Random(seed)
    start = now = datetime(2025, 3, 10, 9, tzinfo=UTC)
    clock(now)
    claims = [promise(f"Promise {at}.") for at in range(4)]
    reports = [[report(claim, kind, f"{kind} {claim.pk}.") for kind in ("fulfils", "breaches")] for claim in claims]
    entries = [factories.published(claims=[claims[at], claims[(at + 1) % 4]], title=f"Event {at}") for at in range(3)]
    assert reports
    for _ in range(12):
        now += timedelta(hours=chance.randint(5, 40))
        clock(now)
        claim, entry = chance.choice(claims), chance.choice(entries)
        what = chance.random()
        if what < 0.4:
            changed(claim, outcome=chance.choice(["", "pending", "kept", "broken", "contested"]))
        elif what < 0.7:
            changed(claim, deadline_edtf=chance.choice(["", "2025-03-12", "2025-03", "2025-03-14T10:00Z"]))
        elif what < 0.8 and entry.event.entries.filter(superseded_at=None).exists():
            event_actions.withdraw(event=entry.event, reason="Staged.", by=factories.user("reviewer"))
            continue
        event_actions.publish(event=entry.event, by=factories.user("reviewer"), note="As it is.")
    outcomes = set()
    for _ in range(15):
        moment = start + (now - start) * chance.random()
        on = (start + timedelta(days=chance.randint(0, 12))).date()
        asked = {"as_of": moment.isoformat().replace("+00:00", "Z"), "on": f"{on}"}
        by_hand = ledger_by_hand(moment, on)
        outcomes |= {row[2] for row in by_hand}
        found = [
            (row["claim"], row["deadline (EDTF)"], row["outcome"], row["overdue"]) for row in rows(client, **asked)
        ]
        assert found == by_hand, (seed, asked)
        assert len(told(read(client, "/commitments/", **asked))) == len(by_hand)
        late = [row for row in by_hand if row[3] == "yes"]
        assert [row["claim"] for row in rows(client, due="overdue", **asked)] == [row[0] for row in late]
        outcome = chance.choice(["pending", "kept", "broken", "contested"])
        same = [row[0] for row in by_hand if row[2] == outcome]
        assert [row["claim"] for row in rows(client, outcome=outcome, **asked)] == same
    assert Entry.objects.count() > len(entries) + 3
    assert len(outcomes) > 1


# ---- costs


@pytest.mark.parametrize("number", [1, 5])
@pytest.mark.parametrize(
    ("url", "queries"),
    [
        ("/commitments/", ETAG + 3),  # dated; undated; what is reported
        ("/commitments.csv", ETAG + 3),
        ("/commitments/?actor=ushakov&issue=ceasefire&conflict=talks&outcome=pending", ETAG + 7),
    ],
)
def test_questions(client, number, url, queries, django_assert_num_queries):
    for at in range(number):
        claim = promise(f"Promise {at}.", issue=factories.issue())
        breach = report(claim, "breaches", f"Broken {at}.")
        denial = report(breach, "denies", f"Not so {at}.")
        factories.published(claims=[claim, breach, denial], title=f"Event {at}")
    with django_assert_num_queries(queries):
        content = b"".join(client.get(url)).decode()
    assert content.count("Not so") == number


@pytest.mark.parametrize("number", [1, 5])
def test_questions_of_a_claim(client, number, django_assert_num_queries):
    claim = promise()
    reports = [report(claim, "fulfils", f"Kept {at}.") for at in range(number)]
    entry = factories.published(claims=[claim, *reports])
    for at in range(number):
        entry = factories.republished(entry, title=f"Title {at}")
    with django_assert_num_queries(ETAG + 6):  # statements; passages; what is reported; three of the thread
        client.get(f"/claims/{claim.pk}/")


def test_an_actors_page_tells_its_commitments_and_its_threads(client):
    claim = promise("Aid will flow.", deadline_edtf="2025-03-20")
    kept = report(claim, "fulfils", "Aid flows.", speaker=factories.actor("sikorski"))
    entry = factories.published(claims=[claim, kept], actors=[factories.actor("ukraine")])
    before = "2001-01-01"
    for slug in ("ushakov", "ukraine"):
        root = read(client, f"/actors/{slug}/")
        assert told(root) == ["Aid will flow."]
        assert f"/commitments/?actor={slug}" in root.xpath("//a/@href")
    thread = the(read(client, "/actors/ushakov/"), "thread", "ol")
    assert [words(one) for one in of_class(thread, "said-text")] == ["Aid will flow.", "Aid flows."]
    assert not of_class(read(client, "/actors/ukraine/"), "thread"), "who says nothing is in no thread"
    assert client.get("/actors/ushakov/", {"as_of": before}).status_code == 404
    event_actions.withdraw(event=entry.event, reason="Staged.", by=factories.user("reviewer"))
    factories.published(claims=[factories.approved_claim(text="Something else.")], title="Other")
    root = read(client, "/actors/ushakov/")
    assert told(root) == []
    assert not of_class(root, "thread")
