"""Every filter of the timeline, alone and together, and what happens to those that make no sense."""

from itertools import product
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims.models import Claim
from tests import factories
from tests.pages import Timeline, chosen, followed, of_class, parameters, parse, read, seen, the, timeline, words
from timeline.enums import EventType

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


# ---- a small timeline ---------------------------------------------------------------------------------------------


def publish(title, happened="2025-03-13", *, verdict="verified", about="talks", **content):
    """An entry; one claim is shared by all of a conflict that have the same verdict."""
    conflict = factories.conflict(about, about.title())
    claim = Claim.objects.filter(stage="approved", verdict=verdict, conflict=conflict).first()
    claim = claim or factories.approved_claim(conflict=conflict, verdict=verdict, text="Somebody said something.")
    return factories.published(
        title=title, happened_edtf=happened, conflict=conflict, claims=[claim], summary="", **content
    )


SAMPLE = {
    # title: date, conflict, actors, type, verdict
    "Putin answers Trump": ("2025-03-13", "talks", {"putin", "trump"}, "statement", "verified"),
    "Trump calls Putin": ("2025-03-18", "talks", {"putin", "trump"}, "consult", "verified"),
    "Trump threatens": ("2025-03-12", "talks", {"trump"}, "threaten", "unverified"),
    "Putin in Kursk": ("2025-03", "kursk", {"putin"}, "statement", "disputed"),
    "Trump on Kursk": ("2025-03-13", "kursk", {"trump"}, "statement", "verified"),
    "A call": ("", "kursk", {"putin", "trump"}, "consult", "unverified"),
    "A statement by Trump": ("2025", "talks", {"trump"}, "statement", "disputed"),
}
NEWEST_FIRST = [
    "A statement by Trump",
    "Putin in Kursk",
    "Trump calls Putin",
    "Trump on Kursk",
    "Putin answers Trump",
    "Trump threatens",
    "A call",
]
# What each date may mean, as days of 2025.
SPANS = {
    "2025-03-13": ("03-13", "03-13"),
    "2025-03-18": ("03-18", "03-18"),
    "2025-03-12": ("03-12", "03-12"),
    "2025-03": ("03-01", "03-31"),
    "2025": ("01-01", "12-31"),
    "": None,
}


@pytest.fixture(scope="module", autouse=True)
def _sample(django_db_setup, django_db_blocker):
    """Made once: each test runs in a savepoint inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        who = {slug: factories.actor(slug) for slug in ("putin", "trump")}
        for title, (happened, about, actors, kind, verdict) in SAMPLE.items():
            acting = [who[slug] for slug in sorted(actors)]
            publish(title, happened, about=about, verdict=verdict, type=kind, actors=acting)
        yield
        transaction.set_rollback(True)


def expected(asked):
    """The titles that a question means, found without the product's code."""
    found = []
    for title in NEWEST_FIRST:
        happened, about, actors, kind, verdict = SAMPLE[title]
        span = SPANS[happened]
        if (
            set(asked.get("actor", [])) <= actors
            and asked.get("conflict", about) == about
            and asked.get("type", kind) == kind
            and asked.get("verdict", verdict) == verdict
            and ("q" not in asked or asked["q"] in actors)
            and ("from" not in asked or (span and span[1] >= asked["from"][5:]))
            and ("to" not in asked or (span and span[0] <= asked["to"][5:]))
        ):
            found.append(title)
    return found[::-1] if asked.get("order") == "oldest" else found


VALUES = {
    "q": [None, "trump"],
    "conflict": [None, "kursk"],
    "actor": [None, ["trump", "putin"]],
    "type": [None, "statement"],
    "verdict": [None, "verified"],
    "from": [None, "2025-03-13"],
    "to": [None, "2025-03-14"],
}


def test_every_combination_of_filters_means_what_all_of_them_say(client):
    wrong = {}
    for number, combination in enumerate(product(*VALUES.values())):
        asked = {name: value for name, value in zip(VALUES, combination, strict=True) if value}
        asked |= {"order": ("newest", "oldest")[number.bit_count() % 2]}
        page = Timeline(parse(client.get("/", asked, headers=HTMX)))
        if page.titles != expected(asked) or page.total != len(page.titles):
            wrong[urlencode(asked, doseq=True)] = page.titles
    assert wrong == {}
    for name, (_, value) in VALUES.items():
        assert 0 < len(expected({name: value})) < len(SAMPLE), f"the sample cannot show what {name} does"


