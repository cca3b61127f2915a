"""Whose piece it is."""

from django.utils.text import slugify

from articles.ingest.addresses import host_of, site_of
from articles.ingest.formats import Piece
from articles.models import Feed, Source

UPLOADS = "uploads"


def outlet_of(piece: Piece, address: str, feed: Feed | None = None, *, seen: bool = False) -> Source:
    """The outlet that the piece names, else the one at its address, else a new one with that host's name.

    A file only says where it is from: an outlet is made only for an address at which the piece was `seen`. A piece
    that a feed lists on its own site is the feed's outlet's. Nobody has judged a new outlet yet: it is an F.
    """
    if piece.source and (named := Source.objects.filter(slug=piece.source).first()):
        return named
    if not address:
        return _uploads()
    host, site = host_of(address).removeprefix("www."), site_of(address)
    if feed is not None and site in {site_of(feed.url), site_of(feed.source.site or feed.url)}:
        return feed.source
    if not seen and not Source.objects.filter(domain__in=[host, site]).exists():
        return _uploads()
    return outlet_at(address, name=piece.site)


def outlet_at(address: str, *, name: str = "") -> Source:
    """The outlet at an address, made if nobody has told of it yet."""
    host = host_of(address).removeprefix("www.")
    known = Source.objects.filter(domain__in=[host, site_of(address)]).order_by("pk")
    # The host's own outlet first: a blog at a large site may be kept as an outlet of its own.
    outlet = next((source for source in known if source.domain == host), None) or known.first()
    return outlet or _new(name, host)


def _new(name: str, host: str) -> Source:
    slug = slugify(host.replace(".", "-"))[:80]
    return Source.objects.get_or_create(
        slug=slug, defaults={"name": (name or host)[:200], "domain": host, "site": f"https://{host}/"}
    )[0]


def _uploads() -> Source:
    return Source.objects.get_or_create(slug=UPLOADS, defaults={"name": "Uploaded files"})[0]
