"""The words by which a claim is found, written in the transaction that writes the claim, or soon after it."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db import connection, transaction

from claims.enums import AttributionRole
from claims.models import Attribution, Claim, ClaimWords
from claims.similar.terms import Terms, terms_of
from lib.edtf_dates import FuzzyDate

# From so many on the planner's statistics, by which common words are known, are read anew at once.
_MANY = 500

_WRITE = """
UPDATE claims_claimwords AS stored
SET words = array_to_tsvector(string_to_array(told.words, ' ')), grams = told.grams::integer[], stale = false
FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS told (claim_id, words, grams)
WHERE stored.claim_id = told.claim_id
"""


def context_terms(*, speakers: Collection[int] = (), issue: int | None = None, said: str = "") -> frozenset[str]:
    """Who, on what and when, as terms beside the words: with two of them claims meet across languages."""
    terms = {f"@{pk}" for pk in speakers}
    if issue:
        terms.add(f"!{issue}")
    if day := day_of(said):
        terms.add(f"~{day}")
    return frozenset(terms)


def day_of(edtf: str) -> str:
    """The day that a date names, "" where it names none."""
    try:
        first, last = FuzzyDate.parse(edtf).earliest, FuzzyDate.parse(edtf).latest
    except ValueError:
        return ""
    if first is None or last is None or (last - first).days > 0:
        return ""
    return edtf[:10]


def terms_of_claim(claim: Claim) -> Terms:
    """The terms of all that a claim says: its text, the quote and the quote's translation."""
    terms = terms_of(claim.text)
    if claim.quote:
        terms |= terms_of(claim.quote, claim.quote_language)
    if claim.translation:
        terms |= terms_of(claim.translation, "en")
    return terms


@transaction.atomic
def index_claims(pks: Collection[int]) -> int:
    """Write the words of these claims; gives how many there were."""
    # Whoever changes a claim meanwhile waits, and marks it stale after this.
    held = list(ClaimWords.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk", flat=True))
    claims = list(Claim.objects.filter(pk__in=held).order_by("pk"))
    speakers: dict[int, list[int]] = defaultdict(list)
    spoken = Attribution.objects.filter(claim__in=held, role=AttributionRole.SPEAKER).order_by()
    for claim_id, actor_id in spoken.values_list("claim", "actor"):
        speakers[claim_id].append(actor_id)
    rows = []
    for claim in claims:
        terms = terms_of_claim(claim)
        about = context_terms(speakers=speakers[claim.pk], issue=claim.issue_id, said=claim.said_edtf)
        rows.append((claim.pk, " ".join(sorted(terms.words | about)), _array(sorted(terms.grams))))
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [list(column) for column in zip(*rows, strict=True)])
            if len(rows) >= _MANY:
                cursor.execute("ANALYZE claims_claimwords")
    return len(rows)


def _array(numbers: Sequence[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


def index_stale_claims(limit: int = 2000) -> int:
    """Write the words of so many claims that came in by other ways than the actions; gives how many there were."""
    pks = list(ClaimWords.objects.filter(stale=True).order_by("pk").values_list("pk", flat=True)[:limit])
    return index_claims(pks) if pks else 0
