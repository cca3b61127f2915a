"""The pages of actors: who is there, what each was when, and nothing that is not published."""

import json
from datetime import UTC, date, datetime, timedelta

import pgtrigger
import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from actors.models import Actor, ActorMerge, ActorName, Office
from claims import actions as claim_actions
from claims.actions import ClaimContent
from claims.models import OfficeEvidence
from lib.edtf_dates import FuzzyDate
from lib.history import versions_of
from tests import factories
from tests.pages import of_class, parse, read, what_is_published_was_read, words
from timeline import actions as event_actions
from timeline.actor_rows import FORMER, HELD, LATER, PERHAPS, Span

pytestmark = pytest.mark.django_db

URL = "/actors/ushakov/"


def aide(**offices):
    return factories.actor("ushakov", "Yuri Ushakov", **offices)


def office(actor, title, start="", end="", **columns):
    return Office.objects.create(actor=actor, title=title, start_edtf=start, end_edtf=end, **columns)


def says(speaker=None, said="2025-03-13", **content):
    """A published entry with one claim of this speaker."""
    claim = factories.approved_claim(speaker=speaker or aide(), said_edtf=said, **content)
    return factories.published(claims=[claim], title=content.get("text", "An aide speaks"), happened_edtf=said or "")


def merge(gone, kept, at=None, undone_at=None):
    by = factories.user("admin")
    undone = {"undone_at": undone_at, "undone_by": by} if undone_at else {}
    return ActorMerge.objects.create(
        gone=gone, kept=kept, reason="One person.", by=by, at=at or timezone.now(), **undone
    )


def changed_just_now(*models):
    """Versions of rows have the time at which their transaction began, and a test is one transaction."""
    for model in models:
        versions = versions_of(model)
        with pgtrigger.ignore(f"{versions.model._meta.label}:append_only"):
            versions.exclude(pgh_label="insert").update(pgh_created_at=timezone.now())


def section(root, name):
    (found,) = root.xpath(f"//section[@aria-labelledby='{name}']")
    return found


def posts(root):
    """Each office on the page: (title, what stands beside it)."""
    found = of_class(section(root, "offices"), "post")
    return {words(one.find(".//strong")): words(one) for one in found}


def held(root):
    offices = section(root, "offices")
    headings = offices.xpath(".//h3[starts-with(normalize-space(), 'Held on')]")
    return [words(one) for heading in headings for one in heading.getnext().xpath(".//strong")]


# ---- who has a page


def test_who_takes_part_speaks_or_is_spoken_for_has_a_page_and_nobody_else(client):
    russia = factories.actor("russia", "Russia", kind="state")
    kremlin = factories.actor("kremlin", "Kremlin", kind="government", acts_for=russia)
    speaker = factories.actor("ushakov", "Yuri Ushakov", acts_for=kremlin)
    nato, guest = factories.actor("nato", "NATO", kind="alliance"), factories.actor("guest", "A Guest")
    claim = factories.approved_claim(speaker=speaker, attributions=[(nato, "addressee")])
    factories.published(claims=[claim], actors=[guest])
    factories.actor("unknown", "Nobody Yet")
    factories.draft_claim(speaker=factories.actor("drafted", "Of a Draft"))
    listed = read(client, "/actors/").xpath("//tbody/tr")
    assert {words(row[3]) for row in listed} == {"1"}, "each occurs in the one entry"
    assert [words(row[0]) for row in read(client, "/actors/").xpath("//tbody/tr")] == [
        "A Guest",
        "Kremlin",
        "NATO",
        "Russia",
        "Yuri Ushakov",
    ]
    for slug in ("russia", "kremlin", "ushakov", "nato", "guest"):
        read(client, f"/actors/{slug}/")
    for slug in ("unknown", "drafted", "nonsense"):
        read(client, f"/actors/{slug}/", status=404)


def test_an_actor_goes_with_the_last_entry_that_has_it(client):
    entry = says()
    event_actions.withdraw(event=entry.event, reason="Wrong.", by=factories.user("reviewer"))
    read(client, URL, status=404)
    assert read(client, "/actors/").xpath("//tbody/tr") == []
    then = f"{entry.known_at:%Y-%m-%dT%H:%M:%S.%fZ}"
    assert words(read(client, URL, as_of=then).find(".//h1")) == "Yuri Ushakov"


