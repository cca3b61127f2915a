"""The page of a claim: what readers know of it now and at a moment, what became of it, and its linked data."""

import json

import pytest

from claims.actions import ClaimContent, edit_claim, merge_claims, reopen, retract
from tests import factories
from tests.pages import of_class, read, the, words
from timeline import actions as event_actions

pytestmark = pytest.mark.django_db


def instant(moment):
    return moment.isoformat().replace("+00:00", "Z")


def republished(entry, note="We had it wrong."):
    return event_actions.publish(event=entry.event, by=factories.user("reviewer"), note=note)


def changed(claim, **content):
    claim.refresh_from_db()
    old = ClaimContent.of(claim)
    new = ClaimContent(**{name: getattr(old, name) for name in ClaimContent.__dataclass_fields__} | content)
    edited = edit_claim(claim=claim, content=new, version=claim.version, by=factories.user())
    return factories.approve(factories.to_review(edited))


def test_what_readers_know_of_a_claim(client):
    claim = factories.approved_claim(text="The truce would be a breather.")
    entry = factories.published(claims=[claim], title="An aide speaks")
    root = read(client, f"/claims/{claim.pk}/")
    assert words(root.find(".//h1")) == "The truce would be a breather."
    assert "verified" in words(the(root, "finding-verdict"))
    assert factories.QUOTE in words(the(root, "citation", "figure"))
    (stands,) = root.xpath("//ul[@class='stands']//a")
    assert (words(stands), stands.get("href")) == ("An aide speaks", f"{entry.get_absolute_url()}#statement-1")
    assert root.xpath("//link[@rel='canonical']/@href") == [f"http://testserver/claims/{claim.pk}/"]
    event = read(client, entry.get_absolute_url())
    assert f"/claims/{claim.pk}/" in event.xpath("//article[@id='statement-1']//a/@href")


@pytest.mark.parametrize("ending", ["/", ".jsonld"])
def test_what_was_never_published_does_not_exist(client, ending):
    draft, approved = factories.draft_claim(), factories.approved_claim()
    for number in (draft.pk, approved.pk, 10**9, 10**30):
        assert client.get(f"/claims/{number}{ending}").status_code == 404
    assert client.get(f"/claims/{draft.pk}{ending}?colour=red").status_code == 400


def test_before_it_was_known(client):
    entry = factories.published(claims=[claim := factories.approved_claim()])
    response = client.get(f"/claims/{claim.pk}/", {"as_of": "2001-01-01"})
    assert response.status_code == 404
    assert claim.text not in response.content.decode()
    assert client.get(f"/claims/{claim.pk}.jsonld", {"as_of": "2001-01-01"}).status_code == 404
    assert client.get(f"/claims/{claim.pk}/", {"as_of": instant(entry.known_at)}).status_code == 200


def test_its_history_tells_what_changed_of_it_alone(client):
    claim, other = factories.approved_claim(text="Half of it."), factories.approved_claim(text="Something else.")
    first = factories.published(claims=[claim, other])
    changed(other, text="Quite something else.")
    second = republished(first)
    changed(claim, text="Most of it.")
    republished(first)
    root = read(client, f"/claims/{claim.pk}/")
    lines = root.xpath("//ol[@class='revisions']/li")
    assert [words(line.find(".//a")) for line in lines] == [
        "Kremlin aide rejects the ceasefire, revision 3",
        "Kremlin aide rejects the ceasefire, revision 1",
    ]
    assert "HalfMost of it." in words(lines[0]).replace(" ", "", 1) or "Most" in words(lines[0])
    then = read(client, f"/claims/{claim.pk}/", as_of=instant(second.known_at))
    assert words(then.find(".//h1")) == "Half of it."
    assert "Most" not in then.text_content()


def test_an_event_that_was_withdrawn_takes_its_claims_along(client):
    entry = factories.published(claims=[claim := factories.approved_claim(text="It was staged.")])
    event_actions.withdraw(event=entry.event, reason="It never happened.", by=factories.user("reviewer"))
    response = client.get(f"/claims/{claim.pk}/")
    assert response.status_code == 410
    text = response.content.decode()
    assert "It never happened." in text
    assert "noindex" in text
    assert client.get(f"/claims/{claim.pk}.jsonld").status_code == 410
    assert client.get(f"/claims/{claim.pk}/", {"as_of": instant(entry.known_at)}).status_code == 200


