"""What the ledger of commitments may be asked."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from claims.enums import Outcome
from timeline.commitments import Behind, Commitments, day_judged, party_called
from timeline.merged_actors import same_as
from timeline.models import Entry, EntryActor, EntryTag
from timeline.parameter_fields import MomentField, SlugsField
from timeline.parameters import PageParameters

OVERDUE = "overdue"


class _BehindField(forms.CharField):
    """A place in the ledger, from the link of the page before."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError where no page gave this."""
        text = super().clean(value)
        try:
            return Behind.parse(text) if text else None
        except ValueError as error:
            raise ValidationError(gettext("No page of commitments starts here. Leave “cursor” out.")) from error


class CommitmentsForm(PageParameters):
    """Commitments of actors, on an issue, of a conflict, by what was observed of them."""

    actor = SlugsField(required=False)
    issue = forms.SlugField(
        required=False, max_length=80, error_messages={"invalid": _("There is no such issue in the timeline.")}
    )
    conflict = forms.SlugField(
        required=False, max_length=80, error_messages={"invalid": _("There is no such conflict in the timeline.")}
    )
    outcome = forms.ChoiceField(
        required=False,
        choices=[("", ""), *Outcome.choices],
        error_messages={
            "invalid_choice": _("“%(value)s” is not an outcome: it can be pending, kept, broken or contested.")
        },
    )
    due = forms.ChoiceField(
        required=False,
        choices=[("", ""), (OVERDUE, OVERDUE)],
        error_messages={"invalid_choice": _("“%(value)s” is nothing to ask for here: it can be overdue.")},
    )
    on = MomentField(required=False, max_length=64)
    cursor = _BehindField(required=False, max_length=40)
    repeatable: ClassVar[frozenset[str]] = frozenset({"actor"})

    def clean(self) -> dict[str, Any]:
        """Find the actors, the issue and the conflict by the names that they had."""
        values = super().clean()
        as_of = values.get("as_of")
        self.chosen_actors = self._find_actors(values.get("actor") or [], as_of)
        issue, conflict = values.get("issue", ""), values.get("conflict", "")
        self.chosen_issue = EntryTag.objects.named(EntryTag.Kind.ISSUE, issue, as_of).first() if issue else None
        if issue and self.chosen_issue is None:
            self.add_error("issue", gettext("There is no issue “%(slug)s” in the timeline.") % {"slug": issue})
        found = Entry.objects.conflicts().worded_at(as_of).filter(slug=conflict).first() if conflict else None
        self.chosen_conflict = found and found.as_worded()
        if conflict and found is None:
            self.add_error(
                "conflict", gettext("There is no conflict “%(slug)s” in the timeline.") % {"slug": conflict}
            )
        return values

    def _find_actors(self, slugs: list[str], as_of: Any) -> dict[str, str]:
        """By slug, what each is called; who only ever was promised something stands in no event's list of actors."""
        rows = list(EntryActor.objects.named(slugs, as_of)) if slugs else []
        self.same = _slugs_of_same({one.slug: one.actor_id for one in rows}, as_of)
        found = {one.slug: one.name for one in rows}
        for slug in slugs:
            if slug not in found and (name := party_called(slug)):
                found[slug] = name
            if slug not in found:
                self.add_error("actor", gettext("There is no actor “%(slug)s” in the timeline.") % {"slug": slug})
                break
        return {slug: found[slug] for slug in slugs if slug in found}

    def asked(self) -> Commitments:
        """What is asked for; only after `is_valid()`."""
        values = self.cleaned_data
        on = values["on"]
        return Commitments(
            on=on.astimezone(UTC).date() if on else day_judged(values["as_of"]),
            actors=tuple(self.same.get(slug, [slug]) for slug in self.chosen_actors),
            issue=self.chosen_issue,
            conflict=self.chosen_conflict,
            outcome=values["outcome"],
            overdue=bool(values["due"]),
            as_of=values["as_of"],
            cursor=values["cursor"],
        )


def _slugs_of_same(actors: dict[str, int], moment: datetime | None) -> dict[str, list[str]]:
    """By slug, all the slugs of what was one with an actor at a moment: statements keep those that they had."""
    if not actors:
        return {}
    same = same_as(actors.values(), moment)
    merged = {pk for slug, actor in actors.items() for pk in same[actor]} - set(actors.values())
    slugs = {actor: slug for slug, actor in actors.items()}
    if merged:
        slugs |= dict(Actor.objects.filter(pk__in=merged).values_list("pk", "slug"))
    return {slug: [slugs[pk] for pk in same[actor] if pk in slugs] for slug, actor in actors.items()}
