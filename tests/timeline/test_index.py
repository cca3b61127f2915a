"""What a journalist sees on the timeline."""

import pytest

from actors.enums import ActorKind
from claims.actions import add_evidence, link_claims
from claims.enums import ClaimKind, Directness, LinkKind, Relation, Stance, Verdict
from claims.models.claim import Claim
from tests import factories
from tests.pages import followed, of_class, parse, read, seen, the, timeline, words
from timeline.actions import EventContent, edit_event

pytestmark = pytest.mark.django_db


def at(happened, title, **content):
    """An entry; those that a test does not tell apart by their claims share one."""
    if "claims" not in content:
        content["claims"] = [Claim.objects.filter(stage="approved").first() or factories.approved_claim()]
    return factories.published(happened_edtf=happened, title=title, **content)


# ---- days and fuzzy dates -----------------------------------------------------------------------------------------


def test_entries_stand_under_the_heading_of_their_day_newest_first(client):
    at("2025-03-12", "Talks end")
    at("2025-03-13", "An aide speaks")
    at("2025-03-13T14:20:00Z", "A plane lands")
    lanes = timeline(client).lanes
    assert [(lane.heading, lane.day) for lane in lanes] == [
        ("Thursday 13 March 2025", "2025-03-13"),
        ("Wednesday 12 March 2025", "2025-03-12"),
    ]
    assert [lane.titles for lane in lanes] == [["A plane lands", "An aide speaks"], ["Talks end"]]


def test_an_exact_time_is_shown_in_utc_and_a_day_without_one_shows_none(client):
    at("2025-03-13T16:20:00+02:00", "A plane lands")
    at("2025-03-13", "An aide speaks")
    page = timeline(client)
    assert "14:20 UTC" in seen(page.entry("A plane lands"))
    assert "UTC" not in seen(page.entry("An aide speaks"))


def test_a_time_that_falls_on_another_day_in_utc_stands_under_that_day(client):
    at("2025-03-13T01:30:00+03:00", "A night call")
    assert [lane.day for lane in timeline(client).lanes] == ["2025-03-12"]


FUZZY = {
    "2025-03": "March 2025 (day unknown)",
    "2025": "2025 (month and day unknown)",
    "2024-22": "Summer 2024 (month and day unknown)",
    "2025-03-10/2025-03-16": "Week of 10 March 2025 (day unknown)",
    "2025-03-10/2025-03-14": "10–14 March 2025 (between these days)",
    "2025-03-01/..": "Since 1 March 2025 (between these days)",
    "../2025-03-13": "Until 13 March 2025 (between these days)",
    "2025-03~": "About March 2025 (no exact date)",
    "2025-03-13?": "About 13 March 2025 (no exact date)",
    "2025-01-01~": "About 1 January 2025 (no exact date)",
    "": "Date not known",
}


def test_a_fuzzy_date_has_a_lane_of_its_own_and_no_day(client):
    for happened in [*FUZZY, "2025-01-01", "2025-03-13", "2025-03-14"]:
        at(happened, happened or "undated")
    page = timeline(client)
    fuzzy = [lane for lane in page.lanes if lane.fuzzy]
    assert {lane.titles[0]: f"{lane.heading} {lane.unsure}".strip() for lane in fuzzy} == {
        happened or "undated": heading for happened, heading in FUZZY.items()
    }
    assert [lane for lane in fuzzy if len(lane.titles) > 1] == [], "an exact entry shares the lane of a fuzzy one"
    assert [lane.day for lane in page.lanes if not lane.fuzzy] == ["2025-03-14", "2025-03-13", "2025-01-01"]
    for lane in of_class(page.root, "lane-fuzzy"):
        assert lane.xpath(".//time") == [], "a fuzzy date pretends to be a moment"


def test_a_month_stands_above_its_days_and_a_year_above_its_months(client):
    for happened in ["2025-03-31", "2025", "2025-03", "2025-12-31", "2025-04-01", ""]:
        at(happened, happened or "undated")
    assert timeline(client).titles == ["2025", "2025-12-31", "2025-04-01", "2025-03", "2025-03-31", "undated"]


