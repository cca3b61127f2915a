"""Every page of the desk by axe-core, light and dark: nothing that keeps somebody from using it."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests import factories
from tests.desk_pages import desk_addresses

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(transactional_db):
    """One of each page of the desk, with something on it."""
    return desk_addresses()


# Axe's own answer has every node that passes too, each with a selector of its own: most of its time, and all of ours.
_VIOLATIONS = """async options => (await axe.run(options)).violations.flatMap(
    found => found.nodes.map(node => `${found.id}: ${node.html.slice(0, 160)}`))"""
# Preloading puts sheets that import others into the page a second time, against its own policy; what is laid out is
# judged all the same.
_OPTIONS = {"preload": False, "resultTypes": ["violations"]}


def found_by_axe(page, scheme):
    """What axe finds by all of its rules, in a line each: the rule, and where."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    # Colours fade from one scheme to the other; what is measured is where they arrive.
    page.wait_for_function("() => document.getAnimations().every(one => one.playState !== 'running')")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(_VIOLATIONS, _OPTIONS)


def test_nothing_is_found_on_any_page_of_the_desk(addresses, log_in):
    page = log_in("reviewer", factories.PASSWORD)
    found = {}
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        page.wait_for_load_state("networkidle")
        for scheme in ("light", "dark"):
            if faults := found_by_axe(page, scheme):
                found[f"{address} {scheme}"] = faults
    assert found == {}
