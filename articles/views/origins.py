"""Which articles carry the same report, and putting that right."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import DeskRequest, desk_view
from articles import actions
from articles.forms import JoinForm, ReasonForm
from articles.models import Article
from lib.form_errors import add_errors


def _page(request: DeskRequest, article: Article, status: int = 200, **more: Any) -> HttpResponse:
    group = article.origin_group
    members = group.articles.select_related("source").earliest_first()
    context = {
        "nav": "desk",
        "article": article,
        "group": group,
        "members": members,
        "split_form": ReasonForm(auto_id="split-%s"),
        "join_form": JoinForm(auto_id="join-%s"),
        **more,
    }
    return render(request, "articles/origin.html", context, status=status)


def _article(pk: int) -> Article:
    return get_object_or_404(Article.objects.select_related("source", "origin_group"), pk=pk)


@require_GET
@desk_view()
def origin(request: DeskRequest, pk: int) -> HttpResponse:
    """The articles that carry this one's report."""
    return _page(request, _article(pk))


@require_POST
@desk_view("articles.group_article")
def split(request: DeskRequest, pk: int) -> HttpResponse:
    """Make it an origin of its own."""
    article, form = _article(pk), ReasonForm(request.POST, auto_id="split-%s")
    if not form.is_valid():
        return _page(request, article, 422, split_form=form)
    actions.split_from_origin(article=article, reason=form.cleaned_data["reason"], by=request.user)
    return redirect("articles:origin", pk=pk)


@require_POST
@desk_view("articles.group_article")
def join(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that another article carries the same report."""
    article, form = _article(pk), JoinForm(request.POST, auto_id="join-%s")
    if form.is_valid():
        other = _called(form.cleaned_data["article"])
        if other is None:
            form.add_error("article", _("There is no article with that number or address."))
        else:
            try:
                actions.join_origins(
                    into=article.origin_group, articles=[other], reason=form.cleaned_data["reason"], by=request.user
                )
            except ValidationError as error:
                add_errors(form, error)
            else:
                return redirect("articles:origin", pk=pk)
    return _page(request, article, 422, join_form=form)


def _called(words: str) -> Article | None:
    words = words.strip().removeprefix("#")
    if words.isdecimal() and len(words) < 18:
        return Article.objects.filter(pk=int(words)).first()
    return Article.objects.filter(url=words).first() or Article.objects.filter(addresses__url=words).first()
