"""What a revision is called, and where that leads."""

import json
import subprocess
import sys

import pytest

from tests import factories
from tests.pages import of_class, read, words
from timeline.identifiers import identifier_of
from timeline.models import Entry
from timeline.moments import parameter

pytestmark = pytest.mark.django_db
SITES = {
    "": "tag:news.example,{day}:event/{number}",
    "10.5555": "10.5555/event.{number}",
    "10.5555/war": "10.5555/war/event.{number}",
    "ark:99999": "ark:99999/{number}",
    "ark:99999/a1": "ark:99999/a1/{number}",
}
RESOLVED = {"": "", "1": "https://doi.org/", "a": "https://n2t.net/"}


@pytest.fixture(params=SITES)
def prefix(request, settings):
    settings.SITE_URL, settings.CITATION_PREFIX = "https://news.example", request.param
    return request.param


def value(entry, prefix):
    return SITES[prefix].format(day=f"{entry.known_at:%Y-%m-%d}", number=f"{entry.event_id}.{entry.revision}")


def test_a_name_is_of_one_revision_for_ever_and_leads_to_it(client, prefix):
    entry = factories.published()
    name = value(entry, prefix)
    newer = factories.republished(entry, title="Called otherwise")
    old = Entry.objects.get(pk=entry.pk)
    assert identifier_of(old).value == name != identifier_of(newer).value
    assert identifier_of(old).resolver == (f"{RESOLVED[prefix[:1]]}{name}" if prefix else "")
    for asked in (name, name.upper() if prefix.startswith("10.") else name, f"{old.event_id}.1"):
        response = client.get(f"/id/{asked}")
        assert (response.status_code, response["Location"]) == (301, f"/events/{old.event_id}/revisions/1/")
    assert client.get(response["Location"]).status_code == 200


def test_older_arks_and_dois_with_their_scheme_lead_there_too(client, settings):
    entry = factories.published()
    settings.CITATION_PREFIX = "ark:99999"
    assert client.get(f"/id/ark:/99999/{entry.event_id}.1").status_code == 301
    settings.CITATION_PREFIX = "10.5555"
    assert client.get(f"/id/doi:10.5555/event.{entry.event_id}.1").status_code == 301


def test_what_is_called_otherwise_leads_nowhere(client, settings):
    settings.SITE_URL = "https://news.example"
    entry, draft = factories.published(), factories.event()
    number = f"{entry.event_id}.1"
    name = identifier_of(entry).value
    for wrong in (
        f"{entry.event_id}.2",
        f"{draft.pk}.1",
        f"{entry.event_id}",
        f"0{number}",
        "x",
        f"10.5555/event.{number}",
        f"tag:elsewhere.example,{entry.known_at:%Y-%m-%d}:event/{number}",
        name.replace("event/", "x/event/"),
        "9" * 30 + ".1",
        "//evil.example/1.1",
    ):
        assert client.get(f"/id/{wrong}").status_code == 404, wrong


def test_as_of_goes_along(client):
    entry = factories.published()
    newer = factories.republished(entry, title="Called otherwise")
    moment = parameter(newer.known_at)
    response = client.get(f"/id/{newer.event_id}.2?as_of={moment}")
    assert response["Location"].startswith(f"/events/{newer.event_id}/revisions/2/?as_of=")
    assert client.get(f"/id/{newer.event_id}.2?as_of={parameter(entry.known_at)}").status_code == 404
    assert client.get(f"/id/{newer.event_id}.2?x=1").status_code == 400


def test_every_form_of_citing_has_the_name_and_the_checksum(client, prefix):
    entry = factories.published()
    name, checksum = value(entry, prefix), entry.digest[:16]
    page = read(client, entry.get_absolute_url())
    said, chicago, bibtex, ris = [one.text for one in of_class(page, "cite-text")]
    doi = prefix.startswith("10.")
    assert f"Identifier: {'doi:' if doi else ''}{name}, SHA-256 {checksum}…" in said
    assert "…." not in said
    assert (f"{RESOLVED[prefix[:1]]}{name}." if prefix else f" {name}. http") in chicago
    assert (f'  doi = "{name}"' in bibtex) == doi
    assert checksum in bibtex
    assert f"{'DO' if doi else 'AN'}  - {name}\n" in ris.replace("\r", "")
    assert f"N1  - SHA-256 {checksum}…" in ris
    box = page.get_element_by_id("cite")
    assert f"/id/{name}" in [link.removeprefix("http://testserver") for link in box.xpath(".//a/@href")]
    assert checksum in words(box)


def test_programs_get_the_name_and_the_whole_digest(client, prefix):
    entry = factories.published()
    graph = json.loads(client.get(f"/events/{entry.event_id}.jsonld").content)
    (article,) = [node for node in graph["@graph"] if node["@type"] == "NewsArticle"]
    own, digest = article["identifier"]
    scheme = {"": "tag", "1": "DOI", "a": "ARK"}[prefix[:1]]
    assert (own["@type"], own["propertyID"], own["value"]) == ("PropertyValue", scheme, value(entry, prefix))
    assert ("url" in own) == bool(prefix)
    assert (digest["propertyID"], digest["value"]) == ("SHA-256", entry.digest)


@pytest.mark.parametrize("prefix", ["5555", "10.5", "doi:10.5555", "ark:99999/", "10.5555/<b>", "ark:aeiou"])
def test_a_prefix_that_is_none_is_refused_at_the_start(prefix, monkeypatch):
    monkeypatch.setenv("CITATION_PREFIX", prefix)
    done = subprocess.run(
        [sys.executable, "-c", "import config.settings"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "CITATION_PREFIX" in done.stderr
