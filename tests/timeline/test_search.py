"""The search box: words in English by their stem, in any other language and names as they are written."""

import pytest
from django.db import transaction

from claims.enums import ClaimKind, Directness
from tests import factories
from tests.pages import of_class, read, timeline, words
from timeline.search.query import Search

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
        factories.follow_up()
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
    # other scripts, by their own stems, whatever their case
    "урегулирования": {"Aide"},
    "УРЕГУЛИРОВАНИЯ": {"Aide"},
    '"долгосрочного урегулирования"': {"Aide"},
    "урегулирование": {"Aide"},
    "урегулированию": {"Aide"},
    "долгосрочное урегулирование": {"Aide"},
    "регулирование": set(),
    # how a word begins
    "урегул*": {"Aide"},
    "settl*": {"Aide"},
    "settl": set(),
    "cross* bord*": {"Border"},
    '"the bord"*': {"Border"},
    "-settl*": {"Offer", "Border"},
    "залужний rejected": {"Aide"},
    # names
    "валерій": {"Aide"},
    # names in any script and spelling
    "zaluzhny": {"Aide"},
    "Zaluzhnyi": {"Aide"},
    "Zaluzhnyy": {"Aide"},
    "Залужный": {"Aide"},
    "залужного": {"Aide"},
    "Valeriy Zaluzhny": {"Aide"},
    "zalushka": set(),
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


# ---- what is marked


def marks(text, words, language="en"):
    return [piece for piece, hit in Search.parse(words).marked(text, language) if hit]


@pytest.mark.parametrize(
    ("words", "text", "language", "marked"),
    [
        ("reject", "It rejected both, and rejects it again.", "en", ["rejected", "rejects"]),
        ('"both sides" -war', "Both talk of war; both sides agree.", "en", ["Both", "both", "sides"]),
        ("negoti*", "Negotiators negotiate in Negotin.", "en", ["Negotiators", "negotiate", "Negotin"]),
        ("Zelensky", "Зеленського чекали, а він не приїхав.", "uk", ["Зеленського"]),
        ("урегулирование", "Мы хотим урегулирования.", "ru", ["урегулирования"]),
        ("-reject", "It rejected both.", "en", []),
        ("<b>", "A <b>bold</b> word", "en", ["b", "b"]),
    ],
)
def test_the_words_that_were_looked_for_are_marked(words, text, language, marked):
    assert marks(text, words, language) == marked
    assert "".join(piece for piece, _ in Search.parse(words).marked(text, language)) == text


def test_the_page_marks_them_and_escapes_the_rest(client):
    factories.published(title="Talks <script>end</script> early", summary="")
    page = client.get("/", {"q": "script"}).content.decode()
    assert "Talks &lt;<mark>script</mark>&gt;end&lt;/<mark>script</mark>&gt; early" in page
    assert "<script>end" not in page


# ---- did you mean


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("proposel", "proposal"),
        ("setlement", "settlement"),
        ("bordr closed", "border closed"),
        ("урегулирувания", "урегулирования"),
        ("qqqqqq", None),
    ],
)
def test_a_word_that_is_found_nowhere_is_spelled_otherwise(client, typed, meant):
    page = client.get("/", {"q": typed})
    assert [proposed for proposed, _ in page.context["panel"].meant][:1] == ([meant] if meant else [])


def test_nothing_is_proposed_that_finds_nothing_itself(client):
    assert client.get("/", {"q": "bordr settlement"}).context["panel"].meant == ()
    assert client.get("/", {"q": "bordr", "type": "assault"}).context["panel"].meant == ()


# ---- ranked


def test_the_best_match_stands_first_and_pages_go_on(client, monkeypatch):
    monkeypatch.setattr("timeline.filters.PAGE_SIZE", 2)
    for title, summary in (("Grain", ""), ("Corridor", "About grain and grain."), ("Ships", "They carried grain.")):
        factories.published(title=title, summary=summary, happened_edtf="2025-03-1" + str(len(title)))
    page = timeline(client, q="grain", order="relevance")
    assert page.titles == ["Grain", "Corridor"]
    further = read(client, "/" + client.get("/", {"q": "grain", "order": "relevance"}).context["further"])
    assert [words(title) for title in of_class(further, "entry-title")] == ["Ships"]


@pytest.mark.parametrize(
    "query", [{"order": "relevance"}, {"q": "a", "cursor": "r50"}, {"q": "a", "order": "relevance", "cursor": "1_1"}]
)
def test_an_order_that_cannot_be_had_is_refused(client, query):
    assert client.get("/", query).status_code == 400
