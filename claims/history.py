"""A claim's history as sentences: who did what, when and why, with the words that changed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from django.db.models import Model, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext, pgettext

from accounts.models import User, named
from claims.actions import ClaimContent
from claims.checklists import question
from claims.enums import CheckState
from claims.models import Attribution, Check, Claim, ClaimLink, Comment, Evidence, Review
from claims.wording import content_in_words, linked_from, people_in_words
from lib.history import versions_of
from lib.nested_rows import Nested, beside
from lib.word_diff import Difference, differences

# What the actions call themselves where nobody gave a reason: the sentence says it already.
_OWN_WORDS = re.compile(
    r"(wrote a claim|accepted a suggestion|edited the claim|removed evidence|rated a passage|commented|submit"
    r"|answered a check|confirmed a proposed link|(added evidence|linked claims): \w+|assigned to .*"
    r"|(approve|approve_alone|confirm|send_back|retract|dismiss|reopen)(: .*)?)",
    re.DOTALL,
)
_THE_CLAIM = OuterRef("pk")  # of the row beside which all this is read


def _in_a_sentence(part: str) -> str:
    """What a comparison calls a part of the claim, as a sentence says it; of two of them the name is no noun."""
    if part == pgettext("part of a claim", "said"):
        return gettext("the date when it was said")
    if part == pgettext("part of a claim", "happened"):
        return gettext("the date of what happened")
    return gettext("the %(part)s") % {"part": part}


@dataclass(frozen=True)
class Step:
    """One line of the history; `about` is the passage or remark that it was done to, `other` a claim it leads to."""

    who: str
    when: datetime
    did: str
    reasons: str = ""
    verdict: str = ""
    changes: list[Difference] = field(default_factory=list)
    about: str = ""
    other: Claim | None = None


def kept() -> dict[str, Nested[Any]]:
    """What a history is told from, for `beside()`: the kept versions of the row's claim and of what hangs on it."""
    why, links = "pgh_context__metadata", Q(claim_id=_THE_CLAIM) | Q(other_id=_THE_CLAIM)
    said = ("conflict__name", "issue__name", "place__name", *named("assignee"), "merged_into__text")
    return {
        "versions": Nested(versions_of(Claim).filter(pgh_obj=_THE_CLAIM), why, *said),
        "evidence": Nested(_of_claim(Evidence), why, "excerpt__exact"),
        "named_in": Nested(_of_claim(Attribution), "actor__name"),
        "links": Nested(versions_of(ClaimLink).filter(links), why, "claim__text", "other__text"),
        "comments": Nested(_of_claim(Comment), why),
        "checks": Nested(_of_claim(Check), why),
        "reviews": Nested(Review.objects.filter(claim=_THE_CLAIM), *named("by")),
    }


def history_of(claim: Claim, told: Mapping[str, list[Any]] | None = None, people: Iterable[User] = ()) -> list[Step]:
    """Everything that happened to a claim, newest first, in the same number of queries however much that is.

    `told` is the answer to `kept()`, and `people` are those that a page has read, where it has.
    """
    told = told or beside(Claim.objects.filter(pk=claim.pk), **kept())
    versions = _Versions(**{item.name: told[item.name] for item in fields(_Versions)})
    steps = [
        Step(str(review.by), review.at, review.get_outcome_display(), review.reasons, review.verdict)
        for review in told["reviews"]
    ]
    steps += versions.steps(claim, {(step.who, step.reasons) for step in steps}, people)
    return sorted(steps, key=lambda step: step.when)[::-1]


