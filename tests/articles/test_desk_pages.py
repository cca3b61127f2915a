"""The desk's pages about outlets, feeds and what comes in, as an editor uses them."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from articles import actions, arrivals
from articles.models import Article, Batch, Feed, FeedHealth, Fetch, IngestJob, Source
from tests import factories
from tests.articles.pages import page
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_editor(editor):
    return logged_in(editor)


def words(response):
    return " ".join(html.fromstring(response.content.decode()).xpath("//main")[0].text_content().split())


RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>News &amp; more</title><item><title>One</title>'
    "<link>http://outlet.example/one</link></item></channel></rss>"
)


# ---- feeds


def test_the_feeds_of_a_site_are_found_and_followed(as_editor, origin):
    origin.pages["/"] = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/feed" title="News"></head></html>'
    )
    found = as_editor.post("/desk/feeds/find/", {"url": "http://outlet.example"})
    assert found.status_code == 200
    assert "http://outlet.example/feed" in words(found)
    added = as_editor.post("/desk/feeds/add/", {"url": "http://outlet.example/feed", "title": "News"}, follow=True)
    feed = Feed.objects.get()
    assert (feed.url, feed.title, feed.source.domain) == ("http://outlet.example/feed", "News", "outlet.example")
    assert added.redirect_chain[-1][0] == f"/desk/feeds/{feed.pk}/"
    again = as_editor.post("/desk/feeds/find/", {"url": "http://outlet.example"})
    assert "Followed already." in words(again)


def test_the_address_of_a_feed_is_the_feed(as_editor, origin):
    origin.pages["/feed"] = RSS
    assert "News & more" in words(as_editor.post("/desk/feeds/find/", {"url": "http://outlet.example/feed"}))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://nobody.invalid/", "file:///etc/passwd", "::", "http://outlet.example/404"]
)
def test_where_nothing_is_found_the_page_says_why_and_keeps_what_was_typed(as_editor, origin, url):
    response = as_editor.post("/desk/feeds/find/", {"url": url})
    assert response.status_code == 422
    (field,) = html.fromstring(response.content.decode()).xpath("//input[@name='url']")
    assert field.get("value") == url
    assert "Nothing was found" in words(response)
    assert not Feed.objects.exists()


def test_a_feed_that_cannot_be_read_says_so_at_the_desk(as_editor):
    feed = factories.feed()
    FeedHealth.objects.update(failures=3, unreadable=3, error="it is a web page, not a feed")
    shown = words(as_editor.get("/desk/feeds/"))
    assert "unreadable 3 times in a row" in shown
    assert "It is a web page, not a feed" in shown
    assert "1 followed, 1 failing" in shown
    assert "1 failing" in words(as_editor.get("/desk/sources/"))
    assert "It is a web page" in words(as_editor.get(f"/desk/feeds/{feed.pk}/"))


def test_pausing_and_resuming_and_fetching_now(as_editor):
    feed = factories.feed()
    assert as_editor.post(f"/desk/feeds/{feed.pk}/pause/", {"from": "feeds"}).url == "/desk/feeds/"
    feed.refresh_from_db()
    assert feed.status == "paused"
    assert "paused" in words(as_editor.get("/desk/feeds/"))
    assert as_editor.post(f"/desk/feeds/{feed.pk}/resume/", {"from": "feed"}).url == f"/desk/feeds/{feed.pk}/"
    as_editor.post(f"/desk/feeds/{feed.pk}/poll/")
    feed.refresh_from_db()
    assert (feed.status, feed.polls.count()) == ("active", 1)


def test_a_feeds_name_and_pace_are_kept(as_editor):
    feed = factories.feed()
    as_editor.post(f"/desk/feeds/{feed.pk}/", {"title": "Front page", "minutes": "60"})
    feed.refresh_from_db()
    assert (feed.title, feed.shortest) == ("Front page", timedelta(hours=1))
    refused = as_editor.post(f"/desk/feeds/{feed.pk}/", {"title": "", "minutes": "0"})
    assert refused.status_code == 422


def test_feeds_go_out_and_come_in_as_opml(as_editor):
    factories.feed("https://demo-wire.example/feed")
    told = as_editor.get("/desk/feeds/export.opml")
    assert b"https://demo-wire.example/feed" in told.content
    Feed.objects.get().polls.all().delete()
    FeedHealth.objects.all().delete()
    Feed.objects.all().delete()
    as_editor.post("/desk/feeds/import/", {"opml": io.BytesIO(told.content)})
    assert Feed.objects.get().url == "https://demo-wire.example/feed"
    assert Feed.objects.get().source == factories.source()


def test_an_opml_file_that_is_none_changes_nothing(as_editor):
    response = as_editor.post("/desk/feeds/import/", {"opml": io.BytesIO(b"not xml")})
    assert response.status_code == 422
    assert "Nothing was taken" in words(response)


# ---- outlets


def test_an_outlet_is_added_and_changed(as_editor):
    fields = {
        "name": "Demo Post",
        "slug": "demo-post",
        "domain": "demo-post.example",
        "owner": "private",
        "reliability": "B",
    }
    assert as_editor.post("/desk/sources/new/", fields).url == "/desk/sources/demo-post/"
    as_editor.post("/desk/sources/demo-post/", fields | {"reliability": "C", "country": "UKR"})
    source = Source.objects.get(slug="demo-post")
    assert (source.reliability, source.country) == ("C", "UKR")
    assert source.versions.count() == 2


def test_an_outlet_that_cannot_be_keeps_what_was_typed(as_editor):
    factories.source()
    fields = {
        "name": "Another",
        "slug": "demo-wire",
        "domain": "demo-wire.example",
        "owner": "private",
        "reliability": "B",
    }
    response = as_editor.post("/desk/sources/new/", fields)
    assert response.status_code == 422
    assert html.fromstring(response.content.decode()).xpath("//input[@name='name']/@value") == ["Another"]
    assert Source.objects.count() == 1


def test_articles_are_counted_by_day(as_editor):
    first, second = factories.article(), factories.article()
    Article.objects.filter(pk=first.article_id).update(created_at=timezone.now() - timedelta(days=3))
    (outlet,) = arrivals.outlets()
    assert (len(outlet.days), outlet.days[-1], outlet.days[-4], sum(outlet.days)) == (30, 1, 1, 2)
    shown = as_editor.get("/desk/sources/").content.decode()
    assert "2 in the last 30 days" in shown
    assert second.article.title in words(as_editor.get("/desk/sources/demo-wire/"))


# ---- what comes in


def test_addresses_are_brought_in_together_with_their_progress(as_editor):
    typed = "https://demo-wire.example/a\nnothing\n\nhttps://demo-wire.example/b"
    shown = words(as_editor.post("/desk/incoming/", {"addresses": typed}, follow=True))
    assert Fetch.objects.filter(batch=Batch.objects.get()).count() == 2
    assert "2 to fetch" in shown
    assert "nothing: its URL 'nothing' is not a web address" in shown


def test_files_are_brought_in_together(as_editor, tmp_path):
    files = [io.BytesIO(b"A first text of some words."), io.BytesIO(b"A second one."), io.BytesIO(b"\0")]
    for name, file in zip(("a.txt", "b.md", "c.xyz"), files, strict=True):
        file.name = name
    shown = words(as_editor.post("/desk/incoming/", {"upload": files}, follow=True))
    assert IngestJob.objects.filter(batch=Batch.objects.get()).count() == 2
    assert ".xyz is not a format" in shown


def test_two_files_of_one_name_are_two_articles_and_one_file_twice_is_one(as_editor):
    for text in (b"What the ministry said on Monday.", b"What it said on Tuesday.", b"What it said on Tuesday."):
        file = io.BytesIO(text)
        file.name = "statement.txt"
        as_editor.post("/desk/incoming/", {"upload": [file]})
    for job in IngestJob.objects.all():
        actions.ingest(job_id=job.pk)
    assert list(IngestJob.objects.values_list("outcome", flat=True)) == ["new", "new", "duplicate"]
    assert Article.objects.count() == 2


def test_who_adds_a_feed_of_a_new_outlet_adds_the_outlet(as_editor, editor):
    as_editor.post("/desk/feeds/add/", {"url": "https://new-outlet.example/feed", "title": "New"})
    made = Source.objects.get(domain="new-outlet.example")
    assert made.versions.get().pgh_context.metadata["user"] == editor.pk
    refused = as_editor.post("/desk/feeds/add/", {"url": "mailto:a@b"}, follow=True)
    assert "was not added" in refused.content.decode()
    assert Feed.objects.count() == Source.objects.count() == 1


def test_a_failure_has_its_cause_and_a_way_to_try_again(as_editor, origin):
    job = factories.failed_fetch("http://outlet.example/a")
    shown = words(as_editor.get("/desk/incoming/"))
    assert "Nothing is there (404)" in shown
    as_editor.post(f"/desk/incoming/again/fetch/{job.pk}/")
    job.refresh_from_db()
    assert (job.state, job.error) == ("waiting", "")
    origin.pages["/a"] = page("A")
    actions.fetch(job_id=job.pk)
    job.refresh_from_db()
    assert job.outcome == "captured"


def test_progress_is_asked_for_while_something_is_on_its_way(as_editor):
    def polls():
        return html.fromstring(as_editor.get("/desk/incoming/").content.decode()).xpath("//*[@id='progress']/@hx-get")

    assert polls() == []
    actions.request_fetch(url="https://demo-wire.example/a", by=None)
    assert polls() == ["/desk/incoming/"]
    fragment = as_editor.get("/desk/incoming/", headers={"HX-Request": "true"}).content.decode()
    assert html.fromstring(fragment).get("id") == "progress"


# ---- origins


def test_an_article_is_taken_out_of_its_group_and_put_back(as_editor):
    first = factories.article()
    second = factories.article(origin=first.article.origin_group)
    shown = words(as_editor.get(f"/desk/articles/{second.article_id}/origin/"))
    assert "the earliest" in shown
    assert as_editor.post(f"/desk/articles/{second.article_id}/origin/split/", {"reason": ""}).status_code == 422
    as_editor.post(f"/desk/articles/{second.article_id}/origin/split/", {"reason": "An own correspondent."})
    moved = Article.objects.get(pk=second.article_id)
    assert moved.origin_group != first.article.origin_group
    assert "own correspondent" in moved.versions.order_by("-pgh_id").first().pgh_context.metadata["reason"]
    address = f"/desk/articles/{first.article_id}/origin/join/"
    assert as_editor.post(address, {"article": "999999", "reason": "x"}).status_code == 422
    as_editor.post(address, {"article": str(second.article_id), "reason": "The same words."})
    assert Article.objects.get(pk=second.article_id).origin_group == first.article.origin_group


@pytest.mark.django_db
def test_the_earliest_is_told_by_the_date_that_an_article_carries():
    dates = [
        "",
        "2025-03",
        "2025-03-13",
        "2025-03-13T09:30Z",
        "2025-03-12~",
        "2025-03-12",
        "2025-03-13",
        "2024",
        "../2025-03-01",
    ]
    group = factories.article(published="2025-03-14").article.origin_group
    for date in dates:
        factories.article(published=date, origin=group)
    told = [article.published_edtf for article in group.articles.earliest_first()]
    by_sort = sorted(
        group.articles.order_by("pk"), key=lambda article: (not article.published_edtf, article.published.sort)
    )
    assert told == [article.published_edtf for article in by_sort]
    assert told[-1] == ""
    assert group.earliest.published_edtf == "2024"


def test_a_later_arrival_may_be_the_earliest(as_editor):
    first = factories.article(published="2025-03-14", title="As it came in", of=factories.source("outlet"))
    wire = factories.article(published="2025-03-13", title="As it was sent", origin=first.article.origin_group)
    shown = words(as_editor.get(f"/desk/articles/{first.article_id}/origin/"))
    assert shown.index("As it was sent") < shown.index("the earliest") < shown.rindex("As it came in")
    assert f"The earliest of these 2 is by {wire.article.source}." in shown


def test_joining_brings_the_whole_group_and_its_credit(editor):
    one, other = factories.article(), factories.article()
    third = factories.article(origin=other.article.origin_group)
    other.article.origin_group.agency = "Demo Wire"
    other.article.origin_group.save()
    actions.join_origins(into=one.article.origin_group, articles=[other.article], reason="The same.", by=editor)
    groups = set(
        Article.objects.filter(pk__in=[one.article_id, other.article_id, third.article_id]).values_list(
            "origin_group", flat=True
        )
    )
    assert groups == {one.article.origin_group_id}
    one.article.origin_group.refresh_from_db()
    assert one.article.origin_group.agency == "Demo Wire"


# ---- the same number of queries for one and for five


@pytest.mark.parametrize("number", [1, 5])
@pytest.mark.parametrize(("path", "queries"), [("feeds", 4), ("sources", 4), ("incoming", 9)])
def test_queries(as_editor, django_assert_num_queries, number, path, queries):
    for n in range(number):
        source = factories.source(f"outlet-{n}")
        factories.feed(of=source)
        factories.article(of=source)
        factories.failed_fetch()
    with django_assert_num_queries(queries):
        assert as_editor.get(f"/desk/{path}/").status_code == 200


# ---- pasted texts, folders and captures as they came


def test_a_text_is_pasted_and_what_cannot_be_is_told_by_its_field(as_editor):
    assert as_editor.get("/desk/incoming/text/").status_code == 200
    sent = {"text": "He said so.", "url": "nonsense", "published": "last week"}
    refused = as_editor.post("/desk/incoming/text/", sent)
    assert refused.status_code == 422
    tree = html.fromstring(refused.content.decode())
    assert [tree.xpath(f"//*[@name='{name}']/@value")[0] for name in ("url", "published")] == [
        "nonsense",
        "last week",
    ]
    assert tree.xpath("//textarea[@name='text']")[0].text_content().strip() == "He said so."
    assert len(tree.xpath("//ul[@class='errorlist']")) == 2
    assert not IngestJob.objects.exists()
    done = as_editor.post("/desk/incoming/text/", sent | {"url": "", "published": "2025-03"}, follow=True)
    assert "The text is on its way." in " ".join(html.fromstring(done.content.decode()).text_content().split())
    again = as_editor.post("/desk/incoming/text/", sent | {"url": "", "published": "2025-03"}, follow=True)
    assert "This text was sent before." in " ".join(html.fromstring(again.content.decode()).text_content().split())
    assert IngestJob.objects.get().via == "paste"


def test_a_folder_is_its_files(as_editor):
    files = [io.BytesIO(b"One said so."), io.BytesIO(b"x")]
    files[0].name, files[1].name = "a.txt", "b.exe"
    as_editor.post("/desk/incoming/", {"upload": files})
    batch = Batch.objects.get()
    assert batch.jobs.count() == 1
    assert batch.refused == [["b.exe", ".exe is not a format that is read"]]


def test_a_capture_is_shown_as_it_came_with_nothing_in_it_that_could_do_anything(as_editor, origin, editor):
    hostile = (
        "<script>alert(1)</script><img src=http://track.example/x><iframe src=http://x.example></iframe>"
        "<p hx-get=/desk/ data-hx-post=/x onclick=alert(2) style='background:url(http://y.example)'>Left</p>"
        "<form action=http://z.example><input></form><a href='javascript:alert(3)'>j</a>"
    )
    origin.pages["outlet.example/one"] = page("One").replace("</article>", f"{hostile}</article>")
    actions.request_fetch(url="http://outlet.example/one", by=editor)
    actions.fetch(job_id=Fetch.objects.get().pk)
    actions.ingest(job_id=IngestJob.objects.get().pk)
    capture = Article.objects.get().snapshots.get()
    around = html.fromstring(as_editor.get(f"/desk/snapshots/{capture.pk}/").content.decode())
    (frame,) = around.xpath("//iframe")
    assert (frame.get("sandbox"), frame.get("src")) == ("", f"/desk/snapshots/{capture.pk}/page/")
    framed = as_editor.get(frame.get("src"))
    policy = framed["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    shown = html.fromstring(framed.content.decode())
    assert "Left" in shown.text_content()
    assert not shown.xpath(
        "//body//script|//body//img|//body//iframe|//body//form|//body//input|//body//style|//body//link"
    )
    assert not shown.xpath(
        "//body//@*[starts-with(name(), 'hx') or starts-with(name(), 'data') or starts-with(name(), 'on') or name()='style']"
    )
    assert not shown.xpath("//body//a[starts-with(@href, 'javascript')]")


def test_a_capture_that_cannot_be_shown_says_so(as_editor):
    from tests.articles import documents

    job, _ = actions.request_ingest(
        data=documents.pdf(["Words."]), location="a.pdf", media_type="application/pdf", by=None
    )
    actions.ingest(job_id=job.pk)
    capture = Article.objects.get().snapshots.get()
    assert "cannot be shown here" in words(as_editor.get(f"/desk/snapshots/{capture.pk}/"))
    assert as_editor.get(f"/desk/snapshots/{capture.pk}/page/").status_code == 404


def test_how_long_after_its_publication_a_piece_is_in_the_archive(as_editor, origin, editor):
    feed = actions.add_feed(url="http://outlet.example/feed", by=editor)
    Feed.objects.update(created_at=timezone.now() - timedelta(days=2))
    for minutes, name in ((10, "one"), (30, "two"), (50, "three"), (60 * 24 * 5, "old")):
        published = (timezone.now() - timedelta(minutes=minutes)).isoformat(timespec="seconds")
        origin.pages[f"outlet.example/{name}"] = page(name.title(), f"{name} " * 20, published=published)
        fetch, _ = actions.request_fetch(url=f"http://outlet.example/{name}", by=None, feed=feed)
        actions.fetch(job_id=fetch.pk)
        actions.ingest(job_id=IngestJob.objects.latest("pk").pk)
    assert Article.objects.count() == 4
    for address in ("/desk/feeds/", f"/desk/feeds/{feed.pk}/", "/desk/sources/"):
        shown = words(as_editor.get(address)).replace("\xa0", " ")
        assert "30 minutes after publication" in shown, address
        assert "4 in the last 30 days" in shown, address


def test_an_outlet_tells_how_its_feeds_are(as_editor):
    factories.feed()
    FeedHealth.objects.update(
        failures=1, error="the server refuses us the feed (403)", succeeded_at=timezone.now() - timedelta(hours=2)
    )
    shown = words(as_editor.get("/desk/sources/")).replace("\xa0", " ")
    assert "read 2 hours ago" in shown
    assert "The server refuses us the feed (403)" in shown
