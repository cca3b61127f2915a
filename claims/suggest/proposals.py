"""From a statement to what an editor is shown: an excerpt of the text, and all that was found about it."""

from __future__ import annotations

from collections.abc import Sequence

from claims.suggest.surroundings import hull
from claims.suggest.types import NameMention, Proposal, Statement


def proposal_of(text: str, one: Statement, unknown: Sequence[NameMention]) -> Proposal:
    """The proposal for a statement; `unknown` are the names in the text that the newsroom may want to add."""
    # A bare noun phrase says little by itself: its excerpt takes in who says it and the verb.
    bare = one.shape in ("noun", "infinitive") and one.rule != "demand-list"
    bare = bare or one.rule.startswith("attitude")  # "voiced hope that …": the noun belongs to what is quoted
    start, end = hull((*one.content, *one.cue, *one.source)) if bare else hull(one.content)
    return Proposal(
        start=start,
        end=end,
        exact=text[start:end],
        text=one.text,
        kind=one.kind,
        directness=one.directness,
        rule=one.rule,
        score=one.score,
        content=one.content,
        cue=one.cue,
        source=one.source,
        speaker=one.speaker,
        speaker_name=text[slice(*one.speaker_name)] if one.speaker_name else None,
        acts_for=one.acts_for,
        party=one.party,
        relayed_by=one.relayed_by,
        addressee=one.addressee,
        issue=one.issue,
        stance=one.stance,
        negated=one.negated,
        hedged=one.hedged,
        doubted=one.doubted,
        act=one.act,
        worth=one.worth,
        worth_reasons=one.worth_reasons,
        quote=one.quote,
        language=one.language,
        said_edtf=one.said.edtf if one.said else None,
        said_phrase=one.said.phrase if one.said else None,
        happened_edtf=one.happened.edtf if one.happened else None,
        happened_phrase=one.happened.phrase if one.happened else None,
        place=one.place,
        actors=one.actors,
        new_actors=tuple(
            name
            for name in unknown
            if start <= name.start < end
            or one.speaker_name == (name.start, name.end)
            or any(a <= name.start < b for a, b in one.source)
        ),
    )
