"""Every page of the desk by axe-core, light and dark: nothing that keeps somebody from using it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import factories
from tests.desk_pages import desk_addresses

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(transactional_db):
    """One of each page of the desk, with something on it."""
<<<<<<< HEAD
    reviewer = factories.user(Role.REVIEWER)
    factories.user(Role.EDITOR)
    entry = factories.published()
    suggestion = factories.suggestion(speaker=factories.actor("ushakov", "Yuri Ushakov"), issue=factories.issue())
    factories.suggestion(suggestion.excerpt.snapshot, "Yuri Ushakov", speaker_name="Somebody New")
    article = suggestion.excerpt.snapshot.article_id
    waiting = factories.claim_in_review(
        excerpt=factories.passage(suggestion.excerpt.snapshot), quote="передышка", translation="a breather"
    )
    event = factories.event(claims=[waiting])
    factories.link(event, entry.event)
    feed = factories.feed(by=reviewer)
    return [
        "/desk/",
        "/desk/review/",
        "/desk/changed/",
        "/desk/quality/",
        "/desk/engines/",
        "/desk/events/",
        f"/desk/events/{event.pk}/",
        f"/desk/events/{event.pk}/?link_q=e",
        f"/desk/events/{entry.event_id}/",
        "/desk/events/new/",
        f"/desk/articles/{article}/",
        f"/desk/articles/{article}/names/",
        f"/desk/articles/{article}/events/",
        f"/desk/articles/{article}/claims/new/?capture=1&words=a+breather",
        f"/desk/suggestions/{suggestion.pk}/edit/",
        f"/desk/suggestions/{suggestion.pk}/similar/",
        f"/desk/claims/{waiting.pk}/",
        f"/desk/claims/{waiting.pk}/edit/",
        "/desk/sources/",
        f"/desk/sources/{feed.source.slug}/",
        "/desk/feeds/",
        f"/desk/feeds/{feed.pk}/",
        "/desk/incoming/",
        "/desk/?show=all&q=aide",
        "/desk/inbox/steps/",
        f"/desk/claims/{waiting.pk}/merge/",
        f"/desk/claims/{waiting.pk}/split/",
        f"/desk/events/{event.pk}/merge/",
        f"/desk/events/{event.pk}/split/",
        f"/desk/events/{entry.event_id}/withdraw/",
        "/desk/reports/",
        *(f"/desk/reports/{name}/" for name in ("waiting", "alone", "verdicts", "corrections", "contradictions")),
        *(f"/desk/reports/{name}/" for name in ("sources", "editors")),
        "/accounts/notifications/",
        "/desk/following/?q=Ushakov",
        "/accounts/notifications/choices/",
        "/follow/?verdict=verified",
        "/embed/",
        f"/embed/events/{entry.event_id}/",
        "/accounts/searches/",
        _search_with_webhooks(reviewer).get_absolute_url(),
    ]


def _search_with_webhooks(by):
    """A search that found something, one webhook that was sent to, and one that is off."""
    search = event_actions.save_search(name="Verified", query="verdict=verified", mail="daily", by=by)
    hooks = [event_actions.add_webhook(search=search, url=f"https://hooks.example/{n}", by=by) for n in range(2)]
    event_actions.test_webhook(webhook=hooks[0], by=by)
    Webhook.objects.filter(pk=hooks[1].pk).update(disabled_at=timezone.now())
    return search
=======
    return desk_addresses()
>>>>>>> h-i18ndesk


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
