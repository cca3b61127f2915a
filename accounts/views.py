"""Logging in."""

from django.contrib.auth import views
from django.shortcuts import resolve_url


class LogInView(views.LoginView):
    """The log-in; people of the desk land on it, readers on the timeline."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """Where somebody goes who asked for no page in particular."""
        may_use_desk = self.request.user.has_perm("claims.use_desk")
        return resolve_url("claims:desk" if may_use_desk else "timeline:index")
