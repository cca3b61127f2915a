"""What a person follows, on a page: unfollowed there, with issues and actors to follow."""

import pytest

from accounts.actions import follow
from accounts.models import Follow
from tests import factories
from tests.pages import parse, words

pytestmark = pytest.mark.django_db
PAGE = "/desk/following/"


def followed(user):
    return {str(row.followed) for row in Follow.objects.filter(user=user)}


def test_all_that_one_follows_stands_there_and_nothing_of_others(as_editor, editor, reviewer):
    claim, actor = factories.draft_claim(text="A claim."), factories.actor("un", "United Nations")
    event, issue = factories.event(title="An event"), factories.issue()
    for thing in (claim, actor, event, issue):
        follow(what=thing, by=editor)
    follow(what=factories.actor("eu", "European Union"), by=reviewer)
    shown = words(parse(as_editor.get(PAGE)).xpath("//ul[@class='rows']")[0])
    assert all(text in shown for text in ("A claim.", "United Nations", "An event", "30-day ceasefire"))
    assert "European Union" not in shown
    assert f'href="{claim.get_absolute_url()}"' in as_editor.get(PAGE).text


def test_one_unfollows_there_ones_own_only(as_editor, editor, reviewer):
    mine = follow(what=factories.event(title="An event"), by=editor)
    others = follow(what=factories.issue(), by=reviewer)
    assert as_editor.post(f"{PAGE}{mine.pk}/stop/").url == PAGE
    assert as_editor.post(f"{PAGE}{others.pk}/stop/").status_code == 404
    assert (followed(editor), followed(reviewer)) == (set(), {"30-day ceasefire"})


def test_issues_and_actors_are_followed_there(as_editor, editor):
    issue, actor = factories.issue(), factories.actor("un", "United Nations")
    actor.names.create(text="ООН", kind="alias", language="uk")
    assert f'action="/desk/follow/issue/{issue.pk}/"' in as_editor.get(PAGE).text
    for asked in ("nations", "оон"):
        assert f'action="/desk/follow/actor/{actor.pk}/"' in as_editor.get(PAGE, {"q": asked}).text
    assert "No actor is called so." in as_editor.get(PAGE, {"q": "nobody\0"}).text
    for path in (f"issue/{issue.pk}", f"actor/{actor.pk}"):
        assert as_editor.post(f"/desk/follow/{path}/").url == PAGE
    assert followed(editor) == {"30-day ceasefire", "United Nations"}
    assert as_editor.post(f"/desk/follow/issue/{issue.pk}/", {"stop": "1"}).url == PAGE
    assert followed(editor) == {"United Nations"}


def test_an_actor_is_followed_where_an_article_names_it(as_editor, editor):
    actor = factories.actor("ushakov", "Yuri Ushakov")
    article = factories.article().article
    page = f"/desk/articles/{article.pk}/names/"
    assert "Follow Yuri Ushakov" in as_editor.get(page).text
    assert as_editor.post(f"/desk/follow/actor/{actor.pk}/", {"article": article.pk}).url == page
    assert followed(editor) == {"Yuri Ushakov"}
    assert "You follow Yuri Ushakov." in as_editor.get(page).text
