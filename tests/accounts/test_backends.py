"""What a person may do is one question, and its answer is Django's."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission

from accounts.models import User
from accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(Role))
def test_rights_are_those_that_django_finds_in_one_question(role, django_assert_num_queries):
    person = factories.user(role)
    person.user_permissions.add(*Permission.objects.filter(codename__in=["publish_alone", "use_desk"]))
    theirs = ModelBackend().get_all_permissions(User.objects.get(pk=person.pk))
    person = User.objects.get(pk=person.pk)
    with django_assert_num_queries(1):
        assert person.get_all_permissions() == theirs
        assert person.has_perm("claims.publish_alone")
    assert "claims.publish_alone" in theirs


def test_superusers_may_do_everything():
    User.objects.filter(pk=factories.user().pk).update(is_superuser=True)
    assert len(User.objects.get().get_all_permissions()) == Permission.objects.count()


def test_who_was_let_go_may_do_nothing():
    person = factories.user(Role.REVIEWER)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert User.objects.get(pk=person.pk).get_all_permissions() == set()
