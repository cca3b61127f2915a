"""Pieces of the timeline in frames: what they show, where they lead, and what they never carry."""

import pytest
from django.conf import settings as project

from tests import factories
from tests.conftest import logged_in
from tests.pages import parse, seen, what_is_published_was_read
from tests.timeline.test_paging import copies
from timeline import actions

pytestmark = pytest.mark.django_db

STRIP_QUERIES = 3  # ETag; what is published; conflicts
CSP = "Content-Security-Policy"


@pytest.fixture
def entry():
    return factories.published(
        title="A strike", actors=[factories.actor("russia", "Russia")], place=factories.place()
    )


def addresses(entry):
    return [
        "/embed/",
        "/embed/?verdict=verified&theme=dark",
        "/embed/strip/?theme=dark",
        "/embed/strip/",
        f"/embed/events/{entry.event_id}/",
    ]


def withdrawn(entry):
    event = entry.event
    event.refresh_from_db()
    return actions.withdraw(event=event, reason="A forgery.", by=factories.user("reviewer"))


def test_the_list_shows_what_the_filters_mean_and_leads_back(client, entry):
    factories.published(title="Another", type="aid")
    page = parse(client.get("/embed/?actor=russia&theme=light"))
    (title,) = page.xpath("//h3/a")
    assert title.text_content() == "A strike"
    assert title.get("href") == f"/events/{entry.event_id}-a-strike/"
    assert "Moscow" in seen(page)
    assert page.xpath("//footer/a/@href") == ["/?actor=russia"]


def test_the_list_is_short_and_says_where_the_rest_is(client, entry):
    copies(entry, [f"2025-01-{day:02}" for day in range(1, 20)])
    page = parse(client.get("/embed/"))
    assert len(page.xpath("//article")) == 10
    assert page.xpath("//footer/a")[0].text_content() == "More in the timeline of Attested"


def test_a_list_of_a_past_day_leads_to_what_was_known_then(client, entry):
    (old,) = copies(entry, ["2025-01-01"], known_at=entry.known_at.replace(year=2025))
    page = parse(client.get("/embed/?as_of=2025-12-31"))
    assert page.xpath("//h3/a/@href") == [f"/events/{old.event_id}-{old.slug}/?as_of=2025-12-31"]


def test_each_bar_of_the_overview_leads_to_its_entries_on_the_full_page(client, entry):
    copies(entry, ["2025-03-11", "2025-03-11"])
    page = parse(client.get("/embed/strip/?actor=russia&theme=dark"))
    (bar, other) = page.xpath("//*[@id='strip-bars']/a[contains(@class, 'bar')]")
    assert bar.get("href") == "/?actor=russia&from=2025-03-11&to=2025-03-11"
    assert bar.get("title").startswith("Tuesday 11 March 2025: 2 entries")
    shown = parse(client.get(bar.get("href")))
    assert len(shown.xpath("//article[contains(@class, 'entry')]")) == 2
    rows = {seen(row): row.xpath(".//a/@href") for row in page.xpath("//tbody/tr")}
    assert list(rows.values()) == [[bar.get("href")], [other.get("href")]]
    assert page.xpath("//footer/a/@href") == ["/?actor=russia"]
    assert not page.xpath("//*[@id='strip-hint']"), "what only the full page can do is not offered"


def test_an_overview_of_nothing_says_so(client, entry):
    page = client.get("/embed/strip/?from=1950&to=1951").content.decode()
    assert "No entry that matches has a date." in page
    assert "<svg" not in page


def test_an_overview_of_a_past_day_leads_to_what_was_known_then(client, entry):
    copies(entry, ["2025-01-01"], known_at=entry.known_at.replace(year=2025))
    page = parse(client.get("/embed/strip/?as_of=2025-12-31"))
    (url,) = page.xpath("//a[contains(@class, 'bar')]/@href")
    assert url == "/?as_of=2025-12-31&from=2025-01-01&to=2025-01-01"


def test_an_event_shows_its_statements_and_its_correction(client, entry):
    factories.republished(entry, title="Two strikes", note="It was two.")
    page = parse(client.get(f"/embed/events/{entry.event_id}/"))
    assert page.xpath("//h1/a/@href") == [f"/events/{entry.event_id}-two-strikes/"]
    for words in ("Corrected. It was two.", "Ushakov called the ceasefire", "rev 2", "13 March 2025"):
        assert words in seen(page).replace("\xa0", " ")


def test_a_withdrawn_event_says_so(client, entry):
    withdrawn(entry)
    response = client.get(f"/embed/events/{entry.event_id}/")
    assert response.status_code == 410
    assert "A forgery." in response.content.decode()
    assert "An aide spoke" not in response.content.decode()
    assert "A strike" not in client.get("/embed/").content.decode()


def test_a_merged_event_leads_to_the_other_in_the_same_theme(client, entry):
    other = factories.published(title="The other")
    for one in (entry, other):
        one.event.refresh_from_db()
    actions.merge_events(event=entry.event, into=other.event, reason="The same.", by=factories.user("reviewer"))
    response = client.get(f"/embed/events/{entry.event_id}/?theme=dark")
    assert (response.status_code, response.url) == (302, f"/embed/events/{other.event_id}/?theme=dark")


