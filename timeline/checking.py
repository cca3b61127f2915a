"""How a statement was checked, in a sentence that readers can follow: on what it rests, and who looked."""

from collections.abc import Iterable

from articles.enums import Reliability
from claims.enums import Relation
from timeline.models import Citation, Statement


def checked_in_words(statement: Statement, citations: Iterable[Citation]) -> str:
    """Origins for and against, the best source, and whether a second person looked; from the frozen rows alone."""
    citations = list(citations)
    against = len({one.origin_group for one in citations if one.relation == Relation.DISPUTES})
    letters = sorted({one.reliability for one in citations if one.relation == Relation.SUPPORTS})
    says = [f"{_reports(statement.origins)} {'supports' if statement.origins == 1 else 'support'} it"]
    if against:
        says.append(f"{_reports(against)} {'speaks' if against == 1 else 'speak'} against it")
    sentences = ["; ".join(says)]
    # F is no grade: nobody can judge that source.
    if letters and letters[0] != Reliability.F:
        judged = Reliability(letters[0]).label.partition(": ")[2]
        sentences.append(f"The best source behind it is rated {letters[0]}, {judged}")
    day = statement.approved_at
    who = "One person alone, as urgent," if statement.single_person else "A second person"
    sentences.append(f"{who} checked it on {day.day} {day:%B} {day.year}")
    return ". ".join(sentence[0].upper() + sentence[1:] for sentence in sentences) + "."


def _reports(number: int) -> str:
    return "one report" if number == 1 else f"{number} independent reports"
