"""A translation has a translator, and a second person who compared it with the quote."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.roles import Role
from claims import actions, languages
from claims.forms import ClaimForm
from claims.policies import StaleVersionError
from tests import factories
from timeline.freezing import freeze

pytestmark = pytest.mark.django_db
SAID = {"quote": "передышка", "quote_language": "ru", "translation": "a breather"}


def edited(claim, by, **content):
    content = factories.claim_content(**(SAID | content))
    return actions.edit_claim(claim=claim, content=content, version=claim.version, by=by)


@pytest.fixture
def translated(editor):
    return factories.draft_claim(by=editor, **SAID)


@pytest.fixture
def checked(translated, reviewer):
    return actions.check_translation(claim=translated, version=translated.version, by=reviewer)


def test_who_writes_a_translation_is_its_translator(translated, editor, reviewer):
    assert (translated.translated_by, translated.translation_checked_by) == (editor, None)
    assert factories.draft_claim(by=editor, quote="передышка").translated_by is None
    assert edited(translated, reviewer, translation="a respite").translated_by == reviewer


@pytest.mark.parametrize(
    ("change", "stays"),
    [
        ({"translation": "a respite"}, False),
        ({"quote": "передышки"}, False),
        ({"quote_language": "uk"}, False),
        ({"text": "He called it a breather."}, True),
    ],
)
def test_a_check_holds_as_long_as_what_was_compared(checked, editor, reviewer, change, stays):
    assert edited(checked, editor, **change).translation_checked_by == (reviewer if stays else None)


def test_a_translation_that_goes_has_no_translator(checked, editor):
    gone = edited(checked, editor, translation="")
    assert (gone.translated_by, gone.translation_checked_by) == (None, None)


def test_the_translator_does_not_check(translated, editor):
    with pytest.raises(PermissionDenied, match="second person"):
        actions.check_translation(claim=translated, version=translated.version, by=editor)


def test_an_old_version_is_not_checked(translated, editor, reviewer):
    version = translated.version
    edited(translated, editor, translation="a respite")
    with pytest.raises(StaleVersionError):
        actions.check_translation(claim=translated, version=version, by=reviewer)


def test_nothing_to_check(editor, reviewer):
    claim = factories.draft_claim(by=editor)
    with pytest.raises(ValidationError, match="no translation"):
        actions.check_translation(claim=claim, version=claim.version, by=reviewer)


def test_a_check_leaves_the_review_as_it_is(editor):
    claim = factories.approved_claim(**SAID)
    other = factories.user(Role.EDITOR, "other")
    checked = actions.check_translation(claim=claim, version=claim.version, by=other)
    assert (checked.stage, checked.version, checked.edited_by) == ("approved", claim.version, editor)


def test_readers_learn_of_the_check_and_an_old_digest_stays(editor):
    claim = factories.approved_claim(**SAID)
    event = factories.event(claims=[claim])
    before = freeze(event)
    assert before.statements[0][0].translation_checked is False
    actions.check_translation(claim=claim, version=claim.version, by=factories.user(Role.EDITOR, "other"))
    after = freeze(event)
    assert after.statements[0][0].translation_checked is True
    assert before.entry.digest != after.entry.digest


def test_the_page_says_so_and_offers_the_check(as_reviewer, as_editor, translated, reviewer):
    page, address = translated.get_absolute_url(), f"{translated.get_absolute_url()}translation/check/"
    assert "a second person has to check it" in as_editor.get(page).content.decode()
    as_editor.post(address, {"version": translated.version})
    assert "not checked" in as_reviewer.get(page).content.decode()
    as_reviewer.post(address, {"version": translated.version})
    translated.refresh_from_db()
    assert translated.translation_checked_by == reviewer
    assert f"checked by <bdi>{reviewer}</bdi>" in as_editor.get(page).content.decode()


def test_the_form_offers_the_archives_languages_with_the_quotes_first():
    factories.article(language="ar")
    languages._of_archive.cache_clear()
    form = ClaimForm(conflict=factories.conflict(), content=factories.claim_content(**SAID, directness="verbatim"))
    offered = form.fields["quote_language"].choices
    assert offered[:2] == [("", "—"), ("ru", "Russian")]
    assert ("ar", "Arabic") in offered
    assert form.fields["quote_language"].clean("fa") == "fa"
    with pytest.raises(ValidationError):
        form.fields["quote_language"].clean("xx")
