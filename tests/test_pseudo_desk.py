"""No page of the desk has a word in English that nobody marked: all are asked for in a language of brackets."""

import pytest

from accounts.models import Notification, User
from actors.models import Actor, Conflict, Office, Place
from articles.ingest.formats import READS
from articles.models import Article, Feed, Snapshot, Source
from claims.models import Claim, Excerpt, Issue, Suggestion
from tests.desk_pages import desk_addresses
from tests.pseudo import pseudo_language, unmarked
from tests.unmarked import NAMES
from timeline.models import Entry, Event, EventLink, SavedSearch

pytestmark = pytest.mark.django_db
# Parameters as in an address, engines by their names, languages by their own, and what a file or an address begins and ends with.
_ALSO = {"verdict verified", "rules", "tests", "English", "https://hooks.example/", "https://", READS}


def _content():
    """Everything that articles, the newsroom and its people are called and say."""
    found = set()
    for model, fields in (
        (Entry, ("title", "summary", "place_name")),
        (Event, ("title", "summary")),
        (EventLink, ("note",)),
        (Claim, ("text", "quote", "translation", "rationale")),
        (Suggestion, ("text", "quote", "speaker_name", "rule")),
        (Excerpt, ("exact",)),
        (Article, ("title", "url")),
        (Snapshot, ("title", "extractor", "media_type")),
        (Source, ("name", "domain", "slug")),
        (Feed, ("title", "url")),
        (Actor, ("name",)),
        (Office, ("title",)),
        (Place, ("name",)),
        (Issue, ("name",)),
        (Conflict, ("name",)),
        (Notification, ("text",)),  # kept in English, whoever caused it
        (SavedSearch, ("name",)),
        (User, ("username", "display_name")),
    ):
        for row in model.objects.values_list(*fields):
            found.update(" ".join(str(one).split()) for one in row if one)
    return found


def test_desk_pages_have_no_unmarked_words(as_reviewer, tmp_path):
    pages = desk_addresses()
    content, left = _content(), {}
    with pseudo_language(tmp_path):
        for page in pages:
            response = as_reviewer.get(f"/uk{page}", follow=True)
            assert response.status_code == 200, page
            if found := unmarked(response, content=content, names=NAMES | _ALSO):
                left[page] = found
    assert left == {}
