"""`/reconcile`: the Reconciliation Service API 0.2 over the actors that readers know."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from actors.models import Actor, ActorName, Office
from tests import factories
from tests.pages import parse, words
from timeline import actions as event_actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    """Two people of whom something is published, a body with a metonym, and somebody of whom nothing is."""
    kremlin = factories.actor("kremlin", "Kremlin", kind="government", country="RUS")
    russia = factories.actor("russia", "Russia", kind="state", country="RUS")
    ministry = factories.actor("rus-mod", "Ministry of War", kind="government", country="RUS")
    people = {
        slug: factories.actor(slug, name, country="RUS")
        for slug, name in [("ushakov", "Yuri Ushakov"), ("shoigu", "Sergei Shoigu"), ("belousov", "Andrei Belousov")]
    }
    ActorName.objects.create(actor=people["ushakov"], text="Юрий Ушаков", language="ru", kind="full")
    ActorName.objects.create(actor=kremlin, text="Moscow", language="en", kind="metonym")
    ActorName.objects.create(actor=russia, text="Russian", language="en", kind="demonym")
    Office.objects.create(
        actor=people["shoigu"], title="Minister of Defence", organisation=ministry, end_edtf="2024-05-12"
    )
    Office.objects.create(
        actor=people["belousov"], title="Minister of Defence", organisation=ministry, start_edtf="2024-05-14"
    )
    factories.published(actors=[*people.values(), kremlin, russia])
    secret = factories.actor("secret-ushakov", "Yuri Ushakov Secret")
    factories.event(actors=[secret])
    return people | {"kremlin": kremlin, "secret": secret}


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet():
    cache.clear()


def asked(client, way="post", **queries):
    answer = getattr(client, way)("/reconcile", {"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.content
    return answer.json()


def result(client, name, **more):
    return asked(client, q0={"query": name, **more})["q0"]["result"]


def ids(client, name, **more):
    return [one["id"] for one in result(client, name, **more)]


# ---- the shape, by the schemas of the specification


def test_the_manifest_describes_what_there_is(client, settings):
    settings.SITE_URL = "https://attested.example/"
    answer = client.get("/reconcile")
    manifest = answer.json()
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"] == "application/json"
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "https://attested.example/actors/"
    assert manifest["view"] == {"url": "https://attested.example/actors/{{id}}/"}
    assert "extend" not in manifest
    assert {"person", "state", "government"} <= {one["id"] for one in manifest["defaultTypes"]}
    required = {"versions": list, "name": str, "identifierSpace": str, "schemaSpace": str}
    assert all(isinstance(manifest[name], of) for name, of in required.items())
    assert all(one.keys() == {"id", "name"} for one in manifest["defaultTypes"])
    preview, suggest = manifest["preview"], manifest["suggest"]["entity"]
    assert (type(preview["width"]), type(preview["height"])) == (int, int)
    assert "{{id}}" in preview["url"]
    for address in (preview["url"].replace("{{id}}", "nobody"), suggest["service_url"] + suggest["service_path"]):
        found = client.get(address.removeprefix("https://attested.example"))
        assert found.status_code in {200, 404}
        assert found.headers["Content-Type"].split(";")[0] in {"text/html", "application/json"}


def of_schema(results):
    """Whether the candidates are as `reconciliation-result-batch.json` demands."""
    for one in results:
        assert (type(one["id"]), type(one["name"]), type(one["match"])) == (str, str, bool)
        assert type(one["score"]) in {int, float}
        assert type(one.get("description", "")) is str
        assert all(kind.keys() <= {"id", "name"} and type(kind["id"]) is str for kind in one["type"])
        assert all(type(feature["value"]) in {bool, int, float} for feature in one["features"])
        assert one.keys() <= {"id", "name", "description", "score", "features", "match", "type"}
    return results


@pytest.mark.parametrize("way", ["get", "post"])
def test_a_batch_is_answered_key_by_key(client, published, way):
    found = asked(
        client, way, a={"query": "Ouchakov"}, b={"query": "Nobody Known", "limit": 3}, **{"": {"query": ""}}
    )
    assert list(found) == ["a", "b", ""]
    assert all(list(one) == ["result"] and of_schema(one["result"]) is not None for one in found.values())
    (ushakov,) = found["a"]["result"]
    assert (ushakov["id"], ushakov["name"], ushakov["match"]) == ("ushakov", "Yuri Ushakov", True)
    assert ushakov["type"] == [{"id": "person", "name": "person"}]
    assert 80 < ushakov["score"] <= 100
    assert found["b"] == found[""] == {"result": []}


def test_a_browser_of_another_site_needs_no_token(published):
    browser = Client(enforce_csrf_checks=True, headers={"Origin": "https://refine.example"})
    answer = browser.post("/reconcile", {"queries": '{"q0": {"query": "Ushakov"}}'})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert not answer.cookies
    preflight = browser.options("/reconcile")
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, POST"


# ---- what it finds


def test_language_date_and_country_are_properties(client, published):
    title = "the Russian defence minister"

    def on(value):
        return ids(client, title, properties=[{"pid": "date", "v": value}])[0]

    assert [on("2023-06-01"), on(["2025-03"]), on({"id": "2025", "name": "2025"}), on(2023)] == [
        "shoigu",
        "belousov",
        "belousov",
        "shoigu",
    ]
    assert ids(client, "Ушаков", properties=[{"pid": "language", "v": "ru"}]) == ["ushakov"]
    assert ids(client, "Ushakov", properties=[{"pid": "country", "v": "UKR"}]) == []


def test_types_narrow_or_order(client, published):
    assert ids(client, "Ushakov", type="state", type_strict="any") == []
    assert ids(client, "Ushakov", type=["person", "state"], type_strict="any") == ["ushakov"]
    assert ids(client, "Ushakov", type=["person", "state"], type_strict="all") == []
    (wished,) = result(client, "Ushakov", type="state")
    assert (wished["id"], wished["match"]) == ("ushakov", False)
    assert wished["score"] < result(client, "Ushakov", type="person")[0]["score"]


def test_a_metonym_is_marked_and_sure_of_nothing(client, published):
    (kremlin,) = result(client, "Moscow")
    features = {one["id"]: one["value"] for one in kremlin["features"]}
    assert (kremlin["id"], kremlin["match"], features["metonym"]) == ("kremlin", False, True)
    assert features["as_place"] > 0


def test_as_many_as_asked_for(client):
    people = [factories.actor(f"koval-{number}", f"Ivan Koval {number}") for number in range(7)]
    factories.published(actors=people)
    assert len(ids(client, "Koval")) == 5
    assert len(ids(client, "Koval", limit=7)) == 7
    assert not any(one["match"] for one in result(client, "Koval"))


# ---- what it keeps to itself


@pytest.mark.parametrize("name", ["Yuri Ushakov Secret", "Secret", "secret-ushakov"])
def test_who_occurs_in_no_public_entry_is_nowhere(client, published, name):
    assert "secret-ushakov" not in ids(client, name, limit=50)
    assert b"ecret" not in client.get("/reconcile/suggest/entity", {"prefix": name}).content
    assert client.get("/reconcile/preview", {"id": "secret-ushakov"}).status_code == 404
    assert b"ecret" not in client.get("/reconcile/preview", {"id": "secret-ushakov"}).content


def test_a_name_that_was_not_published_finds_nobody(client, published):
    published["ushakov"].name = "Adviser Under Suspicion"
    published["ushakov"].save()
    assert ids(client, "Adviser Under Suspicion") == []
    assert [one["name"] for one in result(client, "Yuri Ushakov")] == ["Yuri Ushakov"]


def test_what_was_withdrawn_is_not_offered_any_more(client):
    entry = factories.published(actors=[factories.actor("ushakov", "Yuri Ushakov")])
    assert ids(client, "Ushakov") == ["ushakov"]
    event_actions.withdraw(event=entry.event, by=factories.user("reviewer"), reason="It was wrong.")
    assert ids(client, "Ushakov") == []
    assert client.get("/reconcile/preview?id=ushakov").status_code == 404


def test_merged_actors_lead_to_the_one_that_goes_on(client, published):
    gone = factories.actor("j-uschakow", "Jurij Uschakow")
    factories.published(actors=[gone])
    Actor.objects.filter(pk=gone.pk).update(merged_into=published["ushakov"])
    assert ids(client, "Jurij Uschakow") == ["ushakov"]


# ---- what it refuses


def problems(answer, status=400):
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return [one["pointer"] for one in answer.json()["errors"]]


REFUSED = [
    ('{"q0": {"query": "%s"}}' % ("x" * 201), "queries/q0/query"),
    (json.dumps({"q0": {"query": "\ud800"}}), "queries/q0/query"),
    ('{"q0": {"type": "person"}}', "queries/q0/query"),
    ('{"q0": {"query": "a", "limit": 0}}', "queries/q0/limit"),
    ('{"q0": {"query": "a", "limit": NaN}}', "queries/q0/limit"),
    ('{"q0": {"query": "a", "limit": 51}}', "queries/q0/limit"),
    ('{"q0": {"query": "a", "type": "robot"}}', "queries/q0/type/0"),
    ('{"q0": {"query": "a", "type_strict": "maybe"}}', "queries/q0/type_strict"),
    ('{"q0": {"query": "a", "colour": "red"}}', "queries/q0/colour"),
    ('{"q0": {"query": "a", "properties": [{"pid": "shoe size", "v": 1}]}}', "queries/q0/properties/0/pid"),
    ('{"q0": {"query": "a", "properties": [{"pid": "date", "v": "soon"}]}}', "queries/q0/properties/date"),
    ('{"q0": {"query": "a", "properties": [{"pid": "date", "v": []}]}}', "queries/q0/properties/0/v"),
    ('{"q0": "Ushakov"}', "queries/q0"),
    ('["Ushakov"]', "queries"),
    ("Ushakov", "queries"),
    ("", "queries"),
    ("[" * 100_000, "queries"),
    (json.dumps({f"q{number}": {"query": "a"} for number in range(51)}), "queries"),
]


@pytest.mark.parametrize(("queries", "pointer"), REFUSED, ids=range(len(REFUSED)))
def test_what_it_cannot_read_is_named(client, queries, pointer):
    assert pointer in problems(client.post("/reconcile", {"queries": queries}))


def test_a_batch_that_is_too_long_is_told_how_long_it_may_be(client):
    batch = {f"q{number}": {"query": "a"} for number in range(51)}
    (error,) = client.post("/reconcile", {"queries": json.dumps(batch)}).json()["errors"]
    assert error["detail"] == "An object with at most 50 queries by their keys is needed, not 51."


def test_one_address_asks_so_often_a_minute(client, settings, monkeypatch):
    settings.RECONCILE_PER_MINUTE = 2
    monkeypatch.setattr("lib.rate_limits.time.time", lambda: 600_010.5)
    assert [client.get("/reconcile").status_code for _ in range(2)] == [200, 200]
    for refused in (client.get("/reconcile"), client.get("/reconcile/suggest/entity?prefix=a")):
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "50")
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert client.options("/reconcile").status_code == 204
    # Whoever connects is meant, and not whom they say that they ask for.
    assert client.get("/reconcile", headers={"x-forwarded-for": "192.0.2.7"}).status_code == 429
    assert client.get("/reconcile", REMOTE_ADDR="192.0.2.7").status_code == 200
    monkeypatch.setattr("lib.rate_limits.time.time", lambda: 600_061.0)
    assert client.get("/reconcile").status_code == 200


def test_there_may_be_no_limit(client, settings):
    settings.RECONCILE_PER_MINUTE = 0
    assert {client.get("/reconcile").status_code for _ in range(5)} == {200}


def test_unknown_parameters_are_named(client):
    assert problems(client.get("/reconcile?extend={}")) == ["extend"]
    assert problems(client.post("/reconcile", {"extend": "{}"})) == ["extend"]
    assert problems(client.post("/reconcile")) == ["queries"]
    assert problems(client.post("/reconcile?queries={}", {"queries": "{}"})) == ["queries"]
    assert problems(client.get("/reconcile/suggest/entity?prefix=" + "x" * 201)) == ["prefix"]
    assert problems(client.get("/reconcile/suggest/entity?prefix=x&cursor=-1")) == ["cursor"]
    assert client.get("/reconcile/preview?id=x&theme=dark").status_code == 400


@pytest.mark.parametrize("name", ["\0", "'; DROP TABLE", "%", "Ushakov\0", "🇺🇦"])
def test_odd_characters_are_letters_like_others(client, published, name):
    assert isinstance(result(client, name), list)


# ---- suggestions and previews


def test_names_are_suggested_as_one_types(client, published):
    answer = client.get("/reconcile/suggest/entity?prefix=Уша&spell=always&prefixed=true")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    (ushakov,) = answer.json()["result"]
    assert (ushakov["id"], ushakov["name"]) == ("ushakov", "Yuri Ushakov")
    assert ushakov["notable"] == [{"id": "person", "name": "person"}]
    assert client.get("/reconcile/suggest/entity").json() == {"result": []}
    assert client.get("/reconcile/suggest/entity?prefix=Уша&cursor=1").json() == {"result": []}


def test_a_preview_stands_in_a_frame_and_shows_what_is_published(client, published):
    answer = client.get("/reconcile/preview?id=ushakov")
    page = words(parse(answer).find("body"))
    assert "Yuri Ushakov" in page
    assert "X-Frame-Options" not in answer.headers
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "Secret" not in page


@pytest.mark.parametrize("number", [1, 50])
def test_queries_do_not_grow_with_the_batch(client, published, number, django_assert_num_queries):
    batch = {f"q{one}": {"query": f"Yuri Ushakov {one}"} for one in range(number - 1)} | {"last": {"query": "Moscow"}}
    asked(client, **batch)  # reads what is published into the sets of the process
    with django_assert_num_queries(3 + 2):  # names, other names, earlier ones; what is published, the actors
        assert asked(client, **batch)["last"]["result"]
