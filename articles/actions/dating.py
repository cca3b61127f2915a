"""Saying when an article was published."""

from django.core.exceptions import ValidationError

from accounts.models import User
from articles.models import Article
from articles.signals import article_dated
from lib.attributed import attributed, require
from lib.edtf_dates import FuzzyDate


def set_published(*, article: Article, edtf: str, by: User) -> Article:
    """Say when an article was published, as exactly as that is known; saying it twice changes nothing.

    Raises ValidationError where that is not a date in EDTF.
    """
    require(by, "articles.date_article")
    try:
        Article._meta.get_field("published_edtf").run_validators(edtf)  # noqa: SLF001  # Django's documented API
    except ValidationError as error:
        raise ValidationError({"published_edtf": error.messages}) from error
    edtf = FuzzyDate.parse(edtf).edtf
    with attributed(by, "dated the article"):
        held = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if held.published_edtf != edtf:
            held.published_edtf = edtf
            held.save()
            article_dated.send(sender=Article, article=held, by=by)
    return held
