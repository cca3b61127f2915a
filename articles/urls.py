"""Outlets, feeds and what comes in, under desk/."""

from django.urls import path

from articles.views import archive, feeds, incoming, origins, sources

app_name = "articles"
urlpatterns = [
    path("sources/", sources.sources, name="sources"),
    path("sources/new/", sources.new, name="source_new"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/find/", feeds.find, name="find_feeds"),
    path("feeds/add/", feeds.add, name="add_feed"),
    path("feeds/import/", feeds.import_opml, name="import_feeds"),
    path("feeds/export.opml", feeds.export_opml, name="export_feeds"),
    path("feeds/<int:pk>/", feeds.feed, name="feed"),
    path("feeds/<int:pk>/pause/", feeds.pause, name="pause_feed"),
    path("feeds/<int:pk>/resume/", feeds.resume, name="resume_feed"),
    path("feeds/<int:pk>/poll/", feeds.poll_now, name="poll_feed"),
    path("incoming/", incoming.incoming, name="incoming"),
    path("incoming/again/<str:kind>/<int:pk>/", incoming.again, name="try_again"),
    path("incoming/text/", incoming.paste, name="paste"),
    path("bookmarklet/", incoming.bookmarklet, name="bookmarklet"),
    path("snapshots/<int:pk>/", archive.as_captured, name="as_captured"),
    path("snapshots/<int:pk>/page/", archive.captured_page, name="captured_page"),
    path("snapshots/<int:pk>.warc.gz", archive.warc, name="warc"),
    path("articles/<int:pk>/origin/", origins.origin, name="origin"),
    path("articles/<int:pk>/origin/split/", origins.split, name="split_origin"),
    path("articles/<int:pk>/origin/join/", origins.join, name="join_origin"),
]
