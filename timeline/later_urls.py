"""Events on the desk: later, withdrawn, merged and split; see `timeline.urls`."""

from django.urls import path

from timeline import later_views, merging_views

urlpatterns = [
    path("desk/events/<int:pk>/schedule/", later_views.schedule, name="desk_schedule"),
    path("desk/events/<int:pk>/schedule/cancel/", later_views.cancel, name="desk_schedule_cancel"),
    path("desk/events/<int:pk>/embargo/", later_views.embargo, name="desk_embargo"),
    path("desk/events/<int:pk>/withdraw/", later_views.withdraw, name="desk_withdraw"),
    path("desk/events/<int:pk>/merge/", merging_views.merge, name="desk_merge"),
    path("desk/events/<int:pk>/unmerge/", merging_views.unmerge, name="desk_unmerge"),
    path("desk/events/<int:pk>/split/", merging_views.split, name="desk_split"),
]
