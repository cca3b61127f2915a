"""The picture of a revision: always the same, in any script, and of nothing that readers may not see."""

import io
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import translation
from PIL import Image

from tests import factories
from tests.pages import read
from timeline import actions, lasting_views, share_card
from timeline.models import Entry
from timeline.moments import parameter

pytestmark = pytest.mark.django_db


def url(entry, revision=None):
    return f"/events/{entry.event_id}/revisions/{revision or entry.revision}/card.png"


def picture(response):
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    return Image.open(io.BytesIO(response.content))


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def drawn(monkeypatch):
    """The revisions that were drawn."""
    found, draw = [], share_card.card_of_revision
    monkeypatch.setattr(lasting_views, "card_of_revision", lambda entry: found.append(entry.pk) or draw(entry))
    return found


def test_a_picture_of_the_size_that_pages_say(client):
    entry = factories.published(place=factories.place())
    assert picture(client.get(url(entry))).size == (1200, 630)
    page = read(client, entry.get_absolute_url())
    told = {meta.get("property") or meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    assert told["og:image"] == f"http://testserver{url(entry)}"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["twitter:card"] == "summary_large_image"
    for words in (entry.title, "13 March 2025", "1 verified", "As of revision 1."):
        assert words in told["og:image:alt"]


def test_the_page_of_a_revision_has_the_picture_of_that_one(client):
    entry = factories.published()
    factories.republished(entry, title="Called otherwise")
    for number, title in ((1, entry.title), (2, "Called otherwise")):
        page = read(client, f"/events/{entry.event_id}/revisions/{number}/")
        (image,) = page.xpath("//meta[@property='og:image']/@content")
        (words,) = page.xpath("//meta[@property='og:image:alt']/@content")
        assert image == f"http://testserver{url(entry, number)}"
        assert title in words


def test_the_same_bytes_whatever_becomes_of_the_event(client):
    entry = factories.published()
    before = client.get(url(entry))
    factories.republished(entry, title="Called otherwise")
    cache.clear()
    middle = client.get(url(entry))
    actions.withdraw(event=entry.event, reason="It did not happen.", by=factories.user("reviewer"))
    cache.clear()
    after = client.get(url(entry))
    assert before.content == middle.content == after.content
    assert before["ETag"] == middle["ETag"] == after["ETag"]
    other = client.get(url(entry, 2))
    assert (other.status_code, other.content != after.content, other["ETag"] != after["ETag"]) == (200, True, True)


def test_the_same_bytes_in_whatever_language_they_are_drawn():
    entry = factories.published(happened_edtf="2025-03", place=factories.place())
    drawings = set()
    for language in ("en", "uk", "ru"):
        with translation.override(language):
            drawings.add(share_card.card_of_revision(entry))
    assert len(drawings) == 1


def test_it_is_kept_by_caches_and_asked_for_again_in_vain(client, drawn):
    entry = factories.published()
    response = client.get(url(entry))
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=31536000", "immutable"}
    assert "Cookie" not in response.get("Vary", "")
    again = client.get(url(entry), headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(url(entry)).content == response.content
    assert drawn == [entry.pk]


def test_pictures_take_a_bounded_part_of_the_cache(client, drawn, monkeypatch):
    monkeypatch.setattr(lasting_views, "_PLACES", 1)
    one, other = factories.published(title="One"), factories.published(title="Other")
    first, second = client.get(url(one)).content, client.get(url(other)).content
    assert first != second
    assert client.get(url(one)).content == first
    assert drawn == [one.pk, other.pk, one.pk]


def test_what_has_no_page_has_no_picture(client):
    entry = factories.published()
    draft = factories.event(title="CANARY", claims=[factories.approved_claim()])
    factories.republished(entry, title="Called otherwise")
    before = parameter(entry.known_at - timedelta(seconds=1))
    for path in (
        url(entry, 3),
        f"/events/{draft.pk}/revisions/1/card.png",
        f"{url(entry)}?as_of={before}",
        f"{url(entry, 2)}?as_of={parameter(entry.known_at)}",
    ):
        page = path.replace("card.png", "")
        assert (client.get(path).status_code, client.get(page).status_code) == (404, 404), path
    assert client.get(f"{url(entry)}?size=9").status_code == 400
    assert client.post(url(entry)).status_code == 405


TITLES = [
    "Truce",
    "Україна приймає: ґрунт, їжак, Єнакієве, і Київ",
    "Кремль отверг 30-дневное перемирие, объявив его передышкой",
    "الكرملين يرفض وقف إطلاق النار",
    "הקרמלין דוחה את הפסקת האש (Ushakov)",
    "Kremlin says “الكرملين” and אב",
    "word " * 39,
    "W" * 200,
    "Щ" * 200,
]


def ink(image, box):
    """How many pixels of a part are not paper."""
    part = image.convert("RGB").crop(box)
    paper = part.getpixel((0, 0))
    return sum(count for count, colour in part.getcolors(1 << 20) if colour != paper)


@pytest.mark.parametrize("title", TITLES)
def test_titles_in_any_script_and_length_stay_within_the_margins(title):
    entry = factories.published(title=title.strip())
    image = Image.open(io.BytesIO(share_card.card_of_revision(entry)))
    assert ink(image, (64, 200, 1136, 520)) > 500
    for margin in ((0, 130, 56, 520), (1144, 130, 1200, 520), (0, 516, 1200, 530)):
        assert ink(image, margin) == 0, (title, margin)


@pytest.mark.parametrize("family", ["serif", "sans"])
@pytest.mark.parametrize("size", [30])
def test_every_letter_of_our_languages_has_a_shape(family, size):
    font = share_card._font(family, size, bold=True)
    letters = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъё" + "abcdefghijklmnopqrstuvwxyz–—“”«»’…№"
    missing = bytes(font.getmask("\U000e0fff"))
    for letter in letters + letters.upper():
        assert bytes(font.getmask(letter)) != missing, letter


def test_text_that_reads_from_the_right_is_shaped_and_turned():
    assert share_card._runs("האש (Ushakov)", "serif", right=True) == [("(Ushakov) ", "serif"), ("שאה", "hebrew")]
    ((shaped, family),) = share_card._runs("الكرملين", "serif", right=True)
    assert family == "arabic"
    assert all("\ufe70" <= letter <= "\ufeff" for letter in shaped)
    ((plain, family),) = share_card._runs("Truce", "serif", right=False)
    assert (plain, family) == ("Truce", "serif")


def test_a_long_title_is_cut_and_says_so():
    size, lines = share_card._fitted("word " * 200)
    assert (size, lines[-1][-1]) == (min(share_card._TITLE_SIZES), "…")
    size, lines = share_card._fitted("Truce")
    assert (size, lines) == (max(share_card._TITLE_SIZES), ["Truce"])


@pytest.mark.parametrize(
    ("happened", "place", "told"),
    [
        ("2025-03-13", ("Moscow", "exact"), "Thursday 13 March 2025 · Moscow"),
        ("2025-03", ("Kursk region", "admin1"), "March 2025 (day unknown) · Kursk region"),
        ("", ("Jeddah", "near"), "Date not known · Jeddah (near)"),
        ("2025-21", ("", "unknown"), "Spring 2025 (month and day unknown)"),
    ],
)
def test_dates_and_places_are_as_exact_as_they_are_known(happened, place, told):
    entry = factories.published(happened_edtf=happened)
    entry.place_name, entry.place_precision = place
    assert share_card.when_and_where(entry) == told


def test_the_timeline_has_a_picture_of_the_site(client):
    factories.published()
    (image,) = read(client, "/").xpath("//meta[@property='og:image']/@content")
    assert image == "http://testserver/card.png"
    assert picture(client.get("/card.png")).size == (1200, 630)
    assert client.get("/card.png?x=1").status_code == 400


def test_who_draws_nothing_does_not_load_what_draws():
    code = (
        "import django; django.setup(); import timeline.urls, sys; print('PIL' in sys.modules, 'bidi' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_picture_is_one_question(client, django_assert_num_queries):
    entry = Entry.objects.get(pk=factories.published().pk)
    with django_assert_num_queries(1):
        client.get(url(entry))
