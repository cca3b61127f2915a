"""The archive finds the origin of an article among thousands without reading them: no clock, only what PostgreSQL does."""

import pytest
from django.db import connection

from articles.ingest import carriers
from articles.ingest.carriers import likely_carriers
from articles.ingest.fingerprint import fingerprint
from articles.ingest.formats import Piece
from articles.ingest.origins import Sighting, look_for, origin_of
from articles.models import Article, Source
from bench.near_duplicates import Seen, explained, is_like_one_of, look_up, store, without_index
from bench.synthetic_news import News, cut
from tests.factories import TEXT

ARTICLES = 5000
NEWS = News(ARTICLES, seed=7, carried_most=300)


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    """Five thousand captures, stored once for all tests here and taken out again."""
    with django_db_blocker.unblock():
        source = Source.objects.create(slug="carriers", name="Carriers", domain="carriers.example")
        made = [NEWS.article(number) for number in range(ARTICLES)]
        rows = [
            (number + 1, one.group, one.agency, one.text, fingerprint(one.text)) for number, one in enumerate(made)
        ]
        try:
            with without_index():
                store(rows, source.pk)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE articles_snapshot")
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(
                    "TRUNCATE articles_source, articles_origingroup, articles_article, articles_snapshot,"
                    " articles_sourceversion, articles_origingroupversion, articles_articleversion"
                    " RESTART IDENTITY CASCADE"
                )
                cursor.execute("ANALYZE articles_snapshot")


@pytest.fixture
def in_archive(archive, db):
    return NEWS


def found(body):
    return look_up(". ".join(body))[0]


def stories(number):
    return [story for story in range(len(NEWS.sizes)) if len(NEWS.story(story)) >= 9][:number]


CHANGES = {
    "whole": lambda body: body,
    "cut": lambda body: cut(body, 1 / 3),
    "rewritten": lambda body: NEWS.rewritten(body, 0.3),
    "in a longer one": lambda body: [*NEWS.new("before", 1, 200), *body, *NEWS.new("after", 1, 200)],
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_copy_is_found(in_archive, change):
    missed = []
    for story in stories(25):
        body = CHANGES[change](NEWS.story(story))
        if found(body) != story + 1 and is_like_one_of(story + 1, ". ".join(body)):
            missed.append(story)
    assert missed == []


def test_a_story_in_three_hundred_outlets_is_found(in_archive):
    assert Article.objects.filter(origin_group=1).count() == 300
    for number in range(5):
        assert found(NEWS.rewritten(NEWS.story(0), 0.1 * number)) == 1


def test_common_phrases_do_not_join(in_archive):
    assert [found(NEWS.new("new", number)) for number in range(25)] == [None] * 25


def test_what_it_costs(in_archive):
    seen = Seen()
    for number in range(8):
        for body in (NEWS.new("new", number), NEWS.new("new", number, 1500), NEWS.story(number)):
            with explained(seen):
                found(body)
    assert "Seq Scan" not in seen.scans
    # A text of 1,500 words asks for some 256 hashes: three pages of the index each, and the captures that it finds.
    assert max(seen.rows) < 1500
    assert max(seen.buffers) < 3500


def test_few_are_named_however_many_there_are(in_archive):
    assert len(likely_carriers(fingerprint(". ".join(NEWS.story(0))))) == carriers._NAMED


def test_a_background_paragraph_does_not_hide_the_report(in_archive):
    """Hundreds have the paragraph, two have what stands below it."""
    source, story = Source.objects.get(), NEWS.new("report", 1, 120)
    background = NEWS.new("background", 1, 160)
    first = ARTICLES + 10
    bodies = [[*background, *NEWS.new("other", number, 300)] for number in range(200)]
    bodies += [[*background, *story], [*background, *story]]
    texts = [". ".join(body) for body in bodies]
    store(
        [
            (first + number, first + min(number, 200), "", text, fingerprint(text))
            for number, text in enumerate(texts)
        ],
        source.pk,
    )
    assert found([*background, *story[:4]]) == first + 200


def test_without_statistics_it_is_found_as_well(in_archive, monkeypatch):
    monkeypatch.setattr(carriers, "_HOW_COMMON", "SELECT 1, 1.0 WHERE %s::bigint[] IS NULL")
    assert found(NEWS.story(0)) == 1
    assert found(NEWS.new("new", 1)) is None


def test_a_copy_that_came_in_since_is_seen(in_archive):
    text = ". ".join(NEWS.new("twice", 1))
    marks = fingerprint(text)
    seen = look_for(marks)
    store([(ARTICLES + 1, ARTICLES * 3, "", text, marks)], Source.objects.get().pk)
    assert origin_of(Piece(title="", text=text, extractor="test"), marks, seen).pk == ARTICLES * 3


def test_many_that_came_in_since_are_not_all_read(in_archive, django_assert_max_num_queries):
    text = ". ".join(NEWS.new("twice", 1))
    marks = fingerprint(text)
    seen = Sighting([], ARTICLES - 1000)
    with django_assert_max_num_queries(6):
        origin_of(Piece(title="", text=text, extractor="test"), marks, seen)
    assert (
        origin_of(
            Piece(title="", text=NEWS.article(0).text, extractor="test"), fingerprint(NEWS.article(0).text), seen
        ).pk
        == NEWS.article(0).group
    )


@pytest.mark.parametrize(
    ("fingerprint", "holders", "asked"),
    [
        ([1, 2, 3], {}, [1, 2, 3]),
        ([1, 2, 3], {2: 500}, [1, 3, 2]),
        ([1, 2, 3], {2: 50_000}, [1, 3]),
        ([1, 2, 3], {1: 50_000, 2: 60_000, 3: 50_000}, [1]),
        (list(range(300)), {}, list(range(256))),
        (list(range(2000)), {}, list(range(1000))),
        (list(range(100)), dict.fromkeys(range(100), 300), list(range(64))),
    ],
)
def test_which_hashes_are_asked_for(fingerprint, holders, asked):
    assert carriers._worth_asking(fingerprint, holders) == asked


@pytest.mark.django_db
def test_an_empty_archive_and_an_empty_text():
    assert likely_carriers(fingerprint(TEXT * 3)) == []
    assert likely_carriers([]) == []