def test_a_claim_that_its_event_tells_no_more(client):
    claim, other = factories.approved_claim(text="Taken out."), factories.approved_claim(text="Stays.")
    entry = factories.published(claims=[claim, other])
    retract(claim=claim, reasons="Wrong.", by=factories.user("reviewer"))
    republished(entry)
    response = client.get(f"/claims/{claim.pk}/")
    assert response.status_code == 410
    assert "no event on the timeline tells it any more" in response.content.decode()


def test_in_two_events_it_is_what_was_published_last(client):
    claim = factories.approved_claim(text="As first told.")
    first = factories.published(claims=[claim], title="First")
    changed(claim, text="As told later.")
    second = factories.published(claims=[claim], title="Second")
    root = read(client, f"/claims/{claim.pk}/")
    assert words(root.find(".//h1")) == "As told later."
    assert [words(one) for one in root.xpath("//ul[@class='stands']//a")] == ["Second", "First"]
    event_actions.withdraw(event=second.event, reason="Staged.", by=factories.user("reviewer"))
    assert words(read(client, f"/claims/{claim.pk}/").find(".//h1")) == "As first told."
    assert first.superseded_at is None


def test_a_merged_claim_leads_on_where_the_kept_one_is_published(client):
    claim, kept = factories.approved_claim(text="The same."), factories.approved_claim(text="Kept.")
    entry = factories.published(claims=[claim], title="One")
    merge_claims(claim=claim, into=kept, reason="The same.", by=factories.user("reviewer", "second"))
    assert client.get(f"/claims/{claim.pk}/").status_code == 200, "readers see it as it was published still"
    event_actions.withdraw(event=entry.event, reason="Twice.", by=factories.user("reviewer"))
    assert client.get(f"/claims/{claim.pk}/").status_code == 410, "of the kept one nothing is published"
    kept.refresh_from_db()
    if kept.stage != "approved":
        factories.approve(factories.to_review(kept))
    factories.published(claims=[kept], title="Two")
    response = client.get(f"/uk/claims/{claim.pk}/")
    assert (response.status_code, response["Location"]) == (301, f"/uk/claims/{kept.pk}/")


def test_linked_data_is_that_of_the_event(client):
    entry = factories.published(claims=[claim := factories.approved_claim(text="It is so.")])
    graph = json.loads(client.get(f"/claims/{claim.pk}.jsonld").content)
    page, review = graph["@graph"]
    assert (review["@type"], review["claimReviewed"]) == ("ClaimReview", "It is so.")
    assert page["mainEntity"] == {"@id": review["@id"]}
    event = json.loads(client.get(f"/events/{entry.event_id}.jsonld").content)
    assert review in event["@graph"], "the same node, by the same name"
    on_page = read(client, f"/claims/{claim.pk}/").xpath("//script[@type='application/ld+json']")
    assert json.loads(on_page[0].text) == graph
    assert client.get(f"/claims/{claim.pk}.jsonld")["Content-Type"] == "application/ld+json"


def test_what_is_being_changed_is_not_told_before_it_is_published(client):
    claim = factories.approved_claim(text="Before.")
    factories.published(claims=[claim])
    changed(claim, text="SECRET after.")
    reopen(claim=claim, reasons="Again.", by=factories.user())
    for url in (f"/claims/{claim.pk}/", f"/claims/{claim.pk}.jsonld"):
        content = client.get(url).content.decode()
        assert "Before." in content
        assert "SECRET" not in content


def test_a_commitment_tells_its_deadline_and_a_fact_has_none(client):
    promise = factories.approved_claim(kind="commitment", deadline_edtf="2025-03-20", conditions="Kyiv agrees.")
    fact = factories.approved_claim(kind="fact")
    factories.published(claims=[promise, fact])
    root = read(client, f"/claims/{promise.pk}/")
    facts = {words(row.find("dt")): words(row.find("dd")) for row in the(root, "facts", "dl").iter("div")}
    assert (facts["Deadline"], facts["Conditions"]) == ("20 March 2025", "Kyiv agrees.")
    assert "deadline passed" in words(root)
    assert not of_class(read(client, f"/claims/{fact.pk}/"), "outcome")
