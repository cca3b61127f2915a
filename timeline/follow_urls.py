"""What brings the timeline to people who are elsewhere: feeds, mails, webhooks, frames."""

from django.urls import URLPattern, path

from timeline import embed_views, feed_views, follow_views, news_views, reconcile_views, search_views

public_urlpatterns: list[URLPattern] = [
    path("follow/", follow_views.follow, name="follow"),
]
script_urlpatterns: list[URLPattern] = [
    path("embed.js", embed_views.embed_script, name="embed_script"),
]
urlpatterns: list[URLPattern] = [
    path("events.atom", feed_views.atom, name="atom"),
    path("events.json", feed_views.json_feed, name="json_feed"),
    path("news", news_views.news, name="news"),
    path("embed/", embed_views.embed, name="embed"),
    path("embed/strip/", embed_views.embed_strip, name="embed_strip"),
    path("embed/issues/", embed_views.embed_issues, name="embed_issues"),
    path("embed/events/<int:event_id>/", embed_views.embed_event, name="embed_event"),
    path("reconcile/preview", reconcile_views.preview, name="reconcile_preview"),
    path("accounts/searches/", search_views.searches, name="searches"),
    path("accounts/searches/<int:pk>/", search_views.search, name="search"),
    path("accounts/searches/<int:pk>/delete/", search_views.delete, name="delete_search"),
    path("accounts/searches/<int:pk>/webhooks/", search_views.add_webhook, name="add_webhook"),
    path("accounts/webhooks/<int:pk>/test/", search_views.test_webhook, name="test_webhook"),
    path("accounts/webhooks/<int:pk>/enable/", search_views.enable_webhook, name="enable_webhook"),
    path("accounts/webhooks/<int:pk>/remove/", search_views.remove_webhook, name="remove_webhook"),
]
