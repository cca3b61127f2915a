"""What changed, and what was corrected."""

from django.urls import path

from timeline import change_views as views

urlpatterns = [
    path("events/<int:event_id>/changes/", views.event_changes, name="event_changes"),
    path("changes/", views.changes, name="changes"),
    path("corrections/", views.corrections, name="corrections"),
    path("corrections.atom", views.corrections_feed, name="corrections_feed"),
]
