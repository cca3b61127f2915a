"""Events on the desk; `timeline.urls` brings them under the names `timeline:desk_…`."""

from django.urls import path

from timeline import (
    desk_figures,
    desk_links,
    desk_views,
    handling_views,
    ready_views,
    report_views,
    urgent_views,
)

urlpatterns = [
    path("desk/articles/<int:pk>/events/", desk_views.article_events, name="desk_article_events"),
    path("desk/events/", desk_views.events, name="desk_events"),
    path("desk/events/new/", desk_views.new, name="desk_event_new"),
    path("desk/events/ready/", ready_views.ready, name="desk_ready"),
    path("desk/events/map/", desk_figures.place_on_map, name="desk_place_map"),
    path("desk/events/tie/", desk_views.tie, name="desk_tie"),
    path("desk/events/<int:pk>/", desk_views.event, name="desk_event"),
    path("desk/events/<int:pk>/publish/", desk_views.publish, name="desk_publish"),
    path("desk/events/<int:pk>/publish-alone/", urgent_views.publish_alone, name="desk_publish_alone"),
    path("desk/events/<int:pk>/assign/", handling_views.assign, name="desk_assign"),
    path("desk/events/<int:pk>/follow/", urgent_views.follow, name="desk_follow_event"),
    path("desk/events/<int:pk>/claims/<int:claim_id>/untie/", desk_views.untie, name="desk_untie"),
    path("desk/events/<int:pk>/claims/<int:claim_id>/move/", desk_views.move, name="desk_move"),
    path("desk/events/<int:pk>/figures/", desk_figures.add, name="desk_add_figure"),
    path("desk/events/<int:pk>/figures/<int:figure_id>/", desk_figures.change, name="desk_change_figure"),
    path("desk/events/<int:pk>/figures/<int:figure_id>/remove/", desk_figures.remove, name="desk_remove_figure"),
    path("desk/events/<int:pk>/links/", desk_links.add, name="desk_link_events"),
    path("desk/events/<int:pk>/links/find/", desk_links.find, name="desk_find_events"),
    path("desk/events/<int:pk>/links/<int:link_id>/remove/", desk_links.remove, name="desk_remove_link"),
    path("desk/reports/", report_views.reports, name="desk_reports"),
    path("desk/reports/<slug:name>/", report_views.report, name="desk_report"),
    path("desk/reports/<slug:name>.csv", report_views.report_file, name="desk_report_file"),
]
