"""The overview as a table: a page of its own, which htmx puts under the bars when it is opened."""

import pytest

from tests import factories
from tests.pages import outline, parse, read, the, timeline, words

pytestmark = pytest.mark.django_db


def table_url(client, url):
    """Where the strip of a page says that its table is: once for htmx, once as a link for everybody."""
    folded = the(read(client, url), "strip-table")
    (link,) = folded.xpath(".//a/@href")
    assert folded.get("hx-get") == link
    assert folded.get("hx-target") == f"#{folded.xpath('.//p/@id')[0]}"
    return link


def rows(root):
    return [[words(cell) for cell in row] for row in root.xpath("//tbody/tr")]


def test_the_bars_are_told_in_numbers(client):
    factories.published(happened_edtf="2025-03-13")
    disputed = factories.approved_claim(verdict="disputed")
    factories.published(happened_edtf="2025-03-13", claims=[disputed])
    factories.published(happened_edtf="2025-03")
    root = read(client, table_url(client, "/"))
    assert words(root.find(".//h1")) == words(root.find(".//caption")) == "Entries by day and verdict"
    assert [words(head) for head in root.xpath("//thead//th")] == ["Day", "All", "verified", "disputed"]
    assert rows(root) == [
        ["Thursday 13 March 2025", "2", "1", "1"],
        ["with a date less exact than a day", "1", "1", "0"],
    ]
    (day,) = root.xpath("//tbody//a/@href")
    assert timeline(client, day).total == 3, "the one that may have been on that day, too"


@pytest.mark.parametrize("url", ["/", "/?verdict=verified", "/conflicts/talks/", "/?from=1950&to=2030&q=truce"])
def test_htmx_gets_the_table_alone(client, htmx, url):
    factories.published(title="A truce", happened_edtf="2025-03-13")
    address = table_url(client, url)
    part = htmx.get(address)
    assert part.content.lstrip().startswith(b'<div id="strip-table"')
    whole = read(client, address).get_element_by_id("strip-table")
    assert outline(parse(part).get_element_by_id("strip-table")) == outline(whole)


@pytest.mark.parametrize("url", ["/?verdict=verified", "/conflicts/talks/?verdict=verified"])
def test_it_keeps_what_is_asked_for_and_leads_back_to_where_one_was(client, url):
    factories.published(happened_edtf="2025-03-13")
    root = read(client, table_url(client, f"{url}&order=oldest"))
    (back,) = root.xpath("//p[@class='lede']/a/@href")
    assert back == url
    path, _, query = url.partition("?")
    assert root.xpath("//tbody//a/@href") == [f"{path}?{query}&from=2025-03-13&to=2025-03-13"]
    assert [words(chip) for chip in root.xpath("//a[@class='chip']")] == ["Verdict verified ✕: remove"]


def test_where_nothing_has_a_date_it_says_so(client):
    factories.published(happened_edtf="2025-03-13")
    assert "No entry that matches has a date." in words(the(read(client, "/overview/?q=nonexistent"), "empty"))


@pytest.mark.parametrize(
    ("url", "status"),
    [("/overview/?from=yesterday", 400), ("/overview/?nonsense=1", 400), ("/conflicts/nonexistent/overview/", 404)],
)
def test_what_makes_no_sense_is_refused(client, url, status):
    assert client.get(url).status_code == status
