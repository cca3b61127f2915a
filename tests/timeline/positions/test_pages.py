"""The matrix, the page of an issue and the comparison, as readers meet them."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import actions as claim_actions
from claims.models import IssueMerge
from tests import factories
from tests.pages import cells, of_class, parse, read, the, words
from timeline import actions as event_actions
from timeline.moments import parameter

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides():
    """Russia with an aide and a president, Ukraine, and the United States."""
    russia = factories.actor("russia", "Russia", kind="state")
    kremlin = factories.actor("kremlin", "Kremlin", kind="government", acts_for=russia)
    return {
        "ushakov": factories.actor("ushakov", "Yuri Ushakov", acts_for=kremlin, office="Aide"),
        "putin": factories.actor("putin", "Vladimir Putin", acts_for=kremlin),
        "ukraine": factories.actor("ukraine", "Ukraine", kind="state"),
        "us": factories.actor("united-states", "United States", kind="state"),
    }


def say(speaker, stance, said, **content):
    """A published position."""
    claim = factories.position(stance, speaker=speaker, said_edtf=said, **content)
    factories.published(title=f"{speaker} {stance}", claims=[claim])
    return claim


@pytest.fixture
def talks(sides):
    """What was said from 11 to 18 March 2025, in short."""
    say(sides["us"], "proposes", "2025-03-11")
    say(sides["ukraine"], "accepts", "2025-03-11")
    rejected = say(sides["ushakov"], "rejects", "2025-03-13")
    nuance = say(sides["putin"], "accepts_with_conditions", "2025-03-18", conditions="Its causes are removed.")
    return {"rejected": rejected, "nuance": nuance} | sides


ON = ("30-day ceasefire",)


def test_the_matrix_says_who_stands_where_on_a_day(client, talks):
    found = cells(read(client, "/issues/", on="2025-03-13"))
    assert "rejects since 13 March 2025" in found["Russia", *ON]
    assert "accepts since 11 March 2025" in found["Ukraine", *ON]
    assert "proposes since 11 March 2025" in found["United States", *ON]
    assert {actor for actor, _issue in found} == {"Russia", "Ukraine", "United States"}  # not who speaks for them


def test_a_later_day_shows_the_shift_and_what_was_before(client, talks):
    found = cells(read(client, "/issues/", on="2025-03-18", since="2025-03-13"))
    assert "accepts with conditions since 18 March 2025" in found["Russia", *ON]
    assert "on condition: Its causes are removed." in found["Russia", *ON]
    assert "was: rejects" in found["Russia", *ON]
    assert "was:" not in found["Ukraine", *ON]


def test_the_latest_shifts_stand_below_with_their_days(client, talks):
    root = read(client, "/issues/", on="2025-03-20")
    shifts = [words(one) for one in the(root, "shifts").xpath(".//li")]
    assert shifts[0] == "18 March 2025 Russia → 30-day ceasefire: ≈ accepts with conditions was: rejects"
    assert shifts[1] == "13 March 2025 Russia → 30-day ceasefire: ✗ rejects was: no position"


def test_before_anybody_spoke_there_is_nothing(client, talks):
    found = cells(read(client, "/issues/", on="2025-03-10"))
    assert set(found.values()) == {"·no position known"}


def test_contradictions_of_one_side_on_one_day_stand_side_by_side(client, talks):
    say(talks["ushakov"], "rejects", "2025-03-18")
    found = cells(read(client, "/issues/", on="2025-03-18"))["Russia", *ON]
    assert "rejects" in found
    assert "accepts with conditions" in found
    assert "contradict each other" in found


def test_what_was_walked_back_holds_no_more(client, talks):
    walked = say(talks["putin"], "demands", "2025-03-15", issue=factories.issue("nato", "NATO"))
    entry = walked.statements.get().entry
    claim_actions.link_claims(claim=walked, other=talks["rejected"], kind="walks_back", by=factories.user())
    event_actions.publish(event=entry.event, by=factories.user("reviewer"), note="It walks the other one back.")
    found = cells(read(client, "/issues/", on="2025-03-16"))["Russia", *ON]
    assert found.startswith("rejects until 15 March 2025, then taken back")
    assert "rejects since" in cells(read(client, "/issues/", on="2025-03-14"))["Russia", *ON]


def test_a_claim_found_false_takes_no_position(client, sides):
    factories.published(claims=[factories.position("accepts", speaker=sides["us"], verdict="false")])
    say(sides["ukraine"], "accepts", "2025-03-11")
    assert {actor for actor, _ in cells(read(client, "/issues/"))} == {"Ukraine"}


def test_a_cell_opens_its_statements(client, talks):
    root = read(client, "/issues/", on="2025-03-13")
    (url,) = [one.get("href") for one in of_class(root, "cell", "a") if "actor=russia" in one.get("href")]
    page = read(client, url.partition("#")[0])
    (said,) = of_class(page, "position-statement", "li")
    assert "Yuri Ushakov, Aide for Kremlin, Russia · 13 March 2025" in words(said)
    (evidence,) = said.xpath(".//a[contains(., 'Evidence')]/@href")
    assert client.get(evidence.partition("#")[0]).status_code == 200
    assert page.get_element_by_id("said") is not None


def test_the_ruler_moves_the_page_to_days_on_which_something_was_said(client, talks):
    ruler = the(read(client, "/issues/", on="2025-03-13"), "ruler")
    assert [words(one) for one in ruler.xpath(".//a[@rel='prev']")] == ["← 11 March 2025"]
    (later,) = ruler.xpath(".//a[@rel='next']/@href")
    assert "on=2025-03-18" in later
    assert "accepts with conditions" in cells(read(client, f"/issues/{later}"))["Russia", *ON]
    assert [one.get("aria-label") for one in of_class(ruler, "bar", "a")] == [
        "Tuesday 11 March 2025: 2 statements",
        "Thursday 13 March 2025: 1 statement",
        "Tuesday 18 March 2025: 1 statement",
    ]


def test_a_page_of_the_past_knows_only_what_was_published_then(client, talks):
    then = parameter(timezone.now())
    say(talks["ukraine"], "rejects", "2025-03-12")
    assert "accepts" in cells(read(client, "/issues/", on="2025-03-13", as_of=then))["Ukraine", *ON]
    assert "rejects" in cells(read(client, "/issues/", on="2025-03-13"))["Ukraine", *ON]


def test_those_who_speak_for_a_side_can_be_seen_beside_it(client, talks):
    found = cells(read(client, "/issues/", on="2025-03-18", side="russia"))
    assert {actor for actor, _ in found} == {"Russia", "Kremlin", "Yuri Ushakov", "Vladimir Putin"}
    assert "rejects" in found["Yuri Ushakov", *ON]


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ({"on": "soon"}, "on"),
        ({"on": "2025-03"}, "on"),
        ({"since": "2025-03-20", "on": "2025-03-13"}, "since"),
        ({"issue": "moon"}, "issue"),
        ({"actor": "nobody"}, "actor"),
        ({"side": "nobody"}, "side"),
        ({"conflict": "nowhere"}, "conflict"),
        ({"issues": "all"}, "issues"),
        ({"issues_page": "0"}, "issues_page"),
        ({"page": "0"}, "page"),
        ({"colour": "red"}, "colour"),
    ],
)
@pytest.mark.parametrize("path", ["/issues/", "/embed/issues/"])
def test_a_bad_parameter_is_refused_by_its_name(client, talks, asked, about, path):
    response = client.get(path, asked)
    assert response.status_code == 400
    assert about in words(parse(response))


def test_one_actor_is_no_comparison(client, talks):
    assert client.get("/compare/", {"actor": "russia"}).status_code == 400
    assert client.get("/compare/", {"actor": ["russia", "nobody"]}).status_code == 400


# ---- an issue


def test_an_issue_has_a_lane_for_each_side_and_the_same_as_a_table(client, talks):
    root = read(client, "/issues/ceasefire/", on="2025-03-20")
    names = [words(one) for one in of_class(root, "lane-name")]
    assert names == ["Russia", "Ukraine", "United States"]
    bars = [one.get("aria-label") for one in of_class(root, "lane-link", "a")]
    assert bars[0] == "Russia: rejects, 13 March 2025 until 18 March 2025, in the words of Yuri Ushakov"
    assert bars[1] == "Russia: accepts with conditions, since 18 March 2025, in the words of Vladimir Putin"
    rows = [[words(cell) for cell in row] for row in the(root, "lanes-table").xpath(".//tbody/tr")]
    ended = ["Russia", "✗ rejects", "13 March 2025", "18 March 2025", "accepts with conditions"]
    assert rows[0] == [*ended, "Yuri Ushakov paraphrase", "1"]
    assert rows[1][2:5] == ["18 March 2025", "–", "–"]


def test_what_was_said_later_is_not_drawn(client, talks):
    root = read(client, "/issues/ceasefire/", on="2025-03-13")
    assert len(of_class(root, "lane-bar")) == 3
    assert "conditions" not in words(the(root, "position-statements"))


def test_the_drawing_can_be_taken_away(client, talks):
    drawing = client.get("/issues/ceasefire.svg", {"on": "2025-03-20"})
    assert drawing["Content-Type"] == "image/svg+xml; charset=utf-8"
    root = ET.fromstring(drawing.content)
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "30-day ceasefire" in texts
    assert "Russia" in texts
    assert any("http://testserver/issues/ceasefire/?on=2025-03-20" in (text or "") for text in texts)
    picture = client.get("/issues/ceasefire.png", {"on": "2025-03-20"})
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert len(picture.content) > 10_000


def test_names_in_a_drawing_are_words_and_no_markup(client, sides):
    evil = factories.actor("evil", "<script>alert(1)</script> & Sons", kind="organisation")
    say(evil, "rejects", "2025-03-13")
    content = client.get("/issues/ceasefire.svg").content.decode()
    assert "<script>" not in content
    assert client.get("/issues/ceasefire.png").status_code == 200
    assert "<script>alert" not in client.get("/issues/").content.decode()


def test_the_tables_can_be_taken_away(client, talks):
    rows = list(csv.DictReader(io.StringIO(client.get("/issues/ceasefire.csv").getvalue().decode("utf-8-sig"))))
    assert [(row["actor"], row["stance"]) for row in rows][:2] == [
        ("Russia", "rejects"),
        ("Russia", "accepts_with_conditions"),
    ]
    matrix = client.get("/issues.csv", {"on": "2025-03-13"}).getvalue().decode("utf-8-sig")
    assert [row["stance"] for row in csv.DictReader(io.StringIO(matrix))] == ["rejects", "accepts", "proposes"]


def test_an_issue_that_nobody_has_published_on_does_not_exist(client, talks):
    secret = factories.issue("secret", "Secret talks")
    factories.position(issue=secret)  # approved, and in no event
    assert client.get("/issues/secret/").status_code == 404
    assert client.get("/issues/secret.png").status_code == 404
    assert "Secret" not in client.get("/issues/").content.decode()
    assert client.get("/issues/", {"issue": "secret"}).status_code == 400


def test_a_part_of_an_issue_stands_below_it(client, talks):
    whole = factories.issue("peace", "Peace")
    part = talks["rejected"].issue
    part.parent = whole
    part.save()
    root = read(client, "/issues/peace/")
    assert words(the(root, "issue-tree")).startswith("Parts of this issue 30-day ceasefire")
    groups = the(read(client, "/issues/"), "matrix-groups")
    assert words(groups) == "Peace"


def test_a_merged_issue_leads_on_and_its_positions_come_with_it(client, talks):
    old = factories.issue("truce", "Truce")
    say(talks["us"], "demands", "2025-03-19", issue=old)
    before = parameter(timezone.now())
    IssueMerge.objects.create(
        gone=old, kept=talks["rejected"].issue, reason="One.", by=factories.user(), at=timezone.now()
    )
    response = client.get("/issues/truce/?on=2025-03-20")
    assert (response.status_code, response["Location"]) == (301, "/issues/ceasefire/?on=2025-03-20")
    assert "demands" in cells(read(client, "/issues/", on="2025-03-20"))["United States", *ON]
    then = cells(read(client, "/issues/", on="2025-03-20", as_of=before))
    assert "demands" in then["United States", "Truce"]
    assert "proposes" in then["United States", *ON]
    assert client.get("/issues/truce/", {"as_of": before}).status_code == 200


# ---- side by side, and elsewhere


def test_two_actors_stand_side_by_side(client, talks):
    say(talks["ukraine"], "demands", "2025-03-12", issue=factories.issue("nato", "NATO"))
    root = read(client, "/compare/", actor=["russia", "ukraine"], on="2025-03-13")
    rows = [words(row) for row in the(root, "side-by-side").xpath(".//tbody/tr")]
    assert rows[0].startswith("30-day ceasefire ✗ rejects since 13 March 2025 Yuri Ushakov✓ accepts")
    assert rows[0].endswith("≠ differ")
    assert rows[1].endswith("one has said nothing")
    assert "differ on 1 issue and say the same on 0" in words(root)


def test_the_matrix_may_stand_in_a_frame_and_leads_out_of_it(client, talks):
    response = client.get("/embed/issues/", {"on": "2025-03-13", "theme": "dark"})
    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert not response.cookies
    root = parse(response)
    assert "rejects" in cells(root)["Russia", *ON]
    assert {link.get("target") for link in root.xpath("//a")} == {"_blank"}


def test_an_actors_page_says_where_it_stands_and_where_it_stood(client, talks):
    root = read(client, "/actors/russia/", on="2025-03-18")
    (row,) = the(root, "actor-positions").xpath(".//tbody/tr")
    assert words(row).startswith("30-day ceasefire ≈ accepts with conditions since 18 March 2025")
    assert words(row).endswith("✗ rejects 13 March 2025 – 18 March 2025")
    (url,) = row.xpath("./th/a/@href")
    assert "In their words" in words(read(client, url.partition("#")[0]))
    aide = read(client, "/actors/ushakov/", on="2025-03-18")
    assert "✗ rejects since 13 March 2025" in words(the(aide, "actor-positions"))
    assert of_class(read(client, "/actors/russia/", on="2025-03-12"), "actor-positions") == []


@pytest.mark.parametrize(
    "url",
    [
        "/issues/",
        "/issues/?on=2025-03-18&since=2025-03-12",
        "/issues/?actor=russia&actor=kremlin&side=russia",
        "/issues/ceasefire/?actor=russia",
        "/issues/ceasefire/?side=russia",
        "/compare/?actor=russia&actor=ukraine",
        "/embed/issues/",
    ],
)
def test_a_page_takes_the_same_few_queries_however_much_was_said(client, talks, url):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    few = queries()
    for number in range(5):
        issue = factories.issue(f"issue-{number}", f"Issue {number}")
        for who in ("putin", "ukraine", "us"):
            say(talks[who], "demands", f"2025-03-{14 + number}", issue=issue)
            say(talks[who], "rejects", f"2025-03-{14 + number}")
    assert queries() == few
    assert few <= 8


def test_issues_come_on_pages_those_first_on_which_most_is_said(client, sides):
    for number in range(12):
        of = factories.issue(f"issue-{number:02}", f"Issue {number:02}")
        for stance in ("demands", "rejects")[: 2 if number == 11 else 1]:
            say(sides["us"], stance, "2025-03-11", issue=of)
    first, last = (read(client, "/issues/", issues_page=page) for page in (1, 2))
    shown = [[issue for _actor, issue in cells(root)] for root in (first, last)]
    assert shown == [[f"Issue {number:02}" for number in (*range(9), 11)], ["Issue 09", "Issue 10"]]
    assert [words(one) for one in first.xpath("//nav[contains(@class, 'pager')]/a")] == ["More issues →"]
    assert [words(one) for one in last.xpath("//nav[contains(@class, 'pager')]/a")] == ["← Issues before"]
    assert client.get("/issues.csv?issues_page=2").getvalue().decode().count("Issue 09") == 1
    assert "No published statement takes a position here." in words(read(client, "/issues/", issues_page=3))
