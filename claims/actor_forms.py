"""What is filled in about actors, their names and offices, and about issues."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actors.actions import ActorContent
from actors.enums import ActorKind, PhotoLicence
from actors.models import Actor, ActorName, Office
from claims.actions import IssueContent
from claims.form_fields import ActorField, TextInLines
from claims.merging_forms import ReasonForm
from claims.models import Issue

_EDTF_HINT = _("EDTF, such as 2024-05; empty if unknown.")


class ActorForm(forms.ModelForm[Actor]):
    """What is said of an actor itself."""

    acts_for = ActorField(label=_("Speaks and acts for"))

    class Meta:
        model = Actor
        fields = ("name", "kind", "country", "acts_for", "wikidata", "ucdp_id", "gw_number", "description")
        labels = {  # as Django's documentation has it
            "name": _("Name"),
            "kind": _("Kind"),
            "country": _("Country"),
            "wikidata": _("Wikidata id"),
            "ucdp_id": _("UCDP actor id"),
            "gw_number": _("Gleditsch and Ward number"),
            "description": _("Description"),
        }
        help_texts = {
            "country": _("Its code of three letters (ISO 3166-1 alpha-3), such as UKR for Ukraine."),
            "ucdp_id": "",
            "gw_number": _(
                "For states: the number in Gleditsch and Ward’s list of independent states, such as 365 for Russia."
            ),
        }
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["acts_for"] = str(self.instance.acts_for or "")

    def content(self) -> ActorContent:
        """What an action takes; only after `is_valid()`."""
        return ActorContent(**self.cleaned_data)


class NameForm(forms.ModelForm[ActorName]):
    """One name by which texts call an actor."""

    class Meta:
        model = ActorName
        fields = ("text", "kind", "language", "start_edtf", "end_edtf")
        labels = {
            "text": _("Name"),
            "kind": _("Kind"),
            "language": _("Language"),
            "start_edtf": _("Used from"),
            "end_edtf": _("Used until"),
        }
        help_texts = {"language": _("BCP 47, such as uk; empty for any."), "start_edtf": _EDTF_HINT}


class OfficeForm(forms.ModelForm[Office]):
    """One office or membership."""

    organisation = ActorField(label=_("Where"))

    class Meta:
        model = Office
        fields = ("title", "kind", "organisation", "start_edtf", "end_edtf")
        labels = {
            "title": pgettext_lazy("of an office", "Title"),
            "kind": _("Kind"),
            "start_edtf": _("Held from"),
            "end_edtf": _("Held until"),
        }
        help_texts = {"start_edtf": _EDTF_HINT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["organisation"] = str(self.instance.organisation or "")


class PhotoForm(forms.Form):
    """A photo, and what its licence wants said with it."""

    file = forms.FileField(label=_("Picture"), required=False, help_text=_("JPEG, PNG or WebP, up to 10 MB."))
    licence = forms.ChoiceField(label=_("Licence"))
    credit = forms.CharField(label=_("Whom the licence wants named"), max_length=200)
    page = forms.URLField(
        label=_("Where it was taken from"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(["https", "http"])],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        said = {"licence": actor.photo_licence, "credit": actor.photo_credit, "page": actor.photo_page}
        super().__init__(*args, **{"initial": said, "auto_id": "photo-%s", **kwargs})
        allowed = [one for one in PhotoLicence if one in settings.PHOTO_LICENCES]
        self.fields["licence"].choices = [(one.value, one.label) for one in allowed]  # type: ignore[attr-defined]
        self.fields["file"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp"
        if not actor.photo:
            self.fields["file"].required = True


class MergeActorsForm(ReasonForm):
    """The other actor, both as they were read, and why they are one."""

    into = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    into_version = forms.IntegerField(widget=forms.HiddenInput)
    kinds_differ = forms.BooleanField(required=False, label=_("They are one although they are of different kinds"))


class SplitActorForm(ReasonForm):
    """What the other one is called; what is its own is ticked beside it."""

    name = forms.CharField(max_length=200, label=_("Name of the other one"))
    kind = forms.ChoiceField(choices=ActorKind.choices, label=_("Kind"))
    description = forms.CharField(max_length=300, required=False, label=_("Description"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class IssueForm(forms.ModelForm[Issue]):
    """What is said of an issue."""

    keywords = TextInLines(label=_("Phrases by which texts mean it, one in a line"), required=False, rows=8)

    class Meta:
        model = Issue
        fields = ("name", "parent", "description", "keywords")
        labels = {"name": _("Name"), "parent": _("Below"), "description": _("Description")}
        help_texts = {"keywords": ""}
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = Issue.objects.filter(conflict=self.instance.conflict_id, merged_into__isnull=True)
        self.fields["parent"].queryset = parents.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
        self.fields["parent"].empty_label = _("nothing: it is at the top")  # type: ignore[attr-defined]
        self.initial["keywords"] = "\n".join(self.instance.keywords)

    def clean_keywords(self) -> list[str]:
        """The phrases."""
        return [line.strip() for line in self.cleaned_data["keywords"].splitlines() if line.strip()]

    def content(self) -> IssueContent:
        """What an action takes; only after `is_valid()`."""
        return IssueContent(**self.cleaned_data | {"keywords": tuple(self.cleaned_data["keywords"])})
