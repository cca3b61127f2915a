"""What a claim's page shows beside its words: evidence by origin, links, discussion, checklist and history."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from articles.models import Article
from claims.checklists import checklist_of
from claims.comment_text import Piece, claim_numbers, lines_of
from claims.enums import Credibility, LinkKind, Relation
from claims.history import history_of
from claims.models import Claim, Comment, Evidence, LinkProposal, Suggestion
from claims.models.evidence import AROUND
from claims.workbench import Card

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
    outlets = Article.objects.outlets_of_origins(
        {item.excerpt.snapshot.article.origin_group_id for item in claim.evidence.all()}
    )
    found = []
    for relation in Relation:
        by_origin: dict[int, list[Evidence]] = {}
        for item in claim.evidence.all():
            if item.relation == relation:
                by_origin.setdefault(item.excerpt.snapshot.article.origin_group_id, []).append(item)
        if by_origin:
            origins = [_origin(items, keys, outlets.get(origin, 1)) for origin, items in by_origin.items()]
            found.append(Grounds(relation, gettext(_HEADINGS[relation]), origins))
    return found


def _origin(items: list[Evidence], keys: dict[Evidence, str], outlets: int) -> Origin:
    article = items[0].excerpt.snapshot.article
    passages = [Passage(item, keys[item], _lead(item), _trail(item)) for item in items]
    own = [one for one in passages if one.evidence.excerpt.snapshot.article_id == article.pk]
    return Origin(own, [one for one in passages if one not in own], article, outlets)


def _card_keys(claim: Claim) -> dict[Evidence, str]:
    """By evidence, the key of the card that shows it on the workbench."""
    suggestions: list[Suggestion] = list(claim.suggestions.select_related("excerpt"))
    keys = {}
    for item in claim.evidence.all():
        shown_by = (
            one
            for one in suggestions
            if one.excerpt.snapshot_id == item.excerpt.snapshot_id and Card.of_suggestion(one, {}).shows(item)
        )
        suggestion = next(shown_by, None)
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


def threads_of(claim: Claim) -> list[Thread]:
    """The discussion of a claim, oldest thread first."""
    comments = list(claim.comments.for_page())
    numbers = set().union(*(claim_numbers(comment.text) for comment in comments))
    there = set(Claim.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    remarks = [_remark(comment, there) for comment in comments]
    answers: dict[int, list[Remark]] = {}
    for remark in remarks:
        answers.setdefault(remark.comment.reply_to_id or 0, []).append(remark)
    return [Thread(first, answers.get(first.comment.pk, [])) for first in answers.get(0, [])]


def _remark(comment: Comment, claims: set[int]) -> Remark:
    names = {person.username for person in comment.mentions.all()}
    return Remark(comment, lines_of(comment.text, people=names, claims=claims))


# ---- the page


def parts_of(claim: Claim) -> dict[str, Any]:
    """What the page's parts show, by the names that its templates use."""
    steps, threads = history_of(claim), threads_of(claim)
    return {
        "grounds": grounds_of(claim),
        "credibilities": Credibility.choices,
        "proposals": LinkProposal.objects.about(claim).open().for_page(),
        "link_kinds": LinkKind.choices,
        "open_threads": _in_order(threads, resolved=False),
        "resolved_threads": _in_order(threads, resolved=True),
        "desk_people": User.objects.with_perm("claims.use_desk").order_by("username"),
        "checklist": checklist_of(claim.kind, claim.checks.select_related("by")),
        # What was checked before was checked on other words.
        "words_changed_at": next((step.when for step in steps if step.changes), None),
        "history": steps[:_STEPS_SHOWN],
        "earlier_history": steps[_STEPS_SHOWN:],
    }


def _in_order(threads: Iterable[Thread], *, resolved: bool) -> list[Thread]:
    return [thread for thread in threads if thread.is_resolved == resolved]