def test_the_oldest_order_is_the_newest_backwards(client):
    for happened in ["2025-03-31", "2025", "2025-03", "2025-12-31", "2025-04-01", "", "2025-03-13T10:00Z"]:
        at(happened, happened or "undated")
    page = timeline(client, order="oldest")
    assert page.titles == timeline(client).titles[::-1]
    assert "oldest first" in words(the(page.root, "stream-head"))


def test_fuzzy_dates_that_end_together_are_not_mixed(client):
    for number, happened in enumerate(["2025-03", "2025-03~", "2025-03", "2025-03-01/2025-03-31", "2025-03~"]):
        at(happened, f"{happened} no. {number}")
    lanes = timeline(client).lanes
    assert sorted(lane.heading for lane in lanes) == ["1–31 March 2025", "About March 2025", "March 2025"]


# ---- what a card says ---------------------------------------------------------------------------------------------


def test_a_card_names_its_actors_each_leading_to_the_page_of_that_actor(client):
    witkoff, putin = factories.actor("witkoff", "Steve Witkoff"), factories.actor("putin", "Vladimir Putin")
    at("2025-03-13", "Talks in Moscow", actors=[witkoff, putin])
    page = timeline(client, actor="ushakov")
    links = page.entry("Talks in Moscow").xpath(".//ul[@aria-label='Actors']//a")
    assert [words(link) for link in links] == ["Steve Witkoff", "Vladimir Putin", "Yuri Ushakov"]
    assert links[0].get("href") == "/actors/witkoff/"
    assert words(read(client, links[0].get("href")).find(".//h1")) == "Steve Witkoff"


def test_from_a_page_of_the_past_the_names_of_actors_lead_to_pages_of_the_past(client):
    at("2025-03-13", "Talks in Moscow")
    page = timeline(client, as_of="2100-01-01")
    (link,) = page.entry("Talks in Moscow").xpath(".//ul[@aria-label='Actors']//a")
    assert link.get("href") == "/actors/ushakov/?as_of=2100-01-01"


def test_a_title_leads_to_the_page_of_its_event(client):
    entry = at("2025-03-13", "Talks in Moscow")
    (link,) = timeline(client).root.xpath(".//h3/a")
    assert link.get("href") == entry.get_absolute_url() == f"/events/{entry.event_id}-talks-in-moscow/"


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_told_by_a_word_and_a_shape(client, verdict):
    at("2025-03-13", "An aide speaks", claims=[factories.approved_claim(verdict=verdict)])
    card = timeline(client).entry("An aide speaks")
    assert seen(the(card, "entry-meta")).startswith(str(verdict.label))
    assert str(verdict.label) in seen(the(card, "line-meta")), "the statement's own verdict has no word"
    own, of_statement = of_class(card, "shape")
    assert own.getparent() is card
    assert of_statement.getparent() is the(card, "line")
    assert words(own) == words(of_statement) == verdict.shape
    assert verdict.shape not in seen(card), "screen readers read the shape aloud"


def test_no_two_verdicts_share_a_shape():
    assert len({verdict.shape for verdict in Verdict}) == len(Verdict)


def test_an_entry_is_as_sound_as_its_most_doubtful_statement(client):
    claims = [factories.approved_claim(verdict=verdict) for verdict in ("verified", "unverified")]
    at("2025-03-13", "Half checked", claims=claims)
    claims = [factories.approved_claim(verdict=verdict) for verdict in ("verified", "false")]
    at("2025-03-12", "Contested", claims=claims)
    page = timeline(client)
    assert seen(the(page.entry("Half checked"), "entry-meta")).startswith("unverified")
    assert seen(the(page.entry("Contested"), "entry-meta")).startswith("disputed")


