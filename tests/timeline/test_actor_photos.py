"""Photos of actors: only under licences that are allowed, only as pictures of our own making."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from actors.models import Actor
from tests import factories
from tests.pages import of_class, read, words

pytestmark = pytest.mark.django_db

URL = "/actors/ushakov/"


def picture(kind="JPEG", size=(1200, 800), mode="RGB", **options):
    written = io.BytesIO()
    Image.new(mode, size, "#884422").save(written, kind, **options)
    return written.getvalue()


def with_photo(content, name="photo.jpg", licence="CC-BY-4.0", slug="ushakov"):
    actor = factories.actor(slug, "Yuri Ushakov")
    actor.photo.save(name, ContentFile(content), save=False)
    actor.photo_licence, actor.photo_credit, actor.photo_page = licence, "Jane Doe", "https://photos.example/1"
    actor.save()
    return actor


def shown(client):
    return [image.get("src") for image in read(client, URL).xpath("//main//img")]


def test_without_the_setting_no_photo_is_shown_or_served(client, settings):
    with_photo(picture())
    factories.published()
    settings.PHOTO_LICENCES = ["CC-BY-4.0"]
    (address,) = shown(client)
    for licences in ([], ["PD", "CC0-1.0"]):
        settings.PHOTO_LICENCES = licences
        assert shown(client) == []
        assert client.get(address).status_code == 404


def test_a_photo_is_made_small_and_says_nothing_but_the_picture(client, settings):
    settings.PHOTO_LICENCES = ["CC-BY-4.0"]
    exif = Image.Exif()
    exif[0x010F] = "A camera that tells"
    with_photo(picture(exif=exif, comment=b"a comment that tells"))
    factories.published()
    (figure,) = of_class(read(client, URL), "actor-photo")
    assert words(figure.find("figcaption")) == "Photo: Jane Doe, CC BY 4.0"
    assert figure.xpath(".//a/@href") == ["https://photos.example/1"]
    response = client.get(figure.find("img").get("src"))
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert {"immutable", "public"} <= set(response["Cache-Control"].split(", "))
    assert b"tells" not in response.content
    made = Image.open(io.BytesIO(response.content))
    assert (made.format, made.size) == ("JPEG", (480, 320))
    assert not dict(made.getexif())


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_pictures_become_jpeg(client, settings, kind):
    settings.PHOTO_LICENCES = ["CC-BY-4.0"]
    with_photo(picture(kind, (100, 50), "RGBA"), name=f"photo.{kind.lower()}")
    factories.published()
    response = client.get(shown(client)[0])
    assert response["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(response.content)).size == (100, 50)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"",
        picture()[:400],
        picture("GIF", (20, 20)),
        picture("PNG", (8000, 7000)),
    ],
    ids=["svg", "html", "empty", "cut off", "gif", "too large"],
)
def test_what_is_no_picture_of_a_known_kind_is_not_served_whatever_it_is_called(client, settings, content):
    settings.PHOTO_LICENCES = ["CC-BY-4.0"]
    with_photo(content)
    factories.published()
    assert client.get(shown(client)[0]).status_code == 404


def test_the_photo_of_an_actor_that_nobody_published_is_not_served(client, settings):
    settings.PHOTO_LICENCES = ["CC-BY-4.0"]
    with_photo(picture())
    entry = factories.published()
    (address,) = shown(client)
    hidden = with_photo(picture(), slug="hidden")
    assert client.get(address.replace(f"/{factories.actor('ushakov').pk}/", f"/{hidden.pk}/")).status_code == 404
    from timeline.actor_photos import digest_of

    assert client.get(f"/actors/{hidden.pk}/photo-{digest_of(hidden.photo.name)}.jpg").status_code == 404
    assert entry.pk


def test_a_new_photo_has_a_new_address(client, settings):
    settings.PHOTO_LICENCES = ["CC-BY-4.0"]
    with_photo(picture())
    factories.published()
    (before,) = shown(client)
    with_photo(picture(size=(20, 20)))
    (after,) = shown(client)
    assert before != after
    assert client.get(before).status_code == 404
    assert Actor.objects.get(slug="ushakov").photo.name
