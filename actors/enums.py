"""Code lists for who and where."""

from django.db import models


class ActorKind(models.TextChoices):
    PERSON = "person", "person"
    STATE = "state", "state"
    ORGANISATION = "organisation", "organisation"
    GOVERNMENT = "government", "government"
    ARMED_FORCE = "armed_force", "armed force"
    ARMED_GROUP = "armed_group", "armed group"
    MEDIA = "media", "media"
    ALLIANCE = "alliance", "alliance"


class NameKind(models.TextChoices):
    FULL = "full", "full name"
    SHORT = "short", "short name"
    ALIAS = "alias", "alias"
    TRANSLITERATION = "transliteration", "transliteration"
    FORMER = "former", "former name"
    DEMONYM = "demonym", "demonym"
    METONYM = "metonym", "metonym"
    TITLE = "title", "title"


class Script(models.TextChoices):
    """ISO 15924 codes of the scripts that names come in."""

    LATIN = "Latn", "Latin"
    CYRILLIC = "Cyrl", "Cyrillic"


class PlacePrecision(models.TextChoices):
    """How exactly a place is known; `where_prec` gives the UCDP GED code (codebook 25.1, section "where_prec")."""

    EXACT = "exact", "exact"
    NEAR = "near", "near"
    ADMIN2 = "admin2", "district"
    ADMIN1 = "admin1", "region"
    COUNTRY = "country", "country"
    REGION = "region", "wider area"
    UNKNOWN = "unknown", "unknown"

    @property
    def where_prec(self) -> int | None:
        """UCDP GED `where_prec`: 1 exact … 6 country only, 7 international waters or airspace; None if unknown."""
        return {"exact": 1, "near": 2, "admin2": 3, "admin1": 4, "country": 6, "region": 7}.get(self.value)