ALONE = {
    "q=putin": ["Putin in Kursk", "Trump calls Putin", "Putin answers Trump", "A call"],
    "conflict=kursk": ["Putin in Kursk", "Trump on Kursk", "A call"],
    "actor=putin": ["Putin in Kursk", "Trump calls Putin", "Putin answers Trump", "A call"],
    "actor=putin&actor=trump": ["Trump calls Putin", "Putin answers Trump", "A call"],
    "actor=putin&actor=putin&actor=": ["Putin in Kursk", "Trump calls Putin", "Putin answers Trump", "A call"],
    "type=consult": ["Trump calls Putin", "A call"],
    "verdict=unverified": ["Trump threatens", "A call"],
    # A fuzzy date may fall into any part of its span; an unknown one is not found by date.
    "from=2025-03-18": ["A statement by Trump", "Putin in Kursk", "Trump calls Putin"],
    "from=2025-04": ["A statement by Trump"],
    "to=2025-03-12": ["A statement by Trump", "Putin in Kursk", "Trump threatens"],
    "to=2025-02": ["A statement by Trump"],
    "from=2025-03-12&to=2025-03-12": ["A statement by Trump", "Putin in Kursk", "Trump threatens"],
    "from=2025&to=2025": [title for title in NEWEST_FIRST if title != "A call"],
    "from=2025-03-14T10:00Z&to=2025-03-14T11:00Z": ["A statement by Trump", "Putin in Kursk"],
    "from=2025-03-18T10:00Z&to=2025-03-18T11:00Z": ["A statement by Trump", "Putin in Kursk", "Trump calls Putin"],
    "from=2024-24&to=2025-21": [title for title in NEWEST_FIRST if title != "A call"],
    "from=2026": [],
    "order=newest": NEWEST_FIRST,
    "order=oldest": NEWEST_FIRST[::-1],
    "q=&conflict=&actor=&type=&verdict=&from=&to=&as_of=&order=&cursor=": NEWEST_FIRST,
}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_each_filter_alone(client, headers):
    shown = {query: Timeline(parse(client.get(f"/?{query}", headers=headers))).titles for query in ALONE}
    assert shown == ALONE


def test_open_dates_are_found_from_or_until_then(client):
    publish("The offensive", "2024-06-01/..")
    publish("The old order", "../2024-05-31")
    assert timeline(client, **{"from": "2030"}).titles == ["The offensive"]
    assert timeline(client, to="2024-06").titles == ["The offensive", "The old order"]
    assert timeline(client, to="1990").titles == ["The old order"]
    assert timeline(client, **{"from": "2024-06-01", "to": "2024-06-01"}).titles == ["The offensive"]


# ---- chips and facets ---------------------------------------------------------------------------------------------

EVERYTHING = [
    ("q", "trump"),
    ("conflict", "talks"),
    ("actor", "putin"),
    ("actor", "trump"),
    ("type", "consult"),
    ("verdict", "verified"),
    ("from", "2025-03"),
    ("to", "2025-03-31"),
    ("as_of", "2030-01-01"),
    ("order", "oldest"),
]


def test_each_chip_takes_away_its_own_filter_and_no_other(client):
    url = f"/?{urlencode([*EVERYTHING, ('cursor', '1_1')])}"
    chips = timeline(client, url).chips
    taken = {
        name: [pair for pair in EVERYTHING if pair not in parameters(followed(url, href))]
        for name, href in chips.items()
    }
    assert taken == {
        "Text “trump”": [("q", "trump")],
        "Conflict Talks": [("conflict", "talks")],
        "Actor Putin": [("actor", "putin")],
        "Actor Trump": [("actor", "trump")],
        "Type talks": [("type", "consult")],
        "Verdict verified": [("verdict", "verified")],
        "From March 2025": [("from", "2025-03")],
        "To 31 March 2025": [("to", "2025-03-31")],
        "As known on 1 January 2030": [("as_of", "2030-01-01")],
    }
    for href in chips.values():
        assert len(parameters(followed(url, href))) == len(EVERYTHING) - 1, (
            "a chip adds something, or keeps the cursor"
        )