@dataclass
class _Versions:
    """The kept versions of a claim and of what hangs on it, oldest first, and what they tell."""

    versions: list[Any]
    evidence: list[Any]
    named_in: list[Any]
    links: list[Any]
    comments: list[Any]
    checks: list[Any]

    def steps(self, claim: Claim, known: set[tuple[str, str]], people: Iterable[User]) -> Iterator[Step]:
        """What happened, thing by thing; `known` are the reasons that the workflow's own steps tell."""
        rows = (*self.versions, *self.evidence, *self.links, *self.comments, *self.checks)
        self.people = {person.pk: person for person in people}
        if unknown := {pk for row in rows if (pk := _user_id(row))} - self.people.keys():
            self.people |= User.objects.in_bulk(unknown)
        self.known = known
        yield from self._of_words()
        yield from self._of_handling()
        yield from self._of_evidence()
        yield from self._of_links(claim)
        yield from self._of_comments()
        yield from self._of_checks()

    def _step(self, row: Any, did: str, **more: Any) -> Step:
        who = _name(row, self.people)
        why = (row.pgh_context.metadata.get("reason") or "") if row.pgh_context else ""
        if _OWN_WORDS.fullmatch(why) or (who, why) in self.known:
            why = ""
        return Step(**{"who": who, "when": row.pgh_created_at, "did": did, "reasons": why} | more)

    def _of_words(self) -> Iterator[Step]:
        before: dict[str, str] | None = None
        for row in self.versions:
            words = _in_words(row, self.named_in)
            if before is None:
                yield self._step(row, gettext("wrote the claim"))
            elif changes := differences(before, words):
                names = [_in_a_sentence(change.what) for change in changes]
                did = gettext("changed %(parts)s") % {"parts": get_text_list(names, gettext("and"))}
                yield self._step(row, did, changes=changes)
            before = words

    def _of_handling(self) -> Iterator[Step]:
        for before, row in zip(self.versions, self.versions[1:], strict=False):
            if row.assignee_id != before.assignee_id:
                yield self._step(row, _assigned(before.assignee, row.assignee, _user_id(row)))
            if row.due_on != before.due_on:
                due = date_format(row.due_on, "j E Y") if row.due_on else ""
                did = gettext("made it due on %(date)s") % {"date": due} if due else gettext("took the due date away")
                yield self._step(row, did)
            if row.merged_into_id != before.merged_into_id:
                did = (
                    gettext("merged it into") if row.merged_into_id else gettext("took back that it was merged into")
                )
                yield self._step(row, did, other=row.merged_into or before.merged_into)

    def _of_evidence(self) -> Iterator[Step]:
        first = self.versions[0].pgh_created_at if self.versions else None
        for before, row in _pairs(self.evidence):
            about = row.excerpt.exact
            if row.pgh_label == "delete":
                yield self._step(row, gettext("removed a passage"), about=about)
            elif before is None:
                if row.pgh_created_at != first:  # the first came with the claim, in one step
                    did = gettext("added a passage (%(relation)s)") % {"relation": row.get_relation_display()}
                    yield self._step(row, did, about=about)
            else:
                if row.relation != before.relation:
                    did = gettext("changed what a passage does (%(relation)s)") % {
                        "relation": row.get_relation_display()
                    }
                    yield self._step(row, did, about=about)
                if row.credibility != before.credibility:
                    was, now = before.get_credibility_display(), row.get_credibility_display()
                    did = gettext("rated a passage %(rating)s (before: %(before)s)") % {"rating": now, "before": was}
                    yield self._step(row, did, about=about)

    def _of_links(self, claim: Claim) -> Iterator[Step]:
        for _, row in _pairs(self.links):
            is_from_here = row.claim_id == claim.pk
            stands = row.get_kind_display() if is_from_here else linked_from(row.kind)
            gone = row.pgh_label == "delete"
            did = gettext("took away that it %(stands)s") if gone else gettext("noted that it %(stands)s")
            yield self._step(row, did % {"stands": stands}, other=row.other if is_from_here else row.claim)

    def _of_comments(self) -> Iterator[Step]:
        for before, row in _pairs(self.comments):
            if before is not None and (row.resolved_at is None) != (before.resolved_at is None):
                is_open = row.resolved_at is None
                did = gettext("re-opened a discussion") if is_open else gettext("resolved a discussion")
                yield self._step(row, did, about=row.text, reasons="")

    def _of_checks(self) -> Iterator[Step]:
        for _, row in _pairs(self.checks):
            answer = CheckState(row.state).label
            did = gettext("answered “%(question)s”: %(answer)s") % {"question": question(row.item), "answer": answer}
            yield self._step(row, did, reasons=row.note)


def _pairs(rows: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Each version with the one before it of the same row."""
    last: dict[int, Any] = {}
    for row in rows:
        yield last.get(row.id), row
        last[row.id] = row


def _assigned(before: User | None, now: User | None, by: int | None) -> str:
    if now is None:
        return gettext("took it from %(name)s") % {"name": before}
    return gettext("took it on") if now.pk == by else gettext("assigned it to %(name)s") % {"name": now}


def _of_claim(model: type[Model]) -> QuerySet[Any]:
    return versions_of(model).filter(claim_id=_THE_CLAIM)


def _user_id(row: Any) -> int | None:
    context = row.pgh_context
    return context.metadata.get("user") if context else None


def _name(row: Any, people: dict[int, User]) -> str:
    person = people.get(_user_id(row) or 0)
    return str(person) if person else gettext("The system")


def _in_words(row: Any, named_in: list[Any]) -> dict[str, str]:
    """What a version said, with the people who were named in it then: they are kept in rows of their own."""
    columns = {item.name: getattr(row, item.name) for item in fields(ClaimContent) if item.name != "attributions"}
    people: dict[int, tuple[str, str]] = {}
    for attribution in named_in:
        if attribution.pgh_created_at <= row.pgh_created_at:  # a change and its people are one transaction
            people[attribution.id] = (attribution.actor.name, attribution.role)
            if attribution.pgh_label == "delete":
                del people[attribution.id]
    return content_in_words(ClaimContent(**columns)) | {
        pgettext("part of a claim", "people"): people_in_words(list(people.values()))
    }
