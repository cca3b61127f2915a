from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from accounts.models import ApiToken, Follow, Notification, NotificationChoice, User
from lib.admin import ReadOnlyAdmin


@admin.register(User)
class PersonAdmin(UserAdmin[User]):
    list_display = ("username", "display_name", "email", "is_active", "is_staff", "last_login")
    list_filter = ("groups", "is_active", "is_staff")
    search_fields = ("username", "display_name", "email")
    filter_horizontal = ("groups",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("display_name", "email")}),
        ("Roles", {"fields": ("is_active", "is_staff", "groups", "is_superuser")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:  # noqa: ARG002  # Django's
        """Only a superuser makes another: an administrator cannot climb out of the roles."""
        fixed = ("last_login", "date_joined")
        return fixed if request.user.is_superuser else (*fixed, "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An administrator cannot take over a superuser's account by its password or address."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = ("name", "user", "scope", "created_at", "used_at", "revoked_at")
    list_filter = ("scope", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("name", "user__username")


@admin.register(Follow)
class FollowAdmin(ReadOnlyAdmin):
    list_display = ("user", "content_type", "object_id", "since")
    list_filter = ("content_type",)
    list_select_related = ("user", "content_type")
    search_fields = ("user__username",)


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    list_display = ("user", "kind", "text", "made_at", "read_at", "mailed_at")
    list_filter = ("kind",)
    list_select_related = ("user",)
    search_fields = ("user__username", "text")


@admin.register(NotificationChoice)
class NotificationChoiceAdmin(ReadOnlyAdmin):
    list_display = ("user", "kind", "on_desk", "by_mail")
    list_filter = ("kind",)
    list_select_related = ("user",)
    search_fields = ("user__username",)
