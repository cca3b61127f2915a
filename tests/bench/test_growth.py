"""Growth curves: a picture that stands alone, in which every name can be read."""

import itertools

from lxml import etree

from bench.growth import drawing

SVG = "{http://www.w3.org/2000/svg}"
CURVES = {f"page {n}": {10_000: 1.0 + n / 100, 100_000: 2.0 + n / 100, 1_000_000: 900.0 + n} for n in range(12)}


def _drawn(**options):
    return etree.fromstring(drawing("Pages & what they cost", "ms", CURVES, **options))


def test_names_of_curves_that_end_together_stand_apart():
    names = [one for one in _drawn().iter(f"{SVG}text") if (one.text or "").startswith("page ")]
    assert len(names) == len(CURVES)
    places = sorted(float(one.get("y")) for one in names)
    assert all(below - above >= 16.9 for above, below in itertools.pairwise(places))
    assert places[0] > 40
    assert places[-1] < 520


def test_each_size_is_named_below_its_points():
    root = _drawn()
    at = {one.text: float(one.get("x")) for one in root.iter(f"{SVG}text") if one.get("text-anchor") == "middle"}
    points = {float(one.get("cx")) for one in root.iter(f"{SVG}circle")}
    assert {at[size] for size in ("10,000", "100,000", "1,000,000")} == points


def test_floors_are_broken_lines():
    broken = [one for one in _drawn(floors=("page 3",)).iter(f"{SVG}polyline") if "floor" in one.get("class")]
    assert len(broken) == 1


def test_it_asks_for_nothing_and_knows_dark_paper():
    drawn = drawing("Pages", "ms", CURVES)
    assert "prefers-color-scheme: dark" in drawn
    assert "url(" not in drawn
    assert "href" not in drawn
    assert "<script" not in drawn
