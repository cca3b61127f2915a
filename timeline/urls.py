"""The public pages and, under desk/, the editors' event pages.

Pages have their language in their addresses, /uk/events/3/; files and programs are answered at one address each.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, path
from django.urls.resolvers import RoutePattern

from timeline import actor_views, claim_views, commitment_views, event_views, views
from timeline.change_urls import urlpatterns as change_urlpatterns
from timeline.desk_urls import urlpatterns as desk_urlpatterns
from timeline.follow_urls import public_urlpatterns as follow_public_urlpatterns
from timeline.follow_urls import script_urlpatterns
from timeline.follow_urls import urlpatterns as follow_urlpatterns
from timeline.format_urls import urlpatterns as format_urlpatterns
from timeline.issue_urls import file_urlpatterns as issue_file_urlpatterns
from timeline.issue_urls import page_urlpatterns as issue_page_urlpatterns
from timeline.lasting_urls import urlpatterns as lasting_urlpatterns
from timeline.later_urls import urlpatterns as later_urlpatterns

app_name = "timeline"
_REVISION = "events/<int:event_id>/revisions/<int:revision>/"
page_urlpatterns: list[URLPattern] = [
    path("", views.index, name="index"),
    path("conflicts/<slug:slug>/", views.conflict, name="conflict"),
    path("overview/", views.overview, name="overview"),
    path("conflicts/<slug:slug>/overview/", views.overview, name="conflict_overview"),
    path("choices/<slug:kind>/", views.choices, name="choices"),
    path("actors/", actor_views.actors, name="actors"),
    path("actors/<slug:slug>/", actor_views.actor, name="actor"),
    path("actors/suggest", views.suggest_actors, name="suggest_actors"),
    path("events/<int:event_id>-<slug:slug>/", event_views.event, name="event"),
    path(_REVISION, event_views.revision, name="revision"),
    path("evidence/<int:pk>/", event_views.citation, name="citation"),
    path("claims/<int:claim_id>/", claim_views.claim, name="claim"),
    path("commitments/", commitment_views.commitments, name="commitments"),
    path("about/", views.about, name="about"),
    *change_urlpatterns,
    *follow_public_urlpatterns,
    *issue_page_urlpatterns,
]
file_urlpatterns: list[URLPattern] = [
    path(f"{_REVISION}cite.bib", event_views.cite_file, {"kind": "bib"}, name="cite_bib"),
    path(f"{_REVISION}cite.ris", event_views.cite_file, {"kind": "ris"}, name="cite_ris"),
    path("events/<int:event_id>.jsonld", event_views.event_jsonld, name="event_jsonld"),
    *issue_file_urlpatterns,
    path("claims/<int:claim_id>.jsonld", claim_views.claim_jsonld, name="claim_jsonld"),
]
public_urlpatterns = page_urlpatterns + file_urlpatterns
_in_languages = i18n_patterns(
    *page_urlpatterns,
    *follow_urlpatterns,
    *desk_urlpatterns,
    *later_urlpatterns,
    prefix_default_language=False,
)
urlpatterns: list[URLPattern | URLResolver] = [
    *file_urlpatterns,
    *format_urlpatterns,
    *lasting_urlpatterns,
    *script_urlpatterns,
    # Django refuses languages in what is included, because whatever came before them would make nonsense of them;
    # here nothing does, and one namespace holds both kinds of addresses.
    URLResolver(RoutePattern(""), _in_languages),
]
