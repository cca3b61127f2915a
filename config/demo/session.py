"""The editorial session of `seeds/session.yaml`, replayed step by step through the real actions.

Each step is one transaction and knows from what exists whether it has been taken, so that an interrupted replay
can be repeated. What people have changed since is recognised by the history of the rows.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actors.models import Actor, Conflict, Office, Place
from articles import actions as articles
from articles.ingest.formats import media_type_of
from claims import actions as claims
from claims.actions import ClaimContent
from claims.enums import AttributionRole, Decision, Directness, Relation, ReviewOutcome
from claims.models import Claim, Comment, Issue, Suggestion
from config.demo import gazetteers, seeds, sources
from config.demo.sources import Step
from lib.typed_counts import read_count
from timeline import actions as timeline
from timeline.actions import EventContent
from timeline.models import Event


@dataclass
class Replay:
    """One replay; `warn` hears of what could not be done as written."""

    warn: Callable[[str], None]
    claims: dict[str, Claim] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    # How often a step of this kind has come for this claim or event: a second publication is not the first.
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    @cached_property
    def steps(self) -> list[tuple[str, Step]]:
        """The steps in order, each with its name."""
        return [next(iter(row.items())) for row in seeds.rows("session")]

    def is_finished(self) -> bool:
        """Whether the last step has been taken: they are taken in order."""
        name, step = self.steps[-1]
        assert name == "claim", "the session ends with a claim"  # noqa: S101
        return self._claim_of(step) is not None

    def run(self) -> Iterator[int]:
        """Take every step that has not been taken; yields how many are behind us."""
        for number, (name, step) in enumerate(self.steps, start=1):
            with transaction.atomic():
                getattr(self, f"_{name}")(step)
            if name == "capture":
                sources.await_capture(sources.location(step))
            if name in {"capture", "date_article"}:
                sources.await_suggestions()
            yield number

    # ---- what the steps name

    @cached_property
    def _conflict(self) -> Conflict:
        return gazetteers.the_conflict()

    @cached_property
    def _users(self) -> dict[str, User]:
        return {user.username: user for user in User.objects.all()}

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {actor.slug: actor for actor in Actor.objects.select_related("acts_for")}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {place.slug: place for place in Place.objects.all()}

    @cached_property
    def _issues(self) -> dict[str, Issue]:
        return {issue.slug: issue for issue in Issue.objects.all()}

    def _times(self, name: str, key: str) -> int:
        self.seen[name, key] += 1
        return self.seen[name, key]

    # ---- articles and suggestions

    def _capture(self, step: Step) -> None:
        """The outlet has changed its article, as a later look at it would find."""
        file = sources.file(step)
        articles.request_ingest(
            data=file.read_bytes(),
            location=seeds.location(file),
            media_type=media_type_of(file.name),
            by=self._users[step["by"]],
        )

    def _date_article(self, step: Step) -> None:
        article = sources.snapshot(step).article
        articles.set_published(article=article, edtf=step["published"], by=self._users[step["by"]])

    def _reject_suggestion(self, step: Step) -> None:
        snapshot, start, end = sources.passage(step)
        rejected = Suggestion.objects.filter(run__snapshot=snapshot, decision=Decision.REJECTED)
        if any(
            sources.share(suggestion, start, end) >= sources.SAME_PASSAGE
            for suggestion in rejected.select_related("excerpt")
        ):
            return
        suggestion = sources.likest(snapshot, start, end)
        if suggestion is None:
            self.warn(f"{step['article']}: the engine suggests nothing at “{step['quote']}”, so nothing is rejected")
            return
        claims.reject_suggestion(suggestion=suggestion, by=self._users[step["by"]], reason=step["reason"])

    # ---- claims

    def _claim_of(self, step: Step) -> Claim | None:
        return Claim.objects.filter(author__username=step["by"], versions__text=step["text"]).first()

    def _claim(self, step: Step) -> None:
        claim = self._claim_of(step)
        self.claims[step["key"]] = claim or self._write_claim(step)

    def _write_claim(self, step: Step) -> Claim:
        by, content = self._users[step["by"]], self._content(step)
        snapshot, start, end = sources.passage(step)
        suggestion = sources.likest(snapshot, start, end, content.kind) if step["from_suggestion"] else None
        if suggestion is not None:
            claim = claims.accept_suggestion(suggestion=suggestion, by=by, conflict=self._conflict, content=content)
            if suggestion.excerpt.start <= start and end <= suggestion.excerpt.end:
                return claim
        excerpt = claims.mark_passage(snapshot=snapshot, start=start, end=end, exact=step["quote"], by=by)
        if suggestion is None:
            return claims.write_claim(excerpt=excerpt, content=content, by=by)
        claims.add_evidence(claim=claim, excerpt=excerpt, relation=Relation.SUPPORTS, by=by)
        return claim

    def _content(self, step: Step) -> ClaimContent:
        # Only a verbatim claim's quote is all speech; elsewhere it may be the outlet's own narration.
        verbatim = step["directness"] == Directness.VERBATIM
        attributions = [(self._actors[row["actor"]], row["role"]) for row in step["attributions"]]
        if step["speaker"]:
            speaker = self._actors[step["speaker"]]
            attributions.insert(0, (speaker, AttributionRole.SPEAKER))
            spoken_for = {role for _, role in attributions}
            if speaker.acts_for and AttributionRole.SPOKESPERSON_FOR not in spoken_for:
                attributions.insert(1, (speaker.acts_for, AttributionRole.SPOKESPERSON_FOR))
        return ClaimContent(
            conflict=self._conflict,
            text=step["text"],
            kind=step["kind"],
            directness=step["directness"],
            quote=step["quote"] if verbatim else "",
            quote_language=step["language"] if verbatim else "",
            translation=step["translation"] or "",
            issue=self._issues[step["issue"]] if step["issue"] else None,
            stance=step["stance"] or "",
            conditions=step.get("conditions") or "",
            said_edtf=step["said"] or "",
            happened_edtf=step["happened"] or "",
            place=self._places[step["place"]] if step["place"] else None,
            deadline_edtf=step.get("deadline") or "",
            attributions=tuple(attributions),
        )

    def _evidence(self, step: Step) -> None:
        by = self._users[step["by"]]
        snapshot, start, end = sources.passage(step)
        excerpt = claims.mark_passage(snapshot=snapshot, start=start, end=end, exact=step["quote"], by=by)
        claims.add_evidence(claim=self.claims[step["claim"]], excerpt=excerpt, relation=step["relation"], by=by)

    def _office_evidence(self, step: Step) -> None:
        by = self._users[step["by"]]
        snapshot, start, end = sources.passage(step)
        office = Office.objects.filter(actor=self._actors[step["actor"]], title=step["title"]).first()
        if office is None:
            self.warn(f"{step['actor']}: the office “{step['title']}” is not there, so no passage is added to it")
            return
        excerpt = claims.mark_passage(snapshot=snapshot, start=start, end=end, exact=step["quote"], by=by)
        claims.add_office_evidence(office=office, excerpt=excerpt, by=by)

    def _link(self, step: Step) -> None:
        claims.link_claims(
            claim=self.claims[step["claim"]],
            other=self.claims[step["to"]],
            kind=step["kind"],
            by=self._users[step["by"]],
        )

    def _outcome(self, step: Step) -> None:
        """What was observed of a commitment, once what reports it is linked and approved."""
        claim = Claim.objects.get(pk=self.claims[step["claim"]].pk)
        if Claim.objects.filter(pk=claim.pk, versions__outcome=step["outcome"]).exists():
            return
        content = replace(ClaimContent.of(claim), outcome=step["outcome"])
        claims.edit_claim(claim=claim, content=content, version=claim.version, by=self._users[step["by"]])

    def _submit(self, step: Step) -> None:
        if not self._moved(step, ReviewOutcome.SUBMITTED):
            claims.submit(claim=self.claims[step["claim"]], by=self._users[step["by"]])

    def _review(self, step: Step) -> None:
        if not self._moved(step, ReviewOutcome.APPROVED):
            claims.approve(
                claim=self.claims[step["claim"]],
                by=self._users[step["by"]],
                verdict=step["verdict"],
                rationale=step["rationale"],
            )

    def _send_back(self, step: Step) -> None:
        if not self._moved(step, ReviewOutcome.SENT_BACK):
            claims.send_back(claim=self.claims[step["claim"]], by=self._users[step["by"]], reasons=step["reasons"])

    def _approve_alone(self, step: Step) -> None:
        if not self._moved(step, ReviewOutcome.URGENT):
            claims.approve_alone(
                claim=self.claims[step["claim"]],
                by=self._users[step["by"]],
                verdict=step["verdict"],
                rationale=step["rationale"],
                urgency=step["urgency"],
            )

    def _assign(self, step: Step) -> None:
        claim = self.claims[step["claim"]]
        if Claim.objects.filter(pk=claim.pk, versions__assignee__isnull=False).exists():
            return
        due_on = _days_from_now(step).date()
        claims.assign_claim(claim=claim, to=self._users[step["to"]], due_on=due_on, by=self._users[step["by"]])

    def _moved(self, step: Step, outcome: ReviewOutcome) -> bool:
        """Whether the claim has already been moved like this as often as the session has said so far."""
        times = self._times(outcome, step["claim"])
        return self.claims[step["claim"]].reviews.filter(outcome=outcome).count() >= times

    # ---- events

    def _event(self, step: Step) -> None:
        event = Event.objects.filter(author__username=step["by"], versions__title=step["title"]).first()
        self.events[step["key"]] = event or timeline.write_event(
            content=self._event_content(EventContent(conflict=self._conflict, title=""), step),
            by=self._users[step["by"]],
            claims=[self.claims[key] for key in step["claims"]],
        )

    def _event_content(self, content: EventContent, step: Step) -> EventContent:
        """The content with the fields that the step names."""
        plain = ("title", "summary", "type", "place_precision")
        named: dict[str, Any] = {name: step[name] for name in plain if name in step}
        if "happened" in step:
            named["happened_edtf"] = step["happened"] or ""
        if "place" in step:
            named["place"] = self._places[step["place"]] if step["place"] else None
        if "actors" in step:
            named["actors"] = tuple((self._actors[row["actor"]], row["role"]) for row in step["actors"])
        return replace(content, **named)

    def _edit_event(self, step: Step) -> None:
        event, by = self.events[step["event"]], self._users[step["by"]]
        event.refresh_from_db()
        if event.entries.count() > self.seen["publish", step["event"]]:
            return  # what it leads to has been published
        content = self._event_content(EventContent.of(event), step)
        event = timeline.edit_event(event=event, content=content, version=event.version, by=by)
        if "claims" in step:
            for claim in list(event.claims.all()):
                timeline.untie_claim(event=event, claim=claim, by=by)
            for key in step["claims"]:
                timeline.tie_claim(event=event, claim=self.claims[key], by=by)

    def _publish(self, step: Step) -> None:
        event = self.events[step["event"]]
        if event.entries.count() < self._times("publish", step["event"]):
            timeline.publish(event=event, by=self._users[step["by"]], note=step["note"] or "")

    def _publish_alone(self, step: Step) -> None:
        event = self.events[step["event"]]
        if event.entries.count() < self._times("publish", step["event"]):
            timeline.publish(event=event, by=self._users[step["by"]], alone=True, urgency=step["urgency"])

    def _figure(self, step: Step) -> None:
        event, claim = self.events[step["event"]], self.claims[step["claim"]]
        event.refresh_from_db()
        if event.entries.exists() or event.figures.filter(claim=claim, kind=step["kind"]).exists():
            return
        timeline.add_figure(
            event=event,
            claim=claim,
            kind=step["kind"],
            count=read_count(step["count"]),
            version=event.version,
            by=self._users[step["by"]],
        )

    def _event_link(self, step: Step) -> None:
        event, other = self.events[step["event"]], self.events[step["to"]]
        event.refresh_from_db()
        if event.entries.exists() or event.links.filter(other=other).exists():
            return
        timeline.link_events(
            event=event,
            other=other,
            kind=step["kind"],
            claim=self.claims[step["claim"]] if step["claim"] else None,
            note=step["note"] or "",
            version=event.version,
            by=self._users[step["by"]],
        )

    def _embargo(self, step: Step) -> None:
        event = self.events[step["event"]]
        if event.embargo_until is None and not event.schedules.exists():
            timeline.set_embargo(
                event=event, until=_days_from_now(step), reason=step["reason"], by=self._users[step["by"]]
            )

    def _schedule(self, step: Step) -> None:
        """As the event would be published now, which is what whoever schedules it has seen."""
        event = self.events[step["event"]]
        if not event.schedules.exists():
            frozen, _, _ = timeline.changes_to_publish(event)
            timeline.schedule_publication(
                event=event, at=_days_from_now(step), seen=frozen.entry.digest, by=self._users[step["by"]]
            )

    # ---- what colleagues say

    def _comment(self, step: Step) -> None:
        claim, by = self.claims[step["claim"]], self._users[step["by"]]
        first = self.comments[step["reply_to"]] if "reply_to" in step else None
        said = Comment.objects.filter(claim=claim, by=by, text=step["text"]).first()
        self.comments[step["key"]] = said or claims.comment(claim=claim, text=step["text"], by=by, reply_to=first)

    def _resolve_thread(self, step: Step) -> None:
        claims.resolve_thread(comment=self.comments[step["comment"]], by=self._users[step["by"]])


def _days_from_now(step: Step) -> datetime:
    """A full hour some days after the demo is loaded, so that it is still to come when somebody looks."""
    then = timezone.now() + timedelta(days=step["in_days"])
    return then.replace(minute=0, second=0, microsecond=0)
