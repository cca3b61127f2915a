"""What editors fill in about claims; each form gives back what an action takes."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from actors.enums import ActorKind
from actors.models import Conflict
from articles.models import Snapshot
from claims.actions import ClaimContent
from claims.comment_text import mentioned_names
from claims.enums import (
    AttributionRole,
    ClaimKind,
    Credibility,
    Directness,
    LinkKind,
    Outcome,
    Relation,
    Stance,
    Verdict,
)
from claims.form_fields import ActorField, EDTFInput, PlaceField, TextInLines, dates_near
from claims.languages import LanguageField
from claims.models import Issue
from lib.plain_select import PlainSelect


class AttributionForm(forms.Form):
    """One more person or body in a claim, beside its speaker."""

    actor = ActorField()
    role = forms.ChoiceField(choices=AttributionRole.choices, initial=AttributionRole.SUBJECT, required=False)


PeopleFormSet = formset_factory(AttributionForm, extra=2, max_num=40, absolute_max=60)


class ClaimForm(forms.Form):
    """Everything that a claim says; `content()` is what the actions take."""

    text = TextInLines(label=gettext_lazy("Claim"), rows=3, max_length=2000)
    quote = TextInLines(label=gettext_lazy("Words said"), required=False, rows=2, max_length=5000)
    quote_language = LanguageField(label=gettext_lazy("Language of the quote"))
    translation = TextInLines(label=gettext_lazy("Translation into English"), required=False, rows=2, max_length=5000)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ClaimKind.choices)
    directness = forms.ChoiceField(label=gettext_lazy("Directness"), choices=Directness.choices)
    speaker = ActorField(label=gettext_lazy("Speaker"))
    issue = forms.ModelChoiceField(
        Issue.objects.none(), label=gettext_lazy("Issue"), required=False, empty_label=gettext_lazy("no issue")
    )
    stance = forms.ChoiceField(
        label=gettext_lazy("Stance"), choices=[("", gettext_lazy("no stance")), *Stance.choices], required=False
    )
    conditions = forms.CharField(
        label=gettext_lazy("Conditions"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("What an acceptance or a commitment depends on."),
    )
    said_edtf = EDTFInput(label=pgettext_lazy("date", "Said"))
    happened_edtf = EDTFInput(
        label=pgettext_lazy("date", "Happened"), help_text=gettext_lazy("When what the claim is about happened.")
    )
    place = PlaceField(label=gettext_lazy("Place"))
    deadline_edtf = EDTFInput(
        label=pgettext_lazy("date", "Deadline"),
        help_text=gettext_lazy("By when it is to be kept; empty if it does not say."),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[("", gettext_lazy("nobody has looked yet")), *Outcome.choices],
        required=False,
        help_text=gettext_lazy(
            "Kept or broken only once an approved claim that reports it so is linked; contested where such reports "
            "contradict each other, or the report of a breach is denied."
        ),
    )

    people: "BaseFormSet[AttributionForm]"

    def __init__(
        self, *args: Any, conflict: Conflict, content: ClaimContent | None = None, near: str = "", **kwargs: Any
    ) -> None:
        people: list[dict[str, str]] = []
        if content is not None:
            initial, people = _initial(content)
            kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.conflict = conflict
        said = (content.said_edtf, content.happened_edtf) if content else ()
        dates_near(self, *said, near, conflict=conflict)
        self.fields["quote_language"].lead(content.quote_language if content else "")  # type: ignore[attr-defined]
        self.fields["issue"].queryset = Issue.objects.filter(conflict=conflict, merged_into__isnull=True)  # type: ignore[attr-defined]
        self.people = PeopleFormSet(
            self.data if self.is_bound else None, initial=people, prefix="people", auto_id=f"{self.auto_id}"
        )

    def is_valid(self) -> bool:
        """Whether the claim and everybody named in it can be read."""
        people = self.people.is_valid()
        return super().is_valid() and people

    def content(self) -> ClaimContent:
        """What was filled in, as a claim's content."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "speaker"}
        who = [(self.cleaned_data["speaker"], AttributionRole.SPEAKER)] if self.cleaned_data["speaker"] else []
        rows = [row.cleaned_data for row in self.people.forms if row.cleaned_data.get("actor")]
        who += [(row["actor"], row["role"] or AttributionRole.SUBJECT) for row in rows]
        return ClaimContent(conflict=self.conflict, attributions=tuple(dict.fromkeys(who)), **values)


def _initial(content: ClaimContent) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """What the form shows of a content: its fields, and the rows of people beside the first speaker."""
    initial = content.row() | {"place": content.place.name if content.place else ""}
    others = list(content.attributions)
    speaker = next((pair for pair in others if pair[1] == AttributionRole.SPEAKER), None)
    if speaker is not None:
        others.remove(speaker)
        initial["speaker"] = speaker[0].name
    return initial, [{"actor": actor.name, "role": role} for actor, role in others]


