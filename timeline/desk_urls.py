"""Events on the desk; `timeline.urls` brings them under the names `timeline:desk_…`."""

from django.urls import path

from timeline import desk_views, report_views

urlpatterns = [
    path("desk/articles/<int:pk>/events/", desk_views.article_events, name="desk_article_events"),
    path("desk/events/", desk_views.events, name="desk_events"),
    path("desk/events/new/", desk_views.new, name="desk_event_new"),
    path("desk/events/tie/", desk_views.tie, name="desk_tie"),
    path("desk/events/<int:pk>/", desk_views.event, name="desk_event"),
    path("desk/events/<int:pk>/publish/", desk_views.publish, name="desk_publish"),
    path("desk/events/<int:pk>/claims/<int:claim_id>/untie/", desk_views.untie, name="desk_untie"),
    path("desk/events/<int:pk>/claims/<int:claim_id>/move/", desk_views.move, name="desk_move"),
    path("desk/reports/", report_views.reports, name="desk_reports"),
    path("desk/reports/<slug:name>/", report_views.report, name="desk_report"),
    path("desk/reports/<slug:name>.csv", report_views.report_file, name="desk_report_file"),
]
