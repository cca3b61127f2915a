"""How good suggestions are: statements, kinds, names, dates and events against labelled texts, and what they cost."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench import suggest_dates, suggest_duplicates, suggest_matching, suggest_names, suggest_pages
from bench.ground import scratch
from bench.suggest_statements import Article, Tally, is_reporting, labelled, research_articles
from claims.suggest import Analysis, Gazetteer, NameMention, analyse

_ROOT = Path(__file__).parent.parent
_SHARED = _ROOT.parent / "shared" / "data"
_LANGUAGES = {"en": "English", "uk": "Ukrainian", "ru": "Russian"}

Results = dict[str, Any]


def main(argv: Sequence[str]) -> int:
    """Print what was measured, and keep it as JSON where asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench suggest", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to keep the numbers")
    parser.add_argument("--errors", action="store_true", help="print what was missed and what was too much")
    options = parser.parse_args(argv)
    gazetteer = Gazetteer.from_seeds(_ROOT / "seeds")
    results: Results = {}
    for half in ("before", "after", "again"):
        results[half] = _own_texts(half, gazetteer, errors=options.errors)
    results["research"] = _research(gazetteer)
    results["date phrases"] = _date_phrases()
    results["countries of names"] = _countries(gazetteer)
    results["near-duplicate articles"] = suggest_duplicates.score()
    print("\nNear-duplicate articles (synthetic news; `python -m bench near_duplicates` asks an archive of 200,000)")
    _print("by their fingerprints", results["near-duplicate articles"])
    results["speed"] = _speed(gazetteer)
    with scratch():
        results["publication dates"] = _publication_dates()
        results["the same claim"] = _same_claims()
    if options.json:
        options.json.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    return 0


def _read(article: Article, gazetteer: Gazetteer) -> Analysis:
    return analyse(article.text, gazetteer=gazetteer, date=article.date, language=article.language)


def _own_texts(half: str, gazetteer: Gazetteer, *, errors: bool) -> Results:
    articles = labelled(half)
    print(f"\nThe project's own texts, written {half} the rules: {len(articles)}")
    results: Results = {}
    for language in ("all", *_LANGUAGES):
        some = [one for one in articles if language in ("all", one.language)]
        readings = [(one, _read(one, gazetteer)) for one in some]
        if readings:
            results[language] = _scores(readings)
            _print(_LANGUAGES.get(language, "All languages"), results[language])
        if errors and language != "all":
            for article, analysis in readings:
                _print_errors(article, analysis)
    return results


def _scores(readings: Sequence[tuple[Article, Analysis]]) -> Results:
    tally = Tally()
    dates, names = [0, 0], [0, 0]
    for article, analysis in readings:
        tally.add(article.text, article.statements, told(analysis))
        _count(dates, (_date_found(article, analysis, *one) for one in article.dates.items()))
        _count(names, (_name_found(article, analysis, *one) for one in article.names.items()))
    return _of_tally(tally) | {
        "date values": _share(dates),
        "names": _share(names),
    }


def told(analysis: Analysis) -> list[Any]:
    """What somebody says; what the article narrates in its own voice is no attributed statement."""
    return [one for one in analysis.statements if one.source or one.cue]


def _of_tally(tally: Tally) -> Results:
    shares = {key: tally.share(key) for key in ("kind", "speaker", "issue", "stance", "act", "negated", "doubted")}
    return {
        "statements": tally.counts["gold"],
        "content exact, F1": tally.f1("exact"),
        "content overlap, F1": tally.f1("near"),
        "and source right, F1": tally.f1("right"),
        "quoted, recall": tally.quoted_recall(),
    } | {key: share for key, share in shares.items() if share is not None}


def _count(pair: list[int], found: Iterable[bool]) -> None:
    for right in found:
        pair[0] += right
        pair[1] += 1


def _share(pair: Sequence[int]) -> float | None:
    return pair[0] / pair[1] if pair[1] else None


def _date_found(article: Article, analysis: Analysis, phrase: str, value: str) -> bool:
    return any(
        one.edtf is not None
        and one.edtf.rstrip("~") == value.rstrip("~")
        and (article.text[one.start : one.end] in phrase or phrase in article.text[one.start : one.end])
        for one in analysis.dates
    )


def _name_found(article: Article, analysis: Analysis, phrase: str, value: str) -> bool:
    """An actor or place by its slug, a country by its three letters, or a name that is proposed as `new`."""
    for one in analysis.names:
        written = article.text[one.start : one.end]
        if written in phrase or phrase in written:
            if value == "new" and one.actor is None and one.place is None:
                return True
            if value in (one.actor, one.place, one.country):
                return True
    return False