def test_the_last_chip_leads_to_the_bare_page(client):
    (href,) = timeline(client, "/?type=consult").chips.values()
    assert followed("/?type=consult", href) == "/"


def test_no_chip_without_a_filter(client):
    assert timeline(client, "/?order=oldest").chips == {}


def facets(root):
    """Each choice of the panel with its count: {(parameter, value): count}."""
    found = {}
    for label in of_class(root, "option", "label"):
        if count := "".join(words(one) for one in of_class(label, "option-count")):
            found[label[0].get("name"), label[0].get("value")] = int(count)
    for option in root.xpath("//form[@id='filters']//select/option[contains(., '(')]"):
        found[option.getparent().get("name"), option.get("value")] = int(words(option).rpartition("(")[2].rstrip(")"))
    return found


@pytest.mark.parametrize("query", ["", "type=statement", "conflict=kursk&actor=trump", "q=trump&verdict=verified"])
def test_a_facet_says_how_many_entries_choosing_it_shows(client, query):
    counts = facets(read(client, f"/?{query}"))
    assert {name for name, _ in counts} >= {"actor", "verdict", "type", "conflict"}
    before = [pair for pair in parameters(f"/?{query}") if pair[0] != "actor"]
    actors = [pair for pair in parameters(f"/?{query}") if pair[0] == "actor"]
    for (name, value), count in counts.items():
        others = [pair for pair in before if pair[0] != name]
        asked = {*others, *actors, (name, value)}
        assert timeline(client, f"/?{urlencode(sorted(asked))}").total == count, (name, value)


def test_what_is_chosen_stays_in_the_form_where_nothing_matches(client):
    asked = [("actor", "putin"), ("actor", "trump"), ("conflict", "kursk"), ("type", "aid"), ("verdict", "false")]
    for more in [("q", "nonexistent"), ("from", "2031"), ("to", "1990"), ("as_of", "1990-01-01")]:
        root = read(client, "/?" + urlencode([*asked, more]))
        assert of_class(root, "entry") == []
        assert chosen(root) == sorted([*asked, more])


def test_a_chosen_conflict_stays_in_the_form_where_only_others_match(client):
    other = factories.conflict("sahel", "Sahel")
    claim = factories.approved_claim(conflict=other, text="A column moved.")
    factories.published(title="A column", conflict=other, claims=[claim])
    root = read(client, "/?conflict=sahel&q=trump")
    assert chosen(root) == [("conflict", "sahel"), ("q", "trump")]


def test_all_of_many_chosen_actors_stay_in_the_form(client):
    crowd = [factories.actor(f"minister-{number:02}") for number in range(12)]
    publish("A summit", actors=[*crowd, *(factories.actor(f"aide-{number:02}") for number in range(45))])
    asked = [("actor", who.slug) for who in crowd]
    assert chosen(read(client, "/?" + urlencode(asked))) == asked


def test_the_first_actors_stand_open_and_the_others_wait(client):
    publish("A summit", actors=[factories.actor(f"minister-{number:02}") for number in range(12)])
    publish("Another", actors=[factories.actor("minister-11")])
    root = read(client)
    more = root.xpath("//details[contains(@class, 'more')]")[0]
    waiting = more.xpath(".//input/@value")
    every = root.xpath("//input[@name='actor']/@value")
    assert len(every) == len(set(every)) == 15
    assert every[0] == "ushakov", "the most frequent come first"
    assert every[1:4] == ["trump", "putin", "minister-11"]
    assert len(waiting) == 7
    assert words(more.find("summary")) == "7 more"


def test_only_what_is_published_can_be_chosen(client):
    counts = facets(read(client))
    assert {value for name, value in counts if name == "type"} == {"statement", "consult", "threaten"}
    assert {value for name, value in counts if name == "verdict"} == {"verified", "unverified", "disputed"}


# ---- what makes no sense ------------------------------------------------------------------------------------------

