"""What a person may do is one question, and its answer is Django's."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission

from accounts.backends import OneQuestionBackend, colleagues
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


@pytest.mark.parametrize("role", list(Role))
def test_who_logged_in_comes_with_their_rights_in_one_question(role, django_assert_num_queries):
    person = factories.user(role)
    person.user_permissions.add(*Permission.objects.filter(codename__in=["publish_alone", "use_desk"]))
    with django_assert_num_queries(1):
        found = OneQuestionBackend().get_user(person.pk)
        assert found == person
        rights = found.get_all_permissions()
    assert rights == ModelBackend().get_all_permissions(User.objects.get(pk=person.pk))


def test_who_was_let_go_or_is_not_there_has_not_logged_in():
    person = factories.user(Role.REVIEWER)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert OneQuestionBackend().get_user(person.pk) is None
    assert OneQuestionBackend().get_user(0) is None


def test_superusers_who_log_in_may_do_everything():
    User.objects.filter(pk=factories.user().pk).update(is_superuser=True)
    found = OneQuestionBackend().get_user(User.objects.get().pk)
    assert found.has_perm("claims.review_claim")
    assert len(found.get_all_permissions()) == Permission.objects.count()


def test_colleagues_are_those_of_the_desk_and_it_says_who_may_write(django_assert_num_queries):
    people = {role: factories.user(role) for role in Role}
    factories.user(Role.READER, "root")
    User.objects.filter(username="root").update(is_superuser=True)
    with django_assert_num_queries(1):
        found = colleagues()
    writers = set(User.objects.with_perm("claims.write_claim"))
    assert set(found) == set(User.objects.with_perm("claims.use_desk"))
    assert people[Role.READER] not in found
    assert {one for one in found if one.may_write} == writers
    assert [one.username for one in found] == sorted(one.username for one in found)
