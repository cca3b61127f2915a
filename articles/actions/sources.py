"""Outlets: adding them and saying what is known of them."""

from accounts.models import User
from articles.models import Source
from lib.attributed import attributed, require


def save_source(*, source: Source, by: User) -> Source:
    """Keep an outlet, new or changed. Raises ValidationError naming the fields that cannot be as they are."""
    require(by, "articles.change_source" if source.pk else "articles.add_source")
    source.full_clean()
    with attributed(by, "changed an outlet" if source.pk else "added an outlet"):
        source.save()
    return source
