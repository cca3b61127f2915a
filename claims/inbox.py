"""The articles that come in, with how far the work on each is."""

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article
from claims.enums import Decision
from claims.models import Suggestion

# What the inbox can be narrowed to; the first is shown without asking.
FILTERS = {"all": "All", "pending": "To decide", "undated": "Undated"}


def newest_article() -> int:
    """The number of the article that came in last, 0 where there is none."""
    return Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _suggestions(condition: Q) -> Coalesce:
    counted = (
        Suggestion.objects.filter(condition, run__snapshot__article=OuterRef("pk"))
        .order_by()
        .values("run__snapshot__article")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def inbox(show: str = "all") -> QuerySet[Article]:
    """Articles, newest first, with how many suggestions each has, and `outlets` that carry the same report."""
    carried = (
        Article.objects.filter(origin_group=OuterRef("origin_group"))
        .order_by()
        .values("origin_group")
        .annotate(number=Count("source", distinct=True))
        .values("number")
    )
    articles = (
        Article.objects.newest()
        .select_related("source", "origin_group")
        .annotate(
            pending=_suggestions(Q(decision=Decision.PENDING, mute__isnull=True)),
            decided=_suggestions(~Q(decision=Decision.PENDING)),
            outlets=Subquery(carried, output_field=IntegerField()),
        )
        .annotate(suggested=F("pending") + F("decided"))
    )
    if show == "pending":
        return articles.filter(pending__gt=0)
    if show == "undated":
        return articles.filter(published_edtf="")
    return articles
