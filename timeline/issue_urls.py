"""Who stands where: pages, and files to take away."""

from django.urls import URLPattern, path

from timeline import issue_views

page_urlpatterns: list[URLPattern] = [
    path("issues/", issue_views.issues, name="issues"),
    path("issues/<slug:slug>/", issue_views.issue, name="issue"),
    path("compare/", issue_views.compare_actors, name="compare"),
]
file_urlpatterns: list[URLPattern] = [
    path("issues.csv", issue_views.issues_csv, name="issues_csv"),
    *(
        path(f"issues/<slug:slug>.{kind}", issue_views.issue_file, {"kind": kind}, name=f"issue_{kind}")
        for kind in ("csv", "svg", "png")
    ),
]
