"""The feeds of an outlet, from the address of its site or of a feed."""

from articles.feeds.discovery import Candidate, feeds_in
from articles.feeds.documents import read_feed
from articles.feeds.errors import FeedError
from articles.ingest import hosts
from articles.ingest.addresses import clean
from articles.ingest.errors import UnreadableError
from articles.ingest.fetch import FetchError, Limits, fetch

# Somebody is looking at a page meanwhile.
_SOON = Limits(total=12.0)


def find_feeds(typed: str) -> list[Candidate]:
    """The feed at this address, or those that its page names, the best first; an index of sitemaps gives those.

    Raises UnreadableError where nothing can be found there, in words for who typed it.
    """
    address = typed.strip() if "://" in typed else f"https://{typed.strip()}"
    try:
        clean(address)  # in words for people, before it is asked as it is: a feed's parameters are its own
        answer = fetch(address, may_visit=hosts.check_robots, limits=_SOON)
    except FetchError as error:
        raise UnreadableError(str(error), cause=error.cause) from error
    if not 200 <= answer.status < 300:
        raise UnreadableError(f"the server answers {answer.status}")
    try:
        document = read_feed(answer.body, media_type=answer.media_type, charset=answer.charset, url=answer.url)
    except FeedError:
        found = feeds_in(answer.body, answer.url)
        if not found:
            raise UnreadableError("the page names no feed; if you know where one is, type its address") from None
        return found
    if document.children:
        return [Candidate(url=child, format="sitemap") for child in document.children]
    return [Candidate(url=answer.url, title=document.title, format=document.format)]
