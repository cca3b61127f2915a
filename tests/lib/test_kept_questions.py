"""A question whose SQL is kept gives what its queryset would give, whatever it is asked with and by whom."""

import threading

import pytest
from django.db import connection, transaction
from django.db.models import Count, QuerySet, Value

from actors.models import Actor
from claims.models import Attribution, Claim
from lib.kept_questions import Given, KeptQuestion, among
from lib.nested_rows import NestingQuerySet
from tests import factories

pytestmark = pytest.mark.django_db


def made_once(rows):
    """A question, and how often its queryset was made."""
    made = []

    def counted():
        made.append(1)
        return rows()

    return KeptQuestion(counted), made


def people(number):
    return [factories.actor(f"person-{place}", f"Person {place}").pk for place in range(number)]


def test_rows_of_any_number_of_values_by_one_sql():
    pks = people(3)
    question, made = made_once(lambda: Actor.objects.filter(among("pk", "people")).order_by("-pk"))
    for asked in (pks, pks[:1], [], [*pks[1:], 0]):
        assert question.ask(people=asked) == list(Actor.objects.filter(pk__in=asked).order_by("-pk"))
        assert question.first(people=asked) == Actor.objects.filter(pk__in=asked).order_by("-pk").first()
    assert len(made) == 2  # its SQL, and what is asked of it


def test_values_that_are_given_and_values_that_another_question_finds():
    pks, claim = people(3), factories.draft_claim(speaker=factories.actor("said"))
    said = Attribution.objects.filter(among("claim", "claims")).order_by().values("actor")
    question = KeptQuestion(lambda: Actor.objects.filter(among("pk", "people", said)).order_by("pk"))
    found = set(claim.attributions.values_list("actor", flat=True))
    for given, claims in ((pks, [claim.pk]), ([], [claim.pk]), (pks, []), ([], [])):
        meant = {*given, *(found if claims else ())}
        assert question.ask(people=given, claims=claims) == list(Actor.objects.filter(pk__in=meant).order_by("pk"))
    both = KeptQuestion(lambda: Actor.objects.filter(among("pk", said, said)))
    assert {one.pk for one in both.ask(claims=[claim.pk])} == found


def test_references_annotations_nested_rows_and_values():
    claims = [factories.draft_claim(issue=factories.issue()), factories.draft_claim(text="Of no issue.")]

    def rows():
        ties = Attribution.objects.order_by("pk")
        asked = NestingQuerySet(Claim).filter(among("pk", "claims"), text__contains=Given("word"))
        return asked.select_related("issue").annotate(many=Count("reviews")).nest("attributions", rows=ties)

    question = KeptQuestion(lambda: rows().order_by("pk"))
    with_issue, without = question.ask(claims=[one.pk for one in claims], word="")
    assert (with_issue.issue, without.issue, with_issue.many) == (claims[0].issue, None, 0)
    assert list(with_issue.attributions.all()) == list(claims[0].attributions.all()) != []
    assert question.ask(claims=[one.pk for one in claims], word="no issue") == [without]
    texts = KeptQuestion(lambda: Claim.objects.filter(among("pk", "claims")).order_by("pk").values_list("text", "pk"))
    assert texts.ask(claims=[without.pk]) == [(without.text, without.pk)]


def test_a_reference_and_a_column_of_what_it_refers_to():
    claim = factories.draft_claim()
    slugs = [one.actor.slug for one in claim.attributions.all()]
    for column, values in (("claim", [claim.pk]), ("actor__slug", slugs)):
        question = KeptQuestion(lambda column=column: Attribution.objects.filter(among(column, "values")))
        assert question.ask(values=values) == list(claim.attributions.all())


def test_rows_in_parts():
    pks = people(5)

    def rows():
        return NestingQuerySet(Actor).filter(among("pk", "people")).order_by("-pk").nest("names")

    question, plain = KeptQuestion(rows), Actor.objects.order_by("-pk")
    asked, fewer = question.rows(people=pks), question.rows(people=pks[:2])
    for part in (slice(0, 2), slice(2, 4), slice(4, 9), slice(9, 12), slice(None, 3)):
        assert asked[part] == list(plain.filter(pk__in=pks)[part])
        assert fewer[part] == list(plain.filter(pk__in=pks[:2])[part])
    assert question.ask(people=pks) == list(plain.filter(pk__in=pks))  # a part leaves the question as it was


def test_a_union_with_rows_of_another_order():
    first, second, third = people(3)
    mine = Actor.objects.only("name").filter(pk=Given("one")).order_by().annotate(is_mine=Value(value=True))

    def rows():
        others = Actor.objects.only("name").exclude(pk=Given("one")).order_by("-pk")
        return mine.union(others.annotate(is_mine=Value(value=False))[:2], all=True)

    question = KeptQuestion(rows)
    for one, others in ((first, [third, second]), (third, [second, first])):
        found = question.ask(one=one)
        assert [(row.pk, row.is_mine) for row in found] == [(one, True), *((pk, False) for pk in others)]


def test_each_answer_is_fresh():
    (pk,) = people(1)
    question = KeptQuestion(lambda: Actor.objects.filter(among("pk", "people")))
    question.ask(people=[pk])
    Actor.objects.filter(pk=pk).update(name="Another name")
    assert [one.name for one in question.ask(people=[pk])] == ["Another name"]


@pytest.mark.django_db(transaction=True)
def test_rows_are_held_whatever_thread_asks():
    (pk,) = people(1)
    question = KeptQuestion(
        lambda: (
            Actor.objects.filter(among("pk", "people")).select_for_update(nowait=True).values_list("pk", flat=True)
        )
    )
    errors = []

    def ask_too():
        try:
            with transaction.atomic():
                question.ask(people=[pk])
        except Exception as error:  # noqa: BLE001  # whatever it is, it is looked at
            errors.append(type(error).__name__)
        finally:
            connection.close()

    for held, expected in ((True, ["OperationalError"]), (False, ["OperationalError"])):
        with transaction.atomic():
            if held:
                assert question.ask(people=[pk]) == [pk]
            other = threading.Thread(target=ask_too)
            other.start()
            other.join()
        assert errors == expected


def test_what_is_not_given_is_not_forgotten():
    question: KeptQuestion[Actor] = KeptQuestion(lambda: QuerySet(Actor).filter(among("pk", "people")))
    with pytest.raises(KeyError, match="people"):
        question.ask()
