"""What claims do when something happens to an article."""

from typing import Any

from django.dispatch import receiver

from articles.models import Article, Snapshot
from articles.signals import article_dated, snapshot_taken
from claims import actions


@receiver(snapshot_taken)
def read_new_snapshot(snapshot: Snapshot, **_kwargs: Any) -> None:
    """In a new capture the passages that claims rest on are looked for, and the engine reads it."""
    if snapshot.number > 1:
        actions.place_passages(snapshot=snapshot)
    actions.request_readings(snapshot=snapshot)


@receiver(article_dated)
def read_dated_article_again(article: Article, **_kwargs: Any) -> None:
    """Relative dates waited for the article's own date."""
    actions.request_readings(snapshot=Snapshot.objects.latest_of(article))
    actions.refresh_inbox_of(articles=Article.objects.filter(pk=article.pk))
