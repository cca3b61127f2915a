"""How people and their rights are looked up."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from accounts.models import User
from lib.kept_questions import Given, KeptQuestion

# Of a row of people, in a question about rights that asks for theirs.
_OF_THE_ROW = OuterRef(OuterRef("pk"))


@KeptQuestion
def _who_may_log_in() -> QuerySet[Any]:
    people = User.objects.filter(pk=Given("person"), is_active=True)
    return people.annotate(rights=ArraySubquery(_given_to(_OF_THE_ROW)))


class OneQuestionBackend(ModelBackend):
    """Django's own, but who has logged in and what they may do, by groups and by themselves, is one question."""

    def get_user(self, user_id: int) -> User | None:
        """A person who may log in, with their rights; None where there is none."""
        # Asked for each page of whoever has logged in: putting it together was a twentieth of what a page costs.
        person: Any | None = _who_may_log_in.first(person=user_id)
        if person is not None and not person.is_superuser:  # who may do everything, with or without a right
            _keep(person, person.rights)
        return person

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """All rights of a person, as "app.codename"; they are kept with the person, as Django keeps them."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_perm_cache"):
            _keep(user_obj, _named(Permission.objects.all()) if user_obj.is_superuser else _given_to(user_obj.pk))
        kept: set[str] = user_obj._perm_cache  # noqa: SLF001
        return kept


def colleagues() -> list[User]:
    """Who may use the desk, by user name; `may_write` says who of them may write claims."""
    return _colleagues.ask()


@KeptQuestion
def _colleagues() -> QuerySet[User]:
    writing = _given_to(_OF_THE_ROW).filter(content_type__app_label="claims", codename="write_claim")
    people = User.objects.with_perm("claims.use_desk")
    return people.annotate(may_write=Q(is_superuser=True) | Q(Exists(writing))).order_by("username")


def _given_to(person: int | OuterRef) -> QuerySet[Permission, str]:
    """The rights that a person has by groups or by themselves."""
    own = User.user_permissions.through.objects.filter(user=person)
    by_group = Group.permissions.through.objects.filter(group__user=person)
    return _named(
        Permission.objects.filter(Q(pk__in=own.values("permission")) | Q(pk__in=by_group.values("permission")))
    )


def _named(rights: QuerySet[Permission]) -> QuerySet[Permission, str]:
    name = Concat("content_type__app_label", Value("."), "codename", output_field=CharField())
    return rights.order_by().values_list(name, flat=True)


def _keep(person: Any, rights: Any) -> None:
    person._perm_cache = set(rights)  # noqa: SLF001  # as Django does
