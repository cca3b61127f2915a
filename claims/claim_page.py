"""What a claim's page shows beside its words: evidence by origin, links, discussion, checklist and history."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext, gettext_noop

from accounts.backends import colleagues
from accounts.models import Follow, User, named
from articles.models import Article
from claims.checklists import checklist_of
from claims.comment_text import Piece, claim_numbers, lines_of
from claims.desk_numbers import PageNumbers
from claims.enums import Credibility, LinkKind, Relation
from claims.following import followable, followables
from claims.history import history_of, kept
from claims.models import Claim, Comment, Evidence, LinkProposal
from claims.models.evidence import AROUND
from claims.since_approval import since_approval_of
from lib.kept_questions import Given, KeptQuestion, among
from lib.nested_rows import KeptLists, Nested

_HEADINGS = {
    Relation.SUPPORTS: gettext_noop("What speaks for it"),
    Relation.DISPUTES: gettext_noop("What speaks against it"),
    Relation.CONTEXT: gettext_noop("Context"),
}
# A history is read from its newest end; what is older is folded.
_STEPS_SHOWN = 20


# ---- evidence


@dataclass(frozen=True)
class Passage:
    """A passage in its paragraph, and the key of its card on the workbench."""

    evidence: Evidence
    card_key: str
    lead: str
    trail: str


@dataclass(frozen=True)
class Origin:
    """One independent report: the passages of one article, those of others that carry it, and how many outlets do."""

    passages: list[Passage]
    copies: list[Passage]
    article: Article
    outlets: int


@dataclass(frozen=True)
class Grounds:
    """The evidence of one relation, by origin."""

    relation: Relation
    heading: str
    origins: list[Origin]


def grounds_of(claim: Claim) -> list[Grounds]:
    """A claim's evidence, which `for_page()` has read, by what it does and then by the report that it comes from."""
    keys = _card_keys(claim)
    found = []
    for relation in Relation:
        by_origin: dict[int, list[Evidence]] = {}
        for item in claim.evidence.all():
            if item.relation == relation:
                by_origin.setdefault(item.excerpt.snapshot.article.origin_group_id, []).append(item)
        if by_origin:
            origins = [_origin(items, keys) for items in by_origin.values()]
            found.append(Grounds(relation, gettext(_HEADINGS[relation]), origins))
    return found


def _origin(items: list[Any], keys: dict[Evidence, str]) -> Origin:
    article = items[0].excerpt.snapshot.article
    passages = [Passage(item, keys[item], _lead(item), _trail(item)) for item in items]
    own = [one for one in passages if one.evidence.excerpt.snapshot.article_id == article.pk]
    return Origin(own, [one for one in passages if one not in own], article, items[0].outlets)


def _card_keys(claim: Claim) -> dict[Evidence, str]:
    """By evidence, the key of the card that shows it on the workbench."""
    keys = {}
    for item in claim.evidence.all():
        there = (one for one in claim.suggestions.all() if one.excerpt.snapshot_id == item.excerpt.snapshot_id)
        suggestion = next((one for one in there if one.excerpt.overlaps(item.excerpt)), None)
        keys[item] = f"suggestion-{suggestion.pk}" if suggestion else f"evidence-{item.pk}"
    return keys


def _lead(item: Any) -> str:
    """What stands before a passage in its paragraph; of a long one, from the beginning of a word on."""
    paragraph = item.before.rpartition("\n")[2]
    if paragraph != item.before or len(paragraph) == item.excerpt.start:
        return str(paragraph)
    return f"…{paragraph.partition(' ')[2]}"


def _trail(item: Any) -> str:
    """What stands after a passage in its paragraph; of a long one, to the end of a word."""
    paragraph, rest = item.after.partition("\n")[0], "\n" in item.after
    # What is shorter than was asked for is all that there is.
    if rest or len(item.after) < AROUND:
        return str(paragraph)
    return f"{paragraph.rpartition(' ')[0]}…"


# ---- discussion


@dataclass(frozen=True)
class Remark:
    """A comment, and its text in lines of pieces."""

    comment: Comment
    lines: list[list[Piece]]


@dataclass(frozen=True)
class Thread:
    """A comment with its answers."""

    first: Remark
    answers: list[Remark]

    @property
    def is_resolved(self) -> bool:
        """Whether somebody has said that it is settled."""
        return self.first.comment.resolved_at is not None


def threads_of(comments: Iterable[Any], claims: Collection[int]) -> list[Thread]:
    """The discussion of a claim, oldest thread first; `claims` are those that comments name and that are there."""
    remarks = [_remark(comment, claims) for comment in comments]
    answers: dict[int, list[Remark]] = {}
    for remark in remarks:
        answers.setdefault(remark.comment.reply_to_id or 0, []).append(remark)
    return [Thread(first, answers.get(first.comment.pk, [])) for first in answers.get(0, [])]


def _remark(comment: Any, claims: Collection[int]) -> Remark:
    return Remark(comment, lines_of(comment.text, people=comment.names, claims=claims))


# ---- the page


@KeptQuestion
def _of_page() -> QuerySet[Claim]:
    return Claim.objects.for_page().filter(pk=Given("claim"))


def claim_of_page(pk: int) -> Claim | None:
    """The claim with everything that its own page shows of it, see `for_page()`; None where there is none."""
    # Putting this question together was a seventh of what the page costs.
    return _of_page.first(claim=pk)


@KeptLists
def _beside_a_claim() -> tuple[QuerySet[Claim], dict[str, Nested[Any]]]:
    this = OuterRef("pk")
    follows = Follow.objects.filter(among("object_id", "things"), user=Given("person"))
    return Claim.objects.filter(pk=Given("claim")), {
        "remarks": Nested(Comment.objects.filter(claim=this).for_page(), *named("by"), *named("resolved_by")),
        "proposals": Nested(LinkProposal.objects.about(this).open().for_page(), "claim", "other"),
        "follows": Nested(follows),
        **kept(),
    }


@PageNumbers
def _numbers() -> dict[str, ArraySubquery]:
    return {"mentioned": ArraySubquery(Claim.objects.filter(among("pk", "mentioned")).values("pk"))}


def parts_of(claim: Claim, user: User) -> dict[str, Any]:
    """What the page's parts show, by the names that its templates use, of a claim that `for_page()` has read."""
    told = _beside_a_claim.ask(claim=claim.pk, person=user.pk, things=[thing.pk for thing in followable(claim)])
    mentioned = set().union(*(claim_numbers(one.text) for one in told["remarks"]))
    numbers = _numbers.ask(user, mentioned=list(mentioned))
    people, threads = colleagues(), threads_of(told["remarks"], numbers["mentioned"])
    steps = history_of(claim, told, people)
    return {
        "numbers": numbers,
        "grounds": grounds_of(claim),
        "credibilities": Credibility.choices,
        "proposals": told["proposals"],
        "link_kinds": LinkKind.choices,
        "open_threads": _in_order(threads, resolved=False),
        "resolved_threads": _in_order(threads, resolved=True),
        "desk_people": people,
        "since": since_approval_of(claim, told),
        "followables": followables(claim, user, told["follows"]),
        "checklist": checklist_of(claim.kind, claim.checks.all()),
        # What was checked before was checked on other words.
        "words_changed_at": next((step.when for step in steps if step.changes), None),
        "history": steps[:_STEPS_SHOWN],
        "earlier_history": steps[_STEPS_SHOWN:],
    }


def _in_order(threads: Iterable[Thread], *, resolved: bool) -> list[Thread]:
    return [thread for thread in threads if thread.is_resolved == resolved]
