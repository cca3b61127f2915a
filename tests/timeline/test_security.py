"""What readers' browsers may load, and that nothing anybody wrote becomes markup."""

import re

import pytest
from django.db import transaction

from actors.enums import ActorKind, PlacePrecision
from actors.models import Actor, Conflict, Place
from articles.models import Source
from claims.enums import AttributionRole, ClaimKind, Directness, Relation
from claims.models import Issue
from tests import factories
from tests.conftest import logged_in
from tests.pages import parse, public_addresses
from timeline.models import Entry

pytestmark = pytest.mark.django_db

# Leaves text, double- and single-quoted attributes, tags, comments and templates, if anything lets it.
HOSTILE = "\"><injected onx='1'>'><injected>--></title></textarea>{{ 7|add:7 }}{% now 'Y' %}&lt;injected&gt;"


@pytest.fixture(scope="module", autouse=True)
def _sample(django_db_setup, django_db_blocker):
    """Made once: each test runs in a savepoint inside this transaction. Everything written is hostile."""

    def hostile(what):
        return f"{what} {HOSTILE}"

    with django_db_blocker.unblock(), transaction.atomic():
        about = Conflict.objects.create(slug="talks", name=hostile("conflict"), description=hostile("description"))
        party = Actor.objects.create(slug="party", name=hostile("party"), kind=ActorKind.STATE)
        speaker = factories.actor("speaker", hostile("speaker"), office=hostile("office"), acts_for=party)
        other = factories.actor("other", hostile("addressee"))
        place = Place.objects.create(slug="place", name=hostile("place"), precision=PlacePrecision.ADMIN1)
        issue = Issue.objects.create(slug="issue", name=hostile("issue"), conflict=about)
        outlets = [Source.objects.create(slug=slug, name=hostile(slug), reliability="F") for slug in ("one", "two")]
        text = f"{HOSTILE}\n\nBefore {HOSTILE} passage {HOSTILE} after."
        captures = [factories.article(text, of=outlet, title=hostile("headline")) for outlet in outlets]
        captures.append(
            factories.article(text, of=outlets[1], title=hostile("copy"), origin=captures[0].article.origin_group)
        )
        claim = factories.draft_claim(
            excerpt=factories.passage(captures[0], f"{HOSTILE} passage"),
            conflict=about,
            text=hostile("claim"),
            directness=Directness.VERBATIM,
            quote=hostile("quote"),
            quote_language="ru",
            translation=hostile("translation"),
            kind=ClaimKind.POSITION,
            issue=issue,
            stance="accepts_with_conditions",
            conditions=hostile("conditions"),
            speaker=speaker,
            attributions=[(other, AttributionRole.ADDRESSEE)],
        )
        from claims.actions import add_evidence, submit

        for capture, relation in zip(captures[1:], (Relation.DISPUTES, Relation.SUPPORTS), strict=True):
            passage = factories.passage(capture, f"{HOSTILE} passage")
            add_evidence(claim=claim, excerpt=passage, relation=relation, by=factories.user())
        approved = factories.approve(submit(claim=claim, by=factories.user()), rationale=hostile("rationale"))
        first = factories.published(
            claims=[approved], conflict=about, title=hostile("old title"), summary=hostile("old summary"), place=place
        )
        factories.republished(first, title=hostile("title"), summary=hostile("summary"), note=hostile("note"))
        yield
        transaction.set_rollback(True)


ERRORS = [
    f"/?{name}={HOSTILE.replace('%', '%25').replace('&', '%26').replace(';', '%3B')}"
    for name in ("q", "conflict", "actor", "type", "verdict", "from", "to", "as_of", "order", "cursor", HOSTILE[:20])
] + ["/events/0-x/", "/nonexistent/", "/conflicts/nonexistent/", "/evidence/0/"]


def responses(client):
    """Every public page, refusal and error, as a page and as htmx gets it."""
    addresses = [url for urls in public_addresses(Entry.objects.latest("pk")).values() for url in urls]
    assert len(addresses) >= 10
    for url in [*addresses, *ERRORS]:
        for headers in ({}, {"HX-Request": "true"}):
            yield url, client.get(url, headers=headers)


def pages(client):
    """Those of them that a browser reads as a page."""
    for url, response in responses(client):
        if response["Content-Type"].startswith("text/html"):
            yield url, response


