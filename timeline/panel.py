"""The panel beside the list, with the overview above it: kept as HTML until something is published."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any

from cachetools import LRUCache
from django.db import connection
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from actors.models import Conflict
from timeline.addresses import address, meant, with_values, without
from timeline.facets import Facets, count_facets, uncounted_facets
from timeline.filters import MAP, TimelineFilters
from timeline.freshness import published_state
from timeline.moments import EARLIER
from timeline.strip import strip_of

_KINDS = {
    "issue": gettext_lazy("Issue"),
    "place": gettext_lazy("Place"),
    "source": gettext_lazy("Outlet"),
}
# Bytes of HTML; a panel has 50,000 to 150,000.
_KEPT = 8_000_000


@dataclass(frozen=True)
class Panel:
    """The overview and the filters as HTML in UTF-8; how many entries there are, and what else might have been meant
    where there are none.
    """

    strip_bytes: bytes
    filters_bytes: bytes
    total: int = 0
    meant: tuple[tuple[str, str], ...] = ()

    @property
    def strip(self) -> SafeString:
        """The overview; "" where nothing has a date."""
        return SafeString(self.strip_bytes.decode())

    @property
    def filters(self) -> SafeString:
        """The filters."""
        return SafeString(self.filters_bytes.decode())

    def __len__(self) -> int:
        return len(self.strip_bytes) + len(self.filters_bytes)


_panels: LRUCache[tuple[object, ...], Panel] = LRUCache(_KEPT, getsizeof=len)
_lock = Lock()


def forget() -> None:
    """Count and draw every panel anew when somebody asks next."""
    with _lock:
        _panels.clear()


def panel_of(request: HttpRequest, form: TimelineFilters, parameters: QueryDict, conflict: Conflict | None) -> Panel:
    """The panel of what is asked for, counted once for all pages of it; of a form that is refused, without counts.

    What it says changes with what is published, withdrawn and merged, as the ETag of the page does.
    """
    if not form.is_valid():
        return Panel(b"", _filters(request, form, parameters, conflict, uncounted_facets(form)))
    asked = without(parameters, "cursor")
    # The path says the language and the conflict.
    key = (connection.settings_dict["NAME"], published_state(request), request.path, asked.urlencode())
    with _lock:
        kept = _panels.get(key)
    if kept is None:
        kept = _made(request, form, asked, conflict)
        with _lock:
            _panels[key] = kept
    return kept


def _made(request: HttpRequest, form: TimelineFilters, asked: QueryDict, conflict: Conflict | None) -> Panel:
    question = form.question()
    counted = question.counted
    facets = count_facets(question, counted)
    strip = strip_of(counted, facets, asked)
    drawn = {"strip": strip, "table_url": _table_url(asked, conflict)}
    return Panel(
        strip_bytes=render_to_string("timeline/strip.html", drawn).encode() if strip else b"",
        filters_bytes=_filters(request, form, asked, conflict, facets),
        total=facets.total,
        meant=tuple(meant(question, asked)) if question.search and not facets.total else (),
    )


def _table_url(asked: QueryDict, conflict: Conflict | None) -> str:
    """Where the overview is a table: mostly nobody opens it, and it was a tenth of the page's elements."""
    url = reverse("timeline:conflict_overview", args=[conflict.slug]) if conflict else reverse("timeline:overview")
    return f"{url}{address(without(asked, 'order', 'view'))}".removesuffix(".")


def _filters(
    request: HttpRequest, form: TimelineFilters, asked: QueryDict, conflict: Conflict | None, facets: Facets
) -> bytes:
    kinds = (("issue", facets.issues), ("place", facets.places), ("source", facets.sources))
    context: dict[str, Any] = {
        "request": request,
        "form": form,
        "conflict": conflict,
        "facets": facets,
        "dates": [form["from"], form["to"]],
        "tag_facets": [(form[kind], _KINDS[kind], options, facets.numbers.get(kind, 0)) for kind, options in kinds],
        "asked_of_choices": _asked_of_choices(asked, conflict),
        "cleared": cleared(asked),
        "step_back": address(with_values(without(asked, "cursor"), step=EARLIER)) if form.is_valid() else "",
    }
    return render_to_string("timeline/filters.html", context).encode()


def cleared(asked: QueryDict) -> str:
    """The address without filters; who looks at the map goes on looking at the map."""
    view = asked.get("view")
    return address(with_values(QueryDict(mutable=True), view=view) if view == MAP else QueryDict())


def _asked_of_choices(query: QueryDict, conflict: Conflict | None) -> str:
    """What the page of all choices is asked, so that it counts as the timeline does."""
    asked = without(query, "cursor", "order", "view")
    if conflict:
        asked["conflict"] = conflict.slug
    return asked.urlencode()