BAD = [
    ("q", "x" * 201),
    ("q", "nul\0nul"),
    ("conflict", "nonexistent"),
    ("conflict", "no slug!"),
    ("conflict", "x" * 81),
    ("actor", "nonexistent"),
    ("actor", "no slug!"),
    ("actor", "nul\0nul"),
    ("type", "nonsense"),
    ("type", "Statement"),
    ("verdict", "nonsense"),
    ("from", "yesterday"),
    ("from", "13.03.2025"),
    ("from", "2025-02-30"),
    ("from", "../2025"),
    ("from", ".."),
    ("from", "XXXX"),
    ("from", "2" * 65),
    ("from", "9999-12-31T23:59-05:00"),
    ("to", "2025-13"),
    ("to", "2025/.."),
    ("to", "0001-01-01T00:00+14:00"),
    ("as_of", "2025-03"),
    ("as_of", "2025-03-14~"),
    ("as_of", "soon"),
    ("order", "random"),
    ("cursor", "1"),
    ("cursor", "x_y"),
    ("cursor", "999999999999999999_1"),
    ("cursor", "-999999999999999999_1"),
    ("cursor", "1" * 41),
    ("page", "2"),
    ("Q", "trump"),
    ("utm_source", "mail"),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_bad_parameter_is_refused_by_its_name_and_stays_in_the_form(client, name, value):
    url = (
        f"/?{urlencode({name: value, 'type' if name != 'type' else 'verdict': 'false' if name == 'type' else 'aid'})}"
    )
    for headers in ({}, HTMX):
        response = client.get(url, headers=headers)
        assert response.status_code == 400
        page = Timeline(parse(response))
        known = name not in {"page", "Q", "utm_source"}
        assert list(page.refused) == [name if known else "unknown"]
        (message,) = page.refused[name if known else "unknown"]
        assert known or f"“{name}”" in message
        assert page.titles == []
        root = page.root if not headers else None
        if root is not None:
            kept = dict(chosen(root))
            assert kept.get("type", kept.get("verdict")) in {"aid", "false", value}, "the other filter is forgotten"
            if known and name != "cursor" and "\0" not in value:
                assert kept[name] == value


def test_everything_that_is_wrong_is_said_at_once(client):
    page = timeline(
        client, "/?type=a&verdict=b&from=c&to=d&as_of=e&order=f&actor=g&conflict=h&cursor=i&j=k", status=400
    )
    assert set(page.refused) == {
        "type",
        "verdict",
        "from",
        "to",
        "as_of",
        "order",
        "actor",
        "conflict",
        "cursor",
        "unknown",
    }
    assert chosen(page.root) == sorted(
        [
            ("type", "a"),
            ("verdict", "b"),
            ("from", "c"),
            ("to", "d"),
            ("as_of", "e"),
            ("order", "f"),
            ("actor", "g"),
            ("conflict", "h"),
        ]
    )


def test_each_field_that_is_wrong_says_so_beside_it(client):
    root = read(client, "/?type=a&from=c&to=d&as_of=e", status=400)
    for name in ("type", "from", "to", "as_of"):
        field = root.get_element_by_id(name)
        assert field.get("aria-invalid") == "true"
        assert any(
            root.get_element_by_id(described) is not None
            and "error" in root.get_element_by_id(described).get("class")
            for described in field.get("aria-describedby").split()
        )


@pytest.mark.parametrize("name", ["q", "conflict", "type", "verdict", "from", "to", "as_of", "order", "cursor"])
def test_a_parameter_given_twice_is_refused(client, name):
    values = {"conflict": "talks", "type": "aid", "verdict": "false", "order": "oldest", "cursor": "1_1"}
    value = values.get(name, "2025-03-13")
    assert list(timeline(client, f"/?{urlencode([(name, value)] * 2)}", status=400).refused) == [name]


def test_more_actors_than_one_can_mean_are_refused(client):
    many = urlencode([("actor", f"actor-{number}") for number in range(21)])
    assert timeline(client, f"/?{many}", status=400).refused == {"actor": ["At most 20 actors at once."]}


def test_a_span_that_ends_before_it_starts_is_refused(client):
    page = timeline(client, "/?from=2025-03-13&to=2025-03-12", status=400)
    assert list(page.refused) == ["to"]
    assert "12 March 2025" in page.refused["to"][0]


def test_the_conflict_of_the_path_cannot_be_named_again(client):
    assert list(timeline(client, "/conflicts/talks/?conflict=kursk", status=400).refused) == ["unknown"]


def test_a_refusal_is_never_answered_with_not_modified(client):
    refused = client.get("/?type=nonsense")
    assert "ETag" not in refused


def test_a_refusal_leads_back_to_the_whole_timeline(client):
    root = read(client, "/?type=nonsense", status=400)
    (link,) = the(root, "notice").xpath(".//a")
    assert timeline(client, followed("/?type=nonsense", link.get("href"))).titles == NEWEST_FIRST


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("url", ["/", "/conflicts/talks/", "/about/"])
def test_pages_are_for_reading_only(client, method, url):
    assert getattr(client, method)(url).status_code == 405


# ---- odd strings --------------------------------------------------------------------------------------------------

NAMES = ["q", "conflict", "actor", "type", "verdict", "from", "to", "as_of", "order", "cursor", "view", ""]
ODD = st.one_of(
    st.text(max_size=60),
    st.integers().map(str),
    st.text(alphabet="0123456789-/.~?%XTZY+:[]{},u", max_size=24),
    st.from_regex(r"\A[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[~?%]?(/([0-9]{4}(-[0-9]{2})?|\.\.)?)?\Z"),
    st.from_regex(
        r"\A[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])T[0-2][0-9]:[0-5][0-9](Z|[+-][0-9]{2}:?[0-9]{2})?\Z"
    ),
    st.from_regex(r"\A-?[0-9]{1,20}_[0-9]{1,20}\Z"),
    # Controls, right-to-left marks and overrides, combining marks, joined emoji, the ends of the planes.
    st.text(alphabet="\0\n\t\u202e\u200f\u0301\u200d👩👧ї\ud7ff\uffff\U0010ffff'\"\\%&|!:*()<>-", max_size=30),
    st.sampled_from(["or", '"', "-", "- -", '-"', "a or or b", "!!", "a:*", "\\", "a & | b", '"" -""', "<->"]),
)
FUZZ = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)