def test_before_it_was_published_there_was_nothing(client):
    says()
    page = read(client, URL, status=404, as_of="2020-01-01")
    assert "not published yet" in words(page.find(".//main"))
    assert read(client, "/actors/", as_of="2020-01-01").xpath("//tbody/tr") == []


@pytest.mark.parametrize(
    "query", ["on=2025-03", "on=soon", "as_of=soon", "verdict=maybe", "said=soon", "colour=red", "on="]
)
def test_a_wrong_parameter_is_named(client, query):
    says()
    response = client.get(f"{URL}?{query}")
    assert response.status_code == (200 if query == "on=" else 400)
    if response.status_code == 400:
        assert query.split("=")[0] in words(parse(response).find(".//main"))


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page=10001", "kind=robot", "on=2025", "verdict=false", "kind=person&kind=state"]
)
def test_a_wrong_parameter_of_the_list_is_named(client, query):
    response = client.get(f"/actors/?{query}")
    assert response.status_code == 400
    assert query.split("=")[0] in words(parse(response).find(".//main"))


# ---- the list


def test_the_list_is_narrowed_by_name_and_kind(client):
    state = factories.actor("russia", "Russia", kind="state")
    ActorName.objects.create(actor=state, text="Россия", language="ru", script="Cyrl", kind="full")
    ActorName.objects.create(actor=state, text="Moscow", language="en", kind="metonym")
    factories.published(actors=[state])

    def named(**asked):
        return [words(row[0]) for row in read(client, "/actors/", **asked).xpath("//tbody/tr")]

    assert named(q="росси") == named(q="RUSS") == named(kind="state") == ["Russia"]
    assert named(q="ushak") == named(kind="person") == ["Yuri Ushakov"]
    assert named(q="moscow") == named(q="russia", kind="person") == []


def test_the_list_says_which_office_was_held_on_the_day_and_how_many_entries(client):
    speaker = aide()
    office(speaker, "Adviser", "2012", "2025-06-30")
    office(speaker, "Negotiator", "2025-07-01")
    says(text="One."), says(text="Two.", said="2025-08-01")

    def row(**asked):
        return [words(cell) for cell in read(client, "/actors/", **asked).xpath("//tbody/tr")[0]]

    assert row(on="2025-03-13") == ["Yuri Ushakov", "person", "Adviser", "2"]
    assert row(on="2025-07-01") == ["Yuri Ushakov", "person", "Negotiator", "2"]
    assert row(on="2011-12-31") == ["Yuri Ushakov", "person", "", "2"]


def test_two_who_hold_the_same_office_are_both_listed_with_it(client):
    one, other = aide(), factories.actor("peskov", "Dmitry Peskov")
    for speaker in (one, other):
        office(speaker, "Member of the council", "2012")
        says(speaker)
    rows = read(client, "/actors/").xpath("//tbody/tr")
    assert [words(row[2]) for row in rows] == ["Member of the council", "Member of the council"]


def test_the_list_has_pages(client, monkeypatch):
    monkeypatch.setattr("timeline.actor_list.PAGE_SIZE", 2)
    factories.published(actors=[factories.actor(f"a-{n}", f"Actor {n}") for n in range(4)])
    first = read(client, "/actors/")
    assert [words(row[0]) for row in first.xpath("//tbody/tr")] == ["Actor 0", "Actor 1"]
    (after,) = first.xpath("//a[@rel='next']/@href")
    second = read(client, f"/actors/{after}")
    assert [words(row[0]) for row in second.xpath("//tbody/tr")] == ["Actor 2", "Actor 3"]
    assert second.xpath("//a[@rel='prev']/@href") == ["."]
    third = read(client, "/actors/", page="3")
    assert [words(row[0]) for row in third.xpath("//tbody/tr")] == ["Yuri Ushakov"]
    assert third.xpath("//a[@rel='next']") == []
    assert "ends before" in words(read(client, "/actors/", page="4").find(".//main"))


