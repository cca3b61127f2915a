"""Saved searches and their webhooks: each is its person's alone, whatever their role."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from articles.ingest.fetch import FetchError
from articles.ingest.fetch.address import judged
from lib.attributed import attributed
from lib.outbox import announce
from timeline.addresses import tidy
from timeline.enums import MailRhythm
from timeline.filters import TimelineFilters
from timeline.following import followed
from timeline.models import Delivery, SavedSearch, Webhook
from timeline.models.following import LONGEST_NAME, LONGEST_QUERY, LONGEST_URL

MOST_SEARCHES = 20
MOST_WEBHOOKS = 3
# A test each second would make of us somebody else's load.
_MOST_TESTS_WAITING = 3


def save_search(*, name: str, query: str, by: User, mail: str = MailRhythm.NEVER) -> SavedSearch:
    """Keep a state of the timeline under a name.

    Raises ValidationError for parameters that the timeline refuses, a name that is taken, and more than a person may
    have.
    """
    if not by.is_active:
        raise PermissionDenied(_("Log in to save a search."))
    name, query = _name(name), _query(query)
    _rhythm(mail)
    with attributed(by, "saved a search"):
        User.objects.select_for_update(no_key=True).get(pk=by.pk)  # so that two at once do not make one too many
        if by.saved_searches.count() >= MOST_SEARCHES:
            raise ValidationError(
                _("You have %(MOST_SEARCHES)s saved searches. Delete one first.") % {"MOST_SEARCHES": MOST_SEARCHES}
            )
        _name_is_free(name, by)
        return SavedSearch.objects.create(user=by, name=name, query=query, mail=mail)


def change_search(*, search: SavedSearch, name: str, mail: str, by: User) -> SavedSearch:
    """Call it something else, or have it mailed in another rhythm. What was found already is not mailed again."""
    _own(search, by)
    name = _name(name)
    _rhythm(mail)
    with attributed(by, "changed a saved search"):
        search = SavedSearch.objects.select_for_update(of=("self",)).get(pk=search.pk)
        if name != search.name:
            _name_is_free(name, by)
        if mail == MailRhythm.NEVER:
            search.hits.to_mail().update(wants_mail=False)
        search.name, search.mail = name, mail
        search.save(update_fields=["name", "mail"])
    return search


def delete_search(*, search: SavedSearch, by: User) -> None:
    """Forget it, with its webhooks and what they were sent."""
    _own(search, by)
    with attributed(by, "deleted a saved search"):
        SavedSearch.objects.filter(pk=search.pk).delete()


def add_webhook(*, search: SavedSearch, url: str, by: User) -> Webhook:
    """Tell an address what the search finds. The secret of what is given back is shown this once.

    Raises ValidationError (naming `url`) for an address that is not on the public internet.
    """
    _own(search, by)
    try:
        address = str(judged(url, ports=settings.FETCH_PORTS))
    except FetchError as error:
        raise ValidationError({"url": _("Nothing can be sent there: %(error)s.") % {"error": error}}) from error
    if len(address) > LONGEST_URL:
        raise ValidationError({"url": _("This address is too long.")})
    with attributed(by, "added a webhook"):
        SavedSearch.objects.select_for_update(no_key=True).get(pk=search.pk)
        if search.webhooks.filter(url=address).exists():
            raise ValidationError({"url": _("This search has that webhook already.")})
        if search.webhooks.count() >= MOST_WEBHOOKS:
            raise ValidationError(
                _("A search has %(MOST_WEBHOOKS)s webhooks at most. Remove one first.")
                % {"MOST_WEBHOOKS": MOST_WEBHOOKS}
            )
        return Webhook.objects.create(search=search, url=address)


def remove_webhook(*, webhook: Webhook, by: User) -> None:
    """Send it nothing any more."""
    _own(webhook.search, by)
    with attributed(by, "removed a webhook"):
        Webhook.objects.filter(pk=webhook.pk).delete()


def enable_webhook(*, webhook: Webhook, by: User) -> None:
    """Send to it again, after it was switched off; what was missed meanwhile is not sent."""
    _own(webhook.search, by)
    with attributed(by, "switched a webhook on"):
        Webhook.objects.filter(pk=webhook.pk).update(disabled_at=None, told_at=None, failures=0)


def test_webhook(*, webhook: Webhook, by: User) -> Delivery:
    """Send it a message that says it is a test. Raises ValidationError where some of them still wait."""
    _own(webhook.search, by)
    with attributed(by, "tested a webhook"):
        Webhook.objects.select_for_update(no_key=True).get(pk=webhook.pk)
        if Delivery.objects.unfinished().filter(webhook=webhook, news=None).count() >= _MOST_TESTS_WAITING:
            raise ValidationError(_("Earlier tests are still to be sent. Wait for them first."))
        delivery = Delivery.objects.create(webhook=webhook)
        announce(delivery)
    return delivery


def _own(search: SavedSearch, by: User) -> None:
    if search.user_id != by.pk or not by.is_active:
        raise PermissionDenied(_("This is somebody else’s search."))


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Give it a name.")})
    if len(name) > LONGEST_NAME:
        raise ValidationError(
            {"name": _("A name has %(LONGEST_NAME)s letters at most.") % {"LONGEST_NAME": LONGEST_NAME}}
        )
    return name


def _name_is_free(name: str, by: User) -> None:
    if by.saved_searches.filter(name=name).exists():
        raise ValidationError({"name": _("You have a search of that name. Choose another one.")})


def _rhythm(mail: str) -> None:
    if mail not in MailRhythm.values:
        raise ValidationError({"mail": _("“%(mail)s” is not a rhythm.") % {"mail": mail}})


def _query(query: str) -> str:
    """The filters as the timeline writes them, without what says nothing of what is found."""
    parameters = followed(tidy(QueryDict(query)))
    form = TimelineFilters(parameters)
    if not form.is_valid():
        raise ValidationError([f"{name}: {message}" for name, found in form.errors.items() for message in found])
    if "as_of" in parameters:
        raise ValidationError(_("Nothing new is found in the timeline of a past day. Go back to now, and save that."))
    words = parameters.urlencode()
    if len(words) > LONGEST_QUERY:
        raise ValidationError(_("This search is too long to be saved."))
    return words
