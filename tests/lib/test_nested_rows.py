"""Rows that come nested in another's statement are those that a question of their own gives."""

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from actors.models import Actor
from claims import actions
from claims.models import Attribution, Claim, Comment, Evidence, Suggestion
from lib.kept_questions import Given, among
from lib.nested_rows import KeptLists, Nested, NestingQuerySet, beside
from tests import factories

pytestmark = pytest.mark.django_db


def columns(row):
    """What is known of a row without asking for more, and of what it refers to."""
    known = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    return known | {name: columns(one) for name, one in row._state.fields_cache.items() if one is not None}


@pytest.fixture
def claim(editor):
    place = factories.place()
    content = {"quote": "передышка", "deadline_edtf": "2025-03-20", "kind": "commitment", "place": place}
    claim = factories.draft_claim(by=editor, speaker=factories.actor("a", 'A "quoted" name'), **content)
    other = factories.article("He said: “пауза”.\nAnd more.", of=factories.source("other"))
    excerpt = factories.passage(other, "“пауза”")
    actions.add_evidence(claim=claim, excerpt=excerpt, relation="disputes", by=editor)
    actions.comment(claim=claim, text="Is it?\n@editor", by=editor)
    return claim


def ask(nested, **where):
    return nested.read(Claim.objects.filter(**where).values_list(nested.expression(), flat=True)[0])


def test_whole_rows_and_what_they_refer_to(claim, django_assert_num_queries):
    rows = Claim.objects.order_by("pk")
    with django_assert_num_queries(1):
        (found,) = ask(Nested(rows, "author", "place", "issue", "approver"), pk=claim.pk)
    (plain,) = rows.select_related("author", "place", "issue", "approver")
    with django_assert_num_queries(0):
        assert columns(found) == columns(plain)
        assert (found, found.author, found.issue, found.approver) == (plain, plain.author, plain.issue, None)


def test_some_columns_of_what_rows_refer_to_and_annotations(claim, django_assert_num_queries):
    rows = Evidence.objects.in_context()
    also = ("excerpt", "excerpt__snapshot__title", "excerpt__snapshot__article__source__name", "added_by")
    found = ask(Nested(rows, *also), pk=claim.pk)
    with django_assert_num_queries(0):
        read = [(one.excerpt.exact, one.excerpt.snapshot.article.source.name, one.added_by.pk) for one in found]
        around = [(one.before, one.after, one.added_at, one.excerpt.snapshot.title) for one in found]
    plain = list(rows)
    assert found == plain
    assert read == [(one.excerpt.exact, one.excerpt.snapshot.article.source.name, one.added_by.pk) for one in plain]
    assert around == [(one.before, one.after, one.added_at, one.excerpt.snapshot.title) for one in plain]
    assert found[0].excerpt.snapshot.text == plain[0].excerpt.snapshot.text  # asked for when it is wanted


def test_nothing_is_an_empty_list(claim):
    assert ask(Nested(Comment.objects.filter(text="Nobody said this")), pk=claim.pk) == []


def nesting(model):
    return NestingQuerySet(model)


def test_relations_are_read_as_if_they_were_prefetched(claim, django_assert_num_queries):
    rows = Attribution.objects.order_by("-pk")
    with django_assert_num_queries(1):
        (found,) = nesting(Claim).nest("attributions", "actor", rows=rows).nest("evidence").filter(pk=claim.pk)
        assert [one.actor.name for one in found.attributions.all()] == ['A "quoted" name']
        assert [one.claim.text for one in found.evidence.all()] == [claim.text, claim.text]
    assert list(found.evidence.all()) == list(claim.evidence.all())
    assert list(found.evidence.filter(relation="disputes")) == list(claim.evidence.filter(relation="disputes"))
    assert found.evidence.count() == 2


