"""An event's page: who says what, on what it rests, and how it came to read so."""

import pytest

from actors.enums import ActorKind
from claims import actions as claim_actions
from claims.enums import AttributionRole, ClaimKind, Directness, Relation, Stance, Verdict
from tests import factories
from tests.pages import of_class, read, seen, the, timeline, words
from timeline.actions import publish
from timeline.models import Citation

pytestmark = pytest.mark.django_db


def event_page(client, entry):
    return read(client, f"/events/{entry.event_id}-{entry.slug}/")


def statements(root):
    return of_class(root, "statement", "article")


def facts(element):
    """The named facts of an element: {what: words}."""
    return {words(row.find("dt")): words(row.find("dd")) for row in element.xpath(".//dl/div")}


def publish_claim(*, verdict="verified", rationale="Read in the original.", **content):
    return factories.published(claims=[factories.approved_claim(verdict=verdict, rationale=rationale, **content)])


# ---- the event ----------------------------------------------------------------------------------------------------


def test_the_head_says_what_happened_when_and_where(client):
    entry = factories.published(
        title="Talks in Moscow",
        summary="Four hours in the Kremlin.",
        type="consult",
        happened_edtf="2025-03-13/2025-03-14",
        place=factories.place("kuban", "Kuban", precision="admin1"),
        actors=[factories.actor("witkoff", "Steve Witkoff")],
    )
    root = event_page(client, entry)
    assert words(root.find(".//h1")) == "Talks in Moscow"
    head = the(root, "dossier-head")
    assert words(the(head, "lede")) == "Four hours in the Kremlin."
    assert [words(one) for one in the(head, "dot-list")] == ["talks", "Kuban (region)"]
    clocks = facts(head)
    assert clocks["Happened"] == "13–14 March 2025"
    assert clocks["Rests on"] == "1 origin"
    assert clocks["Revision"] == "1"
    assert clocks["Known here since"].endswith("UTC")
    assert seen(of_class(head, "verdict")[0]) == "verified"


def test_a_precision_that_the_place_s_name_says_is_not_said_twice(client):
    place = factories.place("kursk-region", "Kursk region", precision="admin1")
    head = the(event_page(client, factories.published(place=place)), "dossier-head")
    assert [words(one) for one in the(head, "dot-list")][1] == "Kursk region"


@pytest.mark.parametrize(
    ("happened", "shown"),
    [("2025-03", "March 2025"), ("2025", "2025"), ("2025-03~", "about March 2025"), ("", "date unknown")],
)
def test_a_fuzzy_date_is_never_a_day(client, happened, shown):
    assert facts(event_page(client, factories.published(happened_edtf=happened)))["Happened"] == shown


def test_each_actor_leads_to_the_page_of_that_actor(client):
    entry = factories.published(actors=[factories.actor("witkoff", "Steve Witkoff")], title="Talks")
    factories.published(title="Elsewhere")
    links = the(event_page(client, entry), "dossier-actors").xpath(".//a")
    assert [words(link) for link in links] == ["Steve Witkoff", "Yuri Ushakov"]
    assert words(read(client, links[0].get("href")).find(".//h1")) == "Steve Witkoff"
    (speaker,) = of_class(event_page(client, entry), "statement-who")[0].xpath(".//a")
    assert speaker.get("href") == "/actors/ushakov/"


# ---- its statements -----------------------------------------------------------------------------------------------


def test_statements_stand_in_the_event_s_own_order(client):
    claims = [factories.approved_claim(text=f"Point {number}.") for number in (3, 1, 2)]
    root = event_page(client, factories.published(claims=claims))
    assert [words(one) for one in of_class(root, "statement-text")] == ["Point 3.", "Point 1.", "Point 2."]
    assert [one.get("id") for one in statements(root)] == ["statement-1", "statement-2", "statement-3"]


def test_a_statement_says_who_said_it_in_which_office_and_for_whom(client):
    russia = factories.actor("russia", "Russia", kind=ActorKind.STATE)
    kremlin = factories.actor("kremlin", "Kremlin", kind=ActorKind.GOVERNMENT, acts_for=russia)
    aide = factories.actor("ushakov", "Yuri Ushakov", office="foreign policy adviser", acts_for=kremlin)
    entry = publish_claim(
        speaker=aide,
        attributions=[
            (factories.actor("channel-one", "Channel One", kind=ActorKind.MEDIA), AttributionRole.RELAYED_BY),
            (factories.actor("waltz", "Mike Waltz"), AttributionRole.ADDRESSEE),
        ],
        said_edtf="2025-03-13",
        happened_edtf="2025-03",
    )
    root = event_page(client, entry)
    assert words(the(root, "statement-who")) == "Yuri Ushakov, foreign policy adviser for Kremlin, Russia"
    said = facts(the(root, "statement-said"))
    assert said["Kind"] == "opinion, paraphrase"
    assert said["Said"] == "13 March 2025"
    assert said["Happened"] == "March 2025"
    assert said["Relayed by"] == "Channel One"
    assert said["Addressee"] == "Mike Waltz"


