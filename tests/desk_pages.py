"""One of each page of the desk, with something on it; what every page is asked, these are asked."""

from django.utils import timezone

from accounts.roles import Role
from actors.actions import add_office, merge_actors
from claims import actions as claim_actions
from tests import factories
from timeline import actions as event_actions
from timeline.models import Webhook


def desk_addresses():
    """One of each page of the desk, with something on it."""
    reviewer = factories.user(Role.REVIEWER)
    factories.user(Role.EDITOR)
    entry = factories.published()
    suggestion = factories.suggestion(speaker=factories.actor("ushakov", "Yuri Ushakov"), issue=factories.issue())
    factories.suggestion(suggestion.excerpt.snapshot, "Yuri Ushakov", speaker_name="Somebody New")
    article = suggestion.excerpt.snapshot.article_id
    waiting = factories.claim_in_review(
        excerpt=factories.passage(suggestion.excerpt.snapshot), quote="передышка", translation="a breather"
    )
    factories.approved_claim(kind="commitment", text="Aid will flow.", deadline_edtf="2025-03-20")
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
        *_gazetteers(),
        "/desk/reports/",
        *(f"/desk/reports/{name}/" for name in ("waiting", "alone", "verdicts", "corrections", "contradictions")),
        "/desk/reports/commitments/",
        *(f"/desk/reports/{name}/" for name in ("sources", "editors")),
        "/accounts/notifications/",
        "/desk/following/?q=Ushakov",
        "/accounts/notifications/choices/",
        "/follow/?verdict=verified",
        "/embed/",
        "/embed/strip/",
        f"/embed/events/{entry.event_id}/",
        "/accounts/searches/",
        _search_with_webhooks(reviewer).get_absolute_url(),
    ]


def _gazetteers():
    """Pages of actors and issues, with everything that may stand on them."""
    editor = factories.user()
    actor = factories.actor("ushakov", "Yuri Ushakov")
    again, other = factories.actor("ouchakov", "Yuri Ouchakov"), factories.actor("usakov", "Юрій Ушаков")
    office = add_office(
        actor=actor, title="Adviser", organisation=factories.actor("kremlin", kind="government"), by=editor
    )
    claim_actions.add_office_evidence(office=office, excerpt=factories.passage(), by=editor)
    merge_actors(gone=again, kept=actor, reason="One person.", by=editor)
    issue, old = factories.issue(), factories.issue("truce", "Truce")
    claim_actions.merge_issues(gone=old, kept=issue, reason="One matter.", by=editor)
    factories.issue("prisoners", "Prisoners")
    return [
        "/desk/actors/",
        "/desk/actors/?show=alike",
        "/desk/actors/?show=merged",
        "/desk/actors/ushakov/",
        "/desk/actors/ouchakov/",
        "/desk/actors/ushakov/split/",
        "/desk/actors/ushakov/merge/?q=Ushakov",
        f"/desk/actors/ushakov/merge/?into={other.pk}",
        "/desk/issues/",
        f"/desk/issues/new/{issue.conflict.slug}/",
        f"/desk/issues/{issue.slug}/",
        "/desk/issues/truce/",
        f"/desk/issues/prisoners/merge/?into={issue.pk}",
    ]


def _search_with_webhooks(by):
    """A search that found something, one webhook that was sent to, and one that is off."""
    search = event_actions.save_search(name="Verified", query="verdict=verified", mail="daily", by=by)
    hooks = [event_actions.add_webhook(search=search, url=f"https://hooks.example/{n}", by=by) for n in range(2)]
    event_actions.test_webhook(webhook=hooks[0], by=by)
    Webhook.objects.filter(pk=hooks[1].pk).update(disabled_at=timezone.now())
    return search
