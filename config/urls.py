"""Every URL of the product."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config import views
from config.api import api, reconciliation

_reconciliation, _app, _namespace = reconciliation.urls
urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("api/v1/", api.urls),
    # Without the root that ninja keeps for its own pages: "/" is the timeline.
    path("", ([one for one in _reconciliation if getattr(one, "name", "") != "api-root"], _app, _namespace)),
    path("admin/", admin.site.urls),
    path("", include("timeline.urls")),  # its pages have their language in their addresses too
    *i18n_patterns(
        path("accounts/", include("accounts.urls")),
        path("desk/", include("articles.urls")),
        path("desk/", include("claims.urls")),
        prefix_default_language=False,
    ),
]
