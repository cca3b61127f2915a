"""The shared test data does what its names say."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_published_event_has_statement_and_citation():
    entry = factories.published()
    assert entry.revision == 1
    assert entry.statements.get().citations.get().exact == factories.QUOTE


def test_a_changed_event_becomes_revision_two():
    first = factories.published()
    second = factories.republished(first, title="Another title")
    assert (second.revision, second.is_correction) == (2, True)


def test_a_suggestion_waits():
    assert factories.suggestion().decision == "pending"