def test_dates_that_are_not_known_are_left_out(client):
    said = facts(the(event_page(client, publish_claim(said_edtf="")), "statement-said"))
    assert not {"Said", "Happened"} & set(said)


def test_without_a_speaker_the_newsroom_speaks(client):
    root = event_page(client, publish_claim(speaker=None, kind=ClaimKind.FACT))
    assert words(the(root, "statement-who")) == "In the newsroom’s words"


def test_a_quote_stands_in_its_language_with_its_translation(client):
    entry = publish_claim(
        directness=Directness.VERBATIM, quote="передышка", quote_language="ru", translation="a breathing space"
    )
    quote = the(event_page(client, entry), "quote")
    (original,) = quote.xpath("./blockquote")
    assert (words(original), original.get("lang"), original.get("dir")) == ("«передышка»", "ru", "auto")
    assert words(the(quote, "quote-translation")) == "“a breathing space” translated from Russian"


def test_a_statement_without_a_quote_shows_none(client):
    assert of_class(event_page(client, publish_claim()), "quote") == []


def test_a_position_says_whose_it_is_on_what_and_under_which_condition(client):
    entry = publish_claim(
        kind=ClaimKind.POSITION,
        issue=factories.issue(),
        stance=Stance.ACCEPTS_WITH_CONDITIONS,
        conditions="Russia accepts it too.",
    )
    position = words(the(event_page(client, entry), "position"))
    assert "Yuri Ushakov → 30-day ceasefire: accepts with conditions" in position
    assert position.endswith("on condition: Russia accepts it too.")


@pytest.mark.parametrize("verdict", Verdict)
def test_a_finding_has_verdict_shape_and_the_reason(client, verdict):
    root = event_page(client, publish_claim(verdict=verdict, rationale="We heard the whole recording."))
    finding = the(root, "finding")
    mark = the(finding, "verdict")
    assert (words(mark), seen(mark)) == (f"{verdict.shape}{verdict.label}", verdict.label)
    assert "How it was checked: We heard the whole recording." in words(finding)


# ---- what it rests on ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prefix", "before"),
    [
        ("", ""),
        ("The aide said ", "The aide said "),  # all there is
        ("olitical manipulation”. It said ", "manipulation”. It said "),
        (" as the minister had it in Kyiv ", "as the minister had it in Kyiv "),
        ("Donaudampfschifffahrtsaufseher: ", ""),
        ("是" * 32, "是" * 32),
    ],
)
def test_what_stands_around_a_passage_is_in_whole_words(prefix, before):
    assert len(prefix) in {0, 14, 32}
    assert Citation(prefix=prefix).before == before
    assert Citation(suffix=prefix[::-1]).after == before[::-1]


def test_a_passage_is_quoted_with_what_stands_around_it_and_leads_to_the_archive(client):
    entry = publish_claim()
    citation = entry.statements.get().citations.get()
    shown = the(event_page(client, entry), "citation")
    (passage,) = shown.xpath("./blockquote")
    assert passage.text_content() == f"{citation.before}{factories.QUOTE}{citation.after}"
    assert words(passage.find("mark")) == factories.QUOTE
    (link,) = shown.xpath(".//figcaption//a")
    assert link.get("href") == f"/evidence/{citation.pk}/#passage"
    assert words(link) == "Kremlin aide on the ceasefire"
    assert words(read(client, link.get("href")).get_element_by_id("passage")) == factories.QUOTE
    caption = words(shown.find("figcaption"))
    assert "Demo Wire B" in caption
    assert "reported 13 March 2025" in caption
    assert "captured 14 March 2025, 09:30 UTC" in caption
    assert citation.sha256[:12] in caption


def with_evidence(*evidence, claim=None):
    """A published claim that rests on these (capture, relation) beside its own first passage."""
    editor = factories.user()
    claim = claim or factories.draft_claim()
    for capture, relation in evidence:
        claim_actions.add_evidence(claim=claim, excerpt=factories.passage(capture), relation=relation, by=editor)
    return factories.published(claims=[factories.approve(claim_actions.submit(claim=claim, by=editor))])


