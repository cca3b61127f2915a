"""The same claim, recorded already: candidates from the indexes, compared one by one."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from actors.models import Actor, Conflict
from claims.models import Claim, Issue
from claims.similar.candidates import candidates
from claims.similar.embedding import nearest
from claims.similar.indexing import context_terms
from claims.similar.rarity import rarity_for
from claims.similar.scoring import Likest
from claims.similar.terms import Terms, terms_of

# What is less alike than this is not worth an editor's look.
LEAST = 0.03


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A statement as somebody wrote it; who said it, on what and when, as far as that is known."""

    text: str
    quote: str = ""
    language: str = ""
    conflict: Conflict | None = None
    speakers: Collection[Actor] = ()
    issue: Issue | None = None
    said: str = ""
    other_than: int | None = None

    def terms(self) -> Terms:
        """What it is found by."""
        terms = terms_of(self.text, self.language)
        return terms | terms_of(self.quote, self.language) if self.quote and self.quote not in self.text else terms


@dataclass(frozen=True, slots=True)
class Match:
    """A recorded claim that may say the same: how alike, 0 to 1, and why."""

    claim: Claim
    score: float
    reasons: tuple[str, ...]

    @property
    def reasons_in_words(self) -> list[str]:
        """Why it may say the same, in the reader's language."""
        return [gettext(reason) for reason in self.reasons]

    @property
    def asks(self) -> str:
        """Whether the passage is more evidence of it, as a question."""
        claim = self.claim
        number = claim.origin_count()
        who = get_text_list([str(item.actor) for item in claim.speakers], gettext("and"))
        when = str(claim.said) if claim.said_edtf else ""
        if when and claim.said.is_exact:
            when = gettext("on %(date)s") % {"date": when}
        if who and when:
            words = ngettext(
                "This is what %(who)s said %(when)s, seen in %(number)s origin: add as evidence?",
                "This is what %(who)s said %(when)s, seen in %(number)s origins: add as evidence?",
                number,
            )
        elif who:
            words = ngettext(
                "This is what %(who)s said, seen in %(number)s origin: add as evidence?",
                "This is what %(who)s said, seen in %(number)s origins: add as evidence?",
                number,
            )
        elif when:
            words = ngettext(
                "This is what was recorded %(when)s, seen in %(number)s origin: add as evidence?",
                "This is what was recorded %(when)s, seen in %(number)s origins: add as evidence?",
                number,
            )
        else:
            words = ngettext(
                "This is what was recorded, seen in %(number)s origin: add as evidence?",
                "This is what was recorded, seen in %(number)s origins: add as evidence?",
                number,
            )
        return words % {"who": who, "when": when, "number": number}


def similar_claims(  # each says one thing of the statement
    *,
    text: str,
    quote: str = "",
    language: str = "",
    conflict: Conflict | None = None,
    speaker: Actor | None = None,
    issue: Issue | None = None,
    said: str = "",
    limit: int = 5,
) -> list[Match]:
    """Recorded claims that say the same or nearly, the likest first; the text alone is enough."""
    speakers = [speaker] if speaker else []
    return matches_of(
        Asked(
            text=text,
            quote=quote,
            language=language,
            conflict=conflict,
            speakers=speakers,
            issue=issue,
            said=said,
        ),
        limit=limit,
    )


def matches_of(asked: Asked, *, limit: int = 5) -> list[Match]:
    """Recorded claims that say what is asked, the likest first."""
    terms = asked.terms()
    about = context_terms(
        speakers=[actor.pk for actor in asked.speakers],
        issue=asked.issue.pk if asked.issue else None,
        said=asked.said,
    )
    rarity = rarity_for(terms.words | about)
    near = nearest(asked.text)
    found = Likest(terms, about, rarity, near=near).among(
        candidates(
            terms,
            about,
            rarity=rarity,
            also=near,
            conflict=asked.conflict.pk if asked.conflict else None,
            other_than=asked.other_than,
        ),
        limit=limit,
        least=LEAST,
    )
    claims = {claim.pk: claim for claim in Claim.objects.for_matches().filter(pk__in=[pk for _, pk in found])}
    return [Match(claims[pk], like.score, like.reasons) for like, pk in found if pk in claims]