def test_links_leave_the_frame_and_hand_nothing_over(client, entry):
    for address in addresses(entry):
        links = parse(client.get(address)).xpath("//a")
        assert links
        assert {(link.get("target"), link.get("rel")) for link in links} == {("_blank", "noopener")}


def test_any_page_may_frame_these_and_no_others(client, entry):
    for address in [
        *addresses(entry),
        "/embed/?type=nonsense",
        "/embed/strip/?type=nonsense",
        "/embed/events/99999/",
    ]:
        response = client.get(address)
        assert "frame-ancestors *" in response[CSP], address
        assert "default-src 'self'" in response[CSP]
        assert "X-Frame-Options" not in response
    for address in ("/", entry.get_absolute_url(), "/follow/", "/events.atom", "/accounts/login/"):
        response = client.get(address)
        assert "frame-ancestors 'none'" in response[CSP], address
        assert response["X-Frame-Options"] == "DENY"


def test_no_cookie_is_set_or_read(client, entry, editor, django_assert_num_queries):
    for address in addresses(entry):
        response = client.get(address)
        browser = logged_in(editor)
        theirs = browser.get(address)
        assert theirs.content == response.content
        for one in (response, theirs):
            assert not one.cookies
            assert one.get("Vary", "Accept-Encoding") == "Accept-Encoding"
            assert one["Cache-Control"] == "no-cache, public"
        assert browser.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_the_theme_is_what_was_asked_for(client, entry):
    for address in ("/embed/", "/embed/strip/", f"/embed/events/{entry.event_id}/"):
        assert "data-theme" not in client.get(address).content.decode()
        for theme in ("light", "dark"):
            assert f'<html lang="en" data-theme="{theme}">' in client.get(f"{address}?theme={theme}").content.decode()


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/embed/?theme=pink", "theme"),
        ("/embed/?theme=dark&theme=light", "theme"),
        ("/embed/?type=nonsense", "type"),
        ("/embed/?colour=red", "colour"),
        ("/embed/strip/?theme=pink", "theme"),
        ("/embed/strip/?from=yesterday", "from"),
        ("/embed/events/{}/?theme=pink", "theme"),
        ("/embed/events/{}/?actor=russia", "actor"),
    ],
)
def test_a_bad_parameter_is_refused_by_its_name(client, entry, address, named):
    response = client.get(address.format(entry.event_id))
    assert response.status_code == 400
    assert named in response.content.decode()
    assert "ETag" not in response


def test_nothing_is_there_for_an_event_that_is_not_published(client):
    event = factories.event(claims=[factories.approved_claim()], title="Canary")
    response = client.get(f"/embed/events/{event.pk}/")
    assert response.status_code == 404
    assert "Canary" not in response.content.decode()
    assert client.get("/embed/").status_code == 200


@pytest.mark.parametrize("number", [1, 5])
def test_frames_ask_as_often_for_five_as_for_one(client, number, django_assert_num_queries):
    claims = [factories.approved_claim() for _ in range(number)]
    for n in range(number):
        entry = factories.published(title=f"Event {n}", claims=claims)
    what_is_published_was_read()
    with django_assert_num_queries(2):  # ETag; entries
        client.get("/embed/")
    with django_assert_num_queries(STRIP_QUERIES):
        client.get("/embed/strip/")
    with django_assert_num_queries(2):  # ETag; revisions
        client.get(f"/embed/events/{entry.event_id}/")


def test_hostile_words_stay_words(client):
    hostile = "<script>alert(1)</script>"
    entry = factories.published(title=hostile, summary=hostile)
    factories.republished(entry, summary=f"new {hostile}", note=hostile)
    for address in addresses(entry):
        assert "<script>alert" not in client.get(address).content.decode()
    page = client.get(f"/embed/?q={hostile}").content.decode()
    assert "<script>alert" not in page


def test_the_snippets_are_one_line_and_work(client, entry):
    page = parse(client.get("/follow/?actor=russia&verdict=verified"))
    assert page.xpath("//input[@id='embed-script']/@value") == [
        '<script async src="http://testserver/embed.js" data-attested="/embed/?actor=russia&amp;verdict=verified"></script>'
    ]
    assert (
        'src="http://testserver/embed/?actor=russia&amp;verdict=verified"'
        in (page.xpath("//input[@id='embed-frame']/@value")[0])
    )
    assert page.xpath("//input[@id='embed-script-strip']/@value") == [
        '<script async src="http://testserver/embed.js" data-attested="/embed/strip/?actor=russia&amp;verdict=verified"></script>'
    ]
    page = parse(client.get(entry.get_absolute_url()))
    assert f'data-attested="/embed/events/{entry.event_id}/"' in page.xpath("//input[@id='embed-script']/@value")[0]


def test_the_script_is_at_an_address_that_stays(client):
    response = client.get("/embed.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.content.decode() == (project.BASE_DIR / "static/js/embed.js").read_text()
    assert response["Cache-Control"] == "public, max-age=3600"
    assert not response.cookies
    assert client.post("/embed.js").status_code == 405