@FUZZ
@given(asked=st.lists(st.tuples(st.sampled_from(NAMES), ODD), min_size=1, max_size=4), htmx=st.booleans())
@example(asked=[("from", "2025-XX-13~/.."), ("to", "9999")], htmx=False)
@example(asked=[("as_of", "9999-12-31")], htmx=False)
@example(asked=[("cursor", "-62135596800000000_0"), ("order", "oldest")], htmx=True)
@example(asked=[("actor", "putin"), ("q", "-putin -" + '"a b" ' * 30)], htmx=True)
def test_no_parameter_breaks_the_page(db, asked, htmx):
    response = Client().get(f"/?{urlencode(asked)}", headers=HTMX if htmx else {})
    assert response.status_code in {200, 400}
    root = parse(response)
    if response.status_code == 400:
        assert Timeline(root).refused


@FUZZ
@given(raw=st.binary(max_size=40))
@example(raw=b"q=%FF%FE&actor=%00")
@example(raw=b"=&&;==&q")
def test_no_query_string_breaks_the_page(db, raw):
    response = Client().get("/", QUERY_STRING=raw.decode("latin-1"))
    assert response.status_code in {200, 400}


@settings(FUZZ, max_examples=25)
@given(path=st.text(max_size=20).map(lambda text: quote(text, safe="")) | st.integers(min_value=0).map(str))
@example(path="9" * 30)
@example(path="0")
def test_no_address_breaks_a_page(db, path):
    for url in (
        f"/conflicts/{path}/",
        f"/events/{path}-x/",
        f"/events/{path}/revisions/{path}/",
        f"/evidence/{path}/",
    ):
        assert Client().get(url).status_code in {200, 301, 404}, url


def test_what_was_typed_comes_back_as_text(client):
    typed = '"><b id="injected">🇺🇦 \u202eперемирие\u202c</b>'
    root = read(client, q=typed)
    assert root.get_element_by_id("q").get("value") == typed
    assert root.xpath("//*[@id='injected']") == []
    assert typed in "".join(the(root, "chips").itertext())


def test_every_type_that_can_be_published_can_be_asked_for(client):
    for kind in EventType:
        assert seen(the(read(client, type=kind.value), "chips")).startswith(f"Type {kind.label}")
