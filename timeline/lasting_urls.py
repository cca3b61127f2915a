"""Pictures of revisions, and names that lead to them."""

from django.urls import path

from timeline import actor_views, lasting_views

urlpatterns = [
    path("card.png", lasting_views.site_card, name="site_card"),
    path(
        "events/<int:event_id>/revisions/<int:revision>/card.png", lasting_views.revision_card, name="revision_card"
    ),
    path("actors/<int:pk>/photo-<slug:digest>.jpg", actor_views.photo, name="actor_photo"),
    path("id/<path:name>", lasting_views.identifier, name="identifier"),
]
