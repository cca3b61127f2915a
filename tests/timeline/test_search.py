"""The search box: words in English by their stem, in any other language and names as they are written."""

import pytest
from django.db import transaction

from claims.enums import ClaimKind, Directness
from tests import factories
from tests.pages import timeline

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _sample(django_db_setup, django_db_blocker):
    """Made once: each test runs in a savepoint inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        states = factories.actor("united-states", "United States")
        claims = {
            "Aide": factories.approved_claim(
                text="The proposal was rejected.",
                speaker=factories.actor("zaluzhny", "Валерій Залужний"),
                directness=Directness.VERBATIM,
                quote="Мы хотим долгосрочного урегулирования",
                quote_language="ru",
                translation="We are seeking a long-term settlement",
            ),
            "Offer": factories.approved_claim(
                text="A truce of 30 days is on the table.",
                speaker=states,
                kind=ClaimKind.POSITION,
                issue=factories.issue(),
                stance="proposes",
            ),
            "Border": factories.approved_claim(text="Crossings at the border have closed.", speaker=None),
        }
        for title, claim in claims.items():
            place = factories.place("jeddah") if title == "Offer" else None
            factories.published(title=title, summary="", claims=[claim], place=place)
        yield
        transaction.set_rollback(True)


FOUND = {
    # English, by stem
    "reject": {"Aide"},
    "rejecting": {"Aide"},
    "REJECTED": {"Aide"},
    "proposals rejected": {"Aide"},
    "crossing": {"Border"},
    "settlements": {"Aide"},
    # a title, a place, an issue, a number
    "offer": {"Offer"},
    "jeddah": {"Offer"},
    "ceasefire": {"Offer"},
    "30": {"Offer"},
    "30-day": {"Offer"},
    # a word that English leaves out is still a word
    "the": {"Aide", "Offer", "Border"},
    "the table": {"Offer"},
    "the border": {"Border"},
    # all words, in any order
    "closed border": {"Border"},
    "border rejected": set(),
    "border or rejected": {"Border", "Aide"},
    "border OR rejected": {"Border", "Aide"},
    # phrases
    '"long-term settlement"': {"Aide"},
    '"settlement long-term"': set(),
    '"the border have"': {"Border"},
    '"truce of 30 days"': {"Offer"},
    '"crossings border"': set(),
    # what is left out
    "-border": {"Aide", "Offer"},
    "-rejected -truce": {"Border"},
    "-rejects": {"Offer", "Border"},
    "proposal -rejecting": set(),
    '-"at the border"': {"Aide", "Offer"},
    '-"border closed"': {"Aide", "Offer", "Border"},
    "-nonexistent": {"Aide", "Offer", "Border"},
    '-"United States"': {"Aide", "Border"},
    "-залужний": {"Offer", "Border"},
    "long-term": {"Aide"},
    # other scripts, by the letter, whatever its case
    "урегулирования": {"Aide"},
    "УРЕГУЛИРОВАНИЯ": {"Aide"},
    '"долгосрочного урегулирования"': {"Aide"},
    "урегулирование": set(),
    "залужний rejected": {"Aide"},
    # names
    "валерій": {"Aide"},
    "united states": {"Offer"},
    '"United States"': {"Offer"},
    "States": {"Offer"},
    # nothing to find
    "nonexistent": set(),
    "!!": set(),
    "-": set(),
    '"': set(),
    '""': set(),
}


def test_each_search_finds_what_it_means(client):
    assert {words: set(timeline(client, q=words).titles) for words in FOUND} == FOUND


@pytest.mark.parametrize("words", ["the border", "-border", '"long-term settlement"', "border or rejected"])
def test_the_number_of_hits_is_right(client, words):
    page = timeline(client, q=words)
    assert page.total == len(page.titles) == len(FOUND[words])


def test_a_name_and_an_inflected_word_meet(client):
    assert timeline(client, q="United States truces").titles == ["Offer"]


def test_spaces_around_the_words_mean_nothing(client):
    page = timeline(client, q="  border  ")
    assert page.titles == ["Border"]
    assert list(page.chips) == ["Text “border”"]
    assert timeline(client, q="   ").chips == {}


def test_a_superseded_title_is_not_found_any_more(client):
    entry = factories.published(title="Unmistakeable", summary="")
    assert timeline(client, q="unmistakeable").titles == ["Unmistakeable"]
    factories.republished(entry, title="Plain")
    assert timeline(client, q="unmistakeable").titles == []
    assert timeline(client, q="plain").titles == ["Plain"]
