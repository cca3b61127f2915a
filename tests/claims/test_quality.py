"""What became of suggestions: counted by engine, rule and kind, with how much can be told from it."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims import actions, quality
from claims.actions.edits import edit_of
from claims.models import Suggestion
from claims.quality import Scope, quality_of, wilson
from lib.word_diff import words_changed
from tests import factories


@pytest.mark.parametrize(
    ("good", "cases", "low", "high"),
    # E. B. Wilson's interval as in Brown, Cai and DasGupta (2001), to three places
    [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (81, 263, 0.255, 0.366), (0, 0, 0.0, 1.0)],
)
def test_the_interval_of_a_share(good, cases, low, high):
    found = wilson(good, cases)
    assert (round(found.low, 3), round(found.high, 3)) == (low, high)


@pytest.mark.parametrize(
    ("before", "after", "number"),
    [
        ("Berg opened the bridge.", "Berg opened the bridge.", 0),
        ("Berg opened the bridge.", "Berg opened the bridge", 0),
        ("Berg opened the bridge.", "Berg closed the bridge.", 1),
        ("Berg opened the bridge.", "On Monday Berg opened the bridge.", 2),
        ("Berg opened the old bridge.", "", 5),
        ("Міст відкрив Коваль.", "Міст закрив Коваль.", 1),
    ],
)
def test_words_changed(before, after, number):
    assert words_changed(before, after) == number


@pytest.mark.django_db
class TestWhatIsKept:
    def test_an_accepted_suggestion_keeps_that_nothing_was_changed(self, editor):
        one = factories.suggestion()
        actions.accept_suggestion(suggestion=one, by=editor, conflict=factories.conflict())
        one.refresh_from_db()
        assert (one.decision, one.words_changed, one.changed) == ("accepted", 0, [])

    def test_an_edited_one_keeps_how_many_words_and_what_else(self, editor):
        one = factories.suggestion()
        content = factories.claim_content(
            text="Ushakov called the truce a breather.", kind="fact", said_edtf="2025-03-13"
        )
        actions.accept_suggestion(suggestion=one, by=editor, conflict=factories.conflict(), content=content)
        one.refresh_from_db()
        assert (one.decision, one.words_changed) == ("edited", 1)
        assert one.changed == ["text", "kind", "speaker", "directness", "quote", "said"]

    def test_a_rejected_one_keeps_nothing_of_it(self, editor):
        one = factories.suggestion()
        actions.reject_suggestion(suggestion=one, by=editor)
        one.refresh_from_db()
        assert (one.words_changed, one.changed) == (None, [])

    def test_other_people_are_told_from_the_speaker(self):
        nato = factories.actor("nato", kind="alliance")
        before = factories.claim_content()
        assert edit_of(before, factories.claim_content(attributions=[(nato, "addressee")])).parts == ["people"]
        assert edit_of(before, factories.claim_content(speaker=nato)).parts == ["speaker"]
        assert edit_of(before, before) == (0, [])


def decide(number, how, by, **columns):
    """So many suggestions on passages of one article, decided in this way."""
    capture = columns.pop("capture", None) or factories.article(
        "one two three four five six seven eight nine ten. " * 3
    )
    words = capture.text.split()[:number]
    found = [factories.suggestion(capture, word, **columns) for word in words]
    for one in found:
        if how == "accept":
            actions.accept_suggestion(suggestion=one, by=by, conflict=factories.conflict())
        elif how == "reject":
            actions.reject_suggestion(suggestion=one, by=by, reason="Not there.")
        elif isinstance(how, str) and how.startswith("edit:"):
            content = factories.claim_content(text=how[5:])
            actions.accept_suggestion(suggestion=one, by=by, conflict=factories.conflict(), content=content)
    return found


@pytest.mark.django_db
class TestCounts:
    def test_by_engine_rule_and_kind(self, editor):
        decide(3, "accept", editor, rule="a", kind="fact")
        decide(2, "reject", editor, rule="a", kind="opinion")
        decide(1, "edit:Ushakov called the ceasefire a pause.", editor, rule="b", kind="fact")
        decide(4, "wait", editor, rule="b", kind="fact")
        found = quality_of(Scope())
        rules = {line.name: line.tally for line in found.rules}
        kinds = {line.name: line.tally for line in found.kinds}
        assert [line.name for line in found.engines] == ["tests 1"]
        assert (rules["a"].accepted, rules["a"].edited, rules["a"].rejected, rules["a"].waiting) == (3, 0, 2, 0)
        assert (rules["b"].suggested, rules["b"].decided, rules["b"].edited, rules["b"].waiting) == (5, 1, 1, 4)
        assert {name: (tally.good, tally.decided) for name, tally in kinds.items()} == {
            "fact": (4, 4),
            "opinion": (0, 2),
        }
        assert found.total.suggested == 10
        assert rules["b"].words_changed == 1
        assert ("speaker", 1) in rules["b"].most_changed or rules["b"].parts["speaker"] == 1
        assert found.reasons == [("not there.", 2)]
        assert found.unexplained == 0

    def test_from_few_decisions_nothing_is_told(self, editor):
        decide(9, "accept", editor)
        (line,) = quality_of(Scope()).rules
        assert line.tally.precision is None
        decide(1, "reject", editor)
        (line,) = quality_of(Scope()).rules
        assert line.tally.precision == 0.9
        assert 0.59 < line.tally.interval.low < 0.9 < line.tally.interval.high < 0.99

    def test_the_median_of_words_changed(self, editor):
        for text in ("Ushakov called the ceasefire a pause.", "Nothing of it.", "He called the ceasefire a pause."):
            decide(1, f"edit:{text}", editor)
        (line,) = quality_of(Scope()).rules
        assert line.tally.words_changed == 2  # of 1, 2 and 6

    def test_a_window_an_engine_and_an_outlet(self, editor):
        old = decide(1, "accept", editor)[0]
        Suggestion.objects.filter(pk=old.pk).update(decided_at=timezone.now() - timedelta(days=40))
        decide(1, "reject", editor, capture=factories.article("one", of=factories.source("other")))
        assert quality_of(Scope(days=30)).total.decided == 1
        assert quality_of(Scope(days=90)).total.decided == 2
        assert quality_of(Scope(days=None)).total.decided == 2
        assert quality_of(Scope(days=None, source=factories.source("other"))).total.decided == 1
        assert quality_of(Scope(days=None, engine="rules")).total.suggested == 0

    def test_the_trend_goes_by_weeks(self, editor):
        good, bad = decide(1, "accept", editor)[0], decide(1, "reject", editor)[0]
        Suggestion.objects.filter(pk=good.pk).update(decided_at=timezone.now() - timedelta(weeks=2))
        (line,) = quality_of(Scope()).rules
        weeks = line.tally.trend
        assert len(weeks) == quality.WEEKS
        assert [(week.good, week.decided) for week in weeks[-3:]] == [(1, 1), (0, 0), (0, 1)]
        assert bad.pk

    def test_by_score(self, editor):
        decide(2, "accept", editor, score=1.0)
        decide(1, "reject", editor, score=0.85)
        decide(1, "accept", editor, score=0.8)
        bands = quality_of(Scope()).bands
        assert [(band.low, band.good, band.decided) for band in bands] == [(0.9, 2, 2), (0.8, 1, 2)]

    def test_muted_ones_are_counted_apart(self, editor):
        decide(2, "wait", editor)
        factories.mute()
        (line,) = quality_of(Scope()).rules
        assert (line.tally.waiting, line.tally.muted, line.tally.suggested) == (0, 2, 2)
        standing, _ = quality.mutes()
        assert [mute.number for mute in standing] == [2]


# ---- what it costs


@pytest.fixture
def many(editor):
    """40,000 suggestions of 2,000 readings, of which one in twenty was decided, over two years."""
    capture, claim = factories.article(), factories.draft_claim()
    excerpt = factories.passage(capture)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that are still due cannot be altered
        cursor.execute("ALTER TABLE claims_suggestion DISABLE TRIGGER USER")
        cursor.execute(
            "INSERT INTO claims_suggestionrun (snapshot_id, engine, engine_version, dated, state, attempts, retries,"
            " cause, error, dropped, made, created_at)"
            " SELECT %s, 'many', n, '', 'done', 1, 0, '', '', '{}', 0, now() - n * interval '8 hours'"
            " FROM generate_series(1, 2000) n",
            [capture.pk],
        )
        cursor.execute(
            "INSERT INTO claims_suggestion (run_id, excerpt_id, rule, score, text, quote, language, kind, directness,"
            " speaker_name, stance, act, negated, hedged, doubted, worth, worth_reasons, said_edtf, happened_edtf,"
            " date_phrase, decision, reason, changed, words_changed, decided_by_id, decided_at, claim_id)"
            " SELECT r.id, %s, 'rule-' || (n %% 20), 0.5, 'Text ' || n, '', 'en', 'fact', 'paraphrase', '', '', '',"
            " false, false, false, 0, '[]', '', '', '', CASE WHEN n = 7 THEN 'edited' ELSE 'pending' END, '', '[]',"
            " CASE WHEN n = 7 THEN 3 END, CASE WHEN n = 7 THEN %s END, CASE WHEN n = 7 THEN r.created_at END,"
            " CASE WHEN n = 7 THEN %s END"
            " FROM claims_suggestionrun r CROSS JOIN generate_series(1, 20) n WHERE r.engine = 'many'",
            [excerpt.pk, editor.pk, claim.pk],
        )
        cursor.execute("ALTER TABLE claims_suggestion ENABLE TRIGGER USER")
        cursor.execute("ANALYZE claims_suggestion, claims_suggestionrun")


def plan(queryset):
    sql, params = queryset.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", params)
        (told,) = cursor.fetchone()
    told = json.loads(told) if isinstance(told, str) else told
    return json.dumps(told), told[0]["Plan"]["Shared Hit Blocks"] + told[0]["Plan"]["Shared Read Blocks"]


def nodes(node):
    """A plan's node and all below it."""
    return [node, *(below for child in node.get("Plans", ()) for below in nodes(child))]


