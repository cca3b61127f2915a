"""What editors fill in about outlets, feeds and what they bring in."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.ingest.addresses import clean
from articles.ingest.errors import UnreadableError
from articles.ingest.formats import READS
from articles.models import Feed, Source
from lib.edtf_dates import FuzzyDate

MAX_UPLOAD = 20 * 1024 * 1024
MAX_ADDRESSES = 500


class SourceForm(forms.ModelForm[Source]):
    site = forms.URLField(label=gettext_lazy("Front page"), required=False, max_length=1000, assume_scheme="https")

    class Meta:
        model = Source
        fields = ("name", "slug", "domain", "site", "country", "language", "owner", "reliability", "description")
        labels = {  # as Django's documentation has it
            "name": gettext_lazy("Name"),
            "slug": gettext_lazy("Slug"),
            "domain": gettext_lazy("Domain"),
            "country": gettext_lazy("Country"),
            "language": gettext_lazy("Language"),
            "owner": gettext_lazy("Owner"),
            "reliability": gettext_lazy("Reliability"),
            "description": gettext_lazy("Description"),
        }
        help_texts = {
            "domain": gettext_lazy("Its host, such as demo-wire.example."),
            "site": gettext_lazy("The address of its front page."),
            "country": gettext_lazy("ISO 3166-1 alpha-3."),
        }
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["slug"]  # an address that readers may have kept: it is chosen once


class FindFeedsForm(forms.Form):
    url = forms.CharField(label=gettext_lazy("Address of the site or of a feed"), max_length=1000)


class AddFeedForm(forms.Form):
    url = forms.CharField(max_length=1000)
    title = forms.CharField(max_length=200, required=False)
    source = forms.ModelChoiceField(
        Source.objects.all(),
        required=False,
        label=gettext_lazy("Outlet"),
        empty_label=gettext_lazy("A new outlet, by the site’s name"),
    )


class FeedForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes between two polls, at least"), min_value=1, max_value=1440, initial=15
    )

    @classmethod
    def of(cls, feed: Feed) -> "FeedForm":
        """The form as the feed stands."""
        return cls(initial={"title": feed.title, "minutes": round(feed.shortest.total_seconds() / 60)})

    @property
    def shortest(self) -> timedelta:
        """The shortest interval that was filled in."""
        return timedelta(minutes=self.cleaned_data["minutes"])


class OpmlForm(forms.Form):
    opml = forms.FileField(label=gettext_lazy("OPML file"))

    def clean_opml(self) -> bytes:
        """The bytes of the file. Raises ValidationError for more than 20 MB."""
        file = self.cleaned_data["opml"]
        if file.size > MAX_UPLOAD:
            raise ValidationError(_("It is larger than 20 MB."))
        return bytes(file.read())


class AddressesForm(forms.Form):
    addresses = forms.CharField(
        label=gettext_lazy("Addresses"),
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": gettext_lazy("https://…, one to a line")}),
    )

    def clean_addresses(self) -> list[str]:
        """The addresses, one to a line. Raises ValidationError for more than 500."""
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()]
        if len(lines) > MAX_ADDRESSES:
            raise ValidationError(
                _("That is %(number)s addresses; %(most)s are taken at a time.")
                % {"number": len(lines), "most": MAX_ADDRESSES}
            )
        return lines


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files at once, as Django's documentation has it."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files. Raises ValidationError where one of them is none."""
        return [super(_FilesField, self).clean(file, initial) for file in data or [None]]


class FilesForm(forms.Form):
    use_required_attribute = False  # a folder may be chosen in its place

    upload = _FilesField(label=gettext_lazy("Files"), help_text=READS)


class PasteForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Text"), strip=False, widget=forms.Textarea(attrs={"rows": 8}))
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Its first line, if you leave this empty."),
    )
    url = forms.CharField(label=gettext_lazy("Address"), max_length=1000, required=False)
    source = forms.ModelChoiceField(
        Source.objects.all(),
        required=False,
        label=gettext_lazy("Outlet"),
        to_field_name="slug",
        empty_label=gettext_lazy("By the address, or none"),
    )
    byline = forms.CharField(label=gettext_lazy("Byline"), max_length=300, required=False)
    published = forms.CharField(
        label=pgettext_lazy("date", "Published"),
        max_length=64,
        required=False,
        help_text=gettext_lazy("EDTF, such as 2025-03-13 or 2025-03."),
    )

    def clean_url(self) -> str:
        """The address in its one spelling. Raises ValidationError where it is no web address."""
        try:
            return clean(self.cleaned_data["url"]) if self.cleaned_data["url"] else ""
        except UnreadableError as error:
            raise ValidationError(_("This is not a web address, such as https://outlet.example/story.")) from error

    def clean_published(self) -> str:
        """The date in EDTF. Raises ValidationError where it is none."""
        try:
            return FuzzyDate.parse(self.cleaned_data["published"]).edtf
        except ValueError as error:
            raise ValidationError(f"{error}.") from error

    def clean_source(self) -> str:
        """The outlet's slug, "" for none."""
        outlet = self.cleaned_data["source"]
        return outlet.slug if outlet else ""


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=300, label=gettext_lazy("Why"))


class JoinForm(ReasonForm):
    article = forms.CharField(
        label=gettext_lazy("Number or address of an article that carries the same report"), max_length=1000
    )
