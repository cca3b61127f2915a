"""Style sheets are served smaller than they are written, and mean the same."""

import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from lib.static_storage import smaller
from tests.test_repository import ROOT, text, tracked

SHEETS = tracked("static/css/*.css")

# All rules of a sheet as Chromium understands them.
AS_UNDERSTOOD = """
sheet => {
  const found = new CSSStyleSheet();
  found.replaceSync(sheet);
  return [...found.cssRules].map(rule => rule.cssText);
}
"""


def understood(page, sheet):
    """Its rules. Values that name a custom property are only read where they are used: Chromium has them as written."""
    return [re.sub(r"\s*,\s*", ",", " ".join(rule.split())) for rule in page.evaluate(AS_UNDERSTOOD, sheet)]


@pytest.fixture(scope="module")
def page(chromium):
    with chromium.new_page() as opened:
        yield opened


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_smaller_sheet_has_the_same_rules(page, path):
    written = text(path)
    served = smaller(path.name, written)
    assert len(served) < len(written)
    assert "/*" not in served
    rules = understood(page, written)
    assert rules
    assert understood(page, served) == rules


def test_what_is_collected_is_what_pages_name(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "lib.static_storage.StaticFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    named = staticfiles_storage.stored_name("css/timeline.css")
    assert named != "css/timeline.css"
    assert (tmp_path / named).read_text() == smaller("timeline.css", (ROOT / "static/css/timeline.css").read_text())
    assert (tmp_path / f"{named}.br").stat().st_size < (tmp_path / named).stat().st_size
    # Scripts are as they were written.
    script = staticfiles_storage.stored_name("js/timeline.js")
    assert (tmp_path / script).read_text() == (ROOT / "static/js/timeline.js").read_text()
