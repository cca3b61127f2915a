"""The rules of Ukrainian and Russian, behind the same interface as those of English."""

from claims.suggest.cyrillic.attributions import cyrillic_attributions as attributions
from claims.suggest.cyrillic.doubts import RELAYS, with_doubt
from claims.suggest.cyrillic.kinds import sort_statement
from claims.suggest.cyrillic.speakers import CyrillicSpeakers
from claims.suggest.cyrillic.wording import claim_text

__all__ = ["RELAYS", "CyrillicSpeakers", "attributions", "claim_text", "sort_statement", "with_doubt"]
