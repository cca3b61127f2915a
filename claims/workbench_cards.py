"""A card of the workbench: what it says of a marked passage, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from actors.models import Actor
from claims.actions.writing import office_then
from claims.enums import Decision, Relation
from claims.models import Claim, Evidence, Excerpt, Placement, Suggestion
from claims.wording import worth_in_words, worth_reasons_in_words
from lib.edtf_dates import FuzzyDate


@dataclass(frozen=True)
class AlsoFound:
    """What another engine suggests of the same passage, and in what it differs."""

    suggestion: Suggestion
    leader: Suggestion

    @property
    def differences(self) -> list[tuple[str, str]]:
        """What the other one says otherwise, by name, in words; nothing where it says the same."""
        other, leader = self.suggestion, self.leader
        pairs = {
            gettext("kind"): (other.get_kind_display(), leader.get_kind_display()),
            gettext("speaker"): (_called(other), _called(leader)),
            gettext("stance"): (other.get_stance_display(), leader.get_stance_display()),
            gettext("wording"): (other.text, leader.text),
        }
        return [(name, mine or gettext("none")) for name, (mine, theirs) in pairs.items() if mine != theirs]


def _called(suggestion: Suggestion) -> str:
    return str(suggestion.speaker) if suggestion.speaker else suggestion.speaker_name


@dataclass(frozen=True, kw_only=True)
class Card:
    """A marked passage: a suggestion and what became of it, or a claim that rests on it."""

    key: str
    excerpt: Excerpt
    state: str  # pending, accepted, rejected: how the passage is highlighted
    suggestion: Suggestion | None = None
    claim: Claim | None = None
    speaker: Actor | None = None  # proposed; found by name where an editor has added the actor since
    relation: str = Relation.SUPPORTS
    also: tuple[AlsoFound, ...] = ()  # other engines' suggestions of the same, which are decided with this one

    @property
    def relation_in_words(self) -> str:
        """What the passage does to the claim."""
        return str(Relation(self.relation).label)

    @property
    def office(self) -> str:
        """The office that the proposed speaker held when it was said."""
        suggestion = self.suggestion
        return office_then(self.speaker, suggestion.said_edtf) if suggestion and self.speaker else ""

    @property
    def metonym(self) -> str:
        """As the text calls the proposed speaker, where that is a place's name: Moscow, for the Kremlin."""
        called = self.suggestion.speaker_name if self.suggestion and self.speaker else ""
        return called if self.speaker and self.speaker.is_metonym(called) else ""

    @property
    def happened(self) -> FuzzyDate | None:
        """When what is proposed happened, where the text says so."""
        edtf = self.suggestion.happened_edtf if self.suggestion else ""
        return FuzzyDate.parse(edtf) if edtf else None

    @property
    def worth(self) -> str:
        """How much the proposal is worth checking, in a word; "" where no engine has said so."""
        suggestion = self.suggestion
        return worth_in_words(suggestion.worth) if suggestion and suggestion.worth_reasons else ""

    @property
    def worth_reasons(self) -> list[str]:
        """Why, in words, strongest first; a code that nobody knows any more is left out."""
        codes = self.suggestion.worth_reasons if self.suggestion else []
        return worth_reasons_in_words(codes)

    def shows(self, evidence: Evidence) -> bool:
        """Whether this card stands for the evidence: the same claim on the same passage, wider or narrower."""
        return self.claim == evidence.claim and self.excerpt.overlaps(evidence.excerpt)

    @classmethod
    def of_suggestion(
        cls, suggestion: Suggestion, added: dict[int, Actor | None], twins: Iterable[Suggestion] = ()
    ) -> "Card":
        """The card of a suggestion, decided or not; `added` are speakers whom the engine did not know."""
        states = {Decision.PENDING: "pending", Decision.REJECTED: "rejected", Decision.SAME: "rejected"}
        return cls(
            key=f"suggestion-{suggestion.pk}",
            excerpt=suggestion.excerpt,
            state=states.get(Decision(suggestion.decision), "accepted"),
            suggestion=suggestion,
            claim=suggestion.claim,
            speaker=suggestion.speaker or added.get(suggestion.pk),
            also=tuple(AlsoFound(twin, suggestion) for twin in twins),
        )

    @classmethod
    def of_placement(cls, placement: Placement, evidence: Evidence) -> "Card":
        """The card of a passage of an earlier capture, where it stands in this one."""
        start, end, capture = placement.start or 0, placement.end or 0, placement.snapshot
        here = Excerpt(snapshot=capture, start=start, end=end, exact=capture.text[start:end])
        return cls(
            key=f"evidence-{evidence.pk}",
            excerpt=here,
            state="accepted",
            claim=evidence.claim,
            relation=evidence.relation,
        )

    @classmethod
    def of_evidence(cls, evidence: Evidence) -> "Card":
        """The card of a passage that a person marked."""
        return cls(
            key=f"evidence-{evidence.pk}",
            excerpt=evidence.excerpt,
            state="accepted",
            claim=evidence.claim,
            relation=evidence.relation,
        )
