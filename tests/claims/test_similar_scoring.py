"""How alike two claims are; no database."""

from claims.similar.candidates import Candidate
from claims.similar.rarity import Rarity
from claims.similar.scoring import Likest
from claims.similar.terms import terms_of

TEXTS = [
    "Drones killed 12 people in Kharkiv overnight.",
    "Drones killed 20 people in Kharkiv overnight.",
    "In Kharkiv 12 people died after a drone attack at night.",
    "A night of drones: Kharkiv counts its dead.",
    "Kharkiv opens a metro station for schools.",
    "The ministry denies that drones killed people in Kharkiv overnight.",
    "Overnight people killed drones in Kharkiv.",
    "Parliament debates fisheries.",
]


def candidate(pk, text):
    terms = terms_of(text)
    return Candidate(pk, terms.words, terms.grams, text, "", "")


def likest(text, **limits):
    among = [candidate(pk, one) for pk, one in enumerate(TEXTS)]
    return Likest(terms_of(text), (), Rarity(claims=1000)).among(among, **({"limit": 5, "least": 0.03} | limits))


def test_the_first_few_are_the_first_of_all():
    everything = likest(TEXTS[0], limit=100, least=0)
    assert len(everything) == len(TEXTS)
    for limit in range(1, len(TEXTS)):
        assert likest(TEXTS[0], limit=limit, least=0) == everything[:limit]


def test_the_same_words_are_as_like_as_can_be():
    (like, pk), *_ = likest(TEXTS[0])
    assert (pk, round(like.score, 6)) == (0, 1.0)
    assert like.reasons == ("same words", "same number")


def test_what_is_less_alike_than_the_least_is_left_out():
    assert 7 not in {pk for _, pk in likest(TEXTS[0], limit=100)}