def _print(title: str, results: Results) -> None:
    print(f"  {title}")
    for name, value in results.items():
        if value is not None:
            print(f"    {name:<24} {value:.3f}" if isinstance(value, float) else f"    {name:<24} {value}")


def _print_errors(article: Article, analysis: Analysis) -> None:
    """What a reader of the numbers wants to see next."""
    found = told(analysis)
    print(f"\n  {article.name}")
    for one in article.statements:
        print("    wanted", _shown(article.text, one.content), "|", _shown(article.text, one.source), dict(one.told))
    for one in found:
        print(
            "    found ", _shown(article.text, one.content), "|", _shown(article.text, one.source),
            one.rule, one.kind, one.speaker, one.issue, one.stance, one.act,
        )  # fmt: skip


def _shown(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def _research(gazetteer: Gazetteer) -> Results | None:
    """Against the research corpus, where it is beside the project."""
    archive = _SHARED / "attribution-dev.tar.gz"
    if not archive.exists():
        print(f"\nThe research corpus is not there: {archive.name} was looked for beside the project.")
        return None
    every, reporting, printed = Tally(), Tally(), Tally()
    for article in research_articles(archive):
        analysis = _read(article, gazetteer)
        found = told(analysis)
        every.add(article.text, article.statements, found)
        printed.add(article.text, article.statements, analysis.statements)
        reporting.add(
            article.text,
            [one for one in article.statements if is_reporting(article.text, one.cue)],
            [one for one in found if is_reporting(article.text, one.cue)],
        )
    results = {
        "reporting verbs": _of_tally(reporting),
        "all cues": _of_tally(every),
        "all cues, and what is narrated": _of_tally(printed),
    }
    print("\nThe research corpus (300 political articles, tuned on one half)")
    for title, scores in results.items():
        _print(title, scores)
    return results


def _date_phrases() -> Results | None:
    """Phrases of a research corpus with what they mean, where they are there; tuned on the odd blocks."""
    file = _SHARED / "date-phrases-dev.tsv"
    if not file.exists():
        print(f"\nThe date phrases are not there: {file.name} was looked for beside the project.")
        return None
    results = {blocks: suggest_dates.score_phrases(file, blocks=blocks, together=True) for blocks in ("odd", "even")}
    print("\nDate phrases, a block of them read as one text (tuned on the odd blocks)")
    for blocks, scores in results.items():
        _print(blocks, scores)
    return results


def _countries(gazetteer: Gazetteer) -> Results:
    """Whose country the names in sentences from many conflicts are said to be of."""

    def names_of(text: str) -> Sequence[NameMention]:
        return analyse(text, gazetteer=gazetteer).names

    results = {}
    print("\nThe country of names in sentences about many conflicts")
    for half in ("before", "after"):
        score = suggest_names.country_score(suggest_names.labelled(half), names_of)
        results[half] = {"recall": score.recall, "precision": score.precision}
        _print(f"written {half} the rules", results[half])
    return results


def _publication_dates() -> Results:
    """The day that pages of many layouts were published on."""
    print("\nThe publication date of a page")
    results: Results = {}
    for half in suggest_pages.halves():
        scores = results[half] = suggest_pages.score_pages(half)
        _print(half, scores)
        if first := suggest_pages.FIRST_READING.get(half):
            _print(f"{half}, at first reading", first)
            results[f"{half}, at first reading"] = first
    return results


def _same_claims() -> Results:
    """Whether the claim that says the same is found among recorded ones, beside plain BM25."""
    print("\nThe same claim recorded before: MAP@5 and mean reciprocal rank")
    answers = {"ours": suggest_matching.by_product(suggest_matching.record()), "BM25": suggest_matching.by_bm25()}
    results = {name: suggest_matching.scores(answer) for name, answer in answers.items()}
    for part in ("before", "after"):
        for name, scores in results.items():
            queries, precision, rank = scores[part]
            print(f"  {part:<8}{name:<6}{queries:4} queries   {precision:.3f}   {rank:.3f}")
    return results


def _speed(gazetteer: Gazetteer) -> Results:
    """Processor time for 600 words, for each language over its own texts joined to articles of some length."""
    results: Results = {}
    print("\nProcessor time for 600 words (median of 9 runs)")
    for language, title in _LANGUAGES.items():
        text = "\n".join(one.text for one in labelled("before") if one.language == language)
        words = len(text.split())
        spent = []
        for _ in range(9):
            begun = time.process_time()
            analyse(text, gazetteer=gazetteer, date="2025-03-14", language=language)
            spent.append(time.process_time() - begun)
        results[language] = statistics.median(spent) / words * 600 * 1000
        print(f"  {title:<26} {results[language]:.1f} ms")
    return results
