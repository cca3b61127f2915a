"""Logging in, and the tokens with which programs act for somebody."""

from django.contrib.auth import views
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.access import DeskRequest, desk_view
from accounts.forms import TokenForm
from accounts.models import ApiToken


class LogInView(views.LoginView):
    """The log-in; people of the desk land on it, readers on the timeline."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """Where somebody goes who asked for no page in particular."""
        may_use_desk = self.request.user.has_perm("claims.use_desk")
        return resolve_url("claims:desk" if may_use_desk else "timeline:index")


@never_cache
@require_http_methods(["GET", "POST"])
@desk_view()
def tokens(request: DeskRequest) -> HttpResponse:
    """My tokens; POST makes one and shows it, this once."""
    form, plain, status = TokenForm(request.POST or None), "", 200
    if request.method == "POST":
        if form.is_valid():
            _, plain = actions.make_token(by=request.user, **form.cleaned_data)
            form = TokenForm()
        else:
            status = 422
    context = {"nav": "desk", "form": form, "plain": plain, "tokens": request.user.tokens.all()}
    return render(request, "accounts/tokens.html", context, status=status)


@require_POST
@desk_view()
def revoke(request: DeskRequest, pk: int) -> HttpResponse:
    """Let nobody use one of my tokens any more."""
    actions.revoke_token(token=get_object_or_404(ApiToken, pk=pk, user=request.user), by=request.user)
    return redirect("accounts:tokens")