# ---- offices on a day


def test_an_office_is_shown_as_held_former_or_to_come_with_its_dates(client):
    speaker = aide()
    office(speaker, "Ambassador", "1998", "2008-05")
    office(speaker, "Adviser", "2012-05-22")
    says(said="2005-06-01", text="Then."), says(said="2025-03-13", text="Now.")
    page = read(client, URL, on="2025-03-13")
    assert held(page) == ["Adviser"]
    assert "since 22 May 2012" in posts(page)["Adviser"]
    assert "1998 to May 2008" in posts(page)["Ambassador"]
    assert "Ended before that day" in posts(page)["Ambassador"]
    assert "Began after that day" in posts(read(client, URL, on="2000-01-01"))["Adviser"]
    assert held(read(client, URL, on="2008-05-31")) == ["Ambassador"]
    assert "Perhaps" in posts(read(client, URL, on="2008-05-31"))["Ambassador"]
    assert held(read(client, URL, on="2010-01-01")) == []


def test_an_office_says_where_it_was_first_and_last_cited(client):
    office(aide(), "Adviser", "2012-05-22")
    first, last = says(said="2025-03-11", text="One."), says(said="2025-03-13", text="Two.")
    says(said="2025-03-12", text="Between.")
    (post,) = of_class(read(client, URL), "post")
    links = [(words(link), link.get("href")) for link in post.xpath(".//a")]
    assert links == [
        ("11 March 2025", f"/events/{first.event_id}-{first.slug}/#statement-1"),
        ("13 March 2025", f"/events/{last.event_id}-{last.slug}/#statement-1"),
    ]
    assert "not yet sourced" in words(post)


def test_an_office_nobody_has_published_is_not_there_though_it_is_held(client):
    speaker = aide(office="Adviser")
    says()
    office(speaker, "Prime minister", "2025-04-01")
    assert list(posts(read(client, URL))) == ["Adviser"]
    assert "Prime minister" not in words(read(client, "/actors/"))


def test_an_office_renamed_since_is_shown_by_the_name_that_was_published(client):
    speaker = aide(office="Adviser")
    says()
    Office.objects.filter(actor=speaker).update(title="Prime minister")
    assert list(posts(read(client, URL))) == ["Adviser"]


def test_evidence_of_an_office_shows_where_its_passage_is_published(client, editor):
    speaker = aide()
    post = office(speaker, "Head of the delegation", "2025-02", kind="membership")
    shown = factories.passage()
    OfficeEvidence.objects.create(office=post, excerpt=shown, added_by=editor)
    says()
    assert of_class(read(client, URL), "post") == [], "no reader may see that passage yet"
    entry = says(excerpt=shown, text="Another.")
    (post,) = of_class(read(client, URL), "post")
    assert words(post.find(".//mark")) == factories.QUOTE
    citation = entry.statements.get().citations.get()
    assert post.xpath(".//figcaption/a/@href") == [f"/evidence/{citation.pk}/#passage"]
    assert "not yet sourced" not in words(post)
    OfficeEvidence.objects.all().delete()
    changed_just_now(OfficeEvidence)
    assert of_class(read(client, URL), "post") == []
    before = f"{entry.known_at:%Y-%m-%dT%H:%M:%S.%fZ}"
    assert len(of_class(read(client, URL, as_of=before), "post")) == 1


