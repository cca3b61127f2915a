"""Code lists for who and where."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActorKind(models.TextChoices):
    PERSON = "person", pgettext_lazy("actor", "person")
    STATE = "state", pgettext_lazy("actor", "state")
    ORGANISATION = "organisation", pgettext_lazy("actor", "organisation")
    GOVERNMENT = "government", pgettext_lazy("actor", "government")
    ARMED_FORCE = "armed_force", pgettext_lazy("actor", "armed force")
    ARMED_GROUP = "armed_group", pgettext_lazy("actor", "armed group")
    MEDIA = "media", pgettext_lazy("actor", "media")
    ALLIANCE = "alliance", pgettext_lazy("actor", "alliance")


class NameKind(models.TextChoices):
    FULL = "full", pgettext_lazy("name", "full name")
    SHORT = "short", pgettext_lazy("name", "short name")
    ALIAS = "alias", pgettext_lazy("name", "alias")
    TRANSLITERATION = "transliteration", pgettext_lazy("name", "transliteration")
    FORMER = "former", pgettext_lazy("name", "former name")
    DEMONYM = "demonym", pgettext_lazy("name", "demonym")
    METONYM = "metonym", pgettext_lazy("name", "metonym")
    TITLE = "title", pgettext_lazy("name", "title")


class OfficeKind(models.TextChoices):
    """What an actor is somewhere: it holds an office, or is one of several."""

    OFFICE = "office", pgettext_lazy("post", "office")
    MEMBERSHIP = "membership", pgettext_lazy("post", "membership")


class PhotoLicence(models.TextChoices):
    """Licences under which a photo may be shown by anybody; SPDX identifiers, and "PD" for the public domain."""

    PUBLIC_DOMAIN = "PD", _("public domain")
    CC0 = "CC0-1.0", "CC0 1.0"
    CC_BY_4 = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA_3 = "CC-BY-SA-3.0", "CC BY-SA 3.0"
    CC_BY_SA_4 = "CC-BY-SA-4.0", "CC BY-SA 4.0"


class Script(models.TextChoices):
    """ISO 15924 codes of the scripts that names come in."""

    LATIN = "Latn", _("Latin")
    CYRILLIC = "Cyrl", _("Cyrillic")


class PlacePrecision(models.TextChoices):
    """How exactly a place is known; `where_prec` gives the UCDP GED code (codebook 25.1, section "where_prec")."""

    EXACT = "exact", pgettext_lazy("place", "exact")
    NEAR = "near", pgettext_lazy("place", "near")
    ADMIN2 = "admin2", pgettext_lazy("place", "district")
    ADMIN1 = "admin1", pgettext_lazy("place", "region")
    COUNTRY = "country", pgettext_lazy("place", "country")
    REGION = "region", pgettext_lazy("place", "wider area")
    UNKNOWN = "unknown", pgettext_lazy("place", "unknown")

    @property
    def where_prec(self) -> int | None:
        """UCDP GED `where_prec`: 1 exact … 6 country only, 7 international waters or airspace; None if unknown."""
        return {"exact": 1, "near": 2, "admin2": 3, "admin1": 4, "country": 6, "region": 7}.get(self.value)
