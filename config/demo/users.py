"""The people of the demo newsroom."""

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from config.services.secrets import demo_password

# username: display name and role
PEOPLE = {
    "editor": ("Edda Editor", Role.EDITOR),
    "editor2": ("Emil Second", Role.EDITOR),
    "reviewer": ("Rania Reviewer", Role.REVIEWER),
    "admin": ("Ada Admin", Role.ADMIN),
}
# Who may also approve and publish alone what is urgent.
URGENT_DESK = {"reviewer"}


@transaction.atomic
def load() -> int:
    """Make the demo users, and see to it that the password which is shown lets them in; gives how many changed."""
    password, changed = demo_password(), 0
    known = {user.username: user for user in User.objects.filter(username__in=PEOPLE)}
    # They share one hash: to check a password is slow on purpose, and nobody is to wait for it four times.
    right = {encoded: check_password(password, encoded) for encoded in {user.password for user in known.values()}}
    encoded = next((encoded for encoded, fits in right.items() if fits), None) or make_password(password)
    for username, (display_name, role) in PEOPLE.items():
        user = known.get(username) or User(
            username=username, display_name=display_name, is_staff=role == Role.ADMIN, password=""
        )
        if user.pk is not None and right[user.password]:
            continue
        is_new = user.pk is None
        user.password = encoded
        user.save()
        if is_new:
            user.groups.add(Group.objects.get(name=role.value))
            if username in URGENT_DESK:
                user.groups.add(Group.objects.get(name="urgent desk"))
        changed += 1
    return changed
