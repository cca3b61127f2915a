"""What follows from a publication: its people are told, its words learned, and saved searches matched, in batches."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from django.utils import timezone

from lib import outbox
from timeline.actions.telling import tell_of_publication
from timeline.enums import MailRhythm, NewsKind
from timeline.filters import NEWEST, TimelineFilters
from timeline.indexing import learn_words
from timeline.merges import Merges
from timeline.models import Delivery, Entry, News, SavedSearch, SearchHit, Webhook
from timeline.models.entry import EntryQuerySet
from timeline.newest_known import kind_of

# So many searches are looked at in one transaction.
BATCH = 200
_KEPT = timedelta(days=90)
_AT_ONCE = 5_000


def news_of(entries: Iterable[Entry]) -> list[News]:
    """What is to be done once these new revisions are published, not saved; to be announced when it is."""
    return [News(entry=entry, kind=kind_of(entry)) for entry in entries]


def announce(news: Iterable[News]) -> None:
    """In the transaction that publishes: have people told of it, and what they search for matched with it."""
    for one in news:
        outbox.announce(one)


def announce_withdrawal(entry: Entry) -> None:
    """In the transaction that takes an entry from the timeline: the same."""
    news, created = News.objects.get_or_create(entry=entry, kind=NewsKind.WITHDRAWN)
    if created:
        outbox.announce(news)


def match_news(*, news_id: int) -> bool:
    """Tell people of a piece of news, learn its words, and find the saved searches that it is for.

    True when the last batch of them is done by this call.
    """
    reached = None
    while not outbox.run(News, news_id, _match_batch):
        news = News.objects.filter(pk=news_id, state=News.State.WAITING).first()
        if news is None or news.reached == reached:  # somebody else has it, or it failed and has to wait
            return False
        reached = news.reached
    return True


def _match_batch(news: News) -> None:
    if news.reached == 0 and news.kind != NewsKind.WITHDRAWN:  # who withdraws an entry tells people of it at once
        tell_of_publication(news.entry)
        learn_words(news.entry)
    asked_before = SavedSearch.objects.listening().filter(made_at__lte=news.created_at)
    searches = list(asked_before.filter(pk__gt=news.reached)[:BATCH])
    among = Entry.objects.filter(event=news.entry.event_id, revision__in=_revisions(news))
    meant = [
        search
        for query, same in groupby(sorted(searches, key=lambda one: one.query), key=lambda one: one.query)
        if _means(query, among)
        for search in same
    ]
    _write_hits(news, meant)
    if searches:
        news.reached = searches[-1].pk
    if len(searches) == BATCH:
        raise outbox.RetryLaterError("more searches wait", after=timedelta(0), counts=False)


def _revisions(news: News) -> list[int]:
    """Who was told of a revision is told of the next one too, even where their search does not find it any more."""
    entry = news.entry
    return (
        [entry.revision] if news.kind in {NewsKind.NEW, NewsKind.WITHDRAWN} else [entry.revision - 1, entry.revision]
    )


def _means(query: str, among: EntryQuerySet) -> bool:
    form = TimelineFilters(SavedSearch(query=query).parameters)
    if not form.is_valid():  # such as an issue that goes by another address now
        return False
    question = replace(form.question(), as_of=None, order=NEWEST, cursor=None, merges=Merges())
    return question.entries(among).exists()


def _write_hits(news: News, searches: list[SavedSearch]) -> None:
    """Once for each search and each webhook, however often this is done."""
    SearchHit.objects.bulk_create(
        (SearchHit(search=one, news=news, wants_mail=one.mail != MailRhythm.NEVER) for one in searches),
        ignore_conflicts=True,
    )
    hooks = Webhook.objects.working().filter(search__in=[one.pk for one in searches])
    Delivery.objects.bulk_create((Delivery(webhook=hook, news=news) for hook in hooks), ignore_conflicts=True)
    for delivery in Delivery.objects.filter(webhook__in=hooks, news=news, state=Delivery.State.WAITING):
        outbox.announce(delivery)


def forget_old_news() -> int:
    """Delete what was told more than 90 days ago; gives how many pieces of news."""
    old_tests = Delivery.objects.filter(news=None, finished_at__lt=timezone.now() - _KEPT)
    old_tests.delete()
    deleted = 0
    finished = News.objects.filter(state=News.State.DONE, finished_at__lt=timezone.now() - _KEPT)
    while old := list(finished.values_list("pk", flat=True)[:_AT_ONCE]):
        News.objects.filter(pk__in=old).delete()
        deleted += len(old)
    return deleted
