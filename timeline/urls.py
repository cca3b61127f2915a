"""The public pages and, under desk/, the editors' event pages."""

from django.urls import path

from timeline import event_views, views
from timeline.change_urls import urlpatterns as change_urlpatterns
from timeline.desk_urls import urlpatterns as desk_urlpatterns
from timeline.follow_urls import public_urlpatterns as follow_public_urlpatterns
from timeline.follow_urls import urlpatterns as follow_urlpatterns
from timeline.format_urls import urlpatterns as format_urlpatterns
from timeline.lasting_urls import urlpatterns as lasting_urlpatterns
from timeline.later_urls import urlpatterns as later_urlpatterns

app_name = "timeline"
_REVISION = "events/<int:event_id>/revisions/<int:revision>/"
public_urlpatterns = [
    path("", views.index, name="index"),
    path("conflicts/<slug:slug>/", views.conflict, name="conflict"),
    path("actors/suggest", views.suggest_actors, name="suggest_actors"),
    path("events/<int:event_id>-<slug:slug>/", event_views.event, name="event"),
    path(_REVISION, event_views.revision, name="revision"),
    path(f"{_REVISION}cite.bib", event_views.cite_file, {"kind": "bib"}, name="cite_bib"),
    path(f"{_REVISION}cite.ris", event_views.cite_file, {"kind": "ris"}, name="cite_ris"),
    path("events/<int:event_id>.jsonld", event_views.event_jsonld, name="event_jsonld"),
    path("evidence/<int:pk>/", event_views.citation, name="citation"),
    path("about/", views.about, name="about"),
    *change_urlpatterns,
    *follow_public_urlpatterns,
]
urlpatterns = (
    public_urlpatterns
    + format_urlpatterns
    + lasting_urlpatterns
    + follow_urlpatterns
    + desk_urlpatterns
    + later_urlpatterns
)