@pytest.mark.django_db
def test_what_was_decided_lately_is_found_by_its_index_whatever_was_suggested(many):
    columns = ("run__engine", "run__engine_version", "rule", "kind", "decision", "words_changed", "changed")
    told, blocks = plan(quality._counted(Scope(days=30).decided(), *columns))
    assert "claims_suggestion_decided" in told
    assert (
        '"Seq Scan", "Parallel Aware": false, "Async Capable": false, "Relation Name": "claims_suggestion"'
        not in told
    )
    assert blocks < 600, blocks


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("index", "question"),
    [
        ("judged", lambda: quality.scored(Scope(days=None))),
        ("edited", lambda: quality.edited(Scope(days=None))),
        ("reasons", lambda: quality.explained(Scope(days=None))),
    ],
)
def test_all_that_was_ever_decided_is_counted_without_the_table(many, index, question):
    with connection.cursor() as cursor:
        # In so small a table, not vacuumed, others are as quick. What is left shows whether the index has every column.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("DROP INDEX claims_suggestion_decided")
    told, _ = plan(question())
    of_table = [node for node in nodes(json.loads(told)[0]["Plan"]) if node.get("Alias") == "claims_suggestion"]
    assert [(one["Node Type"], one["Index Name"]) for one in of_table] == [
        ("Index Only Scan", f"claims_suggestion_{index}")
    ]


@pytest.mark.django_db
def test_what_was_proposed_lately_and_waits_is_counted_reading_by_reading(many):
    told, _ = plan(quality._counted(Scope(days=30).waiting(), "run__engine", "rule", "kind", "mute"))
    # By which of the two indexes on readings depends on what was vacuumed last; never by all that ever waited.
    assert "claims_suggestionrun_created" in told
    assert '"Node Type": "Seq Scan"' not in told


@pytest.mark.django_db
def test_what_a_mute_has_to_change_is_found_by_its_index(many):
    waiting = Suggestion.objects.to_decide().filter(rule="rule-3", pk__gt=0).order_by("pk")
    told, blocks = plan(waiting.values_list("pk")[:500])
    assert "claims_suggestion_of_rule" in told
    assert blocks < 600, blocks
