"""Every page of the desk by axe-core, light and dark: nothing that keeps somebody from using it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import factories
from tests.desk_pages import desk_addresses

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(transactional_db):
    """One of each page of the desk, with something on it."""
    return desk_addresses()


def found_by_axe(page, scheme):
    """What axe finds, in a line each: the rule, and where."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    # Colours fade from one scheme to the other; what is measured is where they arrive.
    page.wait_for_function("() => document.getAnimations().every(one => one.playState !== 'running')")
    # Preloading puts sheets that import others into the page a second time, against its own policy; what is laid out
    # is judged all the same.
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{found['id']}: {node['html'][:160]}" for found in violations for node in found["nodes"]]


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