def test_relations_behind_references_and_between_many(claim, editor, django_assert_num_queries):
    event = factories.event(claims=[claim], by=editor)
    speaker = factories.actor("b", office="Minister")
    suggested = factories.suggestion(speaker=speaker)
    nobodys = factories.suggestion(suggested.run.snapshot, "Yuri Ushakov")
    with django_assert_num_queries(1):
        by_key = {
            one.pk: one
            for one in nesting(Suggestion).select_related("speaker").nest("speaker__offices").nest("subjects")
        }
        assert by_key[suggested.pk].speaker.offices.all()[0].title == "Minister"
        assert by_key[nobodys.pk].speaker is None
        assert list(by_key[nobodys.pk].subjects.all()) == []
    with django_assert_num_queries(1):
        (found,) = nesting(Claim).nest("events").filter(pk=claim.pk)
        assert list(found.events.all()) == [event]


def test_many_rows_each_have_their_own(django_assert_num_queries):
    for n in range(3):
        factories.actor(f"person-{n}", office=f"Office {n}")
    with django_assert_num_queries(1):
        found = nesting(Actor).nest("offices").order_by("slug")
        titles = {one.slug: [office.title for office in one.offices.all()] for one in found}
    assert titles == {
        one.slug: [office.title for office in one.offices.all()] for one in Actor.objects.prefetch_related("offices")
    }
    assert nesting(Actor).nest("offices").count() == Actor.objects.count()
    assert nesting(Actor).nest("offices").values_list("slug", flat=True).first()


def test_what_references_lead_to_is_read_as_if_it_were_joined(claim, reviewer, django_assert_num_queries):
    Claim.objects.filter(pk=claim.pk).update(assignee=reviewer)
    factories.draft_claim(text="By one person.", by=reviewer)
    people, name = ("author", "edited_by", "assignee", "approver"), ("display_name", "username")
    rows = NestingQuerySet(Claim).order_by("pk").lead(*people, only=name).lead("place").lead("issue")
    with django_assert_num_queries(1):
        found = list(rows.filter(stage="draft"))
        assert len(found) == 2
        told = [
            [getattr(one, person) and getattr(one, person).username for person in people] + [one.place, one.issue]
            for one in found
        ]
    with django_assert_num_queries(1):
        plain = list(Claim.objects.order_by("pk").select_related(*people, "place", "issue"))
        assert told == [
            [getattr(one, person) and getattr(one, person).username for person in people] + [one.place, one.issue]
            for one in plain
        ]
    assert columns(found[0].place) == columns(plain[0].place)
    assert "password" not in columns(found[0].author)
    assert found[0].author.get_deferred_fields() > {"password", "email"}
    assert found[0].author.email == plain[0].author.email  # asked for when it is wanted


def test_lists_that_are_kept_are_those_of_the_row_that_is_asked_for(claim, django_assert_num_queries):
    other = factories.draft_claim(text="Another one.")
    made = []

    def lists(row, words):
        of_row = Evidence.objects.filter(claim=OuterRef("pk")).order_by("pk")
        named = Attribution.objects.filter(claim=OuterRef("pk"), **words).order_by("pk")
        return row, {
            "evidence": Nested(of_row, "excerpt"),
            "named": Nested(named, "actor__name"),
            "numbers": ArraySubquery(of_row.values("pk")),
        }

    def kept():
        made.append(1)
        return lists(Claim.objects.filter(among("pk", "claims")), {"actor__name__contains": Given("name")})

    question = KeptLists(kept)
    for one, name in ((claim, ""), (other, ""), (claim, "nobody"), (claim, '"quoted"')):
        row, asked = lists(Claim.objects.filter(pk=one.pk), {"actor__name__contains": name})
        plain = beside(row, **asked)
        with django_assert_num_queries(1):
            found = question.ask(claims=[one.pk], name=name)
        assert found == plain
        assert [columns(row) for row in found["evidence"]] == [columns(row) for row in plain["evidence"]]
        assert [row.actor.name for row in found["named"]] == [row.actor.name for row in plain["named"]]
    assert len(made) == 1
    assert len(found["named"]) == 1
    assert len(found["evidence"]) == 2
