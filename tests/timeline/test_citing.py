"""How a revision is cited, by people and by programs: frozen, escaped, and in any script."""

import json
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from tests import factories
from tests.pages import of_class, read, the, words
from timeline import actions as event_actions
from timeline.citing import bibtex, chicago, in_words, ris, tex
from timeline.models import Entry

pytestmark = pytest.mark.django_db
URL = "https://attested.example/events/12/revisions/3/"
READ = date(2025, 4, 1)


NAME = "tag:127.0.0.1,2025-03-15:event/12.3"


def entry(title="Most of Kursk"):
    known_at = datetime(2025, 3, 15, 12, tzinfo=UTC)
    return Entry(event_id=12, revision=3, title=title, known_at=known_at, digest="0123456789abcdef" * 4)


@pytest.fixture
def clock(monkeypatch):
    def set_to(text):
        moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


def test_each_form_says_what_when_and_where():
    assert in_words(entry(), URL, READ) == (
        f"Attested: “Most of Kursk”. Event 12, revision 3, published 15 March 2025, 12:00 UTC. {URL} "
        f"(accessed 1 April 2025). Identifier: {NAME}, SHA-256 0123456789abcdef…"
    )
    assert chicago(entry(), URL, READ) == (
        f"Attested. “Most of Kursk.” Revision 3, March 15, 2025. Accessed April 1, 2025. {NAME}. {URL}."
    )
    assert bibtex(entry(), URL, READ).splitlines() == [
        "@misc{attested-12-3,",
        '  author = "{Attested}",',
        '  title = "{Most of Kursk}",',
        '  year = "2025",',
        '  date = "2025-03-15",',
        '  version = "3",',
        f'  url = "{URL}",',
        '  urldate = "2025-04-01",',
        f'  note = "Event 12, revision 3, {NAME}, SHA-256 0123456789abcdef…"',
        "}",
    ]
    assert ris(entry(), URL, READ).split("\r\n")[:3] == ["TY  - ELEC", "AU  - Attested", "TI  - Most of Kursk"]
    assert ris(entry(), URL, READ).endswith("ER  - \r\n")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("50% of $1 & #2_x", r"50\% of \$1 \& \#2\_x"),
        ("a { b", r"a {\textbraceleft} b"),
        (r"\input{x}", r"\textbackslash{}input{\textbraceleft}x{\textbraceright}"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("Угода про «тишу» 北京", "Угода про «тишу» 北京"),
        ("two\nlines\x00", "two lines"),
    ],
)
def test_nothing_in_a_title_is_a_command_of_tex(text, escaped):
    assert tex(text) == escaped
    whole = bibtex(entry(text), URL, READ)
    assert whole.count("{") == whole.count("}")


def test_a_title_cannot_end_a_field_of_ris():
    lines = ris(entry("Title\r\nER  - \r\nTY  - BOOK"), URL, READ).split("\r\n")
    assert [line for line in lines if line.startswith(("ER", "TY"))] == ["TY  - ELEC", "ER  - "]


def test_the_page_has_every_form_with_the_address_of_the_revision(client, clock):
    clock("2025-03-15T12:00")
    made = factories.published(title="Most of Kursk & <b>more</b>")
    clock("2025-04-01T10:00")
    page = read(client, made.get_absolute_url())
    box = the(page, "citing", "details")
    own = f"http://testserver/events/{made.event_id}/revisions/1/"
    texts = [one.text for one in of_class(box, "cite-text")]
    assert len(texts) == 4
    assert all(own in text for text in texts)
    assert "accessed 1 April 2025" in texts[0]
    assert "Most of Kursk & <b>more</b>" in texts[0]
    assert r"Most of Kursk \& <b>more</b>" in texts[2]
    # Without the script there is text to select and no button that does nothing.
    assert all(button.get("hidden") is not None for button in of_class(box, "copy", "button"))
    assert [one.get("data-copies") for one in of_class(box, "copy")] == [
        one.get("id") for one in of_class(box, "cite-text")
    ]
    files = [link for link in box.xpath(".//a/@href") if "cite." in link]
    assert client.get(files[0]).content.decode() == texts[2]
    assert client.get(files[1]).content.decode().split() == texts[3].split()
    assert client.get(files[0])["Content-Disposition"] == f'attachment; filename="attested-{made.event_id}-1.bib"'


def test_files_of_revisions_that_are_not_there(client):
    made = factories.published()
    assert client.get(f"/events/{made.event_id}/revisions/2/cite.bib").status_code == 404
    assert client.get(f"/events/{made.event_id}/revisions/1/cite.exe").status_code == 404
    assert client.get(f"/events/{made.event_id}/revisions/1/cite.ris?as_of=2000-01-01").status_code == 404


