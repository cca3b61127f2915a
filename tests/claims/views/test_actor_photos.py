"""Photos of actors at the desk: under licences that the setting names, as pictures, each change with who and why."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from actors import actions
from tests import factories
from tests.claims.views.tab import Tab
from tests.pages import read

pytestmark = pytest.mark.django_db

PAGE = "/desk/actors/ushakov/"
SAID = {"licence": "CC-BY-4.0", "credit": "Jane Doe", "page": "https://photos.example/1"}


@pytest.fixture
def ushakov(settings):
    settings.PHOTO_LICENCES = ["CC-BY-4.0", "PD"]
    return factories.actor("ushakov", "Yuri Ushakov")


@pytest.fixture
def with_photo(ushakov, editor):
    said = {"licence": "CC-BY-4.0", "credit": "Jane Doe"}
    return actions.set_photo(actor=ushakov, file=factories.picture(), by=editor, **said)


def sent(browser, **more):
    return browser.post(f"{PAGE}photo/change/", SAID | more)


def test_a_photo_is_given_and_seen_by_readers_and_the_desk(as_editor, client, editor, ushakov):
    assert sent(as_editor, file=factories.picture("PNG", (900, 600), "at-home-in-omsk")).status_code == 302
    ushakov.refresh_from_db()
    assert (ushakov.photo_licence, ushakov.photo_credit) == ("CC-BY-4.0", "Jane Doe")
    assert "omsk" not in ushakov.photo.name
    tab = Tab(as_editor, PAGE)
    assert "Photo: Jane Doe CC BY 4.0, where it was taken from" in tab.says("photo")
    (line,) = tab.root.xpath("//section[@aria-labelledby='history-title']//li[contains(., 'set the photo')]")
    assert str(editor) in line.text_content()
    assert "licence of the photo" in line.text_content()
    shown = as_editor.get(tab.by_id("photo").xpath(".//img/@src")[0])
    assert Image.open(io.BytesIO(shown.content)).size == (480, 320)
    factories.published()
    (address,) = read(client, "/actors/ushakov/").xpath("//main//img/@src")
    assert client.get(address).status_code == 200


def test_what_is_said_of_it_is_changed_without_another_picture(as_editor, with_photo):
    name = with_photo.photo.name
    assert sent(as_editor, credit="Jane  Roe", licence="PD").status_code == 302
    with_photo.refresh_from_db()
    assert (with_photo.photo.name, with_photo.photo_credit, with_photo.photo_licence) == (name, "Jane Roe", "PD")
    before = with_photo.photo_page
    assert sent(as_editor, credit="", licence="PD").status_code == 422
    with_photo.refresh_from_db()
    assert (with_photo.photo_credit, with_photo.photo_page) == ("Jane Roe", before)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({}, "This field is required."),
        ({"file": SimpleUploadedFile("a.jpg", b"<svg/>")}, "That is no picture that we can read"),
        ({"file": factories.picture("GIF")}, "That is no picture that we can read"),
        ({"file": factories.picture(), "licence": "CC-BY-SA-4.0"}, "Select a valid choice."),
        ({"file": factories.picture(), "page": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"file": factories.picture(), "page": "ftp://photos.example/1"}, "Enter a valid URL."),
    ],
)
def test_what_cannot_be_shown_is_refused_beside_its_field(as_editor, ushakov, more, says):
    answer = sent(as_editor, **more)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    ushakov.refresh_from_db()
    assert not ushakov.photo


def test_a_picture_may_not_be_larger_than_is_said(as_editor, ushakov, monkeypatch):
    monkeypatch.setattr("actors.actions.photos._MOST_BYTES", 100)
    answer = sent(as_editor, file=factories.picture())
    assert "10 MB" in answer.context["photo_form"].errors["file"][0]


def test_without_the_setting_nothing_is_uploaded_and_what_is_there_is_not_shown(as_editor, with_photo, settings):
    settings.PHOTO_LICENCES = []
    tab = Tab(as_editor, PAGE)
    assert "names no licence" in tab.says("photo")
    assert "Readers do not see it" in tab.says("photo")
    assert sent(as_editor, file=factories.picture()).status_code == 422


def test_it_is_taken_away_with_a_reason(as_editor, with_photo):
    tab = Tab(as_editor, PAGE)
    form = tab.form_to(f"{PAGE}photo/remove/")
    tab.send(form, {"reason": " "}, status=422)
    tab.send(tab.form_to(f"{PAGE}photo/remove/"), {"reason": "He asked for it."})
    assert "It has no photo." in tab.says("photo")
    assert "took the photo away: He asked for it." in tab.root.text_content()
    with_photo.refresh_from_db()
    assert (with_photo.photo.name, with_photo.photo_licence, with_photo.photo_credit) == ("", "", "")
    assert as_editor.get(f"{PAGE}photo/").status_code == 404
