"""Passages: counted in code points, quoted character for character, and never changed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import OriginGroup, Snapshot
from claims.actions import mark_passage
from claims.enums import ExcerptState
from claims.models import Excerpt, Suggestion
from tests import factories

# As many kinds of character as browsers and databases count differently.
FLAG, FAMILY = "🇺🇦", "👨‍👩‍👧"
TEXTS = {
    "emoji": (f"He wrote {FLAG}{FAMILY} and “no”.", "“no”"),
    "emoji inside": (f"He wrote {FLAG}{FAMILY} and “no”.", f"{FLAG}{FAMILY} and"),
    "Cyrillic": ("Ушаков: «передышка для українських військових», і не більше.", "передышка для українських"),
    "combining marks": ("Украи\u0306на и бо\u0301льшая часть e\u0301té.", "бо\u0301льшая часть e\u0301"),
    "right to left": ("قال أوشاكوف إن الهدنة «استراحة» فقط، שביתת נשק.", "«استراحة» فقط، שביתת"),
    "beyond the first plane": ("𝒜 ceasefire 𐍈 was 𠮷 offered.", "𐍈 was 𠮷"),
    "line breaks": ("One.\r\n\r\nTwo\u2028three\tfour.", "\r\n\r\nTwo\u2028three"),
}


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def mark(capture, start, end, exact, by=None):
    return mark_passage(snapshot=capture, start=start, end=end, exact=exact, by=by)


@pytest.mark.django_db
@pytest.mark.parametrize("name", TEXTS)
def test_a_passage_is_counted_in_code_points(name):
    text, exact = TEXTS[name]
    start = text.index(exact)
    excerpt = mark(factories.article(text), start, start + len(exact), exact)
    excerpt.refresh_from_db()
    assert (excerpt.start, excerpt.end, excerpt.exact) == (start, start + len(exact), exact)
    assert Snapshot.objects.get(pk=excerpt.snapshot_id).text[excerpt.start : excerpt.end] == exact


class AnyPassageOfAnyText(TestCase):
    """PostgreSQL counts as Python does, whatever the characters."""

    # PostgreSQL's text holds every code point but NUL and the halves of surrogate pairs.
    @given(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=40), st.data()
    )
    @settings(max_examples=60, deadline=None)
    def test_is_kept(self, text, data):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        if not text[start:end].strip():
            return
        excerpt = mark(factories.article(text), start, end, text[start:end])
        assert (excerpt.prefix, excerpt.suffix) == (text[max(0, start - 32) : start], text[end : end + 32])


@pytest.mark.django_db
def test_what_stands_around_a_passage_is_kept_with_it():
    text = f"{'а' * 40}middle{'🇺' * 40}"
    excerpt = mark(factories.article(text), 40, 46, "middle")
    assert (excerpt.prefix, excerpt.suffix) == ("а" * 32, "🇺" * 32)
    whole = mark(factories.article("middle"), 0, 6, "middle")
    assert (whole.prefix, whole.suffix) == ("", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [
        (0, 5, "Hallo"),
        (0, 5, "hello"),
        (0, 5, "Hello "),
        (1, 6, "Hello"),
        (0, 12, "Hello world!"),
        (-5, 5, "Hello"),
        (5, 5, ""),
        (6, 2, "llo "),
        (5, 6, " "),
    ],
)
def test_what_is_not_in_the_text_is_not_marked(start, end, exact):
    capture = factories.article("Hello world")
    with pytest.raises(ValidationError) as caught:
        mark(capture, start, end, exact)
    assert list(caught.value.message_dict) == ["exact"]
    assert not Excerpt.objects.exists()


@pytest.mark.django_db
def test_an_accent_that_is_written_otherwise_is_another_text():
    capture = factories.article("бо\u0301льшая e\u0301")
    for exact in ("\u00e9", "e"):
        with pytest.raises(ValidationError):
            mark(capture, 9, 11, exact)


@pytest.mark.django_db
def test_a_passage_is_kept_once_and_belongs_to_who_marked_it_first(editor, editor2):
    capture = factories.article()
    first = factories.passage(capture, by=editor)
    assert factories.passage(capture, by=editor2) == first
    assert (Excerpt.objects.count(), first.created_by) == (1, editor)
    overlapping = factories.passage(capture, "breather for", by=editor2)
    assert overlapping.created_by == editor2


# ---- by SQL


def insert(capture, start, end, exact):
    sql(
        'INSERT INTO claims_excerpt (snapshot_id, start, "end", exact, prefix, suffix, state, created_at) '
        "VALUES (%s, %s, %s, %s, '', '', 'anchored', now())",
        capture.pk,
        start,
        end,
        exact,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "exact"), [(0, 5, "Hallo"), (0, 5, "hello"), (1, 6, "Hello"), (20, 25, "Hello")]
)
def test_sql_cannot_quote_what_the_capture_does_not_say(start, end, exact):
    capture = factories.article("Hello world")
    with pytest.raises(IntegrityError, match="not, character for character, in snapshot"), transaction.atomic():
        insert(capture, start, end, exact)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "exact", "constraint"),
    [
        (0, 5, "Hello", None),
        (2, 2, "", "claims_excerpt_is_not_empty"),
        (9, 20, "ld", "claims_excerpt_is_as_long_as_its_quote"),
    ],
)
def test_sql_keeps_to_the_positions(start, end, exact, constraint):
    capture = factories.article("Hello world")
    if constraint is None:
        insert(capture, start, end, exact)
        return
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        insert(capture, start, end, exact)


@pytest.mark.django_db
def test_the_database_names_its_own_rule():
    capture = factories.article("Hello world")
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        insert(capture, 0, 5, "Hallo")
    assert caught.value.__cause__.diag.constraint_name == "claims_excerpt_quotes_its_snapshot"


IMMUTABLE = [
    ("articles_snapshot", "title = 'Another'"),
    ("articles_snapshot", "text = 'Another'"),
    ("articles_snapshot", "sha256 = repeat('0', 64)"),
    ("claims_excerpt", 'start = 1, "end" = 3, exact = substr(exact, 1, 2)'),
    ("claims_excerpt", "prefix = 'not '"),
    ("claims_excerpt", "created_by_id = NULL"),
    ("claims_review", "reasons = 'Another'"),
    ("claims_review", "outcome = 'submitted'"),
    ("timeline_entry", "title = 'Another'"),
    ("timeline_entry", "known_at = now()"),
    ("timeline_entry", "correction_note = 'Never said'"),
    ("timeline_statement", "text = 'Another'"),
    ("timeline_statement", "verdict = 'false'"),
    ("timeline_citation", "exact = 'Another'"),
    ("timeline_entryactor", "name = 'Another'"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "change"), IMMUTABLE)
def test_sql_changes_nothing_that_is_kept_for_ever(table, change):
    factories.published(claims=[factories.approved_claim(excerpt=factories.passage(by=factories.user()))])
    with pytest.raises(DatabaseError, match="Cannot update|not, character for character"), transaction.atomic():
        sql(f"UPDATE {table} SET {change}")


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted({table for table, _ in IMMUTABLE}))
def test_sql_deletes_nothing_that_is_kept_for_ever(table):
    factories.published()
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        sql(f"DELETE FROM {table}")


@pytest.mark.django_db
def test_a_passage_that_nobody_uses_stays_too():
    factories.passage()
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        Excerpt.objects.all().delete()


@pytest.mark.django_db
def test_a_passage_is_not_moved_to_other_words_of_its_capture():
    excerpt = factories.passage()
    other = excerpt.snapshot.text.index("Russia wants")
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Excerpt.objects.filter(pk=excerpt.pk).update(start=other, end=other + 12, exact="Russia wants")


@pytest.mark.django_db
def test_whether_a_passage_is_still_in_its_article_may_change():
    excerpt = factories.passage()
    Excerpt.objects.filter(pk=excerpt.pk).update(state=ExcerptState.ORPHANED)
    excerpt.refresh_from_db()
    assert (excerpt.state, excerpt.exact) == ("orphaned", factories.QUOTE)


@pytest.mark.django_db
def test_an_edited_article_leaves_the_passages_of_its_first_capture_alone():
    capture = factories.article()
    excerpt = factories.passage(capture)
    later = factories.snapshot(capture.article, "Another text altogether.")
    excerpt.refresh_from_db()
    assert excerpt.snapshot == capture
    assert later.excerpts.count() == 0
    with pytest.raises(ValidationError):
        mark(later, excerpt.start, excerpt.end, excerpt.exact)


@pytest.mark.django_db
def test_joining_an_origin_group_does_not_touch_the_capture():
    capture = factories.article()
    capture.article.origin_group = OriginGroup.objects.create(agency="Demo Wire")
    capture.article.save()
    assert Snapshot.objects.get(pk=capture.pk).text == factories.TEXT


@pytest.mark.django_db
def test_suggestions_may_go_while_their_passages_stay():
    suggestion = factories.suggestion()
    Suggestion.objects.all().delete()
    assert Excerpt.objects.filter(pk=suggestion.excerpt_id).exists()