def test_copies_of_a_report_stand_under_it_and_count_once(client):
    wire = factories.article(of=factories.source("demo-wire"))
    claim = factories.draft_claim(excerpt=factories.passage(wire))
    copies = [
        factories.article(of=factories.source(slug), origin=wire.article.origin_group, title=f"As carried by {slug}")
        for slug in ("harbor-ledger", "gulf-morning")
    ]
    own = factories.article(of=factories.source("albion-courier"))
    entry = with_evidence(*((one, Relation.SUPPORTS) for one in (*copies, own)), claim=claim)
    grounds = the(event_page(client, entry), "grounds-supports")
    assert words(grounds.find("h4")) == "What it rests on 2 origins"
    first, second = of_class(grounds, "citation")
    assert words(first.find(".//summary")) == "The same report, carried by 3 outlets"
    carried = first.xpath(".//details//li")
    assert [words(one.find("strong")) for one in carried] == ["Harbor Ledger", "Gulf Morning"]
    for item in carried:
        citation_page = read(client, item.find("a").get("href"))
        assert words(citation_page.find(".//h1")) == words(item.find("a"))
    assert second.xpath(".//details") == []
    assert "Albion Courier" in words(second)


def test_more_passages_of_one_outlet_are_not_called_copies(client):
    capture = factories.article()
    claim = factories.draft_claim(excerpt=factories.passage(capture))
    more = factories.passage(capture, "Russia wants a long-term settlement")
    claim_actions.add_evidence(claim=claim, excerpt=more, relation=Relation.SUPPORTS, by=factories.user())
    entry = with_evidence(claim=claim)
    root = event_page(client, entry)
    assert words(root.find(".//details/summary")) == "More passages of this report"
    assert words(the(root, "grounds-supports").find("h4")).endswith("1 origin")


def test_what_speaks_against_it_stands_apart_and_supports_nothing(client):
    denial, context = (factories.article(of=factories.source(slug)) for slug in ("denial", "background"))
    entry = with_evidence((denial, Relation.DISPUTES), (context, Relation.CONTEXT))
    root = event_page(client, entry)
    headings = [words(one.find("h4")) for one in of_class(root, "grounds")]
    assert headings == ["What it rests on 1 origin", "What speaks against it", "Context"]
    assert "Denial" in words(the(root, "grounds-disputes"))
    assert "Background" in words(the(root, "grounds-context"))


# ---- addresses ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["x", "another-title", "talks-in-moscow-", "Talks-in-Moscow"])
def test_another_slug_leads_to_the_right_one_for_good(client, slug):
    entry = factories.published(title="Talks in Moscow")
    response = client.get(f"/events/{entry.event_id}-{slug}/")
    assert response.status_code == 301
    assert response["Location"] == f"/events/{entry.event_id}-talks-in-moscow/"


def test_the_address_of_an_old_title_leads_to_the_new_one(client):
    entry = factories.published(title="Talks in Moscow")
    tag = client.get(entry.get_absolute_url())["ETag"]
    factories.republished(entry, title="Talks in the Kremlin")
    response = client.get(entry.get_absolute_url(), headers={"If-None-Match": tag})
    assert (response.status_code, response["Location"]) == (301, f"/events/{entry.event_id}-talks-in-the-kremlin/")


def test_a_title_in_cyrillic_has_an_address_too(client):
    entry = factories.published(title="Переговоры")
    assert words(event_page(client, entry).find(".//h1")) == "Переговоры"
    (link,) = timeline(client).root.xpath(".//h3/a")
    assert client.get(link.get("href")).status_code == 200


def test_what_was_never_published_does_not_exist(client):
    entry, unpublished = factories.published(), factories.event(claims=[factories.approved_claim()])
    for url in (
        f"/events/{unpublished.pk}-kremlin-aide-rejects-the-ceasefire/",
        f"/events/{unpublished.pk}/revisions/1/",
        f"/events/{entry.event_id}/revisions/0/",
        f"/events/{entry.event_id}/revisions/2/",
        f"/events/{entry.event_id}/",
        "/events/0-x/",
        "/evidence/0/",
    ):
        response = client.get(url)
        assert response.status_code == 404, url
        assert "ETag" not in response


# ---- revisions ----------------------------------------------------------------------------------------------------


def told(root):
    """Everything that a revision tells of the event itself, word by word."""
    article = the(root, "dossier-article")
    for other in of_class(article, "history") + of_class(article, "embed-this"):
        other.getparent().remove(other)
    return words(article), article.xpath(".//@href | .//@datetime | .//@lang | .//@title | .//@id")


