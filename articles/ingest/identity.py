"""Which article a piece is: by the address that it came from, then by the one that it claims, if its words agree."""

from rapidfuzz import fuzz

from articles.enums import IngestOutcome
from articles.ingest.addresses import clean, spellings
from articles.ingest.fingerprint import likeness
from articles.ingest.formats import Piece
from articles.models import Article, ArticleAddress, IngestJob, Snapshot

# A piece that was written anew under its old headline is still the piece; two short notices that share their
# boilerplate are not.
_ALIKE = 80.0


def find(piece: Piece, fingerprint: list[int], job: IngestJob) -> tuple[Article | None, str]:
    """The article that this piece is a capture of, if any, and the address for it, "" for a file without one.

    A page's own word for its address is believed only where the words of the two agree, so that one template's
    mistake does not make one article of a whole site. Call it while nobody else can bring an article in.
    """
    if not piece.url:
        return _same_file(job), ""
    if not job.url:  # a file that says where it is from: there is nothing else to know it by
        return _at(piece.url), piece.url
    own = clean(job.url)
    if known := ArticleAddress.objects.filter(url__in=spellings(own)).select_related("article").first():
        return known.article, known.article.url
    # Where the page claims the address that it came from, nobody was seen at it: that has just been asked.
    claimed = _at(piece.url, seen=piece.url not in spellings(own))
    if claimed is None:
        return None, piece.url
    if _same_words(piece, fingerprint, claimed):
        return claimed, claimed.url
    if piece.url in spellings(own):
        _give_up_address(claimed)
        return None, piece.url
    return None, own


def was_seen_at(job: IngestJob) -> bool:
    """Whether an article was seen at this job's address before, so that most likely no new one will be made."""
    return bool(job.url) and ArticleAddress.objects.filter(url__in=spellings(clean(job.url))).exists()


def _at(url: str, *, seen: bool = True) -> Article | None:
    """The article known by this address, whether it is its own or, with `seen`, one that it was seen at."""
    either = spellings(url)
    own = Article.objects.filter(url__in=either).first()
    if own is not None or not seen:
        return own
    return Article.objects.filter(addresses__url__in=either).order_by("addresses__pk").first()


def _same_words(piece: Piece, fingerprint: list[int], article: Article) -> bool:
    latest = Snapshot.objects.latest_of(article)
    if piece.title.casefold() == latest.title.casefold() or likeness(fingerprint, latest.fingerprint):
        return True
    return fuzz.ratio(piece.text[:20_000], latest.text[:20_000]) >= _ALIKE


def _give_up_address(article: Article) -> None:
    """An article that only claimed this address is known from now on by one that it was really seen at."""
    seen = article.addresses.first()
    article.url = seen.url if seen else ""
    article.save()


def _same_file(job: IngestJob) -> Article | None:
    """The article that this file was before, for a file that does not say where it is from."""
    before = (
        IngestJob.objects.filter(location=job.location, snapshot__article__url="")
        .exclude(outcome=IngestOutcome.DUPLICATE)
        .select_related("snapshot__article")
        .order_by("pk")
        .last()
    )
    return before.snapshot.article if before and before.snapshot else None
