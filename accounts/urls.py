from django.contrib.auth import views
from django.urls import path

from accounts import notification_views
from accounts import views as own

app_name = "accounts"
urlpatterns = [
    path("login/", own.LogInView.as_view(), name="login"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    path("tokens/", own.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", own.revoke, name="revoke_token"),
    path("notifications/", notification_views.notifications, name="notifications"),
    path("notifications/read/", notification_views.read, name="read_notifications"),
    path("notifications/choices/", notification_views.choices, name="notification_choices"),
    path("notifications/<int:pk>/", notification_views.go, name="notification"),
]