def test_a_new_day_is_a_new_page(client, clock):
    clock("2025-03-15T12:00")
    url = factories.published().get_absolute_url()
    tag = client.get(url)["ETag"]
    clock("2025-03-16T12:00")
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200


# ---- schema.org

# What each type has to have, and what it may have (schema.org 28).
SHAPES = {
    "NewsArticle": (
        {
            "@id",
            "url",
            "headline",
            "datePublished",
            "dateModified",
            "author",
            "publisher",
            "about",
            "hasPart",
            "version",
            "identifier",
        },
        {"description", "inLanguage", "correction", "creativeWorkStatus"},
    ),
    "Event": ({"@id", "name"}, {"description", "startDate", "location"}),
    "ClaimReview": (
        {"@id", "url", "datePublished", "author", "claimReviewed", "itemReviewed", "reviewRating"},
        set(),
    ),
    "Claim": ({"text"}, {"author", "datePublished", "appearance"}),
    "PropertyValue": ({"propertyID", "value"}, {"url"}),
    "Rating": ({"alternateName", "ratingExplanation"}, {"ratingValue", "bestRating", "worstRating"}),
}


def check(node):
    required, allowed = SHAPES[node["@type"]]
    names = set(node) - {"@type"}
    assert required <= names <= required | allowed, node["@type"]


def graph_of(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    assert response["Content-Type"] == "application/ld+json"
    return json.loads(response.content)


def test_an_event_is_told_in_the_words_of_schema_org(client):
    claims = [factories.approved_claim(), factories.approved_claim(verdict="unverifiable")]
    first = factories.published(claims=claims, place=factories.place(), happened_edtf="2025-03-13")
    second = factories.republished(first, title="Another title", note="It was called otherwise.")
    found = graph_of(client, f"/events/{first.event_id}.jsonld")
    assert found["@context"] == "https://schema.org"
    article, event, *reviews = found["@graph"]
    assert [node["@type"] for node in found["@graph"]] == ["NewsArticle", "Event", "ClaimReview", "ClaimReview"]
    for node in found["@graph"]:
        check(node)
    own = f"http://testserver/events/{first.event_id}/revisions/2/"
    assert article["url"] == own
    assert article["about"] == {"@id": event["@id"]}
    assert article["hasPart"] == [{"@id": review["@id"]} for review in reviews]
    assert article["datePublished"] == first.known_at.isoformat()
    assert article["dateModified"] == second.known_at.isoformat()
    assert article["correction"]["text"] == "It was called otherwise."
    assert event["startDate"] == "2025-03-13"
    assert event["location"]["name"] == "Moscow"
    for review in reviews:
        check(review["itemReviewed"])
        check(review["reviewRating"])
    ratings = [review["reviewRating"] for review in reviews]
    assert (ratings[0]["ratingValue"], ratings[0]["bestRating"], ratings[0]["alternateName"]) == (5, 5, "verified")
    assert "ratingValue" not in ratings[1], "what nobody could check is not half true"
    (appearance,) = reviews[0]["itemReviewed"]["appearance"]
    assert appearance["publisher"]["name"] == "Demo Wire"
    assert reviews[0]["itemReviewed"]["author"]["name"] == "Yuri Ushakov"


@pytest.mark.parametrize("edtf", ["2025-03~", "2024-22", "2025-03-10/..", ""])
def test_a_date_that_is_less_exact_than_the_calendar_is_left_out(client, edtf):
    made = factories.published(happened_edtf=edtf)
    assert "startDate" not in graph_of(client, f"/events/{made.event_id}.jsonld")["@graph"][1]


def test_the_page_holds_the_same_and_nothing_can_end_its_block(client):
    made = factories.published(title="</script><script>alert(1)</script><!-- & more")
    response = client.get(made.get_absolute_url())
    assert b"<script>alert" not in response.content
    (block,) = read(client, made.get_absolute_url()).xpath("//script[@type='application/ld+json']")
    assert json.loads(block.text) == graph_of(client, f"/events/{made.event_id}.jsonld")
    assert json.loads(block.text)["@graph"][0]["headline"] == made.title


def test_what_is_withdrawn_says_so(client):
    made = factories.published()
    event_actions.withdraw(event=made.event, reason="It was staged.", by=factories.user("reviewer"))
    article = graph_of(client, f"/events/{made.event_id}.jsonld", status=410)["@graph"][0]
    assert article["creativeWorkStatus"] == "Withdrawn"
    assert article["correction"]["text"] == "It was staged."
    check(article)


def test_what_is_shared_has_a_title_and_a_summary(client):
    page = read(client, factories.published(title='A "title"', summary="A <b>summary</b>.").get_absolute_url())
    said = {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}
    assert said["og:title"] == 'A "title"'
    assert said["og:description"] == "A <b>summary</b>."
    assert words(page.find(".//h1")) == 'A "title"'
