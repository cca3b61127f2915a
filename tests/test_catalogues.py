"""Every word of the interface is marked, and has a translation into each language."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation

from config import catalogues
from tests.unmarked import unmarked_words

# Their words are marked next.
NOT_YET = ("admin/",)
TEMPLATES = sorted(path for path in (settings.BASE_DIR / "templates").rglob("*.html"))
LANGUAGES = catalogues.translated_languages()


def name_of(path):
    return str(path.relative_to(settings.BASE_DIR / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_word_of_a_template_is_marked(path):
    if name_of(path).startswith(NOT_YET):
        return
    assert unmarked_words(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Words</p>", ["Words"]),
        ("<p>{{ number }} lines</p>", ["… lines"]),
        ('<a title="Words">{{ x }}</a>', ["Words"]),
        ('<input type="submit" value="Send">', ["Send"]),
        ('<p>{% translate "Words" %}</p>', []),
        ("<p>{% blocktranslate %}Words {{ x }}{% endblocktranslate %}</p>", []),
        ('{{ x|default:"Nothing" }}', ["Nothing"]),
        ('{% include "a.html" with words="Some words" %}', ["Some words"]),
        ('{% include "a.html" with words=_("Some words") %}', []),
        ("<p>line{{ n|pluralize }}</p>", ["line …", "n|pluralize"]),
        ('<p class="words" id="words" data-x="words words">Attested, UTC</p>', []),
    ],
)
def test_words_that_nobody_marked_are_found(source, found):
    assert unmarked_words(source) == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_complete_and_fresh(language):
    words = catalogues.extracted()
    catalogue = catalogues.merged(language, words)
    assert catalogues.missing(catalogue) == []
    fresh = catalogues.as_text(language, catalogue)
    assert catalogues.po_path(language).read_bytes() == fresh, "run manage.py catalogues"


def test_check_says_what_is_missing(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    with pytest.raises(CommandError):
        call_command("catalogues", check=True)
    assert "Skip to the content" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


class _Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags = Counter()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags[tag, *sorted(attrs, key=str)] += 1


def _placeholders(text):
    return Counter(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_and_tags(language):
    for message in catalogues.read_catalogue(language):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        for form in forms:
            # The singular may do without its number ("one line"), in the original only.
            assert set(_placeholders(form)) == set(_placeholders(ids[-1])), (message.id, form)
            assert _Tags(form).tags == _Tags(ids[-1]).tags, (message.id, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_of_what_nobody_says(language):
    assert not catalogues.read_catalogue(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiling_is_done_once(language, tmp_path, monkeypatch):
    source = catalogues.po_path(language)
    copies = {one: tmp_path / one / "LC_MESSAGES" / "django.po" for one in LANGUAGES}
    for one, copy in copies.items():
        copy.parent.mkdir(parents=True)
        copy.write_bytes(source.with_name("django.po").read_bytes() if one == language else b"")
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    assert len(catalogues.compile_catalogues()) == len(LANGUAGES)
    assert catalogues.compile_catalogues() == []
    assert [path.name for path in copies[language].parent.iterdir() if path.suffix not in {".po", ".mo"}] == []


def test_the_language_is_in_the_address(db):
    for address, language in (("/", "en"), ("/uk/", "uk"), ("/ru/", "ru")):
        response = Client(headers={"accept-language": "ru"}).get(address)
        assert response.status_code == 200
        assert f'<html lang="{language}">' in response.content.decode()
        assert response["Content-Language"] == language
        assert "Accept-Language" not in response.get("Vary", "")
        assert "django_language" not in response.cookies
    assert translation.get_language() == settings.LANGUAGE_CODE
    assert Client().get("/en/").status_code == 404
    assert Client().get("/uk/events.csv").status_code == 404
    assert Client().get("/uk/healthz").status_code == 404


def test_a_page_leads_to_itself_in_other_languages(client, db):
    page = client.get("/uk/?order=oldest&q=a+b").content.decode()
    for href in ("/?order=oldest&amp;q=a+b", "/ru/?order=oldest&amp;q=a+b", "/uk/?order=oldest&amp;q=a+b"):
        assert f'href="{href}"' in page
        assert f'href="http://testserver{href}"' in page
    assert 'hreflang="x-default" href="http://testserver/?order=oldest' in page


def test_each_language_has_an_etag_of_its_own(client, db):
    tags = {client.get(address)["ETag"] for address in ("/", "/uk/", "/ru/")}
    assert len(tags) == 3
