"""News as skewed as language is: frequent words, stock phrases, background paragraphs, stories in many outlets.

Everything follows from the seed, so that any article can be written again without the others.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

_VOCABULARY = 40_000
_PHRASES = 30_000
_BACKGROUNDS = 400
_SENTENCE = 20
_CARRY_A_WIRE_STORY = 0.3
_OPENINGS = ("KYIV (Reuters) - ", "WASHINGTON (AP) — ", "МОСКВА (Интерфакс) – ", "")
AGENCIES = ("Reuters", "AP", "Interfax", "")

Sentences = list[str]


@dataclass(frozen=True)
class Written:
    """An article and the origin group that it belongs to."""

    text: str
    group: int
    agency: str


class News:
    """So many articles; groups are numbered from 1, first the stories, then the articles of one outlet."""

    def __init__(self, articles: int, seed: int = 1, *, carried_most: int = 500) -> None:
        self.seed, self.articles = seed, articles
        rng = Random(seed)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
        lengths = (1, 2, 2, 3, 3)
        self._words = ["".join(rng.choices(syllables, k=rng.choice(lengths))) for _ in range(_VOCABULARY)]
        self._often = _zipf(_VOCABULARY, shift=2.7)
        self._phrases = [" ".join(self._some(rng, rng.randint(5, 12))) for _ in range(_PHRASES)]
        self._phrases_often = _zipf(_PHRASES, shift=10)
        self._backgrounds = [self._fresh(rng, rng.randint(2, 3) * _SENTENCE) for _ in range(_BACKGROUNDS)]
        self._backgrounds_often = _zipf(_BACKGROUNDS, shift=5)
        self.sizes = [carried_most]
        while sum(self.sizes) < articles * _CARRY_A_WIRE_STORY:
            self.sizes.append(max(2, round(min(600, articles / 100) / len(self.sizes) ** 0.7)))
        carriers = [story for story, size in enumerate(self.sizes) for _ in range(size)][:articles]
        self._story_of: list[int | None] = [*carriers, *([None] * (articles - len(carriers)))]
        rng.shuffle(self._story_of)

    def article(self, number: int) -> Written:
        """The stored article of this number, from 0."""
        story, rng = self._story_of[number], self._rng("article", number)
        if story is None:
            kind = rng.choice((0, 1, 2, 3, 3, 3))
            text = _OPENINGS[kind] + ". ".join(self.fresh(rng))
            return Written(text, len(self.sizes) + 1 + number, AGENCIES[kind])
        how = rng.random()
        if how < 0.45:
            body = self.story(story)
        elif how < 0.7:
            body = cut(self.story(story), rng.uniform(0.3, 0.8))
        elif how < 0.9:
            body = self.rewritten(self.story(story), rng.uniform(0.1, 0.4), rng)
        else:
            body = self.story(story) + self.fresh(rng, rng.randint(60, 200))
        return Written(". ".join(body), story + 1, AGENCIES[story % len(AGENCIES)])

    def new(self, case: str, number: int, words: int = 0) -> Sentences:
        """An article that nobody has carried."""
        return self.fresh(self._rng(case, number), words)

    @cache  # noqa: B019  # a corpus lives as long as its process
    def story(self, story: int) -> Sentences:
        """What the agency sent, with its credit."""
        first, *others = self.fresh(self._rng("story", story))
        return [_OPENINGS[story % len(_OPENINGS)] + first, *others]

    def carried_by(self, at_least: int, at_most: int) -> list[int]:
        """The stories that so many outlets carry."""
        return [story for story, size in enumerate(self.sizes) if at_least <= size <= at_most]

    def rewritten(self, body: Sentences, share: float, rng: Random | None = None) -> Sentences:
        """The same with this share of its sentences in other words."""
        rng = rng or self._rng("rewritten", len(body))
        others = set(rng.sample(range(len(body)), round(share * len(body))))
        return [self._fresh(rng, _SENTENCE)[0] if at in others else line for at, line in enumerate(body)]

    def fresh(self, rng: Random, words: int = 0) -> Sentences:
        """New text, of the length that news has if none is given, with a background paragraph in many a long one."""
        words = words or min(1500, max(80, round(rng.lognormvariate(5.85, 0.6))))
        lines = self._fresh(rng, words)
        if words > 250 and rng.random() < 0.2:
            at = rng.randrange(len(lines))
            lines[at:at] = self._backgrounds[_one(self._backgrounds_often, rng)]
        return lines

    def _fresh(self, rng: Random, words: int) -> Sentences:
        return [self._sentence(rng) for _ in range(max(1, round(words / _SENTENCE)))]

    def _sentence(self, rng: Random) -> str:
        if rng.random() > 0.4:
            return " ".join(self._some(rng, _SENTENCE))
        phrase = self._phrases[_one(self._phrases_often, rng)]
        return " ".join((*self._some(rng, 6), phrase, *self._some(rng, 6)))

    def _some(self, rng: Random, number: int) -> list[str]:
        return rng.choices(self._words, cum_weights=self._often, k=number)

    def _rng(self, what: str, number: int) -> Random:
        return Random(f"{self.seed} {what} {number}")


def cut(body: Sentences, share: float) -> Sentences:
    """Its first so many sentences."""
    return body[: max(1, round(share * len(body)))]


def _zipf(number: int, *, shift: float) -> list[float]:
    """Cumulated weights after Zipf and Mandelbrot."""
    return list(accumulate(1 / (rank + shift) for rank in range(1, number + 1)))


def _one(weights: Sequence[float], rng: Random) -> int:
    return bisect(weights, rng.random() * weights[-1])
