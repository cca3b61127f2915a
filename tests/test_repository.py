"""Rules that hold for the whole repository."""

import functools
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template import engines

from claims.workflow_diagram import workflow_document

ROOT = Path(settings.BASE_DIR)
APPS = ["config", "timeline", "claims", "articles", "actors", "accounts", "lib"]
OURS = ["accounts", "actors", "articles", "claims", "timeline"]
# Django looks these up by name.
RENDERED_BY_DJANGO = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html"}


def tracked(*patterns):
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


@functools.cache  # each template is looked for in all other files
def text(path):
    return path.read_text(encoding="utf-8")


TEMPLATES = tracked("templates/*.html", "templates/**/*.html")
PYTHON = [path for app in APPS for path in tracked(f"{app}/*.py") if "/migrations/" not in str(path)]


def template_name(path):
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=template_name)
def test_template_is_rendered_by_somebody(path):
    name = template_name(path)
    if name in RENDERED_BY_DJANGO or name.startswith("admin/"):
        return
    users = [text(other) for other in (*PYTHON, *TEMPLATES) if other != path]
    assert any(f'"{name}' in user or f"'{name}" in user for user in users), f"nobody renders {name}"


@pytest.mark.parametrize("path", TEMPLATES, ids=template_name)
def test_template_has_no_inline_script_style_or_unsafe_output(path):
    source = text(path)
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", source), "inline script"
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", source), "inline style or handler"
    assert not re.search(r"\|\s*safe\b|autoescape off|safeseq", source), "unescaped output"


@pytest.mark.parametrize("path", TEMPLATES, ids=template_name)
def test_template_compiles(path):
    engines["django"].get_template(template_name(path))


def test_no_unsafe_shortcuts_in_code():
    forbidden = r"mark_safe|csrf_exempt|\.extra\(|RawSQL|cursor\(\)\.execute\(f"
    found = [str(path.relative_to(ROOT)) for path in PYTHON if re.search(forbidden, text(path))]
    assert found == []


def test_migrations_are_named():
    names = [path.name for app in OURS for path in (ROOT / app / "migrations").glob("0*.py")]
    assert names
    assert [name for name in names if "_auto_" in name] == []


@pytest.mark.parametrize(
    "model",
    [
        model
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "pgh_tracked_model")
    ],
    ids=lambda model: model._meta.label,
)
def test_model_says_what_it_is(model):
    from django.db.models import Model

    assert model.__str__ is not Model.__str__


def test_constraints_are_named_after_their_table():
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            for constraint in model._meta.constraints:
                assert constraint.name.startswith(f"{app}_{model._meta.model_name}"), constraint.name


def test_own_javascript_stays_small():
    lines = {path.name: text(path).count("\n") for path in tracked("static/js/*.js")}
    assert sum(lines.values()) <= 831, "look for what HTML, CSS or htmx do by themselves before this grows"


def test_no_third_party_assets_and_no_machine_paths():
    names = [str(path.relative_to(ROOT)) for path in tracked()]
    assert [name for name in names if re.search(r"\.min\.(js|css)$|/vendor/|node_modules/", name)] == []
    hosts = "|".join(["pypi" + r"\.org/simple", "registry\\.npm" + "js", "deb\\.deb" + "ian"])
    found = [
        str(path.relative_to(ROOT))
        for path in tracked("*.py", "*.md", "*.txt", "*.toml", "*.html", "bin/*", ".ci/*")
        if re.search(hosts, path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []


def test_the_drawing_of_the_workflow_is_fresh():
    assert text(ROOT / "docs" / "workflow.md") == workflow_document(), "run manage.py draw_workflow"
