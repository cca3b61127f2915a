"""The timeline in machine formats."""

from django.urls import path

from timeline import commitment_views, format_views

urlpatterns = [
    path("events.csv", format_views.events_csv, name="events_csv"),
    path("commitments.csv", commitment_views.commitments_csv, name="commitments_csv"),
    path("events.geojson", format_views.events_geojson, name="events_geojson"),
]
