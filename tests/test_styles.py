"""Rules for our own style sheets."""

import re

import pytest

from tests.test_repository import PYTHON, ROOT, TEMPLATES, text, tracked

SHEETS = tracked("static/css/*.css")
# The admin's sheet is laid over Django's own, which knows no layers; a captured page is in a frame by itself.
APART = {"admin.css", "captured.css"}
LAYERS = ["vendor", "reset", "tokens", "base", "layout", "components", "pages", "utilities", "print"]
# Written by Leaflet and by htmx; and what a template puts together from a value.
FROM_ELSEWHERE = re.compile(r"leaflet-|htmx-request$|(verdict|arc|as|tone|is|grounds|stance)-")


def rules(path):
    """A sheet without its comments and strings."""
    return re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", text(path), flags=re.DOTALL)


def name(path):
    return path.name


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_a_sheet_knows_no_left_and_no_right(path):
    """What runs from right to left is laid out by the same rules."""
    found = re.findall(r"[^;{}]*\b(?:left|right)\b[^;{}]*", rules(path))
    assert found == []


def uneven(declaration):
    """Whether a shorthand of four sides has another left than right."""
    sides = re.findall(r"(?:[\w.-]|\((?:[^()]|\([^()]*\))*\))+", declaration)
    return len(sides) == 4 and sides[1] != sides[3]


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_a_shorthand_of_four_sides_has_the_same_on_both(path):
    found = re.findall(r"(?<![\w-])(?:margin|padding|inset|border-width): *([^;}]+)", rules(path))
    assert [declaration for declaration in found if uneven(declaration)] == []


@pytest.mark.parametrize("path", [path for path in SHEETS if path.name not in APART], ids=name)
def test_every_rule_is_in_a_layer(path):
    """What is in none would beat all that is in one."""
    depth, outside = 0, ""
    for character in rules(path):
        outside += character if depth == 0 else ""
        depth += {"{": 1, "}": -1}.get(character, 0)
    left = re.sub(r"@import url\(\) layer\([a-z]+\);|@layer [a-z, ]+[;{]", "", outside)
    assert depth == 0
    assert left.strip() == ""


@pytest.mark.parametrize("path", [path for path in SHEETS if path.name not in APART], ids=name)
def test_only_known_layers_are_used(path):
    used = re.findall(r"@layer ([a-z, ]+)|layer\(([a-z]+)\)", rules(path))
    assert {one.strip() for pair in used for one in ",".join(pair).split(",") if one.strip()} <= set(LAYERS)


def test_the_order_of_the_layers_is_said_once_and_first():
    assert f"@layer {', '.join(LAYERS)};" in text(ROOT / "static" / "css" / "base.css")


@pytest.mark.parametrize("path", [path for path in SHEETS if path.name not in APART], ids=name)
def test_colours_are_custom_properties(path):
    declared = re.sub(r"--[a-z-]+:[^;}]*", "", rules(path))
    assert re.findall(r"[a-z-]+: [^;{}]*#[0-9a-f]{3,8}\b[^;{}]*", declared) == []


def test_a_package_brings_its_own_sheet_in_below_ours():
    linked = [path.name for path in TEMPLATES if re.search(r"stylesheet[^>]*js_lib_", text(path))]
    assert linked == []


def test_every_class_of_a_sheet_is_used():
    known = set()
    for path in TEMPLATES:
        for found in re.findall(r'class="([^>]*?)"(?=[\s>/{])|main_class %}([^{]*)|width="(\w+)"', text(path)):
            known |= set(re.findall(r"[a-zA-Z][\w-]*", " ".join(found)))
    for path in [*PYTHON, *tracked("static/js/*.js")]:
        known |= {word for line in re.findall(r"[\"'`]([^\"'`\n]{1,80})[\"'`]", text(path)) for word in line.split()}
    unused = [
        f"{path.name}: {selector}"
        for path in SHEETS
        if path.name not in APART
        for selector in re.findall(r"\.([a-zA-Z][\w-]*)(?=[^{};]*\{)", re.sub(r"@[^;{]*;", "", rules(path)))
        if selector not in known and not FROM_ELSEWHERE.match(selector)
    ]
    assert unused == []


# Boxes whose paragraphs each say their own direction.
HOLDERS = {
    '<div id="text" class="article-text" lang="{{ snapshot.language }}">',
    '<div class="archived-text" lang="{{ citation.language }}">',
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_words_in_a_language_of_their_own_run_in_its_direction(path):
    said = [
        tag
        for tag in re.findall(r"<(?:\"[^\"]*\"|[^>])*>", text(path))
        if re.search(r"\slang=\"\{\{", tag) and "hreflang" not in tag
    ]
    assert [
        tag
        for tag in said
        if "dir=" not in tag
        and not tag.startswith(("<bdi", '<html lang="{{ LANGUAGE_CODE }}"{% if LANGUAGE_BIDI %}'))
        and tag not in HOLDERS
    ] == []
