"""What people follow."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from accounts.models import Follow, User
from lib.attributed import attributed, require
from lib.kept_questions import KeptQuestion, among


def follow(*, what: Model, by: User) -> Follow:
    """Tell this person of changes to an issue, an actor, a claim or an event from now on."""
    require(by, "claims.use_desk")
    with attributed(by, "followed"):
        kind = ContentType.objects.get_for_model(what)
        return Follow.objects.get_or_create(user=by, content_type=kind, object_id=what.pk)[0]


def unfollow(*, what: Model, by: User) -> None:
    """Tell this person no more of it."""
    require(by, "claims.use_desk")
    with attributed(by, "followed no more"):
        Follow.objects.filter(
            user=by, content_type=ContentType.objects.get_for_model(what), object_id=what.pk
        ).delete()


def followers_of(*things: Model) -> QuerySet[User]:
    """The people who follow any of these things."""
    found = Follow.objects.none()
    for thing in things:
        found = found | Follow.objects.filter(
            content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk
        )
    return User.objects.filter(is_active=True, pk__in=found.values("user"))


@KeptQuestion
def _follows() -> QuerySet[Follow]:
    things = Follow.objects.filter(among("content_type", "kinds"), among("object_id", "numbers"))
    return things.filter(user__is_active=True).select_related("user").order_by("user", "pk")


def who_follows(*things: Model) -> dict[Model, list[User]]:
    """Of each of these things the people who follow it; one question."""
    followed = {(ContentType.objects.get_for_model(thing).pk, thing.pk): thing for thing in things}
    found: dict[Model, list[User]] = defaultdict(list)
    # A number that another kind of thing has as well is looked through here.
    for one in _follows.ask(kinds=list({kind for kind, _ in followed}), numbers=list({pk for _, pk in followed})):
        if thing := followed.get((one.content_type_id, one.object_id)):
            found[thing].append(one.user)
    return found


def followed_of(user: User, *things: Model, follows: Iterable[Follow] | None = None) -> set[Model]:
    """Which of these things the person follows.

    `follows` are what the person follows and has the number of one of these things, where a page has read that.
    """
    kinds = {thing: ContentType.objects.get_for_model(thing).pk for thing in things}
    if follows is None:
        follows = Follow.objects.filter(user=user, object_id__in=[thing.pk for thing in things])
    known = {(follow.content_type_id, follow.object_id) for follow in follows}
    return {thing for thing, kind in kinds.items() if (kind, thing.pk) in known}
