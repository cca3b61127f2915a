from django.contrib.auth import views
from django.urls import path

from accounts import views as own

app_name = "accounts"
urlpatterns = [
    path("login/", own.LogInView.as_view(), name="login"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    path("tokens/", own.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", own.revoke, name="revoke_token"),
]
