"""Reading archived bytes again with a newer extractor."""

from accounts.models import User
from articles.ingest import store
from articles.ingest.fingerprint import fingerprint
from articles.ingest.formats import read
from articles.models import Article, Snapshot
from articles.signals import snapshot_taken
from lib.attributed import attributed, require
from lib.one_at_a_time import one_at_a_time


def reread(*, article: Article, by: User | None) -> Snapshot | None:
    """The article's newest bytes as this version reads them: a capture of its own, so that no excerpt loses its text.

    None where they read as before. Raises UnreadableError where they cannot be read any more.
    """
    if by is not None:
        require(by, "articles.ingest_article")
    latest = Snapshot.objects.latest_of(article)
    piece = read(store.get(latest.sha256), latest.media_type, url=latest.url, charset=latest.charset)
    with attributed(by, f"read again by {piece.extractor}"):
        one_at_a_time("add to the archive")
        if Snapshot.objects.latest_of(article).pk != latest.pk or (piece.title, piece.text) == (
            latest.title,
            latest.text,
        ):
            return None
        snapshot = Snapshot.objects.create(
            article=article,
            number=latest.number + 1,
            reread_of=latest.reread_of or latest,
            sha256=latest.sha256,
            media_type=latest.media_type,
            charset=latest.charset,
            headers=latest.headers,
            via=latest.via,
            url=latest.url,
            fetched_at=latest.fetched_at,
            title=piece.title,
            text=piece.text,
            language=piece.language,
            modified_edtf=piece.modified,
            extractor=piece.extractor,
            fingerprint=fingerprint(piece.text),
        )
        snapshot_taken.send(sender=Snapshot, snapshot=snapshot)
    return snapshot
