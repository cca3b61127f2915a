from django.contrib.auth import views
from django.urls import path

from accounts.views import LogInView

app_name = "accounts"
urlpatterns = [
    path("login/", LogInView.as_view(), name="login"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
]