def test_origins_are_counted_and_not_outlets(client):
    wire = factories.article(of=factories.source("wire"))
    copies = [
        factories.article(of=factories.source(slug), origin=wire.article.origin_group) for slug in ("one", "two")
    ]
    other = factories.article(of=factories.source("own-report"))
    against = factories.article(of=factories.source("denial"))
    claim = factories.draft_claim(excerpt=factories.passage(wire))
    editor = factories.user()
    for capture in [*copies, other]:
        add_evidence(claim=claim, excerpt=factories.passage(capture), relation=Relation.SUPPORTS, by=editor)
    add_evidence(claim=claim, excerpt=factories.passage(against), relation=Relation.DISPUTES, by=editor)
    approved = factories.approve(submitted(claim, editor))
    at("2025-03-13", "Widely reported", claims=[approved, factories.approved_claim()])
    at("2025-03-12", "Reported once")
    page = timeline(client)
    card = page.entry("Widely reported")
    assert "3 origins" in words(the(card, "entry-meta"))
    assert [words(meta).rpartition("paraphrase · ")[2] for meta in of_class(card, "line-meta")] == [
        "2 origins",
        "1 origin",
    ]
    assert "1 origin" in words(the(page.entry("Reported once"), "entry-meta"))


def submitted(claim, editor):
    from claims.actions import submit

    return submit(claim=Claim.objects.get(pk=claim.pk), by=editor)


def line(client, title="An aide speaks"):
    (found,) = of_class(timeline(client).entry(title), "line")
    return found


def publish_claim(**content):
    return at("2025-03-13", "An aide speaks", claims=[factories.approved_claim(**content)])


def test_a_quote_is_shown_with_who_said_it_and_in_which_office(client):
    publish_claim(directness=Directness.VERBATIM, quote=factories.QUOTE, quote_language="en")
    said = the(line(client), "line-words")
    assert words(said) == "Yuri Ushakov, foreign policy adviser: “a breather for Ukrainian troops”"
    assert said.xpath(".//q/@lang") == ["en"]
    assert "verbatim" in words(the(line(client), "line-meta"))


def test_a_quote_in_another_language_is_shown_in_translation_that_says_so(client):
    publish_claim(
        directness=Directness.VERBATIM, quote="передышка", quote_language="ru", translation="a breathing space"
    )
    assert words(the(line(client), "line-words")).endswith("“a breathing space”")
    assert the(line(client), "line-words").xpath(".//q/@lang") == ["en"]
    assert "translated from Russian" in words(the(line(client), "line-meta"))


def test_a_quote_without_translation_keeps_its_language_and_its_marks(client):
    publish_claim(directness=Directness.VERBATIM, quote="«передышка»", quote_language="ru")
    assert words(the(line(client), "line-words")).endswith(": «передышка»")
    assert the(line(client), "line-words").xpath(".//q/@lang") == ["ru"]
    assert "translated" not in words(line(client))


def test_a_paraphrase_that_names_its_speaker_stands_alone(client):
    publish_claim(text="Ushakov called the truce a breather.")
    assert words(the(line(client), "line-words")) == "Ushakov called the truce a breather."


def test_a_paraphrase_that_names_nobody_is_still_attributed(client):
    publish_claim(text="The truce is a breather.")
    assert words(the(line(client), "line-words")) == "Yuri Ushakov, foreign policy adviser: The truce is a breather."


def test_a_paraphrase_that_names_the_party_spoken_for_stands_alone(client):
    party = factories.actor("united-states", "United States", kind=ActorKind.STATE)
    envoy = factories.actor("administration", "Trump administration", kind=ActorKind.GOVERNMENT, acts_for=party)
    publish_claim(text="The United States proposed a truce.", speaker=envoy)
    assert words(the(line(client), "line-words")) == "The United States proposed a truce."


def test_a_statement_without_a_speaker_is_the_newsroom_s_own(client):
    publish_claim(text="Troops entered the town.", speaker=None, kind=ClaimKind.FACT)
    assert words(the(line(client), "line-words")) == "Troops entered the town."


def test_a_position_says_whose_it_is_on_what(client):
    russia = factories.actor("russia", "Russia", kind=ActorKind.STATE)
    aide = factories.actor("ushakov", "Yuri Ushakov", acts_for=russia)
    publish_claim(speaker=aide, kind=ClaimKind.POSITION, issue=factories.issue(), stance=Stance.REJECTS)
    assert words(the(line(client), "line-position")) == "Russia → 30-day ceasefire: rejects"