class PassageForm(forms.Form):
    """A passage by position, or by its words alone.

    Once valid, `first` and `after` are its code points and `exact` what the capture has there, to the character.
    """

    capture = forms.IntegerField(min_value=1)
    start = forms.IntegerField(min_value=0, required=False)
    end = forms.IntegerField(min_value=1, required=False)
    words = forms.CharField(max_length=20_000, strip=False)

    def __init__(self, *args: Any, snapshot: Snapshot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.snapshot = snapshot

    def clean(self) -> dict[str, Any]:
        """Find the passage and leave out white space around it."""
        values: dict[str, Any] = super().clean() or {}
        words, start, end = values.get("words", ""), values.get("start"), values.get("end")
        if self.errors:
            return values
        text = self.snapshot.text
        if not words.strip():
            self.add_error("words", _("Select some words."))
        elif start is None or end is None:
            self._find(words)
        # Browsers join paragraphs with line breaks of their own, so white space is all one here; an address has
        # room for the beginning of a long passage only.
        elif not " ".join(text[start:end].split()).startswith(" ".join(words.split())):
            self.add_error("words", _("The text at that place is not what was selected. Reload and select again."))
        else:
            self._keep(start, end)
        return values

    def _find(self, words: str) -> None:
        pattern = r"\s+".join(
            re.sub(r"""["“”„«»]""", r'["“”„«»]', re.sub(r"['’‘]", "['’‘]", re.escape(word))) for word in words.split()
        )
        found = re.search(pattern, self.snapshot.text) or re.search(pattern, self.snapshot.text, re.IGNORECASE)
        if found is None:
            self.add_error("words", _("These words are not in the text."))
        else:
            self._keep(found.start(), found.end())

    def _keep(self, start: int, end: int) -> None:
        exact = self.snapshot.text[start:end]
        self.first = start + len(exact) - len(exact.lstrip())
        self.exact = exact.strip()
        self.after = self.first + len(self.exact)


class RelationForm(forms.Form):
    """What a passage does to a claim."""

    relation = forms.ChoiceField(choices=Relation.choices, initial=Relation.SUPPORTS, widget=forms.RadioSelect)


class LinkForm(forms.Form):
    """How one claim stands to another."""

    kind = forms.ChoiceField(choices=LinkKind.choices)
    other = forms.IntegerField(error_messages={"required": gettext_lazy("Choose the other claim.")})


class DateForm(forms.Form):
    """The date of an undated article."""

    published = EDTFInput(label=pgettext_lazy("date", "Published"), required=True)


class ActorForm(forms.Form):
    """A new actor, from a name that a text uses."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ActorKind.choices)
    office = forms.CharField(label=gettext_lazy("Office"), max_length=200, required=False)
    acts_for = ActorField(label=gettext_lazy("Acts for"))


class StepForm(forms.Form):
    """A step of the workflow with its reasons."""

    reasons = TextInLines(required=False, rows=2, max_length=2000)


class ApprovalForm(forms.Form):
    """A reviewer's verdict. The version is the one that the reviewer has read."""

    verdict = forms.ChoiceField(
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a verdict.")},
    )
    rationale = TextInLines(required=False, rows=4, max_length=4000)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AloneForm(ApprovalForm):
    """The verdict of who approves their own claim because it cannot wait."""

    urgency = TextInLines(
        required=False,
        rows=2,
        max_length=1000,
        label=gettext_lazy("Why it cannot wait for a second person"),
        help_text=gettext_lazy("For the desk."),
    )


class AssignForm(forms.Form):
    """Who is to work on a claim, and until when."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label=pgettext_lazy("who is to do it", "To"),
        required=False,
        empty_label=gettext_lazy("nobody"),
        widget=PlainSelect,
    )
    due_on = forms.DateField(
        label=pgettext_lazy("date", "Due"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.with_perm("claims.write_claim").order_by("display_name", "username")
        self.fields["to"].queryset = people  # type: ignore[attr-defined]

    def offer(self, people: Iterable[Any]) -> None:
        """Offer those of `colleagues()` who may write claims, without asking for them again."""
        writers = sorted((one for one in people if one.may_write), key=lambda one: (one.display_name, one.username))
        field: Any = self.fields["to"]
        field.choices = [("", field.empty_label), *((one.pk, str(one)) for one in writers)]


class RatingForm(forms.Form):
    """How credible a passage is, and why that is so."""

    credibility = forms.TypedChoiceField(choices=Credibility.choices, coerce=int)
    reason = forms.CharField(required=False, max_length=300)


class CommentForm(forms.Form):
    """Something said about a claim; `mention` is one more person who is to be told of it."""

    text = TextInLines(
        rows=3,
        max_length=4000,
        label=gettext_lazy("Comment"),
        error_messages={"required": gettext_lazy("Write something.")},
    )
    mention = forms.CharField(required=False, max_length=150)
    reply_to = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """The text, with the name of who was chosen beside it behind it."""
        text = str(self.cleaned_data["text"])
        name = self.data.get("mention", "").strip().removeprefix("@")
        if text and name and name not in mentioned_names(text):
            return f"{text} @{name}"
        return text
