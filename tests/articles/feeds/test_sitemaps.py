"""Sitemaps give pieces as feeds do, and an index its sitemaps."""

import pytest

from articles.feeds.documents import read_feed
from articles.feeds.errors import BrokenFeedError

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://wire.example/envoys</loc><lastmod>2025-03-13T13:00:00Z</lastmod>
<image:image><image:loc>https://wire.example/a.jpg</image:loc><image:title>A photo</image:title></image:image>
<news:news><news:publication><news:name>Wire</news:name><news:language>uk</news:language></news:publication>
<news:publication_date>2025-03-13T14:20+02:00</news:publication_date><news:title>Envoys &amp;amp; terms</news:title></news:news>
</url></urlset>"""

PLAIN = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> /a </loc><lastmod>2025-03-13</lastmod></url><url><loc>javascript:alert(1)</loc></url>
<url><lastmod>2025-03-13</lastmod></url><url><loc>https://wire.example/b</loc></url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://wire.example/2023.xml</loc><lastmod>2023-12-31</lastmod></sitemap>
<sitemap><loc>https://wire.example/undated.xml</loc></sitemap>
<sitemap><loc>file:///etc/passwd</loc><lastmod>2025-06-01</lastmod></sitemap>
<sitemap><loc>2025.xml.gz</loc><lastmod>2025-03-13T10:00:00Z</lastmod></sitemap></sitemapindex>"""


def read(text):
    return read_feed(text.encode(), media_type="application/xml", url="https://wire.example/sitemap.xml")


def test_a_news_sitemap_has_titles_and_dates():
    found = read(NEWS)
    piece = found.items[0]
    assert (found.format, found.title, found.language, len(found.items)) == ("News sitemap", "Wire", "uk", 1)
    assert (piece.key, piece.url) == ("https://wire.example/envoys", "https://wire.example/envoys")
    assert (piece.title, piece.language) == ("Envoys & terms", "uk")
    assert (piece.published, piece.updated) == ("2025-03-13T12:20:00Z", "2025-03-13T13:00:00Z")


def test_a_plain_sitemap_knows_only_when_pages_changed():
    found = read(PLAIN)
    assert (found.format, found.dropped) == ("Sitemap", 2)
    assert [(piece.url, piece.published, piece.updated) for piece in found.items] == [
        ("https://wire.example/a", "", "2025-03-13"),
        ("https://wire.example/b", "", ""),
    ]


def test_an_index_gives_its_sitemaps_the_newest_first():
    found = read(INDEX)
    assert (found.format, found.items, found.dropped) == ("Sitemap index", (), 1)
    assert found.children == (
        "https://wire.example/2025.xml.gz",
        "https://wire.example/2023.xml",
        "https://wire.example/undated.xml",
    )


def test_prefixes_do_not_matter():
    prefixed = PLAIN.replace("xmlns=", "xmlns:s=").replace("</", "</s:")
    for tag in ("urlset", "url>", "loc>", "lastmod>"):
        prefixed = prefixed.replace(f"<{tag}", f"<s:{tag}")
    assert read(prefixed) == read(PLAIN)


def test_a_large_sitemap_keeps_its_newest_pages():
    urls = "".join(
        f"<url><loc>https://wire.example/{n}</loc><changefreq>daily</changefreq><lastmod>2025-03-{n % 28 + 1:02}</lastmod></url>"
        for n in range(9000)
    )
    found = read(f"<urlset>{urls}</urlset>")
    assert len(found.items) == 5000
    assert min(piece.updated for piece in found.items) >= "2025-03-13"


@pytest.mark.parametrize(
    ("text", "words"),
    [(NEWS[:-30], "it ends in the middle"), (PLAIN.replace("</loc>", "", 1), "not well-formed")],
)
def test_a_broken_sitemap_says_why(text, words):
    with pytest.raises(BrokenFeedError, match=words):
        read(text)