def test_a_revision_stays_at_its_address_as_it_was(client):
    russia = factories.actor("russia", "Russia", kind=ActorKind.STATE)
    entry = factories.published(
        title="Talks in Moscow", place=factories.place(), actors=[russia], claims=[factories.approved_claim()]
    )
    url = f"/events/{entry.event_id}/revisions/1/"
    before = told(read(client, url))
    assert before == told(event_page(client, entry))
    # Everything it was made of changes afterwards.
    claim = entry.statements.get().claim
    content = claim_actions.ClaimContent.of(claim)
    changed = factories.claim_content(text="Something else entirely.", speaker=russia, said_edtf="2025-04")
    claim = claim_actions.edit_claim(
        claim=claim, content=changed, version=claim.version, by=factories.user("editor", "editor2")
    )
    assert content != changed
    claim = factories.approve(claim, verdict="false", rationale="Not so.")
    for row, name in [(russia, "name"), (entry.event.place, "name"), (factories.source(), "name")]:
        setattr(row, name, "Renamed")
        row.save()
    article = entry.statements.get().citations.get().snapshot.article
    article.title = "Another headline"
    article.save()
    factories.snapshot(article, "The article says something else now.")
    factories.republished(entry, title="Talks in the Kremlin", summary="", note="It was the Kremlin.")
    assert told(read(client, url)) == before


def test_a_superseded_revision_says_so_and_leads_to_the_current_one(client):
    first = factories.published(title="Talks in Moscow")
    second = factories.republished(first, title="Talks in the Kremlin")
    root = read(client, f"/events/{first.event_id}/revisions/1/")
    notice = the(root, "superseded")
    assert "This is revision 1, and it has been superseded." in words(notice)
    assert notice.find("a").get("href") == second.get_absolute_url()
    assert words(root.find(".//h1")) == "Talks in Moscow"
    assert of_class(event_page(client, second), "superseded") == []


def test_the_current_revision_has_an_address_for_ever_too(client):
    entry = factories.published()
    root = read(client, f"/events/{entry.event_id}/revisions/1/")
    assert "This is revision 1, the current one." in words(the(root, "notice"))
    assert of_class(root, "superseded") == []


def test_the_page_says_how_to_cite_what_stands_on_it(client):
    first = factories.published()
    second = factories.republished(first, title="Another title")
    for root in (event_page(client, second), read(client, f"/events/{second.event_id}/revisions/2/")):
        link = the(root, "citing").xpath(".//a")[0]
        assert link.get("href") == f"http://testserver/events/{second.event_id}/revisions/2/"


def test_search_engines_are_led_to_one_address_of_what_is_current(client):
    first = factories.published()
    second = factories.republished(first, title="Another title")

    def canonical(url):
        return read(client, url).xpath("string(//link[@rel='canonical']/@href)")

    own, past = f"http://testserver{second.get_absolute_url()}", f"/events/{second.event_id}/revisions/1/"
    assert canonical(second.get_absolute_url()) == own
    assert canonical(f"/events/{second.event_id}/revisions/2/") == own
    assert canonical(past) == f"http://testserver{past}"


def test_a_correction_says_what_was_wrong(client):
    first = factories.published(title="Talks in Moscow")
    second = factories.republished(first, title="Talks in the Kremlin", note="We had the wrong building.")
    root = event_page(client, second)
    assert "We had the wrong building." in words(the(the(root, "dossier-head"), "correction"))
    assert facts(the(root, "dossier-head"))["Revision"] == "2 ✎ corrected"
    assert "We had the wrong building." not in words(
        the(read(client, f"/events/{first.event_id}/revisions/1/"), "dossier-head")
    )


def test_a_past_correction_shows_its_own_note(client):
    first = factories.published(title="Talks in Moscow")
    second = factories.republished(first, title="Talks in the Kremlin", note="We had the wrong building.")
    factories.republished(second, title="Talks in Kyiv", note="We had the wrong city.")
    head = the(read(client, f"/events/{first.event_id}/revisions/2/"), "dossier-head")
    assert words(the(head, "correction")) == "✎ Correction. We had the wrong building."


