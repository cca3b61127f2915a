"""What htmx swaps in is what a reload of the pushed address would show, control by control."""

import pytest
from django.db import transaction

from tests import factories
from tests.pages import Browser, chosen, followed, outline, parameters
from tests.timeline.test_paging import copies

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _sample(django_db_setup, django_db_blocker):
    """Made once: each test runs in a savepoint inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        putin, crowd = factories.actor("putin"), [factories.actor(f"minister-{number}") for number in range(12)]
        about = factories.approved_claim(issue=factories.issue(), verdict="disputed")
        answer = factories.published(
            title="Putin answers", claims=[about], actors=[putin], place=factories.place(), happened_edtf="2025-03-13"
        )
        factories.republished(answer, summary="He spoke to the press.")
        factories.published(title="A summit", actors=[putin, *crowd], happened_edtf="2025-03", type="consult")
        kursk = factories.conflict("kursk", "Kursk")
        claim = factories.approved_claim(conflict=kursk, verdict="disputed")
        entry = factories.published(title="In Kursk", conflict=kursk, claims=[claim], happened_edtf="")
        copies(entry, ["2025-03-12", "2025-03-11"] * 30)
        yield
        transaction.set_rollback(True)


def assert_swap_equals_reload(browser):
    assert outline(browser.root) == outline(browser.reload())


TYPED = [
    ("q", "kremlin"),
    ("q", "nonexistent"),
    ("q", "x" * 201),
    ("from", "2025-03-13"),
    ("from", "yesterday"),
    ("to", "2025-03-12"),
    ("to", "13.3."),
    ("as_of", "2020-01-01"),
    ("as_of", "2030-01-01T12:00Z"),
    ("as_of", "once"),
    ("order", "oldest"),
]
TAGGED = [
    ("issue", "ceasefire"),
    ("place", "moscow"),
    ("source", "demo-wire"),
    ("contested", "1"),
    ("corrected", "1"),
]
CHOSEN = [
    ("actor", "putin"),
    ("actor", "minister-9", "putin", "ushakov"),
    ("type", "consult"),
    ("verdict", "verified"),
]
STARTS = {
    "/": [*TYPED, *CHOSEN, *TAGGED, ("conflict", "kursk"), ("verdict", "disputed")],
    "/conflicts/talks/": [*TYPED, *CHOSEN],
    "/?type=statement&verdict=verified&actor=putin": [*TYPED, ("actor",), ("type", ""), ("verdict", "")],
    "/?bbox=20,40,40,60&q=aide&issue=ceasefire&contested=1": [
        ("order", "relevance"),
        ("bbox", ""),
        ("bbox", "20,40"),
        ("issue", ""),
        ("contested",),
        ("q", ""),
    ],
    "/?q=aide&order=relevance": [("q", "kremlin"), ("q", ""), ("order", "oldest")],
    "/?type=nonsense&to=never": [*TYPED, ("type", "consult"), ("type", "")],
}


@pytest.mark.parametrize(("start", "change"), [(start, change) for start in STARTS for change in STARTS[start]])
def test_a_changed_filter(client, start, change):
    browser = Browser(client, start).change(*change)
    assert_swap_equals_reload(browser)
    name, *values = change
    assert sorted(value for key, value in parameters(browser.url) if key == name) == [one for one in values if one]
    assert browser.url.partition("?")[0] == start.partition("?")[0]


def test_one_filter_after_another_and_back_again(client):
    browser = Browser(client)
    for change, titles in [
        (("actor", "putin"), ["A summit", "Putin answers"]),
        (("order", "oldest"), ["Putin answers", "A summit"]),
        (("type", "consult"), ["A summit"]),
        (("q", "nonexistent"), []),
        (("type", ""), []),
        (("q", ""), ["Putin answers", "A summit"]),
        (("from", "never"), []),
        (("from", "2025-03-20"), ["A summit"]),
        (("from", ""), ["Putin answers", "A summit"]),
    ]:
        browser.change(*change)
        assert browser.timeline.titles == titles
        assert_swap_equals_reload(browser)
    assert browser.url == "/?actor=putin&order=oldest"
    browser.change("actor").change("order", "")
    assert browser.url == "/"
    assert_swap_equals_reload(browser)


def test_a_change_on_a_later_page_starts_at_the_first(client):
    browser = Browser(client)
    browser.url = followed("/", browser.timeline.link("entries ↓"))
    browser.root = browser.reload()
    browser.change("verdict", "disputed")
    assert browser.url == "/?verdict=disputed"
    assert len(browser.timeline.titles) == 50
    assert_swap_equals_reload(browser)


def test_what_is_refused_is_kept_and_can_be_mended(client):
    browser = Browser(client, "/?order=sideways&verdict=maybe&type=perhaps&conflict=kursk&actor=putin")
    kept = [
        ("actor", "putin"),
        ("conflict", "kursk"),
        ("order", "sideways"),
        ("type", "perhaps"),
        ("verdict", "maybe"),
    ]
    assert chosen(browser.root) == kept
    for name in ("order", "verdict", "type"):
        browser.change(name, "")
        assert_swap_equals_reload(browser)
    assert browser.url == "/?conflict=kursk&actor=putin"


def test_the_outline_tells_pages_apart(client):
    """The comparison above is worth something: the pages that it compares differ from one another."""
    outlines = {
        tuple(outline(Browser(client, f"/?{query}").root)) for query in ("", "q=kremlin", "order=oldest", "q=x")
    }
    assert len(outlines) == 4