def test_a_card_shows_four_statements_and_says_how_many_more_there_are(client):
    claims = [factories.approved_claim(text=f"Ushakov made point {number}.") for number in range(6)]
    entry = at("2025-03-13", "An aide speaks", claims=claims)
    card = timeline(client).entry("An aide speaks")
    assert [words(the(one, "line-words")) for one in of_class(card, "line")] == [
        f"Ushakov made point {number}." for number in range(4)
    ]
    (more,) = card.xpath(".//a[contains(., 'more statement')]")
    assert (words(more), more.get("href")) == ("2 more statements", entry.get_absolute_url())


def test_a_card_says_that_and_why_it_was_corrected(client):
    factories.republished(
        at("2025-03-13", "An aide speaks"), title="An aide spoke", note="It was an aide, not a spokesman."
    )
    page = timeline(client)
    assert page.titles == ["An aide spoke"], "a superseded revision is still on the timeline"
    meta = the(page.entry("An aide spoke"), "entry-meta")
    assert "rev 2" in words(meta)
    assert "corrected" in seen(meta)
    assert the(meta, "pencil").get("title") == "Corrected: It was an aide, not a spokesman."


def test_a_revision_that_only_adds_is_no_correction(client):
    entry = at("2025-03-13", "An aide speaks", actors=[])
    event = entry.event
    old = EventContent.of(event)
    content = factories.event_content(
        title=old.title, summary=old.summary, actors=[factories.actor("putin", "Vladimir Putin")]
    )
    edit_event(event=event, content=content, version=event.version, by=factories.user())
    from timeline.actions import publish

    publish(event=event, by=factories.user("reviewer"))
    meta = words(the(timeline(client).entry("An aide speaks"), "entry-meta"))
    assert "rev 2" in meta
    assert "corrected" not in meta


def test_a_card_shows_place_and_type(client):
    at("2025-03-13", "Talks in Moscow", place=factories.place(), type="consult")
    assert "Moscow" in words(the(timeline(client).entry("Talks in Moscow"), "entry-meta"))
    assert "talks" in words(the(timeline(client).entry("Talks in Moscow"), "entry-meta"))


def test_the_links_between_claims_change_nothing_for_readers(client):
    one, other = factories.approved_claim(), factories.approved_claim()
    at("2025-03-13", "An aide speaks", claims=[one])
    before = words(timeline(client).root)
    link_claims(claim=one, other=other, kind=LinkKind.CONTRADICTS, by=factories.user())
    assert words(timeline(client).root) == before


# ---- the page around them -----------------------------------------------------------------------------------------


def test_before_anything_is_published_the_page_says_so(client):
    factories.event(claims=[factories.approved_claim()])
    page = timeline(client)
    assert page.titles == []
    assert "Nothing is published yet" in words(the(page.root, "empty"))


def test_where_nothing_matches_the_page_says_what_to_do(client):
    at("2025-03-13", "An aide speaks")
    empty = the(read(client, q="nonexistent"), "empty")
    assert "No entry matches" in words(empty)
    (back,) = empty.xpath(".//a")
    assert timeline(client, followed("/?q=nonexistent", back.get("href"))).titles == ["An aide speaks"]


def test_the_number_of_entries_is_said(client):
    at("2025-03-13", "One")
    assert words(the(read(client), "stream-head")[0]) == "1 entry, newest first"
    at("2025-03-13", "Two")
    assert words(the(read(client), "stream-head")[0]) == "2 entries, newest first"


def test_htmx_gets_the_results_alone_and_everybody_else_the_page(client, htmx):
    at("2025-03-13", "An aide speaks")
    whole, part = client.get("/"), htmx.get("/")
    assert whole.content.lstrip().startswith(b"<!DOCTYPE html>")
    assert part.content.lstrip().startswith(b'<div id="results"')
    assert b"<html" not in part.content
    restored = htmx.get("/", headers={"HX-History-Restore-Request": "true"})
    assert restored.content.lstrip().startswith(b"<!DOCTYPE html>"), "history gets back a fragment"
    assert restored["ETag"] not in {whole["ETag"], part["ETag"]}


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize("url", ["/", "/?type=statement", "/?type=nonsense", "/conflicts/talks/"])
def test_caches_are_told_to_keep_the_two_bodies_apart(client, url, headers):
    at("2025-03-13", "An aide speaks")
    assert "HX-Request" in client.get(url, headers=headers)["Vary"].split(", ")


