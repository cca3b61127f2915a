"""The public pages and, under desk/, the editors' event pages."""

from django.urls import path

from timeline import views
from timeline.desk_urls import urlpatterns as desk_urlpatterns
from timeline.follow_urls import public_urlpatterns as follow_public_urlpatterns
from timeline.follow_urls import urlpatterns as follow_urlpatterns
from timeline.format_urls import urlpatterns as format_urlpatterns
from timeline.later_urls import urlpatterns as later_urlpatterns

app_name = "timeline"
public_urlpatterns = [
    path("", views.index, name="index"),
    path("conflicts/<slug:slug>/", views.conflict, name="conflict"),
    path("actors/suggest", views.suggest_actors, name="suggest_actors"),
    path("events/<int:event_id>-<slug:slug>/", views.event, name="event"),
    path("events/<int:event_id>/revisions/<int:revision>/", views.revision, name="revision"),
    path("evidence/<int:pk>/", views.citation, name="citation"),
    path("about/", views.about, name="about"),
    *follow_public_urlpatterns,
]
urlpatterns = public_urlpatterns + format_urlpatterns + follow_urlpatterns + desk_urlpatterns + later_urlpatterns
