"""Whether copies are told from other reports, by fingerprints alone; `near_duplicates` asks an archive."""

from collections import defaultdict

from articles.ingest.fingerprint import fingerprint, likeness
from bench.near_duplicates import CASES
from bench.synthetic_news import News


def score(articles: int = 2000, lookups: int = 40, seed: int = 1) -> dict[str, float]:
    """Recall of the copies that come in, and precision of what they are joined to, over all kinds of copies."""
    news = News(articles, seed, carried_most=articles // 20)
    stored = [(news.article(number), set[int]()) for number in range(articles)]
    holders: dict[int, list[int]] = defaultdict(list)
    for number, (made, marks) in enumerate(stored):
        marks.update(fingerprint(made.text))
        for mark in marks:
            holders[mark].append(number)
    expected = joined = right = 0
    for case in CASES:
        for number in range(lookups):
            body, group = case.make(news, number)
            marks = set(fingerprint(". ".join(body)))
            near = {holder for mark in marks for holder in holders[mark]}
            alike = sorted(((likeness(marks, stored[one][1]), stored[one][0].group) for one in near), reverse=True)
            found = alike[0][1] if alike and alike[0][0] else None
            expected += group is not None
            joined += found is not None
            right += found is not None and found == group
    return {"recall": right / max(1, expected), "precision": right / max(1, joined)}
