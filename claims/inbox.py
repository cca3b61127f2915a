"""Looking at the inbox: which reports are asked for by an address, and which of them a page shows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from articles.enums import Reliability
from articles.models import Article, Source
from claims.desk_numbers import person
from claims.models import InboxItem
from claims.models.inbox import InboxItemQuerySet
from lib.how_many import HowMany, UpTo
from lib.kept_questions import Given, KeptQuestion

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
    def shape(self) -> "Shape":
        """What the question for its reports is made of, whatever it is asked with."""
        narrowing = (self.followed, self.changed, self.source, self.language, self.reliability)
        return Shape(self.show, has_facets=any(narrowing), has_words=bool(_as_tsquery(self.q)))

    def given(self, user: User) -> dict[str, Any]:
        """What the question of its shape is asked with."""
        facets = [name for name, value in (("followed", self.followed), ("lost", self.changed)) if value]
        facets += [f"{name}:{value}" for name in ("language", "reliability") if (value := getattr(self, name))]
        if self.source:
            pk = Source.objects.filter(slug=self.source).values_list("pk", flat=True).first()
            facets.append(f"source:{pk or 0}")
        return {"person": user.pk, "facets": facets, "words": _as_tsquery(self.q)}

    @property
    def narrows(self) -> bool:
        """Whether it asks for less than one of the `FILTERS`."""
        return self != Wanted(show=self.show)

    def showing(self, show: str) -> "Wanted":
        """The same of another part of the inbox."""
        return replace(self, show=show)


@dataclass(frozen=True)
class Shape:
    """A part of the inbox, and whether facets and words narrow it: each of the few is put together once."""

    show: str
    has_facets: bool
    has_words: bool

    def items(self) -> InboxItemQuerySet:
        """The reports, in their order, as `Wanted.given()` asks for them."""
        found = self._part()
        found = found.having(Given("facets")) if self.has_facets else found
        return found.titled(Given("words")) if self.has_words else found

    def _part(self) -> InboxItemQuerySet:
        every = InboxItem.objects.all()
        if self.show == "snoozed":
            return every.snoozed()
        if self.show == "dismissed":
            return every.dismissed()
        waiting = every.waiting().by_urgency()
        if self.show == "mine":
            return waiting.assigned_to(Given("person"))
        if self.show == "unassigned":
            return waiting.unassigned()
        return waiting.having([self.show]) if self.show in {"pending", "undated"} else waiting


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


@cache
def _reports(shape: Shape) -> KeptQuestion[InboxItem]:
    return KeptQuestion(lambda: shape.items().for_cards())


@cache
def _number(shape: Shape) -> KeptQuestion[dict[str, int]]:
    return KeptQuestion(lambda: person().values(found=count(shape.items())))


def page_of(wanted: Wanted, user: User, number: str) -> Page:
    """The page with that number of the reports that are wanted, or the nearest that there is."""
    given = wanted.given(user)
    total = _number(wanted.shape).ask(**given)[0]["found"]
    last = _FURTHEST if total > COUNTED else max(1, -(-total // PER_PAGE))
    shown = min(max(int(number) if number.isdecimal() and len(number) < 6 else 1, 1), last)
    first = (shown - 1) * PER_PAGE
    rows = _reports(wanted.shape).rows(**given)[first : first + PER_PAGE + 1]
    return Page(rows[:PER_PAGE], shown, total, len(rows) > PER_PAGE and shown < _FURTHEST)


def count(found: InboxItemQuerySet) -> HowMany:
    """How many there are, at most one more than `COUNTED`."""
    return HowMany(found, at_most=COUNTED + 1)


def counted(number: int) -> str:
    """A count in words."""
    return UpTo(number, COUNTED).in_words


def to_decide() -> HowMany:
    """How many reports wait with suggestions to decide, as far as anybody counts."""
    return count(InboxItem.objects.waiting().having(["pending"]).by_urgency())


@KeptQuestion
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
