"""How the rights of people are looked up."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from accounts.models import User


class OneQuestionBackend(ModelBackend):
    """Django's own, but what a person may do by their groups and by themselves is one question, not two."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """All rights of a person, as "app.codename"; they are kept with the person, as Django keeps them."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_perm_cache"):
            found = Permission.objects.order_by()
            if not user_obj.is_superuser:
                own = User.user_permissions.through.objects.filter(user=user_obj.pk)
                by_group = Group.permissions.through.objects.filter(group__user=user_obj.pk)
                found = found.filter(Q(pk__in=own.values("permission")) | Q(pk__in=by_group.values("permission")))
            rights = found.values_list("content_type__app_label", "codename")
            user_obj._perm_cache = {f"{app}.{code}" for app, code in rights}  # noqa: SLF001  # as Django does
        kept: set[str] = user_obj._perm_cache  # noqa: SLF001
        return kept
