"""Answers travel compressed, and caches still know them."""

import gzip

import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from config.compression import CompressionMiddleware
from tests import factories

pytestmark = pytest.mark.django_db
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def entry():
    return factories.published(title="Kremlin aide rejects the ceasefire")


@pytest.mark.parametrize(
    "address", ["/", "/events.json", "/events.atom", "/events.csv", "/events.geojson", "/embed/"]
)
def test_words_are_compressed_for_those_who_take_them_so(client, entry, address):
    plain, packed = client.get(address), client.get(address, headers=GZIP)
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in packed["Vary"]
    assert "Accept-Encoding" in plain["Vary"]
    assert gzip.decompress(packed.getvalue()) == plain.getvalue()


@pytest.mark.parametrize("address", ["/", "/embed/", "/events.json"])
def test_a_packed_page_is_still_known_by_its_tag(client, entry, address, django_assert_max_num_queries):
    packed = client.get(address, headers=GZIP)
    assert packed["ETag"].startswith('W/"')
    with django_assert_max_num_queries(1):
        again = client.get(address, headers=GZIP | {"If-None-Match": packed["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get(address)["ETag"] == packed["ETag"].removeprefix("W/")


def test_a_page_with_a_token_has_another_length_each_time(client):
    """What is guessed of a page by how well it packs (BREACH) drowns in random bytes."""
    lengths = {len(client.get("/accounts/login/", headers=GZIP).content) for _ in range(12)}
    assert len(lengths) > 4


@pytest.mark.parametrize("kind", ["application/gzip", "application/pdf", "image/png", "application/octet-stream"])
def test_what_is_packed_already_stays_as_it_is(kind):
    def answer(_request):
        return HttpResponse(b"a" * 2000, content_type=kind)

    response = CompressionMiddleware(answer)(RequestFactory().get("/", headers=GZIP))
    assert "Content-Encoding" not in response


def test_a_file_of_words_is_packed_as_it_streams(tmp_path):
    path = tmp_path / "page.csv"
    path.write_text("who,what\n" * 1000)
    response = CompressionMiddleware(lambda _request: FileResponse(path.open("rb"), content_type="text/csv"))(
        RequestFactory().get("/", headers=GZIP)
    )
    assert gzip.decompress(response.getvalue()) == path.read_bytes()


def test_robots_are_told_what_asks_who_is_there(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        told = client.get("/robots.txt")
    assert told["Content-Type"].startswith("text/plain")
    assert b"Disallow: /desk/" in told.content