def test_the_history_tells_every_revision_and_what_changed_word_by_word(client):
    first = factories.published(title="Talks in Moscow today", happened_edtf="2025-03")
    second = factories.republished(first, title="Talks in Kyiv today", note="Wrong city.")
    third = factories.republished(second, happened_edtf="2025-03-13", note="The day is known.")
    root = event_page(client, third)
    revisions = the(root, "revisions").findall("li")
    assert [words(one.find(".//a")) for one in revisions] == ["Revision 3", "Revision 2", "Revision 1"]
    assert [one.get("aria-current") for one in revisions] == ["true", None, None]
    assert [one.find(".//a").get("href") for one in revisions] == [
        f"/events/{first.event_id}/revisions/{number}/" for number in (3, 2, 1)
    ]
    newest, middle, oldest = revisions
    (change,) = of_class(newest, "changes")[0]
    assert words(the(change, "changes-what")) == "date"
    assert (words(change.find(".//ins")), change.find(".//del")) == ("13", None)
    assert "The day is known." in words(newest)
    (change,) = of_class(middle, "changes")[0]
    assert words(the(change, "changes-what")) == "title"
    assert (words(change.find(".//del")), words(change.find(".//ins"))) == ("Moscow", "Kyiv")
    assert "Wrong city." in words(middle)
    assert "First publication." in words(oldest)
    assert "until" in words(oldest)
    assert "until" not in words(newest)


def test_the_history_of_a_past_revision_marks_that_revision(client):
    first = factories.published()
    factories.republished(first, title="Another title")
    root = read(client, f"/events/{first.event_id}/revisions/1/")
    shown = root.xpath("//li[@aria-current='true']//a")
    assert [words(link) for link in shown] == ["Revision 1"]


def test_a_retracted_claim_is_gone_from_the_next_revision_and_stays_in_the_last(client):
    kept, wrong = factories.approved_claim(text="This holds."), factories.approved_claim(text="This does not.")
    first = factories.published(claims=[kept, wrong])
    reviewer = factories.user("reviewer")
    claim_actions.retract(claim=wrong, by=reviewer, reasons="The source withdrew it.")
    assert "This does not." in words(event_page(client, first)), "gone before anybody published that"
    second = publish(event=first.event, by=reviewer, note="The source withdrew one statement.")
    root = event_page(client, second)
    assert [words(one) for one in of_class(root, "statement-text")] == ["This holds."]
    (change,) = of_class(the(root, "revisions")[0], "changes")[0]
    assert words(change.find(".//del")) == "This does not."
    old = read(client, f"/events/{first.event_id}/revisions/1/")
    assert [words(one) for one in of_class(old, "statement-text")] == ["This holds.", "This does not."]


def test_the_archive_page_of_an_old_revision_leads_back_to_that_revision(client):
    first = factories.published(title="Talks in Moscow")
    factories.republished(first, title="Talks in the Kremlin")
    citation = first.statements.get().citations.get()
    root = read(client, citation.get_absolute_url())
    (link,) = root.xpath("//a[contains(@href, '#statement-')]")
    assert link.get("href") == f"/events/{first.event_id}/revisions/1/#statement-1"
    assert "revision 1, superseded" in words(link.getparent())


def test_how_a_statement_was_checked_is_said_in_a_sentence(client):
    claim, editor = factories.draft_claim(), factories.user()
    for number, relation in enumerate(("supports", "disputes")):
        passage = factories.passage(
            factories.article(of=factories.source(f"source-{number}", reliability="AC"[number]))
        )
        claim_actions.add_evidence(claim=claim, excerpt=passage, relation=relation, by=editor)
    entry = factories.published(claims=[factories.approve(claim_actions.submit(claim=claim, by=editor))])
    day = entry.statements.get().approved_at
    assert words(the(event_page(client, entry), "finding-how")) == (
        "2 independent reports support it; one report speaks against it. The best source behind it is rated A, "
        f"completely reliable. A second person checked it on {day.day} {day:%B} {day.year}."
    )


def test_who_takes_the_same_position_stands_together(client):
    said = {"kind": ClaimKind.POSITION, "issue": factories.issue()}
    people = {"ushakov": "rejects", "peskov": "rejects", "zelensky": "accepts"}
    claims = [
        factories.approved_claim(speaker=factories.actor(slug), text=f"{slug} speaks.", stance=stance, **said)
        for slug, stance in people.items()
    ]
    root = event_page(client, factories.published(claims=claims))
    assert [[words(one) for one in side] for side in of_class(the(root, "standing"), "camp")] == [
        ["Accepts", "Zelensky"],
        ["Rejects", "Ushakov", "Peskov"],
    ]
    assert root.xpath("//div[@class='camp']//a/@href") == ["#statement-3", "#statement-1", "#statement-2"]
    assert of_class(event_page(client, factories.published(claims=claims[:1])), "standing") == []
