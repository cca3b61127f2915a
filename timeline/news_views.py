"""What is new since somebody looked last; who that is, and when, is known in their browser alone."""

import re
from collections import Counter
from dataclasses import dataclass

from django import forms
from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.enums import NewsKind
from timeline.filters import Question, TimelineFilters
from timeline.models import Entry, Withdrawal
from timeline.newest_known import kind_of, withdrawn_entries
from timeline.shared_pages import refused, shared_page

_SINCE = re.compile(r"\A(\d{1,18})(?:-(\d{1,18}))?\Z", re.ASCII)
# More than this is "100+": whoever was away for so long reads the timeline and not the marks.
_MOST = 100
_WORDS = {
    NewsKind.NEW: _("%(number)s new"),
    NewsKind.ADDED: _("%(number)s with additions"),
    NewsKind.CORRECTED: _("%(number)s corrected"),
    NewsKind.WITHDRAWN: _("%(number)s withdrawn"),
}


@dataclass(frozen=True)
class Look:
    """The newest entry and the newest withdrawal that somebody may have seen."""

    entry: int
    withdrawal: int | None

    def __str__(self) -> str:
        return f"{self.entry}-{self.withdrawal or 0}"


class SinceForm(forms.Form):
    since = forms.RegexField(
        _SINCE,
        required=False,
        error_messages={"invalid": _("“since” is the “newest” of an earlier answer, such as 12-3.")},
    )


@shared_page
def news(request: HttpRequest) -> HttpResponse:
    """How much was published, corrected or withdrawn of the filtered timeline since a look, and how far that is."""
    parameters = request.GET.copy()
    given = SinceForm({"since": parameters.pop("since", [""])[-1]})
    form = TimelineFilters(parameters)
    for name in ("as_of", "cursor"):
        if form.is_valid() and form.cleaned_data[name]:
            form.add_error(name, gettext("Nothing is new there."))
    for wrong in (given, form):
        if not wrong.is_valid():
            return refused(wrong)
    withdrawn = Withdrawal.objects.order_by("-pk").values("pk")[:1]
    newest = Look(*(Entry.objects.order_by("-pk").values_list("pk", Subquery(withdrawn)).first() or (0, None)))
    since = _SINCE.fullmatch(given.cleaned_data["since"])
    kinds = _since(form.question(), Look(int(since[1]), int(since[2]) if since[2] else None)) if since else {}
    return JsonResponse({"newest": str(newest), "words": _in_words(kinds), "events": kinds})


def _since(question: Question, look: Look) -> dict[int, str]:
    """What happened to each event after a look, the newest first."""
    entries = question.entries().filter(pk__gt=look.entry).only("event_id", "revision", "correction_note")
    found = {entry.event_id: kind_of(entry).value for entry in entries.order_by("-pk")[:_MOST]}
    if look.withdrawal is not None:
        gone = question.entries(withdrawn_entries().filter(withdrawal__pk__gt=look.withdrawal))
        events = gone.order_by("-withdrawal__pk").values_list("event_id", flat=True)[:_MOST]
        found |= dict.fromkeys(events, NewsKind.WITHDRAWN.value)
    return found


def _in_words(kinds: dict[int, str]) -> str:
    numbers = Counter(kinds.values())
    return ", ".join(
        _WORDS[kind] % {"number": f"{number}{'+' if number >= _MOST else ''}"}
        for kind in NewsKind
        if (number := numbers[kind])
    )
