"""Which articles carry the same report, where an editor knows better than the fingerprints."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article, OriginGroup
from lib.attributed import attributed, require
from lib.one_at_a_time import one_at_a_time

_MAX_REASON = 300


def split_from_origin(*, article: Article, reason: str, by: User) -> OriginGroup:
    """Make an article an origin of its own; gives its new group, or the old one where it is alone in it already.

    Raises ValidationError (naming `reason`) without one.
    """
    require(by, "articles.group_article")
    with attributed(by, f"its own origin: {_checked(reason)}"):
        one_at_a_time("add to the archive")
        held = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if not held.origin_group.articles.exclude(pk=held.pk).exists():
            return held.origin_group
        held.origin_group = OriginGroup.objects.create()
        held.save()
    return held.origin_group


def join_origins(*, into: OriginGroup, articles: Collection[Article], reason: str, by: User) -> OriginGroup:
    """Say that these articles, and all that carry a report with them, carry this group's report.

    Raises ValidationError (naming `reason`) without one.
    """
    require(by, "articles.group_article")
    with attributed(by, f"the same report: {_checked(reason)}"):
        one_at_a_time("add to the archive")
        groups = {article.origin_group_id for article in articles} - {into.pk}
        for moved in Article.objects.filter(origin_group__in=groups).select_for_update(of=("self",)).order_by("pk"):
            moved.origin_group = into
            moved.save()
        agencies = OriginGroup.objects.filter(pk__in=groups).exclude(agency="").order_by("pk")
        if not into.agency and (credited := agencies.first()):
            into.agency = credited.agency
            into.save()
    return into


def _checked(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason or len(reason) > _MAX_REASON:
        raise ValidationError({"reason": _("Say why, in at most %(number)s characters.") % {"number": _MAX_REASON}})
    return reason