DATES = st.one_of(
    st.just(""),
    st.dates(date(2020, 1, 1), date(2022, 12, 31)).flatmap(
        lambda day: st.sampled_from([f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}"])
    ),
)


def _days(edtf, *, open_day):
    """Every day that a date may mean, in plain Python."""
    if not edtf:
        return [open_day]
    parts = [int(part) for part in edtf.split("-")]
    whole = [date(2020, 1, 1) + timedelta(days=n) for n in range(1096)]
    return [day for day in whole if [day.year, day.month, day.day][: len(parts)] == parts]


@settings(max_examples=300, deadline=None)
@given(DATES, DATES, st.dates(date(2019, 12, 1), date(2023, 1, 31)))
def test_what_holds_on_a_day_agrees_with_every_day_that_was_meant(start, end, day):
    starts, ends = _days(start, open_day=date.min), _days(end, open_day=date.max)
    if max(ends) < min(starts):
        return
    verdicts = set()
    for first in {min(starts), max(starts), *(one for one in starts if one >= day)}:
        for last in {min(ends), max(ends), *(one for one in ends if one <= day)}:
            verdicts.add(first <= day <= last)
    expected = HELD if verdicts == {True} else PERHAPS if True in verdicts else None
    found = Span(FuzzyDate.parse(start), FuzzyDate.parse(end)).on(day)
    if expected is None:
        assert found in ({LATER} if day < min(starts) else {FORMER})
    else:
        assert found == expected


# ---- no office that was not held then


HISTORIES = st.lists(
    st.tuples(st.sampled_from(["adviser", "envoy", "minister"]), DATES, DATES), min_size=1, max_size=4, unique=True
)
SAID = st.one_of(DATES, st.just("2021-03-05~"), st.just("2021-02/2021-04"))


@settings(max_examples=150, deadline=None)
@given(HISTORIES, SAID)
def test_the_office_of_a_statement_was_held_on_every_day_on_which_it_may_have_been_made(history, said):
    rows = [(title, FuzzyDate.parse(start), FuzzyDate.parse(end)) for title, start, end in history]

    class Offices:
        def all(self):
            return [
                Office(title=title, start_earliest=start.earliest, end_latest=end.latest)
                for title, start, end in rows
            ]

    class Somebody:
        offices = Offices()

    shown = claim_actions.writing.office_then(Somebody(), said)
    when = FuzzyDate.parse(said)
    days = (
        [when.earliest.date() + timedelta(days=n) for n in range((when.latest - when.earliest).days + 1)]
        if when.earliest and when.latest
        else [date.min, date.max]
    )

    def throughout(start, end):
        return all(
            (start.earliest is None or start.earliest.date() <= day)
            and (end.latest is None or day <= end.latest.date())
            for day in days
        )

    fitting = {title for title, start, end in rows if throughout(start, end)}
    assert shown in fitting if fitting else shown == ""


def everywhere(client, entry):
    """What every public page of an entry says."""
    urls = ["/", f"/events/{entry.event_id}-{entry.slug}/", f"/events/{entry.event_id}/revisions/{entry.revision}/"]
    return " ".join(
        words(read(client, url).find(".//main")) for url in [*urls, f"/events/{entry.event_id}.jsonld"][:3]
    )


def test_an_office_that_ended_earlier_than_we_knew_is_a_change_of_the_next_publication(client):
    speaker = aide()
    post = office(speaker, "Foreign policy adviser", "2012", "2025-12-31")
    entry = says()
    assert "Foreign policy adviser" in everywhere(client, entry)
    post.end_edtf = "2025-03-01"
    post.save()
    new = factories.republished(entry, note="He had left the post by then.")
    assert new.changes == [{"what": "office of Yuri Ushakov", "before": "Foreign policy adviser", "after": ""}]
    page = read(client, f"/events/{new.event_id}-{new.slug}/")
    assert "Foreign policy adviser" not in words(of_class(page, "statement")[0])
    assert "Foreign policy adviser" not in words(of_class(read(client, "/"), "entry")[0])
    assert held(read(client, URL, on="2025-03-13")) == []


def test_another_date_of_speech_is_another_office_when_it_is_published(client):
    speaker = aide()
    office(speaker, "Ambassador", "1998", "2008")
    office(speaker, "Adviser", "2012")
    entry = says(said="2005-06-01")
    claim = entry.statements.get().claim
    content = ClaimContent.of(claim)
    changed = ClaimContent(
        **{name: getattr(content, name) for name in ClaimContent.__dataclass_fields__} | {"said_edtf": "2025-03-13"}
    )
    claim = claim_actions.edit_claim(claim=claim, content=changed, version=claim.version, by=factories.user())
    factories.approve(factories.to_review(claim))
    new = event_actions.publish(event=entry.event, by=factories.user("reviewer"), note="He said it now.")
    (statement,) = of_class(read(client, f"/events/{new.event_id}-{new.slug}/"), "statement")
    assert "Adviser" in words(statement)
    assert "Ambassador" not in words(statement)


def test_who_spoke_on_a_day_that_nobody_knows_is_shown_without_an_office_of_some_days(client):
    office(aide(), "Adviser", "2012")
    entry = says(said="")
    assert "Adviser" not in everywhere(client, entry)


# ---- as it was known


def test_the_page_as_of_a_moment_has_the_rows_of_that_moment(client):
    speaker = aide()
    post = office(speaker, "Adviser", "2012-05-22")
    ActorName.objects.create(actor=speaker, text="Yury Ushakov", language="en", kind="full")
    entry = says()
    then = f"{timezone.now():%Y-%m-%dT%H:%M:%S.%fZ}"
    Actor.objects.filter(pk=speaker.pk).update(name="Sir Yuri", country="RUS")
    post.end_edtf = "2025-06"
    post.save()
    ActorName.objects.all().delete()
    changed_just_now(Actor, Office, ActorName)
    now, before = read(client, URL), read(client, URL, as_of=then)
    assert [words(page.find(".//h1")) for page in (now, before)] == ["Sir Yuri", "Yuri Ushakov"]
    assert "May 2012 to June 2025" in posts(now)["Adviser"]
    assert "since 22 May 2012" in posts(before)["Adviser"]
    assert ["CountryRussia" in words(page.find(".//main")) for page in (now, before)] == [True, False]
    assert [len(of_class(page, "actor-name")) for page in (now, before)] == [0, 1]
    (listed,) = read(client, "/actors/", as_of=then).xpath("//tbody/tr/th")
    assert words(listed) == "Yuri Ushakov"
    assert listed.xpath(".//a/@href")[0].startswith(f"{URL}?as_of=")
    for link in before.xpath("//article//a/@href"):
        if link.startswith(("/events/", "/actors/")):
            assert "as_of=" in link, link
    assert entry.known_at < timezone.now()


def test_a_cached_page_notices_that_the_gazetteer_changed(client):
    speaker, double = aide(office="Adviser"), factories.actor("double", "A Double")
    says()
    says(double, text="Another.")

    def still_fresh(tag):
        return client.get(URL, headers={"If-None-Match": tag}).status_code == 304

    def tag():
        return client.get(URL)["ETag"]

    for change in (
        lambda: Actor.objects.filter(pk=speaker.pk).update(country="RUS"),
        lambda: Office.objects.update(end_edtf="2030"),
        lambda: ActorName.objects.create(actor=speaker, text="Yury Ushakov", language="en", kind="full"),
        lambda: merge(double, speaker),
        lambda: ActorMerge.objects.update(undone_at=timezone.now(), undone_by=factories.user("admin")),
    ):
        last = tag()
        assert still_fresh(last)
        change()
        assert not still_fresh(last)


def test_a_cached_timeline_notices_that_two_actors_became_one(client):
    says()
    double = factories.actor("double", "A Double")
    hidden = [factories.actor(f"hidden-{n}") for n in (1, 2)]
    says(double, text="Another.")
    last = client.get("/")["ETag"]
    merge(*hidden)
    assert client.get("/", headers={"If-None-Match": last}).status_code == 304, "that nobody knows them shows"
    merge(double, aide())
    assert client.get("/", headers={"If-None-Match": last}).status_code == 200


# ---- names


def test_other_names_are_listed_by_language_without_inflected_forms(client):
    speaker = aide()
    for text, language, script, kind in [
        ("Yury Ushakov", "en", "Latn", "full"),
        ("Ushakov", "en", "Latn", "short"),
        ("Iurii Ushakov", "en", "Latn", "transliteration"),
        ("Kremlin aide", "en", "Latn", "title"),
        ("Юрій Ушаков", "uk", "Cyrl", "full"),
        ("Юрія Ушакова", "uk", "Cyrl", "full"),
        ("Юрієм Ушаковим", "uk", "Cyrl", "full"),
        ("Ушаков", "uk", "Cyrl", "short"),
        ("Юрий Ушаков", "ru", "Cyrl", "full"),
    ]:
        ActorName.objects.create(actor=speaker, text=text, language=language, script=script, kind=kind)
    says()
    found = {
        words(row.find("dt")): [words(name[0]) for name in of_class(row, "actor-name")]
        for row in of_class(read(client, URL), "actor-names")[0].xpath(".//dl/div")
    }
    assert found == {
        "English": ["Yury Ushakov", "Ushakov", "Iurii Ushakov"],
        "Russian": ["Юрий Ушаков"],
        "Ukrainian": ["Юрій Ушаков"],
    }


def test_a_former_name_is_what_it_was_called_on_a_day(client):
    paper = factories.actor("x", "X", kind="media")
    ActorName.objects.create(actor=paper, text="Twitter", language="en", kind="former", end_edtf="2023-07-23")
    factories.published(actors=[paper])
    head = of_class(read(client, "/actors/x/", on="2022-01-01"), "actor-head")[0]
    assert "called Twitter" in words(head)
    assert "called" not in words(
        of_class(read(client, "/actors/x/", on="2024-01-01"), "actor-head")[0].find(".//h1").getnext()
    )
    assert "until 23 July 2023" in words(head)


def test_identifiers_are_on_the_page_and_in_linked_data(client):
    state = factories.actor("russia", "Russia", kind="state")
    Actor.objects.filter(pk=state.pk).update(wikidata="Q159", gw_number=365, ucdp_id=1234)
    factories.published(actors=[state])
    page = read(client, "/actors/russia/")
    links = page.xpath("//dl[@class='facts']//a/@href")
    assert links == ["https://www.wikidata.org/wiki/Q159", "https://ucdp.uu.se/actor/1234"]
    assert "365" in words(page.xpath("//dl[@class='facts']")[0])
    (data,) = page.xpath("//script[@type='application/ld+json']")
    found = json.loads(data.text)
    assert (found["@type"], found["name"], found["sameAs"]) == (
        "Country",
        "Russia",
        ["https://www.wikidata.org/entity/Q159"],
    )


# ---- who speaks for whom


def test_the_chain_leads_up_and_those_who_speak_for_it_are_listed(client):
    russia = factories.actor("russia", "Russia", kind="state")
    kremlin = factories.actor("kremlin", "Kremlin", kind="government", acts_for=russia)
    says(factories.actor("ushakov", "Yuri Ushakov", acts_for=kremlin))
    says(factories.actor("peskov", "Dmitry Peskov", acts_for=kremlin), text="Another.")

    def chain(slug):
        found = of_class(read(client, f"/actors/{slug}/"), "chain")
        return [words(link) for link in found[0].xpath(".//a")] if found else []

    def agents(slug):
        return [words(one[0]) for one in section(read(client, f"/actors/{slug}/"), "speaks-for").xpath(".//li")]

    assert (chain("ushakov"), chain("kremlin"), chain("russia")) == (["Kremlin", "Russia"], ["Russia"], [])
    assert (agents("kremlin"), agents("russia")) == (["Dmitry Peskov", "Yuri Ushakov"], ["Kremlin"])
    assert agents("ushakov") == []


def test_who_speaks_for_somebody_is_as_it_was_published(client):
    kremlin = factories.actor("kremlin", "Kremlin", kind="government")
    speaker = factories.actor("ushakov", "Yuri Ushakov", acts_for=kremlin)
    says(speaker)
    Actor.objects.filter(pk=speaker.pk).update(acts_for=factories.actor("secret", "A Secret Employer"))
    page = read(client, URL)
    assert [words(one) for one in of_class(page, "chain")[0].xpath(".//a")] == ["Kremlin"]
    assert "Secret" not in words(page.find(".//main"))
    assert of_class(read(client, URL, on="2025-03-12"), "chain") == [], "he had not spoken for it by then"


# ---- merged


def test_an_actor_merged_into_another_leads_to_it_with_what_was_asked(client):
    old, new = factories.actor("old", "Y. Ushakov"), aide()
    says(old, text="Under the old name."), says(new, text="Under the new one.")
    merge(old, new)
    response = client.get("/actors/old/?on=2025-03-13")
    assert (response.status_code, response["Location"]) == (301, f"{URL}?on=2025-03-13")
    page = read(client, URL)
    assert {words(one) for one in of_class(page, "entry-title")} == {"Under the old name.", "Under the new one."}
    assert "2 claims" in words(section(page, "record"))
    (row,) = read(client, "/actors/").xpath("//tbody/tr")
    assert [words(cell) for cell in row] == ["Yuri Ushakov", "person", "", "2"]
    assert [words(row[0]) for row in read(client, "/actors/", q="Y. Ush").xpath("//tbody/tr")] == ["Yuri Ushakov"]


def test_before_the_merge_and_after_it_was_taken_back_they_are_two(client):
    old, new = factories.actor("old", "Y. Ushakov"), aide()
    says(old, text="Under the old name."), says(new, text="Under the new one.")
    before, at = timezone.now(), timezone.now() + timedelta(days=1)
    merge(old, new, at=at, undone_at=at + timedelta(days=1))
    for moment, status in ((before, 200), (at + timedelta(hours=1), 302), (at + timedelta(days=2), 200)):
        response = client.get("/actors/old/", {"as_of": f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}"})
        assert response.status_code == status
    assert client.get("/actors/old/").status_code == 200


def test_an_unpublished_actor_merged_into_a_public_one_leads_to_it_and_into_another_unpublished_nowhere(client):
    says()
    merge(factories.actor("double", "A Double"), aide())
    merge(factories.actor("one", "One"), factories.actor("other", "Other"))
    assert client.get("/actors/double/").status_code == 301
    assert client.get("/actors/one/").status_code == 404


def test_what_was_published_under_one_that_went_is_the_page_of_one_that_was_not(client):
    old, new = factories.actor("old", "Y. Ushakov"), factories.actor("new", "Yuri Viktorovich")
    says(old)
    merge(old, new)
    assert words(read(client, "/actors/new/").find(".//h1")) == "Yuri Viktorovich"
    assert [words(row[0]) for row in read(client, "/actors/").xpath("//tbody/tr")] == ["Yuri Viktorovich"]


def test_an_address_that_an_actor_had_before_leads_to_it(client):
    speaker = aide()
    says()
    Actor.objects.filter(pk=speaker.pk).update(slug="yuri-ushakov")
    response = client.get(URL)
    assert (response.status_code, response["Location"]) == (301, "/actors/yuri-ushakov/")
    assert "1 claim" in words(section(read(client, "/actors/yuri-ushakov/"), "record"))


# ---- what it costs


def fill(number):
    kremlin = factories.actor("kremlin", "Kremlin", kind="government")
    speaker = factories.actor("ushakov", "Yuri Ushakov", acts_for=kremlin)
    other = factories.actor(f"guest-{number}", f"Guest {number}", office="guest")
    post = office(speaker, f"Post {number}", f"201{number}", organisation=kremlin)
    OfficeEvidence.objects.create(office=post, excerpt=(passage := factories.passage()), added_by=factories.user())
    entry = says(speaker, text=f"Said {number}.", excerpt=passage, attributions=[(other, "addressee")])
    says(other, text=f"Answered {number}.")
    factories.republished(entry, title=f"Corrected {number}")


@pytest.mark.parametrize("url", ["/actors/", URL, f"{URL}?as_of=2100-01-01", "/actors/?as_of=2100-01-01&q=u"])
def test_queries_are_as_many_for_one_as_for_five(client, url, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    fill(1)
    count()  # what is looked up once in a process
    one = count()
    for number in range(2, 6):
        fill(number)
    what_is_published_was_read()
    count()  # cards that no page has shown yet
    assert count() == one
    assert one <= (23 if url.startswith(URL) else 7)


def test_a_page_of_now_is_the_page_as_of_now(client):
    office(aide(), "Adviser", "2012-05-22")
    says()
    moment = datetime.now(UTC) + timedelta(seconds=1)
    now, then = read(client, URL), read(client, URL, as_of=f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}")
    assert words(section(now, "offices")) == words(section(then, "offices"))
    assert versions_of(Actor).exists()
