"""What changed: between revisions of an event, on the timeline between two moments, and every correction."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from timeline.addresses import address, tidy, with_values, without
from timeline.between import changed_between, differences_between
from timeline.cards import at_moment, event_changes_url, event_url, revision_url
from timeline.change_forms import ChangesForm, CorrectionsForm, RevisionsForm
from timeline.corrections import Correction, Corrections
from timeline.event_views import not_yet, revisions_ever
from timeline.models import Entry
from timeline.moments import as_known, changes_of
from timeline.parameters import asked, refused
from timeline.views import public_page
from timeline.wording import moment_in_words


@public_page
def event_changes(request: HttpRequest, event_id: int) -> HttpResponse:
    """What changed between two revisions of an event."""
    ever = revisions_ever(event_id)
    form = RevisionsForm(request.GET, revisions=ever)
    if not form.is_valid():
        return refused(request, form)
    values, given = form.cleaned_data, request.GET.get("as_of", "")
    if not form.revisions:
        return not_yet(request, ever, values["as_of"])
    before, after = values["before"], values["after"]
    newest = form.revisions[0]
    between = [one for one in form.revisions if before and before.revision < one.revision <= after.revision]
    ended = [one for one in form.revisions if before and before.revision <= one.revision <= after.revision]
    context = {
        "nav": "timeline",
        "as_known": as_known(values["as_of"], request.GET, changes_of(ever)),
        "before": before,
        "after": after,
        "since": moment_in_words(values["since"]),
        "before_url": at_moment(revision_url(before), given) if before else "",
        "after_url": at_moment(revision_url(after), given),
        "event_url": at_moment(event_url(newest), given),
        "revisions": form.revisions[::-1],
        "found": differences_between(before, after) if before and before != after else [],
        "notes": [one for one in between[::-1] if one.correction_note],
        "withdrawals": [one.withdrawn for one in ended[::-1] if one.withdrawn],
        "earlier": _pair_url(before, form.revisions, given) if before else "",
        "later": _pair_url(_next(after, form.revisions), form.revisions, given),
        "as_of": given,
    }
    return render(request, "timeline/event_changes.html", context)


def _next(entry: Entry, revisions: list[Entry]) -> Entry | None:
    return next((one for one in revisions if one.revision == entry.revision + 1), None)


def _pair_url(after: Entry | None, revisions: list[Entry], given: str) -> str:
    """The address of the change that made a revision; "" for the first one, which changed nothing."""
    if after is None or after == revisions[-1]:
        return ""
    return at_moment(event_changes_url(after, to=str(after.revision)), given)


@public_page
def changes(request: HttpRequest) -> HttpResponse:
    """What changed on the timeline between two moments."""
    form = ChangesForm(request.GET)
    if not form.is_valid():
        return refused(request, form)
    values, given = form.cleaned_data, request.GET.get("as_of", "")
    found, further = changed_between(values["first"], values["last"], form.narrowing(), values["cursor"])
    query = tidy(request.GET)
    context = {
        "nav": "timeline",
        "as_known": as_known(values["as_of"], query),
        "form": form,
        "kept": [(name, value) for name, value in query.items() if name not in {"since", "until", "cursor"}],
        "first": moment_in_words(values["first"]),
        "last": moment_in_words(values["until"] or values["as_of"]) or pgettext("to", "now"),
        "found": [(one, at_moment(revision_url(one.entry), given)) for one in found],
        "narrowed": not form.narrowing().is_open,
        "further": address(with_values(query, cursor=str(further))) if further else "",
        "from_the_start": address(without(query, "cursor")) if values["cursor"] else "",
    }
    return render(request, "timeline/changes.html", context)


@public_page
@asked(CorrectionsForm)
def corrections(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    """Every correction, the newest first."""
    all_of_them = _corrections(asked)
    found, further = all_of_them.page(asked["cursor"], given=request.GET.get("as_of", ""))
    query, moment = tidy(request.GET), asked["as_of"]
    context = {
        "nav": "corrections",
        "as_known": as_known(moment, query, all_of_them.changes_around(moment) if moment else None),
        "corrections": found,
        "asked": asked,
        "typed": request.GET,
        "conflicts": Entry.objects.conflicts().order_by("name"),
        "narrowed": bool(asked["chosen_conflict"] or asked["from"] or asked["to"]),
        "feed_url": _feed_url(asked),
        "further": address(with_values(query, cursor=str(further))) if further else "",
        "from_the_start": address(without(query, "cursor")) if asked["cursor"] else "",
    }
    return render(request, "timeline/corrections.html", context)


def _corrections(asked: dict[str, Any]) -> Corrections:
    return Corrections(
        conflict=asked["chosen_conflict"],
        first=asked["from"] and asked["from"].earliest,
        last=asked["to"] and asked["to"].latest,
        as_of=asked["as_of"],
    )


def _feed_url(asked: dict[str, Any]) -> str:
    conflict = asked["chosen_conflict"]
    return reverse("timeline:corrections_feed") + (f"?conflict={conflict.slug}" if conflict else "")


@public_page
@asked(CorrectionsForm)
def corrections_feed(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    """The newest corrections for a feed reader."""
    return _CorrectionsFeed()(request, asked=asked)


class _CorrectionsFeed(Feed[Correction, Corrections]):
    feed_type = Atom1Feed
    title = gettext_lazy("Attested: corrections")
    subtitle = gettext_lazy("What we said, what we say now, and why.")

    def get_object(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> Corrections:  # noqa: ARG002  # Django's name
        return _corrections(kwargs["asked"])

    def link(self, _of: Corrections) -> str:
        return reverse("timeline:corrections")

    def items(self, of: Corrections) -> list[Correction]:
        return of.page()[0]

    def item_title(self, item: Correction) -> str:
        words = _("Withdrawn: %(title)s") if item.withdrawn else _("Corrected: %(title)s")
        return words % {"title": item.title}

    def item_description(self, item: Correction) -> str:
        return loader.render_to_string("timeline/correction_feed.html", {"correction": item})

    def item_link(self, item: Correction) -> str:
        return item.url if not item.withdrawn else f"{revision_url(item.entry)}#withdrawn"

    def item_pubdate(self, item: Correction) -> datetime:
        return item.at

    def item_updateddate(self, item: Correction) -> datetime:
        return item.at
