"""What happens to articles, for the layers above; sent inside the transaction that makes it true."""

from django.dispatch import Signal

snapshot_taken = Signal()  # snapshot: Snapshot
article_dated = Signal()  # article: Article, by: User
