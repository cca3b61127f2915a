"""Words for what a column holds are those that Django gives, in each language."""

import pytest
from django.conf import settings
from django.utils.translation import override

from articles.models import Source
from claims.models import Claim, Evidence, Suggestion
from timeline.models import Statement

COLUMNS = [
    (Source, "reliability"),
    (Evidence, "relation"),
    *((model, column) for model in (Claim, Suggestion, Statement) for column in ("kind", "directness", "stance")),
]


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
@pytest.mark.parametrize(("model", "column"), COLUMNS)
def test_as_django_says_it(model, column, language):
    field = model._meta.get_field(column)
    with override(language):
        for value in [*(value for value, _ in field.choices), "", "of no kind"]:
            row = model(**{column: value})
            assert getattr(row, f"get_{column}_display")() == row._get_FIELD_display(field)
