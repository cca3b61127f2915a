"""Every column that names an actor or an issue goes along with a merge, or is named as one that stays."""

import pytest
from django.apps import apps
from django.db.models import CASCADE, ForeignKey

from actors.models import Actor
from actors.references import actor_references
from claims.models import Issue
from claims.references import issue_references


def columns_naming(thing):
    """Model and column of each foreign key to it, those of many-to-many tables too; not those of kept versions."""
    for model in apps.get_models(include_auto_created=True):
        if hasattr(model, "pgh_tracked_model"):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is thing:
                yield model, field.attname


@pytest.mark.parametrize(("thing", "registry"), [(Actor, actor_references), (Issue, issue_references)])
def test_every_column_is_registered_or_stays(thing, registry):
    moved = {(one.model, one.column) for one in registry.references}
    left = {
        (model.__name__, column)
        for model, column in columns_naming(thing)
        if (model, column) not in moved and model not in registry.staying and column != "merged_into_id"
    }
    assert left == set()


@pytest.mark.parametrize("registry", [actor_references, issue_references])
def test_what_a_constraint_lets_stand_once_is_told_by_its_reference(registry):
    """Else a merge of two that have the same row would be refused by the database."""
    for one in registry.references:
        meta = one.model._meta
        unique = [set(names) for names in meta.unique_together]
        unique += [set(constraint.fields) for constraint in meta.total_unique_constraints]
        columns = [{meta.get_field(name).attname for name in names} for names in unique]
        expected = [names - {one.column} for names in columns if one.column in names]
        assert expected == ([set(one.beside)] if one.beside else []), one.key


@pytest.mark.parametrize("registry", [actor_references, issue_references])
def test_nothing_goes_with_a_row_that_is_taken_away(registry):
    hanging = {(one.on, one.model, one.column) for one in registry.hanging}
    for one in registry.references:
        if one.beside:
            for relation in one.model._meta.related_objects:
                if relation.on_delete is CASCADE and not hasattr(relation.related_model, "pgh_tracked_model"):
                    assert (one.model, relation.related_model, relation.field.attname) in hanging


@pytest.mark.parametrize("registry", [actor_references, issue_references])
def test_public_rows_are_not_among_those_that_move(registry):
    assert not {one.model for one in registry.references} & registry.staying
