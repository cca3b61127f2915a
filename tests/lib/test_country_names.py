"""Countries are called as readers of the page's language call them."""

import pytest
from django.utils import translation

from lib.country_names import country_name


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [("en", "UKR", "Ukraine"), ("uk", "USA", "Сполучені Штати"), ("ru", "RUS", "Россия"), ("en", "XXX", "XXX")],
)
def test_a_country_has_the_name_of_the_language(language, code, name):
    with translation.override(language):
        assert country_name(code) == name