def test_every_page_says_what_may_be_loaded_and_nothing_unsafe_is(client):
    for url, response in responses(client):
        policy = {
            name: values
            for name, *values in (
                one.split() for one in response["Content-Security-Policy"].split(";") if one.strip()
            )
        }
        assert policy["default-src"] == ["'self'"], url
        assert policy["object-src"] == policy["frame-ancestors"] == ["'none'"], url
        assert policy["base-uri"] == policy["form-action"] == ["'self'"], url
        for name, values in policy.items():
            assert not [one for one in values if "unsafe" in one or one in {"*", "https:", "http:", "blob:"}], name
            assert "data:" not in values or name == "img-src"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_no_page_has_script_or_style_of_its_own(client):
    for url, response in pages(client):
        root = parse(response)
        assert root.xpath("//script[not(@src or @type='application/ld+json')] | //style") == [], url
        assert root.xpath("//@style") == [], url
        assert [name for one in root.iter("*") for name in one.attrib if re.match(r"on|hx-on", name)] == [], url
        assert [
            one
            for one in root.xpath("//@href | //@src | //@action")
            if ":" in one.partition("/")[0] and not one.startswith(("http:", "https:"))
        ] == [], url


def test_pages_load_nothing_from_other_hosts(client):
    for url, response in pages(client):
        loaded = parse(response).xpath(
            "//script/@src | //link[not(@rel='canonical' or @rel='alternate')]/@href | //img/@src | //img/@srcset | //iframe/@src | //source/@src"
        )
        assert [one for one in loaded if not one.startswith("/static/")] == [], url
        assert loaded or b"<html" not in response.content, url


def test_forms_and_htmx_talk_to_this_host_only(client):
    for url, response in pages(client):
        asked = parse(response).xpath("//form/@action | //@formaction | //@hx-get | //@hx-post")
        assert [one for one in asked if not one.startswith("/") or one.startswith("//")] == [], url


def test_htmx_evaluates_nothing(client):
    (config,) = parse(client.get("/")).xpath("//meta[@name='htmx-config']/@content")
    assert '"allowEval":false' in config
    assert '"includeIndicatorStyles":false' in config
    assert '"selfRequestsOnly":true' in config


def test_nothing_that_anybody_wrote_becomes_markup(client):
    for url, response in pages(client):
        root = parse(response)
        assert root.xpath("//injected | //@onx") == [], url
        # BibTeX sets names that are no person's, and titles, in two pairs of braces.
        without_marks = re.sub(r"</?mark>|\b(author|title) = \{\{", "", response.content.decode())
        assert "{{" not in without_marks.replace("{{ 7|add:7 }}", ""), url


@pytest.mark.parametrize(
    ("page", "parts"),
    [
        ("index", "title summary quote|translation speaker party place issue office"),
        ("conflict", "conflict description title summary"),
        (
            "event",
            "title summary claim quote translation rationale conditions issue speaker office party addressee place one two headline copy note",
        ),
        ("revision", "title summary claim rationale note"),
        ("citation", "claim title headline|copy one|two"),
    ],
)
def test_what_was_written_is_shown_as_it_was_written(client, page, parts):
    """Escaped once and not twice; otherwise the test above could pass on pages that show nothing."""
    for url in public_addresses(Entry.objects.latest("pk"))[page]:
        shown = " ".join(parse(client.get(url)).find("body").text_content().split())
        for part in parts.split():
            assert any(" ".join(f"{one} {HOSTILE}".split()) in shown for one in part.split("|")), (url, part)
        assert " ".join(HOSTILE.split()) in shown


def test_typed_parameters_come_back_as_text(client):
    root = parse(
        client.get(
            "/", {"q": HOSTILE, "type": HOSTILE, "verdict": HOSTILE, "order": HOSTILE, "from": "x" + HOSTILE[:60]}
        )
    )
    assert root.get_element_by_id("q").get("value") == HOSTILE
    assert root.get_element_by_id("from").get("value") == "x" + HOSTILE[:60]
    assert HOSTILE in root.xpath("//select/option/@value")
    assert HOSTILE in root.xpath("//input[@name='verdict']/@value")


def test_logged_in_pages_are_as_safe(client, admin_user):
    browser = logged_in(admin_user)
    test_every_page_says_what_may_be_loaded_and_nothing_unsafe_is(browser)
    test_no_page_has_script_or_style_of_its_own(browser)
    test_nothing_that_anybody_wrote_becomes_markup(browser)


def test_headers_hold_nothing_that_was_typed(client):
    response = client.get("/", {"q": "line\r\nSet-Cookie: a=b"}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "\n" not in response["HX-Push-Url"]
    assert not response.cookies
