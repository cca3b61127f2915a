"""What every public page needs is read before the first reader asks."""

import gc
import logging
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from typing import Any, cast
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation

from lib.time_zones import zone_of
from timeline.counting import corpus
from timeline.filters import MAP
from timeline.published import published

logger = logging.getLogger(__name__)


def warm_up(application: WSGIApplication) -> None:
    """Read the sets that lists and counts come from, and answer first pages in each language.

    Processes forked from this one share what is there then: the sets, 15 s among a million entries, and all that
    addresses, templates and catalogues are made into, which each would have made for itself. Another process reads
    the sets and hands them over, since reading takes three times the memory that they do (measured in
    docs/performance.md). Without a database all of it is left to the first readers.
    """
    connections.close_all()  # a forked process must not go on with another one's
    try:
        with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as reader:
            corpus.keep(reader.submit(_read).result())
    except (DatabaseError, BrokenProcessPool, OSError) as error:
        logger.warning("What is published is read when somebody asks: %s", error)
    else:
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                for query in ("", f"view={MAP}"):
                    _ask(application, reverse("timeline:index"), query)
        connections.close_all()
    zone_of("UKR", None, None)
    # What is there now stays for good: the collector need not look through it, nor write to memory that is shared.
    gc.collect()
    gc.freeze()


def _read() -> corpus.Corpus:
    return corpus.corpus(published().state)


def _ask(application: WSGIApplication, path: str, query: str) -> None:
    """As a server behind a proxy would; a page that fails is in the log as any other is."""
    host = next(iter(settings.ALLOWED_HOSTS), "*")
    asked: dict[str, Any] = {
        "HTTP_HOST": "localhost" if host == "*" else host.removeprefix("."),
        "HTTP_X_FORWARDED_PROTO": "https",
        "PATH_INFO": path,
        "QUERY_STRING": query,
    }
    setup_testing_defaults(asked)
    with closing(cast(HttpResponse, application(asked, lambda *_said: lambda _written: None))) as answer:
        b"".join(answer)
