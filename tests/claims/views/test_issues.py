"""Issues on the desk: the tree, what each says, and merging."""

import pytest

from claims import actions
from claims.models import Issue, IssueMerge
from lib.history import version_number
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ceasefire():
    return factories.issue("ceasefire", "Ceasefire")


def fields(issue, **more):
    said = {"name": issue.name, "parent": "", "description": "", "keywords": "\n".join(issue.keywords)}
    return said | {"version": version_number(issue)} | more


def test_an_issue_is_written_below_another_one(as_editor, ceasefire):
    address = f"/desk/issues/new/{ceasefire.conflict.slug}/"
    said = {
        "name": "In the air",
        "parent": ceasefire.pk,
        "description": "",
        "keywords": "air truce\n air  truce\nтиша в небі",
    }
    assert as_editor.post(address, said).status_code == 302
    made = Issue.objects.get(slug="in-the-air")
    assert (made.parent, made.keywords) == (ceasefire, ["air truce", "тиша в небі"])
    assert as_editor.post(address, said).status_code == 422
    page = as_editor.get("/desk/issues/").content.decode()
    assert page.index("/desk/issues/ceasefire/") < page.index("/desk/issues/in-the-air/")


def test_no_issue_lies_below_itself(as_editor, ceasefire):
    below = factories.issue("air", "Air")
    Issue.objects.filter(pk=below.pk).update(parent=ceasefire)
    assert as_editor.post("/desk/issues/ceasefire/", fields(ceasefire, parent=below.pk)).status_code == 422
    ceasefire.refresh_from_db()
    assert ceasefire.parent is None


def test_a_parent_is_of_the_same_conflict(as_editor, ceasefire):
    other = factories.issue("elsewhere", "Elsewhere", of=factories.conflict("war", "The war"))
    assert as_editor.post("/desk/issues/ceasefire/", fields(ceasefire, parent=other.pk)).status_code == 422


def test_two_people_s_changes_are_joined(as_editor, editor, ceasefire):
    opened = fields(ceasefire, description="Mine.")
    content = actions.IssueContent(name="The ceasefire")
    actions.edit_issue(issue=ceasefire, content=content, by=editor)
    answer = as_editor.post("/desk/issues/ceasefire/", opened)
    assert answer.status_code == 409
    assert answer.context["form"]["name"].value() == "The ceasefire"


def test_issues_are_merged_and_taken_apart(as_editor, ceasefire):
    truce, below = factories.issue("truce", "Truce"), factories.issue("air", "Air")
    Issue.objects.filter(pk=below.pk).update(parent=truce)
    claim = factories.approved_claim(issue=truce)
    page = as_editor.get(f"/desk/issues/truce/merge/?into={ceasefire.pk}")
    sent = {key: page.context["form"][key].value() for key in ("into", "version", "into_version")}
    as_editor.post("/desk/issues/truce/merge/", sent | {"reason": "One matter."})
    claim.refresh_from_db()
    below.refresh_from_db()
    assert (claim.issue, claim.stage, below.parent) == (ceasefire, "approved", ceasefire)
    as_editor.post(f"/desk/issues/merges/{IssueMerge.objects.get().pk}/undo/", {"reason": "Two."})
    claim.refresh_from_db()
    below.refresh_from_db()
    assert (claim.issue, below.parent) == (truce, truce)


def test_an_issue_goes_into_one_below_it(editor, ceasefire):
    """Then what lay between lies below the one that stays, which lies where the other one lay."""
    between, below = factories.issue("between", "Between"), factories.issue("below", "Below")
    Issue.objects.filter(pk=between.pk).update(parent=ceasefire)
    Issue.objects.filter(pk=below.pk).update(parent=between)
    before = list(Issue.objects.order_by("pk").values_list("pk", "parent"))
    merge = actions.merge_issues(gone=ceasefire, kept=below, reason="One.", by=editor)
    assert dict(Issue.objects.values_list("slug", "parent__slug")) == {
        "ceasefire": None,
        "between": "below",
        "below": None,
    }
    actions.unmerge_issues(merge=merge, reason="Two.", by=editor)
    assert list(Issue.objects.order_by("pk").values_list("pk", "parent")) == before
