"""The archived article of a citation, with exactly its passage marked."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.models import Article
from claims.actions import mark_passage
from tests import factories
from tests.pages import of_class, read, seen, the, words
from timeline.models import Citation
from timeline.passages import marked_paragraphs

db = pytest.mark.django_db


def cite(text, exact, **columns):
    """A published citation of the first place where the article reads so."""
    capture = factories.article(text, **columns)
    entry = factories.published(claims=[factories.approved_claim(excerpt=factories.passage(capture, exact))])
    return entry.statements.get().citations.get()


def archived(client, citation):
    return read(client, f"/evidence/{citation.pk}/")


def paragraphs(root):
    """Each paragraph as its text with the marked characters between brackets, as a reader sees it."""
    found = []
    for paragraph in the(root, "archived-text").findall("p"):
        assert {one.tag for one in paragraph} <= {"mark"}
        parts = [paragraph.text or ""]
        for mark in paragraph:
            parts += [f"[{mark.text}]", mark.tail or ""]
        found.append("".join(parts))
    return found


MARKED = {
    "in the middle": ("One two three.", "two", ["One [two] three."]),
    "at the start": ("One two three.", "One", ["[One] two three."]),
    "at the end": ("One two three.", "three.", ["One two [three.]"]),
    "the whole text": ("One two three.", "One two three.", ["[One two three.]"]),
    "one character": ("One two three.", "w", ["One t[w]o three."]),
    "Cyrillic": ("Він сказав: «перемир’я» — і пішов.", "перемир’я", ["Він сказав: «[перемир’я]» — і пішов."]),
    "after emoji": ("🇺🇦🤝🇺🇸 The talks 👩‍👩‍👧‍👦 began.", "began", ["🇺🇦🤝🇺🇸 The talks 👩‍👩‍👧‍👦 [began]."]),
    "emoji": ("They wrote 🇺🇦🤝🇺🇸 today.", "🤝", ["They wrote 🇺🇦[🤝]🇺🇸 today."]),
    "combining marks": ("и\u0306 и\u0306 caf\u0065\u0301 noir", "noir", ["и\u0306 и\u0306 cafe\u0301 [noir]"]),
    "with a combining mark": ("a cafe\u0301 noir", "cafe\u0301", ["a [cafe\u0301] noir"]),
    "right to left": ("قال الرئيس: «هدنة» اليوم", "هدنة", ["قال الرئيس: «[هدنة]» اليوم"]),
    "across paragraphs": ("One two.\n\nThree four.", "two.\n\nThree", ["One [two.]", "[Three] four."]),
    "across three": ("One.\n\nTwo.\n \n\nThree.", "e.\n\nTwo.\n \n\nTh", ["On[e.]", "[Two.]", "[Th]ree."]),
    "a line break inside": ("One\ntwo three", "One\ntwo", ["[One\ntwo] three"]),
    "around blank lines": ("\n\nOne.\n\n\n\nTwo.\n\n", "Two.", ["One.", "[Two.]"]),
    "blank lines included": ("One.\n\nTwo.\n\n", "\n\nTwo.\n\n", ["One.", "[Two.]"]),
    "blank line first": ("  \n\nOne two.", "  \n\nOne", ["[One] two."]),
    "markup": (
        "a <b>bold</b> & <script>x</script> 'claim'",
        "<b>bold</b> &",
        ["a [<b>bold</b> &] <script>x</script> 'claim'"],
    ),
    "entities": ("&lt;b&gt; &amp;amp; two", "&amp;amp;", ["&lt;b&gt; [&amp;amp;] two"]),
    "curly brackets": ("{{ 7|add:7 }} {% now %} two", "{% now %}", ["{{ 7|add:7 }} [{% now %}] two"]),
}


@db
@pytest.mark.parametrize(("text", "exact", "shown"), MARKED.values(), ids=MARKED)
def test_exactly_the_passage_is_marked(client, text, exact, shown):
    root = archived(client, cite(text, exact))
    assert paragraphs(root) == shown
    assert len(root.xpath("//*[@id='passage']")) == 1
    assert root.xpath("//mark")[0].get("id") == "passage"


@db
def test_the_second_of_two_equal_passages_is_marked_where_it_was_cited(client):
    capture = factories.article("No. No. No.")
    passage = mark_passage(snapshot=capture, start=4, end=7, exact="No.", by=None)
    entry = factories.published(claims=[factories.approved_claim(excerpt=passage)])
    assert paragraphs(archived(client, entry.statements.get().citations.get())) == ["No. [No.] No."]


texts = st.text(alphabet="ab 🇺🇦и\u0306\n\n\t \r", max_size=30)


@settings(deadline=None, database=None)
@given(before=texts, passage=texts.filter(str.strip), after=texts)
@example(before="a\n\n", passage=" \n\nb", after="")
@example(before="", passage=" \n\nb", after="")
def test_every_marked_character_is_the_passage_s_and_no_other(before, passage, after):
    text = before + passage + after
    shown = marked_paragraphs(text, len(before), len(before) + len(passage))
    runs = [run for paragraph in shown for run in paragraph]
    assert "".join("".join(run.text.split()) for run in runs) == "".join(text.split()), "characters are lost"
    assert "".join("".join(run.text.split()) for run in runs if run.marked) == "".join(passage.split())
    assert [run.first for run in runs if run.marked] == [True] + [False] * (sum(run.marked for run in runs) - 1)
    assert not any(run.first for run in runs if not run.marked)


@db
def test_later_captures_of_the_article_do_not_show(client):
    citation = cite("As it was.", "was")
    factories.snapshot(citation.snapshot.article, "As it is now.")
    assert paragraphs(archived(client, citation)) == ["As it [was]."]


@db
def test_the_page_says_what_was_captured_when_and_how_good_the_source_is(client):
    of = factories.source("harbor-ledger", "Harbor Ledger", reliability="D")
    citation = cite("Він сказав «ні».", "ні", language="uk", of=of, title="Ні", published="2025-03~")
    root = archived(client, citation)
    assert words(root.find(".//h1")) == "Ні"
    assert root.find(".//h1").get("lang") == "uk"
    assert the(root, "archived-text").get("lang") == "uk"
    facts = {words(row.find("dt")): words(row.find("dd")) for row in the(root, "facts").findall("div")}
    assert words(the(root, "archived-by")) == "Harbor Ledger D"
    assert facts["Reported"] == "about March 2025"
    assert facts["Captured"] == "14 March 2025, 09:30 UTC"
    assert facts["Language"] == "Ukrainian"
    assert facts["Source reliability"] == "D: not usually reliable"
    assert facts["SHA-256 of the capture"] == citation.snapshot.sha256
    assert facts["Passage"] == f"characters {citation.start} to {citation.end}"


@db
def test_the_page_leads_back_to_its_statement_with_its_verdict(client):
    citation = cite("One two three.", "two")
    statement, entry = citation.statement, citation.statement.entry
    root = archived(client, citation)
    (said,) = of_class(root, "said")
    assert seen(said) == f"{statement.text} verified"
    (link,) = root.xpath("//a[contains(@href, '#statement-')]")
    assert link.get("href") == f"{entry.get_absolute_url()}#statement-1"
    assert read(client, entry.get_absolute_url()).get_element_by_id("statement-1") is not None
    (jump,) = root.xpath("//a[@href='#passage']")
    assert words(jump) == "To the passage"


@db
@pytest.mark.parametrize("url", ["https://demo-wire.example/a?b=1&c=2", "http://demo-wire.example/ä"])
def test_the_original_is_linked(client, url):
    (link,) = archived(client, cite("One two.", "two", url=url)).xpath("//a[contains(@rel, 'external')]")
    assert link.get("href") == url
    assert {"nofollow", "noopener"} <= set(link.get("rel").split())


@db
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "//a.example/",
        "",
    ],
)
def test_what_is_no_web_address_is_never_linked(client, url):
    citation = cite("One two.", "two", url=url)
    assert citation.article_url == url == Article.objects.get(pk=citation.snapshot.article_id).url
    root = archived(client, citation)
    assert [href for href in root.xpath("//main//@href") if not href.startswith(("/", "#"))] == []
    assert root.xpath("//a[contains(@rel, 'external')]") == []


@db
def test_every_citation_of_a_statement_has_a_page(client):
    factories.published(claims=[factories.approved_claim(), factories.approved_claim()])
    for citation in Citation.objects.all():
        assert paragraphs(archived(client, citation))[0].count("[") == 1


@db
def test_search_engines_do_not_index_other_people_s_articles(client):
    root = archived(client, cite("One two.", "two"))
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
