"""No page has a word in English that nobody marked: all are asked for in a language that has only brackets."""

import pytest
from django.test import Client
from django.utils import translation

from accounts.roles import Role
from actors.models import Actor, Conflict, Place
from articles.models import Source
from claims import actions
from claims.enums import LinkKind
from claims.models import Issue
from tests import factories
from tests.pages import FILES, parse, public_addresses
from tests.pseudo import pseudo_language, unmarked
from tests.unmarked import NAMES
from timeline.actions import publish, withdraw
from timeline.models import Citation, Entry, Statement

pytestmark = pytest.mark.django_db
# Beside the names of formats: abbreviations, what parameters are called, and examples of them.
_ALSO = {"RFC", "English", "WGS", "hash", "JSON-LD", "BibTeX", "Chicago", "In words", "cite", "http://testserver"}
# What the questions of the test are about.
_ASKED = {"town", "nothing", "something", "nonsense"}


def _content():
    """Everything that the newsroom or an archived article says."""
    found = set()
    for model, fields in (
        (Entry, ("title", "summary", "correction_note", "place_name", "slug")),
        (Statement, ("text", "quote", "translation", "rationale", "issue_name", "conditions")),
        (Citation, ("exact", "prefix", "suffix", "source_name", "article_title", "article_url")),
        (Actor, ("name", "slug")),
        (Place, ("name",)),
        (Issue, ("name",)),
        (Conflict, ("name",)),
        (Source, ("name",)),
    ):
        for row in model.objects.values_list(*fields):
            found.update(" ".join(str(one).split()) for one in row if one)
    return found


@pytest.fixture
def entry():
    """Published, corrected, contested and with a figure: what has words has them here."""
    speaker = factories.actor("ushakov", "Yuri Ushakov")
    one = factories.approved_claim(text="The town was taken, the army said.", speaker=speaker)
    other = factories.approved_claim(text="The town was held, the other side said.")
    actions.link_claims(claim=one, other=other, kind=LinkKind.CONTRADICTS, by=factories.user())
    stands = factories.position("accepts_with_conditions", speaker=speaker, conditions="The town is left.")
    kyiv = factories.position("rejects", speaker=factories.actor("ukraine", "Ukraine", kind="state"), said_edtf="")
    made = factories.event(
        title="A town is fought over", claims=[one, other, stands, kyiv], actors=[speaker], place=factories.place()
    )
    factories.figure(event=made, claim=one)
    first = publish(event=made, by=factories.user(Role.REVIEWER))
    factories.published(title="Something in spring", happened_edtf="2024-21")
    factories.published(title="Something some time", happened_edtf="2025-03~")
    gone = factories.published(title="What never was")
    withdraw(event=gone.event, by=factories.user(Role.REVIEWER), reason="It never was.")
    return factories.republished(
        first, title="A town is fought for", happened_edtf="2025-03-13T10:30Z", type="assault"
    )


def test_public_pages_have_no_unmarked_words(entry, tmp_path):
    pages = [
        address for name, addresses in public_addresses(entry).items() if name not in FILES for address in addresses
    ]
    pages += ["/?view=map", "/?q=town", "/?q=nothing", "/?type=nonsense&verdict=x&from=y", "/nowhere/", "/embed/"]
    pages += [f"/embed/events/{entry.event_id}/", "/accounts/login/", "/?from=2024&to=2025-03~&contested=1"]
    content = _content()
    left = {}
    with pseudo_language(tmp_path):
        for page in pages:
            response = Client().get(f"/uk{page}", follow=True)
            found = unmarked(response, content=content, names=NAMES | _ALSO | _ASKED)
            if found:
                left[page] = found
    assert not left, "\n".join(f"{page}: {one}" for page, found in left.items() for one in found)


_MACHINE = (
    "datetime",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "width",
    "height",
    "r",
    "viewBox",
    "transform",
    "value",
)
_MACHINE += ("stroke-dasharray", "stroke-dashoffset", "data-bounds", "data-from", "data-to", "data-day", "data-lane")


def _for_machines(root):
    """What programs read of a page: numbers, days and addresses."""
    found = []
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag != "button":
            # A month has a lane under its name in the page's language.
            found += [
                (element.tag, name, element.get(name))
                for name in _MACHINE
                if element.get(name) is not None
                and not (name == "data-lane" and "lane-fuzzy" in element.get("class"))
            ]
            for name in ("href", "action", "hx-get", "src"):
                address = element.get(name, "")
                if element.get("hreflang") is None and "snippet" not in element.get("class", ""):
                    found.append((element.tag, name, address.replace("/uk/", "/").replace("/ru/", "/")))
    return found


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_what_programs_read_is_the_same_in_each_language(entry, language):
    pages = [
        "/",
        "/?view=map",
        f"/events/{entry.event_id}-{entry.slug}/",
        "/corrections/",
        "/changes/?since=2000-01-01",
    ]
    for page in pages:
        english, other = (parse(Client().get(f"{prefix}{page}")) for prefix in ("", f"/{language}"))
        for root in (english, other):
            for snippet in root.xpath("//input[contains(@class, 'snippet')]"):
                snippet.drop_tree()
        # Lists that are in the order of their words are in another one.
        assert sorted(_for_machines(english), key=str) == sorted(_for_machines(other), key=str), page


def test_what_is_published_is_frozen_in_the_newsrooms_language(entry):
    with translation.override("uk"):
        made = factories.republished(entry, note="Another type.", type="consult", happened_edtf="2025-03")
    assert {change["what"] for change in made.changes} == {"type", "date"}
    assert {change["after"] for change in made.changes} == {"talks", "March 2025"}
