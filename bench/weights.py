"""What a page weighs: as it is, as it is sent, in elements, and with what a first visit has to fetch beside it."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
from lxml import html

_GZIP, _BROTLI, _BROTLI_OF_FILES = 6, 5, 11  # files are packed once, when the product is deployed


def weight(body: bytes) -> dict[str, int]:
    """Bytes, and how many elements there are; 0 of these in what is no markup."""
    is_markup = body.lstrip()[:1] == b"<"
    return {
        "bytes": len(body),
        "gzip": len(gzip.compress(body, _GZIP)),
        "brotli": len(brotli.compress(body, quality=_BROTLI)),
        "nodes": sum(1 for _ in html.fromstring(body).iter("*")) if is_markup else 0,
    }


def first_visit(page: bytes) -> int:
    """Bytes of the styles and scripts that a page asks for, packed."""
    from django.conf import settings  # after `scratch()`
    from django.contrib.staticfiles import finders

    from lib.static_storage import smaller

    root = html.document_fromstring(page)
    asked = root.xpath("//link[@rel='stylesheet']/@href") + root.xpath("//script/@src")
    total = 0
    for name in {address.removeprefix(settings.STATIC_URL).partition("?")[0] for address in asked}:
        served = smaller(name, Path(str(finders.find(name))).read_text())
        total += len(brotli.compress(served.encode(), quality=_BROTLI_OF_FILES))
    return total
