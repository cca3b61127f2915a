"""spaCy and Stanza: their parse becomes proposals of ours; without them installed they are a problem and no more."""

import sys
from types import ModuleType, SimpleNamespace

import pytest

from claims.engines import registry
from claims.engines.pipelines import ParsedSentence, Word, propose
from claims.engines.registry import engines
from claims.suggest.gazetteer import Gazetteer
from tests.claims.engines.conftest import found, read

TEXT = "Anna Berg said on Tuesday that the port was closed. The border stays shut, its envoy said."


@pytest.fixture(autouse=True)
def _load_anew():
    registry._engines.cache_clear()
    yield
    registry._engines.cache_clear()


# Word, head, relation, as Universal Dependencies have them.
FIRST = [
    ("Anna", 2, "nsubj", "Anna"),
    ("Berg", 0, "flat", "Berg"),
    ("said", -1, "root", "say"),
    ("on", 4, "case", "on"),
    ("Tuesday", 2, "obl", "Tuesday"),
    ("that", 9, "mark", "that"),
    ("the", 7, "det", "the"),
    ("port", 9, "nsubj:pass", "port"),
    ("was", 9, "aux:pass", "be"),
    ("closed", 2, "ccomp", "close"),
    (".", 2, "punct", "."),
]
SECOND = [
    ("The", 1, "det", "the"),
    ("border", 2, "nsubj", "border"),
    ("stays", -1, "root", "stay"),
    ("shut", 2, "xcomp", "shut"),
    (",", 2, "punct", ","),
    ("its", 6, "nmod", "its"),
    ("envoy", 7, "nsubj", "envoy"),
    ("said", 2, "parataxis", "say"),
    (".", 2, "punct", "."),
]


def placed(text, *sentences):
    """Each word with its place in the text."""
    at = 0
    for sentence in sentences:
        words = []
        for form, head, relation, lemma in sentence:
            start = text.index(form, at)
            at = start + len(form)
            words.append((start, at, lemma, head, relation))
        yield words


def parsed(text, *sentences):
    return [ParsedSentence([Word(*word) for word in words]) for words in placed(text, *sentences)]


def said(text, sentences):
    snapshot = SimpleNamespace(text=text, language="en", published_edtf="2025-03-14")
    suggested = propose(snapshot, sentences, gazetteer=Gazetteer(), rule="tests")
    return [(one.speaker_name, one.exact) for one in suggested.proposals], suggested.dropped


def test_a_parse_tells_who_says_what():
    assert said(TEXT, parsed(TEXT, FIRST, SECOND)) == (
        [("Anna Berg", "the port was closed"), ("its envoy", "The border stays shut")],
        {},
    )


def test_a_verb_that_says_nothing_is_no_statement():
    text = "Anna Berg closed the port."
    words = [
        ("Anna", 2, "nsubj", "Anna"),
        ("Berg", 0, "flat", "Berg"),
        ("closed", -1, "root", "close"),
        ("the", 4, "det", "the"),
        ("port", 2, "obj", "port"),
        (".", 2, "punct", "."),
    ]
    assert said(text, parsed(text, words)) == ([], {})


def unparsed(text, names=()):
    words = [Word(found.start(), found.end(), "") for found in __import__("re").finditer(r"\w+|[^\w\s]", text)]
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    return [ParsedSentence(words, names=spans)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "Anna Berg said that “we will not go there” again.",
            ["Anna Berg"],
            [("Anna Berg", "we will not go there")],
        ),
        ("Anna Berg said that we will not go there.", ["Anna Berg"], []),  # nothing says where it begins
        ("“We will not go there” was painted by Anna Berg.", ["Anna Berg"], []),
        ("It was said that “Anna Berg will not go”.", ["Anna Berg"], []),
    ],
)
def test_without_a_parse_a_name_a_verb_and_a_quotation_are_needed(text, names, expected):
    assert said(text, unparsed(text, names))[0] == expected


