"""`manage.py suggest` as CONTRACT has it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

TEXT = "Yuri Ushakov rejected the ceasefire on Tuesday.\r\n\r\n“We 🙂 wait,” Sergei Lavrov said."


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("suggest", *map(str, arguments), stdout=out, stderr=err)
        failed = None
    except CommandError as error:
        failed = error
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), failed


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "first.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_one_object_a_file_in_order(article, tmp_path):
    second = tmp_path / "second.txt"
    second.write_text("Nothing here.", "utf-8")
    objects, _, failed = run(article, second)
    assert failed is None
    assert [found["doc"] for found in objects] == ["first", "second"]
    assert objects[1] == {"doc": "second", "statements": [], "dates": [], "names": []}


def test_keys_and_offsets_of_the_file_itself(article):
    ((found,), _, _) = run(article)
    rejects, quote = found["statements"]
    assert {"content", "cue", "source", "kind", "speaker", "issue", "stance", "score", "rule"} <= rejects.keys()
    assert (rejects["speaker"], rejects["kind"], rejects["stance"]) == ("yuri-ushakov", "position", "rejects")
    assert [TEXT[a:b] for a, b in quote["content"]] == ["“We 🙂 wait,”"]
    assert [TEXT[a:b] for a, b in quote["source"]] == ["Sergei Lavrov"]
    assert found["dates"] == [{"start": 40, "end": 47, "edtf": None}] or found["dates"][0]["edtf"] is None
    assert {"start", "end", "kind", "actor", "country"} == found["names"][0].keys()
    assert found["names"][0]["country"] == "RUS"


def test_date_resolves_relative_dates(article):
    ((found,), _, _) = run(article, "--date", "2025-03-13")
    assert [date["edtf"] for date in found["dates"]] == ["2025-03-11"]


def test_unreadable_file_is_named_and_the_others_are_read(article, tmp_path):
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\xff\xfe\x00")
    objects, errors, failed = run(tmp_path / "missing.txt", binary, article)
    assert [found["doc"] for found in objects] == ["first"]
    assert "missing.txt" in errors
    assert "binary.txt" in errors
    assert failed is not None
    assert failed.returncode == 1


def test_no_query_is_made(article, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        run(article)
