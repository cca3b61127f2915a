"""Outlets and their feeds, articles and immutable captures of them, and the work of bringing them in."""

from articles.models.archive import Article, ArticleAddress, OriginGroup, Snapshot, Watch
from articles.models.outlets import Feed, FeedHealth, FeedItem, FeedPoll, Source
from articles.models.work import Batch, Fetch, Host, IngestJob

__all__ = [
    "Article",
    "ArticleAddress",
    "Batch",
    "Feed",
    "FeedHealth",
    "FeedItem",
    "FeedPoll",
    "Fetch",
    "Host",
    "IngestJob",
    "OriginGroup",
    "Snapshot",
    "Source",
    "Watch",
]
