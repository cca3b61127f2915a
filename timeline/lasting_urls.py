"""Pictures of revisions, and names that lead to them."""

from django.urls import path

from timeline import lasting_views

urlpatterns = [
    path("card.png", lasting_views.site_card, name="site_card"),
    path(
        "events/<int:event_id>/revisions/<int:revision>/card.png", lasting_views.revision_card, name="revision_card"
    ),
    path("id/<path:name>", lasting_views.identifier, name="identifier"),
]
