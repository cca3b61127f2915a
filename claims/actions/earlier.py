"""What earlier readings of an article proposed, and which new proposals somebody has decided on already.

A proposal is the same as an earlier suggestion where their passages overlap and they are of the same kind and by the
same speaker, whatever the rule is called by now and however the claim is worded. What an editor made of an accepted
one counts as well: its claim's kind, and the speakers that it names.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.suggest import Proposal


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A suggestion of an earlier reading where the capture that is read now has its passage."""

    start: int
    end: int
    rule: str
    kinds: frozenset[str]
    speakers: frozenset[int]  # actors; of its claim too, where it was accepted
    called: str  # as the text calls the speaker
    decided: bool
    accepted: bool = False

    def likeness(self, proposal: Proposal, speaker: int | None) -> float:
        """How much of the two passages is common, 0 to 1; 0 also where kind or speaker differ."""
        common = min(self.end, proposal.end) - max(self.start, proposal.start)
        mine, its = self.end - self.start, proposal.end - proposal.start
        # A clause with its source and verb is that clause; a long quotation is not the few words decided of it.
        if 2 * common < min(mine, its) or 4 * common < max(mine, its):
            return 0.0
        if proposal.kind not in self.kinds or not self._same_speaker(proposal.speaker_name or "", speaker):
            return 0.0
        return common / (mine + its - common)

    def is_exactly(self, proposal: Proposal) -> bool:
        """The same rule, kind and passage; the speaker may have been added since."""
        same_place = (self.start, self.end) == (proposal.start, proposal.end)
        return same_place and self.rule == proposal.rule and proposal.kind in self.kinds

    def _same_speaker(self, called: str, speaker: int | None) -> bool:
        if speaker is not None and self.speakers:
            return speaker in self.speakers
        if self.called and called:
            mine, its = set(self.called.casefold().split()), set(called.casefold().split())
            return mine <= its or its <= mine
        nobody_here, nobody_there = not self.speakers and not self.called, speaker is None and not called
        # Rejected without a speaker, it may be worth proposing with one; accepted, its claim is there.
        return (nobody_here and nobody_there) or (self.accepted and (nobody_here or nobody_there))


def is_decided(proposal: Proposal, *, speaker: int | None, earlier: Iterable[Earlier]) -> bool:
    """Whether a person has decided on the proposal before: the earlier suggestion most like it speaks for it."""
    exact = [one for one in earlier if one.is_exactly(proposal)]
    if exact:
        return any(one.decided for one in exact)
    alike = [
        (likeness, one.rule == proposal.rule, one.decided)
        for one in earlier
        if (likeness := one.likeness(proposal, speaker))
    ]
    return bool(alike) and max(alike)[-1]