@pytest.mark.parametrize("name", ["spacy", "stanza"])
def test_what_is_not_installed_says_how_to_get_it(settings, monkeypatch, name):
    monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(f"claims.engines.{name}_pipeline.find_spec", lambda _name: None)
    settings.ATTESTED_SUGGESTERS = ["rules", name]
    assert f"pip install {name}" in engines().problems[name]


@pytest.mark.django_db
def test_spacy_for_real(settings, newsroom, tmp_path):
    """A pipeline without models: sentences, and names by rule."""
    spacy = pytest.importorskip("spacy", reason="spaCy is for newsrooms that install it")
    from tests import factories

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Anna Berg"}])
    nlp.to_disk(tmp_path / "pipeline")
    settings.ATTESTED_SUGGESTERS = ["spacy"]
    settings.ATTESTED_SUGGESTER_OPTIONS = {"spacy": {"model": str(tmp_path / "pipeline")}}
    capture = factories.article(
        "🇺🇦 Talks.\n\nAnna Berg said on Tuesday that “we will not go there” again. Rain fell."
    )
    run = read(capture)["spacy"]
    assert (run.state, run.error, run.made) == ("done", "", 1)
    (one,) = found(capture, "spacy")
    assert (one.speaker, one.quote, one.directness) == (newsroom, "we will not go there", "verbatim")


@pytest.mark.django_db
def test_a_pipeline_that_is_not_there_fails_its_run_alone(settings, capture):
    pytest.importorskip("spacy", reason="spaCy is for newsrooms that install it")
    settings.ATTESTED_SUGGESTERS = ["rules", "spacy"]
    settings.ATTESTED_SUGGESTER_OPTIONS = {"spacy": {"model": "no_such_pipeline"}}
    for _ in range(3):
        runs = read(capture)
    assert (runs["rules"].state, runs["spacy"].state) == ("done", "failed")
    assert "no_such_pipeline" in runs["spacy"].error


@pytest.fixture
def stanza(monkeypatch):
    """A module that is called stanza and speaks its API, for Stanza and its models weigh gigabytes."""
    module = ModuleType("stanza")
    module.asked = []

    def pipeline(language, **options):
        module.asked.append((language, options))
        if language != "en":
            raise FileNotFoundError("resources.json")
        return _document

    module.Pipeline = pipeline
    monkeypatch.setitem(sys.modules, "stanza", module)
    monkeypatch.setattr("claims.engines.stanza_pipeline.find_spec", lambda _name: object())
    monkeypatch.setattr("claims.engines.stanza_pipeline.metadata.version", lambda _name: "1.0")
    return module


def _document(text):
    def sentence(words):
        made = [
            SimpleNamespace(start_char=start, end_char=end, lemma=lemma, head=head + 1, deprel=relation)
            for start, end, lemma, head, relation in words
        ]
        at = text.index("Tuesday")
        return SimpleNamespace(words=made, ents=[SimpleNamespace(type="DATE", start_char=at, end_char=at + 7)])

    return SimpleNamespace(sentences=[sentence(words) for words in placed(text, FIRST, SECOND)])


@pytest.mark.django_db
def test_stanza_by_its_api(settings, newsroom, stanza):
    from tests import factories

    settings.ATTESTED_SUGGESTERS = ["stanza"]
    settings.ATTESTED_SUGGESTER_OPTIONS = {"stanza": {"folder": "/srv/models"}}
    capture = factories.article(TEXT, published="2025-03-14")
    read(capture)
    first, second = found(capture, "stanza")
    assert (first.speaker, first.excerpt.exact, first.said_edtf) == (newsroom, "the port was closed", "2025-03-11")
    assert (second.speaker_name, second.excerpt.exact) == ("its envoy", "The border stays shut")
    ((language, options),) = stanza.asked
    assert (language, options["dir"], options["download_method"]) == ("en", "/srv/models", None)
    other = factories.article("Порт закрито.", language="uk")
    assert read(other)["stanza"].cause == "no_models"