@pytest.mark.parametrize(
    ("asked", "pushed"),
    [
        ("/", "/"),
        ("/?q=&actor=&type=&verdict=&from=&to=&as_of=&order=", "/"),
        ("/?order=newest", "/"),
        ("/?q=&actor=ushakov&order=oldest&from=", "/?actor=ushakov&order=oldest"),
        ("/?q=перемирие", "/?q=%D0%BF%D0%B5%D1%80%D0%B5%D0%BC%D0%B8%D1%80%D0%B8%D0%B5"),
        ("/conflicts/talks/?type=&verdict=verified", "/conflicts/talks/?verdict=verified"),
        ("/?type=nonsense", "/?type=nonsense"),
    ],
)
def test_htmx_pushes_the_address_of_what_is_shown(htmx, client, asked, pushed):
    at("2025-03-13", "An aide speaks")
    assert htmx.get(asked)["HX-Push-Url"] == pushed
    assert "HX-Push-Url" not in client.get(asked)


def test_the_form_works_without_javascript(client):
    at("2025-03-13", "An aide speaks")
    root = read(client, "/conflicts/talks/")
    form = root.get_element_by_id("filters")
    assert (form.get("method"), form.get("action")) == ("get", "/conflicts/talks/")
    assert form.xpath(".//button[@type='submit']")
    assert root.get_element_by_id("q").get("form") == "filters"
    unnamed = [one for one in form.xpath(".//input | .//select") if not one.get("name")]
    assert unnamed == []


def test_every_control_of_the_form_has_a_label(client):
    at("2025-03-13", "An aide speaks")
    root = read(client)
    labelled = set(root.xpath("//label/@for"))
    for one in root.get_element_by_id("filters").xpath(".//input[not(@type='hidden')] | .//select"):
        assert one.get("id") in labelled or one.get("aria-label"), one.get("name")


def test_ids_are_unique(client):
    at("2025-03-13", "An aide speaks")
    at("2025-03-13", "Another")
    ids = read(client, actor="ushakov").xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_page_of_a_conflict_shows_its_entries_and_no_others(client):
    at("2025-03-13", "Here")
    other = factories.conflict("elsewhere", "Another war")
    at("2025-03-13", "There", conflict=other, claims=[factories.approved_claim(conflict=other)])
    page = timeline(client, "/conflicts/elsewhere/")
    assert page.titles == ["There"]
    assert words(page.root.find(".//h1")) == "Another war"
    assert page.total == 1
    assert timeline(client, "/conflicts/talks/", order="oldest").titles == ["Here"]


def test_links_on_the_page_of_a_conflict_stay_there(client):
    at("2025-03-13", "Here")
    page = timeline(client, "/conflicts/talks/", type="statement")
    assert followed("/conflicts/talks/?type=statement", page.chips["Type statement"]) == "/conflicts/talks/"
    assert page.root.get_element_by_id("filters").get("hx-get") == "/conflicts/talks/"


@pytest.mark.parametrize("slug", ["secret", "nonexistent"])
def test_a_conflict_of_which_nothing_is_published_does_not_exist(client, slug):
    secret = factories.conflict("secret", "A secret war")
    factories.event(conflict=secret, claims=[factories.approved_claim(conflict=secret)])
    assert client.get(f"/conflicts/{slug}/").status_code == 404


def test_head_is_get_without_a_body(client):
    at("2025-03-13", "An aide speaks")
    response = client.head("/")
    assert response.status_code == 200
    assert response.content == b""
    assert response["ETag"] == client.get("/")["ETag"]


def test_a_logged_in_person_sees_the_same_entries(client, as_editor):
    at("2025-03-13", "An aide speaks")
    theirs = parse(as_editor.get("/"))
    assert words(theirs.get_element_by_id("results")) == words(read(client).get_element_by_id("results"))
