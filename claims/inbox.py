"""Looking at the inbox: which reports are asked for by an address, and which of them a page shows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from articles.enums import Reliability
from articles.models import Article, Source
from claims.models import InboxItem
from claims.models.inbox import InboxItemQuerySet
from lib.how_many import HowMany, UpTo

PER_PAGE = 25
# Beyond that nobody counts: "1,000+" says as much, and costs the same however many there are.
COUNTED = 1000
_FURTHEST = 400

# What the inbox can be narrowed to.
FILTERS = {
    "pending": gettext_lazy("To decide"),
    "all": pgettext_lazy("reports of the inbox", "All"),
    "undated": gettext_lazy("Undated"),
    "mine": gettext_lazy("Mine"),
    "unassigned": gettext_lazy("Unassigned"),
    "snoozed": pgettext_lazy("reports of the inbox", "Put off"),
    "dismissed": pgettext_lazy("reports of the inbox", "Dismissed"),
}
LANGUAGES = {
    "ar": gettext_lazy("Arabic"),
    "de": gettext_lazy("German"),
    "en": gettext_lazy("English"),
    "es": gettext_lazy("Spanish"),
    "fa": gettext_lazy("Persian"),
    "fr": gettext_lazy("French"),
    "he": gettext_lazy("Hebrew"),
    "it": gettext_lazy("Italian"),
    "pl": gettext_lazy("Polish"),
    "ru": gettext_lazy("Russian"),
    "tr": gettext_lazy("Turkish"),
    "uk": gettext_lazy("Ukrainian"),
    "zh": gettext_lazy("Chinese"),
}


@dataclass(frozen=True)
class Wanted:
    """What an address of the inbox asks for; whatever cannot be read asks for nothing."""

    show: str = "all"
    q: str = ""
    source: str = ""
    language: str = ""
    reliability: str = ""
    followed: str = ""
    changed: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wanted":
        """As the parameters say."""
        show = query.get("show", "all")
        reliability = query.get("reliability", "")
        return cls(
            show=show if show in FILTERS else "all",
            q=" ".join(query.get("q", "").replace("\0", " ").split())[:100],
            source=_plain(query.get("source", ""), 80),
            language=_plain(query.get("language", ""), 8),
            reliability=reliability if reliability in Reliability.values else "",
            followed="1" if query.get("followed") else "",
            changed="1" if query.get("changed") else "",
        )

    @property
    def query(self) -> str:
        """The parameters in their canonical order, "" for what is shown without asking."""
        asked = {name: value for name, value in vars(self).items() if value and (name, value) != ("show", "all")}
        return urlencode(asked)

    @property
    def narrows(self) -> bool:
        """Whether it asks for less than one of the `FILTERS`."""
        return self != Wanted(show=self.show)

    def showing(self, show: str) -> "Wanted":
        """The same of another part of the inbox."""
        return replace(self, show=show)

    def items(self, user: User) -> InboxItemQuerySet:
        """The reports, in their order."""
        found = self._part(user)
        facets = [name for name, value in (("followed", self.followed), ("lost", self.changed)) if value]
        facets += [f"{name}:{value}" for name in ("language", "reliability") if (value := getattr(self, name))]
        if self.source:
            pk = Source.objects.filter(slug=self.source).values_list("pk", flat=True).first()
            facets.append(f"source:{pk or 0}")
        found = found.having(*facets) if facets else found
        return found.titled(words) if (words := _as_tsquery(self.q)) else found

    def _part(self, user: User) -> InboxItemQuerySet:
        every = InboxItem.objects.all()
        if self.show == "snoozed":
            return every.snoozed()
        if self.show == "dismissed":
            return every.dismissed()
        waiting = every.waiting().by_urgency()
        if self.show == "mine":
            return waiting.assigned_to(user)
        if self.show == "unassigned":
            return waiting.unassigned()
        return waiting.having(self.show) if self.show in {"pending", "undated"} else waiting


@dataclass(frozen=True)
class Page:
    """One page of reports, and how many there are, as far as anybody counts."""

    items: list[InboxItem]
    number: int
    total: int
    has_next: bool

    @property
    def counted(self) -> UpTo:
        """How many there are: "12" or "1,000+"."""
        return UpTo(self.total, COUNTED)


def page_of(found: InboxItemQuerySet, number: str, total: int) -> Page:
    """The page with that number of so many reports, or the nearest that there is."""
    wanted = int(number) if number.isdecimal() and len(number) < 6 else 1
    last = _FURTHEST if total > COUNTED else max(1, -(-total // PER_PAGE))
    wanted = min(max(wanted, 1), last)
    first = (wanted - 1) * PER_PAGE
    rows = list(found.for_cards()[first : first + PER_PAGE + 1])
    return Page(rows[:PER_PAGE], wanted, total, len(rows) > PER_PAGE and wanted < _FURTHEST)


def count(found: InboxItemQuerySet) -> HowMany:
    """How many there are, at most one more than `COUNTED`."""
    return HowMany(found, at_most=COUNTED + 1)


def counted(number: int) -> str:
    """A count in words."""
    return UpTo(number, COUNTED).in_words


def to_decide() -> HowMany:
    """How many reports wait with suggestions to decide, as far as anybody counts."""
    return count(InboxItem.objects.waiting().having("pending").by_urgency())


def people_of_the_desk() -> QuerySet[User]:
    """To whom a report can be assigned, by name."""
    return User.objects.with_perm("claims.use_desk").order_by("display_name", "username")


def newest_article() -> Coalesce:
    """The number of the article that came in last, 0 where there is none."""
    return Coalesce(Subquery(Article.objects.order_by("-pk").values("pk")[:1]), Value(0))


def _plain(value: str, longest: int) -> str:
    return value if re.fullmatch(r"[\w-]+", value) and len(value) <= longest else ""


def _as_tsquery(typed: str) -> str:
    """All of these words, the beginnings of words too."""
    return " & ".join(f"'{word}':*" for word in re.findall(r"\w+", typed))
