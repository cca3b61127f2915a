"""What stands in front of an article is said and not stored; what only talks of walls is an article."""

import pytest

from articles import actions
from articles.ingest.errors import RemovedError, UnreadableError
from articles.ingest.walls import refuse_walls
from articles.models import Article, Snapshot, Watch
from tests.articles.pages import page
from tests.articles.test_fetching import URL, fetched, looked_again

LONG = "The delegates spoke of cookies, of subscriptions and of a page that could not be found. " * 20
TEASER = "The talks went on into the night, and nobody would say what had been agreed."


def refused(text, title="Talks", page=""):
    with pytest.raises(UnreadableError) as error:
        refuse_walls(title=title, text=text, page=page)
    return error.value.cause


@pytest.mark.parametrize(
    "words",
    [
        "Subscribe to continue reading.",
        "This article is only available to subscribers.",
        "To keep reading, please log in.",
        "Already a subscriber? Log in.",
        "Оформите подписку, чтобы читать дальше.",
        "Матеріал лише для передплатників.",
        "Nur für Abonnenten.",
        "Article réservé aux abonnés.",
    ],
)
def test_a_beginning_with_an_offer_is_a_paywall(words):
    assert refused(f"{TEASER} {words}") == "paywall"


def test_a_page_that_says_that_it_is_not_free_and_shows_little_is_a_paywall():
    assert refused(TEASER, page='<script>{"isAccessibleForFree": "False"}</script>') == "paywall"


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("Before you continue. We use cookies to make this site better. Accept all cookies.", "cookie_wall"),
        ("Alle Cookies akzeptieren", "cookie_wall"),
        ("Checking your browser before you go on.", "bot_check"),
        ("Please enable JavaScript and cookies to continue.", "bot_check"),
    ],
)
def test_other_walls_are_called_what_they_are(words, cause):
    assert refused(words) == cause


@pytest.mark.parametrize(
    "words",
    [
        "Page not found",
        "This article has been removed.",
        "The story is no longer available.",
        "Страница не найдена",
        "Сторінку не знайдено",
        "Матеріал видалено на прохання автора.",
        "Seite nicht gefunden",
    ],
)
def test_a_page_that_only_says_that_there_is_nothing_is_a_removed_article(words):
    with pytest.raises(RemovedError):
        refuse_walls(title="Demo Post", text=words, page="")


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        TEASER,
        "The ministry accepts that the cookies were stale. Ministers ate none of them.",
        "Two hundred people could not be found after the flood, rescuers said, and the bridge no longer stands.",
    ],
)
def test_an_article_passes_whatever_it_talks_of(text):
    refuse_walls(title="Talks", text=text, page='{"isAccessibleForFree": true}')


def test_a_long_article_that_is_not_free_is_an_article():
    refuse_walls(title="Talks", text=LONG, page='{"isAccessibleForFree": false}')


@pytest.mark.django_db
def test_a_wall_is_said_and_stored_as_no_article(origin):
    origin.pages["/talks/ceasefire-talks-end"] = (
        f"<html><body><article><h1>Talks end</h1><p>{TEASER}</p><p>Subscribe to continue reading.</p></article></body></html>"
    )
    job = fetched()
    assert (job.ingest_job.state, job.ingest_job.cause) == ("failed", "paywall")
    assert "behind a paywall" in job.ingest_job.error
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_an_article_that_its_page_says_was_removed_is_marked_and_kept(origin):
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end")
    fetched()
    origin.pages["/talks/ceasefire-talks-end"] = (
        "<html><body><main><h1>Talks end</h1><p>This article has been removed at the request of its author.</p></main></body></html>"
    )
    job = looked_again()
    assert (job.ingest_job.state, job.ingest_job.outcome) == ("done", "gone")
    article = Article.objects.get(url=URL)
    assert article.gone_at is not None
    assert Snapshot.objects.count() == 1
    assert Watch.objects.get().next_at is not None
    # A page that was never an article is no article.
    actions.request_fetch(url="http://outlet.example/never", by=None)
    origin.pages["/never"] = origin.pages["/talks/ceasefire-talks-end"]
    never = fetched("http://outlet.example/never")
    assert (never.ingest_job.state, never.ingest_job.cause) == ("failed", "removed")
