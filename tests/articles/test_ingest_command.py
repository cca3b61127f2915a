"""`manage.py ingest`."""

import io

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, IngestJob
from claims.models import SuggestionRun
from tests.articles.conftest import markdown

pytestmark = pytest.mark.django_db
BODY = "Yuri Ushakov said on Thursday that the ceasefire would be “a breather for Ukrainian troops”."


def ingest(*paths):
    out = io.StringIO()
    error = None
    try:
        call_command("ingest", *map(str, paths), stdout=out)
    except CommandError as caught:
        error = str(caught)
    return out.getvalue().splitlines(), error


def test_each_file_gets_a_line_and_is_read_by_the_engine_without_a_worker(tmp_path):
    one, copy = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(BODY)
    assert ingest(one) == ([f"new  {one}"], None)
    assert ingest(one) == ([f"unchanged  {one}"], None)
    copy.write_text(BODY)
    assert ingest(copy) == ([f"duplicate of {one}  {copy}"], None)
    assert ingest(copy) == ([f"duplicate of {one}  {copy}"], None)
    one.write_text(BODY + " He said no more.")
    assert ingest(one) == ([f"updated  {one}"], None)
    assert set(SuggestionRun.objects.values_list("state", flat=True)) == {"done"}
    assert Article.objects.get().snapshots.latest("number").suggestion_runs.get().suggestions.exists()


def test_a_folder_is_read_in_order_without_what_is_hidden_or_unknown(tmp_path):
    for name in ("b/2.md", "a.txt", "b/1.html.bak", ".hidden.md", ".git/x.md", "b/.x.txt", "z.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(markdown(f"Body of {name}."))
    assert ingest(tmp_path)[0] == [f"new  {tmp_path / name}" for name in ("a.txt", "b/2.md", "z.md")]


def test_failures_say_why_and_do_not_stop_the_others(tmp_path):
    (tmp_path / "good.txt").write_text(BODY)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "latin.txt").write_bytes("é".encode("latin-1"))
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "none").mkdir()
    names = ["empty.txt", "latin.txt", "a.pdf", "missing.txt", "missing", "none", "good.txt"]
    lines, error = ingest(*[tmp_path / name for name in names], "https://demo-wire.example/a")
    assert lines == [
        f"failed  {tmp_path}/empty.txt: it is empty",
        f"failed  {tmp_path}/latin.txt: its characters are not in UTF-8",
        f"failed  {tmp_path}/a.pdf: it is not a PDF that can be read",
        f"failed  {tmp_path}/missing.txt: No such file or directory",
        f"failed  {tmp_path}/missing: No such file or directory",
        f"failed  {tmp_path}/none: the folder holds no file of a format that is read",
        f"new  {tmp_path}/good.txt",
        "failed  https://demo-wire.example/a: there is no server called demo-wire.example",
    ]
    assert error == "7 of 8 failed"


def test_a_run_that_was_broken_off_is_finished_by_the_next(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text(BODY)
    ingest(file)
    IngestJob.objects.update(state="waiting", attempts=1, outcome="", snapshot=None)
    SuggestionRun.objects.update(state="waiting")
    ingest(file)
    assert set(IngestJob.objects.values_list("state", flat=True)) == {"done"}
    assert set(SuggestionRun.objects.values_list("state", flat=True)) == {"done"}


def test_a_file_whose_name_is_not_text(tmp_path):
    file = tmp_path / b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    file.write_text(BODY)
    out = io.StringIO()
    call_command("ingest", str(tmp_path), stdout=out)
    assert out.getvalue().startswith("new  ")
    assert IngestJob.objects.get().location.endswith("caf\\udce9.txt")
